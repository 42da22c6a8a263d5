"""A review that is being written: under a name nobody sees, until it is whole."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from auditor.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARTS = ("", "-wal", "-shm", "-journal")
"""What a database that could not be closed leaves beside itself, by the endings of its names."""


@contextmanager
def unfinished(home: Path, name: str) -> Iterator[Path]:
    """Give a path to write the review on; what is left there afterwards is removed, also where writing failed.

    Raises what was raised inside; of what could not be stored it is told by the name that the review was to have.
    """
    path = home / f".{name}.{secrets.token_hex(4)}"
    try:
        yield path
    except StoreError as error:
        if path.name not in error.message:
            raise
        said = error.message.replace(path.name, name)
        raise StoreError(said, "Make room or choose another place, and audit again.") from error
    finally:
        for part in _PARTS:
            with suppress(OSError):
                path.with_name(path.name + part).unlink(missing_ok=True)


def put_in_place(path: Path, target: Path) -> None:
    """Give a finished file its name. Raises StoreError when there is one by now."""
    try:
        os.link(path, target)  # refuses to take the place of a file that has come meanwhile
    except FileExistsError:
        raise StoreError(f"“{target.name}” exists already.", "Choose another name for the review.") from None
    except OSError:  # a drive without links
        path.replace(target)
