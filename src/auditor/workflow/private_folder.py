"""Private temporary folders: nobody else may look into them, and none outlives its process for long."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import held_folder
from auditor.errors import TemporaryFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "auditor-held-"


@contextmanager
def private_folder() -> Iterator[Path]:
    """Yield an empty folder that only this user can enter; it is removed afterwards.

    Raises TemporaryFileError when there is no room for one, or no folder in which it may be made.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(held_folder.held_folder(Path(tempfile.gettempdir()), PREFIX))
        except OSError as error:
            raise TemporaryFileError from error
        yield folder


def remove_abandoned() -> None:
    """Remove the temporary folders of this user's processes that were killed."""
    held_folder.remove_abandoned(Path(tempfile.gettempdir()), PREFIX)
