"""Says in plain words why an audit file cannot be read or written, and what can be done."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from auditor.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
_NOT_WRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY = 0xFF
"""The low byte of an extended error code is its kind."""


def trouble(error: sqlite3.OperationalError, path: Path, noun: str) -> StoreError:
    """Return what to tell of an error that is no damage: room, rights, somebody else."""
    kind = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if kind in _NO_ROOM:
        return StoreError(
            f"“{path.name}” could not be read or written: there is no room, or its drive does not answer.",
            "What was decided before is safe. Make room, or save a copy elsewhere, and do the last step again.",
        )
    if kind in _NOT_WRITABLE:
        return StoreError(f"“{path.name}” may not be written here.", "Save a copy where you may write.")
    if kind in _IN_USE:
        return StoreError(
            f"“{path.name}” is being written by another program.", "Do the last step again in a moment."
        )
    return StoreError(
        f"The {noun} “{path.name}” cannot be used here ({error}).",
        "Check that the folder exists, may be written to and has room.",
    )
