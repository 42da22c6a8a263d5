"""The audit on the desk: one audit file, written and queried in a thread of its own, read row by row in the window's.

The file lies in a private folder of the session. A new audit begins a new file, so that the one before can be
brought back.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLockFile, QObject, Signal

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.store.audits import AuditFile
from auditor.store.copies import copy_audit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from auditor.gui.messages import Messages
    from auditor.gui.tasks import Lane, Task
    from auditor.model.decision import Decision
    from auditor.model.listing import FindingRow, StoredFinding

T = TypeVar("T")


class Desk(QObject):
    """Everything the window asks of an audit file goes through here. `opened` tells that another file lies on the desk."""

    opened = Signal()

    def __init__(self, folder: Path, lane: Lane, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._lane = lane
        self._messages = messages
        self._files = 0
        self._writer: AuditFile | None = None
        self._lock: QLockFile | None = None
        self._moved: dict[Path, Path] = {}
        """Where files are written since they were given a name; belongs to the lane's thread."""
        self.is_read_only = False
        self.path = self._new_path()
        self._reader = AuditFile(self.path)

    def ask(
        self,
        work: Callable[[AuditFile], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Task:
        """Run `work` on the file in the background; errors of the user's world go to `failed`, or become a notice."""
        path = self.path  # now, not when the thread gets to it: another audit may lie on the desk by then
        return self._lane.submit(
            lambda: work(self._file(path)), done, lambda error: self._failed(error, failed)
        )

    def rows(self, ids: Sequence[int]) -> list[FindingRow]:
        """Return table rows at once: few, by number."""
        try:
            return self._reader.findings.rows(ids)
        except StoreError as error:
            self._messages.error(error)
            return []

    def finding(self, number: int) -> StoredFinding | None:
        """Return one whole finding at once."""
        try:
            found = self._reader.findings.one(number)
            return found and replace(found, before=self._reader.versions.before_one(number))
        except StoreError as error:
            self._messages.error(error)
            return None

    def history(self, number: int) -> tuple[Decision, ...]:
        """Return at once all that was decided about a finding."""
        try:
            return self._reader.decisions.history(number)
        except StoreError as error:
            self._messages.error(error)
            return ()

    def begin(self) -> Path:
        """Lay an empty audit on the desk; return the path of the one that lay there."""
        before = self.path
        self.lay(self._new_path())
        return before

    @property
    def has_name(self) -> bool:
        """Whether the audit lies where the user put it, not in the session's own folder."""
        return self.path.parent != self.folder

    def lay(self, path: Path) -> bool:
        """Lay the audit at `path` on the desk; one that cannot be opened is told, and all stays as it is.

        One that is open elsewhere, or may not be written, is opened to be read.
        """
        lock, is_read_only = _lock_beside(path)
        try:
            reader = AuditFile(path, is_read_only=is_read_only)
            reader.check()
        except StoreError as error:
            _unlock(lock)
            self._messages.error(error)
            return False
        self._reader.close()
        self._lane.submit(self._close_writer)
        self._lane.submit(lambda: self._moved.pop(path, None))
        _unlock(self._lock)
        self.path, self._reader, self._lock, self.is_read_only = path, reader, lock, is_read_only
        self.opened.emit()
        return True

    def give_name(self, target: Path, done: Callable[[], None]) -> None:
        """Write the audit to `target` and go on there: the same audit stays on the desk, and nothing is read anew.

        What is asked while the copy is made goes into the new file, in the order in which it was asked.
        """
        before = self.path

        def copy(file: AuditFile) -> None:
            copy_audit(file.path, target)
            self._moved[before] = target

        self.ask(copy, lambda _: self._go_on_in(target, before, done))

    def _go_on_in(self, target: Path, before: Path, done: Callable[[], None]) -> None:
        if self.path != before:  # another audit lies on the desk by now; the copy is written all the same
            return
        lock, is_read_only = _lock_beside(target)
        try:
            reader = AuditFile(target, is_read_only=is_read_only)
        except StoreError as error:
            _unlock(lock)
            self._lane.submit(lambda: self._moved.pop(before, None))
            self._messages.error(error)
            return
        self._reader.close()
        _unlock(self._lock)
        self.path, self._reader, self._lock, self.is_read_only = target, reader, lock, is_read_only
        done()

    def close(self) -> None:
        """Close the file in both threads."""
        self._reader.close()
        self._lane.close(self._close_writer)
        _unlock(self._lock)

    def _new_path(self) -> Path:
        self._files += 1
        return self.folder / f"session-{self._files}.audit"

    def _file(self, path: Path) -> AuditFile:
        """Runs in the lane's thread, which has its own connection."""
        at = self._moved.get(path, path)
        if self._writer is None or self._writer.path != at:
            self._close_writer()
            self._writer = AuditFile(at, is_read_only=self.is_read_only)
        return self._writer

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _failed(self, error: Exception, tell: Callable[[UserError], None] | None) -> None:
        if not isinstance(error, UserError):
            raise error
        (tell or self._messages.error)(error)


def _lock_beside(path: Path) -> tuple[QLockFile | None, bool]:
    """Lock a file against other windows; return the lock and whether the file may only be read."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None, places.is_file(path)
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)
    return (lock, False) if lock.tryLock(0) else (None, True)


def _unlock(lock: QLockFile | None) -> None:
    if lock is not None:
        lock.unlock()
