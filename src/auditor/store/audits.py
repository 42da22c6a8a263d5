"""The audit file: documents and findings go in as they are made, and lists, filters and exports come out.

One `AuditFile` belongs to the thread that opened it; another thread opens its own on the same path.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from auditor.errors import StoreError
from auditor.model.audit import Audit, DocumentAudit
from auditor.model.claim import told
from auditor.model.decision import NO_DECISION, FindingState
from auditor.model.finding import Finding, Severity
from auditor.model.listing import AuditHeader, DocumentRow
from auditor.model.reaudit import Comparison
from auditor.store import codec
from auditor.store.approvals import Approvals
from auditor.store.claims import Claims
from auditor.store.connection import connect, disconnect, transaction, translated
from auditor.store.decisions import Decisions, decision_of
from auditor.store.findings import Findings
from auditor.store.overview import overview
from auditor.store.queries import OPEN, STATE
from auditor.store.records import (
    PARTS,
    SEVERITIES,
    Sections,
    document_columns,
    document_row,
    finding_columns,
    part_rows,
    passed_row,
)
from auditor.store.second_looks import SecondLooks
from auditor.store.sources import Sources
from auditor.store.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from auditor.model.audit import RuleRecord
    from auditor.model.overview import Overview
    from auditor.model.passed import PassedRow
    from auditor.model.second_look import SecondReport

_NO_PARTS: dict[str, Any] = dict.fromkeys(PARTS, ())

_DOCUMENT_ROWS = """SELECT id, position, name, uri, media_type, status, title, words, problems,
                    compared_with IS NOT NULL FROM document"""


class AuditFile:
    """An open audit file. Use it as a context manager or call `close`.

    Every method raises StoreError when the file cannot be read or written.
    """

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._connection = connect(path, is_read_only=is_read_only)
        self.findings = Findings(self._connection, path)
        self.claims = Claims(self._connection, path)
        self.approvals = Approvals(self._connection, path, self.claims)
        self.decisions = Decisions(self._connection, path, self.approvals.take_back_within)
        self.sources = Sources(self._connection, path)
        self.second_looks = SecondLooks(self._connection, path)
        self.versions = Versions(self._connection, path, self.decisions)

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

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything written inside is on the disk together or not at all. Raises StoreError."""
        with translated(self.path), transaction(self._connection):
            yield

    def save(self, documents: Iterable[tuple[int, DocumentAudit]]) -> tuple[int, ...]:
        """Write documents, each with its position in the audit, in one transaction; return their numbers."""
        with translated(self.path), transaction(self._connection):
            return tuple(self._save_one(position, document) for position, document in documents)

    def document_rows(self, numbers: Sequence[int] | None = None) -> tuple[DocumentRow, ...]:
        """Return these or all documents in the order of the audit, without their texts."""
        condition, parameters = _among("id", numbers)
        rows = self._rows(
            f"{_DOCUMENT_ROWS} WHERE replaced_by IS NULL AND {condition} ORDER BY position", parameters
        )
        counts = self._counts_by_document(numbers)
        with translated(self.path):
            return tuple(document_row(row, *counts.get(row[0], ({}, 0))) for row in rows)

    def check(self) -> None:
        """Raise StoreError when the file is damaged, as far as a glance tells: what is true of all, and each document's facts."""
        self.header()
        rows = self._rows(_DOCUMENT_ROWS)
        with translated(self.path):
            for row in rows:
                document_row(row, {}, 0)

    def document(self, number: int) -> DocumentAudit:
        """Return one document to be read: its facts, text and blocks, without findings, statistics and the rest."""
        return self._document(number, ("blocks",))

    def overview(self) -> Overview:
        """Return the audit as a whole, counted."""
        return overview(self._connection, self.path, self.document_rows())

    def passed(self, number: int) -> tuple[PassedRow, ...]:
        """Return what was seen in a document and not flagged, in the order of the text."""
        rules = self._rules()
        rows = self._rows("SELECT text FROM document WHERE id = ?", [number])
        with translated(self.path):
            text = rows[0][0] if rows else ""
            return tuple(passed_row(n, text, rules) for n in self._parts(number, "not_flagged"))

    def second_report(self) -> SecondReport:
        """Return how the newest second look stands, and what people made of each rule."""
        return self.second_looks.report(self._rules())

    def audit(self) -> Audit:
        """Return everything with its decisions, for an export. Raises StoreError when no header was set."""
        header = self.header()
        if header is None:
            raise StoreError(
                "This audit file does not say which rules were used.", "Audit the documents again."
            )
        rows = self._rows("SELECT id FROM document WHERE replaced_by IS NULL ORDER BY position")
        documents = tuple(self.whole_document(row[0]) for row in rows)
        report = self.second_report()
        return Audit(
            header.tool_version, header.audited_at, header.packs, documents, report if report.look else None
        )

    def _rules(self) -> dict[str, RuleRecord]:
        header = self.header()
        return {rule.id: rule for pack in header.packs for rule in pack.rules} if header else {}

    def whole_document(self, number: int) -> DocumentAudit:
        """Return everything of one document, with its decisions and how it stands to its earlier version."""
        rows = self._rows(
            f"""SELECT f.body, {STATE}, f.verdict, f.reason, f.note, f.reviewer, f.decided_at, f.response
                FROM finding f WHERE f.document = ? ORDER BY f.id""",  # noqa: S608 - no values
            [number],
        )
        comparison, matches = self.comparison(number), self.approvals.matches_in(number)
        with translated(self.path):
            found = [(codec.load(Finding, row[0]), row[1], decision_of(row[2:])) for row in rows]
            return replace(
                self._document(number, tuple(PARTS)),
                findings=tuple(told(finding, matches.get(finding.fingerprint)) for finding, _, _ in found),
                approvals=matches,
                decisions={f.fingerprint: decision for f, _, decision in found if decision != NO_DECISION},
                states={f.fingerprint: FindingState(s) for f, s, _ in found if s},
                comparison=comparison,
                missed=self.second_looks.missed(number),
            )

    def comparison(self, number: int) -> Comparison | None:
        """Return the version a document was compared with, and what of it is gone; None when there was none."""
        rows = self._rows(
            "SELECT e.id, e.name, e.uri, e.body FROM document d JOIN document e ON e.id = d.compared_with WHERE d.id = ?",
            [number],
        )
        if not rows:
            return None
        earlier, name, uri, body = rows[0]
        judged = self.versions.judged_by(earlier)
        with translated(self.path):
            sha256 = codec.load(DocumentAudit, body).source.sha256
        gone, before = self.versions.gone(number), self.versions.before(number)
        return Comparison(name, uri, sha256, judged.audited_at if judged else "", gone, before)

    def _save_one(self, position: int, document: DocumentAudit) -> int:
        bare = replace(
            document,
            findings=(),
            text="",
            decisions={},
            states={},
            comparison=None,
            missed={},
            approvals={},
            **_NO_PARTS,
        )
        body = codec.dump(bare)
        cursor = self._connection.execute(
            """INSERT INTO document (position, name, uri, media_type, status, title, words, problems, body, text)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [position, *document_columns(document), body, document.text],
        )
        number = int(cursor.lastrowid or 0)
        self._connection.execute("UPDATE document SET lineage = id WHERE id = ?", [number])
        sections = Sections.of(document)
        self._connection.executemany(
            """INSERT INTO finding (document, place, place_end, severity, outcome, category, quote, trigger_at, trigger_quote,
                                    title, page, paragraph, section, haystack, body, fingerprint, rule, phrase)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
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

    def _counts_by_document(
        self, numbers: Sequence[int] | None
    ) -> dict[int, tuple[dict[Severity, int], int]]:
        """Return for each document its findings by severity, and how many of them wait no longer."""
        condition, parameters = _among("f.document", numbers)
        sql = f"""SELECT f.document, f.severity, count(*), sum(NOT {OPEN}) FROM finding f
                  WHERE {condition} GROUP BY 1, 2"""  # noqa: S608 - placeholders only
        counts: dict[int, tuple[dict[Severity, int], int]] = {}
        with translated(self.path):
            for number, rank, count, decided in self._rows(sql, parameters):
                before, known = counts.get(number, ({}, 0))
                counts[number] = ({**before, SEVERITIES[rank]: count}, known + decided)
        return counts

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self.path):
            return self._connection.execute(sql, parameters).fetchall()


def _among(column: str, numbers: Sequence[int] | None) -> tuple[str, Sequence[int]]:
    """The numbers come from our own tables, so there are never more than one batch of documents holds."""
    if numbers is None:
        return "1", ()
    return f"{column} IN ({', '.join('?' * len(numbers))})", numbers
