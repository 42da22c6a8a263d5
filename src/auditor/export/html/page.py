"""The audit as one self-contained page: readable without script or network, light and dark, and fit for paper.

Written piece by piece, so that a large audit needs no more memory than a small one.
"""

from __future__ import annotations

import io
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.html import house
from auditor.export.html.findings import DocumentCards, linked
from auditor.export.html.style import STYLE
from auditor.export.html.versions import gone
from auditor.export.places import source_address
from auditor.export.safe_text import printable
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.template import Template

TITLE = "Health marketing audit"
_META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'

_OWN_STYLE = """
.alarm { border-left: 4px solid var(--critical); background: var(--critical-back); border-radius: 0 6px 6px 0; padding: .6rem 1rem; margin: 1rem 0; }
.scope { border-left: 4px solid var(--accent); padding-left: .75rem; font-weight: 600; }
.alarm h3 { margin-top: 0; }
.bar { display: block; height: .6rem; border-radius: 3px; background: var(--accent); min-width: 2px; }
td.wide { width: 45%; vertical-align: middle; }
.context { color: var(--muted); border-left: 3px solid var(--line); padding-left: .9rem; margin: .5rem 0; white-space: pre-line; }
.context strong { color: var(--text); font-weight: 500; }
.decision { background: var(--sunken); border-radius: 6px; padding: .5rem .9rem; margin-top: 1rem; }
.number { font-variant-numeric: tabular-nums; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: .5rem 0; font-size: .875rem; }
dl.facts dd { overflow-wrap: anywhere; }
h2 .id { display: block; font-weight: 400; }
@media (max-width: 40rem) { dl.facts { grid-template-columns: 1fr; } dl.facts dd { margin-bottom: .4rem; } }
@media print { h2, .card > :not(ul) { break-inside: avoid; } .card h4 { margin-top: .5rem; } .pack > h2 { break-before: auto; margin-top: 1.5rem; } .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def write_html(audit: Audit, stream: BinaryIO, *, prepared_by: str = "", template: Template = PLAIN) -> None:
    """Write the page in UTF-8."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
    try:
        for line in _page(audit, prepared_by, template):
            text.write(printable(line) + "\n")
    finally:
        text.detach()


def _page(audit: Audit, prepared_by: str, template: Template) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    title = escape(wording.joined(TITLE, template.organisation))
    yield f"<head>{_META}{house.policy(template)}<title>{title}</title>"
    yield f"<style>{STYLE}{_OWN_STYLE}{house.style(template)}</style></head>"
    yield "<body>"
    yield from house.strip(template)
    yield from _header(audit, prepared_by, template)
    yield "<main>"
    yield from _unread(audit)
    yield from _totals(audit)
    yield from _documents(audit)
    number = 0
    for at, document in enumerate(audit.documents, 1):
        cards = DocumentCards(document, at, number, template.columns)
        yield from _document(document, at)
        yield from cards.lines()
        yield from gone(document)
        yield "</section>"
        number = cards.last
    yield from _packs(audit)
    yield "</main>"
    yield f"<footer>{_lines(wording.notice(template))}</footer>"
    yield "</body></html>"


def _header(audit: Audit, prepared_by: str, template: Template) -> Iterator[str]:
    program = f"Auditor {audit.tool_version}"
    who = f"{prepared_by}, with {program}" if prepared_by else program
    yield f"<header><h1>{TITLE}</h1>"
    yield f'<p class="quiet">{escape(wording.headline(audit))}</p>'
    yield f'<p class="quiet">Audited {escape(wording.spelled_moment(audit.audited_at))} by {escape(who)}.</p>'
    yield from _scope(audit)
    yield f"<p>{_lines(wording.notice(template))}</p></header>"


def _scope(audit: Audit) -> Iterator[str]:
    """Yield which findings are here and by which rules they were found."""
    packs = ", ".join(f"{pack.id} {pack.version}" for pack in audit.packs) or "none"
    style = "quiet" if audit.selection is None else "scope"
    yield f'<p class="{style}">Filter: {escape(wording.inside(wording.filter_words(audit)))}</p>'
    yield f'<p class="quiet">Rules: {escape(packs)} · <a href="#packs">all of them</a></p>'


def _unread(audit: Audit) -> Iterator[str]:
    if not audit.unread:
        return
    yield '<section class="alarm" aria-labelledby="unread"><h3 id="unread">Could not be read, and so not audited</h3><ul>'
    for document in audit.unread:
        reason = wording.problems(document) or "No reason was given."
        yield f"<li><strong>{escape(document.source.name)}</strong>: {_lines(reason)}</li>"
    yield "</ul></section>"


