"""Follows what a sentence says of a table ("see table 2") or of the source before it ("the same extract")."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.support.carrying import carried, has_orphan
from auditor.model.analysis import Grade
from auditor.model.document import BlockKind
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.analysis.support.source_words import SourceWords
    from auditor.model.analysis import Evidence, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

BLOCKS_BACK = 12
"""So far back a table may begin whose source the next paragraph goes on with."""

_WEAK = frozenset({Grade.NONE, Grade.VAGUE})
_CAPTIONS = frozenset({BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.HEADING})


class TableWords(NamedTuple):
    """How tables are numbered, over them and in the text."""

    caption: regex.Pattern[str]
    mention: regex.Pattern[str]


@lru_cache(maxsize=4)
def table_words(lexicon: Lexicon) -> TableWords:
    """Read the lists once a process."""
    captions, mentions = (one_of(lexicon.words(f"caption-{name}")) for name in ("words", "mentions"))
    number = r"(?P<number>\d{1,2}|[A-Z])\b"
    return TableWords(
        caption=regex.compile(rf"\W*{captions}\s?{number}", regex.IGNORECASE),
        mention=regex.compile(rf"\b{mentions}\s{number}", regex.IGNORECASE),
    )


def follow(
    document: Document,
    sentences: Sequence[Sentence],
    by_block: Mapping[int, list[Sentence]],
    evidence: dict[int, Evidence],
    words: SourceWords,
) -> None:
    """Set in `evidence` what sentences take over from the table or the source they mention."""
    tables = _tables(document, by_block, evidence, words.tables)
    for sentence in sentences:
        own = evidence.get(sentence.index)
        if own is None or own.grade not in _WEAK or has_orphan(own):
            continue
        text = sentence.span.of(document.text)
        mention = words.tables.mention.search(text) if tables else None
        source = tables.get(mention["number"]) if mention else None
        if source is None and words.same_source.search(text):
            source = _before(sentence, by_block, evidence)
        if source is None and by_block[sentence.block][0] is sentence:
            source = _study_above(document, sentence, by_block, evidence, words)
        if source is not None:
            evidence[sentence.index] = carried(source, own, text)


def _tables(
    document: Document,
    by_block: Mapping[int, list[Sentence]],
    evidence: Mapping[int, Evidence],
    words: TableWords,
) -> dict[str, Evidence]:
    """The sourced captions by their number."""
    found: dict[str, Evidence] = {}
    for block in document.blocks:
        match = (
            words.caption.match(document.text, block.span.start, block.span.end)
            if block.kind in _CAPTIONS
            else None
        )
        if match is None:
            continue
        sources = [e for s in by_block.get(block.index, ()) if (e := evidence[s.index]).grade not in _WEAK]
        if sources:
            found.setdefault(match["number"], sources[0])
    return found


def _study_above(
    document: Document,
    sentence: Sentence,
    by_block: Mapping[int, list[Sentence]],
    evidence: Mapping[int, Evidence],
    words: SourceWords,
) -> Evidence | None:
    """The source of the paragraph above, where a new one goes on with its study: "The trial enrolled …"."""
    match = words.frames.study_told.match(sentence.span.of(document.text))
    above = by_block.get(sentence.block - 1, [])
    sourced = [s for s in above if evidence[s.index].grade not in _WEAK]
    if match is None or not sourced or document.blocks[sentence.block - 1].kind is not BlockKind.PARAGRAPH:
        return None
    told = sourced[-1]
    is_same = match["study"].casefold() in words_of(told.span.of(document.text))
    return evidence[told.index] if is_same else None


def _before(
    sentence: Sentence, by_block: Mapping[int, list[Sentence]], evidence: Mapping[int, Evidence]
) -> Evidence | None:
    """The nearest source before a sentence that speaks of "the same" one."""
    for index in range(sentence.block, max(-1, sentence.block - BLOCKS_BACK), -1):
        for other in reversed(by_block.get(index, [])):
            if other.index < sentence.index and evidence[other.index].grade not in _WEAK:
                return evidence[other.index]
    return None
