"""Writes the audit as JSON: the contract for scripts, published with its schema.

Documents are written one at a time, so that an audit of many pages does not stand in memory twice.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import answer, before, in_reading_order, response, statistic_words
from auditor.export.safe_text import encodable
from auditor.model.decision import NO_DECISION
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from auditor.model.analysis import Authorship, Contact, Crisis, Reference, Statistic, Support
    from auditor.model.audit import Audit, DocumentAudit, PackRecord, RegisterRecord, Selection, SourceRecord
    from auditor.model.claim import ClaimMatch
    from auditor.model.decision import Decision
    from auditor.model.document import Place
    from auditor.model.finding import Finding, NotFlagged
    from auditor.model.reaudit import Comparison, EarlierFinding, GoneFinding
    from auditor.model.span import Span
    from auditor.model.template import Template

SCHEMA_ID = "auditor.audit/1"
SCHEMA_FILE = "schema/audit-1.json"
INDENT = 1
"""Spaces a level: readable by people and by line-wise comparison, little longer than none."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def write_json(audit: Audit, target: BinaryIO | Path, *, with_text: bool, template: Template = PLAIN) -> None:
    """Write the audit to a binary stream or a file, in UTF-8, ending with a line end.

    `with_text` adds each document's canonical text, to which all offsets refer.
    """
    if isinstance(target, Path):
        with target.open("wb") as stream:
            write_json(audit, stream, with_text=with_text, template=template)
        return
    for piece in _pieces(audit, template, with_text=with_text):
        target.write(encodable(piece).encode("utf-8"))


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what `write_json` writes."""
    return resources.files("auditor.export").joinpath(SCHEMA_FILE).read_text("utf-8")


def head_json(audit: Audit, template: Template) -> dict[str, Json]:
    """Return what is true of the audit as a whole, whichever documents are in it."""
    return {
        "tool": {"name": "auditor", "version": audit.tool_version},
        "audited_at": audit.audited_at,
        "packs": [_pack(pack) for pack in audit.packs],
        "filter": _filter(audit.selection),
        "notice": wording.notice(template),
        **({"organisation": template.organisation} if template.organisation else {}),
        **({"register": _register(audit.register)} if audit.register else {}),
    }


def document_json(document: DocumentAudit, *, with_text: bool) -> dict[str, Json]:
    """Return what is said of one document."""
    jurisdiction = document.jurisdiction
    return {
        "source": _source(document.source),
        "status": document.status.value,
        "problems": [{"code": p.code, "message": p.message} for p in document.problems],
        "title": document.title,
        "language": document.language.code if document.language else None,
        "jurisdiction": jurisdiction.country if jurisdiction else None,
        "jurisdiction_reason": jurisdiction.reason if jurisdiction else "",
        "words": document.words,
        **({"text": document.text} if with_text else {}),
        "statistics": [_statistic(document, statistic) for statistic in document.statistics],
        **({"left_out": document.left_out} if document.left_out else {}),
        "findings": [_finding(document, finding) for finding in in_reading_order(document)],
        **(_comparison(document.comparison) if document.comparison else {}),
        "crisis": _crisis(document, document.crisis) if document.crisis else None,
        "authorship": _authorship(document.authorship) if document.authorship else None,
        "references": [_reference(reference) for reference in document.references],
        "not_flagged": [
            _not_flagged(candidate, document.missed.get(at))
            for at, candidate in enumerate(document.not_flagged)
        ],
    }


def failures_json(document: DocumentAudit) -> list[Json]:
    """Return the rules that could not be checked in a document."""
    return [{"rule": f.rule, "document": f.document, "error": f.error} for f in document.failures]


def _finding(document: DocumentAudit, finding: Finding) -> Json:
    trigger = finding.trigger
    state = document.states.get(finding.fingerprint)
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "title": finding.title,
        "category": finding.category,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        **_bounds(finding.span),
        "quote": finding.quote,
        "trigger_start": trigger.start if trigger else None,
        "trigger_end": trigger.end if trigger else None,
        "trigger": finding.trigger_quote,
        "message": finding.message,
        "advice": finding.advice,
        "suggestion": finding.suggestion,
        "grade": finding.grade.value if finding.grade else None,
        "evidence": finding.evidence,
        "basis": [{"title": b.title, "clause": b.clause, "url": b.url} for b in finding.basis],
        "place": _place(finding.place) if finding.place else None,
        "occurrences": finding.occurrences,
        "decision": _decision(answer(document, finding)),
        **({"approval": _approval(match)} if (match := document.approvals.get(finding.fingerprint)) else {}),
        **({"response": said} if (said := response(document, finding)) else {}),
        **({"state": state.value} if state else {}),
        **({"before": _before(earlier)} if (earlier := before(document, finding)) else {}),
    }


def _gone(gone: GoneFinding) -> Json:
    finding = gone.finding
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "title": finding.title,
        "category": finding.category,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "quote": finding.quote,
        "trigger": finding.trigger_quote,
        "reason": gone.departure.value,
        "decision": None if gone.decision.verdict.is_open else _decision(gone.decision),
    }


def _pieces(audit: Audit, template: Template, *, with_text: bool) -> Iterator[str]:
    """Yield the file as if the whole had been written at once, with the documents let in one by one."""
    said = head_json(audit, template)
    head: Json = {
        "schema": SCHEMA_ID,
        **{name: said[name] for name in ("tool", "audited_at", "packs", "filter")},
        "documents_not_read": [document.source.name for document in audit.unread],
        **{name: said[name] for name in ("notice", "organisation", "register") if name in said},
    }
    tail: Json = {"failures": [said for document in audit.documents for said in failures_json(document)]}
    yield _dump(head).removesuffix("\n}") + ',\n "documents": ['
    for at, document in enumerate(audit.documents):
        body = _dump(document_json(document, with_text=with_text))
        yield ("," if at else "") + f"\n{body}".replace("\n", "\n  ")
    yield "\n ],\n" if audit.documents else "],\n"
    yield _dump(tail).removeprefix("{\n") + "\n"


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=INDENT)


def _pack(pack: PackRecord) -> Json:
    return {"id": pack.id, "version": pack.version, "sha256": pack.sha256}


def _register(register: RegisterRecord) -> Json:
    return {"name": register.name, "claims": register.claims, "trouble": register.trouble or None}


def _filter(selection: Selection | None) -> Json:
    """Return what the findings were narrowed to; null when all are there."""
    if selection is None:
        return None
    return {"words": selection.words, "shown": selection.shown, "total": selection.total}


def _source(source: SourceRecord) -> Json:
    return {
        "name": source.name,
        "uri": source.uri,
        "media_type": source.media_type,
        "bytes": source.bytes,
        "sha256": source.sha256,
        "retrieved_at": source.retrieved_at,
    }


def _statistic(document: DocumentAudit, statistic: Statistic) -> Json:
    return {
        **_bounds(statistic.span),
        "quote": statistic_words(document, statistic),
        "figures": [figure.quote for figure in statistic.figures],
        "grade": statistic.evidence.grade.value,
        "support": [_support(support) for support in statistic.evidence.supports],
    }


def _support(support: Support) -> Json:
    return {
        "kind": support.kind.value,
        "quote": support.quote,
        "target": support.target,
        **_bounds(support.span),
    }


def _comparison(comparison: Comparison) -> dict[str, Json]:
    """Return the version before, and what of its findings has no counterpart now."""
    source: Json = {
        "name": comparison.name,
        "uri": comparison.uri,
        "sha256": comparison.sha256,
        "audited_at": comparison.audited_at or None,
    }
    fixed: list[Json] = [_gone(gone) for gone in comparison.gone if gone.departure.is_fixed]
    rest: list[Json] = [_gone(gone) for gone in comparison.gone if not gone.departure.is_fixed]
    return {"compared_with": source, "fixed": fixed, "not_compared": rest}


def _before(earlier: EarlierFinding) -> Json:
    is_open = earlier.decision.verdict.is_open
    return {
        "fingerprint": earlier.fingerprint,
        "rule": earlier.rule,
        "quote": earlier.quote,
        "decision": None if is_open else _decision(earlier.decision),
    }


def _decision(decision: Decision) -> Json:
    if decision == NO_DECISION:
        return None
    return {
        "verdict": decision.verdict.value,
        "reason": decision.reason,
        "reviewer": decision.reviewer,
        "decided_at": decision.decided_at,
    }


def _approval(match: ClaimMatch) -> Json:
    return {
        "state": match.kind.value,
        "register": match.register or None,
        "entry": match.number,
        "key": match.key,
        "wording": match.wording,
        "evidence": match.evidence,
        "approver": match.approver,
        "scope": match.scope,
        "expires_on": match.expires_on or None,
        "differences": [{"approved": d.approved, "found": d.found} for d in match.differences],
    }


def _place(place: Place) -> Json:
    """Return only what the document's format knows of places."""
    boxes: list[Json] = [list(box) for box in place.boxes]
    known: Mapping[str, Json] = {
        "page": place.page,
        "boxes": boxes or None,
        "selector": place.selector,
        "offset": place.offset,
        "paragraph": place.paragraph,
    }
    return {name: value for name, value in known.items() if value is not None}


