"""Folders for what is not finished: nobody else may look into them, and none outlives its process for long.

A process that is killed cannot tidy up; the next one of the program does it, by the lock that died with its holder.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BESIDE = ".auditor-part-"
"""How the names of folders begin that lie beside a file until it is whole."""

_LOCK, _CONTENT = "lock", "content"
_HELD = b"held"
"""Written once the lock is held: a folder without it is only being made."""


@contextmanager
def held_folder(place: Path, prefix: str, *, computer: str = "", mode: int = 0o700) -> Iterator[Path]:
    """Yield an empty folder in `place` that only this user can enter; it is removed afterwards. Raises OSError.

    Those that killed processes left there under the same prefix are removed first. `computer` is given where others
    reach the place too: a lock may not be seen from one to the other, so each removes its own only.
    """
    remove_abandoned(place, prefix, computer=computer)
    made = place / f"{prefix}{secrets.token_hex(4)}"
    made.mkdir(mode)
    try:
        with (made / _LOCK).open("xb", buffering=0) as lock:
            _try_lock(lock)
            lock.write(_mark(computer))
            inside = made / _CONTENT
            inside.mkdir(mode)
            yield inside
    finally:
        _remove(made)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Yield a private folder from which a finished file can be moved to its place in one step. Raises OSError.

    The file itself gets the rights that any file gets there: it is the folder that keeps others out until then.
    """
    # On Windows a folder for the user alone would hand that on to the finished file, which colleagues are to open.
    mode = 0o777 if sys.platform == "win32" else 0o700
    with held_folder(target.parent, BESIDE, computer=_this_computer(), mode=mode) as folder:
        yield folder


def remove_abandoned(place: Path, prefix: str, *, computer: str = "") -> None:
    """Remove the folders of this user's processes that were killed."""
    mark = _mark(computer)
    with suppress(OSError), os.scandir(place) as entries:
        for entry in [one for one in entries if one.name.startswith(prefix)]:
            if (
                entry.is_dir(follow_symlinks=False)
                and _is_own(entry)
                and _is_abandoned(Path(entry.path), mark)
            ):
                _remove(Path(entry.path))


def _remove(folder: Path) -> None:
    """Remove what is inside first: who is killed over it leaves the lock by which the next one knows the folder."""
    shutil.rmtree(folder / _CONTENT, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _mark(computer: str) -> bytes:
    return b" ".join(filter(None, (_HELD, computer.encode("utf-8", "replace"))))


def _this_computer() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _is_own(entry: os.DirEntry[str]) -> bool:
    return sys.platform == "win32" or entry.stat(follow_symlinks=False).st_uid == os.geteuid()


def _is_abandoned(folder: Path, mark: bytes) -> bool:
    """Whether nobody holds the lock: the system lets go of it when its holder dies, however that happens."""
    try:
        with (folder / _LOCK).open("r+b") as lock:
            return _try_lock(lock) and lock.read() == mark
    except OSError:
        return False


def _try_lock(lock: IO[bytes]) -> bool:
    """Hold the lock until the file is closed; False when somebody holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of that system alone

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - as above

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
