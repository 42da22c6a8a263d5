"""A new version arrives in the window: it takes its place, says what became of everything, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QListWidget

from auditor.gui.actions import Do
from auditor.gui.dialogs.choice import ChoiceDialog
from auditor.gui.models.document_list import DocumentList
from auditor.gui.models.finding_table import Field
from auditor.gui.models.gone_table import GoneField
from auditor.gui.widgets.compare_view import CompareView
from auditor.gui.widgets.table_pane import Table
from auditor.model.audit import Audit
from auditor.model.decision import Author, FindingState, Verdict
from auditor.model.document import Status
from auditor.model.finding import Severity
from auditor.model.listing import DocumentRow, Filter
from auditor.workflow.review import write_review

from . import factory, two_versions
from .conftest import shown
from .test_program import notice, offer, states

ANA = Author("Ana", "2026-11-22T10:00:00Z")


def audit(program, world, qtbot, *documents):
    """Name documents, and let each arrive."""
    before = len(world.session.submitted) if world.sessions else 0
    program.intake.take_inputs([d.source.uri.removeprefix("file://") for d in documents])
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == before + len(documents))
    for ticket, document in enumerate(documents, before + 1):
        world.session.finish(ticket, document)
    qtbot.waitUntil(lambda: not program.documents.pending and bool(notice(program)))


def decide(program, qtbot, quote, verdict=Verdict.DISMISSED):
    done = []

    def work(file):
        numbers = [n for n in program.findings.ids if file.findings.one(n).finding.quote == quote]
        return file.decisions.decide(numbers, verdict, ANA, "Dismissed", "Evidence is on file")

    program.desk.ask(work, done.append)
    qtbot.waitUntil(lambda: bool(done))


def rows(program):
    table = program.findings
    return {table.finding_row(r).quote: table.finding_row(r) for r in range(table.rowCount())}


@pytest.fixture
def renewed(program, world, qtbot):
    """Two documents audited, all of the first decided, and its new version dropped."""
    audit(program, world, qtbot, two_versions.first(), factory.clean())
    qtbot.waitUntil(lambda: shown(program) == 3)
    for quote in (two_versions.STAYS, two_versions.GOES, two_versions.CHANGES):
        decide(program, qtbot, quote)
    program.window.notices.dismiss()
    audit(program, world, qtbot, two_versions.second())
    qtbot.waitUntil(lambda: "new version" in notice(program))
    qtbot.waitUntil(lambda: two_versions.COMES in rows(program))
    return program


def test_a_new_version_takes_the_place_of_the_one_before_and_says_what_became_of_it(renewed, qtbot):
    assert notice(renewed) == "1 new version: 1 fixed, 1 new, 1 decided as before, 1 decision no longer fits."
    assert states(renewed) == [(two_versions.NAME, "complete"), ("contact.html", "complete")]
    found = {quote: (row.state, row.verdict) for quote, row in rows(renewed).items()}
    assert found == {
        two_versions.STAYS: (FindingState.OPEN, Verdict.DISMISSED),
        two_versions.CHANGED: (FindingState.STALE, Verdict.UNDECIDED),
        two_versions.COMES: (FindingState.NEW, Verdict.UNDECIDED),
    }
    table, model = renewed.window.workbench.findings, renewed.findings
    assert not table.isColumnHidden(Field.STATE)
    shown_words = {model.index(row, Field.STATE).data() for row in range(3)}
    assert shown_words == {"= As before", "≠ Decide again", "+ New"}
    filters = renewed.window.workbench.filters
    assert filters._states.isVisible()
    filters.set_wanted(Filter(states=frozenset({FindingState.NEW, FindingState.STALE})))
    qtbot.waitUntil(lambda: set(rows(renewed)) == {two_versions.CHANGED, two_versions.COMES})


def test_changed_words_are_struck_and_underlined_and_what_is_gone_can_be_looked_at_but_not_decided(
    renewed, qtbot
):
    number = rows(renewed)[two_versions.CHANGED].id
    renewed.listing.choose(number)
    markup = renewed.window.workbench.detail._changed.label.text()
    assert "<s style" in markup
    assert "<u style" in markup
    assert "✕ Dismissed then: Evidence is on file (Ana, 2026-11-22 10:00 UTC)" in markup
    renewed.listing.choose(rows(renewed)[two_versions.COMES].id)
    assert not renewed.window.workbench.detail._changed.isVisible()
    renewed.window.actions_[Do.GO_GONE].trigger()
    view = renewed.window.workbench.gone.view
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    assert view.model().index(0, GoneField.DEPARTURE).data() == "✓ Fixed"
    view.selectRow(0)
    detail = renewed.window.workbench.detail
    assert detail._quote.text() == two_versions.GOES.replace("94%", "<b>94%</b>")
    assert not detail.decision.isVisible()
    assert renewed.listing.current is None
    renewed.window.workbench.tables.go_to(Table.FINDINGS)
    renewed.listing.choose(rows(renewed)[two_versions.COMES].id)
    assert detail.decision.isVisible()


def test_undo_brings_the_version_before_back_and_both_can_be_kept(renewed, qtbot):
    renewed.window.actions_[Do.UNDO].trigger()
    qtbot.waitUntil(lambda: two_versions.GOES in rows(renewed))
    assert {row.verdict for row in rows(renewed).values()} == {Verdict.DISMISSED}
    qtbot.waitUntil(lambda: "The version before is back" in notice(renewed))
    assert len(states(renewed)) == 2
    offer(renewed)
    qtbot.waitUntil(
        lambda: [n for n, _ in states(renewed)] == [two_versions.NAME, "contact.html", two_versions.NAME]
    )
    qtbot.waitUntil(lambda: shown(renewed) == 6)


def test_the_same_bytes_again_change_nothing_and_say_so(program, world, qtbot):
    audit(program, world, qtbot, two_versions.first())
    program.window.notices.dismiss()
    audit(program, world, qtbot, two_versions.first())
    qtbot.waitUntil(lambda: "has not changed" in notice(program))
    assert states(program) == [(two_versions.NAME, "complete")]


def test_in_doubt_nothing_is_guessed_and_the_reviewer_chooses(program, world, qtbot):
    twin = two_versions.first("b/knee-leaflet.html")
    audit(
        program, world, qtbot, two_versions.first("a/knee-leaflet.html"), replace(twin, title="Another title")
    )
    program.window.notices.dismiss()
    late = replace(two_versions.second(), title="A third title")
    audit(program, world, qtbot, late)
    qtbot.waitUntil(lambda: "may be the new version of 2 documents here" in notice(program))
    assert len(states(program)) == 3
    offer(program)
    (dialog,) = program.window.findChildren(ChoiceDialog)
    listed = dialog.findChild(QListWidget)
    assert [listed.item(row).text().splitlines()[0] for row in range(listed.count())] == [
        *("a/knee-leaflet.html", "b/knee-leaflet.html")
    ]
    dialog._submit()
    qtbot.waitUntil(lambda: "1 fixed, 1 new" in notice(program))
    qtbot.waitUntil(lambda: len(states(program)) == 2)


def test_a_file_of_another_name_can_be_told_to_be_the_new_version(program, world, qtbot, tmp_path):
    audit(program, world, qtbot, two_versions.first())
    qtbot.waitUntil(lambda: shown(program) == 3)
    program.window.notices.dismiss()
    path = tmp_path / "final FINAL 2.html"
    world.files = [str(path)]
    program.window.actions_[Do.ADD_VERSION].trigger()
    qtbot.waitUntil(lambda: len(world.session.submitted) == 2)
    told = two_versions.second(path.name)
    world.session.finish(2, replace(told, source=replace(told.source, uri=path.as_uri())))
    qtbot.waitUntil(lambda: "1 new version: 1 fixed" in notice(program))
    assert states(program) == [(path.name, "complete")]
    assert program.queue.told
    program.window.actions_[Do.NEW].trigger()
    assert not program.queue.told  # another review numbers its documents the same


def test_a_new_version_that_cannot_be_read_fixes_nothing(program, world, qtbot):
    audit(program, world, qtbot, two_versions.first())
    qtbot.waitUntil(lambda: shown(program) == 3)
    program.window.notices.dismiss()
    lost = factory.scan(two_versions.NAME)
    audit(
        program, world, qtbot, replace(lost, source=replace(lost.source, uri=two_versions.first().source.uri))
    )
    qtbot.waitUntil(lambda: "3 could not be compared" in notice(program))
    assert "1 document could not be audited" in notice(program)
    assert states(program) == [(two_versions.NAME, "unreadable")]


def test_both_versions_stand_side_by_side_level_with_their_changes_drawn(renewed, qtbot):
    offer(renewed)
    qtbot.waitUntil(lambda: bool(renewed.window.findChildren(CompareView)))
    (view,) = renewed.window.findChildren(CompareView)
    view.resize(900, 260)
    assert [stop.words.split(" · ")[0] for stop in view._shown.stops] == [
        *("Decide again", "New", "✓ Fixed", "As before")
    ]
    struck = [s for s in view.old.extraSelections() if s.format.fontStrikeOut()]
    assert any("free of any risk" in s.cursor.selectedText() for s in struck)
    underlined = [s.cursor.selectedText() for s in view.new.extraSelections() if s.format.fontUnderline()]
    assert any("among" in words for words in underlined)
    view.go_to(3)
    for text in (view.old, view.new):
        cursor = text.textCursor()
        cursor.setPosition(text.document().find(two_versions.STAYS).selectionStart())
        text.top = text.cursorRect(cursor).top()
    assert abs(view.old.top - view.new.top) < 60
    view.new.mark_chosen.emit(view._shown.stops[1].new)
    assert renewed.listing.current == view._shown.stops[1].new
    view.close()


def test_a_document_can_be_compared_with_its_counterpart_in_another_review(program, world, qtbot):
    other = world.folder / "spring.audit"
    write_review(
        Audit("1.0", "2026-11-01T09:00:00Z", (factory.PACK,), (two_versions.first(),)), world.folder, other
    )
    audit(program, world, qtbot, two_versions.second())
    qtbot.waitUntil(lambda: program.listing.current is not None)
    qtbot.waitUntil(lambda: program.reauditing.versions._shown is not None)
    world.review = str(other)
    program.window.actions_[Do.COMPARE_REVIEW].trigger()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(CompareView)))
    (view,) = program.window.findChildren(CompareView)
    assert view._standing.text() == "1 fixed, 1 new, 2 still open"
    view.close()
    other.write_bytes(b"not a review")
    program.window.actions_[Do.COMPARE_REVIEW].trigger()
    qtbot.waitUntil(lambda: "is damaged or is not an audit file" in notice(program))


def document_row(number, name, critical=0):
    counts = {Severity.CRITICAL: critical} if critical else {}
    return DocumentRow(number, number, name, "", "text/html", Status.COMPLETE, "", 5, (), counts)


def test_in_the_list_a_new_version_stands_where_the_one_before_did_whatever_waits(qapp):
    model = DocumentList()
    model.add([(1, "a"), (2, "b")])
    model.set_done(1, document_row(1, "a", 2))
    model.set_done(2, document_row(2, "b"))
    model.add([(3, "a"), (4, "c")])
    model.set_done(3, document_row(3, "a", 1), instead_of=1)
    assert [model.entry(row).name for row in range(1, 4)] == ["a", "b", "c"]
    assert dict(model.entry(0).counts) == {Severity.CRITICAL: 1}
    assert (model.documents, model.pending, model.position(4)) == (3, 1, 2)
    assert model.renew([document_row(1, "a", 2), document_row(2, "b")])
    assert model.entry(1).number == 1
    assert not model.renew([document_row(1, "a", 3), document_row(2, "b"), document_row(3, "a")])
    assert dict(model.entry(0).counts) == {Severity.CRITICAL: 3}
    model.set_done(4, document_row(4, "c"))
    assert [model.entry(row).number for row in range(1, 4)] == [1, 2, 4]
