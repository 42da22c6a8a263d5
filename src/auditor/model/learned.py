"""What the program has learned of wordings: how much each cue speaks for a sentence being a claim of each kind."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from auditor.model.values import dataclass

HUNDRED = 100
"""Weights are kept in hundredths, so that they add up to the same on every machine."""


class NotLearnedError(LookupError):
    """Nothing was learned of a category."""


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The weights of a linear reading, a column for each category; compared by identity.

    `starts` is what speaks for each category before anything is read; `columns[c][places[cue]]` what a cue adds. All in
    hundredths of a unit of log-odds.
    """

    categories: tuple[str, ...]
    starts: tuple[int, ...]
    places: Mapping[str, int]
    columns: tuple[array[int], ...]
