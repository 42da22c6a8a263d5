"""Collects the sentences that make a quantitative claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis import figures
from auditor.analysis.figure_words import vocabulary
from auditor.model.analysis import Role, Statistic, Voice
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

_READ = frozenset({Role.BODY, Role.NOTE})
_NOT_SAID = frozenset({Voice.PATIENT, Voice.MENTION})
"""Voices whose figures are no claims of the page: a patient's story, words held up to be rejected."""


def collect(
    document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, lexicon: Lexicon
) -> tuple[Statistic, ...]:
    """Return every statistic in reading order, cited or not."""
    words = vocabulary(lexicon)
    collected = []
    for sentence in sentences:
        if sentence.role not in _READ or sentence.voice in _NOT_SAID:
            continue
        found = figures.find(document.text, sentence.span.start, sentence.span.end, words)
        if found:
            collected.append(
                Statistic(sentence.span, sentence.index, tuple(f.figure for f in found), sentence.evidence, all(f.in_doubt for f in found))
            )
    return tuple(collected)
