"""Counts an audit as a whole, for the overview."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.model.decision import Verdict
from auditor.model.finding import Outcome
from auditor.model.overview import Overview, Standing, Tally
from auditor.store.connection import translated
from auditor.store.queries import CURRENT, FROM
from auditor.store.records import SEVERITIES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.model.listing import DocumentRow

_TALLIES = f"""SELECT f.category, f.severity, f.verdict, count(*) {FROM} WHERE {CURRENT} GROUP BY 1, 2, 3"""
_OUTCOMES = f"""SELECT f.document, f.outcome, count(*) {FROM} WHERE {CURRENT} GROUP BY 1, 2"""
_UNCHECKED = """SELECT d.id, (SELECT count(*) FROM part p WHERE p.document = d.id AND p.kind = 'failures') FROM document d"""


def overview(connection: sqlite3.Connection, path: Path, rows: Sequence[DocumentRow]) -> Overview:
    """Return the audit counted; `rows` are its documents. Raises StoreError when the file cannot be read."""
    with translated(path):
        tallies = connection.execute(_TALLIES).fetchall()
        counted = connection.execute(_OUTCOMES).fetchall()
        unchecked = dict(connection.execute(_UNCHECKED).fetchall())
        outcomes: dict[int, dict[Outcome, int]] = defaultdict(dict)
        for document, outcome, count in counted:
            outcomes[document][Outcome(outcome)] = count
        return Overview(
            tuple(Standing(row, outcomes.get(row.id, {}), unchecked.get(row.id, 0)) for row in rows),
            tuple(Tally(name, SEVERITIES[rank], Verdict(said), count) for name, rank, said, count in tallies),
        )
