"""What the report says of the version before: how each finding read then, and what is gone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.audit import DocumentAudit
    from auditor.model.finding import Finding


def state(document: DocumentAudit, finding: Finding) -> str:
    """Return how a finding stands to the version before; nothing where there was none."""
    found = document.states.get(finding.fingerprint)
    return f" · {wording.STATE[found]}" if found else ""


def earlier(document: DocumentAudit, finding: Finding) -> Iterator[str]:
    """Yield how a finding read before, where it has changed."""
    words = wording.earlier(before(document, finding))
    if words:
        yield f"<h4>In the version before</h4><p>{escape(words).replace(chr(10), '<br>')}</p>"


def gone(document: DocumentAudit) -> Iterator[str]:
    """Yield the findings of the version before that have no counterpart: the mended, and those nobody can tell of."""
    if document.comparison is None or not document.comparison.gone:
        return
    yield "<h3>Gone since the version before</h3><ul>"
    for each in document.comparison.gone:
        words = each.finding.quote or each.finding.message
        became = f"<strong>{wording.departure(each.departure)}</strong>"
        yield f"<li>{became}: “{escape(words)}” {escape(wording.DEPARTURE[each.departure])}</li>"
    yield "</ul>"
