"""A register as a spreadsheet that came in: the claims it holds, and the rows that cannot be taken."""

from __future__ import annotations

from auditor.model.claim import Claim
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row with a claim; `key` is empty for a new one, `file` the evidence file it names, still to be found, with its hash."""

    place: str
    key: str
    claim: Claim
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """What a spreadsheet of claims holds, in the order of its rows."""

    rows: tuple[ClaimRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: claims that are new, claims that changed, rows without a change, and those refused."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[RefusedRow, ...] = ()
