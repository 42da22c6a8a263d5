"""Keeps the audit that lay on the desk when the window was closed, so that closing loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from auditor import places
from auditor.errors import StoreError

_NAME = "last.audit"


class LastAudit:
    """One file in the program's own data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def exists(self) -> bool:
        """Whether there is an audit to bring back."""
        return places.is_file(self._path)

    def keep(self, path: Path) -> None:
        """Put a closed audit aside in place of the one before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, self._path)

    def copy_to(self, folder: Path) -> Path:
        """Return a working copy in the session's private folder. Raises StoreError."""
        try:
            return Path(shutil.copy(self._path, folder / f"restored-{_NAME}"))
        except OSError as error:
            raise StoreError(
                "Your last audit can no longer be read.", "Audit the documents again."
            ) from error
