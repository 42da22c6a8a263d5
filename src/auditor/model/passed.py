"""What the rules saw in one document and let pass, as a list shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.span import Span


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A candidate that was not flagged: the words, the sentence they stand in, the rule and the reason."""

    words: str
    sentence: str
    reason: str
    rule: str
    title: str
    category: str
    span: Span | None = None
