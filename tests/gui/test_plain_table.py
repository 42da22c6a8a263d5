"""The small tables that are only read look alike, and grow with the words."""

from __future__ import annotations

import pytest

from auditor.gui.models.claim_table import ClaimField
from auditor.gui.tokens import ROW_HEIGHT
from auditor.gui.widgets.gone_pane import GonePane
from auditor.gui.widgets.passed_pane import PassedPane
from auditor.gui.widgets.register_pane import RegisterPane


@pytest.mark.parametrize("pane", [GonePane, PassedPane, RegisterPane])
def test_rows_are_as_high_as_the_chosen_size_of_words_asks(theme, qtbot, pane):
    shown = pane(theme)
    qtbot.addWidget(shown)
    heights = []
    for size in (100, 200, 100):
        theme.choose_text_size(size)
        heights.append(shown.view.verticalHeader().defaultSectionSize())
    assert heights == [ROW_HEIGHT, 2 * ROW_HEIGHT, ROW_HEIGHT]


@pytest.mark.parametrize("size", [100, 200])
def test_a_column_is_shown_with_its_whole_title_or_not_at_all(theme, qtbot, size):
    pane = RegisterPane(theme)
    qtbot.addWidget(pane)
    qtbot.addWidget(pane.detail)
    theme.choose_text_size(size)
    pane.resize(1200, 400)
    pane.show()
    header = pane.view.horizontalHeader()
    shown = [field for field in ClaimField if not header.isSectionHidden(field)]
    assert {ClaimField.WORDING, ClaimField.STANDING, ClaimField.UNTIL} <= set(shown)
    assert [field for field in shown if header.sectionSize(field) < header.sectionSizeHint(field)] == []
