"""The overview: every document with its verdict, figures that can be pressed, heard and read without colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from auditor.gui import figures
from auditor.gui.actions import Do
from auditor.gui.models.standing_table import SEVERITY_OF, StandingField, StandingTable
from auditor.gui.words import document_verdict
from auditor.model.decision import Verdict
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.overview import Overview, Standing, Tally

from .conftest import shown
from .test_accessibility import nameless
from .test_models import document
from .test_triage import press, ready

HIGH, LOW = Severity.HIGH, Severity.LOW


def standing(number, status=Status.COMPLETE, unchecked=0, violations=0, doubts=0, **counts):
    outcomes = {Outcome.VIOLATION: violations, Outcome.NEEDS_REVIEW: doubts}
    return Standing(document(number, status, **counts), {o: n for o, n in outcomes.items() if n}, unchecked)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (standing(1), "Nothing flagged"),
        (standing(1, violations=1), "1 violation"),
        (standing(1, violations=3, doubts=2), "3 violations, 2 to review"),
        (standing(1, Status.PARTIAL), "Nothing flagged (read in part)"),
        (
            standing(1, Status.PARTIAL, 2, doubts=1),
            "1 to review (read in part; 2 rules not checked)",
        ),
        (standing(1, Status.UNREADABLE), "Could not be read"),
    ],
)
def test_a_verdict_never_sounds_cleaner_than_it_is(made, words):
    assert document_verdict(made) == words


@pytest.fixture
def table(qapp):
    made = StandingTable()
    made.set_standings(
        [standing(1, low=2), standing(2, high=1), standing(3, Status.UNREADABLE), standing(4, high=4)]
    )
    return made


def names(table):
    return [table.records[row].row.name for row in range(table.rowCount())]


def test_the_table_is_a_sound_model(table, qtmodeltester):
    qtmodeltester.check(table)


def test_the_unread_come_first_then_the_worst_and_any_column_sorts(table):
    assert names(table) == ["page-3.html", "page-4.html", "page-2.html", "page-1.html"]
    table.sort(StandingField.LOW, Qt.SortOrder.DescendingOrder)
    assert names(table)[0] == "page-1.html"
    assert table.row_of(4) == names(table).index("page-4.html")
    assert table.row_of(99) is None


def test_a_cell_has_a_number_beside_its_bar_and_says_what_it_is(table):
    high = table.index(1, StandingField.HIGH)
    assert table.data(high) == "4"
    assert table.data(high, Qt.ItemDataRole.AccessibleTextRole) == "High: 4"
    assert table.share(table.records[2], HIGH) == 0.25
    assert table.data(table.index(0, StandingField.HIGH)) == "–"
    assert set(SEVERITY_OF.values()) == set(Severity)


OVERVIEW = Overview(
    (standing(1, violations=5, high=4, low=1),),
    (
        Tally("statistic", HIGH, Verdict.UNDECIDED, 3),
        Tally("statistic", LOW, Verdict.LATER, 1),
        Tally("urgency", HIGH, Verdict.DISMISSED, 1),
    ),
)


def test_figures_say_in_words_all_that_their_bars_show():
    high = figures.by_severity(OVERVIEW)[1]
    assert (high.words, high.number, high.said) == ("High", "3 of 4", "High: 4 findings, 3 open")
    assert [(p.count, p.is_hollow) for p in high.parts] == [(3, False), (1, True)]
    statistic, urgency = figures.by_category(OVERVIEW)
    assert statistic.said == "Statistic: 4 findings: 3 high, 1 low"
    assert (urgency.number, urgency.whole) == ("1", 4)
    assert [f.number for f in figures.by_decision(OVERVIEW)] == ["3", "1", "1"]
    assert figures.worst_documents(OVERVIEW)[0].wanted.document == 1


def turn(program, qtbot):
    program.window.actions_[Do.OVERVIEW].trigger()
    qtbot.waitUntil(lambda: program.standings.rowCount() == 4)
    return program.window.overview


def test_the_overview_tells_what_there_is_and_follows_decisions(audited, qtbot):
    ready(audited, qtbot)
    overview = turn(audited, qtbot)
    assert overview._head.text() == "12 findings in 4 documents"
    assert "1 document could not be read and is not clean" in overview._facts.text()
    assert names(audited.standings)[0] == "flyer-scan.pdf"
    bar = QAccessible.queryAccessibleInterface(overview.severities.bars[0])
    assert bar.role() is QAccessible.Role.Button
    assert bar.text(QAccessible.Text.Name) == "Critical: 4 findings, 4 open"
    assert nameless(audited.window) == []
    audited.window.actions_[Do.OVERVIEW].trigger()
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: audited.findings.finding_row(0).verdict is Verdict.CONFIRMED)
    turn(audited, qtbot)
    qtbot.waitUntil(lambda: "11 open, 1 decided" in overview._facts.text())
    assert [bar.figure.words for bar in overview.decisions.bars] == ["Undecided", "✓ Confirmed"]
    audited.window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(audited.window.start.isVisible)
    assert not audited.window.actions_[Do.OVERVIEW].isChecked()


def test_bars_documents_and_cells_lead_to_their_findings(audited, qtbot):
    ready(audited, qtbot)
    overview, bench = turn(audited, qtbot), audited.window.workbench
    bar = next(b for b in overview.categories.bars if b.figure.words == "Statistic")
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(audited) == 3)
    assert bench.filters._categories.text() == "Category: Statistic"
    assert QApplication.focusWidget() is bench.findings
    turn(audited, qtbot).worst.bars[1].click()
    qtbot.waitUntil(lambda: bench.documents.current_entry().name == "Summer brochure 2026.pdf")
    qtbot.waitUntil(lambda: shown(audited) == 3 and not bench.filters.wanted().is_narrowing)
    turn(audited, qtbot)
    row = names(audited.standings).index("opioids-and-depression.html")
    overview.documents.setCurrentIndex(audited.standings.index(row, StandingField.CRITICAL))
    qtbot.keyClick(overview.documents, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.filters._severities.text() == "Severity: Critical")
    qtbot.waitUntil(lambda: shown(audited) == 3)
