"""Adds up what the cues of some words speak for, by the weights that were learned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from auditor.model.learned import HUNDRED
from auditor.text.cues import cues

if TYPE_CHECKING:
    from auditor.model.learned import Learned

Weights = tuple[float, ...]
"""How much speaks for each category, in log-odds."""


def weigh(text: str, learned: Learned) -> Weights:
    """Weigh some words: each cue adds its weight, shared by the root of their number, so that length does not count."""
    known, share = _known(text, learned)
    return tuple(
        start / HUNDRED + sum(map(column.__getitem__, known)) / share
        for start, column in zip(learned.starts, learned.columns, strict=True)
    )


def weigh_statistic(text: str, learned: Learned) -> float:
    """Return what speaks for some words making a quantitative claim, in log-odds: everything, where nothing was learned of that."""
    if learned.statistic is None:
        return math.inf
    known, share = _known(text, learned)
    start, column = learned.statistic
    return start / HUNDRED + sum(map(column.__getitem__, known)) / share


def _known(text: str, learned: Learned) -> tuple[list[int], float]:
    """Return the places of the cues that were learned of, and what their sum is shared by."""
    found, places = cues(text), learned.places
    return [places[cue] for cue in found if cue in places], HUNDRED * math.sqrt(len(found) or 1)
