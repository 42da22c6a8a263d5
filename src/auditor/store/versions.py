"""The versions of the documents in an audit file: which one took the place of which, and what went on and what is gone.

Taking in new versions is a step like a decision: on the disk at once, with author and time, and it can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from auditor.model.decision import NO_DECISION, Decision, FindingState, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding
from auditor.model.reaudit import (
    Counterpart,
    Departure,
    EarlierFinding,
    GoneFinding,
    GoneRow,
    JudgedBy,
    KnownDocument,
    Standing,
    Tie,
    state_of,
)
from auditor.store import codec, places
from auditor.store.connection import telling, transaction, translated
from auditor.store.decisions import append, decision_of
from auditor.store.places import Place
from auditor.store.queries import OPEN, STATE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.model.decision import Author, Change
    from auditor.model.reaudit import Link, Pairing
    from auditor.store.decisions import Decisions

_PRESENT = "d.replaced_by IS NULL AND d.compared_with IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A document and the one whose place it takes; `compared` is the version its findings were tied to."""

    before: int
    after: int
    compared: int
    pairing: Pairing
    is_new: bool = True
    """Whether it has just come; else it stood as a document of its own, and does again when this is taken back."""


@dataclass(frozen=True, slots=True)
class _Written:
    number: int
    fingerprint: str
    decision: Decision


