"""Private temporary folders: nobody else may look into them, and none outlives its process for long.

A process that is killed cannot tidy up; the next one of the program does it, by the lock that died with its holder.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "auditor-held-"

_LOCK = "lock"
_HELD = b"held"
"""Written once the lock is held: a folder without it is only being made."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """Yield an empty folder that only this user can enter; it is removed afterwards. Raises OSError."""
    remove_abandoned()
    made = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (made / _LOCK).open("xb", buffering=0) as lock:
            _try_lock(lock)
            lock.write(_HELD)
            inside = made / "content"
            inside.mkdir(mode=0o700)
            yield inside
    finally:
        shutil.rmtree(made, ignore_errors=True)


def remove_abandoned() -> None:
    """Remove the folders of this user's processes that were killed."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in [one for one in entries if one.name.startswith(PREFIX)]:
            if entry.is_dir(follow_symlinks=False) and _is_own(entry) and _is_abandoned(Path(entry.path)):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_own(entry: os.DirEntry[str]) -> bool:
    return sys.platform == "win32" or entry.stat(follow_symlinks=False).st_uid == os.geteuid()


def _is_abandoned(folder: Path) -> bool:
    """Whether nobody holds the lock: the system lets go of it when its holder dies, however that happens."""
    try:
        with (folder / _LOCK).open("r+b") as lock:
            return _try_lock(lock) and lock.read() == _HELD
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
