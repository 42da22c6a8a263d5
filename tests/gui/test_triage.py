"""Deciding by one key: the flash, the way to the next open finding, all alike, notes, undo; and what is on the disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from auditor.gui.actions import Do
from auditor.gui.dialogs.line import LineDialog
from auditor.gui.widgets.detail_pane import Tab
from auditor.model.decision import Verdict
from auditor.store.audits import AuditFile

from . import factory
from .conftest import shown


def decision(program, number):
    return program.desk.finding(number).decision


def press(qtbot, program, key):
    """Press a key where a reviewer's fingers are: over the table of findings."""
    table = program.window.workbench.findings
    table.setFocus()
    qtbot.keyClick(table, key)


def flashed(program):
    return program.window.workbench.findings._flash.text()


def ready(program, qtbot):
    """Show the window for real, so that its keys work, and wait for the first finding."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qtbot.waitUntil(lambda: program.listing.current is not None)
    qtbot.waitUntil(program.window.actions_[Do.CONFIRM].isEnabled)


def open_menu(qtbot):
    found = []

    def look():
        found[:] = [m for m in QApplication.topLevelWidgets() if isinstance(m, QMenu) and m.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


def dialog(program, qtbot):
    qtbot.waitUntil(lambda: bool(program.window.findChildren(LineDialog)))
    return program.window.findChildren(LineDialog)[-1]


@pytest.mark.parametrize(
    ("key", "verdict"),
    [("A", Verdict.CONFIRMED), ("S", Verdict.NEEDS_SUBSTANTIATION), ("L", Verdict.LATER)],
)
def test_one_key_decides_and_goes_on(audited, qtbot, key, verdict):
    ready(audited, qtbot)
    first, second = audited.findings.ids[:2]
    press(qtbot, audited, key)
    qtbot.waitUntil(lambda: decision(audited, first).verdict is verdict)
    qtbot.waitUntil(lambda: audited.listing.current == second)
    assert decision(audited, first).reviewer == audited.settings.reviewer


def test_who_has_gone_on_before_a_decision_is_written_is_not_called_back(audited, qtbot):
    ready(audited, qtbot)
    number = audited.listing.current
    press(qtbot, audited, "A")
    audited.window.workbench.documents.select_row(4)  # before what was decided is on the disk
    qtbot.waitUntil(lambda: flashed(audited) == "Confirmed")
    qtbot.waitUntil(lambda: shown(audited) == 0)
    assert audited.window.workbench.document._title.text() == "How to reach us"
    assert (audited.listing.current, decision(audited, number).verdict) == (None, Verdict.CONFIRMED)


def test_a_decision_is_seen_in_table_list_and_details(audited, qtbot):
    ready(audited, qtbot)
    first = audited.findings.ids[0]
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: audited.findings.finding_row(0).verdict is Verdict.CONFIRMED)
    qtbot.waitUntil(lambda: flashed(audited) == "Confirmed")
    qtbot.waitUntil(lambda: "8 of 9 open" in audited.documents.entry(1).words)
    audited.listing.choose(first)
    detail = audited.window.workbench.detail
    assert detail.decision._state.text().startswith("✓ Confirmed · ")
    detail.show_tab(Tab.HISTORY)
    assert "<b>✓ Confirmed</b>" in detail._history.label.text()


def test_the_menu_says_what_would_be_taken_back_and_done_again(audited, qtbot):
    ready(audited, qtbot)
    undo, redo = (audited.window.actions_[name] for name in (Do.UNDO, Do.REDO))
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: flashed(audited) == "Confirmed")
    audited.window.actions_.undo_words_wanted.emit()
    qtbot.waitUntil(lambda: undo.text() == "&Undo: Confirmed")
    assert redo.text() == "&Redo"
    undo.trigger()
    qtbot.waitUntil(lambda: flashed(audited) == "Taken back: Confirmed")
    next(a.menu() for a in audited.window.menuBar().actions() if a.text() == "&Decide").aboutToShow.emit()
    qtbot.waitUntil(lambda: (undo.text(), redo.text()) == ("&Undo", "&Redo: Confirmed"))


def test_to_dismiss_asks_for_a_reason(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "D")
    qtbot.keyClick(open_menu(qtbot), "2")
    qtbot.waitUntil(lambda: decision(audited, first).verdict is Verdict.DISMISSED)
    assert decision(audited, first).reason == "Quoted or mentioned, not claimed"


def test_any_other_reason_can_be_written_but_not_none(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "D")
    qtbot.keyClick(open_menu(qtbot), "O")
    sheet = dialog(audited, qtbot)
    assert not sheet._save.isEnabled()
    qtbot.keyClicks(sheet._field, "Agreed with counsel")
    qtbot.keyClick(sheet._field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: decision(audited, first).reason == "Agreed with counsel")


def test_leaving_the_menu_decides_nothing(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "D")
    qtbot.keyClick(open_menu(qtbot), Qt.Key.Key_Escape)
    assert decision(audited, first).verdict is Verdict.UNDECIDED
    assert audited.listing.current == first


def test_keys_type_words_while_the_filter_has_the_keyboard(audited, qtbot):
    ready(audited, qtbot)
    audited.window.workbench.filters.focus_text()
    qtbot.keyClicks(audited.window.workbench.filters._text, "dals")
    assert audited.window.workbench.filters._text.text() == "dals"
    assert all(decision(audited, n).verdict is Verdict.UNDECIDED for n in (1, 2, 3))


def test_undo_takes_back_and_goes_there_and_redo_does_it_again(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: audited.listing.current != first)
    audited.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: audited.listing.current == first)
    assert decision(audited, first).verdict is Verdict.UNDECIDED
    qtbot.waitUntil(lambda: flashed(audited) == "Taken back: Confirmed")
    audited.window.actions_[Do.REDO].trigger()
    qtbot.waitUntil(lambda: decision(audited, first).verdict is Verdict.CONFIRMED)
    qtbot.waitUntil(lambda: flashed(audited) == "Done again: Confirmed")


def test_with_nothing_to_undo_it_is_said(audited, qtbot):
    ready(audited, qtbot)
    audited.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: flashed(audited) == "Nothing to change.")


def test_a_note_stands_beside_the_finding_and_in_the_table(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "N")
    sheet = dialog(audited, qtbot)
    qtbot.keyClicks(sheet._field, "Ask Dr Lee")
    qtbot.keyClick(sheet._field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: decision(audited, first).note == "Ask Dr Lee")
    qtbot.waitUntil(lambda: audited.findings.finding_row(0).has_note)
    assert audited.listing.current == first


@pytest.fixture
def twins(program, world, qtbot):
    """Three pages that say the same."""
    names = [f"/in/{n}.html" for n in "abc"]
    program.intake.take_inputs(names)
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == 3)
    for ticket, name in enumerate(names, 1):
        world.session.finish(ticket, factory.article(name[4:]))
    qtbot.waitUntil(lambda: shown(program) == 27)
    ready(program, qtbot)
    return program


def test_all_alike_are_decided_at_once_with_their_number_stated(twins, qtbot):
    bar = twins.window.workbench.detail.decision
    superlative = next(
        n
        for n in twins.findings.ids
        if twins.desk.finding(n).finding.trigger_quote == "most advanced treatment"
    )
    twins.listing.choose(superlative)
    qtbot.waitUntil(lambda: bar.alike.text() == "Decide all 3 like it in 3 documents…")
    twins.window.actions_[Do.ALIKE].trigger()
    menu = open_menu(qtbot)
    assert menu.actions()[0].text() == "Confirmed: all 3"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    alike = twins.triage._alike.ids
    qtbot.waitUntil(lambda: all(decision(twins, n).verdict is Verdict.CONFIRMED for n in alike))
    qtbot.waitUntil(lambda: flashed(twins) == "Confirmed 3 findings")
    twins.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: all(decision(twins, n).verdict is Verdict.UNDECIDED for n in alike))


def test_the_next_open_finding_stays_in_the_document_when_told_to(twins, qtbot):
    cross = twins.window.actions_[Do.CROSS]
    assert cross.isChecked()
    cross.trigger()
    here = twins.desk.finding(twins.listing.current).document
    for _ in range(9):
        before = twins.listing.current
        press(qtbot, twins, "A")
        qtbot.waitUntil(lambda before=before: decision(twins, before).verdict is Verdict.CONFIRMED)
        qtbot.waitUntil(lambda before=before: twins.listing.current != before or "decided" in flashed(twins))
        assert twins.desk.finding(twins.listing.current).document == here
    qtbot.waitUntil(lambda: flashed(twins) == "Every finding here is decided.")
    cross.trigger()
    twins.window.actions_[Do.NEXT_OPEN].trigger()
    qtbot.waitUntil(lambda: twins.desk.finding(twins.listing.current).document != here)


def test_what_was_decided_is_on_the_disk_at_once(audited, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: decision(audited, first).verdict is Verdict.CONFIRMED)
    with AuditFile(audited.desk.path, is_read_only=True) as file:
        assert file.findings.one(first).decision.verdict is Verdict.CONFIRMED


def test_decided_findings_can_be_filtered(audited, qtbot):
    ready(audited, qtbot)
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: audited.findings.finding_row(0).verdict is Verdict.CONFIRMED)
    choice = audited.window.workbench.filters._verdicts
    choice._actions[Verdict.CONFIRMED].trigger()
    qtbot.waitUntil(lambda: shown(audited) == 1)
    assert choice.text() == "Decision: Confirmed"


def test_the_reviewer_can_be_named(audited, qtbot):
    ready(audited, qtbot)
    audited.window.actions_[Do.REVIEWER].trigger()
    sheet = dialog(audited, qtbot)
    sheet._field.setText("Ana Lee")
    qtbot.keyClick(sheet._field, Qt.Key.Key_Return)
    first = audited.listing.current
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: decision(audited, first).reviewer == "Ana Lee")
