"""Approved claims: put into a register, recognised in findings, and taken back with the step that approved them.

A review has a register of its own, and may use a shared one beside it. What is recognised is a decision by the approver;
what somebody decided by hand stands. An approval that has expired leaves the finding open and says so: the words are
flagged already, and a second finding on them would have to be decided twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.model.audit import RegisterRecord
from auditor.model.claim import LEAST_WORDS, ClaimMatch, Flagged, MatchKind, ScopeKind, told
from auditor.model.decision import NO_DECISION, Author, Decision, Verdict
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.store.approvals import OWN
from auditor.store.audits import AuditFile
from auditor.store.claims import REGISTER, RegisterFile
from auditor.store.records import trigger_at
from auditor.text.claim_words import words_of
from auditor.workflow.recognise import Recogniser, Resemblance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.claim import Claim, Entry
    from auditor.model.decision import Change
    from auditor.model.finding import Finding
    from auditor.store.approvals import ClaimStep, FlaggedFinding

RECOGNISED = "Approved claims recognised"
NO_LONGER = "No longer approved in the register."


@dataclass(frozen=True, slots=True)
class Registers:
    """The entries a review can rely on, and a sentence when its shared register cannot be read."""

    entries: tuple[Entry, ...] = ()
    trouble: str = ""


def is_shared_register(path: Path) -> bool:
    """Whether a path names a register of its own, by its ending."""
    return path.suffix.lower() == REGISTER.ending


def read_register(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a shared register, or of a review's own. Raises StoreError."""
    if is_shared_register(path):
        with RegisterFile(path, is_read_only=True) as register:
            return register.claims.entries()
    with AuditFile(path, is_read_only=True) as file:
        return tuple(replace(entry, register=path.name) for entry in file.claims.entries())


def registers_of(file: AuditFile) -> Registers:
    """Return the entries of a review's own register and of the shared one it uses."""
    own, shared = file.claims.entries(), file.approvals.shared()
    if not shared:
        return Registers(own)
    try:
        return Registers((*own, *read_register(found_register(shared, file.path))))
    except StoreError as error:
        return Registers(own, f"{error} Until then its approvals are not recognised.")


def found_register(shared: str, beside: Path) -> Path:
    """Return where the shared register lies: at its path, or beside the review that was moved together with it."""
    path = Path(shared)
    neighbour = beside.with_name(path.name)
    return path if places.exists(path) or not places.exists(neighbour) else neighbour


def with_register(audit: Audit, path: Path) -> Audit:
    """Return an audit that nobody has worked on, with what a register approves in it recognised."""
    return replace(audit, documents=tuple(approved_by(path, audit.documents, audit.audited_at)))


def approved_by(path: Path, documents: Iterable[DocumentAudit], audited_at: str) -> Iterator[DocumentAudit]:
    """Yield documents that nobody has worked on, as they come, with what a register approves in them recognised.

    A register that cannot be read costs no audit: nothing is recognised then (see `record_of`).
    """
    try:
        entries = read_register(path)
    except StoreError:
        yield from documents
        return
    recogniser = Recogniser(entries, audited_at[:10])
    yield from (_approved(document, recogniser) for document in documents)


def record_of(path: Path) -> RegisterRecord:
    """Return what an audit says of the register it was held against."""
    try:
        entries = read_register(path)
    except StoreError as error:
        return RegisterRecord(path.name, trouble=f"{error} No approved claim was recognised.")
    return RegisterRecord(path.name, sum(not entry.claim.is_withdrawn for entry in entries))


def recognise_in(
    file: AuditFile, entries: Iterable[Entry], at: str, documents: Sequence[int] | None = None
) -> Change | None:
    """Bring what a review says of approved claims up to date, in these documents or all; None when nothing changes."""
    entries = tuple(entries)
    if not entries and not file.approvals.has_matches():
        return None
    settled = _settle(file, entries, at, documents)
    seen = entries if documents is None else None
    if not settled.decisions:
        file.approvals.set_matches(settled.matches, seen)
        return None

    def also(_: int) -> None:
        file.approvals.set_matches_within(settled.matches)
        if seen is not None:
            file.approvals.set_seen_within(seen)

    return file.decisions.record(settled.decisions, Author("", at), RECOGNISED, also=also, is_automatic=True)


