"""Carries a source from one sentence to the next, inside a paragraph, where the text plainly goes on."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from auditor.analysis.support.continuation import (
    Tie,
    adds_to_share,
    has_number,
    is_result_of,
    speaks_for_itself,
    tie,
)
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.document import BlockKind
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.analysis.support.source_words import SourceWords
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document

ASIDES = 2
"""So many sentences on, a source may still be taken up again."""
MARK_SLACK = 3
"""A full stop and closing quotation marks behind a mark."""
_WEAK = frozenset({Grade.NONE, Grade.VAGUE})
_POINTED_TO = frozenset({Grade.LINKED, Grade.REFERENCED})


def carry(
    document: Document,
    sentences: Sequence[Sentence],
    evidence: dict[int, Evidence],
    words: Mapping[str, SourceWords],
) -> None:
    """Set in `evidence` what each sentence takes over from its neighbours in the same block. `words` are by language."""
    row: Sentence | None = None
    for index, group in groupby(sentences, key=lambda s: s.block):
        block = [s for s in group if s.index in evidence]
        if document.blocks[index].kind is BlockKind.TABLE_ROW:
            row = block[-1] if block and _is_own_table(document, evidence[block[-1].index]) else None
            continue
        if len(block) > 1 or (block and row is not None):
            _carry_block(document.text, block, evidence, words[block[0].language], row)
        row = None


def _is_own_table(document: Document, found: Evidence) -> bool:
    """Whether the caption or lead-in over a table describes a survey or register of the page's own."""
    return any(
        s.kind is SupportKind.NAMED_SOURCE
        and s.span is not None
        and (block := document.block_at(s.span.start)) is not None
        and block.span == s.span
        for s in found.supports
    )


def _carry_block(
    text: str,
    block: list[Sentence],
    evidence: dict[int, Evidence],
    words: SourceWords,
    row: Sentence | None,
) -> None:
    """Carry inside a paragraph; `row` is the last of a table of the page's own results right above it."""
    _forward(text, block, evidence, words, row)
    for later, earlier in pairwise(reversed(block)):
        _backward(text, earlier, later, evidence, words)
    _closing_mark(text, block, evidence, words)
    _pointer(text, block, evidence, words)
    _doubt(text, block, evidence, words)


def _forward(
    text: str,
    block: list[Sentence],
    evidence: dict[int, Evidence],
    words: SourceWords,
    row: Sentence | None,
) -> None:
    """Take each source from sentence to sentence; one that states no number may stand between."""
    holders = (row, row) if row is not None else None
    is_own = row is not None
    for sentence in block:
        own = evidence[sentence.index]
        if own.grade is Grade.NONE and words.frames.disowned.match(sentence.span.of(text)):
            holders = None
        goes_on = (
            own.grade in _WEAK
            and holders is not None
            and _goes_on(text, holders, sentence, evidence, words, is_own=is_own)
        )
        if goes_on and holders is not None:
            holders = (holders[0], sentence)
        elif own.grade is not Grade.NONE:
            holders = (sentence, sentence)
            is_own = describes_own(sentence, own)
        elif holders is not None and not _is_aside(text, holders[1], sentence, words):
            holders = None


def _goes_on(
    text: str,
    holders: tuple[Sentence, Sentence],
    sentence: Sentence,
    evidence: dict[int, Evidence],
    words: SourceWords,
    *,
    is_own: bool,
) -> bool:
    """Whether a sentence takes over the source of the last of `holders`; then it is set in `evidence`.

    The first of them is the sentence that gave the source.
    """
    origin, held = holders
    source, own = evidence[held.index], evidence[sentence.index]
    if own.grade.rank >= source.grade.rank or has_orphan(own):
        return False
    words_of = sentence.span.of(text)
    if words.opens_unnamed.first(words_of) is not None:
        return False
    bond = _bond(held.span.of(text), words_of, source, words, is_own=is_own)
    told = is_result_of(origin.span.of(text), words_of, words)
    if bond is Tie.NONE and (told or adds_to_share(origin.span.of(text), words_of, words)):
        bond = _bond(origin.span.of(text), words_of, source, words, is_own=is_own)
    is_far = sentence.index - held.index > 1 and not is_own and not told
    is_vague = Grade.VAGUE in {source.grade, own.grade}
    if bond is Tie.NONE or (bond is Tie.LIKELY and (is_far or is_vague)):
        return False
    evidence[sentence.index] = carried(source, own, held.span.of(text), in_doubt=bond is Tie.LIKELY)
    return True


def _bond(previous: str, sentence: str, source: Evidence, words: SourceWords, *, is_own: bool) -> Tie:
    """How surely a sentence goes on with one that rests on `source`."""
    return tie(
        previous,
        sentence,
        words,
        in_prose=source.grade is not Grade.REFERENCED,
        is_own=is_own,
        is_pointed_to=source.grade in _POINTED_TO,
    )


def _is_aside(text: str, held: Sentence, sentence: Sentence, words: SourceWords) -> bool:
    """Whether a sentence without a number stands between a source and what goes on with it."""
    near = sentence.index - held.index <= ASIDES
    return (
        near
        and not has_number(sentence.span.of(text), words)
        and not speaks_for_itself(sentence.span.of(text), words)
    )


