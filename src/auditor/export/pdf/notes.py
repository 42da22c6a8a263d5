"""What a marked PDF says of a finding, in plain lines: of what a note has room for, the template's columns in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import answer, response
from auditor.export.safe_text import encodable, visible
from auditor.model.decision import NO_DECISION
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit
    from auditor.model.finding import Finding
    from auditor.model.template import Template


def note_words(document: DocumentAudit, finding: Finding, template: Template = PLAIN) -> str:
    """Return what is said of a finding; the first line says what it is."""
    basis = wording.basis(finding.basis).replace("\n", "; ")
    said = {
        "Why": finding.message,
        "Basis": f"Basis: {basis}" if basis else "",
        "How to fix": f"How to fix it: {finding.advice}" if finding.advice else "",
        "Suggested wording": f"Suggested wording: {finding.suggestion}" if finding.suggestion else "",
        "Decision": _decision(document, finding, template),
        "Response": f"Response: {words}" if (words := response(document, finding)) else "",
    }
    lines = [_head(finding, template), *(said.get(column, "") for column in template.columns)]
    return "\n".join(encodable(visible(line)) for line in lines if line)


def _head(finding: Finding, template: Template) -> str:
    facts = {
        "Severity": wording.SEVERITY[finding.severity],
        "Outcome": wording.OUTCOME[finding.outcome],
    }
    return " · ".join([*(words for column, words in facts.items() if template.shows(column)), finding.title])


def _decision(document: DocumentAudit, finding: Finding, template: Template) -> str:
    decision = answer(document, finding)
    if decision == NO_DECISION:
        return ""
    facts = {"Reason": decision.reason, "Reviewer": decision.reviewer}
    details = wording.joined(*(words for column, words in facts.items() if template.shows(column)))
    return f"Decision: {wording.DECISION[decision.verdict]}" + (f" ({details})" if details else "")
