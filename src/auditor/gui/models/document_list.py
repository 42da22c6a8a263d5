"""The documents of the audit as a list: first all of them together, then each with its state and counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import SEVERITY_WORDS, STATUS_WORDS, counted
from auditor.model.document import Status
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from auditor.model.finding import Severity
    from auditor.model.listing import DocumentRow

AnyIndex = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `Entry` itself."""

_NO_INDEX = QModelIndex()
_WAITING = "Waiting"
_READING = "Reading…"
_NEW_VERSION = "New version"


class State(StrEnum):
    """What the list shows of a document."""

    ALL = "all"
    WAITING = "waiting"
    READING = "reading"
    COMPLETE = "complete"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be read."""
        return self in {State.WAITING, State.READING}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list. `number` is the document's in the store, once it is there."""

    state: State
    name: str
    words: str
    ticket: int | None = None
    number: int | None = None
    counts: Mapping[Severity, int] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        """How many findings it has."""
        return sum(self.counts.values())


class DocumentList(QAbstractListModel):
    """Documents in input order below the row that stands for all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._waiting: dict[int, int] = {}
        self._reading: frozenset[int] = frozenset()
        self._begun: dict[int, int] = {}
        """How many preliminary findings a pending document has."""
        self._counts: Counter[Severity] = Counter()
        self._unread = 0

    def reset(self, documents: Iterable[DocumentRow] = ()) -> None:
        """Show these documents and no others."""
        self.beginResetModel()
        self._entries, self._waiting, self._reading, self._begun = [], {}, frozenset(), {}
        self._counts, self._unread = Counter(), 0
        for document in documents:
            self._entries.append(_entry(document))
            self._count(self._entries[-1])
        self.endResetModel()

    def add(self, documents: Sequence[tuple[int, str]]) -> None:
        """Add documents that wait, by ticket and name."""
        first = len(self._entries)
        self.beginInsertRows(_NO_INDEX, first + 1, first + len(documents))
        for ticket, name in documents:
            self._waiting[ticket] = len(self._entries)
            self._entries.append(Entry(State.WAITING, name, _WAITING, ticket))
        self.endInsertRows()
        self._total_changed()

    def is_pending(self, ticket: int) -> bool:
        """Whether the ticket belongs to this audit and is not done."""
        return ticket in self._waiting

    def position(self, ticket: int) -> int:
        """Return the place of a pending document in the audit, from 0."""
        return self._waiting[ticket]

    def set_reading(self, tickets: frozenset[int]) -> None:
        """Say which of the waiting documents are being read."""
        for ticket in tickets ^ self._reading:
            if (row := self._waiting.get(ticket)) is not None:
                state = State.READING if ticket in tickets else State.WAITING
                self._put(
                    row, replace(self._entries[row], state=state, words=self._pending_words(state, ticket))
                )
        self._reading = tickets

    def set_begun(self, ticket: int, findings: int) -> None:
        """Say that the beginning of a pending document has been judged; what was found there is not counted."""
        self._begun[ticket] = findings
        row = self._waiting[ticket]
        entry = self._entries[row]
        self._put(row, replace(entry, words=self._pending_words(entry.state, ticket)))

    def set_done(self, ticket: int, document: DocumentRow, instead_of: int | None = None) -> None:
        """Show a document that is in the store now; a new version in the row of the one before."""
        row = self._waiting.pop(ticket)
        self._begun.pop(ticket, None)
        there = None if instead_of is None else self._row_of(instead_of)
        if there is not None:
            self._count(self._entries[there], -1)
            self._drop(row, there)
            row = there if there < row else there - 1
        entry = _entry(document)
        self._count(entry)
        self._put(row, entry)
        self._total_changed()

    def renew(self, documents: Iterable[DocumentRow]) -> bool:
        """Show how documents that are done stand now; False when they are others than those shown, beyond mending here."""
        entries = [_entry(document) for document in documents]
        done: dict[int | None, int] = {
            entry.number: row for row, entry in enumerate(self._entries) if entry.number is not None
        }
        if len(done) == len(entries):
            rows: list[int | None] = list(done.values())  # another version stands where the one before did
        else:
            rows = [done.get(entry.number) for entry in entries]
        for row, entry in zip(rows, entries, strict=True):
            if row is not None and self._entries[row] != entry:
                self._count(self._entries[row], -1)
                self._count(entry)
                self._put(row, entry)
        self._total_changed()
        return len(done) == len(entries)

    def _row_of(self, number: int) -> int | None:
        return next((row for row, entry in enumerate(self._entries) if entry.number == number), None)

    def _drop(self, row: int, there: int) -> None:
        """Take out the row of a document that has its place elsewhere: who has chosen the one has chosen the other now."""
        self.layoutAboutToBeChanged.emit()
        self.changePersistentIndex(self.index(row + 1), self.index(there + 1))
        self.layoutChanged.emit()
        self.beginRemoveRows(_NO_INDEX, row + 1, row + 1)
        del self._entries[row]
        self._waiting = {ticket: at - (at > row) for ticket, at in self._waiting.items()}
        self.endRemoveRows()

    def entry(self, row: int) -> Entry:
        """Return a row; 0 stands for all documents."""
        return self._entries[row - 1] if row else self._total()

    @property
    def pending(self) -> int:
        """How many documents are still to be read."""
        return len(self._waiting)

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._entries)

    @property
    def unread(self) -> int:
        """How many documents could not be audited."""
        return self._unread

    def _pending_words(self, state: State, ticket: int) -> str:
        words = _READING if state is State.READING else _WAITING
        count = self._begun.get(ticket, 0)
        return f"{words} · {counted(count, 'preliminary finding')}" if count else words

    def _put(self, row: int, entry: Entry) -> None:
        self._entries[row] = entry
        self.dataChanged.emit(self.index(row + 1), self.index(row + 1))

    def _count(self, entry: Entry, sign: int = 1) -> None:
        for severity, count in entry.counts.items():
            self._counts[severity] += sign * count
        self._unread += sign * (entry.state is State.UNREADABLE)

    def _total(self) -> Entry:
        words = counted(len(self._entries), "document")
        if self._unread:
            words += f" · {self._unread:,} not audited"
        return Entry(State.ALL, "All documents", words, counts=+self._counts)

    def _total_changed(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(0))

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of documents, and one for all of them."""
        return 0 if parent.isValid() else len(self._entries) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a document's name, its entry, or what a screen reader or a tooltip says."""
        if not index.isValid() or role not in _ROLES:
            return None
        entry = self.entry(index.row())
        if role == ENTRY_ROLE:
            return entry
        return entry.name if role == Qt.ItemDataRole.DisplayRole else described(entry)


