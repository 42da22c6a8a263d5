"""The shortcut sheet names every action with its key, because it is made from them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from auditor.gui.actions import SPECS, Do
from auditor.gui.dialogs.keys import MORE, KeySheet

from .test_accessibility import nameless


def test_f1_shows_every_action_with_its_key_and_finds_by_words(program, qtbot):
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(window.findChildren(KeySheet)))
    (sheet,) = window.findChildren(KeySheet)
    words = dict(sheet.words())
    for name, spec in SPECS.items():
        plain = spec.words.replace("&", "").rstrip("…")
        assert words[plain] == QKeySequence(spec.key).toString(QKeySequence.SequenceFormat.NativeText), name
    assert words["Group: By rule"] == "Alt+1"
    assert words["Appearance: High contrast"] == "Alt+7"
    assert [entry for entry, key in words.items() if not key] == []
    assert not sheet.isModal()
    assert nameless(sheet) == []
    QTest.keyClicks(sheet._find, "dismiss")
    assert [entry for entry in sheet.words() if entry not in MORE[0][1]] == [("Dismiss", "D")]
    sheet._find.setText("fly to the moon")
    assert sheet.words() == []
    assert sheet._none.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(KeySheet))


def test_every_action_has_a_key():
    assert [name for name in Do if not SPECS[name].key] == []
