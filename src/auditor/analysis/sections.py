"""Knows under which heading a block stands: patients' stories, or words that are held up to be avoided."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.voices.term_lists import blocks_of_terms
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon

_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_HEADS = frozenset({BlockKind.HEADING, BlockKind.SUMMARY, BlockKind.CAPTION})

LEAD_IN_WORDS = 40
"""A longer paragraph is not the lead-in of a list, even if it ends in a colon."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Indexes of the blocks in patients' stories, and of items that hold words up to be avoided."""

    stories: frozenset[int]
    mentions: frozenset[int]


@dataclass(frozen=True)
class SectionReader:
    """The heading phrases behind the sections."""

    stories: PhraseSet
    mentions: PhraseSet
    columns: PhraseSet

    def read(self, document: Document) -> Sections:
        """Walk the blocks once, keeping the headings in force."""
        story_level = mention_level = 0
        in_list = False
        stories: set[int] = set()
        mentions: set[int] = set()
        for block in document.blocks:
            if block.kind in _HEADS:
                words = block.span.of(document.text)
                level = block.level or 6
                story_level = _in_force(story_level, level, matches=bool(self.stories.find(words)))
                mention_level = _in_force(mention_level, level, matches=bool(self.mentions.find(words)))
            elif story_level:
                stories.add(block.index)
            if block.kind in _ITEMS:
                if mention_level or in_list or self._is_avoided_row(document, block):
                    mentions.add(block.index)
            else:
                in_list = self._leads_in(document, block)
        return Sections(frozenset(stories), frozenset(mentions) | blocks_of_terms(document))

    def _leads_in(self, document: Document, block: Block) -> bool:
        words = block.span.of(document.text)
        return words.endswith(":") and len(words.split()) <= LEAD_IN_WORDS and bool(self.mentions.find(words))

    def _is_avoided_row(self, document: Document, block: Block) -> bool:
        """Whether words stand under a head such as "Avoid" or "Before"; a number there was measured."""
        return any(
            cell.header
            and self.columns.find(cell.header)
            and any(c.isalpha() for c in cell.span.of(document.text))
            for cell in block.cells
        )


def _in_force(current: int, level: int, *, matches: bool) -> int:
    """The level of the heading in force: a new one of the same or a higher rank ends it."""
    if matches:
        return level
    return 0 if current and level <= current else current


@lru_cache(maxsize=4)
def section_reader(lexicon: Lexicon) -> SectionReader:
    """Compile the lists once a process."""
    return SectionReader(
        stories=compile_phrases(lexicon.words("testimonial-headings"), lexicon.lists),
        mentions=compile_phrases(lexicon.words("mention-headings"), lexicon.lists),
        columns=compile_phrases(lexicon.words("mention-columns"), lexicon.lists),
    )
