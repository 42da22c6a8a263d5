"""Who is given a profession on a page: what such a person says is nobody's story.

Example: “nurses Farah Aziz and Colleen Boudreau” stands somewhere; “It cost us nothing,” Colleen says.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.span import Span
    from auditor.text.persons import Persons
    from auditor.text.phrases import PhraseSet

INTRODUCED_CHARS = 40
"""A profession that introduces two people stands within so many characters before the second name."""

BEFORE_CHARS = 300
"""How far before a quotation the sentence in front of it is looked for."""

TITLED_CHARS = 60
"""A profession that opens a sentence, and the name behind it, stand within so many characters."""

NEAR_CHARS = 60
"""A profession stands within so many characters of the surname it belongs to."""

MOST_PLACES = 8
"""So many places of a name are looked at for a profession."""

SENTENCE_END = regex.compile(r"[.!?…]['’”\")\]]*(?=\s|$)")

_FIRST_NAME = regex.compile(r"^\p{Lu}\p{Ll}+\b")
_NAME_BEHIND = regex.compile(r"^\.?(?:\s\p{Ll}+)?\s\p{Lu}\p{Ll}+")


@dataclass(frozen=True)
class Professions:
    """The nouns of professions and of patients, and how names are written."""

    experts: PhraseSet
    patients: PhraseSet
    persons: Persons
    shortened: regex.Pattern[str]
    """Words whose stop ends no sentence."""

    def is_given(self, text: str, name: str) -> bool:
        """Whether a profession introduces a name somewhere on the page."""
        for place in _places(text, name):
            line = text[max(0, place.start() - INTRODUCED_CHARS) : place.start()].rpartition("\n")[2]
            near = self._last_sentence(line + name)
            if self.experts.find(near) and not self.patients.find(near):
                return True
        return False

    def is_near(self, text: str, surname: str) -> bool:
        """Whether a profession stands near a surname somewhere on the page, before it or behind."""
        return any(
            self.experts.find(text[max(0, place.start() - NEAR_CHARS) : place.end() + NEAR_CHARS])
            for place in _places(text, surname)
        )

    def is_spoken_of(self, text: str, block: Span, at: int) -> bool:
        """Whether the sentence before an offset speaks of one professional by name, and of nobody else.

        A quotation that stands as a sentence of its own behind it goes on with it.
        """
        last = self._last_sentence(text[max(block.start, at - BEFORE_CHARS) : at].rstrip())
        if not last or self.patients.find(last) or self.persons.shared.search(last):
            return False
        name = _FIRST_NAME.match(last)
        return self._opens_with_title(last) or (name is not None and self.is_given(text, name.group()))

    def _opens_with_title(self, sentence: str) -> bool:
        titles = (m for m in self.experts.find(sentence[:TITLED_CHARS]) if m.start == 0)
        return any(_NAME_BEHIND.match(sentence[m.end :]) for m in titles)

    def _last_sentence(self, words: str) -> str:
        plain = without_stops(self.shortened, words)
        start = max((m.end() for m in SENTENCE_END.finditer(plain[:-1])), default=0)
        return words[start:].strip()


def without_stops(shortened: regex.Pattern[str], words: str) -> str:
    """Return words with blanks for the stops of those that are shortened: they end no sentence, and all else keeps its place."""
    return str(shortened.sub(lambda m: m.group().replace(".", " "), words))


def _places(text: str, name: str) -> Iterator[regex.Match[str]]:
    return islice(regex.finditer(rf"\b{regex.escape(name)}\b", text), MOST_PLACES)
