"""Takes claims into a register from a spreadsheet, row by row, and writes a register out as one."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.export.claims.read import read_claims
from auditor.export.claims.write import write_claims_table
from auditor.model.claim import Claim, EvidenceFile
from auditor.model.claim_table import RefusedRow, Taken
from auditor.model.values import dataclass
from auditor.store.audits import AuditFile
from auditor.store.claims import RegisterFile
from auditor.workflow.claims import check, is_shared_register, read_register
from auditor.workflow.in_use import check_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.model.claim import Entry
    from auditor.model.claim_table import ClaimRow, ClaimTable
    from auditor.model.decision import Author
    from auditor.store.claims import Claims

MAX_EVIDENCE = 100_000_000
"""Bytes of a file of evidence; larger ones are better linked."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a spreadsheet would put into a register, with the bytes of the evidence it names."""

    claims: tuple[tuple[Entry | None, Claim], ...]
    contents: Mapping[str, bytes]
    taken: Taken


def prepare_import(spreadsheet: Path, entries: Sequence[Entry]) -> Import:
    """Read a spreadsheet and hold it against the entries of a register. Raises UserError when it cannot be read."""
    return _held_against(entries, read_claims(spreadsheet), spreadsheet.parent)


def _held_against(entries: Sequence[Entry], table: ClaimTable, folder: Path) -> Import:
    known = {entry.key: entry for entry in entries}
    contents: dict[str, bytes] = {}
    claims: list[tuple[Entry | None, Claim]] = []
    refused = list(table.refused)
    same = 0
    seen: set[str] = set()
    for row in table.rows:
        before = known.get(row.key)
        try:
            claim = _with_file(row, before, folder, contents)
            check(claim)
        except UserError as error:
            refused.append(RefusedRow(row.place, str(error)))
            continue
        if row.key and row.key in seen:
            refused.append(
                RefusedRow(row.place, "The same claim stands in an earlier row. Keep one of them.")
            )
            continue
        seen.add(row.key)
        if before is not None and before.claim == claim:
            same += 1
        else:
            claims.append((before, claim))
    added = sum(before is None for before, _ in claims)
    return Import(tuple(claims), contents, Taken(added, len(claims) - added, same, tuple(refused)))


def import_claims(spreadsheet: Path, register: Path, author: Author) -> Taken:
    """Take the rows of a spreadsheet into a register or a review's own, each that can stand. Raises UserError."""
    table = read_claims(spreadsheet)  # first: of one that cannot be read no new register is made
    with _opened(register) as claims:
        found = _held_against(claims.entries(), table, spreadsheet.parent)
        claims.keep(found.contents)
        claims.put(found.claims, author)
        return found.taken


def export_claims(register: Path, target: Path, at: str) -> int:
    """Write a register as a spreadsheet; return how many claims. Raises StoreError, ExportError."""
    entries = read_register(register)
    write_claims_table(entries, target, at)
    return len(entries)


def evidence_troubles(register: Path) -> dict[str, str]:
    """Say of which claims, by their keys, the kept file of evidence is gone or has changed. Raises StoreError."""
    troubles: dict[str, str] = {}
    with _opened(register, is_read_only=True) as claims:
        for entry in claims.entries():
            kept = entry.claim.evidence.file
            if kept is None:
                continue
            try:
                claims.evidence(kept)
            except StoreError as error:
                troubles[entry.key] = str(error)
    return troubles


def read_evidence(path: Path) -> tuple[EvidenceFile, bytes]:
    """Return a file of evidence with its bytes. Raises UserError when it cannot be read or is too large to keep."""
    try:
        if path.stat().st_size > MAX_EVIDENCE:
            raise UserError(
                f"“{path.name}” is too large to be kept in a register.", "Give a link to it instead."
            )
        content = path.read_bytes()
    except (OSError, ValueError):
        raise UserError(
            f"The evidence file “{path.name}” cannot be read.", "It may have been moved or renamed."
        ) from None
    return EvidenceFile(path.name, hashlib.sha256(content).hexdigest(), len(content)), content


def _with_file(row: ClaimRow, before: Entry | None, folder: Path, contents: dict[str, bytes]) -> Claim:
    """Return the claim with the evidence file that the row names: the one on record, or one beside the spreadsheet."""
    if not row.file:
        return row.claim
    kept = before.claim.evidence.file if before else None
    if kept and kept.name == row.file and row.sha256 in {"", kept.sha256}:
        return replace(row.claim, evidence=replace(row.claim.evidence, file=kept))
    name = PurePath(row.file)
    if name.is_absolute() or ".." in name.parts:
        raise UserError(
            f"The evidence file “{row.file}” does not lie beside the spreadsheet.", "Put it there."
        )
    if not places.is_file(folder / name):
        raise UserError(f"The evidence file “{row.file}” is not there.", "Put it beside the spreadsheet.")
    file, content = read_evidence(folder / name)
    if row.sha256 and row.sha256 != file.sha256:
        raise UserError(
            f"The evidence file “{row.file}” has changed since it was approved.",
            "Empty the cell “SHA-256” if the new one is to count.",
        )
    contents[file.sha256] = content
    return replace(row.claim, evidence=replace(row.claim.evidence, file=file))


@contextmanager
def _opened(register: Path, *, is_read_only: bool = False) -> Iterator[Claims]:
    if is_shared_register(register):
        with RegisterFile(register, is_read_only=is_read_only) as shared:
            yield shared.claims
    else:
        places.check_reachable(register)
        if not places.is_file(register):
            raise UserError(f"There is no review “{register.name}”.", "End a new register in .claims.")
        if not is_read_only:
            check_free(register)
        with AuditFile(register, is_read_only=is_read_only) as file:
            yield file.claims
