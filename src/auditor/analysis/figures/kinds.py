"""A quantity as it is read from a sentence, before it is known to be a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from auditor.model.analysis import FigureKind


class Reading(NamedTuple):
    """A quantity over the tokens `first` to `last` (inclusive); `in_doubt` when a reviewer may let it pass.

    One that `continues` is a claim only where the text before it has named what it counts.
    """

    first: int
    last: int
    kind: FigureKind
    in_doubt: bool = False
    continues: bool = False
    adds: bool = False
    """Whether it says something only as it adds to a share: "smoking adds five"."""


class Passed(NamedTuple):
    """A quantity that was recognised and is no claim; reading goes on after `last`.

    It is `known` when its words tell what else it is: a price, a threshold, an age.
    """

    last: int
    known: bool = False
