"""The steps that bring an audit file from any older version to the present one.

Each step is one small function, run once, in a transaction of its own together with the number it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

MAJOR = 1
"""Raised when older programs can no longer read the file at all."""


def migrate(connection: sqlite3.Connection) -> None:
    """Run the steps the file has not seen yet."""
    done = _version(connection)
    for minor, step in enumerate(STEPS, start=1):
        number = MAJOR * 1000 + minor
        if done < number:
            connection.execute("BEGIN IMMEDIATE")
            # Another window may have taken this step while we waited for the lock.
            if _version(connection) < number:
                step(connection)
                connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _documents_and_findings(connection: sqlite3.Connection) -> None:
    """Keep what an audit found.

    `body` holds the whole value as JSON and is the truth; the columns beside it are what lists, filters and
    sorting ask for. What a document has thousands of (blocks, statistics …) stands piece by piece in `part`, `kind`
    being the field's name: reading one long text of JSON would hold up every other thread.
    """
    connection.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL)")
    connection.execute(
        """
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            position INTEGER NOT NULL UNIQUE,
            name TEXT NOT NULL,
            uri TEXT NOT NULL,
            media_type TEXT NOT NULL,
            status TEXT NOT NULL,
            title TEXT NOT NULL,
            words INTEGER NOT NULL,
            problems TEXT NOT NULL,
            body TEXT NOT NULL,
            text TEXT NOT NULL
        )"""
    )
    connection.execute(
        """
        CREATE TABLE part (
            document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            place INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (document, kind, place)
        ) WITHOUT ROWID"""
    )
    connection.execute(
        """
        CREATE TABLE finding (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            place_end INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            category TEXT NOT NULL,
            quote TEXT NOT NULL,
            trigger_at INTEGER,
            trigger_quote TEXT NOT NULL,
            title TEXT NOT NULL,
            page INTEGER,
            paragraph INTEGER,
            section TEXT NOT NULL,
            haystack TEXT NOT NULL,
            body TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX finding_by_document ON finding (document, place)")


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_documents_and_findings,)
