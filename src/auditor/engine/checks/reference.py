"""`reference`: the list of references and the marks that lead to it, as a reader who looks them up would find them.

`report` says what is looked for: `unmarked-list` a list that nothing in the text points to; `mark-without-entry` a
mark that leads nowhere; `own-page` an entry or link, given as support, that leads to the advertiser's own selling
pages; `unfindable` an entry that cannot be looked up.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.entry import Heading, cited_entries, heading_over, is_findable, is_named_in_text
from auditor.model.analysis import Role
from auditor.model.finding import Outcome
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Reference
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

SHOWN_CHARS = 90
"""So much of an entry is shown in a message."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to report, and the words it turns on."""

    report: Literal["unmarked-list", "mark-without-entry", "own-page", "unfindable"]
    aside: list[str] = []
    """Headings of lists that are no support: further reading, notes."""
    support_words: list[str] = []
    """`own-page`: words of a link by which it is given as support."""
    hidden: list[str] = []
    """`unfindable`: words by which an entry says itself that nobody can look it up."""
    outcome: Outcome = Outcome.VIOLATION
    outcome_link: Outcome = Outcome.NEEDS_REVIEW
    """`own-page`: the outcome of a link, since the page it leads to may hold a report after all."""


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Return the examination that fits what is to be reported."""
    aside = compile_phrases(params.aside, lexicon.lists)
    hidden = compile_phrases(params.hidden, lexicon.lists)
    support = compile_phrases(params.support_words, lexicon.lists)

    def examine(subject: Subject) -> Iterator[Verdict]:
        match params.report:
            case "unmarked-list":
                yield from _unmarked(subject, aside, params.outcome)
            case "mark-without-entry":
                yield from _orphans(subject, params.outcome)
            case "own-page":
                yield from _own_entries(subject, params.outcome)
                yield from _own_links(subject, support, params.outcome_link)
            case "unfindable":
                small = frozenset(lexicon.words("title-small-words"))
                yield from _unfindable(subject, aside, hidden, small, params.outcome)

    return examine


def _lists(subject: Subject) -> Iterator[tuple[Heading, Sequence[Reference]]]:
    """Yield each list with the heading over it; notes by themselves are in none."""
    entries = [r for r in subject.analysis.references if r.list_number]
    for _, group in groupby(entries, key=lambda r: r.list_number):
        of_list = list(group)
        yield heading_over(subject, of_list[0]), of_list


def _unmarked(subject: Subject, aside: PhraseSet, outcome: Outcome) -> Iterator[Verdict]:
    """A list that nothing points to, on a page with figures that could."""
    if not subject.analysis.statistics:
        return
    for heading, entries in _lists(subject):
        sources = [e for e in entries if not e.is_note]
        if not sources or aside.first(heading.words):
            continue
        if any(e.marks for e in sources) or cited_entries(subject, sources):
            continue
        named = sum(is_named_in_text(subject, e) for e in sources)
        if 2 * named >= len(sources):
            yield Pass(
                heading.span, "list-named-in-text", {"count": str(named), "entries": str(len(sources))}
            )
            continue
        yield Flag(
            heading.span,
            heading.span,
            outcome,
            values={"entries": str(len(sources)), "heading": heading.words},
        )


def _orphans(subject: Subject, outcome: Outcome) -> Iterator[Verdict]:
    """Marks that lead nowhere, one finding a label."""
    seen: set[str] = set()
    for mark in subject.analysis.orphan_marks:
        if mark.label in seen:
            continue
        seen.add(mark.label)
        count = sum(m.label == mark.label for m in subject.analysis.orphan_marks)
        message = "" if subject.analysis.references else "no-list"
        values = {"label": mark.label, "count": str(count)}
        yield Flag(_sentence(subject, mark.span), mark.span, outcome, message, values)


def _own_entries(subject: Subject, outcome: Outcome) -> Iterator[Verdict]:
    for entry in subject.analysis.references:
        if entry.is_own_page and subject.analysis.promoter.is_selling:
            values = {"label": entry.label, "target": entry.url or "", "marks": str(entry.marks)}
            yield Flag(entry.span, entry.span, outcome, "entry", values)


def _own_links(subject: Subject, support: PhraseSet, outcome: Outcome) -> Iterator[Verdict]:
    """Links to own pages that stand as the support of a figure: they say so, or lie on the figure itself."""
    if not subject.analysis.promoter.is_selling:
        return
    for statistic in subject.analysis.statistics:
        for link in subject.analysis.own_links:
            if not statistic.span.contains(link.span):
                continue
            on_figure = any(link.span.overlaps(f.span) for f in statistic.figures)
            if on_figure or support.first(subject.words(link.span)):
                yield Flag(statistic.span, link.span, outcome, "link", {"target": link.target})


def _unfindable(
    subject: Subject, aside: PhraseSet, hidden: PhraseSet, small: frozenset[str], outcome: Outcome
) -> Iterator[Verdict]:
    for heading, entries in _lists(subject):
        is_aside = aside.first(heading.words) is not None
        for entry in entries:
            words = hidden.first(entry.text)
            is_passed = is_aside or entry.is_note or entry.is_own_page or is_findable(entry, small)
            if words is None and is_passed:
                continue
            message = "hidden" if words else ""
            shown = entry.text[:SHOWN_CHARS]
            yield Flag(entry.span, entry.span, outcome, message, {"label": entry.label, "entry": shown})


def _sentence(subject: Subject, span: Span) -> Span:
    for sentence in subject.analysis.sentences:
        if sentence.span.contains(span) and sentence.role is not Role.REFERENCE:
            return sentence.span
    return span
