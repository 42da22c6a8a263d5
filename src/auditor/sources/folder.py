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
LEFTOVERS = (".log", ".lock", ".tmp", ".bak", ".swp", ".part", ".crdownload")
OWN_FILES = (".audit", ".audit-wal", ".audit-shm", ".audit-journal")
SKIPPED_SUFFIXES = frozenset((*PARTS_OF_PAGES, *PROGRAMS, *LEFTOVERS, *OWN_FILES))
"""Files in a folder that are no documents and are passed over without a word. Named one by one, they are read."""

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX"})
SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


def walk(folder: Path, on_unreadable: Callable[[Path, OSError], None] | None = None) -> Iterator[Path]:
    """Yield the documents in `folder` and below, sorted by name within each folder, files before folders.

    Hidden files, parts of saved pages and this program's own files are passed over; a folder that is reached
    twice through links is read once. Folders that cannot be opened are told to `on_unreadable`.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            files, folders = _entries(current, seen)
        except OSError as error:
            if on_unreadable is not None:
                on_unreadable(current, error)
            continue
        yield from files
        waiting.extend(reversed(folders))


def is_document(name: str) -> bool:
    """Whether a file of this name, found in a folder, is audited."""
    lowered = name.lower()
    if lowered.startswith((".", "~$")) or lowered.endswith("~") or lowered in SKIPPED_NAMES:
        return False
    return Path(lowered).suffix not in SKIPPED_SUFFIXES


def _entries(folder: Path, seen: set[tuple[int, int]]) -> tuple[list[Path], list[Path]]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return [], []
    seen.add((status.st_dev, status.st_ino))
    files: list[Path] = []
    folders: list[Path] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if _is_folder(entry):
                if not entry.name.startswith(".") and entry.name not in SKIPPED_FOLDERS:
                    folders.append(folder / entry.name)
            elif is_document(entry.name):
                files.append(folder / entry.name)
    return files, folders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
