"""What was seen in a document and not flagged: listed with the reason, searched, shown where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from auditor.gui.actions import Do
from auditor.gui.models.passed_table import PassedField, PassedFilter, PassedTable
from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.widgets.passed_pane import NO_DOCUMENT
from auditor.gui.widgets.table_pane import Table
from auditor.model.passed import PassedRow

ROWS = (
    PassedRow(
        "best", "It is not the best.", "Negated: the sentence denies it.", "us/a", "Supremacy", "superlative"
    ),
    PassedRow("30%", "About 30% fall.", "Cited: mark 1 resolves to “Moe”.", "us/b", "Figure", "statistic"),
    PassedRow("", "", "Named and dated: Dr A, 2026-01.", "core/c", "Unsigned", "authorship"),
)


@pytest.fixture
def table():
    made = PassedTable()
    made.set_records(ROWS)
    return made


@pytest.fixture
def narrowed(table):
    return PassedFilter(table)


def shown(model):
    return [model.index(row, PassedField.WORDS).data() for row in range(model.rowCount())]


def test_the_table_obeys_the_rules_of_models(table, narrowed, qtmodeltester):
    qtmodeltester.check(table)
    qtmodeltester.check(narrowed)


def test_a_row_shows_the_sentence_the_reason_and_the_category(table):
    cells = [table.index(1, field).data() for field in PassedField]
    assert cells == ["About 30% fall.", "Cited: mark 1 resolves to “Moe”.", "Statistic"]
    assert table.index(2, PassedField.WORDS).data() == "The document as a whole"
    assert "Figure" in table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    said = table.index(1, PassedField.REASON).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Why they were let pass: Cited")


@pytest.mark.parametrize(
    ("words", "categories", "expected"),
    [
        ("", [], 3),
        ("DENIES", [], 1),
        ("mark 1", [], 1),
        ("us/", [], 2),
        ("", ["statistic", "superlative"], 2),
        ("denies", ["statistic"], 0),
    ],
)
def test_rows_are_found_by_words_reason_rule_and_category(narrowed, words, categories, expected):
    narrowed.choose(words, categories)
    assert narrowed.rowCount() == expected


@pytest.fixture
def looking(audited, qtbot):
    """The article chosen, and what was not flagged in it in front."""
    bench = audited.window.workbench
    bench.passed._typing.setInterval(2)
    bench.documents.select_row(1)
    audited.window.actions_[Do.GO_PASSED].trigger()
    qtbot.waitUntil(lambda: bench.passed.view.model().rowCount() == 3)
    return audited


def test_the_list_is_of_the_document_that_is_shown(looking, qtbot):
    bench = looking.window.workbench
    assert shown(bench.passed.view.model())[2] == "The document as a whole"
    assert bench.passed._count.text() == "3 not flagged"
    bench.documents.select_row(4)
    qtbot.waitUntil(lambda: bench.passed.view.model().rowCount() == 0)
    assert "Nothing was seen" in bench.passed.view.empty_words


def test_typing_narrows_the_list(looking, qtbot):
    bench = looking.window.workbench
    looking.window.actions_[Do.FIND].trigger()
    assert bench.passed._text.hasFocus() or not looking.window.isActiveWindow()
    bench.passed._text.setText("mark 1")
    qtbot.waitUntil(lambda: bench.passed._count.text() == "1 of 3")
    bench.passed._text.setText("nowhere")
    qtbot.waitUntil(lambda: bench.passed.view.empty_words == "Nothing fits these filters.")


def test_choosing_one_shows_where_it_stands_and_why(looking):
    bench = looking.window.workbench
    model = bench.passed.view.model()
    row = next(r for r in range(3) if model.index(r, 0).data(RECORD_ROLE).words == "past")
    bench.passed.view.selectRow(row)
    (lit,) = bench.document.view.extraSelections()
    assert lit.cursor.selectedText() == "past"
    detail = bench.detail._passed
    assert detail.isVisible()
    assert detail._why.words == "Said of medicine, not of the offer."
    assert detail._rule.text().replace("\u200b", "").startswith("Supremacy without support")


def test_no_key_decides_about_a_finding_that_is_not_looked_at(looking):
    bench = looking.window.workbench
    bench.passed.view.selectRow(0)
    assert looking.listing.current is None
    looking.window.actions_[Do.CONFIRM].trigger()
    assert bench.detail._passed.isVisible()


def test_a_finding_takes_the_details_back(looking, qtbot):
    bench = looking.window.workbench
    bench.passed.view.selectRow(0)
    looking.window.actions_[Do.GO_FINDINGS].trigger()
    assert bench.tables.shown is Table.FINDINGS
    looking.listing.step(1)
    assert not bench.detail._passed.isVisible()
    assert looking.listing.current is not None


def test_without_a_document_the_pane_says_what_to_do(program):
    assert program.window.workbench.passed.view.empty_words == NO_DOCUMENT


def test_it_is_reached_by_key_and_named(looking, qtbot):
    looking.window.activateWindow()
    qtbot.waitUntil(looking.window.isActiveWindow)
    QTest.keySequence(looking.window, looking.window.actions_[Do.GO_PASSED].shortcut())
    view = looking.window.workbench.passed.view
    assert view.hasFocus()
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Not flagged"
