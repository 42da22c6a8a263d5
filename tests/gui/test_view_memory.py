"""A review opens as it was last looked at: filter, order and groups, remembered beside the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from auditor.gui.actions import Do
from auditor.gui.program import Program
from auditor.gui.project_view import ProjectView, read, written
from auditor.gui.settings import PROJECTS, Settings
from auditor.gui.widgets.flow_layout import FlowLayout
from auditor.model.decision import FindingState, Verdict
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Facets, Filter
from auditor.model.order import Column, Grouping, Sort

from .conftest import dispose, hurry, shown
from .test_grouping import group_by
from .test_triage import ready

VIEW = ProjectView(
    Filter(
        "detox clinic",
        frozenset({Severity.HIGH}),
        frozenset({"urgency"}),
        frozenset({Outcome.VIOLATION}),
        frozenset({Verdict.LATER}),
        frozenset({"us/superlative"}),
        states=frozenset({FindingState.STALE}),
    ),
    Sort(Column.DOCUMENT, is_descending=True),
    Grouping.RULE,
    frozenset({"us/superlative"}),
)


@pytest.mark.parametrize("view", [ProjectView(), VIEW])
def test_a_view_that_was_written_is_read_again(view):
    assert read(written(view)) == view


@pytest.mark.parametrize("text", ["", "[]", "{}", "no json", written(VIEW).replace("high", "huge"), "null"])
def test_anything_else_is_no_view(text):
    assert read(text) is None


def test_only_so_many_reviews_are_remembered(qapp, tmp_path):
    settings = Settings(tmp_path / "window.ini")
    for number in range(PROJECTS + 2):
        settings.remember_project(f"/reviews/ä {number}.audit", str(number))
    assert settings.project("/reviews/ä 1.audit") == ""
    assert settings.project("/reviews/ä 2.audit") == "2"
    settings.remember_project("/reviews/ä 2.audit", "again")
    settings.remember_project("/reviews/one more.audit", "new")
    assert settings.project("/reviews/ä 2.audit") == "again"
    assert settings.project("/reviews/ä 3.audit") == ""


def test_a_row_without_room_goes_on_below_and_its_last_item_stands_at_the_right(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(8, holder)
    row.setContentsMargins(0, 0, 0, 0)
    labels = [QLabel(holder) for _ in range(3)]
    for label in labels:
        label.setFixedSize(100, 20)
        row.addWidget(label)
    assert (row.heightForWidth(400), row.heightForWidth(250), row.heightForWidth(120)) == (20, 48, 76)
    row.setGeometry(QRect(0, 0, 250, 48))
    assert [label.pos().toTuple() for label in labels] == [(0, 0), (108, 0), (150, 28)]
    assert row.takeAt(2) is not None
    assert (row.count(), row.itemAt(5)) == (2, None)


def test_a_review_opens_as_it_was_last_looked_at(audited, world, qapp, qtbot):
    ready(audited, qtbot)
    bar = audited.window.workbench.filters
    bar._text.setText("a")
    bar._severities._actions["critical"].trigger()
    group_by(audited, qtbot, Grouping.CATEGORY)
    world.review = str(world.folder / "out" / "spring.audit")
    audited.window.actions_[Do.SAVE].trigger()
    qtbot.waitUntil(lambda: audited.desk.path.name == "spring.audit")
    qtbot.waitUntil(lambda: audited.findings.rowCount() > 0 and bool(audited.findings._at.groups))
    audited.window.actions_[Do.CLOSE_GROUPS].trigger()
    wanted, closed = bar.wanted(), audited.findings.closed
    assert closed
    dispose(audited)
    again = Program(qapp, world.surroundings())
    try:
        hurry(again)
        again.review.open(world.folder / "out" / "spring.audit")
        qtbot.waitUntil(lambda: bool(again.findings._at.groups))
        assert again.window.workbench.filters.wanted() == wanted
        assert again.findings.closed == closed
        assert again.findings.rowCount() == len(again.findings._at.groups)
        assert again.window.actions_.chosen_grouping() is Grouping.CATEGORY
        again.window.workbench.filters.clear()
        qtbot.waitUntil(again.window.actions_[Do.NEW].isEnabled)  # not while the review is being opened
        again.window.actions_[Do.NEW].trigger()
        qtbot.waitUntil(lambda: shown(again) == 0)
        assert again.window.actions_.chosen_grouping() is None
    finally:
        dispose(again)


def test_rule_state_and_document_narrow_as_well(audited, qtbot):
    bar, bench = audited.window.workbench.filters, audited.window.workbench
    assert not bar._states.isVisible()
    assert not bar._document.isVisible()
    bench.documents.select_row(1)
    qtbot.waitUntil(lambda: shown(audited) == 9)
    assert "opioids" in bar._document.accessibleName()
    bar._rules._actions["us/figure-without-a-source"].trigger()
    qtbot.waitUntil(lambda: shown(audited) == 2)
    assert bar._count.text() == "2 of 12"
    bar._document.click()
    assert bench.documents.current_entry().name == "All documents"
    bar.set_facets(Facets(shown=1, total=1, states={FindingState.STALE: 1}))
    assert bar._states.isVisible()
    bar._states._actions["stale"].trigger()
    assert bar.wanted().states == {FindingState.STALE}
    qtbot.waitUntil(lambda: shown(audited) == 0)
