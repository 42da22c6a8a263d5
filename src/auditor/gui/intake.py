"""What can be dropped or pasted: files, folders and web addresses, read from whatever another program hands over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl

from auditor import places
from auditor.gui.words import counted
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QMimeData

REFUSAL = "Only files, folders and web addresses can be audited."
REMEDY = "Drop a file or folder, or an address that begins with http:// or https://."

TABLE_ENDINGS = (".xlsx", ".csv")
_SCHEMES = {"http", "https"}


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found in a drop or on the clipboard. Empty `inputs` mean that it has to be refused."""

    inputs: tuple[str, ...] = ()
    refused: int = 0
    """Things beside the inputs that cannot be audited."""


def from_mime(mime: QMimeData) -> Intake:
    """Read a drop or the clipboard: a list of addresses first, else text that consists of addresses or paths."""
    if mime.hasUrls():
        return _from_urls(mime.urls())
    return from_text(mime.text()) if mime.hasText() else Intake()


def let_go_words(inputs: Sequence[str]) -> str:
    """Return what letting go will do; nothing when nothing can be taken."""
    if inputs and all(is_table(item) for item in inputs):
        return "Let go to take in answers, or to audit a list of addresses"
    if inputs and all(is_zip(item) for item in inputs):
        return "Let go to check the evidence package"
    return f"Let go to audit {counted(len(inputs), 'item')}" if inputs else ""


def is_table(item: str) -> bool:
    """Whether an input is a spreadsheet on this computer, which may be an audit that came back."""
    return item.lower().endswith(TABLE_ENDINGS) and "://" not in item and places.is_file(item)


def is_zip(item: str) -> bool:
    """Whether an input is a zip on this computer, which may be an evidence package."""
    return item.lower().endswith(".zip") and "://" not in item and places.is_file(item)


def from_text(text: str) -> Intake:
    """Read one input a line; lines that begin with `#` are remarks, as in lists of addresses."""
    lines = [line.strip().strip('"') for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return _sorted_out([_input(line) for line in lines])


def _from_urls(urls: Iterable[QUrl]) -> Intake:
    return _sorted_out(
        [url.toLocalFile() if url.isLocalFile() else _address(url.toEncoded().toStdString()) for url in urls]
    )


def _sorted_out(found: list[str | None]) -> Intake:
    inputs = tuple(dict.fromkeys(item for item in found if item))
    return Intake(inputs, refused=sum(not item for item in found))


def _input(line: str) -> str | None:
    return _address(line) or _file_address(line) or _path(line)


def _address(words: str) -> str | None:
    """Return an http(s) address with a host, or None."""
    try:
        parts = urlsplit(words)
    except ValueError:
        return None
    return words if parts.scheme.lower() in _SCHEMES and parts.hostname and " " not in words else None


def _file_address(line: str) -> str | None:
    return QUrl(line).toLocalFile() or None if line.startswith("file://") else None


def _path(line: str) -> str | None:
    """Return a path that exists; any other words are not taken for one."""
    try:
        path = Path(line).expanduser()
        return str(path) if path.is_absolute() and path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None
