"""A quantity as it is read from a sentence, before it is known to be a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import FigureKind


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity over the tokens `first` to `last` (inclusive); `in_doubt` when a reviewer may let it pass."""

    first: int
    last: int
    kind: FigureKind
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """A quantity that was recognised and is no claim; reading goes on after `last`."""

    last: int
