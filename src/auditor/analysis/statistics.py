"""Collects the sentences that make a quantitative claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis import read_statistics
from auditor.analysis.figures import cells as figure_cells
from auditor.analysis.figures import quantities
from auditor.analysis.figures.own import OwnFigures, own_figures
from auditor.analysis.figures.words import vocabulary
from auditor.model.analysis import FigureKind, Grade, Role, Statistic, SupportKind, Voice
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from auditor.analysis.figures.words import Vocabulary
    from auditor.model.analysis import Figure, Promoter, Sentence
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

_READ = frozenset({Role.BODY, Role.NOTE})
_NOT_SAID = frozenset({Voice.PATIENT, Voice.MENTION})
"""Voices whose figures are no claims of the page: a patient's story, words held up to be rejected."""
STILL_NEAR = 2
"""So many sentences on, a bare number may still count what a figure or a source has set out."""


def collect(
    document: Document,
    sentences: Sequence[Sentence],
    promoter: Promoter,
    lexicon: Lexicon,
    blocks: Container[int] | None = None,
    *,
    apart: Container[int] = frozenset(),
    in_haste: bool = False,
) -> tuple[Statistic, ...]:
    """Return every statistic in reading order, cited or not; of these `blocks` only, where some are given, and of none that stands `apart`.

    `in_haste` no sentence is read as a whole in which words find none.
    """
    languages = dict.fromkeys(s.language for s in sentences)
    words = {code: vocabulary(lexicon.of(code)) for code in languages}
    own = {code: own_figures(document, promoter, lexicon.of(code)) for code in languages}
    readable = [
        # Nobody reads figures in a language that has no words for them.
        s
        for s in sentences
        if (blocks is None or s.block in blocks)
        and s.block not in apart
        and s.language in lexicon.languages
        and _is_read(document, s, words[s.language])
    ]
    found = _by_rules(document, readable, words, own)
    learned = lexicon.learned()
    if learned is None or not readable:
        return found
    home = lexicon.language
    asked = frozenset(
        # A row has too few words to be read; what supports it stands over the table, and rules know where.
        s.index
        for s in readable
        if s.language == home and document.blocks[s.block].kind is not BlockKind.TABLE_ROW
    )
    if in_haste:
        asked &= {statistic.sentence for statistic in found}
    return read_statistics.completed(document, sentences, asked, found, words[home], own[home], learned)


def _by_rules(
    document: Document,
    sentences: Sequence[Sentence],
    words: Mapping[str, Vocabulary],
    own: Mapping[str, OwnFigures],
) -> tuple[Statistic, ...]:
    found: list[Statistic] = []
    told: Sentence | None = None
    for sentence in sentences:
        goes_on = told is not None and _goes_on(told, sentence)
        adds = goes_on and bool(found) and _has_base(found[-1])
        statistic = _statistic(
            document,
            sentence,
            words[sentence.language],
            own[sentence.language],
            goes_on=goes_on,
            adds=adds,
        )
        if statistic is not None:
            found.append(statistic)
        if statistic is not None or sentence.evidence.grade.rank >= Grade.NAMED.rank:
            told = sentence
    return tuple(found)


def _goes_on(told: Sentence, sentence: Sentence) -> bool:
    """Whether a figure or a source stands so near before a sentence that a bare number may count the same."""
    return told.block == sentence.block and sentence.index - told.index <= STILL_NEAR


def _has_base(statistic: Statistic) -> bool:
    """Whether so many out of so many are told, to whom "smoking adds five" can add."""
    return any(figure.kind is FigureKind.RATIO for figure in statistic.figures) or any(
        s.kind is SupportKind.CARRIED for s in statistic.evidence.supports
    )


def _is_read(document: Document, sentence: Sentence, words: Vocabulary) -> bool:
    """Whether a sentence can claim anything: part of the text, and not a patient's or a rejected saying."""
    if sentence.role not in _READ or sentence.voice in _NOT_SAID:
        return False
    if sentence.voice is not Voice.QUESTION:
        return True
    first = sentence.span.of(document.text).split(maxsplit=1)[0].casefold().strip("“\"'‘(¿¡")
    return words.asking.isdisjoint({first} if words.glossary is None else words.said(first))


def _statistic(
    document: Document,
    sentence: Sentence,
    words: Vocabulary,
    own: OwnFigures,
    *,
    goes_on: bool,
    adds: bool,
) -> Statistic | None:
    span = sentence.span
    found = [
        f
        for f in quantities.find(document.text, span.start, span.end, words)
        if (adds if f.adds else goes_on or not f.continues)
    ]
    block = document.blocks[sentence.block]
    if block.kind is BlockKind.LIST_ITEM and _is_sign(document, span, words):
        return None
    found = [f for f in found if not _is_of_its_column(block, f.figure, words)]
    firm = [f.figure for f in found if not f.in_doubt]
    doubtful = [f.figure for f in found if f.in_doubt]
    if not firm and block.kind is BlockKind.TABLE_ROW:
        cells = list(figure_cells.bare_numbers(document, block, words))
        firm = [figure for figure, in_doubt in cells if not in_doubt]
        doubtful.extend(figure for figure, in_doubt in cells if in_doubt)
    if not firm and not doubtful:
        return None
    return Statistic(
        span,
        sentence.index,
        (*firm, *doubtful),
        sentence.evidence,
        in_doubt=not firm or sentence.role is Role.NOTE,
        own_outcome=bool(firm) and own.speaks_of_results(sentence, firm),
    )


def _is_of_its_column(block: Block, figure: Figure, words: Vocabulary) -> bool:
    """Whether the head over a number tells that it is no statistic."""
    return figure_cells.is_no_share(block, figure, words) or figure_cells.is_point_in_time(
        block, figure, words
    )


def _is_sign(document: Document, span: Span, words: Vocabulary) -> bool:
    """Whether an item tells a sign of illness: "Weight loss without trying, more than 5 per cent in a month"."""
    said = [token.text for token in words.tokens(span.of(document.text))]
    is_unwilled = any(
        tuple(said[at : at + len(turn)]) == turn for turn in words.turns.unwilled for at in range(len(said))
    )
    is_of_weight = not words.change.isdisjoint(said) and not words.threshold.isdisjoint(said)
    return is_unwilled and is_of_weight and words.people.isdisjoint(said)
