"""The words by which a sentence goes on with the source of the one before, compiled once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.support.source_frames import frames_of
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.numerals import PART_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.analysis.support.source_frames import Frames
    from auditor.model.lexicon import Lexicon


class Continued(NamedTuple):
    """Word sets and patterns of one language."""

    subject: regex.Pattern[str]
    """ "It", "the figure", behind words that only open a sentence."""
    people: regex.Pattern[str]
    """ "Of them", "that share"."""
    measure: regex.Pattern[str]
    """ "the reduction was", whatever stands before it in the sentence."""
    measured_elsewhere: regex.Pattern[str]
    """ "The national figure was": what the same survey found of everybody."""
    sub_population: regex.Pattern[str]
    """ "Boys are seen …": part of a population, compared without saying again in what."""
    other_population: regex.Pattern[str]
    trial_party: regex.Pattern[str]
    """ "the placebo group", "the surgical arm"."""
    share_of_it: regex.Pattern[str]
    """ "two thirds of it"."""
    share_ends: frozenset[str]
    inside_shares: frozenset[str]
    """Words and signs inside a share that are no number themselves."""
    those_meant: frozenset[str]
    """Behind "those": words that say anew who is meant."""
    common: frozenset[str]
    """Long words that show no shared topic."""


@lru_cache(maxsize=4)
def continued_of(lexicon: Lexicon) -> Continued:
    """Read the lists once a process."""
    frames = frames_of(lexicon)
    openings, subjects = (_any(lexicon.words(name)) for name in ("opening-words", "continued-subjects"))
    parts, others = (_any(lexicon.words(name)) for name in ("sub-populations", "other-populations"))
    shares, of_it = (one_of(lexicon.words(name)) for name in ("share-words", "share-of-it"))
    return Continued(
        subject=_pattern(rf"\W*(?:{openings}[\s,]+){{0,4}}{subjects}\b(?!{frames.of_others})"),
        people=_people(lexicon, frames),
        measure=_measure(lexicon, frames),
        measured_elsewhere=_measured_elsewhere(lexicon, frames),
        sub_population=_pattern(rf"\W*{parts}\s{frames.compared}"),
        other_population=_pattern(rf"\b{others}\b"),
        trial_party=frames.trial_party,
        share_of_it=_pattern(rf"(?:%|\b{shares})\s{of_it}\b"),
        share_ends=frozenset({"%", *PART_WORDS, *lexicon.words("share-ends")}),
        inside_shares=frozenset({"%", "-", "–", *lexicon.words("inside-shares")}),
        those_meant=frozenset(lexicon.words("those-meant")),
        common=frozenset(lexicon.words("common-topics")),
    )


def _people(lexicon: Lexicon, frames: Frames) -> regex.Pattern[str]:
    """Return what goes on with people spoken of: "of them", "of those" but not "of those affected"."""
    words, those = _any(lexicon.words("continuing-words")), _any(lexicon.words("continuing-those"))
    return _pattern(rf"(?<!\w)(?:{words}|{those}{frames.narrowed})(?!\w)")


def _measure(lexicon: Lexicon, frames: Frames) -> regex.Pattern[str]:
    """Return what goes on with a measure: "the share fell", "that rate among women was"."""
    measures, verbs = _any(lexicon.words("continued-measures")), _any(lexicon.words("continued-verbs"))
    past = one_of(lexicon.words("continued-past"))
    said = rf"(?:{verbs}|(?:\w+\s){{1,4}}{past})"
    return _pattern(rf"(?:^|[\s,]){frames.article}\s{measures}\s{said}\b")


def _measured_elsewhere(lexicon: Lexicon, frames: Frames) -> regex.Pattern[str]:
    """Return what sets the same measure of everybody beside the one before: "the national figure was"."""
    others, measures = _any(lexicon.words("other-populations")), _any(lexicon.words("continued-measures"))
    return _pattern(rf"\W*{frames.article}\s{others}\s{measures}\s{_any(lexicon.words('past-verbs'))}\b")


def _any(words: Iterable[str]) -> str:
    return one_of(words, blank=r"\ ")


def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)
