"""Which version of a document is the present one, noted before each change so that the change can be taken back.

A document that gave way stays in the file, hidden: at a position below zero, `replaced_by` the one that took its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Place:
    """How a document stands in its audit."""

    document: int
    lineage: int
    position: int
    replaced_by: int | None
    compared_with: int | None

    @classmethod
    def of(cls, connection: sqlite3.Connection, document: int) -> Self:
        """Read it off the document."""
        row = connection.execute(
            "SELECT id, lineage, position, replaced_by, compared_with FROM document WHERE id = ?", [document]
        ).fetchone()
        return cls(*row)


def note(connection: sqlite3.Connection, change: int, place: Place) -> None:
    """Write down how a document stood before a change; what was noted first holds."""
    connection.execute(
        "INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?, ?)",
        [change, place.document, place.lineage, place.position, place.replaced_by, place.compared_with],
    )


def put(connection: sqlite3.Connection, places: list[Place]) -> None:
    """Let documents stand as given; their findings show what was decided last in their line of versions."""
    for place in places:  # nobody is in another's way
        connection.execute("UPDATE document SET position = -id WHERE id = ?", [place.document])
    for place in places:
        position = _free(connection, place)
        connection.execute(
            "UPDATE document SET lineage = ?, position = ?, replaced_by = ?, compared_with = ? WHERE id = ?",
            [place.lineage, position, place.replaced_by, place.compared_with, place.document],
        )
        show_decisions(connection, place.document)
        shown = "standing" if place.compared_with is not None else "''"
        connection.execute(f"UPDATE finding SET state = {shown} WHERE document = ?", [place.document])  # noqa: S608 - one of two names


def take_back(connection: sqlite3.Connection, change: int, by: int) -> None:
    """Put documents back to where they stood before a change, and note that for `by`, which takes it back."""
    rows = connection.execute(
        "SELECT document, lineage, position, replaced_by, compared_with FROM version WHERE change = ?",
        [change],
    ).fetchall()
    before = [Place(*row) for row in rows]
    for place in before:
        note(connection, by, Place.of(connection, place.document))
    put(connection, before)


def show_decisions(connection: sqlite3.Connection, document: int) -> None:
    """Bring what the findings of a document show in step with the record."""
    connection.execute(
        "UPDATE finding SET verdict = 'undecided', reason = '', note = '', reviewer = '', decided_at = '', response = ''"
        " WHERE document = ?",
        [document],
    )
    connection.execute(
        """UPDATE finding SET (verdict, reason, note, reviewer, decided_at, response) = (
                SELECT d.verdict, d.reason, d.note, d.reviewer, d.decided_at, d.response FROM decision d JOIN document o ON o.id = finding.document
                WHERE d.lineage = o.lineage AND d.fingerprint = finding.fingerprint ORDER BY d.id DESC LIMIT 1)
            WHERE document = ? AND fingerprint IN (
                SELECT d.fingerprint FROM decision d JOIN document o ON o.lineage = d.lineage WHERE o.id = ?)""",
        [document, document],
    )


def _free(connection: sqlite3.Connection, place: Place) -> int:
    """Return the position wanted, or one at the end when another document has it now."""
    taken = connection.execute("SELECT 1 FROM document WHERE position = ?", [place.position]).fetchone()
    if not taken or place.position < 0:
        return place.position
    return int(connection.execute("SELECT max(position) + 1 FROM document").fetchone()[0])
