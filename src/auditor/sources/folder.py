"""Walks a folder for the documents in it, in a fixed order, however deep and however many."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARTS_OF_PAGES = (
    ".css",
    ".js",
    ".mjs",
    ".map",
    ".json",
    ".xml",
    ".ico",
    ".svg",
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".eot",
)
PROGRAMS = (
    ".py",
    ".pyc",
    ".exe",
    ".dll",
    ".so",
    ".class",
    ".jar",
    ".sh",
    ".bat",
    ".ps1",
    ".ini",
    ".toml",
    ".yaml",
    ".yml",
)
INDEXES = (".cdx", ".cdxj")
"""Of web archives, beside them."""
LEFTOVERS = (".log", ".lock", ".tmp", ".bak", ".swp", ".part", ".crdownload")
OWN_FILES = (".audit", ".audit-wal", ".audit-shm", ".audit-journal", ".claims", ".claims-journal")
SKIPPED_SUFFIXES = frozenset((*PARTS_OF_PAGES, *PROGRAMS, *INDEXES, *LEFTOVERS, *OWN_FILES))
"""Files in a folder that are no documents and are passed over without a word. Named one by one, they are read."""

PAGES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic"})
COMPANION_ENDINGS = frozenset({"files", "Dateien", "fichiers", "archivos", "bestanden", "file"})
"""How browsers, by language, end the name of the folder in which they keep a saved page's parts."""
OWN_SHEETS = ("Findings", "Crisis resources")
MAX_SHEET_LIST_BYTES = 100_000

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX"})
SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


def walk(
    folder: Path,
    on_unreadable: Callable[[Path, OSError], None] | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Iterator[Path]:
    """Yield the documents in `folder` and below, sorted by name within each folder, files before folders.

    Hidden files, parts of saved pages and this program's own files are passed over, and so are pictures below
    a folder that holds pages: they belong to those. A folder that is reached twice through links is read
    once. Folders that cannot be opened are told to `on_unreadable`; `goes_on` is asked before each.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, False)]
    while waiting and goes_on():
        current, is_below_pages = waiting.pop()
        try:
            files, folders = _entries(current, seen)
        except OSError as error:
            if on_unreadable is not None:
                on_unreadable(current, error)
            continue
        yield from (current / name for name in files if not (is_below_pages and _suffix(name) in PICTURES))
        has_pages = is_below_pages or any(_suffix(name) in PAGES for name in files)
        companions = {_stem(name) for name in files if _suffix(name) in PAGES}
        waiting.extend(
            (current / name, has_pages) for name in reversed(folders) if not _is_companion(name, companions)
        )


def is_document(name: str) -> bool:
    """Whether a file of this name, found in a folder, is audited."""
    lowered = name.lower()
    if lowered.startswith((".", "~$")) or lowered.endswith("~") or lowered in SKIPPED_NAMES:
        return False
    return Path(lowered).suffix not in SKIPPED_SUFFIXES


def _entries(folder: Path, seen: set[tuple[int, int]]) -> tuple[list[str], list[str]]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return [], []
    seen.add((status.st_dev, status.st_ino))
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if _is_folder(entry):
                if not entry.name.startswith(".") and entry.name not in SKIPPED_FOLDERS:
                    folders.append(entry.name)
            elif is_document(entry.name) and not _is_own_workbook(folder / entry.name):
                files.append(entry.name)
    return files, folders


def _is_companion(name: str, page_stems: set[str]) -> bool:
    """Whether a folder holds the parts of a saved page beside it, as browsers name it."""
    stem, _, ending = name.rpartition("_")
    return ending in COMPANION_ENDINGS and stem in page_stems


def _is_own_workbook(path: Path) -> bool:
    """Whether a workbook is a spreadsheet that this program exported, told by its sheets."""
    if path.suffix.lower() != ".xlsx":
        return False
    import zipfile  # noqa: PLC0415 - only a folder with workbooks needs it

    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            head = part.read(MAX_SHEET_LIST_BYTES)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    return all(f'"{name}"'.encode() in head for name in OWN_SHEETS)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _stem(name: str) -> str:
    return Path(name).stem
