"""Carries a source from one sentence to the next, inside a paragraph, where the text plainly goes on."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from auditor.analysis.continuation import Tie, tie
from auditor.model.analysis import Evidence, Grade, Support, SupportKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.analysis.source_words import SourceWords
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document

_WEAK = frozenset({Grade.NONE, Grade.VAGUE})


def carry(
    document: Document,
    sentences: Sequence[Sentence],
    evidence: dict[int, Evidence],
    words: Mapping[str, SourceWords],
) -> None:
    """Set in `evidence` what each sentence takes over from its neighbours in the same block. `words` are by language."""
    for _, group in groupby(sentences, key=lambda s: s.block):
        block = [s for s in group if s.index in evidence]
        if len(block) > 1:
            _carry_block(document.text, block, evidence, words[block[0].language])


def _carry_block(text: str, block: list[Sentence], evidence: dict[int, Evidence], words: SourceWords) -> None:
    for earlier, later in pairwise(block):
        _forward(text, earlier, later, evidence, words)
    for later, earlier in pairwise(reversed(block)):
        _backward(text, earlier, later, evidence, words)
    _closing_mark(text, block, evidence)
    _doubt(block, evidence)


def _forward(
    text: str, earlier: Sentence, later: Sentence, evidence: dict[int, Evidence], words: SourceWords
) -> None:
    source, own = evidence[earlier.index], evidence[later.index]
    if (
        source.grade is Grade.NONE
        or own.grade not in _WEAK
        or own.grade.rank >= source.grade.rank
        or has_orphan(own)
    ):
        return
    in_prose = source.grade is not Grade.REFERENCED
    bond = tie(earlier.span.of(text), later.span.of(text), words, in_prose=in_prose)
    if bond is Tie.PLAIN or (bond is Tie.LIKELY and source.grade is not Grade.VAGUE):
        evidence[later.index] = carried(source, own, earlier.span.of(text), in_doubt=bond is Tie.LIKELY)


def _backward(
    text: str, earlier: Sentence, later: Sentence, evidence: dict[int, Evidence], words: SourceWords
) -> None:
    """A mark behind a pair of sentences ("… lost 14.9%. The placebo group lost 2.4%.[2]") holds for both."""
    own, source = evidence[earlier.index], evidence[later.index]
    if own.grade is Grade.REFERENCED or source.grade is not Grade.REFERENCED or has_orphan(own):
        return
    if tie(earlier.span.of(text), later.span.of(text), words) is Tie.PLAIN:
        evidence[earlier.index] = carried(source, own, later.span.of(text))


def _closing_mark(text: str, block: list[Sentence], evidence: dict[int, Evidence]) -> None:
    """A mark that closes a paragraph covers it when no other mark stands in it."""
    last = evidence[block[-1].index]
    marked = [s for s in block if _marks(evidence[s.index]) or has_orphan(evidence[s.index])]
    if last.grade is not Grade.REFERENCED or marked != [block[-1]]:
        return
    for sentence in block[:-1]:
        if evidence[sentence.index].grade in _WEAK:
            evidence[sentence.index] = carried(last, evidence[sentence.index], block[-1].span.of(text))


def _doubt(block: list[Sentence], evidence: dict[int, Evidence]) -> None:
    """A new topic in a paragraph that names its source once, in prose, is in doubt rather than unsupported."""
    if any(_marks(evidence[s.index]) for s in block):
        return
    seen = False
    for sentence in block:
        own = evidence[sentence.index]
        if seen and own.grade is Grade.NONE and not own.rejected:
            evidence[sentence.index] = replace(own, in_doubt=True)
        seen = seen or own.grade.rank >= Grade.NAMED.rank


def carried(source: Evidence, own: Evidence, quote: str, *, in_doubt: bool = False) -> Evidence:
    """Return the evidence of `source`, taken over from the words `quote`."""
    kept = tuple(s for s in source.supports if s.kind is not SupportKind.CARRIED)
    support = Support(
        SupportKind.CARRIED, quote, None, "; ".join(filter(None, (s.target or s.quote for s in kept)))
    )
    return Evidence(source.grade, (support, *kept), own.rejected, in_doubt=in_doubt or source.in_doubt)


def _marks(evidence: Evidence) -> bool:
    return any(s.kind is SupportKind.MARK for s in evidence.supports) and not any(
        s.kind is SupportKind.CARRIED for s in evidence.supports
    )


def has_orphan(evidence: Evidence) -> bool:
    """Whether a mark of its own was refused: then the sentence meant that mark, and nothing else is taken over."""
    return any(reason.startswith("mark ") for reason in evidence.rejected)
