"""Everything about one candidate that was not flagged: the sentence, the reason in full, the rule that looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.detail_parts import Section, label
from auditor.gui.words import breakable, category_words

if TYPE_CHECKING:
    from auditor.model.passed import PassedRow

_WHOLE_DOCUMENT = "This concerns the document as a whole."


class PassedDetail(QWidget):
    """Stands in the details in place of a finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = label("muted")
        self._quote = label("quote")
        self._words = Section("Words looked at")
        self._why = Section("Why they were let pass")
        self._rule = label("small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        for widget in (self._kind, self._quote, self._words, self._why, self._rule):
            layout.addWidget(widget)
        layout.addStretch(1)

    def set_row(self, row: PassedRow) -> None:
        """Show another one."""
        self._kind.setText(f"Not flagged · {category_words(row.category)}")
        self._quote.setText(breakable(row.sentence or row.words or _WHOLE_DOCUMENT))
        self._words.set_words("" if row.words == row.sentence else row.words)
        self._why.set_words(breakable(row.reason))
        self._rule.setText(breakable(f"{row.title} · rule {row.rule}"))
