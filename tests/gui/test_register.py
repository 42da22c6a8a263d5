"""The register in the window: a claim approved from a finding, listed, changed, shared, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from auditor.gui.actions import Do
from auditor.gui.controllers.register_watch import CHANGED
from auditor.gui.dialogs.approve import ApproveDialog
from auditor.gui.models.claim_table import ClaimField, ClaimFilter, ClaimTable
from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.widgets.table_pane import Table
from auditor.model.claim import Claim, Entry, Evidence, Scope, ScopeKind
from auditor.model.decision import Author
from auditor.model.listing import Filter
from auditor.model.order import Sort
from auditor.store.claims import RegisterFile

TODAY = "2026-11-22"


def entry(number, wording, expires="", **more):
    claim = Claim((wording,), Evidence("Doe 2024"), approver="Ana", expires_on=expires, **more)
    return Entry(f"k{number}", number, 1, claim, Author("Ana", "2026-01-01T00:00:00Z"))


ENTRIES = (
    entry(1, "we help most adults", "2027-12-31"),
    entry(2, "Half of our clients recover", "2026-12-01", scope=Scope(ScopeKind.COUNTRY, ("UK",))),
    entry(3, "the best clinic in Ohio", "2020-01-01", note="ask counsel"),
    entry(4, "a wording without end", is_withdrawn=True),
)


@pytest.fixture
def table(qapp):
    made = ClaimTable(lambda _: "#123456")
    made.set_entries(ENTRIES, TODAY)
    return made


@pytest.fixture
def narrowed(table):
    return ClaimFilter(table)


def numbers(model):
    return [model.index(row, 0).data(RECORD_ROLE).number for row in range(model.rowCount())]


def test_the_table_obeys_the_rules_of_models(table, narrowed, qtmodeltester):
    qtmodeltester.check(table)
    qtmodeltester.check(narrowed)


def test_how_a_claim_stands_is_said_in_words_and_signs(table):
    said = [table.index(row, ClaimField.STANDING).data() for row in range(4)]
    assert said == ["✓ Valid", "! Ends soon", "✕ Expired", "– Withdrawn"]
    assert table.index(1, ClaimField.SCOPE).data() == "UK"
    assert table.index(3, ClaimField.UNTIL).data() == "no end"
    named = table.index(0, ClaimField.STANDING).data(Qt.ItemDataRole.AccessibleTextRole)
    assert named == "State: ✓ Valid"


@pytest.mark.parametrize(
    ("words", "standings", "expected"),
    [
        ("", [], [1, 2, 3, 4]),
        ("OHIO best", [], [3]),
        ("counsel", [], [3]),
        ("", ["soon", "expired"], [2, 3]),
        ("uk", ["valid"], []),
    ],
)
def test_claims_are_found_by_words_and_state(narrowed, words, standings, expected):
    narrowed.choose(words, standings)
    assert numbers(narrowed) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (ClaimField.UNTIL, [3, 2, 1, 4]),
        (ClaimField.WORDING, [4, 2, 3, 1]),
        (ClaimField.STANDING, [1, 2, 3, 4]),
    ],
)
def test_claims_are_sorted_by_any_column(narrowed, field, expected):
    narrowed.sort(field, Qt.SortOrder.AscendingOrder)
    assert numbers(narrowed) == expected


def open_dialog(program):
    (dialog,) = program.window.findChildren(ApproveDialog)
    return dialog


def verdicts(program):
    rows = program.desk.rows(program.desk._reader.findings.ids(Filter(), Sort()))
    return {row.quote: row.verdict.value for row in rows if row.quote}


def approve_current(program, qtbot, number):
    program.listing.choose(number)
    program.window.actions_[Do.APPROVE].trigger()
    qtbot.waitUntil(lambda: len(program.window.findChildren(ApproveDialog)) == 1)
    return open_dialog(program)


def test_a_claim_is_approved_listed_changed_and_taken_back(audited, world, qtbot):
    audited.settings.reviewer = "Ana"
    first = next(n for n in audited.findings.ids if audited.desk.finding(n).finding.trigger_quote)
    quote = audited.desk.finding(first).finding.quote
    dialog = approve_current(audited, qtbot, first)
    assert dialog.form().claim.wordings == (" ".join(quote.split()),)
    dialog._submit()
    assert "no evidence" in dialog._trouble.text()
    assert dialog.isVisible()
    dialog._reference.setText("Doe 2024")
    dialog._until.setText("2099-12-31")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "approved-claim")
    found = audited.desk.finding(first)
    assert found.decision.reviewer == "Ana"
    assert "Doe 2024" in found.decision.reason

    pane = audited.window.workbench.register
    audited.window.actions_[Do.GO_REGISTER].trigger()
    qtbot.waitUntil(lambda: pane.view.model().rowCount() == 1)
    assert audited.window.workbench.tables.shown is Table.REGISTER
    pane.view.setCurrentIndex(pane.view.model().index(0, 0))
    detail = pane.detail
    qtbot.waitUntil(detail.isVisible)
    assert "Doe 2024" in detail._evidence.words

    audited.window.actions_[Do.WITHDRAW].trigger()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "undecided")
    qtbot.waitUntil(lambda: pane.current() is not None and pane.current().claim.is_withdrawn)
    audited.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "approved-claim")
    audited.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "undecided")


def test_a_shared_register_is_used_and_one_that_is_gone_is_told(audited, world, qtbot, monkeypatch):
    path = world.folder / "brand.claims"
    said = []
    audited.messages.posted.connect(said.append)
    quote = next(q for q in verdicts(audited) if len(q.split()) > 3)
    with RegisterFile(path) as register:
        claim = Claim((quote,), Evidence("Doe 2024"), approver="Ben")
        register.claims.put([(None, claim)], Author("Ben", "2026-01-01T00:00:00Z"))
    monkeypatch.setattr(audited.register, "_choosers", _choosing(path))
    audited.window.actions_[Do.SHARE].trigger()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "approved-claim")
    qtbot.waitUntil(lambda: audited.settings.register == str(path))
    path.rename(world.folder / "moved.claims")
    audited.register.begin()
    qtbot.waitUntil(lambda: any("cannot be used" in message.text for message in said))
    assert any("no register “brand.claims”" in message.remedy for message in said)
    assert verdicts(audited)[quote] == "approved-claim"
    audited.window.actions_[Do.UNSHARE].trigger()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "undecided")


def test_what_somebody_else_changes_in_a_shared_register_is_noticed(audited, world, qtbot):
    path, said = world.folder / "brand.claims", []
    audited.messages.posted.connect(lambda message: said.append(message.text))
    quote = next(q for q in verdicts(audited) if len(q.split()) > 3)
    with RegisterFile(path):
        pass
    audited.settings.register = str(path)
    audited.register.begin()
    audited.watch.look()
    qtbot.waitUntil(lambda: audited.watch._last is not None and audited.watch._last.path == str(path))
    held = []
    audited.desk.ask(
        lambda _: True, held.append
    )  # one after another: the review has been held against it by then
    qtbot.waitUntil(lambda: bool(held))
    with RegisterFile(path) as register:
        claim = Claim((quote,), Evidence("Doe 2024"), approver="Ben")
        register.claims.put([(None, claim)], Author("Ben", "2026-01-01T00:00:00Z"))
    audited.watch.look()
    qtbot.waitUntil(lambda: verdicts(audited)[quote] == "approved-claim")
    qtbot.waitUntil(lambda: CHANGED in said)
    audited.watch.look()  # what we have taken in ourselves is no news
    qtbot.wait(50)
    assert said.count(CHANGED) == 1


def _choosing(path):
    class Chosen:
        @staticmethod
        def register(_folder):
            return str(path)

    return Chosen()