def _totals(audit: Audit) -> Iterator[str]:
    counts = Counter((f.category, f.severity) for d in audit.documents for f in d.findings)
    categories = Counter(f.category for d in audit.documents for f in d.findings)
    yield '<section aria-labelledby="totals"><h2 id="totals">What was found</h2>'
    if not categories:
        nothing = "Nothing was flagged in what could be read."
        yield f"<p>{nothing if audit.selection is None else 'No finding passes the filter.'}</p></section>"
        return
    heads = "".join(f'<th class="number">{wording.SEVERITY[severity]}</th>' for severity in Severity)
    yield f'<div class="scroll"><table><thead><tr><th>Category</th>{heads}<th class="number">All</th><th></th></tr></thead><tbody>'
    most = max(categories.values())
    for category, total in categories.most_common():
        cells = "".join(f'<td class="number">{counts[category, s] or ""}</td>' for s in Severity)
        bar = f'<span class="bar" style="width: {100 * total / most:.0f}%" aria-hidden="true"></span>'
        yield (
            f"<tr><td>{escape(wording.category(category))}</td>{cells}"
            f'<td class="number">{total:,}</td><td class="wide">{bar}</td></tr>'
        )
    yield "</tbody></table></div></section>"


def _documents(audit: Audit) -> Iterator[str]:
    yield '<section aria-labelledby="documents"><h2 id="documents">Documents</h2>'
    yield '<div class="scroll"><table><thead><tr><th>Document</th><th>State</th><th>Verdict</th><th class="number">Words</th></tr></thead><tbody>'
    for at, document in enumerate(audit.documents, 1):
        name = f'<a href="#document-{at}">{escape(document.source.name)}</a>'
        state, verdict = wording.STATUS[document.status], wording.document_verdict(document)
        yield f'<tr><td>{name}</td><td>{state}</td><td>{escape(verdict)}</td><td class="number">{document.words:,}</td></tr>'
    yield "</tbody></table></div></section>"


def _document(document: DocumentAudit, at: int) -> Iterator[str]:
    yield f'<section class="pack" aria-labelledby="document-{at}">'
    title = f'<span class="id">{escape(document.title)}</span>' if document.title else ""
    yield f'<h2 id="document-{at}">{escape(document.source.name)}{title}</h2>'
    if document.status is not Status.COMPLETE or document.failures:
        yield f'<div class="alarm"><strong>{escape(wording.document_verdict(document))}</strong>'
        yield "".join(f"<br>{_lines(words)}" for words in _reservations(document)) + "</div>"
    yield '<dl class="facts">'
    yield from (f"<dt>{label}</dt><dd>{value}</dd>" for label, value in _facts(document) if value)
    yield "</dl>"


def _reservations(document: DocumentAudit) -> Iterator[str]:
    if document.problems:
        yield wording.problems(document)
    yield from (f"Rule {failure.rule} was not checked: {failure.error}" for failure in document.failures)


def _facts(document: DocumentAudit) -> Iterator[tuple[str, str]]:
    source = document.source
    outcomes = Counter(finding.outcome for finding in document.findings)
    yield "Verdict", escape(wording.document_verdict(document))
    yield "Address", linked(source.uri, source_address(source))
    yield "Retrieved", escape(wording.spelled_moment(source.retrieved_at)) if source.retrieved_at else ""
    yield "SHA-256", f'<span class="id">{escape(source.sha256)}</span>'
    if document.jurisdiction:
        country = document.jurisdiction.country or "not known"
        yield "Readers in", escape(f"{country}: {document.jurisdiction.reason}".rstrip(": "))
    if document.crisis:
        yield "Crisis help", wording.VERDICT[document.crisis.verdict]
    if document.comparison:
        yield "Since the version before", escape(document.standing.words)
    yield "Violations", str(outcomes[Outcome.VIOLATION] or "")
    yield "To review", str(outcomes[Outcome.NEEDS_REVIEW] or "")
    seen = len(document.not_flagged)
    yield (
        "Let pass",
        f"{wording.counted(seen, 'candidate')}, each with its reason in the spreadsheet" if seen else "",
    )


def _packs(audit: Audit) -> Iterator[str]:
    yield '<section aria-labelledby="packs"><h2 id="packs">Rules applied</h2>'
    yield '<div class="scroll"><table><thead><tr><th>Pack</th><th>Version</th><th>SHA-256</th></tr></thead><tbody>'
    for pack in audit.packs:
        yield f'<tr><td>{escape(pack.title)}</td><td>{escape(pack.version)}</td><td class="id">{escape(pack.sha256)}</td></tr>'
    yield "</tbody></table></div></section>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
