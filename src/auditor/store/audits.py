"""The audit file: documents and findings go in as they are made, and lists, filters and exports come out.

One `AuditFile` belongs to the thread that opened it; another thread opens its own on the same path.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from auditor.errors import StoreError
from auditor.model.audit import Audit, DocumentAudit
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.listing import (
    AuditHeader,
    DocumentRow,
    Facets,
    Filter,
    FindingMark,
    FindingRow,
    Sort,
    StoredFinding,
)
from auditor.model.span import Span
from auditor.store import codec
from auditor.store.connection import connect, disconnect, transaction, translated
from auditor.store.queries import FROM, order_by, where
from auditor.store.records import (
    PARTS,
    SEVERITIES,
    Sections,
    document_columns,
    document_row,
    finding_columns,
    finding_row,
    part_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PARAMETERS = 500
"""Rows asked for in one query; SQLite allows at least 999 parameters everywhere."""

_NO_PARTS: dict[str, Any] = dict.fromkeys(PARTS, ())

_DOCUMENT_ROWS = """SELECT id, position, name, uri, media_type, status, title, words, problems
                    FROM document"""
_FINDING_ROW = (
    "f.id, f.document, d.name, f.severity, f.outcome, f.category, f.quote, f.trigger_at, f.trigger_quote, "
    "f.title, f.place < 0, f.page, f.paragraph, f.section"
)


class AuditFile:
    """An open audit file. Use it as a context manager or call `close`.

    Every method raises StoreError when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last one to do so leaves one clean file."""
        disconnect(self._connection)

    def set_header(self, header: AuditHeader) -> None:
        """Say what is true of the audit as a whole."""
        with translated(self.path):
            self._connection.execute("INSERT OR REPLACE INTO audit VALUES (1, ?)", [codec.dump(header)])

    def header(self) -> AuditHeader | None:
        """Return what was set by `set_header`."""
        rows = self._rows("SELECT body FROM audit")
        with translated(self.path):
            return codec.load(AuditHeader, rows[0][0]) if rows else None

    def save(self, documents: Iterable[tuple[int, DocumentAudit]]) -> tuple[int, ...]:
        """Write documents, each with its position in the audit, in one transaction; return their numbers."""
        with translated(self.path), transaction(self._connection):
            return tuple(self._save_one(position, document) for position, document in documents)

    def document_rows(self, numbers: Sequence[int] | None = None) -> tuple[DocumentRow, ...]:
        """Return these or all documents in the order of the audit, without their texts."""
        condition, parameters = _among("id", numbers)
        rows = self._rows(f"{_DOCUMENT_ROWS} WHERE {condition} ORDER BY position", parameters)
        counts = self._counts_by_document(numbers)
        with translated(self.path):
            return tuple(document_row(row, counts.get(row[0], {})) for row in rows)

    def document(self, number: int) -> DocumentAudit:
        """Return one document to be read: its facts, text and blocks, without findings, statistics and the rest."""
        return self._document(number, ("blocks",))

    def audit(self) -> Audit:
        """Return everything, for an export. Raises StoreError when no header was set."""
        header = self.header()
        if header is None:
            raise StoreError(
                "This audit file does not say which rules were used.", "Audit the documents again."
            )
        numbers = [row[0] for row in self._rows("SELECT id FROM document ORDER BY position")]
        documents = tuple(
            replace(self._document(n, tuple(PARTS)), findings=self._findings_of(n)) for n in numbers
        )
        return Audit(header.tool_version, header.audited_at, header.packs, documents)

    def finding_ids(self, wanted: Filter, sort: Sort) -> list[int]:
        """Return the numbers of the findings that pass the filter, in order."""
        condition, parameters = where(wanted)
        rows = self._rows(f"SELECT f.id {FROM} WHERE {condition} ORDER BY {order_by(sort)}", parameters)
        return [row[0] for row in rows]

    def finding_rows(self, ids: Sequence[int]) -> list[FindingRow]:
        """Return table rows for the numbers given, in their order; numbers unknown here are passed over."""
        found: dict[int, FindingRow] = {}
        for start in range(0, len(ids), PARAMETERS):
            some = list(ids[start : start + PARAMETERS])
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT {_FINDING_ROW} {FROM} WHERE f.id IN ({marks})", some)
            found.update((row[0], finding_row(row)) for row in rows)
        return [found[number] for number in ids if number in found]

    def finding(self, number: int) -> StoredFinding | None:
        """Return a whole finding, or None when there is none of that number."""
        rows = self._rows(f"SELECT f.document, d.name, f.body {FROM} WHERE f.id = ?", [number])
        if not rows:
            return None
        document, name, body = rows[0]
        with translated(self.path):
            return StoredFinding(number, document, name, codec.load(Finding, body))

    def marks(self, document: int) -> tuple[FindingMark, ...]:
        """Return where the document's findings lie in its text, in order; document findings lie nowhere."""
        rows = self._rows(
            """SELECT id, place, place_end, severity, title FROM finding
               WHERE document = ? AND place >= 0 ORDER BY place, id""",
            [document],
        )
        with translated(self.path):
            return tuple(
                FindingMark(row[0], Span(row[1], row[2]), SEVERITIES[row[3]], row[4]) for row in rows
            )

    def facets(self, wanted: Filter) -> Facets:
        """Count what is shown, what there is, and what each single choice of a filter would show."""
        severities = self._group("f.severity", replace(wanted, severities=frozenset()))
        outcomes = self._group("f.outcome", replace(wanted, outcomes=frozenset()))
        return Facets(
            shown=self._count(wanted),
            total=self._count(Filter()),
            severities={SEVERITIES[int(rank)]: count for rank, count in severities},
            categories={
                str(name): n for name, n in self._group("f.category", replace(wanted, categories=frozenset()))
            },
            outcomes={Outcome(str(name)): count for name, count in outcomes},
        )

    def _save_one(self, position: int, document: DocumentAudit) -> int:
        body = codec.dump(replace(document, findings=(), text="", **_NO_PARTS))
        cursor = self._connection.execute(
            """INSERT INTO document (position, name, uri, media_type, status, title, words, problems, body, text)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [position, *document_columns(document), body, document.text],
        )
        number = int(cursor.lastrowid or 0)
        sections = Sections.of(document)
        self._connection.executemany(
            """INSERT INTO finding (document, place, place_end, severity, outcome, category, quote, trigger_at, trigger_quote,
                                    title, page, paragraph, section, haystack, body)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            ((number, *finding_columns(finding, document, sections)) for finding in document.findings),
        )
        self._connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?)", part_rows(number, document))
        return number

    def _document(self, number: int, kinds: Sequence[str]) -> DocumentAudit:
        rows = self._rows("SELECT body, text FROM document WHERE id = ?", [number])
        if not rows:
            raise StoreError("This document is no longer in the audit.")
        body, text = rows[0]
        with translated(self.path):
            parts: dict[str, Any] = {kind: self._parts(number, kind) for kind in kinds}
            return replace(codec.load(DocumentAudit, body), text=text, **parts)

    def _parts(self, document: int, kind: str) -> tuple[Any, ...]:
        sql = "SELECT body FROM part WHERE document = ? AND kind = ? ORDER BY place"
        rows = self._connection.execute(sql, [document, kind])
        return tuple(codec.load(PARTS[kind], row[0]) for row in rows)

    def _findings_of(self, document: int) -> tuple[Finding, ...]:
        rows = self._rows("SELECT body FROM finding WHERE document = ? ORDER BY id", [document])
        with translated(self.path):
            return tuple(codec.load(Finding, row[0]) for row in rows)

    def _counts_by_document(self, numbers: Sequence[int] | None) -> dict[int, dict[Severity, int]]:
        condition, parameters = _among("document", numbers)
        sql = f"SELECT document, severity, count(*) FROM finding WHERE {condition} GROUP BY 1, 2"  # noqa: S608 - placeholders only
        counts: dict[int, dict[Severity, int]] = {}
        for number, rank, count in self._rows(sql, parameters):
            counts.setdefault(number, {})[SEVERITIES[rank]] = count
        return counts

    def _group(self, column: str, wanted: Filter) -> list[tuple[str | int, int]]:
        condition, parameters = where(wanted)
        rows = self._rows(
            f"SELECT {column}, count(*) {FROM} WHERE {condition} GROUP BY 1 ORDER BY 1", parameters
        )
        return [(row[0], row[1]) for row in rows]

    def _count(self, wanted: Filter) -> int:
        condition, parameters = where(wanted)
        return int(self._rows(f"SELECT count(*) {FROM} WHERE {condition}", parameters)[0][0])

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self.path):
            return self._connection.execute(sql, parameters).fetchall()


def _among(column: str, numbers: Sequence[int] | None) -> tuple[str, Sequence[int]]:
    """The numbers come from our own tables, so there are never more than one batch of documents holds."""
    if numbers is None:
        return "1", ()
    return f"{column} IN ({', '.join('?' * len(numbers))})", numbers
