"""Lets the study that a release announces support the results told in the paragraphs right below it.

“… today announced data from HARBOUR-2, its extension study” names a source that a reader can look for; “Of 412 who
entered, 366 completed it” in the next paragraph is what came of it. The first paragraph that tells no result, a
heading or somebody's words end that.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from auditor.analysis.support.carrying import carried, has_orphan
from auditor.analysis.support.continuation import has_number, is_past
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Evidence, Grade, Role, Support, SupportKind
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.analysis.support.source_words import SourceWords
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

PARAGRAPHS = 3
"""Results stand in so many paragraphs below the announcement."""

_WEAK = frozenset({Grade.NONE, Grade.VAGUE})


def spread(
    document: Document,
    sentences: Sequence[Sentence],
    evidence: dict[int, Evidence],
    words: SourceWords,
    lexicon: Lexicon,
) -> None:
    """Set in `evidence` what the results of an announced study take over from the announcement."""
    by_block = {block: list(group) for block, group in groupby(sentences, key=lambda s: s.block)}
    origin = next(_announcements(document, by_block, lexicon), None)
    if origin is None:
        return
    said = origin.span.of(document.text)
    source = Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, said, origin.span),))
    for sentence in _results(document, origin.block, by_block, words):
        own = evidence.get(sentence.index)
        if own is not None and own.grade in _WEAK and not has_orphan(own):
            evidence[sentence.index] = carried(source, own, said)


def _announcements(
    document: Document, by_block: Mapping[int, list[Sentence]], lexicon: Lexicon
) -> Iterator[Sentence]:
    announcing, study = phrases(lexicon, "release-announcing"), phrases(lexicon, "release-studies")
    for sentences in by_block.values():
        for sentence in sentences:
            span = sentence.span
            if announcing.first(document.text, span.start, span.end) and study.first(
                document.text, span.start, span.end
            ):
                yield sentence


def _results(
    document: Document, block: int, by_block: Mapping[int, list[Sentence]], words: SourceWords
) -> Iterator[Sentence]:
    """Yield the sentences of the paragraphs below that tell a number of a thing past."""
    for index in range(block, min(block + PARAGRAPHS + 1, len(document.blocks))):
        here = by_block.get(index, [])
        if document.blocks[index].kind is BlockKind.HEADING or any(
            s.quotes or s.role is not Role.BODY for s in here
        ):
            return
        told = [s for s in here if _tells(s.span.of(document.text), words)]
        if not told and index > block:
            return
        yield from told


def _tells(sentence: str, words: SourceWords) -> bool:
    return has_number(sentence, words) and is_past(sentence, words)
