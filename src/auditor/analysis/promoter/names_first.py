"""Reads the names of promoters in languages in which the kind of business stands first: "Clínica Dental Azahar"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.promoter.patterns import NAMES
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.promoter.names import NameWords
    from auditor.model.lexicon import Lexicon

MIN_REPEATS = 2
"""A name that begins with the kind of business is the promoter's when it is used so often."""
MOST_WORDS = 7

_WORD = r"\p{Lu}[\p{L}\p{N}&+\-]*"
_SEGMENT = regex.compile(r"\s+[|–—·»•:\-]+\s+|[,:?!¿¡|]\s*")


@dataclass(frozen=True)
class FirstPatterns:
    """How names stand in a language that puts the kind of business first."""

    whole: regex.Pattern[str]
    """A run of capitalised words."""
    greeting: regex.Pattern[str]


@lru_cache(maxsize=4)
def first_patterns(lexicon: Lexicon) -> FirstPatterns | None:
    """Read the lists once a process; None in a language that puts the kind of business behind the name."""
    if not lexicon.lists.get("entities-first"):
        return None
    small = one_of(lexicon.words("first-small-words"))
    run = rf"{_WORD}(?:[ \u00a0](?:{small}|&\s)?{_WORD}){{0,{MOST_WORDS}}}"
    greetings = one_of(lexicon.words("first-greetings")).replace(NAMES, run)
    return FirstPatterns(regex.compile(run), regex.compile(greetings, regex.MULTILINE))


def names_in(
    title: str, pieces: Iterable[str], scan: str, words: NameWords, patterns: FirstPatterns
) -> Iterator[tuple[str, bool]]:
    """Yield names with whether they count by themselves. `pieces` are header, footer, first and last blocks."""
    for segment in (s.strip() for text in (title, *pieces) for s in _SEGMENT.split(text)):
        if patterns.whole.fullmatch(segment) and words.has_business_word(segment):
            yield segment, True
    yield from ((name, True) for name in _tails(title, scan, patterns))
    for match in patterns.greeting.finditer(scan):
        name = match.group("name")
        yield name, words.has_business_word(name) or not match.group().startswith(name)
    for match in dict.fromkeys(m.group() for m in patterns.whole.finditer(scan)):
        first = match.split(maxsplit=1)[0].casefold()
        if first in words.entities_first and " " in match and scan.count(match) >= MIN_REPEATS:
            yield match, True


def _tails(title: str, scan: str, patterns: FirstPatterns) -> Iterator[str]:
    """Yield the end of a title, or its beginning, that is all capitals and used as a name in the text: "LASIK en … | Vista Plena"."""
    segments = [s.strip() for s in _SEGMENT.split(title) if s.strip()]
    for segment in (segments[0], segments[-1]) if len(segments) > 1 else ():
        words = segment.split()
        is_name = len(words) in (2, 3) and all(w[0].isupper() for w in words)
        if is_name and patterns.whole.fullmatch(segment) and scan.count(segment) > 1:
            yield segment


def short_form(name: str, words: NameWords) -> str | None:
    """Return the distinctive words of a name: "Azahar" for "Clínica Dental Azahar", "La Semilla" for "Centro de Salud La Semilla"."""
    parts = name.split()
    start = 0
    while start < len(parts) and (parts[start].casefold() in words.business or parts[start][0].islower()):
        start += 1
    end = start
    while end < len(parts) and parts[end].casefold() not in words.business:
        end += 1
    kept = parts[start:end]
    while kept and kept[-1][0].islower():
        kept.pop()
    return " ".join(kept) or None
