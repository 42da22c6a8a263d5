"""Narrows an audit to the findings that pass a filter, so that only these leave the program, and says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export import wording
from auditor.export.entries import numbered
from auditor.model.audit import Selection
from auditor.model.decision import Verdict
from auditor.model.finding import Severity
from auditor.model.listing import Filter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.store.audits import AuditFile


def narrowed(file: AuditFile, wanted: Filter) -> Audit:
    """Return the audit with the findings that pass; each document says how many of its own do not.

    Raises StoreError.
    """
    audit = file.audit()
    names = file.findings.names(wanted)
    numbers = [row.id for row in file.document_rows()]
    before, documents = 0, []
    for number, document in zip(numbers, audit.documents, strict=True):
        whole = {finding.fingerprint: at for at, finding in numbered(document, before)}
        before += len(document.findings)
        documents.append(_narrowed(document, {n: at for n, at in whole.items() if (number, n) in names}))
    shown = sum(len(document.findings) for document in documents)
    selection = Selection(filter_words(wanted, file), shown, len(audit.findings))
    return replace(audit, documents=tuple(documents), selection=selection)


def check_names(wanted: Filter, file: AuditFile, name: str) -> None:
    """Refuse a category or rule that no finding of the review has: it is more likely misspelt than meant.

    Raises UserError, StoreError.
    """
    there = file.findings.facets(Filter())
    for what, asked, known in (
        ("category", wanted.categories, there.categories),
        ("rule", wanted.rules, there.rules),
    ):
        for word in sorted(asked - set(known)):
            raise UserError(
                f"“{name}” has no finding with the {what} “{word}”.",
                f"It has those of {', '.join(sorted(known)) or 'none'}.",
            )


def filter_words(wanted: Filter, file: AuditFile) -> str:
    """Return what passes the filter, in the words of the exports."""
    parts = [f"“{wanted.text.strip()}” in their words"] if wanted.text.strip() else []
    parts += _said("severity", [wording.SEVERITY[s] for s in Severity if s in wanted.severities])
    parts += _said("outcome", [wording.OUTCOME[o] for o in wording.OUTCOME if o in wanted.outcomes])
    parts += _said("category", [wording.category(name) for name in sorted(wanted.categories)])
    parts += _said("rule", sorted(wanted.rules))
    verdicts = [_VERDICTS.get(v, wording.DECISION[v]) for v in Verdict if v in wanted.verdicts]
    parts += _said("decision", verdicts)
    parts += _said("state", [wording.STATE[s] for s in wording.STATE if s in wanted.states])
    if wanted.document is not None:
        parts.append(f"document “{_name_of(wanted.document, file)}”")
    return "; ".join(parts)


_VERDICTS = {Verdict.LATER: "Later"}
"""Decisions that an export shows as undecided, but a filter can tell apart."""


def _said(what: str, choices: Collection[str]) -> list[str]:
    return [f"{what} {' or '.join(choices)}"] if choices else []


def _name_of(number: int, file: AuditFile) -> str:
    return next((row.name for row in file.document_rows() if row.id == number), "")


def _narrowed(document: DocumentAudit, numbers: Mapping[str, int]) -> DocumentAudit:
    findings = tuple(finding for finding in document.findings if finding.fingerprint in numbers)
    left_out = len(document.findings) - len(findings)
    return replace(document, findings=findings, left_out=left_out, numbers=numbers)
