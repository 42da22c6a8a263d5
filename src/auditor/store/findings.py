"""The findings of an audit as lists ask for them: which ones, in which order, how many of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.model.claim import ClaimMatch
from auditor.model.decision import Verdict
from auditor.model.document import Place
from auditor.model.finding import Finding, Outcome
from auditor.model.listing import (
    Alike,
    BoxMark,
    Filter,
    FindingMark,
    FindingRow,
    Group,
    Listing,
    PageMark,
    StoredFinding,
)
from auditor.model.returned import KeptFinding
from auditor.model.span import Span
from auditor.store import codec
from auditor.store.connection import telling, translated
from auditor.store.decisions import decision_of
from auditor.store.facets import counted
from auditor.store.queries import CURRENT, FROM, GROUP_COLUMNS, OPEN, STATE, order_by, where
from auditor.store.records import SEVERITIES, finding_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from auditor.model.listing import Facets
    from auditor.model.order import Grouping, Sort

PARAMETERS = 500
"""Rows asked for in one query; SQLite allows at least 999 parameters everywhere."""

_ROW = (
    "f.id, f.document, d.name, f.severity, f.outcome, f.category, f.quote, f.trigger_at, f.trigger_quote, "
    "f.title, f.place < 0, f.page, f.paragraph, f.section, f.verdict, f.note <> '', " + STATE
)


class Findings:
    """The findings in one audit file. Every method raises StoreError when the file cannot be read."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @telling
    def ids(self, wanted: Filter, sort: Sort) -> list[int]:
        """Return the numbers of the findings that pass the filter, in order."""
        condition, parameters = where(wanted)
        rows = self._rows(f"SELECT f.id {FROM} WHERE {condition} ORDER BY {order_by(sort)}", parameters)
        return [row[0] for row in rows]

    def names(self, wanted: Filter) -> frozenset[tuple[int, str]]:
        """Return the document and the fingerprint of each finding that passes the filter."""
        condition, parameters = where(wanted)
        rows = self._rows(f"SELECT f.document, f.fingerprint {FROM} WHERE {condition}", parameters)
        return frozenset((document, name) for document, name in rows)

    @telling
    def listing(self, wanted: Filter, sort: Sort, by: Grouping | None) -> Listing:
        """Return them in order, or group by group, the weightiest group first."""
        if by is None:
            return Listing(self.ids(wanted, sort))
        groups = self.groups(wanted, by)
        condition, parameters = where(wanted)
        key = GROUP_COLUMNS[by][0]
        members: dict[str, list[int]] = {group.key: [] for group in groups}
        sql = f"SELECT {key}, f.id {FROM} WHERE {condition} ORDER BY {order_by(sort)}"
        with translated(self._path):
            for name, number in self._connection.execute(sql, parameters):  # one by one: there may be many
                members[str(name)].append(number)
        return Listing([number for ids in members.values() for number in ids], groups)

    @telling
    def open_ids(self, wanted: Filter, sort: Sort) -> list[int]:
        """Return those of them that still wait for an answer, in order."""
        condition, parameters = where(wanted)
        sql = f"SELECT f.id {FROM} WHERE {condition} AND {OPEN} ORDER BY {order_by(sort)}"
        return [row[0] for row in self._rows(sql, parameters)]

    @telling
    def rows(self, ids: Sequence[int]) -> list[FindingRow]:
        """Return table rows for the numbers given, in their order; numbers unknown here are passed over."""
        found: dict[int, FindingRow] = {}
        for start in range(0, len(ids), PARAMETERS):
            some = list(ids[start : start + PARAMETERS])
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT {_ROW} {FROM} WHERE f.id IN ({marks})", some)
            found.update((row[0], finding_row(row)) for row in rows)
        return [found[number] for number in ids if number in found]

    def one(self, number: int) -> StoredFinding | None:
        """Return a whole finding with how it was decided, or None when there is none of that number."""
        rows = self._rows(
            f"""SELECT f.document, d.name, f.body, {STATE}, m.body,
                       f.verdict, f.reason, f.note, f.reviewer, f.decided_at, f.response
                {FROM} LEFT JOIN claim_match m ON m.lineage = d.lineage AND m.fingerprint = f.fingerprint
                WHERE f.id = ?""",
            [number],
        )
        if not rows:
            return None
        document, name, body, state, matched, *decision = rows[0]
        with translated(self._path):
            finding = codec.load(Finding, body)
            match = codec.load(ClaimMatch, matched) if matched else None
            return StoredFinding(number, document, name, finding, decision_of(decision), state, match=match)

    def kept(self) -> Iterator[KeptFinding]:
        """Yield every finding of the present versions as far as a spreadsheet that came back has to fit it."""
        rows = self._rows(
            f"""SELECT f.id, d.id, d.name, json_extract(d.body, '$.source.sha256'), f.fingerprint, f.rule, f.category,
                       f.severity, f.outcome, f.quote,
                       f.verdict, f.reason, f.note, f.reviewer, f.decided_at, f.response
                {FROM} WHERE {CURRENT} ORDER BY d.position, f.place, f.id"""
        )
        with translated(self._path):
            yield from map(_kept, rows)

    def replaced_fingerprints(self) -> frozenset[str]:
        """Return what names the findings of versions that newer ones have taken the place of."""
        rows = self._rows(f"SELECT DISTINCT f.fingerprint {FROM} WHERE d.replaced_by IS NOT NULL")
        return frozenset(row[0] for row in rows)

    def marks(self, document: int) -> tuple[FindingMark, ...]:
        """Return where the document's findings lie in its text, in order; document findings lie nowhere."""
        rows = self._rows(
            """SELECT id, place, place_end, severity, title, verdict FROM finding
               WHERE document = ? AND place >= 0 ORDER BY place, id""",
            [document],
        )
        with translated(self._path):
            return tuple(
                FindingMark(row[0], Span(row[1], row[2]), SEVERITIES[row[3]], row[4], Verdict(row[5]))
                for row in rows
            )

    @telling
    def numbers(self, document: int) -> dict[str, int]:
        """Return the numbers of a document's findings, by their fingerprints."""
        return dict(self._rows("SELECT fingerprint, id FROM finding WHERE document = ?", [document]))

    @telling
    def page_marks(self, document: int) -> tuple[PageMark, ...]:
        """Return the words of the document's findings, by which a viewer finds them on the page itself."""
        rows = self._rows(
            """SELECT id, quote, trigger_quote, severity, coalesce(json_extract(body, '$.place.selector'), '')
               FROM finding WHERE document = ? AND place >= 0 ORDER BY place, id""",
            [document],
        )
        return tuple(PageMark(row[0], row[1], row[2], SEVERITIES[row[3]], row[4]) for row in rows)

    def box_marks(self, document: int) -> tuple[BoxMark, ...]:
        """Return where the document's findings lie on its pages, in order; those of the whole document lie nowhere."""
        rows = self._rows(
            """SELECT id, page, json_extract(body, '$.place'), severity, title
               FROM finding WHERE document = ? AND page IS NOT NULL ORDER BY page, place, id""",
            [document],
        )
        with translated(self._path):
            return tuple(
                BoxMark(row[0], row[1], codec.load(Place, row[2]).boxes, SEVERITIES[row[3]], row[4])
                for row in rows
            )

    @telling
    def alike(self, number: int) -> Alike:
        """Return the findings of the same rule on the same words, this one among them."""
        rows = self._rows(
            f"""SELECT f.id, f.document {FROM} JOIN finding o ON o.id = ? AND f.rule = o.rule AND f.phrase = o.phrase
                WHERE d.replaced_by IS NULL ORDER BY d.position, f.place, f.id""",
            [number],
        )
        return Alike(tuple(row[0] for row in rows), len({row[1] for row in rows}))

    @telling
    def groups(self, wanted: Filter, by: Grouping) -> tuple[Group, ...]:
        """Return the findings that pass the filter counted by rule, document or category, the weightiest first."""
        condition, parameters = where(wanted)
        key, label = GROUP_COLUMNS[by]
        # The label is read off one finding of each group: for all of them it would be read from the whole file.
        rows = self._rows(
            f"""SELECT g.key, {label}, g.count, g.open, g.severity
                FROM (SELECT {key} AS key, count(*) AS count, sum({OPEN}) AS open, min(f.severity) AS severity,
                             min(f.id) AS one {FROM} WHERE {condition} GROUP BY 1) g
                JOIN finding f ON f.id = g.one JOIN document d ON d.id = f.document
                ORDER BY 5, 3 DESC, 2""",  # noqa: S608 - columns and placeholders only
            parameters,
        )
        return tuple(
            Group(str(row[0]), str(row[1]), row[2], int(row[3] or 0), SEVERITIES[row[4]]) for row in rows
        )

    @telling
    def facets(self, wanted: Filter) -> Facets:
        """Count what is shown, what there is, and what each single choice of a filter would show."""
        condition, parameters = where(Filter(text=wanted.text, document=wanted.document))
        rows = self._rows(
            f"""SELECT f.severity, f.category, f.outcome, f.verdict, f.rule, {STATE}, count(*) {FROM} WHERE {condition}
                GROUP BY 1, 2, 3, 4, 5, 6""",
            parameters,
        )
        total = self._rows(f"SELECT count(*) {FROM} WHERE {CURRENT}")[0][0]
        return counted(wanted, total, rows)

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()


def _kept(row: tuple[Any, ...]) -> KeptFinding:
    number, document, name, sha256, fingerprint, rule, category, severity, outcome, quote, *decision = row
    return KeptFinding(
        number,
        document,
        name,
        sha256,
        fingerprint,
        rule,
        category,
        SEVERITIES[severity],
        Outcome(outcome),
        quote,
        decision_of(decision),
    )
