"""The short numbers by which a country shows: “call 999” is said to readers in Britain or Ireland.

Which country has which number is in the list of crisis lines. A number of many countries, such as 112, tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.country.shapes import Signal
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.model.lexicon import Lexicon

WEIGHT = 1.0
DIGITS = 3
MOST_COUNTRIES = 3
"""A number that more countries have tells nothing."""


def short_numbers(text: str, lexicon: Lexicon) -> Iterator[Signal]:
    """Yield a signal for each short public number that readers of `text` are told to call."""
    countries = _countries(lexicon)
    told = dict.fromkeys(match["number"] for match in _asking(lexicon).finditer(text))
    for number in told:
        if number in countries:
            yield Signal(countries[number], WEIGHT, f"a public number ({number})", is_own=False)


@lru_cache(maxsize=4)
def _countries(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lexicon.lines:
        for number in line.numbers:
            if len(number) == DIGITS:
                found[number].add("UK" if line.country == "GB" else line.country)
    return {number: frozenset(codes) for number, codes in found.items() if len(codes) <= MOST_COUNTRIES}


@lru_cache(maxsize=4)
def _asking(lexicon: Lexicon) -> regex.Pattern[str]:
    calls = one_of(lexicon.words("short-number-calls"))
    return regex.compile(rf"\b{calls}\s(?P<number>\d{{{DIGITS}}})(?![\d-]|[.,\s]\d)", regex.IGNORECASE)
