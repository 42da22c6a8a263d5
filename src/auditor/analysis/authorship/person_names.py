"""Reads the names of people as bylines write them: titles, particles, initials, degrees and posts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.authorship.dates import months_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon

_INITIAL = r"\p{Lu}\.(?:[ ]?\p{Lu}\.)*|\p{Lu}(?=[ ]\p{Lu})"
_APPOSITION = regex.compile(r"[\s,]*(?:,[^,.]{0,60},\s*)?")
_POST = regex.compile(r"\b\p{Lu}\p{L}*\p{Lu}$")
"""A degree that is written like a word: PharmD, MRPharmS."""
QUALIFIED_REACH = 90
"""A name with a title or degrees is looked for so far behind “by”."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as written, and where it stands in the text it was read from."""

    name: str
    start: int
    end: int


class NameShapes(NamedTuple):
    """How names are written in the words of a lexicon."""

    name: regex.Pattern[str]
    breaks: regex.Pattern[str]
    """What may stand between a cue and the name."""


class NameReader:
    """Tells people from bodies, months and slogans."""

    def __init__(self, roles: frozenset[str], others: frozenset[str], shapes: NameShapes) -> None:
        self._roles = roles
        self._others = others
        self._shapes = shapes

    def after(self, text: str, start: int, end: int) -> Person | None:
        """Return the name that follows a cue, past a role (“our medical director, Dr …”); None when there is none."""
        match = self._shapes.breaks.match(text, start, end)
        at = match.end() if match else start
        while at < end:
            person = self._at(text, at, end)
            if person is not None:
                return person
            word = _ROLE.match(text, at, end)
            if word is None or word["word"].casefold().strip(".") not in self._roles:
                break
            at = word.end()
        return self._qualified(text, at, min(end, at + QUALIFIED_REACH))

    def _qualified(self, text: str, start: int, end: int) -> Person | None:
        """The first name with a title or a degree, behind a body's or in words that are no role known here."""
        for match in self._shapes.name.finditer(text, start, end):
            is_qualified = match["title"] or match["degrees"] or _POST.search(match["words"])
            if is_qualified and (person := self._person(match)) is not None:
                return person
        return None

    def before(self, text: str, start: int, end: int) -> Person | None:
        """Return the name that ends just before `end`."""
        for match in self._shapes.name.finditer(text, start, end):
            if _APPOSITION.fullmatch(text, match.end(), end) and (person := self._person(match)) is not None:
                return person
        return None

    def _at(self, text: str, at: int, end: int) -> Person | None:
        match = self._shapes.name.match(text, at, end)
        return self._person(match) if match else None

    def _person(self, match: regex.Match[str]) -> Person | None:
        words = match["words"].split()
        degrees = match["degrees"]
        while words and not degrees and words[-1].casefold() in self._roles:
            words.pop()
        folded = {w.casefold().strip(".,") for w in words}
        if folded & self._others or folded <= self._roles:
            return None
        is_full = len(words) > 1 and any(len(w.strip(".")) > 1 for w in words)
        if not (is_full or (words and match["title"])):
            return None
        name = f"{match['title'] or ''}{' '.join(words)}{degrees}"
        return Person(name.rstrip(" ,"), match.start(), match.start() + len(name))


_ROLE = regex.compile(r"(?P<word>[\p{L}/'’-]+\.?)[ ,]*")


@lru_cache(maxsize=4)
def name_reader(lexicon: Lexicon) -> NameReader:
    """Return the reader with the lists of a lexicon."""
    others = {*lexicon.words("body-words"), *lexicon.words("weekday-words"), *months_of(lexicon)}
    return NameReader(
        frozenset(lexicon.words("role-words")),
        frozenset(others.difference(lexicon.words("months-and-names"))),
        _shapes(lexicon),
    )


def _shapes(lexicon: Lexicon) -> NameShapes:
    titles, prefixes, particles, degrees, by = (
        one_of(lexicon.words(f"person-{name}"), blank="[ ]")
        for name in ("titles", "prefixes", "particles", "degrees", "by")
    )
    word = rf"(?:{prefixes}[ ])?\p{{Lu}}(?=[\p{{L}}'’‐-]*\p{{Ll}})[\p{{L}}'’‐-]+"
    degree = (
        rf"(?:\p{{Lu}}\.(?:\p{{L}}{{1,3}}\.)+|\p{{Lu}}\.\p{{L}}{{1,3}}(?!\p{{L}})"
        rf"|\p{{Lu}}[\p{{L}}-]*\p{{Lu}}\p{{L}}*(?:-\p{{Lu}}+)?|{degrees})"
    )
    return NameShapes(
        name=regex.compile(
            rf"""(?P<title>{titles}\.?[ ]+(?:{titles}\.?[ ]+)?)?
            (?P<words>(?:{word}|{_INITIAL})(?:[ ]+(?:{particles}[ ]+)*(?:{word}|{_INITIAL})){{0,4}})
            (?P<degrees>(?:,?[ ]+{degree}(?![\p{{L}}]))*)""",
            regex.VERBOSE,
        ),
        breaks=regex.compile(rf"[\s:–—|·•,✓✔-]*(?:{by}[ ])?[\s]*", regex.IGNORECASE),
    )