_ROLES = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, ENTRY_ROLE}
)


def described(entry: Entry) -> str:
    """Return everything a row shows, in words."""
    counts = [
        f"{count} {SEVERITY_WORDS[severity].lower()}"
        for severity, count in sorted(entry.counts.items(), key=lambda c: c[0].rank)
    ]
    findings = f"{counted(entry.findings, 'finding')}: {', '.join(counts)}" if counts else ""
    return "\n".join(part for part in (entry.name, entry.words, findings) if part)


def _entry(document: DocumentRow) -> Entry:
    state = State(document.status.value)
    return Entry(state, document.name, _state_words(document), number=document.id, counts=document.counts)


def _progress(document: DocumentRow) -> str:
    """How long it is, and once somebody has decided, how much is left to decide."""
    if not document.decided:
        return counted(document.words, "word")
    findings = sum(document.counts.values())
    waiting = findings - document.decided
    return f"{waiting:,} of {findings:,} open" if waiting else "all decided"


def _state_words(document: DocumentRow) -> str:
    status = STATUS_WORDS[document.status]
    if document.status is Status.COMPLETE:
        return f"{_NEW_VERSION if document.is_new_version else status} · {_progress(document)}"
    if document.is_new_version:
        status = f"{_NEW_VERSION} · {status}"
    reason = document.problems[0].message if document.problems else ""
    return f"{status}: {reason}" if reason else status
