"""The three roads for trouble: the user's world, our bug, and what belongs to one document only.

A `UserError` carries a plain sentence and what to do about it; the command line prints it and the
window shows it as a notice. Anything else that escapes is a bug and takes the crash road. Trouble with
one document is a `LoadError` (or `FetchError`): it ends as a problem on that document, never as a lost batch.
"""

from __future__ import annotations

import errno

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""A full disk, a quota that is used up, and more than a file may hold."""


class AuditorError(Exception):
    """Base of every error raised on purpose."""

    code = "auditor-error"


class UserError(AuditorError):
    """Something the user can mend: `message` says what is wrong, `remedy` what to do."""

    code = "user-error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class PackError(UserError):
    """A rule pack that cannot be used: says file, line, what is wrong and what was expected."""

    code = "pack-error"


class ExportError(UserError):
    """An export that could not be written."""

    code = "export-error"


class StoreError(UserError):
    """An audit file that cannot be opened or written."""

    code = "store-error"


class TemporaryFileError(UserError):
    """There is no folder in which a temporary file can be written."""

    code = "temporary-file-error"

    def __init__(self) -> None:
        super().__init__(
            "No temporary file can be written: the disk is full, or the folders for them may not be written to.",
            "Make room, or name another folder for them in the variable TMPDIR.",
        )


def is_no_room(error: BaseException) -> bool:
    """Whether the system found no room for what was to be written."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def is_no_temporary_folder(error: BaseException) -> bool:
    """Whether no folder for temporary files could be written to: the library says of that only that a file is missing."""
    return isinstance(error, FileNotFoundError) and "temporary directory" in (error.strerror or "")


class LoadError(AuditorError):
    """One document could not be read. `code` is stable (kebab-case), `message` a sentence for the reviewer."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class FetchError(LoadError):
    """One address could not be fetched."""
