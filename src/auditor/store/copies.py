"""Copies of a whole audit file, taken while it may be open: never the bare file, which lacks what its log still holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from auditor.errors import StoreError
from auditor.held_folder import folder_beside
from auditor.store.connection import translated

if TYPE_CHECKING:
    from pathlib import Path


def copy_audit(source: Path, target: Path) -> None:
    """Write a copy that stands alone; it appears only when it is whole, in place of a file that was there.

    Raises StoreError when it cannot be written or the source cannot be read.
    """
    try:
        with folder_beside(target) as folder:
            unfinished = folder / "copy"
            with translated(source), closing(sqlite3.connect(source, isolation_level=None)) as connection:
                _write_copy(connection, unfinished, target)
            unfinished.replace(target)
    except OSError as error:
        raise _unwritten(target) from error


def _write_copy(connection: sqlite3.Connection, unfinished: Path, target: Path) -> None:
    try:
        connection.execute("VACUUM INTO ?", [str(unfinished)])
    except sqlite3.OperationalError as error:  # the source is open already: what failed is the target
        raise _unwritten(target) from error


def _unwritten(target: Path) -> StoreError:
    return StoreError(f"“{target.name}” could not be written here.", "Choose another folder or make room.")
