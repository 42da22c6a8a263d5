"""The register of approved claims: in an audit file, or in a file of its own that several audits use.

A claim is never overwritten: every change is a revision with its author and time. A shared register is opened for as
long as one reading or writing takes, so that several reviewers may use it at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, Self

from auditor.errors import StoreError
from auditor.model.claim import Claim, Entry
from auditor.model.decision import Author
from auditor.store import codec
from auditor.store.claim_steps import REGISTER_STEPS
from auditor.store.connection import AUDIT, FileKind, connect, disconnect, transaction, translated
from auditor.store.packing import packed, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from auditor.model.claim import EvidenceFile

REGISTER = FileKind(0x434C4D53, "register", ".claims", REGISTER_STEPS, journal="DELETE")
"""“CLMS” in ASCII."""

_LATEST = """SELECT key, number, revision, body, reviewer, at FROM claim_revision r
             WHERE revision = (SELECT max(revision) FROM claim_revision WHERE key = r.key)"""


class Claims:
    """The claims of one file. `register` is what a shared one is called. Raises StoreError like its file."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, kind: FileKind = AUDIT, register: str = ""
    ) -> None:
        self._connection = connection
        self._path, self._kind, self._register = path, kind, register

    def entries(self) -> tuple[Entry, ...]:
        """Return every claim as it stands, withdrawn ones too, in the order of their numbers."""
        return self._entries(f"{_LATEST} ORDER BY number")

    def entry(self, key: str) -> Entry | None:
        """Return one claim as it stands."""
        found = self._entries(f"{_LATEST} AND key = ?", [key])
        return found[0] if found else None

    def history(self, key: str) -> tuple[Entry, ...]:
        """Return all revisions of a claim, the oldest first."""
        return self._entries(
            "SELECT key, number, revision, body, reviewer, at FROM claim_revision WHERE key = ? ORDER BY revision",
            [key],
        )

    def put(self, claims: Sequence[tuple[Entry | None, Claim]], author: Author) -> tuple[Entry, ...]:
        """Write new claims, and new revisions of those given with the entry they follow, all or none."""
        with translated(self._path, self._kind), transaction(self._connection):
            return self.put_within(claims, author)

    def put_within(self, claims: Sequence[tuple[Entry | None, Claim]], author: Author) -> tuple[Entry, ...]:
        """Do the same inside a transaction of the caller's. One that somebody else has changed meanwhile is refused."""
        return tuple(self._put(before, claim, author) for before, claim in claims)

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Keep files of evidence under their hashes; one that is there already stays."""
        with translated(self._path, self._kind), transaction(self._connection):
            for sha256, content in contents.items():
                self._connection.execute(
                    "INSERT OR IGNORE INTO claim_evidence VALUES (?, ?, ?)", [sha256, *packed(content)]
                )

    def evidence(self, file: EvidenceFile) -> bytes:
        """Return the bytes of a file of evidence. Raises StoreError when they are gone or are not those approved."""
        with translated(self._path, self._kind):
            row = self._connection.execute(
                "SELECT packing, content FROM claim_evidence WHERE sha256 = ?", [file.sha256]
            ).fetchone()
        if row is None:
            raise StoreError(
                f"The evidence file “{file.name}” is no longer in the register.",
                "Edit the approved claim and give it again.",
            )
        content = unpacked(*row)
        if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
            raise StoreError(
                f"The evidence file “{file.name}” is not the one that was approved: its bytes have changed.",
                "Do not rely on the approval; edit it and give the original again.",
            )
        return content

    def before(self, key: str, revision: int) -> Claim:
        """Return how a claim stood before a revision; before its first one it is as good as withdrawn."""
        earlier = [e for e in self.history(key) if e.revision <= revision]
        if len(earlier) > 1:
            return earlier[-2].claim
        return replace(earlier[0].claim, is_withdrawn=True)

    def _put(self, before: Entry | None, claim: Claim, author: Author) -> Entry:
        if before is None:
            number = self._number("SELECT coalesce(max(number), 0) + 1 FROM claim_revision")
            entry = Entry(self._new_key(claim, author), number, 1, claim, author, self._register)
        else:
            latest = self._number(
                "SELECT coalesce(max(revision), 0) FROM claim_revision WHERE key = ?", before.key
            )
            if latest != before.revision:
                raise StoreError(
                    f"Register entry {before.number} has been changed by somebody else meanwhile.",
                    "Look at it again before you change it.",
                )
            entry = Entry(before.key, before.number, latest + 1, claim, author, self._register)
        self._connection.execute(
            "INSERT INTO claim_revision (key, number, revision, body, reviewer, at) VALUES (?, ?, ?, ?, ?, ?)",
            [entry.key, entry.number, entry.revision, codec.dump(claim), author.reviewer, author.at],
        )
        return entry

    def _new_key(self, claim: Claim, author: Author) -> str:
        """Return a key that no other register gives, so that entries can move from one to another by spreadsheet."""
        said = codec.dump(claim) + f"{author.reviewer}\n{author.at}\n{self._path.name}"
        keys = (hashlib.sha256(f"{said}\n{salt}".encode()).hexdigest()[:12] for salt in count())
        return next(
            k for k in keys if not self._number("SELECT count(*) FROM claim_revision WHERE key = ?", k)
        )

    def _number(self, sql: str, *parameters: str) -> int:
        return int(self._connection.execute(sql, parameters).fetchone()[0])

    def _entries(self, sql: str, parameters: Sequence[str] = ()) -> tuple[Entry, ...]:
        with translated(self._path, self._kind):
            rows: list[Any] = self._connection.execute(sql, parameters).fetchall()
            return tuple(
                Entry(
                    row[0], row[1], row[2], codec.load(Claim, row[3]), Author(row[4], row[5]), self._register
                )
                for row in rows
            )


class RegisterFile:
    """An open shared register; a context manager, to be held for one reading or writing only."""

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self._connection = connect(path, is_read_only=is_read_only, kind=REGISTER)
        self.claims = Claims(self._connection, path, REGISTER, path.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        disconnect(self._connection)
