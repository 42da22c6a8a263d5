"""Second looks in an audit file: what was drawn, and what was said of it, written one step at a time and never overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from auditor.model.decision import NO_DECISION, Author, Change, Decision, Verdict
from auditor.model.finding import Finding, NotFlagged
from auditor.model.second_look import (
    PROBLEMS,
    Candidate,
    First,
    Kind,
    Look,
    SecondItem,
    SecondReport,
    Sizes,
    total,
    trust,
)
from auditor.store import codec
from auditor.store.connection import telling, transaction, translated
from auditor.store.decisions import steps_of
from auditor.store.records import passed_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from auditor.model.audit import RuleRecord

_KINDS = {
    Verdict.DISMISSED: Kind.DISMISSED,
    Verdict.CONFIRMED: Kind.UPHELD,
    Verdict.NEEDS_SUBSTANTIATION: Kind.UPHELD,
}
_DECIDED = f"f.verdict IN ({', '.join(repr(verdict.value) for verdict in _KINDS)})"

_CURRENT_LOOK = """SELECT max(id) FROM second_look
                   WHERE id NOT IN (SELECT look FROM second_look_step WHERE item IS NULL)"""


class SecondLooks:
    """The second looks of one audit file. Every method raises StoreError when the file cannot be read or written."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @telling
    def candidates(self) -> tuple[Candidate, ...]:
        """Return what can be drawn: decided findings, and what was not flagged, of the present documents."""
        decided = self._rows(
            f"""SELECT f.verdict, f.rule, f.document, f.fingerprint FROM finding f JOIN document d ON d.id = f.document
                WHERE d.replaced_by IS NULL AND {_DECIDED}"""  # noqa: S608 - constants only
        )
        passed = self._rows(
            """SELECT json_extract(p.body, '$.rule'), p.document, p.place FROM part p JOIN document d ON d.id = p.document
               WHERE d.replaced_by IS NULL AND p.kind = 'not_flagged'"""
        )
        return (
            *(Candidate(_KINDS[Verdict(row[0])], row[1], row[2], row[3]) for row in decided),
            *(Candidate(Kind.NOT_FLAGGED, row[0], row[1], place=row[2]) for row in passed),
        )

    def begin(self, drawn: Sequence[Candidate], sizes: Sizes, seed: str, author: Author) -> Look:
        """Keep a sample, with how each finding stands now; it takes the place of the one before."""
        with translated(self._path), transaction(self._connection):
            cursor = self._connection.execute(
                "INSERT INTO second_look (seed, dismissed, not_flagged, upheld, reviewer, at) VALUES (?, ?, ?, ?, ?, ?)",
                [seed, sizes.dismissed, sizes.not_flagged, sizes.upheld, author.reviewer, author.at],
            )
            look = int(cursor.lastrowid or 0)
            self._connection.executemany(
                """INSERT INTO second_look_item
                       (look, kind, rule, document, fingerprint, place, verdict, reason, note, reviewer, decided_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    (look, c.kind.value, c.rule, c.document, c.fingerprint, c.place, *self._first(c))
                    for c in drawn
                ),
            )
        return Look(look, seed, sizes, author.reviewer, author.at, len(drawn))

    def judge(self, item: int, verdict: Verdict, author: Author, words: str) -> Change | None:
        """Say what the second reviewer thinks of an item; a note stays. None when that was said already."""
        before = self._last(item)
        if before.verdict is verdict:
            return None
        return self._write(
            item, Decision(verdict, "", before.note, author.reviewer, author.at), author, words
        )

    def note(self, item: int, note: str, author: Author, words: str) -> Change | None:
        """Write a note beside an item, in place of the one before."""
        before = self._last(item)
        return None if before.note == note else self._write(item, replace(before, note=note), author, words)

    def undo(self, author: Author) -> Change | None:
        """Take the last step back; with none left, the sample itself. None when there is none."""
        look = self.current()
        if look is None:
            return None
        change = steps_of(self._changes(look.id)).undo
        return self._revert(change, author) if change else self._withdraw(look, author)

    def redo(self, author: Author) -> Change | None:
        """Do again what was last taken back; None when there is nothing."""
        look = self.current()
        change = steps_of(self._changes(look.id)).redo if look else None
        return self._revert(change, author) if change else None

    @telling
    def item_of(self, change: int) -> int | None:
        """Return the item that a step was about; None for the sample itself."""
        rows = self._rows("SELECT item FROM second_look_step WHERE id = ?", [change])
        return rows[0][0] if rows else None

    @telling
    def current(self) -> Look | None:
        """Return the newest second look that was not taken back."""
        rows = self._rows(
            f"""SELECT l.id, l.seed, l.dismissed, l.not_flagged, l.upheld, l.reviewer, l.at,
                       (SELECT count(*) FROM second_look_item i WHERE i.look = l.id)
                FROM second_look l WHERE l.id = ({_CURRENT_LOOK})"""  # noqa: S608 - constants only
        )
        return next((Look(r[0], r[1], Sizes(*r[2:5]), r[5], r[6], r[7]) for r in rows), None)

    @telling
    def report(self, rules: Mapping[str, RuleRecord]) -> SecondReport:
        """Return how the newest second look stands, and what people made of each rule."""
        look = self.current()
        items = self._items(look.id, rules) if look else ()
        decided = self._decided(rules)
        reviewers = self._rows(
            "SELECT DISTINCT reviewer FROM second_look_item WHERE look = ? AND reviewer <> ''",
            [look.id if look else 0],
        )
        return SecondReport(
            look, items, trust(items, decided), total(items, decided), frozenset(row[0] for row in reviewers)
        )

    @telling
    def missed(self, document: int) -> dict[int, Decision]:
        """Return what of a document's ledger should have been flagged, by its place there, in any look not taken back."""
        rows = self._rows(
            """SELECT i.place, i.id FROM second_look_item i WHERE i.document = ? AND i.kind = 'not-flagged'
               AND i.look NOT IN (SELECT look FROM second_look_step WHERE item IS NULL) ORDER BY i.id""",
            [document],
        )
        said = {place: self._last(item) for place, item in rows}
        return {place: judgement for place, judgement in said.items() if judgement.verdict in PROBLEMS}

    def _items(self, look: int, rules: Mapping[str, RuleRecord]) -> tuple[SecondItem, ...]:
        rows = self._rows(
            """SELECT i.id, i.kind, i.document, d.name, i.fingerprint, i.place, i.verdict, i.reason, i.note, i.reviewer, i.decided_at
               FROM second_look_item i JOIN document d ON d.id = i.document WHERE i.look = ? ORDER BY i.id""",
            [look],
        )
        with translated(self._path):
            return tuple(self._item(row, rules) for row in rows)

    def _item(self, row: tuple[Any, ...], rules: Mapping[str, RuleRecord]) -> SecondItem:
        number, kind, document, name, fingerprint, place, *decision = row
        judgement = self._last(number)
        is_judged = not judgement.verdict.is_open
        if Kind(kind) is Kind.NOT_FLAGGED:
            made, reason = self._passed_item(number, document, name, place, rules)
        else:
            made, reason = self._finding_item(number, document, name, fingerprint), ""
        first = First(Kind(kind), _decision(decision), reason) if is_judged else None
        return replace(made, judgement=judgement, first=first)

    def _finding_item(self, number: int, document: int, name: str, fingerprint: str) -> SecondItem:
        row = self._connection.execute(
            "SELECT id, body FROM finding WHERE document = ? AND fingerprint = ?", [document, fingerprint]
        ).fetchone()
        found = codec.load(Finding, row[1])
        words = found.trigger_quote or found.quote
        return SecondItem(
            number,
            document,
            name,
            found.rule,
            found.title,
            found.category,
            words,
            found.quote,
            found.message,
            row[0],
            found.span,
        )

    def _passed_item(
        self, number: int, document: int, name: str, place: int, rules: Mapping[str, RuleRecord]
    ) -> tuple[SecondItem, str]:
        body, text = self._connection.execute(
            """SELECT p.body, d.text FROM part p JOIN document d ON d.id = p.document
               WHERE p.document = ? AND p.kind = 'not_flagged' AND p.place = ?""",
            [document, place],
        ).fetchone()
        row = passed_row(codec.load(NotFlagged, body), text, rules)
        item = SecondItem(
            number,
            document,
            name,
            row.rule,
            row.title,
            row.category,
            row.words,
            row.sentence or row.words,
            "",
            None,
            row.span,
        )
        return item, row.reason

    def _decided(self, rules: Mapping[str, RuleRecord]) -> dict[str, tuple[str, int, int]]:
        """Return title, upheld and dismissed findings of each rule that somebody decided about."""
        rows = self._rows(
            f"""SELECT f.rule, sum(f.verdict <> 'dismissed'), sum(f.verdict = 'dismissed'), min(f.id)
                FROM finding f JOIN document d ON d.id = f.document
                WHERE d.replaced_by IS NULL AND {_DECIDED} GROUP BY 1"""  # noqa: S608 - constants only
        )
        titles = {
            rule: self._rows("SELECT title FROM finding WHERE id = ?", [one])[0][0]
            for rule, _, _, one in rows
        }
        return {
            rule: (rules[rule].title if rule in rules else titles[rule], upheld, dismissed)
            for rule, upheld, dismissed, _ in rows
        }

    def _first(self, candidate: Candidate) -> tuple[str, ...]:
        """Return how a finding stands now, for the record."""
        row = self._connection.execute(
            "SELECT verdict, reason, note, reviewer, decided_at FROM finding WHERE document = ? AND fingerprint = ?",
            [candidate.document, candidate.fingerprint],
        ).fetchone()
        return tuple(row) if row else (Verdict.UNDECIDED.value, "", "", "", "")

    def _changes(self, look: int) -> tuple[Change, ...]:
        rows = self._rows(
            "SELECT id, step_by, at, words, undoes FROM second_look_step WHERE look = ? ORDER BY id", [look]
        )
        return tuple(Change(row[0], Author(row[1], row[2]), row[3], 1, row[4]) for row in rows)

    def _last(self, item: int, before: int | None = None) -> Decision:
        rows = self._rows(
            """SELECT verdict, '', note, reviewer, judged_at FROM second_look_step
               WHERE item = ? AND id < ? ORDER BY id DESC LIMIT 1""",
            [item, (1 << 62) if before is None else before],
        )
        return _decision(rows[0]) if rows else NO_DECISION

    def _revert(self, change: Change, author: Author) -> Change:
        item = self.item_of(change.id) or 0
        return self._write(item, self._last(item, change.id), author, change.words, change.id)

    def _withdraw(self, look: Look, author: Author) -> Change:
        words = f"Second look of {look.items} drawn by seed {look.seed}"
        return self._write(None, NO_DECISION, author, words, look=look.id)

    def _write(
        self,
        item: int | None,
        state: Decision,
        author: Author,
        words: str,
        undoes: int | None = None,
        look: int | None = None,
    ) -> Change:
        with translated(self._path), transaction(self._connection):
            cursor = self._connection.execute(
                """INSERT INTO second_look_step
                       (look, item, verdict, note, reviewer, judged_at, step_by, at, words, undoes)
                   SELECT coalesce(?, (SELECT look FROM second_look_item WHERE id = ?)), ?, ?, ?, ?, ?, ?, ?, ?, ?""",
                [
                    *(look, item, item, state.verdict.value, state.note, state.reviewer, state.decided_at),
                    *(author.reviewer, author.at, words, undoes),
                ],
            )
        return Change(int(cursor.lastrowid or 0), author, words, 1, undoes)

    def _rows(self, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()


def _decision(row: Sequence[str]) -> Decision:
    verdict, reason, note, reviewer, decided_at = row
    return Decision(Verdict(verdict), reason, note, reviewer, decided_at)
