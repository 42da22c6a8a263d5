"""Findings under headings: which row is which, opening and closing by key, and deciding through closed groups."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from auditor.gui.actions import Do
from auditor.gui.models.finding_table import GROUP_ROLE, Field, FindingTable
from auditor.gui.models.grouped_rows import GroupedRows
from auditor.model.decision import Verdict
from auditor.model.finding import Severity
from auditor.model.listing import Group, Listing
from auditor.model.order import Grouping

from .test_models import row
from .test_triage import decision, flashed, press, ready

GROUPS = (
    Group("a", "First", 2, 1, Severity.CRITICAL),
    Group("b", "Second", 3, 3, Severity.HIGH),
)


def grouped(*closed):
    return GroupedRows([11, 12, 21, 22, 23], GROUPS, closed)


def test_a_heading_stands_before_each_group_and_a_closed_one_hides_its_findings():
    assert grouped().rows == [-1, 11, 12, -2, 21, 22, 23]
    assert grouped("a").rows == [-1, -2, 21, 22, 23]
    assert grouped("a", "b").rows == [-1, -2]
    assert GroupedRows([1, 2]).rows == [1, 2]


@pytest.mark.parametrize(
    ("number", "row", "position", "heading"), [(12, 2, 1, 0), (21, 4, 2, 3), (9, None, None, None)]
)
def test_a_finding_is_found_with_its_heading(number, row, position, heading):
    made = grouped()
    assert (made.row_of(number), made.position_of(number), made.heading_of(number)) == (
        row,
        position,
        heading,
    )


def test_closing_and_opening_brings_back_the_same_rows():
    made = grouped()
    made.close(3)
    assert (made.rows, made.row_of(22), made.position_of(22)) == ([-1, 11, 12, -2], None, 3)
    made.open(3)
    assert made.rows == grouped().rows
    assert made.group_at(3) is GROUPS[1]
    assert made.group_at(4) is None


@pytest.fixture
def table(qapp):
    made = FindingTable(lambda ids: [row(number) for number in ids])
    made.set_listing(Listing([11, 12, 21, 22, 23], GROUPS))
    return made


def test_the_grouped_table_is_a_sound_model(table, qtmodeltester):
    table.set_open(3, is_open=False)
    qtmodeltester.check(table)


def test_a_heading_has_no_finding_and_says_itself(table):
    assert table.finding_row(0) is None
    assert table.number_at(0) is None
    assert table.number_at(1) == 11
    assert table.finding_row(4).id == 21
    assert table.data(table.index(0, Field.QUOTE)) == "First: 2 findings, 1 open; shown"
    assert table.data(table.index(3, 0), GROUP_ROLE) == (GROUPS[1], True)
    assert table.data(table.index(1, 0), GROUP_ROLE) is None


def test_rows_go_and_come_without_the_others_being_touched(table, qtbot):
    with qtbot.waitSignal(table.rowsRemoved) as removed:
        assert table.set_open(0, is_open=False)
    assert removed.args[1:] == [1, 2]
    assert not table.set_open(0, is_open=False)
    assert table.closed == {"a"}
    assert [table.finding_row(r).id for r in (2, 3, 4)] == [21, 22, 23]
    with qtbot.waitSignal(table.rowsInserted):
        assert table.reveal(12) == 2


def test_new_numbers_in_a_heading_start_nothing_anew(table, qtbot):
    fewer = (GROUPS[0], Group("b", "Second", 3, 2, Severity.HIGH))
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.set_listing(Listing([11, 12, 21, 22, 23], fewer))
    assert table.group_at(3).open == 2


def test_groups_are_gone_through_by_key_and_deciding_opens_the_next(audited, qtbot):
    ready(audited, qtbot)
    view = audited.window.workbench.findings
    group_by(audited, qtbot, Grouping.CATEGORY)
    assert [g.label for g in audited.findings._at.groups][:2] == ["Guarantee", "Crisis resource"]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert audited.listing.current is None  # a heading: nothing to decide about
    press(qtbot, audited, "A")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert audited.findings.closed == {"guarantee"}
    audited.window.actions_[Do.CLOSE_GROUPS].trigger()
    assert audited.findings.rowCount() == len(audited.findings._at.groups)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    audited.window.actions_[Do.NEXT].trigger()
    first, second, third = audited.findings.ids[:3]
    assert audited.listing.current == first
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: audited.listing.current == second)
    press(qtbot, audited, "S")  # the last of its group: the next one opens
    qtbot.waitUntil(lambda: audited.listing.current == third)
    assert "crisis-resource" not in audited.findings.closed
    qtbot.waitUntil(lambda: "0 of 2 findings open" in heading(audited, 0))
    assert decision(audited, first).verdict is Verdict.CONFIRMED
    assert flashed(audited) == "Needs substantiation"
    click_heading(view, qtbot)
    assert "guarantee" in audited.findings.closed
    group_by(audited, qtbot, None)
    assert audited.findings.rowCount() == 12


def group_by(program, qtbot, grouping):
    action = next(a for a in program.window.actions_.groupings.actions() if a.data() == grouping)
    action.trigger()
    qtbot.waitUntil(lambda: bool(program.findings._at.groups) is (grouping is not None))


def heading(program, row):
    group = program.findings.group_at(row)
    return f"{group.open} of {group.count} findings open"


def click_heading(view, qtbot):
    view.scrollToTop()
    at = view.visualRect(view.model().index(0, Field.QUOTE)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
