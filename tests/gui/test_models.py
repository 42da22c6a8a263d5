"""The table and the list, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from auditor.gui.models.document_list import ENTRY_ROLE, DocumentList, State, described
from auditor.gui.models.finding_table import (
    PAGE,
    PAGES_KEPT,
    ROW_ROLE,
    TITLES,
    Field,
    FindingTable,
    cell_words,
)
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import DocumentRow, FindingRow
from auditor.model.source import Problem


def row(number, **more):
    values = {
        "id": number,
        "document": 1,
        "document_name": "page.html",
        "severity": Severity.HIGH,
        "outcome": Outcome.NEEDS_REVIEW,
        "category": "vague-authority",
        "quote": f"Studies show\n{number}",
        "trigger_at": 0,
        "trigger_quote": "Studies show",
        "title": "Authority without a name",
        "is_whole_document": False,
        "page": None,
        "paragraph": None,
        "section": "",
    }
    return FindingRow(**{**values, **more})


class Store:
    """Counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, ids):
        self.asked.append(list(ids))
        return [row(number) for number in ids]


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def table(qapp, store):
    return FindingTable(store)


def test_the_table_is_a_sound_model(table, qtmodeltester):
    table.set_ids(list(range(1, 251)))
    qtmodeltester.check(table)


def test_rows_are_fetched_a_page_at_a_time_and_only_when_looked_at(table, store):
    table.set_ids(list(range(1, 1001)))
    assert store.asked == []
    assert table.finding_row(250).id == 251
    assert table.finding_row(251).id == 252
    assert store.asked == [list(range(201, 301))]


def test_only_so_many_pages_are_kept(table, store):
    table.set_ids(list(range((PAGES_KEPT + 1) * PAGE)))
    for page in range(PAGES_KEPT + 1):
        table.finding_row(page * PAGE)
    store.asked.clear()
    table.finding_row(PAGE)
    assert store.asked == []
    table.finding_row(0)
    assert len(store.asked) == 1


def test_rows_added_at_the_end_leave_the_others_alone(table, store, qtbot):
    table.set_ids([1, 2, 3])
    table.finding_row(0)
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.rowsInserted) as inserted:
        table.set_ids([1, 2, 3, 4, 5])
    assert inserted.args[1:] == [3, 4]
    assert [table.finding_row(i).id for i in range(5)] == [1, 2, 3, 4, 5]


def test_another_order_starts_anew(table, qtbot):
    table.set_ids([1, 2, 3])
    table.finding_row(0)
    with qtbot.waitSignal(table.modelReset):
        table.set_ids([3, 2, 1])
    assert table.finding_row(0).id == 3


def test_the_same_rows_again_change_nothing(table, qtbot):
    table.set_ids([1, 2])
    with qtbot.assertNotEmitted(table.modelReset), qtbot.assertNotEmitted(table.rowsInserted):
        table.set_ids([1, 2])


def test_a_row_that_the_store_lost_is_empty(qapp):
    table = FindingTable(lambda _: [])
    table.set_ids([1])
    assert table.data(table.index(0, Field.QUOTE)) is None


def test_a_finding_is_found_by_its_number(table):
    table.set_ids([7, 9])
    assert (table.row_of(9), table.row_of(8)) == (1, None)


def test_a_cell_gives_words_row_and_what_a_screen_reader_says(table):
    table.set_ids([1])
    index = table.index(0, Field.OUTCOME)
    assert table.data(index) == "Needs review"
    assert table.data(index, ROW_ROLE).id == 1
    assert table.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Outcome: Needs review"
    assert table.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert [table.headerData(f, Qt.Orientation.Horizontal) for f in Field] == list(TITLES.values())


