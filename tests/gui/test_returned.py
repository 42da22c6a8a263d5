"""A spreadsheet that came back is shown before it changes anything, and taken in as one step."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from auditor.export.base import export_audit
from auditor.gui.actions import Do
from auditor.gui.dialogs.returned import ReturnedDialog
from auditor.gui.messages import Level
from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile

ANA = Author("Ana", "2026-11-22T10:00:00Z")


def exported(program, path):
    with AuditFile(program.desk.path) as file:
        export_audit(file.audit(), path)
    return path


def asked(program, qtbot):
    program.window.actions_[Do.TAKE_IN].trigger()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(ReturnedDialog)))
    return program.window.findChildren(ReturnedDialog)[-1]


def decision(program, number):
    return program.desk.finding(number).decision


def test_answers_are_shown_chosen_taken_in_and_taken_back(audited, world, qtbot, tmp_path):
    path = exported(audited, tmp_path / "back.csv")
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace(",Undecided,,,,,", ",Confirmed,,,,We take it out.,", 2), "utf-8")
    ids = sorted(audited.findings.ids)
    with AuditFile(audited.desk.path) as file:
        file.decisions.decide(ids, Verdict.DISMISSED, ANA, "Dismissed", "Quoted")
    world.table = str(path)
    dialog = asked(audited, qtbot)
    conflicts = dialog.tree.topLevelItem(0)
    assert conflicts.text(0).startswith("Decided on both sides (2)")
    first, second = (conflicts.child(at) for at in range(2))
    assert (first.text(2), first.text(3)) == (
        "✕ Dismissed\nQuoted\nAna",
        "✓ Confirmed\nResponse: We take it out.",
    )
    first.setCheckState(0, Qt.CheckState.Checked)
    taken, kept = (item.data(0, Qt.ItemDataRole.UserRole) for item in (first, second))
    assert decision(audited, taken).verdict is Verdict.DISMISSED
    place = dialog.tree.visualItemRect(second)
    tick = place.topLeft() + QPoint(12, 12)
    for state in (Qt.CheckState.Checked, Qt.CheckState.Unchecked):
        qtbot.mouseClick(dialog.tree.viewport(), Qt.MouseButton.LeftButton, pos=tick)
        assert (second.checkState(0), place.height() > 40) == (state, True)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: decision(audited, taken).verdict is Verdict.CONFIRMED)
    assert decision(audited, kept).verdict is Verdict.DISMISSED
    assert decision(audited, kept).response == "We take it out."
    audited.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: decision(audited, taken).verdict is Verdict.DISMISSED)
    assert decision(audited, kept).response == ""


def test_a_spreadsheet_that_brings_nothing_new_is_a_notice(audited, world, qtbot, tmp_path):
    world.table = str(exported(audited, tmp_path / "back.csv"))
    told = []
    audited.messages.posted.connect(told.append)
    audited.window.actions_[Do.TAKE_IN].trigger()
    qtbot.waitUntil(lambda: any("nothing new" in message.text for message in told))
    assert "what stands here already" in told[-1].remedy
    assert audited.window.findChildren(ReturnedDialog) == []


def test_a_file_that_is_no_audit_is_told(audited, world, qtbot, tmp_path):
    world.table = str(tmp_path / "prices.csv")
    (tmp_path / "prices.csv").write_text("Name,Price\nTea,4\n")
    told = []
    audited.messages.posted.connect(told.append)
    audited.window.actions_[Do.TAKE_IN].trigger()
    qtbot.waitUntil(lambda: any(message.level is Level.ERROR for message in told))
    assert "is no audit that Auditor wrote" in told[-1].text


def test_changing_ones_mind_does_nothing(audited, world):
    world.table = ""
    audited.window.actions_[Do.TAKE_IN].trigger()
    assert audited.window.findChildren(ReturnedDialog) == []
