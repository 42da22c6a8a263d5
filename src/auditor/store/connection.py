"""Opens the one SQLite file that holds an audit, and says in plain words why one cannot be opened.

A file is known as ours by its application id; its version is `major * 1000 + minor`: a newer minor opens, a
newer major is refused. While it is open it is in write-ahead mode, so that readers never wait for the writer;
the last one to close leaves a single clean file behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from auditor.errors import StoreError, is_no_room, is_no_temporary_folder
from auditor.model.values import dataclass
from auditor.places import unreachable
from auditor.store.migrations import MAJOR, STEPS, is_older, migrate
from auditor.store.trouble import trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from auditor.store.migrations import Step

P = ParamSpec("P")
T = TypeVar("T")


class _Held(Protocol):
    """What reads one file."""

    _path: Path


Held = TypeVar("Held", bound=_Held)

APPLICATION_ID = 0x41554454
"""“AUDT” in ASCII: what tells an audit file from any other SQLite file."""

BUSY_MS = 5_000
"""How long one connection waits for another to finish writing; a batch of findings takes well under a second."""

CACHE_KB = 32_768
"""Pages held in memory: those by which a hundred thousand findings are listed, counted and sorted."""


_PROGRAMS = (
    "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file of ours: how it is told from others, what it is called, and the steps that bring it up to date.

    `journal`: an audit file has one writer and many readers; a register lies where several people reach it, often on a
    network drive, where a write-ahead log does not work.
    """

    application_id: int
    noun: str
    ending: str
    steps: Sequence[Step]
    journal: str = "WAL"
    remedy: str = "Open a copy of it."


AUDIT = FileKind(
    APPLICATION_ID, "audit file", ".audit", STEPS, remedy="Open a copy of it, or audit the documents again."
)


def connect(path: Path, *, is_read_only: bool = False, kind: FileKind = AUDIT) -> sqlite3.Connection:
    """Open or create a file of ours, brought up to the present version.

    One that is only read stays as it is and has to be there. Raises StoreError when it belongs to another program, is
    newer than this program, damaged or not writable.
    """
    with translated(path, kind):
        connection = (
            _open_to_read(path, kind) if is_read_only else sqlite3.connect(path, isolation_level=None)
        )
        try:
            _claim(connection, path, kind, is_read_only=is_read_only)
            _prepare(connection, kind, is_read_only=is_read_only)
            if not is_read_only:
                migrate(connection, kind.steps)
        except BaseException:
            connection.close()
            raise
        return connection


def disconnect(connection: sqlite3.Connection) -> None:
    """Close; when no one else has the file open, fold the write-ahead log into it."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        # Somebody else still reads; the last one to close leaves the clean file.
        pass
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written together or not at all; inside another one it is part of that."""
    if _has_begun(connection):
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if _has_begun(connection):  # without room SQLite may have taken everything back by itself
            connection.execute("ROLLBACK")
        raise


def _has_begun(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


@contextmanager
def translated(path: Path, kind: FileKind = AUDIT) -> Iterator[None]:
    """Turn errors of SQLite and of the system into sentences for the reviewer."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise trouble(error, path, kind.noun) from error
    except OSError as error:
        if is_no_room(error) or is_no_temporary_folder(error):
            said = f"“{path.name}” could not be read or written: there is no room."
            raise StoreError(said, "Make room, and do the last step again.") from error
        raise StoreError(*unreachable(path, error)) from error
    except (sqlite3.DatabaseError, LookupError, TypeError, ValueError, OverflowError) as error:
        article = "an" if kind.noun[0] in "aeiou" else "a"
        raise StoreError(
            f"The {kind.noun} “{path.name}” is damaged or is not {article} {kind.noun}.", kind.remedy
        ) from error


def telling(method: Callable[Concatenate[Held, P], T]) -> Callable[Concatenate[Held, P], T]:
    """Let a method that reads rows say that the file is damaged where they hold what was never written."""

    def read(self: Held, *args: P.args, **kwargs: P.kwargs) -> T:
        with translated(self._path):
            return method(self, *args, **kwargs)

    return cast("Callable[Concatenate[Held, P], T]", wraps(method)(read))


def _open_to_read(path: Path, kind: FileKind) -> sqlite3.Connection:
    """Open a file without ever writing; an older version is read from a copy in memory that is brought up to date."""
    if path.is_dir():
        raise StoreError(
            f"“{path}” is a folder, no {kind.noun}.", f"Choose a file that ends in {kind.ending}."
        )
    if path.is_file() and not path.stat().st_size:
        raise StoreError(
            f"“{path.name}” is empty: it holds no {kind.noun.removesuffix(' file')}.", "Open a copy of it."
        )
    if not path.is_file():
        raise StoreError(f"There is no {kind.noun} “{path.name}”.", "It may have been moved or renamed.")
    log = path.with_name(f"{path.name}-wal")
    # Without a log nobody is writing, and the file can be read even where nothing may be written beside it.
    is_still = kind.journal == "WAL" and not log.exists()
    how = "mode=ro&immutable=1" if is_still else "mode=ro"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    if _number(connection, "PRAGMA application_id") == kind.application_id and is_older(
        connection, kind.steps
    ):
        return _up_to_date(connection, path, kind)
    return connection


def _up_to_date(connection: sqlite3.Connection, path: Path, kind: FileKind) -> sqlite3.Connection:
    """Return a copy in memory of an older version, brought up to date, and close the file."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        _refuse_programs(copy, path, kind)  # bringing it up to date would run them
        migrate(copy, kind.steps)
    except BaseException:
        copy.close()
        raise
    finally:
        connection.close()
    return copy


def _claim(connection: sqlite3.Connection, path: Path, kind: FileKind, *, is_read_only: bool) -> None:
    found = _number(connection, "PRAGMA application_id")
    if found == kind.application_id:
        _refuse_newer(connection, path)
        _refuse_programs(connection, path, kind)
        return
    if found or is_read_only or _number(connection, "SELECT count(*) FROM sqlite_master"):
        raise StoreError(
            f"“{path.name}” belongs to another program.", f"Choose a file that ends in {kind.ending}."
        )
    connection.execute(f"PRAGMA application_id={kind.application_id}")


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "PRAGMA user_version") // 1000 > MAJOR:
        raise StoreError(
            f"“{path.name}” was made by a newer version of Auditor.", "Update Auditor to open it."
        )


def _refuse_programs(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    """Refuse a file with views, triggers or virtual tables: ours have none, and in them somebody's statements would run."""
    connection.execute("PRAGMA trusted_schema=OFF")
    if _number(connection, _PROGRAMS):
        raise StoreError(
            f"“{path.name}” holds statements that Auditor never writes, and was not opened.", kind.remedy
        )


def _prepare(connection: sqlite3.Connection, kind: FileKind, *, is_read_only: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    if is_read_only:
        return
    connection.execute(f"PRAGMA journal_mode={kind.journal}")
    # A decision that was told is on the disk, also when the power fails; a commit costs a tenth of a millisecond.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
