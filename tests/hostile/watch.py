"""Tells which files the program opens of its own accord."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .case import CANARY

if TYPE_CHECKING:
    import pytest

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with every file opened to be written, every folder made, and every look at the canary."""
    told: list[str] = []
    opened, opened_low, made = io.open, os.open, os.mkdir

    def tell(path: object, *, writes: bool) -> None:
        if writes or Path(str(path)).name == CANARY.name:
            told.append(str(path))

    def watched(file, mode="r", *args, **kwargs):
        tell(file, writes=bool(set(mode) & set("wax+")))
        return opened(file, mode, *args, **kwargs)

    def watched_low(path, flags, *args, **kwargs):
        tell(path, writes=bool(flags & WRITING))
        return opened_low(path, flags, *args, **kwargs)

    def watched_folder(path, *args, **kwargs):
        tell(path, writes=True)
        return made(path, *args, **kwargs)

    monkeypatch.setattr("builtins.open", watched)
    monkeypatch.setattr(io, "open", watched)
    monkeypatch.setattr(os, "open", watched_low)
    monkeypatch.setattr(os, "mkdir", watched_folder)
    return told