def write_claims(
    file: AuditFile,
    claims: Sequence[tuple[Entry | None, Claim]],
    author: Author,
    contents: Mapping[str, bytes],
    words: str,
    finding: int | None = None,
) -> Change:
    """Write new claims and new revisions, each into its register, and recognise anew, as one step that can be undone.

    New ones go into the shared register where one is used. `finding` is decided even when somebody had decided it before.
    Raises UserError for a claim that cannot stand, StoreError when a register cannot be written.
    """
    for _, claim in claims:
        check(claim)
    shared = file.approvals.shared()
    own = [pair for pair in claims if not (pair[0].register if pair[0] else shared)]
    other = [pair for pair in claims if pair not in own]
    path = found_register(shared, file.path) if shared else file.path
    # The registers first: should this end here, the next recognition finds what is written and nothing was told.
    written = {str(path): write_shared(path, other, author, contents)} if other else {}
    if own:
        file.claims.keep(contents)
        written[OWN] = file.claims.put(own, author)
    known = registers_of(file).entries
    settled = _settle(file, known, author.at, None, forced=finding)

    def also(change: int) -> None:
        for register, entries in written.items():
            file.approvals.note_within(change, register, entries)
        file.approvals.set_matches_within(settled.matches)
        file.approvals.set_seen_within(known)

    change = file.decisions.record(settled.decisions, author, words, also=also)
    return cast("Change", change)  # there is always one when there is more to do than to decide


def write_shared(
    path: Path, claims: Sequence[tuple[Entry | None, Claim]], author: Author, contents: Mapping[str, bytes]
) -> tuple[Entry, ...]:
    """Write into a shared register. Raises StoreError, also when the register is not there: it is not made anew unasked."""
    if not is_shared_register(path):
        raise StoreError(
            f"“{path.name}” is a review; others may read its register and not write it.",
            "Use a .claims file.",
        )
    if not places.is_file(path):
        raise StoreError(f"The register “{path.name}” is not there.", "Find it, or choose another one.")
    with RegisterFile(path) as register:
        register.claims.keep(contents)
        return register.claims.put(claims, author)


def undo(file: AuditFile, author: Author) -> Change | None:
    """Take the last step back, in the registers too. Raises StoreError when a shared one has gone on since."""
    return _reverted(file, author, file.decisions.steps().undo, file.decisions.undo)


def redo(file: AuditFile, author: Author) -> Change | None:
    """Do again what was last taken back, in the registers too."""
    return _reverted(file, author, file.decisions.steps().redo, file.decisions.redo)


def check(claim: Claim) -> None:
    """Raise UserError, in words for the reviewer, when a claim cannot stand in a register."""
    if not claim.wordings:
        raise UserError("There is no wording to approve.", "Give the words of the claim.")
    for wording in claim.wordings:
        if len(words_of(wording)) < LEAST_WORDS:
            raise UserError(
                f"“{wording}” is too short: it would be recognised in other claims.",
                f"Give at least {LEAST_WORDS} words.",
            )
    if claim.evidence.is_missing:
        raise UserError("There is no evidence.", "Add a file, a link or a written reference.")
    if not claim.approver:
        raise UserError("Nobody approves the claim.", "Give the approver's name.")
    if claim.scope.kind is not ScopeKind.EVERYWHERE and not claim.scope.places:
        raise UserError(
            "The approval holds nowhere.", "Name the countries or documents, or choose everywhere."
        )
    if claim.expires_on and not _is_day(claim.expires_on):
        raise UserError(f"“{claim.expires_on}” is no date.", "Write it like 2027-06-30.")


@dataclass(frozen=True, slots=True)
class _Settled:
    """What changes: decisions by finding, matches by finding through all versions."""

    decisions: Mapping[int, Decision]
    matches: Mapping[tuple[int, str], ClaimMatch | None]


