"""Tells when the promoter's own people are quoted saying what it offers: that is its word, set in quotation marks for weight.

“We have the best heart team in Ohio,” said its chief executive. Who speaks has to belong to the house (its name or an
“our” stands beside the speaker, or a post such as founder and no other house), and what is said has to be about it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import any_word, one_of
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon


@dataclass(frozen=True)
class HouseWords:
    """The word lists behind it."""

    we: regex.Pattern[str]
    our: regex.Pattern[str]
    officers: PhraseSet
    of_a_house: regex.Pattern[str]
    """A preposition before a name: the house that somebody is of."""

    def is_own(self, words: str, speaker: str, house: frozenset[str]) -> bool:
        """Whether `words` are said for the promoter by `speaker`, the words that say who speaks; `house` holds its names, folded."""
        said, by = words.casefold(), speaker.casefold()
        is_officer = self.officers.find(speaker) and not self.of_a_house.search(speaker)
        is_of_house = is_officer or self.our.search(speaker) or any(name in by for name in house)
        is_about_house = self.we.search(words) or any(name in said for name in house)
        return bool(is_of_house and is_about_house)


@lru_cache(maxsize=4)
def house_words(lexicon: Lexicon) -> HouseWords:
    """Read the lists once a process."""
    return HouseWords(
        we=any_word(lexicon.words("we-words")),
        our=any_word(lexicon.words("speaker-own")),
        officers=compile_phrases(lexicon.words("house-officers"), lexicon.lists),
        of_a_house=regex.compile(rf"\b{one_of(lexicon.words('of-a-house'))}\s(?:\p{{Ll}}+\s)?\p{{Lu}}"),
    )
