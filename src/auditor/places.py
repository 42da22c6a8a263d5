"""Looks at what lies where the user pointed: the system may refuse even that, and `Path.exists` and its like then raise.

A folder that is closed, a name longer than a name can be and a drive that is gone are trouble of the user's world.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from auditor.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_NO_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP, errno.EILSEQ})
_NOTHING_THERE = (FileNotFoundError, NotADirectoryError)
_DRIVE_GONE_ON_WINDOWS = frozenset({21, 53, 55, 59, 64, 65, 67, 121, 1167, 1222, 1231})
"""Not ready, path or device of the network gone, name deleted, timed out, not connected, unreachable (Microsoft's system error codes)."""
_SHOWN = 60
"""Code points of a name in a sentence: one that is too long for the system is too long for that as well."""


class PlaceError(UserError):
    """The system does not let the program look at a place."""

    code = "place-error"


def is_file(path: Path | str) -> bool:
    """Whether a file is there; not where the system does not let us look."""
    return os.path.isfile(path)  # noqa: PTH113 - unlike Path.is_file, it never raises


def is_folder(path: Path | str) -> bool:
    """Whether a folder is there; not where the system does not let us look."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def exists(path: Path | str) -> bool:
    """Whether anything is there; not where the system does not let us look."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def check_reachable(path: Path) -> None:
    """Raise PlaceError when the system does not say whether something is there; what is merely not there passes."""
    try:
        path.stat()
    except _NOTHING_THERE:
        return
    except (OSError, ValueError) as error:
        raise PlaceError(*unreachable(path, error)) from error


def unreachable(path: Path, error: OSError | ValueError) -> tuple[str, str]:
    """Return in plain words why a place cannot be reached, and what to do."""
    name = _shown(path)
    if is_drive_gone(error):
        return f"“{name}” cannot be reached: its drive does not answer.", "Connect the drive, and try again."
    if isinstance(error, ValueError) or error.errno in _NO_NAME:
        return f"“{name}” is no name a file can have here.", "Choose a shorter and plainer name."
    if isinstance(error, PermissionError):
        return f"You may not open “{name}”, or the folder it lies in.", "Ask its owner for access."
    return f"“{name}” cannot be reached ({error.strerror or error}).", "Check the place, or choose another."


def is_refused(error: BaseException) -> bool:
    """Whether it is the place that the system did not let the program at, and no bug."""
    is_place = isinstance(error, PermissionError) or getattr(error, "errno", None) in _NO_NAME
    return is_drive_gone(error) or (isinstance(error, OSError) and is_place)


def is_drive_gone(error: BaseException) -> bool:
    """Whether a drive, of the network or of this computer, was lost or does not answer."""
    return isinstance(error, OSError) and (
        error.errno in _DRIVE_GONE or getattr(error, "winerror", None) in _DRIVE_GONE_ON_WINDOWS
    )


def _shown(path: Path) -> str:
    name = path.name or str(path)
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"


def _known(*names: str) -> frozenset[int]:
    """Return the numbers of errors; not every system has all of them."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_DRIVE_GONE = _known(
    *("EIO", "ENXIO", "ENODEV", "ESTALE", "EREMOTEIO", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH"),
    *("ENETDOWN", "ENETUNREACH", "ETIMEDOUT", "ECONNABORTED", "ECONNRESET"),
)
