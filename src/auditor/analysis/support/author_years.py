"""Ties an author and a year in a sentence ("[Lee & Roe 2018]", "Lee et al. (2018)") to their entry in the document's list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.authorship.dates import months_of
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model.analysis import Reference
    from auditor.model.lexicon import Lexicon

WINDOW = 90
"""Characters before a year in which its authors stand."""
MIN_ACRONYM = 3
"""Letters of a short form that can be told from initials."""

_YEAR = regex.compile(r"(?<![\d.,])(?:19|20)\d\d(?=[a-z]?(?!\w))")
_CAPITAL = regex.compile(r"\b\p{Lu}")


class CitedWords(NamedTuple):
    """How works are cited by author and year in the text, and entries begin."""

    head: regex.Pattern[str]
    """The first author's surname, or the whole name of a body, without the initials behind it."""
    looked_up: regex.Pattern[str]
    """Before a year in which an entry was looked up, not published."""
    shapes: regex.Pattern[str]
    """What shows that a work is cited, where neither a bracket nor a colon does."""
    between: regex.Pattern[str]
    """What may stand between the first author and the year: further authors, a journal."""
    with_others: regex.Pattern[str]
    """ "Okafor et al", "Okafor and colleagues"."""
    months: frozenset[str]


@lru_cache(maxsize=4)
def cited_words(lexicon: Lexicon) -> CitedWords:
    """Read the lists once a process."""
    the, looked_up, joints, others, between, colleagues = (
        one_of(lexicon.words(name))
        for name in (
            "entry-articles",
            "looked-up-words",
            "cited-joints",
            "cited-others",
            "cited-between",
            "colleague-joints",
        )
    )
    return CitedWords(
        head=regex.compile(
            rf"\W*(?:{the}\s)?(?P<head>[^\W\d_][^\s.,;:()&]*+(?:\s(?!\p{{Lu}}{{1,3}}(?:[\s.,&;]|$))[^\s.,;:()&]++){{0,8}}+)"
            r"(?:\s\((?P<short>\p{Lu}{2,8})\))?"
        ),
        looked_up=regex.compile(rf"\b{looked_up}\b[^.]{{0,40}}$", regex.IGNORECASE),
        shapes=regex.compile(rf"\bet\sal\b|&|\b{joints}\s{others}\b"),
        between=regex.compile(
            rf"(?:[’']s\b|\b(?:et\sal|{between})\b|\b\p{{Lu}}[\p{{L}}’'.-]*|[\s.,&(\[;:–—-])*+"
        ),
        with_others=regex.compile(rf"\bet\sal\b|\s{colleagues}\s\p{{Ll}}"),
        months=frozenset(months_of(lexicon)),
    )


class Cited(NamedTuple):
    """Where a sentence cites, and the entry."""

    start: int
    end: int
    reference: Reference


class AuthorYears:
    """The entries of a document by their years and by what they begin with."""

    def __init__(self, references: Iterable[Reference], words: CitedWords) -> None:
        self._words = words
        self._by_year: dict[str, list[tuple[regex.Pattern[str], Reference]]] = {}
        for reference in references:
            keys = list(_keys(reference.text, words))
            if not keys:
                continue
            pattern = regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, keys))})(?!\w)")
            for year in dict.fromkeys(_published(reference.text, words)):
                self._by_year.setdefault(year, []).append((pattern, reference))

    def first(self, sentence: str) -> Cited | None:
        """Return the first author and year of a sentence that have an entry."""
        if not self._by_year:
            return None
        for match in _YEAR.finditer(sentence):
            for pattern, reference in self._by_year.get(match.group(), ()):
                start = _author_before(sentence, match.start(), pattern, self._words)
                if start is not None:
                    return Cited(start, match.end(), reference)
        return None


def _author_before(sentence: str, year: int, pattern: regex.Pattern[str], words: CitedWords) -> int | None:
    """Where the author stands who goes with the year at `year`, with nothing but names between them."""
    for match in pattern.finditer(sentence, max(0, year - WINDOW), year):
        is_near = words.between.fullmatch(sentence, match.end(), year) is not None
        if is_near and _is_cited(sentence, match.start(), year, words):
            return int(match.start())
    return None


def _is_cited(sentence: str, start: int, year: int, words: CitedWords) -> bool:
    """Whether a name and a year are written as a work is cited: a clinic is registered "with the Larch Commission in 2021" too."""
    in_brackets = max(sentence.rfind(sign, 0, year) for sign in "([") > max(
        sentence.rfind(sign, 0, year) for sign in ")]"
    )
    return (
        in_brackets
        or sentence[:start].rstrip().endswith(":")
        or words.shapes.search(sentence, start, year) is not None
    )


def _published(entry: str, words: CitedWords) -> Iterator[str]:
    """The years of an entry, without that in which it was looked up."""
    return (m.group() for m in _YEAR.finditer(entry) if not words.looked_up.search(entry, 0, m.start()))


def _keys(entry: str, words: CitedWords) -> Iterator[str]:
    """What an entry is called by: its first author or body, and the short form of the body."""
    match = words.head.match(entry)
    if match is None:
        return
    head = match["head"]
    if head.casefold() in words.months:  # surnames too, but with a year they are dates
        return
    yield head
    if match["short"]:
        yield match["short"]
    initials = "".join(_CAPITAL.findall(head))
    if " " in head and len(initials) >= MIN_ACRONYM:
        yield initials