def _crisis(document: DocumentAudit, crisis: Crisis) -> Json:
    return {
        "topics": list(crisis.topics),
        "verdict": crisis.verdict.value,
        "resources": [_resource(document, contact) for contact in crisis.resources],
        "notes": list(crisis.notes),
    }


def _resource(document: DocumentAudit, contact: Contact) -> Json:
    words = contact.span.of(document.text) or contact.number
    return {"name": contact.resource_name, "quote": words, **_bounds(contact.span)}


def _authorship(authorship: Authorship) -> Json:
    return {
        "reviewer": authorship.reviewer,
        "reviewed_on": authorship.reviewed_on,
        "published_on": authorship.published_on,
        "disclaimer": authorship.disclaimer,
    }


def _reference(reference: Reference) -> Json:
    return {
        "label": reference.label,
        "text": reference.text,
        "url": reference.url,
        "marks": reference.marks,
    }


def _not_flagged(candidate: NotFlagged, missed: Decision | None) -> Json:
    return {
        "rule": candidate.rule,
        **_bounds(candidate.span),
        "quote": candidate.quote,
        "reason": candidate.reason,
        **({"missed": _missed(missed)} if missed else {}),
    }


def _missed(judgement: Decision) -> Json:
    return {"note": judgement.note, "reviewer": judgement.reviewer, "decided_at": judgement.decided_at}


def _bounds(span: Span | None) -> dict[str, Json]:
    return {"start": span.start if span else None, "end": span.end if span else None}
