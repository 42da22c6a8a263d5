"""`figure-age`: figures older than the pack's limit, by the year they or their source are of.

Example: on 1 July 2026 “In 2016, 63,632 people died of an overdose” is ten years old; such counts come out every
year. A trial's finding does not age so, and “in 1956 one in ten wards had a bath” tells history: both are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from auditor.engine.checks.age import years_between
from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.figure_years import Dated, YearWords, latest_in, year_of, year_words
from auditor.model.finding import Outcome, Severity
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Statistic
    from auditor.model.lexicon import Lexicon

SHOWN_CHARS = 90
"""So much of a source is shown in a message."""


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Figures that come out again and again: the words that tell them, and their limit in years."""

    words: list[str]
    years: Annotated[float, msgspec.Meta(gt=0)]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits in years by kind of series; a kind without a limit is left alone."""

    series: list[Series]
    """What is counted or asked anew; the first whose words stand in the sentence says the limit."""
    studies: list[str] = []
    history: list[str] = []
    other_dates: list[str] = []
    """Words before a year that dates something else than the figure."""
    own_years: float | None = 5
    """For the advertiser's own results."""
    study_years: float | None = None
    years: float | None = 10
    shown_years: float = 5
    """The age from which a finding that is left alone stands in the list of what was not flagged."""
    """For everything else."""
    grave_years: float = 10
    """The age from which a figure of a series weighs `grave_severity`."""
    grave_severity: Severity = Severity.MEDIUM
    outcome: Outcome = Outcome.NEEDS_REVIEW


@dataclass(frozen=True)
class _Judge:
    params: Params
    series: tuple[tuple[PhraseSet, float], ...]
    studies: PhraseSet
    history: PhraseSet
    years: YearWords

    def verdicts(self, subject: Subject) -> Iterator[Verdict]:
        """Yield a verdict on each figure whose year is told."""
        if subject.today is not None:
            yield from self._on(subject.today, subject)

    def _on(self, today: str, subject: Subject) -> Iterator[Verdict]:
        dated = [(s, year_of(subject, s, self.years, int(today[:4]))) for s in subject.analysis.statistics]
        flagged: set[tuple[int, int]] = set()
        for statistic, found in dated:
            if found is None:
                continue
            place = (subject.analysis.sentences[statistic.sentence].block, found.year)
            if found.span is None and place in flagged:
                continue
            verdict = self._verdict(today, subject, statistic, found)
            if isinstance(verdict, Flag):
                flagged.add(place)
            if verdict is not None:
                yield verdict

    def _verdict(self, today: str, subject: Subject, statistic: Statistic, found: Dated) -> Verdict | None:
        limit, kind = self._limit(subject, statistic, found)
        age = years_between(str(found.year), today)
        place = found.span or statistic.figures[0].span
        if statistic.in_doubt or age < (self.params.shown_years if limit is None else limit):
            return None
        if limit is None:
            return Pass(place, "finding-of-its-time", {"year": str(found.year)})
        if self._is_history(today, subject, statistic, found, limit):
            return Pass(place, "told-as-history", {"year": str(found.year)})
        return self._flag(statistic, found, age, kind)

    def _limit(self, subject: Subject, statistic: Statistic, found: Dated) -> tuple[float | None, str]:
        """The limit that applies to a figure, and the message that says so."""
        words = subject.words(statistic.span)
        if statistic.own_outcome:
            return self.params.own_years, "own"
        if self.studies.first(words) or self.studies.first(found.source):
            return self.params.study_years, "study"
        for series, years in self.series:
            if series.first(words):
                return years, "series"
        return self.params.years, "other"

    def _is_history(
        self, today: str, subject: Subject, statistic: Statistic, found: Dated, limit: float
    ) -> bool:
        """Whether a sentence tells how it was: by its words, or because a newer figure stands beside it."""
        told = subject.words(statistic.span) if found.span is not None else found.source
        if (found.span is not None or found.is_carried) and self.history.first(told):
            return True
        return any(
            years_between(str(year), today) < limit for year in self._beside(today, subject, statistic)
        )

    def _beside(self, today: str, subject: Subject, statistic: Statistic) -> Iterator[int]:
        """The latest years in the sentences beside a figure's, in its block."""
        sentences = subject.analysis.sentences
        here = sentences[statistic.sentence]
        for other in sentences[max(0, here.index - 1) : here.index + 2]:
            if other.block == here.block and other.index != here.index:
                year = latest_in(subject, other.span, self.years, int(today[:4]))
                if year is not None:
                    yield year

    def _flag(self, statistic: Statistic, found: Dated, age: float, kind: str) -> Flag:
        figure = statistic.figures[0]
        is_grave = kind == "series" and age >= self.params.grave_years
        return Flag(
            statistic.span,
            found.span or figure.span,
            self.params.outcome,
            message=kind if found.span is not None else "source",
            values={
                "figure": figure.quote,
                "year": str(found.year),
                "years": str(int(age)),
                "source": found.source[:SHOWN_CHARS],
            },
            severity=self.params.grave_severity if is_grave else None,
        )


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    return _Judge(
        params,
        tuple((compile_phrases(s.words, lexicon.lists), s.years) for s in params.series),
        compile_phrases(params.studies, lexicon.lists),
        compile_phrases(params.history, lexicon.lists),
        year_words(lexicon, compile_phrases(params.other_dates, lexicon.lists)),
    ).verdicts
