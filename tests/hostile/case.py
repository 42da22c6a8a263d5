"""What a hostile file is: a name, how it is made, and what of it a right audit must have seen.

Nothing of the corpus is kept as bytes: every file is made from a few lines, small for every run of the tests and
large for `make fuzz`.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIM = "We are the best clinic in the country."
"""Stands in every hostile file in which a reader would see it: a file that counts as read must have it found."""

CANARY = Path(tempfile.gettempdir()) / "outside" / "canary.txt"
"""A file that hostile ones point at; `conftest.py` writes it."""

SECRET = "https://canary.example/"
"""All that stands in it: no audit may show it. It is an address, for what reads nothing else."""

QUICK, LARGE, FULL = 1, 20, 2_000
"""How large the files are made: some kilobytes, as large as real documents, and what a worker's limits are for."""


@dataclass(frozen=True)
class Case:
    """One hostile file. `make` gets the scale; `shows_claim` says whether a reader of the page would see the claim."""

    name: str
    make: Callable[[int], bytes]
    shows_claim: bool = True

    def __str__(self) -> str:
        return self.name
