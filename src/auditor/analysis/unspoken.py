"""Tells passages in a language that the rules do not speak from those in one that they do.

The first keep their place, in their own language, and no rule hears them: "premier" in a French sentence is no claim
of rank. What is in English on a French page is judged all the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.analysis.language import SECOND, small_words, words_in
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.model.analysis import Language, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

TELLING = 2
"""So many small words that only one side has tell a passage; one is enough in a few words where the other has none."""
SURE = 4
"""Small words that only another language has, from which a text is left to it."""
FEW = 8
"""Words of a line in which one small word is enough."""


def told_apart(
    document: Document, sentences: tuple[Sentence, ...], found: Language, lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], Language]:
    """Return the sentences with the language of those that are in none the rules speak, and which these are."""
    for code in _unspoken(document.text, found, lexicon):
        sides = _Sides(code, code == found.code, *_signs(lexicon, code, found.spoken))
        sentences = tuple(sides.read(document.text, sentences))
    heard = {s.language for s in sentences}
    unread = tuple(sorted(heard - lexicon.languages))
    return sentences, replace(found, also=tuple(c for c in found.also if c in heard), unread=unread)


def _unspoken(text: str, found: Language, lexicon: Lexicon) -> list[str]:
    """The languages without rules that a text is in: its own, or one that has enough small words of its own in it."""
    said = Counter(words_in(text))
    if not found.is_supported:
        return [found.code] if found.code and _is_sure(said, found, lexicon) else []
    return [
        code
        for code, only in _only_words(lexicon).items()
        if code not in lexicon.languages and sum(said[w] for w in only) >= SECOND
    ]


def _is_sure(said: Counter[str], found: Language, lexicon: Lexicon) -> bool:
    """Whether a text is long enough to leave it out: a line of a few words is judged rather than passed over."""
    code = found.code or ""
    foreign, spoken = _signs(lexicon, code, found.spoken)
    if code not in small_words(lexicon):
        return True  # told by its script
    count = sum(said[w] for w in foreign)
    return count >= SURE and count > max(sum(said[w] for w in signs) for signs in spoken.values())


@dataclass(frozen=True)
class _Sides:
    """The small words of a language without rules, and those of the languages that have some."""

    code: str
    is_main: bool
    foreign: frozenset[str]
    spoken: Mapping[str, frozenset[str]]

    def read(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        """Yield the sentences; one that does not tell is in the language of its block, or of the document."""
        for _, group in groupby(sentences, key=lambda s: s.block):
            block = list(group)
            each = [words_in(s.span.of(text)) for s in block]
            whole = self._language([w for words in each for w in words])
            for sentence, words in zip(block, each, strict=True):
                code = self._language(words) or whole or (self.code if self.is_main else sentence.language)
                yield sentence if code == sentence.language else replace(sentence, language=code)

    def _language(self, words: Sequence[str]) -> str | None:
        """The language of some words: this one, one that has rules, or None where they do not tell."""
        foreign = self._count(words, self.foreign)
        counts = {code: self._count(words, signs) for code, signs in self.spoken.items()}
        best = max(counts, key=lambda c: (counts[c], c))
        if foreign == counts[best]:
            return None
        most, least = max(foreign, counts[best]), min(foreign, counts[best])
        if most < TELLING and (least or len(words) > FEW):
            return None
        return self.code if foreign == most else best

    @staticmethod
    def _count(words: Sequence[str], signs: frozenset[str]) -> int:
        return sum(w in signs for w in words)


@lru_cache(maxsize=32)
def _signs(
    lexicon: Lexicon, code: str, spoken: tuple[str, ...]
) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The small words that only the one side has, and those that only each of the others has."""
    small = small_words(lexicon)
    sides = {c: small[c] for c in spoken if c in small}
    own = small.get(code, frozenset())
    return own.difference(*sides.values()), {c: words - own for c, words in sides.items()}


@lru_cache(maxsize=4)
def _only_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The small words of each language that no other has."""
    small = small_words(lexicon)
    return {c: words.difference(*(w for o, w in small.items() if o != c)) for c, words in small.items()}
