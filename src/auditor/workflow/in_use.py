"""Says whether a review is open in a window, which writes into it too and would not see what is written beside it."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from auditor.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def check_free(path: Path) -> None:
    """Refuse a review that a window has open, before anything is read or changed.

    Raises StoreError.
    """
    where = _open_in(path.resolve())
    if where is not None:
        raise StoreError(
            f"“{path.name}” is open in a window of Auditor{where}; nothing was changed.",
            "Do it in that window, or close the review there first.",
        )


def _open_in(path: Path) -> str | None:
    """Return where the window is, when there is one: nothing more for this computer; None when there is none."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        number, _, host, *_ = [*lock.read_text("utf-8", "replace").splitlines(), "", "", ""]
    except FileNotFoundError:
        return None
    except OSError:  # a lock that is held may not even be read on some systems
        return ""
    if host and host != socket.gethostname():
        return f" on the computer “{host}”"
    return "" if number.isdecimal() and _lives(int(number), lock) else None


def _lives(process: int, lock: Path) -> bool:
    """Whether the process that left the lock still runs: a crash leaves one too."""
    if sys.platform == "win32":  # there a signal would end it; but only a lock that is held cannot be removed
        with suppress(OSError):
            lock.unlink()
        return lock.exists()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
