"""What finding a phrase in a text yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.text.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands in a text: the whole, and the trigger inside it; half-open code points."""

    phrase: Phrase
    start: int
    end: int
    trigger_start: int
    trigger_end: int

    def moved(self, offset: int) -> Match:
        """The same match in a longer text that holds this one at `offset`."""
        return Match(
            self.phrase,
            self.start + offset,
            self.end + offset,
            self.trigger_start + offset,
            self.trigger_end + offset,
        )


def by_place(match: Match) -> tuple[int, int]:
    """By position, longest first."""
    return match.start, -match.end
