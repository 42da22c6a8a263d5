"""What leaves the window and comes back to it: packages, exports of what is shown, the house's look, dropped answers."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from auditor.errors import ExportError
from auditor.export.base import export_audit
from auditor.gui import surroundings
from auditor.gui.actions import Do
from auditor.gui.dialogs.house import HouseDialog
from auditor.gui.dialogs.returned import ReturnedDialog
from auditor.model.audit import Audit
from auditor.model.finding import Severity
from auditor.model.listing import Filter
from auditor.model.template import COLUMNS, PLAIN
from auditor.store.audits import AuditFile
from auditor.workflow.house import FILE, House

from . import factory


def notice(program):
    message = program.window.notices._message
    return f"{message.text} {message.remedy}".strip() if message else ""


def drop(program, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    program.window.dropped.emit(mime)


def exported(program, path):
    with AuditFile(program.desk.path) as file:
        export_audit(file.audit(), path)
    return path


def answered(path):
    """Have marketing answer the first finding of a spreadsheet: only one that brings something new is shown."""
    book = load_workbook(path)
    sheet = book["Findings"]
    head = [cell.value for cell in sheet[1]]
    sheet.cell(2, head.index("Response") + 1).value = "We take it out."
    book.save(path)
    return path


def test_evidence_is_packed_checked_and_a_changed_byte_named(audited, world, qtbot, tmp_path):
    world.package = str(tmp_path / "proof.zip")
    audited.window.actions_[Do.PACKAGE].trigger()
    assert not audited.window.actions_[Do.PACKAGE].isEnabled()
    qtbot.waitUntil(lambda: "Packed proof.zip. Keep its seal (" in notice(audited))
    audited.window.actions_[Do.VERIFY].trigger()
    qtbot.waitUntil(lambda: "proof.zip: every byte of 5 files is as it was packed." in notice(audited))
    QGuiApplication.clipboard().setText("0" * 64)
    drop(audited, world.package)
    qtbot.waitUntil(lambda: "You copied another seal" in notice(audited))
    content = bytearray(Path(world.package).read_bytes())
    QGuiApplication.clipboard().setText(hashlib.sha256(content).hexdigest())
    drop(audited, world.package)
    qtbot.waitUntil(lambda: notice(audited).endswith("Its seal is the one you copied."))
    content[200] ^= 1
    Path(world.package).write_bytes(content)
    audited.window.actions_[Do.VERIFY].trigger()
    said = "proof.zip is not as it was packed. “review.audit” has been changed"
    qtbot.waitUntil(lambda: notice(audited).startswith(said))
    Path(world.package).write_text("no zip")
    audited.window.actions_[Do.VERIFY].trigger()
    qtbot.waitUntil(lambda: "is no evidence package" in notice(audited))
    assert audited.window.actions_[Do.VERIFY].isEnabled()
    before = len(world.session.submitted)
    drop(audited, world.package)
    qtbot.waitUntil(lambda: world.session.submitted[before:] == [world.package])


def test_what_is_shown_is_exported_or_everything_and_the_notice_says_which(audited, world, qtbot):
    audited.window.workbench.filters.set_wanted(Filter(severities=frozenset({Severity.CRITICAL})))
    audited.listing.refresh()
    shown = audited.findings.rowCount
    qtbot.waitUntil(lambda: 0 < shown() < 12)
    audited.window.actions_[Do.EXPORT_SHOWN].trigger()
    qtbot.waitUntil(lambda: "of 12 findings" in notice(audited))
    audit, _ = world.written[-1]
    assert (audit.selection.words, len(audit.findings)) == ("severity Critical", shown())
    assert world.authors == [audited.settings.reviewer]
    assert f"{shown()} of 12 findings, the {12 - shown()} others left out," in notice(audited)
    audited.window.actions_[Do.EXPORT].trigger()
    qtbot.waitUntil(lambda: "Everything is in it, whatever the filter shows." in notice(audited))
    assert world.written[-1][0].selection is None


def test_a_dropped_answer_is_shown_and_other_spreadsheets_are_audited(audited, world, qtbot, tmp_path):
    back = answered(exported(audited, tmp_path / "back.xlsx"))
    (tmp_path / "pages.csv").write_text("Address\nhttps://clinic.example/\n")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    before = len(world.session.submitted)
    drop(audited, back, tmp_path / "pages.csv")
    qtbot.waitUntil(lambda: bool(audited.window.findChildren(ReturnedDialog)))
    audited.window.findChildren(ReturnedDialog)[-1].reject()
    qtbot.waitUntil(lambda: world.session.submitted[before:] == [str(tmp_path / "pages.csv")])
    drop(audited, tmp_path / "locked.xlsx")
    qtbot.waitUntil(lambda: "“locked.xlsx” is locked with a password." in notice(audited))
    audited.window.notices._offer.click()
    qtbot.waitUntil(lambda: world.session.submitted[before + 1 :] == [str(tmp_path / "locked.xlsx")])


def test_an_answer_without_its_review_is_told(program, world, qtbot, tmp_path):
    path = tmp_path / "back.csv"
    path.write_text("Fingerprint,Decision\nf1,Confirmed\n")
    drop(program, path)
    said = (
        "“back.csv” is an audit that came back, and no review is open. Open its review, then drop it again."
    )
    qtbot.waitUntil(lambda: notice(program) == said)
    assert not world.sessions or world.session.submitted == []


def test_the_look_is_chosen_with_an_example_and_kept(program, world, qtbot, tmp_path):
    Image.new("RGB", (90, 30), "purple").save(tmp_path / "logo.png")
    world.picture, world.colour = str(tmp_path / "logo.png"), "FFE14D"
    program.window.actions_[Do.TEMPLATE].trigger()
    dialog = program.window.findChildren(HouseDialog)[-1]
    assert (dialog.template(), dialog.trouble.isHidden()) == (PLAIN, True)
    dialog.organisation.setText("Northfield  Clinics")
    dialog.accent.setText("#FFE14D")
    assert "too pale for words on white" in dialog.trouble.text()
    assert not dialog.save.isEnabled()
    dialog.accent.setText("8A2F6B")
    dialog.disclaimer.setPlainText("Ours.")
    dialog.columns.list.setCurrentRow(2)
    dialog.columns.move_current(-1)
    dialog.columns.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.trouble.isHidden()
    decided = dialog.columns.list.findItems("Decided at", Qt.MatchFlag.MatchExactly)[0]
    decided.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.trouble.text().startswith("Without “Decided at”")
    assert dialog.save.isEnabled()
    decided.setCheckState(Qt.CheckState.Checked)
    dialog.logo_wanted.emit()
    assert "Columns: Place, Document," in dialog.example.accessibleDescription()
    assert dialog.example.accessibleDescription().endswith("Ours. This is no legal clearance.")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert "Exports wear this look from now on." in notice(program)
    kept = House(tmp_path / "exports").read()
    assert (kept.organisation, kept.accent, kept.disclaimer) == ("Northfield Clinics", "8A2F6B", "Ours.")
    assert kept.columns == ("Place", "Document", *COLUMNS[3:])
    assert kept.logo.width == 90


def test_a_kept_look_that_cannot_be_read_stops_the_export_and_is_told(program, tmp_path):
    house = House(tmp_path / "exports")
    house.keep(PLAIN)
    (house.folder / FILE).write_text("colour = 1")
    write = partial(surroundings._write, house)
    with pytest.raises(ExportError, match=r"template.toml, line 1: “colour” is no part of a template"):
        write(
            Audit("1", "2026-11-22T10:00:00Z", (), (factory.article(),)),
            None,
            tmp_path / "audit.html",
            "Ada Example",
            lambda *_: None,
        )
    assert not (tmp_path / "audit.html").exists()
    program.window.actions_[Do.TEMPLATE].trigger()
    assert "“colour” is no part of a template" in notice(program)
    program.window.findChildren(HouseDialog)[-1].reject()
