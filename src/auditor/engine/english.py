"""The little grammar that rewording needs: articles, number, and the tidy look of a changed sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import read_noun_phrase, vocabulary_of
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.engine.checks.claims.words import Vocabulary
    from auditor.model.lexicon import Lexicon

_WORD = re.compile(r"[^\W_][\w'’-]*")
_LETTERS_SAID_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
_JOINED = frozenset({"and", "or", "the", "a", "an"})
_GAP = re.compile(r"[ \t\n]{2,}")
_BEFORE_SIGN = re.compile(r"\s+(?=[,.;:!?)’”])")
_SIGN_TWICE = re.compile(r"([,;:])(?:\s*[,;:])+|[,;:]+\s*(?=[.!?])")
_OPENING = re.compile(r"^[\s,;:–—-]+")
_LINKING = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|become|becomes|as)|[,:;–—|])\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NounSpan:
    """A noun phrase: its words, and where its noun stands in the text."""

    words: tuple[str, ...]
    first: str
    """The first word as it is written."""
    noun_start: int
    end: int

    @property
    def noun(self) -> str:
        """The last word, which it is a phrase about."""
        return self.words[-1]


@dataclass(frozen=True)
class English:
    """Reads noun phrases and gives them their articles. The word lists are those of `_lists/rewordings.yaml`."""

    vocabulary: Vocabulary
    uncounted: frozenset[str]
    seldom_counted: frozenset[str]
    plurals: frozenset[str]
    hollow: frozenset[str]
    measured: frozenset[str]
    said_with_a_vowel: frozenset[str]
    said_without: tuple[str, ...]
    places: frozenset[str]
    place_kinds: frozenset[str]
    places_with_on: frozenset[str]
    directions: frozenset[str]

    def is_place(self, name: str) -> bool:
        """Whether a name is that of a country, region or town that the lists know, or of a coast, a county and the like."""
        words = name.casefold().replace("’", "'").split()
        while words and words[0] in self.directions:
            words.pop(0)
        return " ".join(words) in self.places or (bool(words) and words[-1] in self.place_kinds)

    def at_place(self, name: str) -> str:
        """Return a place with its preposition: in Leeds, on the Gold Coast."""
        plain = name[0].lower() + name[1:] if name.startswith("The ") else name
        return f"{'on' if plain.casefold().split()[-1] in self.places_with_on else 'in'} {plain}"

    def noun_phrase(self, text: str, start: int) -> NounSpan | None:
        """Return the noun phrase that stands right at `start`, if it can stand without praise and its end is certain."""
        phrase = read_noun_phrase(text, start, len(text), self.vocabulary)
        first = _WORD.search(text, start)
        if first is None or text[start : first.start()].strip():
            return None
        stretch, _, _ = text[start : phrase.end].partition(" of ")  # a team of nurses is a team
        found = list(_WORD.finditer(stretch))
        words = tuple(m.group().casefold().replace("’", "'") for m in found)
        is_known = words and (
            self.vocabulary.noun([*words]) is not None or self.vocabulary.is_measure(words[-1])
        )
        if not is_known or _JOINED & set(words) or self._says_nothing(words) or self._runs_on(words):
            return None
        return NounSpan(words, first.group(), start + found[-1].start(), start + found[-1].end())

    def _says_nothing(self, words: tuple[str, ...]) -> bool:
        """Whether the praise was all there was to it: “the safest hands”, “the best results”."""
        return words[-1] in self.measured or (len(words) == 1 and words[0] in self.hollow)

    def _runs_on(self, words: tuple[str, ...]) -> bool:
        """Whether a plural stands before the last word, so that this may be a verb: “surgeons work”."""
        return any(self.singular(word) is not None for word in words[:-1])

    def article(self, before: str, first: str, noun: str) -> str:
        """Return the indefinite article of a noun phrase that follows the words `before`: a, an or nothing."""
        is_bare = noun in self.seldom_counted and first.casefold() == noun and not _LINKING.search(before)
        if self.is_plural(noun) or noun in self.uncounted or is_bare:
            return ""
        return "an" if self._begins_with_a_vowel(first) else "a"

    def is_plural(self, noun: str) -> bool:
        """Whether a known noun stands in the plural."""
        if noun in self.plurals:
            return True
        return (
            noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in self.vocabulary.nouns
        )

    def singular(self, noun: str) -> str | None:
        """Return the singular of a noun whose plural is regular."""
        if not self.is_plural(noun) or noun in self.plurals:
            return None
        forms = [noun[:-3] + "y"] if noun.endswith("ies") else [noun[:-1], noun[:-2]]
        return next((form for form in forms if form in self.vocabulary.nouns), None)

    def _begins_with_a_vowel(self, word: str) -> bool:
        folded = word.casefold()
        if len(word) > 1 and word.split("-", maxsplit=1)[0].isupper():
            return word[0] in _LETTERS_SAID_WITH_A_VOWEL
        if folded in self.said_with_a_vowel:
            return True
        return folded[0] in "aeiou8" and not folded.startswith(self.said_without)


@lru_cache(maxsize=4)
def english_of(lexicon: Lexicon) -> English:
    """Compile the shared lists once a process."""
    return English(
        vocabulary=vocabulary_of(lexicon),
        uncounted=frozenset(lexicon.words("uncounted-nouns")),
        seldom_counted=frozenset(lexicon.words("seldom-counted-nouns")),
        hollow=frozenset(lexicon.words("hollow-nouns")),
        measured=frozenset(lexicon.words("measured-nouns")),
        plurals=frozenset(lexicon.words("irregular-plurals")),
        said_with_a_vowel=frozenset(lexicon.words("said-with-a-vowel")),
        said_without=tuple(lexicon.words("said-without-a-vowel")),
        places=frozenset(
            place.casefold()
            for name, entries in lexicon.lists.items()
            if name.partition("-")[0] in {"places", "regions"}
            for place in entries
        ),
        place_kinds=frozenset(lexicon.words("kinds-of-place")),
        places_with_on=frozenset(lexicon.words("places-with-on")),
        directions=frozenset(lexicon.words("directions")),
    )


def tidied(changed: str, original: str) -> str:
    """Return a changed sentence with single spaces, signs in their place, and the capital the original began with."""
    text = _GAP.sub(" ", changed)
    text = _SIGN_TWICE.sub(r"\1", _BEFORE_SIGN.sub("", text))
    text = _OPENING.sub("", text) if not _OPENING.match(original) else text
    return _capitals(text, original).strip()


def _capitals(text: str, original: str) -> str:
    """Begin each part of a title (“A | B”), or the one sentence, with a capital where the original did."""
    parts, before = text.split("|"), original.split("|")
    if len(parts) != len(before):
        parts, before = [text], [original]
    return "|".join(_capital(part, was) for part, was in zip(parts, before, strict=True))


def _capital(text: str, original: str) -> str:
    first, began = _WORD.search(text), _WORD.search(original)
    if first and began and began.group()[0].isupper():
        return text[: first.start()] + first.group()[0].upper() + text[first.start() + 1 :]
    return text
