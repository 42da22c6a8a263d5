"""The columns of a register as a spreadsheet: what is written in each, and what is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.claim import Claim, Evidence, Scope, ScopeKind, Validity
from auditor.model.claim_table import ClaimRow, RefusedRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from auditor.model.claim import Entry

COLUMNS = (
    "No.",
    "Wordings",
    "Reference",
    "Link",
    "Evidence file",
    "Holds for",
    "Places",
    "Approver",
    "Valid until",
    "State",
    "Note",
    "Revision",
    "Changed by",
    "Changed at",
    "SHA-256",
    "Key",
)
"""Wordings and places stand one a line. State, revision and what follows are for the reader; the key names the claim."""

VALIDITY_WORDS: Mapping[Validity, str] = {
    Validity.VALID: "Valid",
    Validity.SOON: "Ends soon",
    Validity.EXPIRED: "Expired",
    Validity.WITHDRAWN: "Withdrawn",
}

SCOPE_WORDS: Mapping[ScopeKind, str] = {
    ScopeKind.EVERYWHERE: "Everywhere",
    ScopeKind.COUNTRY: "Countries",
    ScopeKind.DOCUMENT: "Documents",
}
_SCOPES = {
    **{words.casefold(): kind for kind, words in SCOPE_WORDS.items()},
    **{kind.value: kind for kind in ScopeKind},
}


def fields(entry: Entry, today: str) -> tuple[str, ...]:
    """Return what is written of an entry, column by column."""
    claim, file = entry.claim, entry.claim.evidence.file
    return (
        str(entry.number),
        "\n".join(claim.wordings),
        claim.evidence.reference,
        claim.evidence.link,
        file.name if file else "",
        SCOPE_WORDS[claim.scope.kind],
        "\n".join(claim.scope.places),
        claim.approver,
        claim.expires_on,
        VALIDITY_WORDS[claim.standing(today)],
        claim.note,
        str(entry.revision),
        entry.author.reviewer,
        entry.author.at,
        file.sha256 if file else "",
        entry.key,
    )


def claim_row(place: str, cell: Callable[[str], str]) -> ClaimRow | RefusedRow:
    """Return the claim of a row; `cell` gives the text under a title. Whether it can stand is for others to say."""
    places = _lines(cell("places"))
    said = cell("holds for").casefold()
    kind = (ScopeKind.COUNTRY if places else ScopeKind.EVERYWHERE) if not said else _SCOPES.get(said)
    if kind is None:
        return RefusedRow(
            place, f"“{cell('holds for')}” is no scope. Write Everywhere, Countries or Documents."
        )
    claim = Claim(
        _lines(cell("wordings")),
        Evidence(cell("reference"), cell("link")),
        Scope(kind, () if kind is ScopeKind.EVERYWHERE else places),
        cell("approver"),
        cell("valid until").removesuffix("T00:00:00"),
        cell("note"),
        is_withdrawn=cell("state").casefold() == Validity.WITHDRAWN.value,
    )
    return ClaimRow(place, cell("key"), claim, cell("evidence file"), cell("sha-256"))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