def _settle(
    file: AuditFile,
    entries: Iterable[Entry],
    at: str,
    documents: Sequence[int] | None,
    forced: int | None = None,
) -> _Settled:
    entries = tuple(entries)
    recogniser = Recogniser(entries, at[:10])
    seen = file.approvals.seen()
    may_be_new = Resemblance(entry for entry in entries if seen.get(entry.key) != entry.revision)
    decisions: dict[int, Decision] = {}
    matches: dict[tuple[int, str], ClaimMatch | None] = {}

    def is_worth_it(finding: int, quote: str) -> bool:
        return documents is not None or finding == forced or may_be_new(quote)

    for found in file.approvals.flagged(documents, is_worth_it):
        now = recogniser.match(found.flagged)
        if now != found.match:
            matches[found.key] = now
        after = _after(found, now, at, is_forced=found.id == forced)
        if after != found.decision:
            decisions[found.id] = after
    return _Settled(decisions, matches)


def _after(found: FlaggedFinding, now: ClaimMatch | None, at: str, *, is_forced: bool) -> Decision:
    """Return how a finding stands now; what somebody decided by hand stays."""
    before = found.decision
    is_ours = _is_by(found.match, before)
    is_by_hand = not is_ours and before.verdict is not Verdict.LATER and bool(before.reviewer)
    if is_by_hand and not is_forced:
        return before
    if now is not None and now.kind is MatchKind.APPROVED:
        return now.decision(before)
    if not is_ours:
        return before
    reason = now.words if now is not None and now.kind is not MatchKind.NEAR else NO_LONGER
    return replace(before, verdict=Verdict.UNDECIDED, reason=reason, reviewer="", decided_at=at)


def _is_by(match: ClaimMatch | None, decision: Decision) -> bool:
    """Whether a decision is the one that a recognised claim stands for."""
    return match is not None and match.kind is MatchKind.APPROVED and match.decision(decision) == decision


def _reverted(
    file: AuditFile, author: Author, change: Change | None, revert: Callable[[Author], Change | None]
) -> Change | None:
    steps = file.approvals.steps(change.id) if change else ()
    shared = [step for step in steps if step.register != OWN]
    written = [(step.register, _take_back_shared(step, author)) for step in shared]
    made = revert(author)
    if made is not None and steps:
        for register, entry in written:
            file.approvals.note(made.id, register, [entry])
        recognise_in(file, registers_of(file).entries, author.at)
    return made


def _take_back_shared(step: ClaimStep, author: Author) -> Entry:
    path = Path(step.register)
    if not places.is_file(path):
        raise StoreError(
            f"The register “{path.name}” is not there.", "Nothing was taken back; find the register first."
        )
    with RegisterFile(path) as register:
        latest = register.claims.entry(step.key)
        if latest is None or latest.revision != step.revision:
            raise StoreError(
                f"The claim has been changed in “{path.name}” by somebody else since.",
                "Nothing was taken back; edit the claim in the register.",
            )
        (entry,) = register.claims.put([(latest, register.claims.before(step.key, step.revision))], author)
        return entry


def _approved(document: DocumentAudit, recogniser: Recogniser) -> DocumentAudit:
    country = document.jurisdiction.country if document.jurisdiction else None
    names = (document.source.uri, document.source.name)
    matches = {
        finding.fingerprint: match
        for finding in document.findings
        if (match := recogniser.match(Flagged(finding.quote, _trigger(finding), country, names)))
    }
    decisions = {
        fingerprint: match.decision(NO_DECISION)
        for fingerprint, match in matches.items()
        if match.kind is MatchKind.APPROVED
    }
    return replace(
        document,
        findings=tuple(told(finding, matches.get(finding.fingerprint)) for finding in document.findings),
        decisions={**decisions, **document.decisions},
        approvals=matches,
    )


def _trigger(finding: Finding) -> Span | None:
    at = trigger_at(finding)
    return None if at is None else Span(at, min(at + len(finding.trigger_quote), len(finding.quote)))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
