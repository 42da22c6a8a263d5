"""Where audits lie that have no name yet: a folder of this session's own, found again when the program was killed."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QLockFile

from auditor.errors import StoreError
from auditor.gui.last_audit import LastAudit
from auditor.store.audits import AuditFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = "kept"
"""The folder for the bytes of documents on their way into the audit file."""

_LOCK = "lock"


class SessionPlace:
    """A private folder below the program's data, locked as long as the session lives. Use it as a context manager."""

    def __init__(self, data: Path) -> None:
        self._open = data / "open"
        self._last = LastAudit(data)
        self.folder = self._open / secrets.token_hex(6)

    def __enter__(self) -> Self:
        self._open.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in self._left_behind():
            self._rescue(left)
        (self.folder / KEPT).mkdir(parents=True, mode=0o700)
        self._lock = _lock(self.folder)
        self._lock.tryLock(0)
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.unlock()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _left_behind(self) -> Iterator[Path]:
        """Yield the folders of sessions that ended without closing."""
        for folder in sorted(self._open.iterdir()):
            if folder.is_dir():
                lock = _lock(folder)
                if lock.tryLock(0):
                    lock.unlock()
                    yield folder

    def _rescue(self, folder: Path) -> None:
        """Make the newest audit in it that holds anything the last audit, which is offered at the start."""
        files = sorted(folder.glob("*.audit"), key=lambda path: path.stat().st_mtime, reverse=True)
        with suppress(StoreError, OSError):
            for path in files:
                with AuditFile(path) as file:
                    has_documents = bool(file.document_rows())
                if has_documents:
                    self._last.keep(path)
                    break
        shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # a session may last for weeks; only a dead process makes its lock stale
    return lock
