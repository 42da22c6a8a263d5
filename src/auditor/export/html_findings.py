"""The findings of one document as cards of the report: the words in their context, the reason, the law, the cure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.export import html_versions, wording
from auditor.export.entries import SourceFinder, answer, in_reading_order, response
from auditor.export.places import PlaceFinder, web_address
from auditor.model.decision import NO_DECISION
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.export.places import Address
    from auditor.model.audit import DocumentAudit
    from auditor.model.decision import Decision
    from auditor.model.document import Block
    from auditor.model.finding import Basis, Finding, Severity

AROUND = 400
"""Characters of a paragraph that are shown on each side of the sentence; some documents are one paragraph."""


class DocumentCards:
    """The cards of one document, numbered on from `before` as in every other export of the audit."""

    def __init__(self, document: DocumentAudit, position: int, before: int) -> None:
        self._document = document
        self._position = position
        self._before = before
        self.last = before + len(document.findings)
        self._places = PlaceFinder(document)
        self._sources = SourceFinder(document)

    def lines(self) -> Iterator[str]:
        """Yield the markup, in the order of the text."""
        for number, finding in enumerate(in_reading_order(self._document), self._before + 1):
            yield from self._card(number, finding)

    def _card(self, number: int, finding: Finding) -> Iterator[str]:
        place = self._places.of_finding(finding)
        yield f'<article class="card" id="{anchor(number)}">'
        yield f'<div class="top"><h3>{number}. {escape(finding.title)}</h3>{chip(finding.severity)}</div>'
        told = f"{wording.OUTCOME[finding.outcome]} · {escape(wording.category(finding.category))} · {escape(finding.rule)}"
        yield f'<p class="id">{told} · {linked(place.label, place.address)}'
        yield f"{html_versions.state(self._document, finding)}</p>"
        if finding.span is not None:
            yield f'<div class="context">{self._context(finding)}</div>'
        yield f"<p>{_lines(finding.message)}</p>"
        yield from html_versions.earlier(self._document, finding)
        yield from self._details(finding)
        yield from _decision(answer(self._document, finding), response(self._document, finding))
        yield "</article>"

    def _details(self, finding: Finding) -> Iterator[str]:
        sources = self._sources.sources(finding.span)
        for title, words in (
            ("How to fix it", finding.advice),
            ("Suggested wording", finding.suggestion or ""),
            ("Evidence", wording.evidence(finding)),
            ("Source", sources),
        ):
            if words:
                yield f"<h4>{title}</h4><p>{_lines(words)}</p>"
        if finding.basis:
            yield '<h4>Basis</h4><ul class="basis">'
            yield from (f"<li>{_basis(entry)}</li>" for entry in finding.basis)
            yield "</ul>"

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
