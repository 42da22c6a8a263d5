"""Everything about one approved claim: its wordings, evidence, where and until when it holds, and its past."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from auditor.gui.models.claim_table import OWN_WORDS
from auditor.gui.tokens import GRID
from auditor.gui.widgets.detail_parts import Section, label
from auditor.gui.words import SCOPE_WORDS, VALIDITY_WORDS, breakable, moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.claim import Claim, Entry


class ClaimDetail(QScrollArea):
    """Stands in the details in place of a finding."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history: Sequence[Entry] = ()
        self._head = label("muted")
        self._wordings = label("quote")
        self._evidence = Section("Evidence")
        self._scope = Section("Where it holds")
        self._until = Section("Until when")
        self._note = Section("Note")
        self._past = Section("Revisions")
        self._past.label.setTextFormat(Qt.TextFormat.RichText)
        inner = QWidget()
        inner.setProperty("role", "surface")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(2 * GRID)
        for widget in (
            *(self._head, self._wordings, self._evidence, self._scope, self._until, self._note, self._past),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details of the approved claim")
        self.setWidget(inner)
        theme.changed.connect(self._show_past)

    def set_entry(self, entry: Entry, today: str, history: Sequence[Entry], trouble: str = "") -> None:
        """Show another one, as it stands on a day, with all its revisions and what is wrong with its evidence."""
        claim = entry.claim
        standing = VALIDITY_WORDS[claim.standing(today)]
        where = entry.register or OWN_WORDS.lower()
        self._head.setText(f"Approved claim {entry.number} · {standing} · kept in {where}")
        self._wordings.setText(breakable("\n".join(f"“{wording}”" for wording in claim.wordings)))
        self._evidence.set_words("\n".join(filter(None, (trouble and f"! {trouble}", _evidence(claim)))))
        places = ", ".join(claim.scope.places)
        self._scope.set_words(f"{SCOPE_WORDS[claim.scope.kind]}{f': {places}' if places else ''}")
        self._until.set_words(claim.expires_on or "It has no end.")
        self._note.set_words(claim.note)
        self._history = history
        self._show_past()

    def _show_past(self) -> None:
        """Words in markup carry their colour with them."""
        self._past.set_markup("".join(map(self._revision, reversed(self._history))))

    def _revision(self, entry: Entry) -> str:
        claim = entry.claim
        words = "Withdrawn" if claim.is_withdrawn else f"Approved by {claim.approver}"
        until = f", until {claim.expires_on}" if claim.expires_on else ""
        who = " · ".join(filter(None, (entry.author.reviewer, moment_words(entry.author.at))))
        return (
            f'<p style="margin: 0 0 8px 0"><b>{entry.revision}. {escape(words + until)}</b><br>'
            f"{escape(breakable(claim.evidence.words))}<br>"
            f'<span style="color: {self._theme.tokens.muted}">{escape(who)}</span></p>'
        )


def _evidence(claim: Claim) -> str:
    file = claim.evidence.file
    parts = (
        f"File on record: {file.name} ({file.bytes:,} bytes, SHA-256 {file.sha256[:12]}…)" if file else "",
        claim.evidence.reference,
        claim.evidence.link,
    )
    return "\n".join(part for part in parts if part)
