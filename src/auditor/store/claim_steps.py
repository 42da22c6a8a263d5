"""The steps that make the tables of approved claims, in an audit file and in a register of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def register(connection: sqlite3.Connection) -> None:
    """Keep approved claims, revision by revision, and the files that substantiate them under their hash."""
    connection.execute(
        """
        CREATE TABLE claim_revision (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            number INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            body TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (key, revision)
        )"""
    )
    connection.execute(
        "CREATE TABLE claim_evidence (sha256 TEXT PRIMARY KEY, packing TEXT NOT NULL, content BLOB NOT NULL)"
    )


def approvals(connection: sqlite3.Connection) -> None:
    """Keep a register in the audit file, which shared one is used beside it, and what was recognised.

    `claim_step` names the revisions a change wrote, in this file (no register) or in a shared one, so that undoing
    reaches them. `claim_match` says how findings stand to the registers now, `claim_seen` by which entries that was
    worked out, so that only what has changed since is looked for again. An automatic change is the program's own, which undoing passes over.
    """
    register(connection)
    connection.execute(
        "CREATE TABLE claim_register (id INTEGER PRIMARY KEY CHECK (id = 1), path TEXT NOT NULL)"
    )
    connection.execute(
        """
        CREATE TABLE claim_step (
            change INTEGER NOT NULL REFERENCES change (id),
            register TEXT NOT NULL,
            key TEXT NOT NULL,
            revision INTEGER NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX claim_step_by_change ON claim_step (change)")
    connection.execute(
        """
        CREATE TABLE claim_match (
            lineage INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (lineage, fingerprint)
        ) WITHOUT ROWID"""
    )
    connection.execute(
        "CREATE TABLE claim_seen (key TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID"
    )
    connection.execute("ALTER TABLE change ADD COLUMN is_automatic INTEGER NOT NULL DEFAULT 0")


REGISTER_STEPS = (register,)
"""Of a shared register of approved claims."""
