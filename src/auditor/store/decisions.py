"""What reviewers decide, written one step at a time and never overwritten.

Every step is one transaction that is on the disk before anybody is told of it. Undoing is a step of its own that
puts back what stood before; undoing that one does it again.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from auditor.model.decision import NO_DECISION, Author, Change, Decision, Verdict
from auditor.model.values import dataclass
from auditor.store import places
from auditor.store.connection import telling, transaction, translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

_INSERT = """INSERT INTO decision (change, lineage, fingerprint, verdict, reason, note, reviewer, decided_at, response)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SHOW = """UPDATE finding SET verdict = ?, reason = ?, note = ?, reviewer = ?, decided_at = ?, response = ?
           WHERE fingerprint = ? AND document IN (SELECT id FROM document WHERE lineage = ? AND replaced_by IS NULL)"""


@dataclass(frozen=True, slots=True)
class Steps:
    """The change that undoing would take back, and the one that would be done again; None where there is none."""

    undo: Change | None = None
    redo: Change | None = None


class Decisions:
    """The decisions of one audit file. Every method raises StoreError when the file cannot be read or written."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        take_back: Callable[[int, int, Author], None] = lambda *_: None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._take_back = take_back

    def decide(
        self, findings: Sequence[int], verdict: Verdict, author: Author, words: str, reason: str = ""
    ) -> Change | None:
        """Give these findings a verdict; notes stay. None when all have it already, with that reason."""

        def after(before: Decision) -> Decision:
            if (before.verdict, before.reason) == (verdict, reason):
                return before
            return Decision(verdict, reason, before.note, author.reviewer, author.at, before.response)

        return self._step(findings, after, author, words)

    def note(self, finding: int, note: str, author: Author, words: str) -> Change | None:
        """Write a note beside a finding, in place of the one before; the verdict stays."""
        return self._step([finding], lambda before: replace(before, note=note), author, words)

    def record(
        self,
        decisions: Mapping[int, Decision],
        author: Author,
        words: str,
        also: Callable[[int], object] | None = None,
        *,
        is_automatic: bool = False,
    ) -> Change | None:
        """Let findings stand as given, all in one step; None when all stand so already and there is nothing else to do.

        `also` is given the number of the change and does more in the same transaction.
        """
        with translated(self._path), transaction(self._connection):
            keys = {self._key(number): decision for number, decision in decisions.items()}
            wanted = [
                (*key, decision) for key, decision in keys.items() if key and self._last(*key) != decision
            ]
            if not wanted and also is None:
                return None
            change = self._write(wanted, author, words, is_automatic=is_automatic)
            if also is not None:
                also(change.id)
            return change

    def undo(self, author: Author) -> Change | None:
        """Take the last step back; None when there is none."""
        return self._revert(self.steps().undo, author)

    def redo(self, author: Author) -> Change | None:
        """Do again what was last undone; None when there is nothing."""
        return self._revert(self.steps().redo, author)

    def steps(self) -> Steps:
        """Return what can be undone and done again, worked out from the steps on record."""
        return steps_of(self.changes())

    @telling
    def changes(self) -> tuple[Change, ...]:
        """Return every step, the oldest first."""
        rows = self._rows(
            """SELECT c.id, c.reviewer, c.at, c.words, c.undoes, c.is_automatic, count(d.id)
               FROM change c LEFT JOIN decision d ON d.change = c.id GROUP BY c.id ORDER BY c.id"""
        )
        return tuple(
            Change(row[0], Author(row[1], row[2]), row[3], row[6], row[4], bool(row[5])) for row in rows
        )

    @telling
    def findings_of(self, change: int) -> tuple[int, ...]:
        """Return the findings a step touched, as they stand in the present versions of their documents."""
        rows = self._rows(
            """SELECT f.id FROM decision c JOIN document d ON d.lineage = c.lineage AND d.replaced_by IS NULL
               JOIN finding f ON f.document = d.id AND f.fingerprint = c.fingerprint
               WHERE c.change = ? ORDER BY c.id""",
            [change],
        )
        return tuple(row[0] for row in rows)

    @telling
    def history(self, finding: int) -> tuple[Decision, ...]:
        """Return all that was ever decided about a finding and its earlier versions, the oldest first."""
        rows = self._rows(
            """WITH RECURSIVE line (fingerprint, earlier, lineage) AS (
                   SELECT f.fingerprint, f.earlier, o.lineage
                   FROM finding f JOIN document o ON o.id = f.document WHERE f.id = ?
                   UNION SELECT e.fingerprint, e.earlier, line.lineage FROM line JOIN finding e ON e.id = line.earlier)
               SELECT d.verdict, d.reason, d.note, d.reviewer, d.decided_at, d.response
               FROM decision d WHERE (d.lineage, d.fingerprint) IN (SELECT lineage, fingerprint FROM line)
               ORDER BY d.id""",
            [finding],
        )
        # A decision that went on to other places of the same words stands there once more.
        return tuple(found for found, _ in groupby(decision_of(row) for row in rows))

    def _step(
        self,
        findings: Sequence[int],
        after: Callable[[Decision], Decision],
        author: Author,
        words: str,
    ) -> Change | None:
        with translated(self._path), transaction(self._connection):
            wanted = []
            for lineage, fingerprint in self._keys(findings):
                before = self._last(lineage, fingerprint)
                if (now := after(before)) != before:
                    wanted.append((lineage, fingerprint, now))
            return self._write(wanted, author, words) if wanted else None

    def _revert(self, change: Change | None, author: Author) -> Change | None:
        if change is None:
            return None
        with translated(self._path), transaction(self._connection):
            rows = self._connection.execute(
                "SELECT id, lineage, fingerprint FROM decision WHERE change = ? ORDER BY id", [change.id]
            ).fetchall()
            wanted = [
                (lineage, fingerprint, self._last(lineage, fingerprint, before=number))
                for number, lineage, fingerprint in rows
            ]
            made = self._write(wanted, author, change.words, undoes=change.id)
            self._take_back(change.id, made.id, author)
            return made

    def _write(
        self,
        wanted: Iterable[tuple[int, str, Decision]],
        author: Author,
        words: str,
        undoes: int | None = None,
        *,
        is_automatic: bool = False,
    ) -> Change:
        cursor = self._connection.execute(
            "INSERT INTO change (reviewer, at, words, undoes, is_automatic) VALUES (?, ?, ?, ?, ?)",
            [author.reviewer, author.at, words, undoes, is_automatic],
        )
        number, count = int(cursor.lastrowid or 0), 0
        for lineage, fingerprint, decision in wanted:
            append(self._connection, number, lineage, fingerprint, decision)
            count += 1
        if undoes is not None:
            places.take_back(self._connection, undoes, number)
        return Change(number, author, words, count, undoes, is_automatic)

    def _keys(self, findings: Sequence[int]) -> list[tuple[int, str]]:
        """Return lineage and fingerprint of each finding; one that is not there is passed over."""
        return list(dict.fromkeys(key for number in findings if (key := self._key(number))))

    def _key(self, finding: int) -> tuple[int, str] | None:
        row = self._connection.execute(
            "SELECT d.lineage, f.fingerprint FROM finding f JOIN document d ON d.id = f.document WHERE f.id = ?",
            [finding],
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _last(self, lineage: int, fingerprint: str, before: int | None = None) -> Decision:
        """Return how a finding stands, or stood before one row of the record."""
        row = self._connection.execute(
            """SELECT verdict, reason, note, reviewer, decided_at, response FROM decision
               WHERE lineage = ? AND fingerprint = ? AND id < ? ORDER BY id DESC LIMIT 1""",
            [lineage, fingerprint, (1 << 62) if before is None else before],
        ).fetchone()
        return decision_of(row) if row else NO_DECISION

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()


def steps_of(changes: Iterable[Change]) -> Steps:
    """Return what can be undone and done again after all that was done, the oldest first."""
    done: list[Change] = []
    undone: list[tuple[Change, Change]] = []
    for change in changes:
        if change.is_automatic:
            continue
        if change.undoes is None:
            done.append(change)
            undone.clear()
        elif done and change.undoes == done[-1].id:
            undone.append((done.pop(), change))
        elif undone and change.undoes == undone[-1][1].id:
            original, _ = undone.pop()
            done.append(replace(change, words=original.words))
    return Steps(
        done[-1] if done else None,
        replace(undone[-1][1], words=undone[-1][0].words) if undone else None,
    )


def append(
    connection: sqlite3.Connection, change: int, lineage: int, fingerprint: str, decision: Decision
) -> None:
    """Write one decision of a step, and show it at the finding."""
    state = _columns(decision)
    connection.execute(_INSERT, [change, lineage, fingerprint, *state])
    connection.execute(_SHOW, [*state, fingerprint, lineage])


def decision_of(row: Sequence[str]) -> Decision:
    """Return the decision in a row of verdict, reason, note, reviewer, time and response. Raises ValueError."""
    verdict, *words = row
    return Decision(Verdict(verdict), *words)


def _columns(decision: Decision) -> tuple[str, ...]:
    return (
        decision.verdict.value,
        decision.reason,
        decision.note,
        decision.reviewer,
        decision.decided_at,
        decision.response,
    )
