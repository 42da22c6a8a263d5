"""The steps that bring an audit file from any older version to the present one.

Each step is one small function, run once, in a transaction of its own together with the number it leads to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from auditor.store.claim_steps import approvals

Step = Callable[[sqlite3.Connection], None]

MAJOR = 1
"""Raised when older programs can no longer read the file at all."""


def migrate(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Run the steps the file has not seen yet."""
    done = _version(connection)
    for minor, step in enumerate(steps, start=1):
        number = MAJOR * 1000 + minor
        if done < number:
            connection.execute("BEGIN IMMEDIATE")
            # Another window may have taken this step while we waited for the lock.
            if _version(connection) < number:
                step(connection)
                connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")


def is_older(connection: sqlite3.Connection, steps: Sequence[Step]) -> bool:
    """Whether the file has not seen all of its steps."""
    return _version(connection) < MAJOR * 1000 + len(steps)


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


def _decisions_and_sources(connection: sqlite3.Connection) -> None:
    """Keep what reviewers decide, step by step, and the bytes that were audited.

    A decision hangs on a document's lineage and a finding's fingerprint, so that it outlives the next version of the
    document. `decision` only grows; the columns of `finding` repeat the last row for each, for lists and filters.
    A document that was `replaced_by` a newer version stays, at a position below zero; `earlier` is the finding of that
    version whose place a finding takes.
    """
    connection.execute("ALTER TABLE document ADD COLUMN lineage INTEGER")
    connection.execute("ALTER TABLE document ADD COLUMN replaced_by INTEGER REFERENCES document (id)")
    connection.execute("UPDATE document SET lineage = id")
    for column in ("fingerprint", "rule", "reason", "note", "reviewer", "decided_at", "state", "phrase"):
        connection.execute(f"ALTER TABLE finding ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE finding ADD COLUMN verdict TEXT NOT NULL DEFAULT 'undecided'")
    connection.execute("ALTER TABLE finding ADD COLUMN earlier INTEGER REFERENCES finding (id)")
    connection.execute(
        """UPDATE finding SET fingerprint = json_extract(body, '$.fingerprint'), rule = json_extract(body, '$.rule'),
                              phrase = lower(CASE trigger_quote WHEN '' THEN quote ELSE trigger_quote END)"""
    )
    connection.execute("CREATE INDEX finding_by_fingerprint ON finding (fingerprint)")
    connection.execute("CREATE INDEX finding_by_phrase ON finding (rule, phrase)")
    connection.execute(
        """
        CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            reviewer TEXT NOT NULL,
            at TEXT NOT NULL,
            words TEXT NOT NULL,
            undoes INTEGER REFERENCES change (id)
        )"""
    )
    connection.execute(
        """
        CREATE TABLE decision (
            id INTEGER PRIMARY KEY,
            change INTEGER NOT NULL REFERENCES change (id),
            lineage INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            note TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            decided_at TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX decision_by_finding ON decision (lineage, fingerprint, id)")
    connection.execute("CREATE INDEX decision_by_change ON decision (change)")
    connection.execute(
        """
        CREATE TABLE source (
            document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
            packing TEXT NOT NULL,
            content BLOB NOT NULL
        )"""
    )


def _responses(connection: sqlite3.Connection) -> None:
    """Keep what those who answer for the material wrote back, step by step like the decisions beside it."""
    connection.execute("ALTER TABLE decision ADD COLUMN response TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE finding ADD COLUMN response TEXT NOT NULL DEFAULT ''")


def _quick_lists(connection: sqlite3.Connection) -> None:
    """Let lists, counts and decisions of a hundred thousand findings be answered from indexes alone.

    A row of `finding` is mostly the words and the body, and what is asked of `document` stands behind its whole text: without
    these, every count would read the file from end to end.
    """
    connection.execute("DROP INDEX finding_by_document")
    connection.execute(
        """CREATE INDEX finding_in_lists
           ON finding (document, place, severity, outcome, category, verdict, rule, quote)"""
    )
    connection.execute("DROP INDEX finding_by_fingerprint")
    connection.execute("CREATE INDEX finding_by_fingerprint ON finding (document, fingerprint)")
    connection.execute("DROP INDEX finding_by_phrase")
    connection.execute("CREATE INDEX finding_by_phrase ON finding (rule, phrase, document, place)")
    connection.execute("CREATE INDEX document_in_lists ON document (replaced_by, position, name)")
    connection.execute("CREATE INDEX document_by_lineage ON document (lineage, replaced_by)")


def _second_looks(connection: sqlite3.Connection) -> None:
    """Keep samples drawn for a second reviewer, how each item stood then, and what was said of it, step by step.

    A step without an item takes the whole look back.
    """
    connection.execute(
        """
        CREATE TABLE second_look (
            id INTEGER PRIMARY KEY,
            seed TEXT NOT NULL,
            dismissed INTEGER NOT NULL,
            not_flagged INTEGER NOT NULL,
            upheld INTEGER NOT NULL,
            reviewer TEXT NOT NULL,
            at TEXT NOT NULL
        )"""
    )
    connection.execute(
        """
        CREATE TABLE second_look_item (
            id INTEGER PRIMARY KEY,
            look INTEGER NOT NULL REFERENCES second_look (id),
            kind TEXT NOT NULL,
            rule TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES document (id),
            fingerprint TEXT NOT NULL,
            place INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            note TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            decided_at TEXT NOT NULL
        )"""
    )
    connection.execute(
        """
        CREATE TABLE second_look_step (
            id INTEGER PRIMARY KEY,
            look INTEGER NOT NULL REFERENCES second_look (id),
            item INTEGER REFERENCES second_look_item (id),
            verdict TEXT NOT NULL,
            note TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            judged_at TEXT NOT NULL,
            step_by TEXT NOT NULL,
            at TEXT NOT NULL,
            words TEXT NOT NULL,
            undoes INTEGER REFERENCES second_look_step (id)
        )"""
    )
    connection.execute("CREATE INDEX second_look_item_by_look ON second_look_item (look)")
    connection.execute("CREATE INDEX second_look_item_by_document ON second_look_item (document)")
    connection.execute("CREATE INDEX second_look_step_by_item ON second_look_step (item, id)")


def _versions(connection: sqlite3.Connection) -> None:
    """Keep what became of a document's earlier versions.

    `compared_with` is the version whose findings a document's findings were tied to, `tie` in which way; `judged_by`
    says when and by which packs. `version` holds how a document stood before a change, so that the change can be taken back.
    `gone` are the findings of the earlier version that have no counterpart, each with the reason.
    """
    connection.execute("ALTER TABLE document ADD COLUMN compared_with INTEGER REFERENCES document (id)")
    connection.execute("ALTER TABLE document ADD COLUMN judged_by TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE finding ADD COLUMN tie TEXT NOT NULL DEFAULT ''")
    connection.execute(
        """
        CREATE TABLE version (
            change INTEGER NOT NULL REFERENCES change (id),
            document INTEGER NOT NULL REFERENCES document (id),
            lineage INTEGER NOT NULL,
            position INTEGER NOT NULL,
            replaced_by INTEGER,
            compared_with INTEGER,
            PRIMARY KEY (change, document)
        ) WITHOUT ROWID"""
    )
    connection.execute(
        """
        CREATE TABLE gone (
            document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            finding INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            PRIMARY KEY (document, finding)
        ) WITHOUT ROWID"""
    )


def _states_in_lists(connection: sqlite3.Connection) -> None:
    """Let lists and counts by state be answered from the index too.

    `state` is what a finding shows; `standing` what it showed when its document was compared, and shows again when a
    comparison that was taken back is done again.
    """
    connection.execute("ALTER TABLE finding ADD COLUMN standing TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE finding SET standing = state")
    connection.execute("DROP INDEX finding_in_lists")
    connection.execute(
        """CREATE INDEX finding_in_lists
           ON finding (document, place, severity, outcome, category, verdict, rule, quote, state)"""
    )
    connection.execute("CREATE INDEX document_by_comparison ON document (compared_with, replaced_by)")


STEPS: tuple[Step, ...] = (
    _documents_and_findings,
    _decisions_and_sources,
    _responses,
    _quick_lists,
    _second_looks,
    _versions,
    _states_in_lists,
    approvals,
)
"""Of an audit file."""
