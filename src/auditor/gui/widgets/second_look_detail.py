"""One item of a second look: the words, the question, the buttons; and how it was left first, once it is judged."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.detail_parts import Section, label
from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, breakable, category_words, moment_words
from auditor.model.decision import Verdict

if TYPE_CHECKING:
    from auditor.model.decision import Decision
    from auditor.model.second_look import SecondItem

_BUTTONS = (
    (Verdict.CONFIRMED, "Confirm", "A"),
    (Verdict.NEEDS_SUBSTANTIATION, "Needs proof", "S"),
    (Verdict.DISMISSED, "No problem", "D"),
)
_WHOLE_DOCUMENT = "This concerns the document as a whole."
_QUESTION = "Is this a problem under “{}”? How it was decided first is shown once you have judged."


class SecondLookDetail(QScrollArea):
    """Stands in the details in place of a finding; judging is an intention."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = label("muted")
        self._title = label("heading")
        self._quote = label("quote")
        self._quote.setTextFormat(Qt.TextFormat.RichText)
        self._state = label("")
        self._buttons = {verdict: self._button(verdict, words, key) for verdict, words, key in _BUTTONS}
        self._why = Section("What the rule says")
        self._first = Section("How it was left first")
        self._rule = label("small")
        self.setAccessibleName("Item of the second look")
        self._lay_out()

    def set_item(self, item: SecondItem, place: int, count: int) -> None:
        """Show an item, the `place`-th of the sample."""
        self._kind.setText(f"Second look · {place:,} of {count:,} · {category_words(item.category)}")
        self._title.setText(breakable(item.title))
        self._quote.setText(_marked(item))
        self._state.setText(breakable(_state(item)))
        for verdict, button in self._buttons.items():
            button.setChecked(verdict is item.judgement.verdict)
        self._why.set_words(item.message)
        self._first.set_words(_first(item))
        self._rule.setText(breakable(f"Rule {item.rule} · {item.document_name}"))
        self.verticalScrollBar().setValue(0)

    def _button(self, verdict: Verdict, words: str, key: str) -> QPushButton:
        button = QPushButton(f"{words}  {key}", self)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.setAccessibleName(words)
        button.setToolTip(f"{VERDICT_WORDS[verdict]} ({key})")
        button.clicked.connect(lambda: self._tell(verdict, button))
        return button

    def _tell(self, verdict: Verdict, button: QPushButton) -> None:
        button.toggle()  # a click checks the button; only the judgement itself may
        self.wanted.emit(verdict)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        inner = QWidget()
        inner.setProperty("role", "surface")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 6 * GRID)
        layout.setSpacing(2 * GRID)
        for widget in (self._kind, self._title, self._quote, self._state):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        for section in (self._first, self._why):
            layout.addWidget(section)
        layout.addWidget(self._rule)
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)


def _marked(item: SecondItem) -> str:
    """The sentence, the words in it in bold."""
    sentence = item.sentence or item.words or _WHOLE_DOCUMENT
    before, words, after = sentence.partition(item.words) if item.words else (sentence, "", "")
    if words == sentence:
        return _safe(sentence)
    return f"{_safe(before)}<b>{_safe(words)}</b>{_safe(after)}"


def _safe(words: str) -> str:
    return escape(breakable(words)).replace("\n", "<br>")


def _state(item: SecondItem) -> str:
    judgement = item.judgement
    said = _QUESTION.format(item.title) if item.first is None else _said(judgement)
    return f"{said}\n✎ {judgement.note}" if judgement.note else said


def _first(item: SecondItem) -> str:
    if item.first is None:
        return ""
    if not item.is_finding:
        result = "You would have flagged it: it is listed as missed." if item.is_missed else "You agree."
        return f"Not flagged. {item.first.reason}\n{result}"
    note = f"\n✎ {item.first.decision.note}" if item.first.decision.note else ""
    return f"{_said(item.first.decision)}{note}\n{'You agree.' if item.agrees else 'You differ.'}"


def _said(decision: Decision) -> str:
    verdict = f"{VERDICT_SIGNS[decision.verdict]} {VERDICT_WORDS[decision.verdict]}".strip()
    parts = (verdict, decision.reason, decision.reviewer, moment_words(decision.decided_at))
    return " · ".join(part for part in parts if part)
