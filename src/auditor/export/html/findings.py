"""The findings of one document as cards of the report: the words in their context, the reason, the law, the cure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import SourceFinder, answer, numbered, response
from auditor.export.html import versions
from auditor.export.places import PlaceFinder, web_address
from auditor.model.decision import NO_DECISION, Decision
from auditor.model.span import Span
from auditor.model.template import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.export.places import Address
    from auditor.model.audit import DocumentAudit
    from auditor.model.document import Block
    from auditor.model.finding import Basis, Finding, Severity

DECISIVE = ("Decision", "Reason", "Reviewer", "Decided at", "Response")
"""Columns that say together what became of a finding."""

_LINE = ("Outcome", "Category", "Rule", "Place")
_HEADS = {"How to fix": "How to fix it"}

AROUND = 400
"""Characters of a paragraph that are shown on each side of the sentence; some documents are one paragraph."""


class DocumentCards:
    """The cards of one document, numbered on from `before` as in every other export of the audit.

    They say of a finding what the template's columns name, in that order.
    """

    def __init__(
        self, document: DocumentAudit, position: int, before: int, columns: Sequence[str] = COLUMNS
    ) -> None:
        self._document = document
        self._position = position
        self._before = before
        self._columns = columns
        self.last = before + len(document.findings)
        self._places = PlaceFinder(document)
        self._sources = SourceFinder(document)

    def lines(self) -> Iterator[str]:
        """Yield the markup, in the order of the text."""
        for number, finding in numbered(self._document, self._before):
            yield from self._card(number, finding)

    def _card(self, number: int, finding: Finding) -> Iterator[str]:
        severity = chip(finding.severity) if "Severity" in self._columns else ""
        yield f'<article class="card" id="{anchor(number)}">'
        yield f'<div class="top"><h3>{number}. {escape(finding.title)}</h3>{severity}</div>'
        if told := self._told(finding):
            yield f'<p class="id">{told}</p>'
        parts = self._parts(finding)
        for column in self._columns:
            yield from parts.get(column, ())
        yield from self._decision(finding)
        yield "</article>"

    def _told(self, finding: Finding) -> str:
        place = self._places.of_finding(finding)
        facts = {
            "Outcome": wording.OUTCOME[finding.outcome],
            "Category": escape(wording.category(finding.category)),
            "Rule": escape(finding.rule),
            "Place": linked(place.label, place.address),
        }
        order = sorted(facts, key=self._order)
        told = [facts[column] for column in order if column in self._columns]
        return (" · ".join(told) + versions.state(self._document, finding)).removeprefix(" · ")

    def _order(self, column: str) -> int:
        """Where a fact stands in the line: the place comes last unless another order was chosen."""
        if tuple(self._columns) == COLUMNS or column not in self._columns:
            return _LINE.index(column)
        return self._columns.index(column)

    def _parts(self, finding: Finding) -> dict[str, Iterable[str]]:
        """Return the markup for each column that has a part of its own."""
        texts = {
            "How to fix": finding.advice,
            "Suggested wording": finding.suggestion or "",
            "Evidence": wording.evidence(finding),
            "Source": self._sources.sources(finding.span),
        }
        parts: dict[str, Iterable[str]] = {
            column: [f"<h4>{_HEADS.get(column, column)}</h4><p{_turned(column)}>{_lines(words)}</p>"]
            for column, words in texts.items()
            if words
        }
        if finding.span is not None:
            parts["Sentence"] = [f'<div class="context" dir="auto">{self._context(finding)}</div>']
        parts["Why"] = [f"<p>{_lines(finding.message)}</p>", *versions.earlier(self._document, finding)]
        if finding.basis:
            entries = [f"<li>{_basis(entry)}</li>" for entry in finding.basis]
            parts["Basis"] = ['<h4>Basis</h4><ul class="basis">', *entries, "</ul>"]
        return parts

    def _decision(self, finding: Finding) -> Iterator[str]:
        decision, said = answer(self._document, finding), response(self._document, finding)
        chosen = {column: column in self._columns for column in DECISIVE}
        shown = Decision(
            decision.verdict,
            decision.reason if chosen["Reason"] else "",
            "",
            decision.reviewer if chosen["Reviewer"] else "",
            decision.decided_at if chosen["Decided at"] else "",
        )
        is_decided = decision != NO_DECISION and chosen["Decision"]
        yield from _decision(shown if is_decided else NO_DECISION, said if chosen["Response"] else "")

    def _context(self, finding: Finding) -> str:
        """Return the sentence with the words that fired the rule, and what stands around it in its paragraph."""
        span, text = finding.span, self._document.text
        if span is None or not text or span.end > len(text):
            return f"<strong>{_lines(finding.quote)}</strong>"
        block = self._block_around(span)
        start = max(block.span.start if block else span.start, span.start - AROUND)
        end = min(block.span.end if block else span.end, span.end + AROUND)
        trigger = finding.trigger or span
        inner = Span(
            min(max(trigger.start, span.start), span.end), max(min(trigger.end, span.end), span.start)
        )
        before, after = text[start : span.start], text[span.end : end]
        lead = "… " if block and start > block.span.start else ""
        tail = " …" if block and end < block.span.end else ""
        return (
            f"{lead}{escape(before)}<strong>{escape(text[span.start : inner.start])}"
            f"<mark>{escape(text[inner.start : inner.end])}</mark>{escape(text[inner.end : span.end])}</strong>"
            f"{escape(after)}{tail}"
        )

    def _block_around(self, span: Span) -> Block | None:
        blocks = self._document.blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if blocks[middle].span.end <= span.start else (low, middle)
        return blocks[low] if low < len(blocks) and blocks[low].span.start <= span.start else None


def _turned(column: str) -> str:
    """Let words for the page run as its own script does; ours about them run from left to right, whatever they quote."""
    return ' dir="auto"' if column == "Suggested wording" else ""


def anchor(number: int) -> str:
    """Return the name by which a link leads to a finding."""
    return f"finding-{number}"


def chip(severity: Severity) -> str:
    """Return a severity as a coloured word."""
    return f'<span class="chip {severity.value}">{wording.SEVERITY[severity]}</span>'


def linked(words: str, address: Address | None) -> str:
    """Return words that lead somewhere, where that is a page or file."""
    if address is None:
        return escape(words)
    return f'<a href="{escape(str(address))}" rel="noreferrer">{escape(words)}</a>'


def _decision(decision: Decision, said: str) -> Iterator[str]:
    if decision == NO_DECISION and not said:
        return
    verdict = wording.DECISION[decision.verdict]
    reason = f": {escape(decision.reason)}" if decision.reason else ""
    made = (decision.reviewer, decision.decided_at and wording.spelled_moment(decision.decided_at))
    who = ", ".join(escape(part) for part in made if part)
    quiet = f' <span class="small quiet">({who})</span>' if who else ""
    answered = f"<br><strong>Response</strong>: {_lines(said)}" if said else ""
    yield f'<div class="decision"><strong>{verdict}</strong>{reason}{quiet}{answered}</div>'


def _basis(entry: Basis) -> str:
    clause = f", {escape(entry.clause)}" if entry.clause else ""
    doubt = "" if entry.verified else ' <span class="open">not verified: check before relying on it</span>'
    return f"{linked(entry.title, web_address(entry.url))}{clause}{doubt}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