class Versions:
    """The versions in one audit file. Every method raises StoreError when the file cannot be read or written."""

    def __init__(self, connection: sqlite3.Connection, path: Path, decisions: Decisions) -> None:
        self._connection, self._path, self._decisions = connection, path, decisions

    @telling
    def free_position(self) -> int:
        """Return the first position behind all documents."""
        return int(
            self._rows("SELECT coalesce(max(position), -1) + 1 FROM document WHERE position >= 0")[0][0]
        )

    def free(self, positions: Sequence[int]) -> list[int]:
        """Return the positions wanted; in place of those that a document has already, some behind all others."""
        have = {row[0] for row in self._rows("SELECT position FROM document")}
        end, found = max([*have, *positions, -1]) + 1, []
        for position in positions:
            found.append(end if position in have else position)
            end += position in have
        return found

    @telling
    def present(self) -> tuple[KnownDocument, ...]:
        """Return the present documents."""
        rows = self._rows(
            "SELECT id, name, uri, title FROM document WHERE replaced_by IS NULL ORDER BY position"
        )
        # A version that could not be read is known by the title of the one before. The sign keeps to the index that says
        # which ones were compared: anything else would read the texts of all documents.
        before = dict(
            self._rows(
                """SELECT d.id, e.title FROM document d JOIN document e ON e.id = d.compared_with
                   WHERE d.compared_with IS NOT NULL AND +d.replaced_by IS NULL"""
            )
        )
        return tuple(
            KnownDocument(number, name, uri, title or before.get(number, ""))
            for number, name, uri, title in rows
        )

    def is_present(self, document: int) -> bool:
        """Whether a document is there and no other version has taken its place."""
        return bool(self._rows("SELECT 1 FROM document WHERE id = ? AND replaced_by IS NULL", [document]))

    @telling
    def readable(self, document: int) -> int:
        """Return the newest version up to this one that could be read; itself when there is none."""
        at, before = document, document
        while before:
            status = self._rows("SELECT status FROM document WHERE id = ?", [before])[0][0]
            if status != Status.UNREADABLE:
                return before
            at = before
            before = self._rows(
                "SELECT coalesce(max(id), 0) FROM document WHERE replaced_by = ? AND id < ?", [at, at]
            )[0][0]
        return document

    def judged_by(self, document: int) -> JudgedBy | None:
        """Return when and by what a document was judged, where that was written down."""
        rows = self._rows("SELECT judged_by FROM document WHERE id = ? AND judged_by <> ''", [document])
        with translated(self._path):
            return codec.load(JudgedBy, rows[0][0]) if rows else None

    def judge_by(self, documents: Sequence[int], judged: JudgedBy) -> None:
        """Write down when and by what documents were judged."""
        with translated(self._path), transaction(self._connection):
            self._connection.executemany(
                "UPDATE document SET judged_by = ? WHERE id = ?", [(codec.dump(judged), d) for d in documents]
            )

    def replace(
        self, replacements: Sequence[Replacement], author: Author, words: str, goes_on: int | None = None
    ) -> Change:
        """Let documents take the place of others, all in one step.

        A step that `goes_on` takes them in too, when nobody has done anything since; `words` then are said of all.
        """
        with translated(self._path), transaction(self._connection):
            change = self._begin(author, words, goes_on)
            for each in replacements:
                self._replace(each, change)
            return self._change(change)

    def separate(self, document: int, author: Author, words: str) -> Change:
        """Let a hidden version stand beside the others as a document of its own."""
        with translated(self._path), transaction(self._connection):
            change = self._begin(author, words, None)
            hidden = Place.of(self._connection, document)
            places.note(self._connection, change, hidden)
            end = self._connection.execute("SELECT max(position) + 1 FROM document").fetchone()[0]
            places.put(self._connection, [Place(document, document, end, None, None)])
            return self._change(change)

    @telling
    def touched(self, change: int) -> tuple[int, ...]:
        """Return the documents whose place a step changed."""
        rows = self._rows("SELECT document FROM version WHERE change = ? ORDER BY document", [change])
        return tuple(row[0] for row in rows)

    @telling
    def standing(self, documents: Sequence[int] | None = None) -> Standing:
        """Return how the findings of these present documents, or of all, stand to their earlier versions."""
        among = "1" if documents is None else f"d.id IN ({', '.join('?' * len(documents))})"
        found = self._rows(
            f"""SELECT {STATE}, {OPEN}, count(*) FROM finding f JOIN document d ON d.id = f.document
                WHERE d.replaced_by IS NULL AND f.state <> '' AND {among} GROUP BY 1, 2""",  # noqa: S608 - placeholders only
            documents or (),
        )
        gone = self._rows(
            f"""SELECT g.reason, count(*) FROM gone g JOIN document d ON d.id = g.document
                WHERE {_PRESENT} AND {among} GROUP BY 1""",  # noqa: S608 - placeholders only
            documents or (),
        )
        return _standing(found, gone)

    @telling
    def gone(self, document: int) -> tuple[GoneFinding, ...]:
        """Return what of the earlier version has no counterpart, with what had been decided about it."""
        rows = self._rows(
            """SELECT f.body, g.reason, f.verdict, f.reason, f.note, f.reviewer, f.decided_at, f.response
                FROM gone g JOIN finding f ON f.id = g.finding WHERE g.document = ? ORDER BY f.place, f.id""",
            [document],
        )
        with translated(self._path):
            return tuple(
                GoneFinding(codec.load(Finding, row[0]), Departure(row[1]), decision_of(row[2:]))
                for row in rows
            )

    def gone_rows(self, document: int | None = None) -> tuple[GoneRow, ...]:
        """Return what is gone in one document, or in all, as a list shows it: the mended first."""
        rows = self._rows(
            f"""SELECT f.id, d.name, f.quote, f.title, g.reason, f.verdict
                FROM gone g JOIN document d ON d.id = g.document JOIN finding f ON f.id = g.finding
                WHERE {_PRESENT} AND ({"1" if document is None else "d.id = ?"})
                ORDER BY g.reason NOT IN ('words-gone', 'no-longer-flagged'), d.position, f.place, f.id""",  # noqa: S608 - no values
            [] if document is None else [document],
        )
        with translated(self._path):
            return tuple(
                GoneRow(number, name, quote, title, Departure(reason), Verdict(verdict))
                for number, name, quote, title, reason, verdict in rows
            )

    @telling
    def compared(self, document: int) -> tuple[Counterpart, ...]:
        """Return every finding of a document and of the version it was compared with, each beside its counterpart."""
        rows = self._rows(
            f"""SELECT f.id, f.earlier, {STATE}, '', f.title, f.trigger_quote, f.quote, f.place
                FROM finding f WHERE f.document = ?
                UNION ALL
                SELECT NULL, f.id, '', g.reason, f.title, f.trigger_quote, f.quote, f.place
                FROM gone g JOIN finding f ON f.id = g.finding WHERE g.document = ? ORDER BY 8""",  # noqa: S608 - no values
            [document, document],
        )
        with translated(self._path):
            return tuple(
                Counterpart(
                    row[0],
                    row[1],
                    FindingState(row[2]) if row[2] else None,
                    Departure(row[3]) if row[3] else None,
                    row[4],
                    row[5] or row[6],
                    row[7],
                )
                for row in rows
            )

    def numbers(self, document: int) -> dict[str, int]:
        """Return the findings of a document: fingerprint and number in the file."""
        return dict(self._rows("SELECT fingerprint, id FROM finding WHERE document = ?", [document]))

    def compared_with(self, document: int) -> int | None:
        """Return the version a document was compared with."""
        rows = self._rows("SELECT compared_with FROM document WHERE id = ?", [document])
        return rows[0][0] if rows else None

    def before_one(self, finding: int) -> EarlierFinding | None:
        """Return how one finding read before, when its words, rule or support have changed since."""
        rows = self._rows(
            """SELECT e.fingerprint, e.quote, e.rule,
                      e.verdict, e.reason, e.note, e.reviewer, e.decided_at, e.response
               FROM finding f JOIN finding e ON e.id = f.earlier
               WHERE f.id = ? AND f.state <> '' AND f.tie <> 'same'""",
            [finding],
        )
        with translated(self._path):
            return next(
                (EarlierFinding(name, quote, rule, decision_of(was)) for name, quote, rule, *was in rows),
                None,
            )

    @telling
    def before(self, document: int) -> tuple[tuple[str, EarlierFinding], ...]:
        """Return, by fingerprint, how findings read in the earlier version whose words, rule or support have changed."""
        rows = self._rows(
            """SELECT f.fingerprint, e.fingerprint, e.quote, e.rule,
                      e.verdict, e.reason, e.note, e.reviewer, e.decided_at, e.response
                FROM finding f JOIN finding e ON e.id = f.earlier
                WHERE f.document = ? AND f.tie <> 'same' ORDER BY f.place, f.id""",
            [document],
        )
        with translated(self._path):
            return tuple(
                (now, EarlierFinding(name, quote, rule, decision_of(decision)))
                for now, name, quote, rule, *decision in rows
            )

    def _change(self, number: int) -> Change:
        return next(change for change in self._decisions.changes() if change.id == number)

    def _begin(self, author: Author, words: str, goes_on: int | None) -> int:
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
        if goes_on is not None and goes_on == last:
            self._connection.execute("UPDATE change SET words = ? WHERE id = ?", [words, goes_on])
            return goes_on
        cursor = self._connection.execute(
            "INSERT INTO change (reviewer, at, words, undoes) VALUES (?, ?, ?, NULL)",
            [author.reviewer, author.at, words],
        )
        return int(cursor.lastrowid or 0)

    def _replace(self, wanted: Replacement, change: int) -> None:
        before = Place.of(self._connection, wanted.before)
        after = Place.of(self._connection, wanted.after)
        own = {each.fingerprint: each.decision for each in self._findings(wanted.after)}
        places.note(self._connection, change, before)
        places.note(self._connection, change, _hidden(after, before) if wanted.is_new else after)
        self._tie(wanted)
        places.put(
            self._connection,
            [
                replace(before, position=-before.document, replaced_by=after.document),
                Place(after.document, before.lineage, before.position, None, wanted.compared),
            ],
        )
        self._carry(wanted, before.lineage, own, change)

    def _carry(self, wanted: Replacement, lineage: int, own: dict[str, Decision], change: int) -> None:
        """Let what was decided hold for the findings that go on as they were, and for no others."""
        then = {each.fingerprint: each.decision for each in self._findings(wanted.compared)}
        ties = {link.later: link for link in wanted.pairing.links}
        for each in self._findings(wanted.after):
            decision = own[each.fingerprint]
            if decision == NO_DECISION:
                decision = _carried(each, ties.get(each.fingerprint), then)
            if decision != each.decision:
                append(self._connection, change, lineage, each.fingerprint, decision)

    def _tie(self, wanted: Replacement) -> None:
        """Write at each finding of the new version which earlier one it goes on from, and which are gone."""
        now = {each.fingerprint: each for each in self._findings(wanted.after)}
        then = {each.fingerprint: each for each in self._findings(wanted.compared)}
        self._connection.execute(
            "UPDATE finding SET standing = ?, tie = '', earlier = NULL WHERE document = ?",
            [FindingState.NEW, wanted.after],
        )
        self._connection.executemany(
            "UPDATE finding SET standing = ?, tie = ?, earlier = ? WHERE id = ?",
            [
                (
                    state_of(link.tie, then[link.earlier].decision),
                    link.tie,
                    then[link.earlier].number,
                    now[link.later].number,
                )
                for link in wanted.pairing.links
            ],
        )
        self._connection.execute("DELETE FROM gone WHERE document = ?", [wanted.after])
        self._connection.executemany(
            "INSERT INTO gone VALUES (?, ?, ?)",
            [(wanted.after, then[name].number, reason) for name, reason in wanted.pairing.gone],
        )

    def _findings(self, document: int) -> list[_Written]:
        rows = self._connection.execute(
            """SELECT id, fingerprint, verdict, reason, note, reviewer, decided_at, response
               FROM finding WHERE document = ? ORDER BY id""",
            [document],
        )
        return [_Written(row[0], row[1], decision_of(row[2:])) for row in rows]

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()


def _hidden(place: Place, before: Place) -> Place:
    """How a version that has just come stands once it is taken back: kept, and not shown."""
    return Place(place.document, before.lineage, -place.document, before.document, None)


def _carried(finding: _Written, link: Link | None, then: dict[str, Decision]) -> Decision:
    """Return how a finding of the new version stands, by how it stood before."""
    is_known = finding.fingerprint in then
    if link is None:
        return NO_DECISION if is_known else finding.decision
    before = then[link.earlier]
    if link.tie is Tie.SAME or before.verdict.is_open:
        return before
    return NO_DECISION if is_known else finding.decision


def _standing(found: Sequence[tuple[Any, ...]], gone: Sequence[tuple[Any, ...]]) -> Standing:
    total = Standing()
    for state, is_open, count in found:
        if state == FindingState.NEW:
            total += Standing(new=count)
        elif state == FindingState.STALE:
            total += Standing(stale=count)
        elif state == FindingState.OPEN:
            total += Standing(open=count) if is_open else Standing(decided=count)
    for reason, count in gone:
        is_fixed = Departure(reason).is_fixed
        total += Standing(fixed=count) if is_fixed else Standing(not_compared=count)
    return total
