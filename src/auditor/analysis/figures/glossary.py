"""Gives the words around a number in the words by which the figure readers know them.

The readers look at single small words ("of", "every", "times") and at what is counted. A language of its own has, in
lists `says-<english words>`, what it says for each: "says-every: [cada]", "says-half: [la mitad]". A sentence is read
with its words exchanged so, every one with its own place, and the figures found are those of the sentence itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.figures.masks import Masks, masks_of
from auditor.model.values import dataclass
from auditor.text.numerals import Token, tokens_of
from auditor.text.numerals_es import spanish_number, with_commas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.model.lexicon import Lexicon

PREFIX = "says-"


@dataclass(frozen=True)
class Glossary:
    """What the words of a language are called, by their first word, the longest first."""

    entries: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
    masks: Masks

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a sentence in the words of the readers, without what only looks like a quantity."""
        return self.translated(tokens_of(with_commas(self.masks.masked(text))))

    def translated(self, tokens: Sequence[Token]) -> list[Token]:
        """Return tokens in the words of the readers."""
        result: list[Token] = []
        at = 0
        while at < len(tokens):
            words, count = self._said(tokens, at)
            result.extend(_spread(words, tokens[at : at + count]))
            at += count
        return result

    def words(self, text: str) -> set[str]:
        """Return the words of a short text, such as the head of a column."""
        return {t.text for t in self.translated(tokens_of(text))}

    def _said(self, tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
        number = spanish_number(tokens, at)
        if number is not None:
            return number
        for said, known in self.entries.get(tokens[at].text, ()):
            if all(at + n < len(tokens) and tokens[at + n].text == word for n, word in enumerate(said)):
                return known, len(said)
        return (tokens[at].text,), 1


@lru_cache(maxsize=4)
def glossary_of(lexicon: Lexicon) -> Glossary | None:
    """Return the glossary of a language; None for the readers' own."""
    entries: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for name, phrases in lexicon.lists.items():
        if name.startswith(PREFIX):
            known = tuple(name.removeprefix(PREFIX).split("-"))
            for phrase in phrases:
                said = tuple(phrase.casefold().split())
                entries.setdefault(said[0], []).append((said, known))
    if not entries:
        return None
    longest_first = {first: sorted(found, key=lambda f: -len(f[0])) for first, found in entries.items()}
    return Glossary(longest_first, masks_of(lexicon))


def _spread(words: Sequence[str], tokens: Sequence[Token]) -> list[Token]:
    """Lay words over the tokens they stand for; the last takes in what is left over, and words beyond them no room."""
    spread: list[Token] = []
    for n, word in enumerate(words):
        first = tokens[min(n, len(tokens) - 1)]
        last = tokens[-1] if n == len(words) - 1 else first
        kind = "number" if word[:1].isdigit() else "word" if word[:1].isalpha() else first.kind
        start = first.start if n < len(tokens) else last.end
        spread.append(Token(word, start, last.end, kind, first.glued and n == 0, first.raw))
    return spread
