"""The crash road: an error that is our bug is saved as a report and told once; the program goes on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import auditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

REPORTS_KEPT = 20
"""Older reports are deleted; a bug that repeats must not fill the disk."""


class CrashReporter:
    """Writes reports into `folder` and hands the path of each to `tell`, in whichever thread the error came up."""

    def __init__(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        self._folder = folder
        self._tell = tell

    def install(self) -> None:
        """Take every error nobody else took, of all threads."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report_error(self, error: Exception) -> None:
        """Report an error that was caught at a boundary."""
        self.report(type(error), error, error.__traceback__)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save and tell one error; Ctrl+C is not one."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            path = self._save("".join(traceback.format_exception(kind, error, trace)))
        except OSError:  # a full disk must not hide the error itself
            self._tell(None)
        else:
            self._tell(path)

    def _report_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def _save(self, trace: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        path.write_text(
            f"Auditor {auditor.__version__}\n{now:%Y-%m-%d %H:%M:%S} UTC\n{system}\n\n{trace}",
            encoding="utf-8",
        )
        for old in sorted(self._folder.glob("crash-*.txt"))[:-REPORTS_KEPT]:
            old.unlink()
        return path
