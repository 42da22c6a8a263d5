"""In a small window and with large words every pane can be reached, nothing is cut off, and everything has name and role."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from auditor.gui.actions import Do
from auditor.gui.dialogs.keys import KeySheet
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.figure_bar import FigureBar
from auditor.gui.widgets.start_page import DropTarget
from auditor.gui.widgets.workbench import Pane

from .conftest import sweep
from .test_accessibility import nameless

WORDY = (QAbstractButton, QLabel, QLineEdit)
SHORTENING = (ElidedLabel, FigureBar, DropTarget)
"""What shortens or wraps its words by itself."""


def scrolls(widget, window):
    """Whether it lies on something that scrolls: what is out of sight there is not lost."""
    while widget is not None and widget is not window:
        widget = widget.parentWidget()
        if isinstance(widget, QAbstractScrollArea):
            return True
    return False


def cut_off(window):
    """Return what shows words and has no room for them, or lies outside the window."""
    found = []
    for kind in WORDY:
        for widget in window.findChildren(kind):
            is_sign = isinstance(widget.parentWidget(), QLineEdit)
            if not widget.isVisible() or isinstance(widget, SHORTENING) or is_sign:
                continue
            least = widget.minimumSizeHint()
            is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
            is_narrow = not is_wrapped and widget.width() < least.width()
            corner = widget.mapTo(window, widget.rect().bottomRight())
            is_outside = not scrolls(widget, window) and not window.rect().contains(corner)
            if is_narrow or is_outside or (not is_wrapped and widget.height() < least.height()):
                found.append(f"{type(widget).__name__} {getattr(widget, 'text', str)()!r} {widget.size()}")
    return found


def roleless(window):
    """Return what takes the keyboard and does not say what it is."""
    vague = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
    reached = [w for w in window.findChildren(QWidget) if w.isVisible() and w.focusPolicy()]
    reached = [w for w in reached if not isinstance(w, QScrollArea)]  # a named place, nothing else
    return [type(w).__name__ for w in reached if QAccessible.queryAccessibleInterface(w).role() in vague]


def look_over(window, state):
    for _ in range(50):  # what is told from the background may still move things
        sweep()
        if not cut_off(window):
            break
        QTest.qWait(10)
    assert (state, nameless(window)) == (state, [])
    assert (state, roleless(window)) == (state, [])
    assert (state, cut_off(window)) == (state, [])


def test_too_little_room_would_be_found(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    label = QLabel("Words that need their room", holder)
    label.setGeometry(0, 0, 20, 20)
    holder.show()
    assert len(cut_off(holder)) == 1


@pytest.mark.parametrize(
    ("size", "per_cent"), [((683, 384), 100), ((1366, 768), 200)], ids=["small", "large"]
)
def test_everything_can_be_reached_and_read_where_there_is_little_room(audited, qtbot, size, per_cent):
    window, bench = audited.window, audited.window.workbench
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    audited.theme.choose_text_size(per_cent)
    window.resize(*size)
    sweep()
    assert window.size().toTuple() == size
    assert bench.is_small
    audited.window.notices.dismiss()
    panes = {
        Do.GO_DOCUMENTS: (bench.documents, Pane.DOCUMENTS),
        Do.GO_FINDINGS: (bench.tables, Pane.FINDINGS),
        Do.GO_PASSED: (bench.tables, Pane.FINDINGS),
        Do.GO_TEXT: (bench.document, Pane.TEXT),
        Do.GO_DETAILS: (bench.detail, Pane.DETAILS),
    }
    for name, (widget, _pane) in panes.items():
        window.actions_[name].trigger()
        assert widget.isVisible()
        assert widget.isAncestorOf(QApplication.focusWidget())
        others = {w for w, _ in panes.values()} - {widget}
        assert not any(other.isVisible() for other in others)
        look_over(window, name)
    audited.messages.warn("Something to read that is long enough to be wrapped into two lines of the notice.")
    window.actions_[Do.OVERVIEW].trigger()
    qtbot.waitUntil(lambda: audited.standings.rowCount() == 4)
    look_over(window, Do.OVERVIEW)
    window.actions_[Do.KEYS].trigger()
    (sheet,) = window.findChildren(KeySheet)
    look_over(sheet, Do.KEYS)
    sheet.close()
    window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(window.start.isVisible)
    look_over(window, Do.NEW)
    audited.theme.choose_text_size(100)


def test_with_room_again_all_panes_come_back(audited, qtbot):
    window, bench = audited.window, audited.window.workbench
    for size in ((600, 400), (1280, 820)):
        window.resize(*size)
        sweep()
    panes = (bench.documents, bench.tables, bench.document, bench.detail)
    assert all(pane.isVisible() for pane in panes)
    look_over(window, "all panes")