@pytest.mark.parametrize(
    ("field", "more", "words"),
    [
        (Field.SEVERITY, {}, "High"),
        (Field.QUOTE, {}, "Studies show 1"),
        (Field.QUOTE, {"quote": ""}, "Authority without a name"),
        (Field.CATEGORY, {}, "Vague authority"),
        (Field.DOCUMENT, {}, "page.html"),
        (Field.PLACE, {"is_whole_document": True}, "Whole document"),
        (Field.PLACE, {"page": 3}, "Page 3"),
        (Field.PLACE, {"page": 3, "section": "Results"}, "Page 3 · Results"),
        (Field.PLACE, {"section": "Results", "paragraph": 4}, "Results"),
        (Field.PLACE, {"paragraph": 4}, "Paragraph 4"),
        (Field.PLACE, {}, ""),
    ],
)
def test_cells_speak_plainly(field, more, words):
    assert cell_words(row(1, **more), field) == words


def document(number, status=Status.COMPLETE, *problems, **counts):
    return DocumentRow(
        id=number,
        position=number,
        name=f"page-{number}.html",
        uri="",
        media_type="text/html",
        status=status,
        title="",
        words=1200,
        problems=tuple(Problem("code", words) for words in problems),
        counts={Severity(name): count for name, count in counts.items()},
    )


@pytest.fixture
def documents(qapp):
    return DocumentList()


def test_the_list_is_a_sound_model(documents, qtmodeltester):
    documents.add([(1, "a.html"), (2, "b.html")])
    documents.set_done(1, document(1, critical=2))
    qtmodeltester.check(documents)


def test_a_document_is_waiting_then_reading_then_done(documents):
    documents.add([(1, "a.html"), (2, "b.html")])
    documents.set_reading(frozenset({2}))
    assert [documents.entry(r).state for r in (1, 2)] == [State.WAITING, State.READING]
    documents.set_reading(frozenset({1}))
    assert [documents.entry(r).state for r in (1, 2)] == [State.READING, State.WAITING]
    documents.set_done(1, document(5, high=2))
    documents.set_reading(frozenset())
    assert [documents.entry(r).state for r in (1, 2)] == [State.COMPLETE, State.WAITING]
    assert (documents.pending, documents.documents) == (1, 2)
    assert (documents.is_pending(1), documents.is_pending(2), documents.is_pending(9)) == (False, True, False)


def test_all_documents_together_are_added_up(documents):
    documents.add([(1, "a"), (2, "b"), (3, "c")])
    documents.set_done(1, document(1, critical=2, low=1))
    documents.set_done(2, document(2, Status.UNREADABLE, "It is empty."))
    total = documents.entry(0)
    assert total.words == "3 documents · 1 not audited"
    assert total.counts == {Severity.CRITICAL: 2, Severity.LOW: 1}


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (document(1), "Audited · 1,200 words"),
        (document(1, Status.PARTIAL, "Page 2 is an image."), "Audited in part: Page 2 is an image."),
        (document(1, Status.UNREADABLE, "It is empty."), "Not audited: It is empty."),
        (document(1, Status.UNREADABLE), "Not audited"),
        (replace(document(1, high=2), decided=1, is_new_version=True), "New version · 1 of 2 open"),
        (
            replace(document(1, Status.PARTIAL, "Page 2 is an image."), is_new_version=True),
            "New version · Audited in part: Page 2 is an image.",
        ),
    ],
)
def test_a_document_says_its_state_and_why(documents, made, words):
    documents.reset([made])
    assert documents.entry(1).words == words


def test_a_row_can_be_heard_as_well_as_seen(documents):
    documents.reset([document(1, critical=1, medium=3)])
    index = documents.index(1)
    heard = "page-1.html\nAudited · 1,200 words\n4 findings: 1 critical, 3 medium"
    assert documents.data(index, Qt.ItemDataRole.AccessibleTextRole) == heard
    assert documents.data(index, ENTRY_ROLE) == documents.entry(1)
    assert documents.data(index) == "page-1.html"
    assert described(documents.entry(0)).startswith("All documents\n1 document")


def test_a_new_list_forgets_the_one_before(documents):
    documents.add([(1, "a")])
    documents.reset()
    assert (documents.documents, documents.pending, documents.rowCount()) == (0, 0, 1)
    assert not documents.is_pending(1)
