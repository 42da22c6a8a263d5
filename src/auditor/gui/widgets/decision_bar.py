"""What was decided about the finding, by whom, and the buttons that decide; the keys stand on the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.words import (
    PRELIMINARY,
    PRELIMINARY_MEANING,
    VERDICT_SIGNS,
    VERDICT_WORDS,
    breakable,
    moment_words,
)
from auditor.model.decision import NO_DECISION, Decision, Verdict

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

_BUTTONS = (
    (Verdict.CONFIRMED, "Confirm", "A"),
    (Verdict.NEEDS_SUBSTANTIATION, "Needs proof", "S"),
    (Verdict.DISMISSED, "Dismiss…", "D"),
    (Verdict.LATER, "Later", "L"),
)
_COLUMNS = 2


class DecisionBar(QFrame):
    """Shows a decision; deciding is an intention. `alike_wanted` asks to decide all findings of the same words."""

    wanted = Signal(object)
    alike_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._decision = NO_DECISION
        self._is_waiting = False
        self._state = QLabel(self)
        self._state.setWordWrap(True)
        self._state.setAccessibleName("Decision")
        self._buttons = {verdict: self._button(verdict, words, key) for verdict, words, key in _BUTTONS}
        self._alike = QPushButton(self)
        self._alike.setProperty("role", "link")
        self._alike.clicked.connect(self.alike_wanted)
        self._lay_out()
        theme.changed.connect(self._show)
        self.set_decision(NO_DECISION)
        self.set_alike(0, 0)

    def set_decision(self, decision: Decision) -> None:
        """Show how the finding stands."""
        self._decision, self._is_waiting = decision, False
        for verdict, button in self._buttons.items():
            button.setChecked(verdict is decision.verdict)
            button.setEnabled(True)
            button.setToolTip(_tip(verdict))
        self._show()

    def set_waiting(self) -> None:
        """Show that the finding is preliminary, so that nothing can be decided about it yet."""
        self.set_decision(NO_DECISION)
        self._is_waiting = True
        for button in self._buttons.values():
            button.setEnabled(False)
            button.setToolTip(PRELIMINARY_MEANING)
        self._show()

    def set_alike(self, findings: int, documents: int) -> None:
        """Say how many findings have the same words under the same rule; one alone is not worth saying."""
        where = f" in {documents:,} documents" if documents > 1 else ""
        self._alike.setText(f"Decide all {findings:,} like it{where}…")
        self._alike.setToolTip("The same words under the same rule (=)")
        self._alike.setVisible(findings > 1)

    def below(self, verdict: Verdict) -> QWidget:
        """Return the button under which a menu about this verdict opens."""
        return self._buttons[verdict]

    @property
    def alike(self) -> QWidget:
        """The button under which the menu for all findings like it opens."""
        return self._alike

    def _button(self, verdict: Verdict, words: str, key: str) -> QPushButton:
        button = QPushButton(f"{words}  {key}", self)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._tell(verdict))
        return button

    def _tell(self, verdict: Verdict) -> None:
        self.set_decision(self._decision)  # a click checks the button; only the decision itself may
        self.wanted.emit(verdict)

    def _show(self) -> None:
        if self._is_waiting:
            self._state.setText(breakable(f"{PRELIMINARY}. {PRELIMINARY_MEANING}"))
            self._state.setStyleSheet(f"color: {self._theme.tokens.muted};")
            return
        decision = self._decision
        verdict = f"{VERDICT_SIGNS[decision.verdict]} {VERDICT_WORDS[decision.verdict]}".strip()
        who = ", ".join(part for part in (decision.reviewer, moment_words(decision.decided_at)) if part)
        parts = [verdict, decision.reason, who]
        lines = [" · ".join(part for part in parts if part)]
        if decision.note:
            lines.append(f"✎ {decision.note}")
        self._state.setText(breakable("\n".join(lines)))
        self._state.setStyleSheet(f"color: {self._theme.tokens.verdict(decision.verdict)};")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for number, button in enumerate(self._buttons.values()):
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._state)
        layout.addLayout(grid)
        layout.addWidget(self._alike)


def _tip(verdict: Verdict) -> str:
    key = next(key for each, _, key in _BUTTONS if each is verdict)
    return f"{VERDICT_WORDS[verdict]} ({key})"
