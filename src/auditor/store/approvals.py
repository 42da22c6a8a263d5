"""How the findings of an audit file stand to the registers of approved claims: what was recognised, and by which change.

The register's entries are in `claims`; here is what joins them to findings and to the steps that can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.model.claim import ClaimMatch, Flagged
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.store import codec
from auditor.store.connection import transaction, translated
from auditor.store.decisions import decision_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from auditor.model.claim import Claim, Entry
    from auditor.model.decision import Author, Decision
    from auditor.store.claims import Claims

OWN = ""
"""Names the register in the audit file itself."""

Key = tuple[int, str]
"""A finding through all versions of its document: lineage and fingerprint."""


@dataclass(frozen=True, slots=True)
class FlaggedFinding:
    """A finding with what a register is asked about it, how it was decided, and what was recognised before."""

    id: int
    key: Key
    flagged: Flagged
    decision: Decision
    match: ClaimMatch | None


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """A revision that a change wrote, in the register at this path or in the audit file's own."""

    register: str
    key: str
    revision: int


class Approvals:
    """Of one audit file. Every method raises StoreError when it cannot be read or written."""

    def __init__(self, connection: sqlite3.Connection, path: Path, claims: Claims) -> None:
        self._connection = connection
        self._path = path
        self._claims = claims

    def shared(self) -> str:
        """Return the path of the shared register that is used, or an empty string."""
        rows = self._rows("SELECT path FROM claim_register")
        return str(rows[0][0]) if rows else ""

    def use_shared(self, path: str) -> None:
        """Use a shared register from now on, or with an empty path none."""
        with translated(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM claim_register")
            if path:
                self._connection.execute("INSERT INTO claim_register VALUES (1, ?)", [path])

    def flagged(
        self,
        documents: Sequence[int] | None = None,
        is_worth_it: Callable[[int, str], bool] = lambda *_: True,
    ) -> list[FlaggedFinding]:
        """Return the findings of these documents, or all, that have words; only of present versions.

        `is_worth_it` is asked, by number and quote, about those that nothing was recognised in before.
        """
        found: list[FlaggedFinding] = []
        for number, lineage, name, uri, country in self._documents(documents):
            for row in self._rows(
                """SELECT f.id, f.fingerprint, f.quote, f.trigger_at, f.trigger_quote, m.body,
                          f.verdict, f.reason, f.note, f.reviewer, f.decided_at, f.response
                   FROM finding f LEFT JOIN claim_match m ON m.lineage = ? AND m.fingerprint = f.fingerprint
                   WHERE f.document = ? AND f.quote <> '' ORDER BY f.id""",
                [lineage, number],
            ):
                if row[5] is None and not is_worth_it(row[0], row[2]):
                    continue
                with translated(self._path):
                    flagged = Flagged(row[2], _trigger(row[2], row[3], row[4]), country, (uri, name))
                    found.append(
                        FlaggedFinding(
                            row[0], (lineage, row[1]), flagged, decision_of(row[6:]), _match(row[5])
                        )
                    )
        return found

    def matches_in(self, document: int) -> dict[str, ClaimMatch]:
        """Return what was recognised in a document, by the findings' fingerprints."""
        rows = self._rows(
            """SELECT f.fingerprint, m.body FROM document d JOIN finding f ON f.document = d.id
               JOIN claim_match m ON m.lineage = d.lineage AND m.fingerprint = f.fingerprint WHERE d.id = ?""",
            [document],
        )
        with translated(self._path):
            return {row[0]: codec.load(ClaimMatch, row[1]) for row in rows}

    def match(self, finding: int) -> ClaimMatch | None:
        """Return how a finding stands to the registers."""
        rows = self._rows(
            """SELECT m.body FROM finding f JOIN document d ON d.id = f.document
               JOIN claim_match m ON m.lineage = d.lineage AND m.fingerprint = f.fingerprint WHERE f.id = ?""",
            [finding],
        )
        with translated(self._path):
            return _match(rows[0][0]) if rows else None

    def has_matches(self) -> bool:
        """Whether anything was recognised before."""
        return bool(self._rows("SELECT 1 FROM claim_match LIMIT 1"))

    def set_matches(self, matches: Mapping[Key, ClaimMatch | None], seen: Iterable[Entry] | None) -> None:
        """Keep what is recognised now, and what all findings were held against, in one transaction."""
        with translated(self._path), transaction(self._connection):
            self.set_matches_within(matches)
            if seen is not None:
                self.set_seen_within(seen)

    def seen(self) -> dict[str, int]:
        """Return the entries, by key and revision, that all findings were last held against."""
        return dict(self._rows("SELECT key, revision FROM claim_seen"))

    def set_seen_within(self, entries: Iterable[Entry]) -> None:
        """Keep what all findings were held against, in the caller's transaction."""
        self._connection.execute("DELETE FROM claim_seen")
        self._connection.executemany(
            "INSERT INTO claim_seen VALUES (?, ?)", [(entry.key, entry.revision) for entry in entries]
        )

    def set_matches_within(self, matches: Mapping[Key, ClaimMatch | None]) -> None:
        """Do the same inside a transaction of the caller's."""
        for (lineage, fingerprint), match in matches.items():
            if match is None:
                sql, values = "DELETE FROM claim_match WHERE lineage = ? AND fingerprint = ?", []
            else:
                sql, values = "INSERT OR REPLACE INTO claim_match VALUES (?, ?, ?)", [codec.dump(match)]
            self._connection.execute(sql, [lineage, fingerprint, *values])

    def put_within(
        self, change: int, claims: Sequence[tuple[Entry | None, Claim]], author: Author
    ) -> tuple[Entry, ...]:
        """Write claims into the audit file's own register as part of a change, in the caller's transaction."""
        entries = self._claims.put_within(claims, author)
        self.note_within(change, OWN, entries)
        return entries

    def note_within(self, change: int, register: str, entries: Iterable[Entry]) -> None:
        """Remember that a change wrote these revisions, so that undoing reaches them."""
        self._connection.executemany(
            "INSERT INTO claim_step VALUES (?, ?, ?, ?)",
            [(change, register, entry.key, entry.revision) for entry in entries],
        )

    def note(self, change: int, register: str, entries: Iterable[Entry]) -> None:
        """Remember the same in a transaction of its own."""
        with translated(self._path), transaction(self._connection):
            self.note_within(change, register, entries)

    def steps(self, change: int) -> tuple[ClaimStep, ...]:
        """Return the revisions that a change wrote."""
        rows = self._rows(
            "SELECT register, key, revision FROM claim_step WHERE change = ? ORDER BY rowid", [change]
        )
        return tuple(ClaimStep(*row) for row in rows)

    def take_back_within(self, undone: int, change: int, author: Author) -> None:
        """Put back what stood in the audit file's own register before a change, as part of the change that undoes it."""
        steps = [step for step in self.steps(undone) if step.register == OWN]
        wanted = [(self._claims.entry(s.key), self._claims.before(s.key, s.revision)) for s in steps]
        self.put_within(change, wanted, author)

    def _documents(self, numbers: Sequence[int] | None) -> list[tuple[Any, ...]]:
        rows = self._rows(
            """SELECT id, lineage, name, uri, json_extract(body, '$.jurisdiction.country') FROM document
               WHERE replaced_by IS NULL ORDER BY position"""
        )
        return [row for row in rows if numbers is None or row[0] in set(numbers)]

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()


def _trigger(quote: str, at: int | None, words: str) -> Span | None:
    return None if at is None or not words else Span(at, min(at + len(words), len(quote)))


def _match(body: str | None) -> ClaimMatch | None:
    return codec.load(ClaimMatch, body) if body else None
