"""Adds what a reading of whole sentences tells of statistics to what the rules of words found.

A source can be named in more ways than lists of words know, and a sentence can go on with the one before it in more. So
a model reads each sentence that may hold a quantity, with what stands before it: whether it is a statistic, whether a source
that can be looked for supports it, and whether that stands before it. It only adds: what the rules found stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis import figures
from auditor.analysis.carrying import carried
from auditor.analysis.surroundings import told
from auditor.model.analysis import (
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Role,
    Statistic,
    Support,
    SupportKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.analysis.figure_words import Vocabulary
    from auditor.analysis.own_figures import OwnFigures
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.learned import Reader, SupportRead, Told

SURE_STATISTIC = 3.0
"""Log-odds from which a sentence is a statistic though no rule sees a figure in it."""
SURE_SUPPORTED = 2.2
"""Log-odds from which a source is named though no rule sees it: so many, since a claim that is cleared wrongly costs most."""
SURE_UNNAMED = 1.0
"""Log-odds from which an unnamed authority is spoken of though no rule sees it."""
SURE_COVERED = 1.0
"""Log-odds from which a sentence goes on with one before it that has a mark, a link or an unnamed authority."""
COVERED = 0.0
"""Log-odds from which a source rather stands before a sentence than in it."""


def completed(
    document: Document,
    sentences: Sequence[Sentence],
    asked: frozenset[int],
    found: Sequence[Statistic],
    words: Vocabulary,
    own: OwnFigures,
    reader: Reader,
) -> tuple[Statistic, ...]:
    """Return the statistics with those that only a reading finds, and with the support that only it sees.

    `asked` are the indexes of the sentences in which it looks.
    """
    around = list(told(document, sentences))
    odds = _odds([(s, here) for s, here in around if s.index in asked], words, reader)
    by_rules = {statistic.sentence: statistic for statistic in found}
    settled: list[Statistic] = []
    source = Evidence()
    """The last evidence there was in the block at hand."""
    block = -1
    for sentence, here in around:
        source, block = (source if sentence.block == block else Evidence()), sentence.block
        statistic, speaks = by_rules.get(sentence.index), odds.get(sentence.index)
        if speaks is not None:
            statistic = statistic or _unseen(document, sentence, words, own, speaks)
            statistic = statistic and _supported(statistic, here, speaks, source)
        if statistic is not None:
            settled.append(statistic)
        evidence = statistic.evidence if statistic else sentence.evidence
        source = source if evidence.grade is Grade.NONE else evidence
    return tuple(settled)


def _odds(told: Sequence[tuple[Sentence, Told]], words: Vocabulary, reader: Reader) -> dict[int, SupportRead]:
    """Read the sentences that may hold a quantity; return what speaks for what in each, by its index."""
    read = [(sentence.index, here) for sentence, here in told if figures.may_hold_one(here.words, words)]
    odds = reader.weigh_support([here for _, here in read])
    return {index: speaks for (index, _), speaks in zip(read, odds, strict=True)}


def _unseen(
    document: Document, sentence: Sentence, words: Vocabulary, own: OwnFigures, speaks: SupportRead
) -> Statistic | None:
    """Return the statistic that a sentence makes by its reading alone, if it does."""
    if speaks.statistic < SURE_STATISTIC:
        return None
    span = sentence.span
    numbers = figures.numbers(document.text, span.start, span.end, words)
    return Statistic(
        span,
        sentence.index,
        numbers or (Figure(span, FigureKind.COUNT, span.of(document.text)),),
        sentence.evidence,
        in_doubt=sentence.role is Role.NOTE,
        own_outcome=own.speaks_of_results(sentence),
    )


def _supported(statistic: Statistic, here: Told, speaks: SupportRead, source: Evidence) -> Statistic:
    """Return a statistic with what supports it by its reading, where the rules see nothing; what they refused stays refused."""
    own = statistic.evidence
    if own.grade is not Grade.NONE or own.rejected:
        return statistic
    is_covered = source.grade is not Grade.NONE and speaks.covered > COVERED
    if is_covered and source.grade is not Grade.NAMED and speaks.covered > SURE_COVERED:
        return replace(statistic, evidence=carried(source, own, here.before, in_doubt=True))
    if speaks.supported > SURE_SUPPORTED:
        found = (
            carried(source, own, here.before, in_doubt=True)
            if is_covered
            else _named(statistic, here, speaks)
        )
        return replace(statistic, evidence=found)
    if speaks.unnamed > SURE_UNNAMED:
        support = Support(SupportKind.UNNAMED_AUTHORITY, here.words, statistic.span)
        return replace(statistic, evidence=Evidence(Grade.VAGUE, (support,)))
    return statistic


def _named(statistic: Statistic, here: Told, speaks: SupportRead) -> Evidence:
    """Return a source that no rule sees: it is named in the sentence, or in what stands before it."""
    around = here.before or here.above
    if speaks.covered > COVERED and around:
        support = Support(SupportKind.CARRIED, around, None)
    else:
        support = Support(SupportKind.NAMED_SOURCE, here.words, statistic.span)
    return Evidence(Grade.NAMED, (support,), in_doubt=True)
