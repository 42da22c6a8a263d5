"""Finds the cells of a returned spreadsheet that somebody went over though nobody should.

It goes document by document, as they were written out: the words of all findings at once would take too much room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.export.entries import in_reading_order
from auditor.export.written_out import WrittenOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.model.audit import DocumentAudit
    from auditor.model.returned import KeptFinding, ReturnedRow
    from auditor.store.audits import AuditFile

Pair = tuple["ReturnedRow", "KeptFinding"]

FEW = 3
"""Rows of which all may have been gone over; of more, the program that wrote them out may have said it otherwise."""

NUMBER = "no."


@dataclass(frozen=True, slots=True)
class Changed:
    """The title of a cell that was changed, by the place of its pair, and what is true of whole columns."""

    titles: Mapping[int, str]
    remarks: tuple[str, ...] = ()


def changed_cells(pairs: Sequence[Pair], review: AuditFile) -> Changed:
    """Compare the rows with what an export would write of their findings. Raises StoreError."""
    found = dict(_found(pairs, review))
    counts = Counter(title for titles in found.values() for title in titles)
    others = {title for title, count in counts.items() if count > max(FEW, len(pairs) // 2)}
    kept = {at: [title for title in titles if title not in others] for at, titles in found.items()}
    return Changed(
        {at: titles[0] for at, titles in kept.items() if titles},
        tuple(_remark(title, counts[title], len(pairs)) for title in sorted(others)),
    )


def _found(pairs: Sequence[Pair], review: AuditFile) -> Iterator[tuple[int, list[str]]]:
    by_document: dict[int, list[int]] = defaultdict(list)
    for at, (_, finding) in enumerate(pairs):
        by_document[finding.document_id].append(at)
    has_versions = bool(review.findings.replaced_fingerprints())
    before = 0
    for row in review.document_rows():
        if places := by_document.get(row.id):
            document = review.whole_document(row.id)
            yield from _in_document(
                document, [(at, *pairs[at]) for at in places], before, has_versions=has_versions
            )
        before += sum(row.counts.values())


def _in_document(
    document: DocumentAudit,
    rows: Sequence[tuple[int, ReturnedRow, KeptFinding]],
    before: int,
    *,
    has_versions: bool,
) -> Iterator[tuple[int, list[str]]]:
    written = WrittenOut(document)
    findings = {f.fingerprint: (n, f) for n, f in enumerate(in_reading_order(document), before + 1)}
    shifts = Counter((row.number or 0) - findings[kept.fingerprint][0] for _, row, kept in rows)
    # A new version of a document before this one moves the numbers of all that follow.
    usual = shifts.most_common(1)[0][0] if has_versions else 0
    for at, row, kept in rows:
        number, finding = findings[kept.fingerprint]
        is_moved = NUMBER in row.written and (row.number or 0) - number not in {0, usual}
        titles = [*([NUMBER] if is_moved else []), *written.changed(finding, row.written)]
        if titles:
            yield at, titles


def _remark(title: str, count: int, rows: int) -> str:
    return (
        f"“{title.capitalize()}” reads otherwise than in this review in {count:,} of {rows:,} rows: another version of the "
        "program wrote it out, or somebody went over it. Only answers are taken in."
    )
