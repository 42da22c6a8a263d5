"""How a language says of figures elsewhere where they come from: "The first three figures are taken from …"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.numerals import numeral_at, tokens_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon


@dataclass(frozen=True)
class Covers:
    """The patterns of one language."""

    opening: regex.Pattern[str]
    """ "The figures in this part are taken from", up to the source."""
    part: regex.Pattern[str]
    whole: regex.Pattern[str]

    def how_many(self, said: str) -> int | None:
        """Return how many figures an opening speaks of, if it says so: "the first four points"."""
        tokens = tokens_of(said)
        numbers = (numeral_at(tokens, at) for at in range(1, min(4, len(tokens))))
        return next((int(n.value) for n in numbers if n is not None and n.value and n.value > 1), None)


@lru_cache(maxsize=4)
def covers_of(lexicon: Lexicon) -> Covers:
    """Read the lists once a process."""
    openers, figures, verbs, parts, wholes = (
        _any(lexicon.words(f"cover{name}"))
        for name in ("ed-openers", "ed-figures", "ing-verbs", "ed-parts", "ed-wholes")
    )
    inside = rf"{_any(lexicon.words('covered-in'))}\s{_any(lexicon.words('covered-this'))}\s"
    return Covers(
        opening=_pattern(rf"\W*{openers}\s(?:[\w-]+\s){{0,3}}{figures}\s(?:[\w-]+\s){{0,5}}?{verbs}\s"),
        part=_pattern(inside + rf"{parts}\b"),
        whole=_pattern(inside + rf"{wholes}\b"),
    )


def _any(words: tuple[str, ...]) -> str:
    return one_of(words, blank=r"\ ")


def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)
