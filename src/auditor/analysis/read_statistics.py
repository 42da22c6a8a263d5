"""Adds what a reading of whole sentences tells of statistics to what the rules of words found.

A source can be named in more ways than lists of words know, and a sentence can go on with the one before it in more. So
a model reads each sentence that may hold a quantity, with what stands before it: whether it is a statistic, whether a source
that can be looked for supports it, and whether that stands before it. It takes nothing away: what the rules found stands, though
it may be marked as reading otherwise, and a sentence is not read where nothing could come of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.figures import quantities
from auditor.analysis.figures.cells import is_of_strengths
from auditor.analysis.support.carrying import carried
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
from auditor.text.cue_weights import weigh_statistic
from auditor.text.surroundings import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.analysis.figures.own import OwnFigures
    from auditor.analysis.figures.words import Vocabulary
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.learned import Learned, SupportRead, Told

DOUBT = -1.5
"""Log-odds by its cues from which a sentence in which no rule sees a figure is read at all: with -3 a third more are read, and no more found."""
SURE_STATISTIC = 2.25
"""Log-odds from which a sentence is a statistic though no rule sees a figure in it."""
SURE_OTHERWISE = -2.0
"""Log-odds below which a figure that rules see makes no quantitative claim: of 39 such that were flagged in 238 documents nobody had tuned to, 24 were none, and two had to be flagged."""
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
    learned: Learned,
) -> tuple[Statistic, ...]:
    """Return the statistics with those that only a reading finds, and with the support that only it sees.

    `asked` are the indexes of the sentences in which it looks.
    """
    around = list(told(document, sentences))
    by_rules = {statistic.sentence: statistic for statistic in found}
    odds = _odds(_open(around, asked, by_rules, words, learned), learned)
    settled: list[Statistic] = []
    source, block = Evidence(), -1  # the last evidence there was in the block at hand
    bare = -1  # the last sentence that makes a claim of the promoter's own and has nothing to support it
    for sentence, here in around:
        source, block = (source if sentence.block == block else Evidence()), sentence.block
        statistic, speaks = by_rules.get(sentence.index), odds.get(sentence.index)
        if speaks is not None:
            statistic = statistic or _unseen(document, sentence, words, own, speaks)
            follows = bare == sentence.index - 1 and source.grade is Grade.NONE
            statistic = statistic and _weighed(statistic, speaks)
            if statistic is not None and not (follows and speaks.covered > COVERED):
                statistic = _supported(statistic, here, speaks, source)
        if statistic is not None:
            settled.append(statistic)
            is_bare = statistic.evidence.grade is Grade.NONE and own.speaks_of_itself(sentence)
            bare = sentence.index if is_bare else bare
        evidence = statistic.evidence if statistic else sentence.evidence
        source = source if evidence.grade is Grade.NONE else evidence
    return tuple(settled)


def _open(
    around: Sequence[tuple[Sentence, Told]],
    asked: frozenset[int],
    by_rules: Mapping[int, Statistic],
    words: Vocabulary,
    learned: Learned,
) -> list[tuple[Sentence, Told]]:
    """Return the sentences of which a reading could tell something."""
    return [
        (sentence, here)
        for sentence, here in around
        if sentence.index in asked
        and quantities.may_hold_one(here.words, words)
        and (
            _is_unsupported(by_rules[sentence.index])
            if sentence.index in by_rules
            else weigh_statistic(here.words, learned) >= DOUBT
        )
    ]


def _odds(around: Sequence[tuple[Sentence, Told]], learned: Learned) -> dict[int, SupportRead]:
    """Return what a reading says of each sentence, by its index; nothing where there is no reader."""
    reader = learned.reader() if around else None
    if reader is None:
        return {}
    odds = reader.weigh_support([here for _, here in around])
    return {sentence.index: speaks for (sentence, _), speaks in zip(around, odds, strict=True)}


def _is_unsupported(statistic: Statistic) -> bool:
    """Whether a reading may still support it: what the rules refused stays refused."""
    return statistic.evidence.grade is Grade.NONE and not statistic.evidence.rejected


def _unseen(
    document: Document, sentence: Sentence, words: Vocabulary, own: OwnFigures, speaks: SupportRead
) -> Statistic | None:
    """Return the statistic that a sentence makes by its reading alone, if it does."""
    span = sentence.span
    if speaks.statistic < SURE_STATISTIC or is_of_strengths(document.blocks[sentence.block], words):
        return None
    if quantities.is_something_else(document.text, span.start, span.end, words):
        return None
    numbers = quantities.numbers(document.text, span.start, span.end, words)
    figures = numbers or (Figure(span, FigureKind.COUNT, span.of(document.text)),)
    return Statistic(
        span,
        sentence.index,
        figures,
        sentence.evidence,
        in_doubt=sentence.role is Role.NOTE,
        own_outcome=own.speaks_of_results(sentence, figures),
    )


def _weighed(statistic: Statistic, speaks: SupportRead) -> Statistic:
    """Return a statistic, marked where its sentence reads like none.

    What is in doubt already, or speaks of the promoter's own results, is for a person to tell.
    """
    is_open = not (statistic.in_doubt or statistic.own_outcome)
    reads_otherwise = is_open and speaks.statistic < SURE_OTHERWISE
    return replace(statistic, reads_otherwise=True) if reads_otherwise else statistic


def _supported(statistic: Statistic, here: Told, speaks: SupportRead, source: Evidence) -> Statistic:
    """Return a statistic with what supports it by its reading, where the rules see nothing; what they refused stays refused."""
    if not _is_unsupported(statistic):
        return statistic
    own = statistic.evidence
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