def describes_own(sentence: Sentence, own: Evidence) -> bool:
    """Whether the source is an evaluation of the page's own that the sentence itself describes."""
    return any(s.kind is SupportKind.NAMED_SOURCE and s.span == sentence.span for s in own.supports)


def _pointer(text: str, block: list[Sentence], evidence: dict[int, Evidence], words: SourceWords) -> None:
    """A sentence that leads to the report ("The full report is on the university's website") supports what it reports."""
    for at, sentence in enumerate(block):
        found = evidence[sentence.index]
        linked = found.grade is Grade.LINKED and any(s.kind is SupportKind.LINK for s in found.supports)
        said = sentence.span.of(text)
        if linked and words.pointer.search(said) and not has_number(said, words):
            _upgrade(text, block[:at], sentence, evidence)


def _upgrade(text: str, before: list[Sentence], pointer: Sentence, evidence: dict[int, Evidence]) -> None:
    """Give the link to the study told before the pointer, back to where it was set out."""
    for sentence in reversed(before):
        own = evidence[sentence.index]
        if own.grade.rank > Grade.NAMED.rank:
            return
        if own.grade is Grade.NONE:
            continue
        evidence[sentence.index] = carried(evidence[pointer.index], own, pointer.span.of(text))
        if not any(s.kind is SupportKind.CARRIED for s in own.supports):
            return


def _backward(
    text: str, earlier: Sentence, later: Sentence, evidence: dict[int, Evidence], words: SourceWords
) -> None:
    """A mark behind a pair of sentences ("… lost 14.9%. The placebo group lost 2.4%.[2]") holds for both."""
    own, source = evidence[earlier.index], evidence[later.index]
    if source.grade is not Grade.REFERENCED or has_orphan(own):
        return
    if own.grade not in _WEAK and not _names_study(earlier.span.of(text), own, words):
        return
    said, after = earlier.span.of(text), later.span.of(text)
    if speaks_for_itself(said, words) and not words.own_speaker.search(after):
        return  # "With us it is 1.1 per cent. A review found more of them.[2]"
    if tie(said, after, words) is Tie.PLAIN:
        evidence[earlier.index] = carried(source, own, later.span.of(text))


def _names_study(sentence: str, own: Evidence, words: SourceWords) -> bool:
    """Whether a sentence names a study in its own words: the mark behind its result is that study's entry."""
    is_own = own.grade is Grade.NAMED and all(s.kind is SupportKind.NAMED_SOURCE for s in own.supports)
    return is_own and not words.study_nouns.isdisjoint(words_of(sentence))


def _closing_mark(
    text: str, block: list[Sentence], evidence: dict[int, Evidence], words: SourceWords
) -> None:
    """A mark that closes a paragraph covers it when neither another mark nor another source stands in it."""
    last = evidence[block[-1].index]
    if last.grade is not Grade.REFERENCED or not _is_closed_by_mark(text, block[-1], last):
        return
    before = [evidence[s.index] for s in block[:-1]]
    if any(e.grade not in _WEAK or _marks(e) or has_orphan(e) for e in before):
        return
    is_own = words.own_speaker.search(block[-1].span.of(text)) is not None
    for sentence, own in zip(block, before, strict=False):
        # What the page says of its own people or service, no mark behind a fact about everybody is for.
        if is_own or words.own_speaker.search(sentence.span.of(text)) is None:
            evidence[sentence.index] = carried(last, own, block[-1].span.of(text))


def _is_closed_by_mark(text: str, sentence: Sentence, own: Evidence) -> bool:
    """Whether marks of its own are the last thing in a sentence; with one inside it, the last is its last clause's."""
    spans = (s.span for s in own.supports if s.kind is SupportKind.MARK and s.span is not None)
    marks = sorted(spans, key=lambda span: span.start)
    if not _marks(own) or sentence.span.end - marks[-1].end > MARK_SLACK:
        return False
    between = (text[one.end : other.start] for one, other in pairwise(marks))
    return not any(letter.isalpha() for words in between for letter in words)


def _doubt(text: str, block: list[Sentence], evidence: dict[int, Evidence], words: SourceWords) -> None:
    """A new topic in a paragraph that names its source once, in prose, is in doubt rather than unsupported.

    What the page says of its own patients no trial of others covers: of that only a survey of its own leaves a doubt.
    """
    if any(_marks(evidence[s.index]) for s in block):
        return
    is_sourced = is_surveyed = False
    for sentence in block:
        own = evidence[sentence.index]
        is_own = words.own_speaker.search(sentence.span.of(text)) is not None
        if (is_surveyed if is_own else is_sourced) and own.grade is Grade.NONE and not own.rejected:
            evidence[sentence.index] = replace(own, in_doubt=True)
        is_here = own.grade.rank >= Grade.NAMED.rank
        is_sourced = is_sourced or is_here
        is_surveyed = is_surveyed or (is_here and is_own) or describes_own(sentence, own)


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
