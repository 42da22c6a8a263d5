"""What the program has learned of wordings: how much each cue speaks for a sentence being a claim of each kind.

And what reads a sentence as a whole, where a folder of rules brings that along.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple, Protocol

from auditor.model.values import dataclass

HUNDRED = 100
"""Weights are kept in hundredths, so that they add up to the same on every machine."""


class NotLearnedError(LookupError):
    """Nothing was learned of a category."""


class Told(NamedTuple):
    """A sentence as it is told: its own words, those before it in its block, and those above the block."""

    words: str
    before: str
    above: str


class SupportRead(NamedTuple):
    """What speaks, in log-odds, for a sentence making a quantitative claim, and for what supports that."""

    statistic: float
    supported: float
    """A source that can be looked for is named, in it or before it."""
    unnamed: float
    """Only an unnamed authority is: "studies show"."""
    covered: float
    """Its source stands before it or above it."""


class Reader(Protocol):
    """Reads sentences as wholes. All that speaks for a category is in log-odds, in the order of `categories`."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories it knows."""

    def weigh(self, told: Sequence[Told]) -> Sequence[tuple[float, ...]]:
        """Return what speaks for each category in each sentence."""

    def weigh_support(self, told: Sequence[Told]) -> Sequence[SupportRead]:
        """Return what speaks for each sentence being a statistic, and for what supports it."""

    def mixed(self, cues: Sequence[float], read: Sequence[float]) -> tuple[float, ...]:
        """Return what speaks for each category by the cues of some words and what was read of their sentence."""


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
    statistic: tuple[int, array[int]] | None = None
    """The start and the column of what speaks for a sentence making a quantitative claim, if that was learned."""
    reader: Callable[[], Reader | None] = field(default=lambda: None, repr=False)
    """What reads sentences as wholes, read itself when it is first asked for; None where there is none."""
