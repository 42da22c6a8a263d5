"""Of which year a figure is: the year its sentence gives, else that of the source it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.model.analysis import SupportKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Reference, Statistic, Support
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

TARGET_CHARS = 40
"""So much of an entry tells it from the others."""

_RANGE = regex.compile(r"(?P<first>(?:19|20)\d\d)\s?[–/-]\s?(?P<last>(?:19|20)?\d\d|\d)(?!\d)")


class YearWords(NamedTuple):
    """What tells years from other numbers."""

    year: regex.Pattern[str]
    lead: regex.Pattern[str]
    """What stands before a number that is a year; "2,000 people" and "2000 patients" have none of it."""
    name: regex.Pattern[str]
    """Behind a year: then it names a law, a farm or an edition."""
    looked_up: regex.Pattern[str]
    """From here on an entry tells when it was looked up."""
    others: PhraseSet
    """Words before a year that dates something else than the figure."""


def year_words(lexicon: Lexicon, others: PhraseSet) -> YearWords:
    """Read the lists; `others` are words before a year that dates something else than the figure."""
    units, leads, names = (one_of(lexicon.words(f"year-{name}")) for name in ("no-units", "leads", "names"))
    looked_up = one_of(lexicon.words("year-looked-up"), blank=r"\ ")
    return YearWords(
        year=regex.compile(
            r"(?<![\d.,/£€$-])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,/-]\d|[–-](?!(?:19|20)?\d\d\b)"
            rf"|\s?{units}\b)"
        ),
        lead=regex.compile(
            rf"(?:\b(?:{leads}|\d{{1,2}})|[(,;:–\[]|\b\p{{Lu}}\p{{L}}*[,’']?)\s*$", regex.IGNORECASE
        ),
        name=regex.compile(rf"\s+{names}\b"),
        looked_up=regex.compile(rf"\b{looked_up}\b.*", regex.IGNORECASE | regex.DOTALL),
        others=others,
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """The year of a figure, where it stands (None when only the source gives it), and the source's words."""

    year: int
    span: Span | None
    source: str = ""
    is_carried: bool = False
    """The source is the sentence before, with which this one goes on."""


def year_of(subject: Subject, statistic: Statistic, words: YearWords, latest: int) -> Dated | None:
    """Return the latest year a figure can be of, no later than `latest`; None when nothing tells."""
    taken = [f.span for f in statistic.figures]
    said = [
        d for d in _years_said(subject, statistic.span, words) if d.year <= latest and not _overlaps(d, taken)
    ]
    if said:
        return max(said, key=lambda d: d.year)
    found = (d for s in statistic.evidence.supports for d in _years_of(subject, s, words) if d.year <= latest)
    return max(found, key=lambda d: d.year, default=None)


def latest_in(subject: Subject, span: Span, words: YearWords, latest: int) -> int | None:
    """Return the latest year that a stretch of text gives, no later than `latest`."""
    return max((d.year for d in _years_said(subject, span, words) if d.year <= latest), default=None)


def _overlaps(dated: Dated, taken: list[Span]) -> bool:
    return dated.span is not None and any(dated.span.overlaps(t) for t in taken)


def _years_said(subject: Subject, span: Span, words: YearWords) -> Iterator[Dated]:
    text = subject.document.text
    for match in _RANGE.finditer(text, span.start, span.end):
        last = match["last"]
        year = int(last if len(last) == 4 else match["first"][: 4 - len(last)] + last)
        if year >= int(match["first"]):
            yield Dated(year, Span(match.start(), match.end()))
    for match in words.year.finditer(text, span.start, span.end):
        before = text[span.start : match.start()]
        if not words.lead.search(before) or words.name.match(text, match.end(), span.end):
            continue
        if not any(m.end >= len(before.rstrip()) for m in words.others.find(before)):
            yield Dated(int(match["year"]), Span(match.start(), match.end()))


def _years_of(subject: Subject, support: Support, words: YearWords) -> Iterator[Dated]:
    """The years of what a figure rests on: its entry, caption or the sentence it goes on with."""
    entry = _entry(subject, support.target) if support.target else None
    said = entry.text if entry else support.quote
    if entry is None and support.kind is SupportKind.LINK:
        return
    for match in words.year.finditer(words.looked_up.sub("", said)):
        yield Dated(int(match["year"]), None, said, support.kind is SupportKind.CARRIED)


def _entry(subject: Subject, target: str) -> Reference | None:
    return next(
        (r for r in subject.analysis.references if target.startswith(f"{r.label}: {r.text[:TARGET_CHARS]}")),
        None,
    )
