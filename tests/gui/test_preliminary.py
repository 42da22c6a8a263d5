"""What the beginning of a long document tells is shown at once, marked, and replaced in place when the whole is there."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from auditor.errors import StoreError
from auditor.gui.actions import Do
from auditor.gui.groups import with_preliminary
from auditor.gui.models.document_list import DocumentList
from auditor.gui.models.finding_table import TITLES, Field, FindingTable, heading_words
from auditor.gui.preliminary import FIRST, Preliminary, is_preliminary
from auditor.gui.widgets.decision_bar import DecisionBar
from auditor.gui.words import ONLY_PRELIMINARY, PRELIMINARY, PRELIMINARY_MEANING
from auditor.model.decision import NO_DECISION, Verdict
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Filter, Group, Listing
from auditor.model.order import Column, Grouping, Sort
from auditor.store.audits import AuditFile
from auditor.workflow.audit import Settings
from auditor.workflow.session import AuditSession

from . import factory
from .conftest import shown

BLOCKS = 9
"""Of the article, so that its beginning holds four of its nine findings."""
FOUND = ["45%", "most advanced treatment", "Studies show", "93% of our patients"]
LONG = "/in/opioids-and-depression.html"
TEXT = Qt.ItemDataRole.DisplayRole


def early(name="opioids-and-depression.html"):
    return factory.beginning(factory.article(name), BLOCKS)


@pytest.fixture
def held(qapp):
    made = Preliminary()
    made.add(7, early())
    return made


def words(rows):
    return [row.trigger_quote for row in rows]


def test_what_a_beginning_told_is_listed_in_the_order_asked_for(held):
    assert words(held.listed(Filter(), Sort(Column.PLACE))) == FOUND
    assert words(held.listed(Filter(), Sort(Column.PLACE, is_descending=True))) == FOUND[::-1]
    assert words(held.listed(Filter(), Sort(Column.QUOTE))) == [FOUND[3], FOUND[0], FOUND[2], FOUND[1]]
    for column in Column:
        assert sorted(words(held.listed(Filter(), Sort(column)))) == sorted(FOUND)
    assert held.listed(Filter(), Sort(), ticket=8) == []
    assert all(row.id >= FIRST and row.is_preliminary for row in held.listed(Filter(), Sort(), ticket=7))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(text="harbor METHOD"), [FOUND[1]]),
        (Filter(text="opioids-and"), FOUND),
        (Filter(text="nothing of the kind"), []),
        (Filter(severities=frozenset({Severity.CRITICAL})), []),
        (Filter(categories=frozenset({"statistic"})), [FOUND[0], FOUND[3]]),
        (Filter(outcomes=frozenset({Outcome.NEEDS_REVIEW})), [FOUND[3]]),
        (Filter(rules=frozenset({"us/superlative-about-what-is-sold"})), [FOUND[1]]),
        (Filter(verdicts=frozenset({Verdict.UNDECIDED})), FOUND),
        (Filter(verdicts=frozenset({Verdict.CONFIRMED})), []),
    ],
)
def test_a_filter_narrows_what_is_preliminary_too(held, wanted, found):
    assert words(held.listed(wanted, Sort(Column.PLACE))) == found


def test_when_the_whole_is_there_each_has_become_the_finding_of_the_file_or_nothing(held, qtbot):
    numbers = [row.id for row in held.listed(Filter(), Sort(Column.PLACE))]
    whole = factory.article()
    kept = [f for f in whole.findings if f.trigger_quote in FOUND[1:]]
    kept[1] = replace(kept[1], rule="ca/vague-authority", fingerprint="of another rule on the same words")
    in_file = {finding.fingerprint: number for number, finding in enumerate(kept, 1)}
    with qtbot.waitSignal(held.settled) as told:
        held.settle(7, 40, kept, in_file)
    assert told.args == [7, 40]
    assert [held.now(n) for n in numbers] == [None, 1, 2, 3]
    assert held.listed(Filter(), Sort()) == [], "they are in the table of the file from now on"
    assert held.rows(numbers), "until then who draws them still gets them"
    assert held.beginning(7) is None
    held.forget_settled()
    assert (held.rows(numbers), held.tickets, held.now(numbers[0])) == ([], frozenset(), None)


def test_numbers_of_the_file_stay_what_they_are(held):
    assert [held.now(n) for n in (None, 1, 12)] == [None, 1, 12]
    first = held.listed(Filter(), Sort(Column.PLACE))[0].id
    assert held.now(first) == first, "as long as its document is not done"


def test_the_marks_lie_on_the_text_of_the_beginning(held):
    text = held.beginning(7).text
    assert [mark.span.of(text)[:20] for mark in held.marks(7)] == [f.quote[:20] for f in early().findings]
    assert [held.ticket_of(mark.id) for mark in held.marks(7)] == [7] * 4


def test_preliminary_findings_are_a_group_of_their_own_at_the_end(held):
    rows = held.listed(Filter(), Sort(Column.PLACE))
    stored = Group("statistic", "Statistic", 2, 1, Severity.LOW)
    made = with_preliminary(Listing([4, 5], (stored,)), rows, Grouping.CATEGORY)
    assert made.ids == [4, 5, *(row.id for row in rows)]
    assert [(g.label, g.count, g.severity) for g in made.groups] == [
        ("Statistic", 2, Severity.LOW),
        ("Preliminary: still being read", 4, Severity.HIGH),
    ]
    assert heading_words(made.groups[1], is_open=True) == "Preliminary: still being read: 4 findings; shown"
    assert with_preliminary(Listing([4]), rows, None).groups == ()
    assert with_preliminary(Listing([4]), [], Grouping.RULE) == Listing([4])


def test_a_row_says_that_it_is_preliminary_and_why_it_cannot_be_decided(held):
    table = FindingTable(held.rows)
    table.set_ids([row.id for row in held.listed(Filter(), Sort(Column.PLACE))])
    cell = table.index(0, Field.DECISION)
    assert cell.data(TEXT) == PRELIMINARY
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == f"{TITLES[Field.DECISION]}: {PRELIMINARY}"
    words = table.index(0, Field.QUOTE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Words found, preliminary: "), (
        "it is the cell that is read out, and only muted to the eye"
    )
    for field in Field:
        assert table.index(0, field).data(Qt.ItemDataRole.ToolTipRole).endswith(PRELIMINARY_MEANING)


def test_the_list_of_documents_says_so_beside_that_it_is_being_read(qapp):
    documents = DocumentList()
    documents.add([(7, "a.html"), (8, "b.html")])
    documents.set_begun(7, 1)
    assert documents.entry(1).words == "Waiting · 1 preliminary finding"
    documents.set_reading(frozenset({7, 8}))
    documents.set_begun(8, 4)
    said = [documents.entry(row).words for row in (1, 2)]
    assert said == ["Reading… · 1 preliminary finding", "Reading… · 4 preliminary findings"]
    assert [documents.entry(row).findings for row in range(3)] == [0, 0, 0], "they are not counted"


def test_the_buttons_wait_and_say_why(qtbot, theme):
    bar = DecisionBar(theme)
    qtbot.addWidget(bar)
    bar.set_waiting()
    assert not any(button.isEnabled() for button in bar._buttons.values())
    assert {button.toolTip() for button in bar._buttons.values()} == {PRELIMINARY_MEANING}
    assert PRELIMINARY_MEANING in bar._state.text()
    bar.set_decision(NO_DECISION)
    assert all(button.isEnabled() for button in bar._buttons.values())
    assert bar._buttons[Verdict.CONFIRMED].toolTip() == "Confirmed (A)"


@pytest.fixture
def begun(program, world, qtbot):
    """One long document under way, of which the beginning has been told."""
    program.intake.take_inputs([LONG])
    qtbot.waitUntil(lambda: bool(world.sessions) and program.documents.documents == 1)
    world.session.reading = {1}
    world.session.begin(1, early())
    qtbot.waitUntil(lambda: shown(program) == 4)
    return program


def triggers(program):
    return [program.findings.finding_row(row).trigger_quote for row in range(shown(program))]


def is_over(program):
    return not any(is_preliminary(number) for number in program.findings.ids)


def choose(program, trigger):
    program.listing.choose(program.findings.ids[triggers(program).index(trigger)])


def current(program):
    """The words of the row that is selected."""
    row = program.window.workbench.findings.currentIndex().row()
    return program.findings.finding_row(row).trigger_quote if row >= 0 else None


def top_of(program, trigger):
    view = program.window.workbench.findings
    return view.rowViewportPosition(triggers(program).index(trigger))


def said(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_first_findings_are_shown_marked_and_counted_nowhere(begun, qtbot):
    bench = begun.window.workbench
    assert sorted(triggers(begun)) == sorted(FOUND)
    assert begun.documents.entry(1).words.endswith("4 preliminary findings")
    assert begun.documents.entry(0).findings == 0
    assert bench.filters._count.text() == "4 preliminary"
    assert PRELIMINARY_MEANING in said(bench.detail)
    assert begun.documents.pending == 1
    qtbot.waitUntil(lambda: "still being read" in said(bench.document))
    assert "93% of our patients" in bench.document.view.toPlainText()
    assert "Completely safe" not in bench.document.view.toPlainText()
    with AuditFile(begun.desk.path, is_read_only=True) as file:
        assert file.document_rows() == ()
        assert file.findings.ids(Filter(), Sort()) == []


def test_when_the_whole_is_there_it_takes_their_place_and_what_was_looked_at_stays(begun, world, qtbot):
    begun.window.resize(1000, 620)
    choose(begun, "Studies show")
    bench = begun.window.workbench
    top = top_of(begun, "Studies show")
    world.session.finish(1, factory.article())
    qtbot.waitUntil(lambda: shown(begun) == 9)
    assert is_over(begun)
    assert current(begun) == "Studies show"
    assert not is_preliminary(begun.listing.current)
    assert top_of(begun, "Studies show") == top
    assert PRELIMINARY_MEANING not in said(bench.detail)
    assert bench.filters._count.text() == "9 findings"
    qtbot.waitUntil(lambda: "Completely safe" in bench.document.view.toPlainText())
    begun.triage.decide(Verdict.CONFIRMED)
    qtbot.waitUntil(lambda: begun.documents.entry(1).words.endswith("8 of 9 open"))
    assert begun.preliminary.tickets == frozenset()


def test_the_table_stays_where_it_was_scrolled_to(program, world, qtbot):
    whole = factory.many(1, 60)[0]
    program.window.resize(1000, 620)
    program.intake.take_inputs(["/in/page-0000.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    first = replace(whole, findings=tuple(f for f in whole.findings[:40] if f.span))
    world.session.begin(1, first)
    qtbot.waitUntil(lambda: shown(program) == len(first.findings))
    view = program.window.workbench.findings
    program.listing.choose(program.findings.ids[0])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    row = view.rowAt(0)
    before, top = program.findings.ids[row], view.rowViewportPosition(row)
    print_ = program.preliminary.one(before).finding.fingerprint
    world.session.finish(1, whole)
    qtbot.waitUntil(lambda: shown(program) == 60)
    with AuditFile(program.desk.path, is_read_only=True) as file:
        number = file.findings.numbers(1)[print_]
    assert view.rowViewportPosition(program.findings.row_of(number)) == top
    assert program.findings.row_of(number) != row, "rows came in above it, or this would show nothing"


def test_what_the_whole_clears_simply_disappears(begun, world, qtbot):
    choose(begun, "most advanced treatment")
    whole = factory.article()
    left = tuple(f for f in whole.findings if f.trigger_quote != "most advanced treatment")
    world.session.finish(1, replace(whole, findings=left))
    qtbot.waitUntil(lambda: shown(begun) == 8)
    assert begun.listing.current is None
    assert begun.window.workbench.detail._empty.isVisible()
    qtbot.waitUntil(lambda: "Completely safe" in begun.window.workbench.document.view.toPlainText())


def test_nothing_can_be_decided_about_it_and_the_window_says_why(begun, world, qtbot):
    flash = begun.window.workbench.findings._flash
    begun.triage.decide(Verdict.CONFIRMED)
    assert flash.text() == PRELIMINARY_MEANING
    assert begun.listing.current is None
    for act in (begun.triage.note, begun.triage.offer_alike):
        flash.hide()
        act()
        assert flash.isVisible()
    begun.register.approve()
    assert begun.window.notices._message.text == PRELIMINARY_MEANING
    world.session.finish(1, factory.article())
    qtbot.waitUntil(lambda: shown(begun) == 9)
    told = []
    begun.desk.ask(lambda file: file.decisions.steps(), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].undo is None


def test_what_was_alike_to_the_finding_before_is_not_decided_from_a_preliminary_one(audited, world, qtbot):
    audited.intake.take_inputs(["/in/again.html", "/in/long.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 6)
    world.session.finish(5, factory.article("again.html"))
    qtbot.waitUntil(lambda: shown(audited) == 21)
    choose(audited, "most advanced treatment")
    qtbot.waitUntil(lambda: len(audited.triage._alike.ids) == 2)
    world.session.begin(6, early("long.html"))
    qtbot.waitUntil(lambda: shown(audited) == 25)
    audited.listing.choose(next(n for n in audited.findings.ids if is_preliminary(n)))
    assert audited.triage._alike.ids == ()
    assert not audited.window.workbench.detail.decision.alike.isVisible()


def test_beside_findings_of_other_documents_it_stands_at_the_end(audited, world, qtbot):
    audited.intake.take_inputs(["/in/long.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    before = list(audited.findings.ids)
    audited.listing.choose(before[3])
    world.session.begin(5, early("long.html"))
    qtbot.waitUntil(lambda: shown(audited) == 16)
    assert audited.findings.ids[:12] == before
    assert audited.listing.current == before[3]
    bench = audited.window.workbench
    assert bench.filters._count.text() == "12 findings · 4 preliminary"
    bench.documents.select_row(1)
    qtbot.waitUntil(lambda: shown(audited) == 9)
    bench.documents.select_row(5)
    qtbot.waitUntil(lambda: triggers(audited) == FOUND)
    bench.documents.select_row(0)
    qtbot.waitUntil(lambda: shown(audited) == 16)
    audited.listing.group_by(Grouping.DOCUMENT)
    qtbot.waitUntil(lambda: audited.findings.group_at(0) is not None)
    assert audited.findings.group_at(shown(audited) - 5).label == "Preliminary: still being read"
    bench.filters._text.setText("Studies show")
    qtbot.waitUntil(lambda: len(audited.findings.ids) == 2)


def test_two_documents_that_are_still_read_are_told_apart(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html", "/in/b.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 2)
    world.session.begin(1, early("a.html"))
    world.session.begin(2, factory.beginning(factory.brochure("b.html"), 2))
    qtbot.waitUntil(lambda: shown(program) == 5)
    bench = program.window.workbench
    for row, count, name in ((1, 4, "a.html"), (2, 1, "b.html")):
        bench.documents.select_row(row)
        qtbot.waitUntil(lambda count=count: shown(program) == count)
        assert name in bench.filters._document.text()


def test_the_beginning_of_the_document_that_is_chosen_is_shown_and_then_the_whole(program, world, qtbot):
    program.intake.take_inputs([LONG])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    bench = program.window.workbench
    bench.documents.select_row(1)
    world.session.begin(1, early())
    qtbot.waitUntil(lambda: "93% of our patients" in bench.document.view.toPlainText())
    assert "Still being read" in said(bench.document)
    world.session.finish(1, factory.article())
    qtbot.waitUntil(lambda: "Completely safe" in bench.document.view.toPlainText())
    assert "Still being read" not in said(bench.document)
    qtbot.waitUntil(lambda: shown(program) == 9)


def test_what_is_clicked_while_the_whole_takes_its_place_is_found_or_let_be(begun, world, qtbot):
    numbers = {trigger: begun.findings.ids[triggers(begun).index(trigger)] for trigger in FOUND}
    bench, asked = begun.window.workbench, []
    begun.preliminary.settled.connect(lambda *_: asked.append(begun.listing.choose(numbers["45%"])))
    world.session.finish(1, factory.article())
    qtbot.waitUntil(lambda: shown(begun) == 9)
    assert asked
    qtbot.waitUntil(lambda: current(begun) == "45%")
    qtbot.waitUntil(lambda: "Completely safe" in bench.document.view.toPlainText())
    before = begun.listing.current
    for late in (begun.listing.choose, begun.listing.note_place, begun.reading.show_finding):
        late(numbers["Studies show"])
    assert begun.listing.current == before
    assert "Completely safe" in bench.document.view.toPlainText()


def test_a_document_that_is_cancelled_takes_its_preliminary_findings_with_it(begun, world, qtbot):
    begun.window.actions_[Do.CANCEL_ALL].trigger()
    qtbot.waitUntil(lambda: shown(begun) == 0)
    assert begun.documents.entry(1).words == "Not audited: You cancelled it."
    assert begun.listing._current is None
    qtbot.waitUntil(lambda: "not a clean document" in said(begun.window.workbench.document))


def test_a_beginning_that_comes_after_its_document_is_not_shown(program, world, qtbot):
    program.intake.take_inputs([LONG])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    world.session.finish(1, factory.article())
    world.session.begin(1, early())
    qtbot.waitUntil(lambda: shown(program) == 9)
    world.session.begin(1, early())
    program.queue.flush()
    qtbot.wait(30)
    assert is_over(program)
    assert program.preliminary.tickets == frozenset()


def test_a_beginning_that_comes_while_its_document_is_written_does_not_stay(program, world, qtbot):
    program.intake.take_inputs([LONG])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    is_written = threading.Event()
    program.desk.ask(lambda _: is_written.wait(30))
    world.session.finish(1, factory.article())
    qtbot.waitUntil(lambda: not program.auditing.running() and not program.queue._finished)
    program.queue.flush()
    world.session.begin(1, early())
    qtbot.wait(30)
    is_written.set()
    qtbot.waitUntil(lambda: shown(program) == 9)
    qtbot.wait(30)
    assert is_over(program)
    assert program.preliminary.tickets == frozenset()


def test_a_new_version_of_the_document_that_is_looked_at_stays_in_sight(audited, world, qtbot):
    name = "opioids-and-depression.html"
    bench = audited.window.workbench
    audited.intake.take_inputs([f"/in/{name}"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    bench.documents.select_row(5)
    world.session.begin(5, early(name))
    qtbot.waitUntil(lambda: triggers(audited) == FOUND)
    world.session.finish(5, factory.article(name))
    qtbot.waitUntil(lambda: audited.documents.documents == 4 and shown(audited) == 9)
    assert (bench.documents.current_row(), bench.documents.current_entry().name) == (1, name)
    assert name in bench.filters._document.toolTip()
    qtbot.waitUntil(lambda: "Completely safe" in bench.document.view.toPlainText())


def test_that_all_is_decided_is_not_said_of_preliminary_findings(begun, world, qtbot):
    flash = begun.window.workbench.findings._flash
    begun.triage.next_open()
    qtbot.waitUntil(lambda: flash.text() == ONLY_PRELIMINARY)
    world.session.finish(1, replace(factory.article(), findings=()))
    qtbot.waitUntil(lambda: shown(begun) == 0)
    begun.triage.next_open()
    qtbot.waitUntil(lambda: flash.text() == "There are no findings here.")


def scrolled(program, world, qtbot, whole):
    """The beginning of a long report, read as far as its middle."""
    program.window.resize(1000, 620)
    program.intake.take_inputs(["/in/report.pdf"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    program.window.workbench.documents.select_row(1)
    world.session.begin(1, factory.beginning(whole, 60))
    qtbot.waitUntil(lambda: shown(program) > 10)
    view = program.window.workbench.document.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > view.height())
    to_middle(view, qtbot)
    return view


def to_middle(view, qtbot):
    def is_there():  # what is still to be laid out may begin at the top once more
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        return view.sight()[0] > 1_000

    qtbot.waitUntil(is_there)


@pytest.mark.parametrize("is_chosen", [False, True])
def test_the_text_stays_where_it_was_scrolled_to(program, world, qtbot, is_chosen):
    whole = factory.long_report(8)
    view = scrolled(program, world, qtbot, whole)
    if is_chosen:
        program.listing.choose(program.findings.ids[0])
        to_middle(view, qtbot)
    sight = view.sight()
    world.session.finish(1, whole)
    qtbot.waitUntil(lambda: shown(program) == len(whole.findings) and view.toPlainText() != "")
    qtbot.waitUntil(lambda: len(view._text) == len(whole.text))
    qtbot.wait(50)
    assert view.sight() == sight
    assert (program.listing.current is not None) is is_chosen


def test_a_document_that_is_cancelled_while_its_text_is_scrolled_says_so(program, world, qtbot):
    scrolled(program, world, qtbot, factory.long_report(8))
    program.window.actions_[Do.CANCEL_ALL].trigger()
    qtbot.waitUntil(lambda: "not a clean document" in said(program.window.workbench.document))
    qtbot.waitUntil(lambda: shown(program) == 0)


def test_the_buttons_are_whole_beside_two_lines_that_say_why_they_wait(begun, qtbot):
    begun.window.resize(1280, 740)
    choose(begun, "45%")
    bar = begun.window.workbench.detail.decision
    qtbot.waitUntil(lambda: PRELIMINARY_MEANING in bar._state.text().replace("\u200b", ""))
    qtbot.wait(30)
    assert bar.height() >= bar.heightForWidth(bar.width())


def test_a_new_audit_begins_without_them(begun, world, qtbot):
    begun.window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(lambda: shown(begun) == 0)
    world.session.begin(1, early())
    begun.queue.flush()
    qtbot.wait(30)
    assert (shown(begun), begun.preliminary.tickets) == (0, frozenset())


def test_while_the_whole_cannot_be_written_they_stay_and_nothing_is_lost(begun, world, monkeypatch, qtbot):
    def refuse(*_):
        raise StoreError("The disk is full.", "Make room.")

    choose(begun, "Studies show")
    with monkeypatch.context() as full:
        full.setattr(AuditFile, "save", refuse)
        world.session.finish(1, factory.article())
        qtbot.waitUntil(lambda: begun.window.notices._message is not None)
        assert sorted(triggers(begun)) == sorted(FOUND)
    begun.queue.flush()
    qtbot.waitUntil(lambda: shown(begun) == 9)
    assert current(begun) == "Studies show"


def test_an_export_meanwhile_holds_none_of_them(audited, world, qtbot):
    audited.intake.take_inputs(["/in/long.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    world.session.begin(5, early("long.html"))
    qtbot.waitUntil(lambda: shown(audited) == 16)
    audited.window.actions_[Do.EXPORT].trigger()
    qtbot.waitUntil(lambda: bool(world.written))
    audit, _ = world.written[0]
    assert "long.html" not in {d.source.name for d in audit.documents}
    assert len(audit.findings) == 12


def test_a_worker_killed_after_the_beginning_leaves_a_document_that_says_so(program, world, qtbot):
    long = world.folder / "long.txt"
    lines = [f"Visit {n} is open to families who wish to come along." for n in range(6_000)]
    long.write_text("\n\n".join(["Our team offers the most advanced care in Ohio.", *lines]), "utf-8")
    settings = Settings(jobs=1)
    world.make_session = lambda listener: AuditSession(settings, listener, lambda: "2026-11-29")
    program.intake.take_inputs([str(long)])
    qtbot.waitUntil(lambda: triggers(program) == ["most advanced"], timeout=300_000)
    session = world.session
    qtbot.waitUntil(lambda: bool(session.running()), timeout=60_000)
    for process in session._pool.process_ids():
        os.kill(process, signal.SIGKILL)
    qtbot.waitUntil(lambda: shown(program) == 0, timeout=60_000)
    assert program.documents.entry(1).words.startswith("Not audited: Reading it crashed the reader")
    assert program.documents.unread == 1
