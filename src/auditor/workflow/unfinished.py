"""A review that is being written: in a private folder beside its place, until it is whole."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from auditor.errors import StoreError
from auditor.held_folder import folder_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_REMEDY = "Make room or choose another place, and audit again."


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """Give a path to write the review on; what is left there afterwards is removed, also where writing failed.

    Raises what was raised inside; of what could not be stored it is told by the name that the review was to have.
    """
    with ExitStack() as stack:
        try:
            path = stack.enter_context(folder_beside(target)) / secrets.token_hex(4)
        except OSError as error:
            raise _unwritten(target) from error
        try:
            yield path
        except StoreError as error:
            if path.name not in error.message:
                raise
            said = error.message.replace(path.name, target.name)
            raise StoreError(said, _REMEDY) from error


def put_in_place(path: Path, target: Path) -> None:
    """Give a finished file its name. Raises StoreError when there is one by now, or it cannot have that name."""
    try:
        os.link(path, target)  # refuses to take the place of a file that has come meanwhile
    except FileExistsError:
        raise StoreError(f"“{target.name}” exists already.", "Choose another name for the review.") from None
    except OSError:  # a drive without links
        try:
            path.replace(target)
        except OSError as error:
            raise _unwritten(target) from error


def _unwritten(target: Path) -> StoreError:
    return StoreError(f"“{target.name}” could not be written here.", _REMEDY)
