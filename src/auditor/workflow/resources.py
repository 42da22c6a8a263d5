"""Finds the rules and samples in a checkout, an installed wheel and a frozen program alike."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """Return the folder of the rule packs that come with the program."""
    return _data("rules")


def samples_folder() -> Path:
    """Return the folder of the sample documents."""
    return _data("samples")


def tables_folder() -> Path | None:
    """Return the folder of the rules' test tables; only a checkout has it."""
    folder = _PACKAGE.parents[1] / "tests" / "rules"
    return folder if folder.is_dir() else None


def _data(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    places = [
        *([Path(frozen) / "auditor" / "_data" / name] if frozen else []),
        _PACKAGE / "_data" / name,
        _PACKAGE.parents[1] / name,
    ]
    return next((p for p in places if p.is_dir()), places[-1])
