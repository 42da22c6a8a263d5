"""The second look in the window: drawn, judged blind by the keys that decide, taken back, and what comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from auditor.gui.actions import Do
from auditor.gui.dialogs.second_look import SecondLookDialog
from auditor.gui.models.second_look_table import (
    ItemField,
    SecondItemTable,
    TrustField,
    TrustTable,
    share_words,
)
from auditor.gui.widgets.second_look_pane import SAME_PERSON
from auditor.gui.widgets.table_pane import Table
from auditor.model.decision import Author, Decision, Verdict
from auditor.model.second_look import First, Kind, RuleTrust, SecondItem, Sizes

from .test_accessibility import nameless

ANA = Author("Ana", "2026-11-22T10:00:00Z")
OPEN = SecondItem(1, 1, "page.html", "us/a", "Figure", "statistic", "93%", "93% stay\nwell.", "Says more.", 7)
JUDGED = SecondItem(
    *(2, 1, "page.html", "us/a", "Figure", "statistic", "best", "The best.", "", None),
    judgement=Decision(Verdict.CONFIRMED, reviewer="Ben"),
    first=First(Kind.NOT_FLAGGED, reason="Negated."),
)
RULES = (
    RuleTrust("us/b", "Beta", 5, 5, 0, 0),
    RuleTrust("us/a", "Alpha", 9, 1, 4, 3, missed=1, kappa=0.5),
    RuleTrust("us/c", "Gamma", 0, 0, 1, 1),
)


def cells(model, row=0):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_the_tables_obey_the_rules_of_models(qtmodeltester):
    items, rules = SecondItemTable(), TrustTable()
    items.set_items((OPEN, JUDGED))
    rules.set_rules(RULES)
    qtmodeltester.check(items)
    qtmodeltester.check(rules)


def test_an_item_says_what_was_said_of_it_once_it_is_judged():
    table = SecondItemTable()
    table.set_items((OPEN, JUDGED))
    assert cells(table) == ["93% stay well.", "Figure", "page.html", "", ""]
    assert cells(table, 1)[ItemField.JUDGEMENT :] == ["✓ Confirmed", "Missed"]
    said = table.index(0, ItemField.RESULT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Beside the first: none"


def test_rules_are_put_in_the_order_asked_for_and_one_without_a_figure_stands_last():
    table = TrustTable()
    table.set_rules(RULES)
    assert cells(table, 1) == ["Alpha", "90 % · 9 of 10", "75 % · 3 of 4", "0.50", "1"]
    table.sort(TrustField.UPHELD, Qt.SortOrder.DescendingOrder)
    assert [cells(table, row)[0] for row in range(3)] == ["Alpha", "Beta", "Gamma"]
    table.sort(TrustField.AGREEMENT, Qt.SortOrder.AscendingOrder)
    assert [cells(table, row)[0] for row in range(3)] == ["Beta", "Alpha", "Gamma"]
    assert cells(table)[TrustField.AGREEMENT] == "–"


def test_a_share_stands_with_its_counts():
    assert (share_words(0.825, 33, 40), share_words(None, 0, 0)) == ("82 % · 33 of 40", "–")


def do(program, name):
    program.window.actions_[name].trigger()


@pytest.fixture
def drawn(audited, qtbot):
    """Four documents, two findings dismissed and one confirmed by Ana; Ben looks again, at first in vain."""

    def decide(file):
        file.decisions.decide([1, 2], Verdict.DISMISSED, ANA, "Dismissed", "Quoted")
        file.decisions.decide([3], Verdict.CONFIRMED, ANA, "Confirmed")

    done = []
    audited.desk.ask(decide, done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    audited.settings.reviewer = "Ben"
    pane = audited.window.workbench.second
    do(audited, Do.GO_SECOND)
    assert pane._empty.draw.hasFocus()
    audited.second.draw(Sizes(0, 0, 0), "7")
    qtbot.waitUntil(lambda: "nothing to look at again" in audited.window.notices._words.text())
    assert pane._empty.isVisible()
    audited.second.draw(Sizes(), "7")
    qtbot.waitUntil(lambda: pane.current is not None)
    return audited


def test_a_whole_second_look_by_keys(drawn, qtbot):
    pane = drawn.window.workbench.second
    assert len(pane.items) == 6
    assert pane._facts.text() == "0 of 6 judged · seed 7"
    assert pane.current.id == pane.items[0].id
    assert nameless(drawn.window) == []
    for key in "ASDASD":
        item = pane.current
        assert "Quoted" not in pane.detail._state.text() + pane.detail._first.words
        assert item.first is None
        QTest.keyClick(pane.view, key)
        qtbot.waitUntil(lambda item=item: next(i for i in pane.items if i.id == item.id).first is not None)
    assert "Every item is judged" in pane._flash.text()
    verdicts = sorted(item.judgement.verdict for item in pane.items)
    assert verdicts == ["confirmed"] * 2 + ["dismissed"] * 2 + ["needs-substantiation"] * 2
    assert {item.judgement.reviewer for item in pane.items} == {"Ben"}
    dismissed = next(item for item in pane.items if item.first.decision.reason == "Quoted")
    pane.view.choose(dismissed.id)
    assert "Quoted · Ana" in pane.detail._first.words
    do(drawn, Do.UNDO)
    qtbot.waitUntil(lambda: pane._report.judged == 5)
    assert pane.current.first is None
    do(drawn, Do.REDO)
    qtbot.waitUntil(lambda: pane._report.judged == 6)
    assert drawn.desk.finding(1).decision.reviewer == "Ana"
    assert not pane._warning.isVisible()
    drawn.settings.reviewer = "ANA"
    drawn.second.renew()
    qtbot.waitUntil(pane._warning.isVisible)
    assert pane._warning.text() == SAME_PERSON


def test_notes_steps_the_rules_and_a_finding_chosen_elsewhere(drawn, qtbot):
    pane, bench = drawn.window.workbench.second, drawn.window.workbench
    item = pane.current
    drawn.second._step(lambda looks, author: looks.note(item.id, "Page 3", author, "Note"))
    qtbot.waitUntil(lambda: "✎ Page 3" in pane.detail._state.text())
    do(drawn, Do.NEXT_OPEN)
    assert pane.current.id == pane.items[1].id
    do(drawn, Do.PREVIOUS)
    assert pane.current.id == item.id
    do(drawn, Do.LATER)
    assert "leave it to skip it" in pane._flash.text()
    pane._parts.button(1).click()
    assert pane.rules.isVisible()
    assert "33 % · 1 of 3" in [cells(pane._rules, row)[TrustField.UPHELD] for row in range(4)]
    assert drawn.listing.current is None
    assert not bench.detail._content.isVisible()
    drawn.listing.choose(5)
    assert pane.current is None
    assert pane.detail.isHidden()
    bench.tables.go_to(Table.FINDINGS)
    do(drawn, Do.CONFIRM)
    qtbot.waitUntil(lambda: drawn.desk.finding(5).decision.verdict is Verdict.CONFIRMED)
    assert pane._report.judged == 0


def test_sizes_and_seed_are_asked_for(qtbot):
    dialog, told = SecondLookDialog("123456", "Ben", None), []
    qtbot.addWidget(dialog)
    dialog.submitted.connect(lambda *values: told.append(values))
    dialog.show()
    assert nameless(dialog) == []
    dialog.dismissed.setText("")
    assert not dialog._draw.isEnabled()
    dialog.dismissed.setText("3")
    dialog.seed.setText("spring")
    dialog._draw.click()
    assert told == [(Sizes(3, 20, 10), "spring")]
