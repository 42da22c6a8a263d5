"""Finds the names of what is sold in languages in which the kind of thing stands first: "nuestro protocolo Alba"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.lexicon import Lexicon

MIN_REPEATS = 2
"""A capitalised name behind "el programa" is the promoter's when the text keeps using it."""

_WORD = r"\p{Lu}[\p{L}\p{N}&+\-]{2,}"


class FirstOffers(NamedTuple):
    """How names stand behind the kind of thing."""

    our: regex.Pattern[str]
    made: regex.Pattern[str]
    the: regex.Pattern[str]


@lru_cache(maxsize=4)
def first_offers(lexicon: Lexicon) -> FirstOffers | None:
    """Read the lists once a process; None in a language that puts the kind of thing behind the name."""
    if not lexicon.lists.get("first-our"):
        return None
    our, the, made, articles = (
        one_of(lexicon.words(f"first-{name}")) for name in ("our", "the", "made", "made-articles")
    )
    return FirstOffers(
        our=regex.compile(rf"\b{our}\s+(?:(?P<noun>\p{{L}}+)\s+)?(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})"),
        made=regex.compile(
            rf"\b{made}\s+{articles}?\s*(?:\p{{Ll}}+\s+)?(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})"
        ),
        the=regex.compile(rf"\b{the}\s+(?P<noun>\p{{L}}+)\s+(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})"),
    )


def offers_in(scan: str, nouns: frozenset[str], patterns: FirstOffers) -> Iterator[str]:
    """Yield names behind "nuestro", "desarrollamos el", and behind a kind of method that the text keeps naming."""
    for match in patterns.our.finditer(scan):
        if match.group("noun") is None or match.group("noun").casefold() in nouns:
            yield match.group("name")
    yield from (m.group("name") for m in patterns.made.finditer(scan))
    for match in patterns.the.finditer(scan):
        name = match.group("name")
        if match.group("noun").casefold() in nouns and scan.count(name) >= MIN_REPEATS:
            yield name
            yield f"{match.group('noun')} {name}"
