"""A review and its registers: which shared one it uses, its evidence, its past, and spreadsheets taken into it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.export.base import write_whole
from auditor.export.claims.write import write_claims_table
from auditor.model.claim import ScopeKind
from auditor.model.values import dataclass
from auditor.store.claims import RegisterFile
from auditor.workflow.claims import (
    found_register,
    is_shared_register,
    recognise_in,
    registers_of,
    write_claims,
)
from auditor.workflow.register_table import prepare_import, read_evidence

if TYPE_CHECKING:
    from auditor.model.claim import Claim, Entry
    from auditor.model.claim_table import Taken
    from auditor.model.decision import Author, Change
    from auditor.store.audits import AuditFile


@dataclass(frozen=True, slots=True)
class RegisterStamp:
    """How a shared register lies on the disk: another time or size means that somebody has written into it."""

    path: str = ""
    changed: int = 0
    """Nanoseconds; 0 while there is no register, or it is out of reach."""
    size: int = 0


def register_stamp(file: AuditFile) -> RegisterStamp:
    """Return how the shared register of a review lies on the disk now. Raises StoreError."""
    shared = file.approvals.shared()
    if shared:
        with suppress(OSError):
            now = found_register(shared, file.path).stat()
            return RegisterStamp(shared, now.st_mtime_ns, now.st_size)
    return RegisterStamp(shared)


def use_register(file: AuditFile, path: Path | None, at: str) -> bool:
    """Use a shared register from now on, or none; return whether it is a new one. Raises StoreError when it cannot be used."""
    if path is None:
        file.approvals.use_shared("")
        recognise_in(file, registers_of(file).entries, at)
        return False
    if not is_shared_register(path):
        raise UserError(f"“{path.name}” is no register.", "Choose or name a file that ends in .claims.")
    places.check_reachable(path)
    is_new = not places.exists(path)
    # One that is there may lie where it can only be read; its approvals count all the same.
    with RegisterFile(path, is_read_only=not is_new) as register:
        register.claims.entries()
    file.approvals.use_shared(str(path.absolute()))
    recognise_in(file, registers_of(file).entries, at)
    return is_new


def use_usual_register(file: AuditFile, path: Path, at: str) -> None:
    """Use the register that was chosen before, also when it is out of reach now: it is looked for again later."""
    if places.is_file(path):
        use_register(file, path, at)
    else:
        file.approvals.use_shared(str(path))


def write_claim(
    file: AuditFile,
    before: Entry | None,
    claim: Claim,
    evidence: str,
    author: Author,
    finding: int | None = None,
) -> Change:
    """Put a claim in a register, or change it, with the file of evidence at this path where one is given. Raises UserError."""
    contents: dict[str, bytes] = {}
    if evidence:
        kept, content = read_evidence(Path(evidence))
        claim = replace(claim, evidence=replace(claim.evidence, file=kept))
        contents[kept.sha256] = content
    name = f"entry {before.number}" if before else ""
    words = (
        "Approved claim" if before is None else f"{'Withdrew' if claim.is_withdrawn else 'Changed'} {name}"
    )
    return write_claims(file, [(before, claim)], author, contents, words, finding)


def take_in_claims(file: AuditFile, spreadsheet: Path, author: Author) -> Taken:
    """Take the rows of a spreadsheet into the registers, each that can stand, as one step that can be undone."""
    found = prepare_import(spreadsheet, registers_of(file).entries)
    if found.claims:
        count = len(found.claims)
        words = f"Took in {count} approved claim{'' if count == 1 else 's'}"
        write_claims(file, found.claims, author, found.contents, words)
    return found.taken


def history_of(file: AuditFile, entry: Entry) -> tuple[Entry, ...]:
    """Return all revisions of a claim, the oldest first. Raises StoreError."""
    if not entry.register:
        return file.claims.history(entry.key)
    with RegisterFile(_shared(file), is_read_only=True) as register:
        return register.claims.history(entry.key)


def write_out_claims(file: AuditFile, target: Path, at: str) -> int:
    """Write the claims of the registers to a spreadsheet; return how many. Raises ExportError."""
    entries = registers_of(file).entries
    write_claims_table(entries, target, at)
    return len(entries)


def places_of(file: AuditFile, number: int) -> dict[ScopeKind, str]:
    """Return what is proposed for each scope: the country of the document's readers, and its address or name."""
    document = file.document(number)
    country = document.jurisdiction.country if document.jurisdiction else None
    address = document.source.uri
    name = address if address.startswith(("http:", "https:")) else document.source.name
    return {ScopeKind.COUNTRY: country or "", ScopeKind.DOCUMENT: name}


def save_evidence(file: AuditFile, entry: Entry, target: Path) -> None:
    """Write the file of evidence of a claim to the disk. Raises UserError."""
    content = evidence_of(file, entry)
    write_whole(target, lambda stream: stream.write(content))


def evidence_of(file: AuditFile, entry: Entry) -> bytes:
    """Return the file of evidence of a claim. Raises StoreError when it is gone or its bytes have changed."""
    kept = entry.claim.evidence.file
    if kept is None:
        raise UserError("This claim has no file of evidence.", "Its reference or link stands in the details.")
    if not entry.register:
        return file.claims.evidence(kept)
    with RegisterFile(_shared(file), is_read_only=True) as register:
        return register.claims.evidence(kept)


def evidence_trouble(file: AuditFile, entry: Entry) -> str:
    """Say what is wrong with the file of evidence of a claim; an empty string when it is the one that was approved."""
    if entry.claim.evidence.file is None:
        return ""
    try:
        evidence_of(file, entry)
    except StoreError as error:
        return str(error)
    return ""


def _shared(file: AuditFile) -> Path:
    return found_register(file.approvals.shared(), file.path)
