"""Takes documents into an audit that is under way: a new version takes the place of the one before.

What was decided about words that stand as before holds; where they changed, the decision is shown and asked for anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from auditor.errors import StoreError, UserError
from auditor.model.decision import NO_DECISION, FindingState
from auditor.model.listing import AuditHeader
from auditor.model.reaudit import Comparison, Counterpart, Pairing, Recognised, Standing, state_of, tally
from auditor.store.audits import AuditFile
from auditor.store.copies import copy_audit
from auditor.store.versions import Replacement
from auditor.workflow.claims import recognise_in, registers_of
from auditor.workflow.kept import taken
from auditor.workflow.matching import judges, pair
from auditor.workflow.recognising import Arrival, Known, known, own_name, recognise
from auditor.workflow.review import judged_by
from auditor.workflow.unfinished import put_in_place, unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.decision import Author
    from auditor.model.finding import Finding
    from auditor.model.reaudit import Departure, KnownDocument

CANCELLED = "cancelled"
"""The problem of a document that was given up: it is no version of anything."""

_BATCH = 50


@dataclass(slots=True)
class Round:
    """Documents that arrive together. They replace documents that were there before, never one another.

    `names` counts the names of all that are coming; `told` says by address what a document is the new version of.
    """

    names: Counter[str] = field(default_factory=Counter)
    told: dict[str, int] = field(default_factory=dict)
    there: Known | None = None
    """The documents that were there before the first of these came."""
    gone: set[int] = field(default_factory=set)
    """Those of them whose place has been taken."""
    change: int | None = None
    replaced: int = 0

    def is_alone(self, name: str) -> bool:
        """Whether a name came once."""
        return self.names[own_name(name)] <= 1

    def expect(self, name: str) -> None:
        """Note that a document of this name is coming."""
        self.names[own_name(name)] += 1


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a document went: its number in the file, what it replaced, or what it may be a version of."""

    number: int
    replaced: int | None = None
    is_unchanged: bool = False
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """An audit compared with an earlier one: `doubtful` may be versions of several documents, `unknown` of none, `absent` came no more."""

    audit: Audit
    doubtful: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def take_in(
    file: AuditFile,
    arrivals: Sequence[tuple[int, DocumentAudit]],
    kept: Path,
    header: AuditHeader,
    author: Author,
    together: Round,
) -> tuple[Taken, ...]:
    """Write documents, each with the position it would have, and let new versions take their places."""
    if together.there is None:
        together.there = known(file.versions.present())
    found = _recognised(file, [document for _, document in arrivals], together)
    before = file.header()
    state_packs(file, header)
    work = _Arriving(file, header, before or header)
    planned = [work.plan(document, each) for (_, document), each in zip(arrivals, found, strict=True)]
    new = [arrival for arrival, plan in zip(arrivals, planned, strict=True) if plan.is_new]
    places = file.versions.free([position for position, _ in new])
    _save(file, [(p, d) for p, (_, d) in zip(places, new, strict=True)], planned, kept)
    file.versions.judge_by([plan.number for plan in planned if plan.is_new], judged_by(header))
    wanted = [plan.replacement() for plan in planned if plan.is_new and plan.replaces is not None]
    if wanted:
        together.replaced += len(wanted)
        together.gone |= {each.before for each in wanted}
        words = _words(together.replaced, arrivals)
        together.change = file.versions.replace(wanted, author, words, together.change).id
    return tuple(
        Taken(plan.number, plan.replaces if plan.is_new else None, not plan.is_new, each.choices)
        for plan, each in zip(planned, found, strict=True)
    )


def replace_by_hand(file: AuditFile, before: int, after: int, author: Author) -> None:
    """Let one present document take another's place, because the reviewer says that it is its new version."""
    compared = file.versions.readable(before)
    header = file.header() or AuditHeader("", "")
    earlier, later = file.whole_document(compared), file.whole_document(after)
    rules = judges(file.versions.judged_by(compared) or judged_by(header), header.packs)
    wanted = Replacement(before, after, compared, pair(earlier, later, rules), is_new=False)
    file.versions.replace([wanted], author, f"New version of {later.source.name}")


def state_packs(file: AuditFile, now: AuditHeader) -> None:
    """Say in the file by what it was judged; a pack that came to it since is added."""
    before = file.header()
    if before is None:
        file.set_header(now)
        return
    have = {(pack.id, pack.sha256) for pack in before.packs}
    added = [pack for pack in now.packs if (pack.id, pack.sha256) not in have]
    if added:
        file.set_header(replace(before, packs=(*before.packs, *added)))


@dataclass(frozen=True, slots=True)
class Beside:
    """A document beside its counterpart in another review: their numbers there, and every finding with its own."""

    then: int
    counterparts: tuple[Counterpart, ...]
    standing: Standing


def beside(file: AuditFile, number: int, other: AuditFile) -> Beside | None:
    """Compare a document with the one in another review that it is a version of; None when there is none to be sure of."""
    document, there = file.whole_document(number), other.versions.present()
    arrival = Arrival(document.source.name, document.source.uri, document.title)
    is_only = len(there) == len(file.versions.present()) == 1
    then = there[0].id if is_only else recognise([arrival], known(there))[0].document
    if then is None:
        return None
    earlier = other.whole_document(then)
    before = other.versions.judged_by(then) or judged_by(other.header() or AuditHeader("", ""))
    now = file.header() or AuditHeader("", "")
    pairing = pair(earlier, document, judges(before, now.packs))
    ids = file.versions.numbers(number), other.versions.numbers(then)
    return Beside(then, *_counterparts(document, earlier, pairing, *ids))


def _counterparts(
    document: DocumentAudit,
    earlier: DocumentAudit,
    pairing: Pairing,
    now: Mapping[str, int],
    then: Mapping[str, int],
) -> tuple[tuple[Counterpart, ...], Standing]:
    ties = {link.later: link for link in pairing.links}
    made, total = [], Standing()
    for each in document.findings:
        link = ties.get(each.fingerprint)
        decision = earlier.decisions.get(link.earlier, NO_DECISION) if link else NO_DECISION
        state = state_of(link.tie if link else None, decision)
        total += tally(state, is_open=decision.verdict.is_open)
        old = then[link.earlier] if link else None
        made.append(_counterpart(each, now[each.fingerprint], old, state, None))
    gone = dict(pairing.gone)
    for each in (f for f in earlier.findings if f.fingerprint in gone):
        departure = gone[each.fingerprint]
        total += Standing(fixed=departure.is_fixed, not_compared=not departure.is_fixed)
        made.append(_counterpart(each, None, then[each.fingerprint], None, departure))
    return tuple(made), total


def _counterpart(
    finding: Finding,
    now: int | None,
    then: int | None,
    state: FindingState | None,
    departure: Departure | None,
) -> Counterpart:
    words = finding.trigger_quote or finding.quote
    place = finding.span.start if finding.span else -1
    return Counterpart(now, then, state, departure, finding.title, words, place)


def check_review(path: Path, named: str | None = None) -> None:
    """Check that there is a review to compare with, and in it the document named. Raises StoreError and UserError."""
    with AuditFile(path, is_read_only=True) as file:
        if file.header() is None:
            raise StoreError(f"“{path.name}” holds no audit.", "Choose another review to compare with.")
        if named is not None:
            _named(file.versions.present(), named)


def _named(present: Sequence[KnownDocument], named: str) -> int:
    found = [each for each in present if named in {each.name, each.uri}]
    if len(found) != 1:
        there = ", ".join(each.name for each in present[:5]) + (" …" if len(present) > 5 else "")
        many = "more than one document" if found else "no document"
        raise UserError(f"The earlier review holds {many} “{named}”.", f"It holds: {there}.")
    return found[0].id


def compare_with(
    audit: Audit,
    kept: Path,
    against: Path,
    target: Path | None,
    author: Author,
    named: str | None = None,
    register: Path | None = None,
) -> Against:
    """Compare an audit with an earlier review, which stays as it is.

    Claims approved in that review's registers, or in the one named, are recognised in the new versions.
    With a target, the review goes on there with the new versions in it; the file appears only when it is whole.
    Raises StoreError when the earlier review cannot be read or the new one not be written.
    """
    check_review(against, named)
    if named is not None and len(audit.documents) != 1:
        raise UserError("Only one document can be told to be the new version of another.", "Name one input.")
    with unfinished(target or kept / "against") as path:
        copy_audit(against, path)
        with AuditFile(path) as file:
            if register is not None:
                file.approvals.use_shared(str(register.absolute()))
            result = _taken_all(file, audit, kept, author, named)
        if target is not None:
            put_in_place(path, target)
    return result


def _taken_all(file: AuditFile, audit: Audit, kept: Path, author: Author, named: str | None) -> Against:
    present = file.versions.present()
    together = Round()
    for document in audit.documents:
        together.expect(document.source.name)
    if named is not None:
        together.told[audit.documents[0].source.uri] = _named(present, named)
    elif len(present) == len(audit.documents) == 1:  # what else could be meant
        together.told[audit.documents[0].source.uri] = present[0].id
    header = AuditHeader(audit.tool_version, audit.audited_at, audit.packs)
    first = file.versions.free_position()
    documents = iter(enumerate(audit.documents, first))
    taken_in: list[Taken] = []
    while batch := list(islice(documents, _BATCH)):
        taken_in += take_in(file, batch, kept, header, author, together)
    recognise_in(file, registers_of(file).entries, audit.audited_at, [each.number for each in taken_in])
    read = tuple(_with_states(file.whole_document(each.number), each) for each in taken_in)
    here = {each.replaced for each in taken_in} | {each.number for each in taken_in}
    doubtful = [d.source.name for d, t in zip(audit.documents, taken_in, strict=True) if t.choices]
    unknown = [
        d.source.name
        for d, t in zip(audit.documents, taken_in, strict=True)
        if t.replaced is None and not t.is_unchanged and not t.choices
    ]
    absent = [each.name for each in present if each.id not in here]
    return Against(replace(audit, documents=read), tuple(doubtful), tuple(unknown), tuple(absent))


def _with_states(document: DocumentAudit, taken_in: Taken) -> DocumentAudit:
    """Let every finding have a state: all are new where there was no document before, none in one that has not changed."""
    if taken_in.replaced is not None:
        return document
    kept = FindingState.OPEN if taken_in.is_unchanged else FindingState.NEW
    stale = {name for name, state in document.states.items() if state is FindingState.STALE}
    names = [finding.fingerprint for finding in document.findings]
    states = {name: FindingState.STALE if name in stale else kept for name in names}
    return replace(
        document, states=states, comparison=_with_itself(document) if taken_in.is_unchanged else None
    )


def _with_itself(document: DocumentAudit) -> Comparison:
    before = document.comparison.before if document.comparison else ()
    source = document.source
    return Comparison(source.name, source.uri, source.sha256, before=before)


@dataclass(slots=True)
class _Plan:
    """What is to be done with a document: written, and put in another's place; or nothing, when it is there already."""

    number: int = 0
    replaces: int | None = None
    compared: int = 0
    pairing: Pairing = field(default_factory=Pairing)
    is_new: bool = True

    def replacement(self) -> Replacement:
        return Replacement(self.replaces or 0, self.number, self.compared, self.pairing)


class _Arriving:
    """Compares documents with those that are there."""

    def __init__(self, file: AuditFile, header: AuditHeader, before: AuditHeader) -> None:
        self._file, self._header = file, header
        self._before = judged_by(before)

    def plan(self, document: DocumentAudit, found: Recognised) -> _Plan:
        """Say what is to be done with a document."""
        if found.document is None or not self._file.versions.is_present(found.document):
            return _Plan()
        there = self._file.whole_document(found.document)
        if _is_same(there, document):
            return _Plan(found.document, found.document, is_new=False)
        compared = self._file.versions.readable(found.document)
        earlier = there if compared == found.document else self._file.whole_document(compared)
        rules = judges(self._file.versions.judged_by(compared) or self._before, self._header.packs)
        pairing = pair(earlier, document, rules)
        return _Plan(replaces=found.document, compared=compared, pairing=pairing)


def _save(
    file: AuditFile, arrivals: Sequence[tuple[int, DocumentAudit]], plans: Sequence[_Plan], kept: Path
) -> None:
    """Write the new documents with their bytes; each plan learns its number."""
    numbers = file.save(arrivals)
    file.sources.keep(taken(zip(numbers, (d for _, d in arrivals), strict=True), kept))
    for plan, number in zip((p for p in plans if p.is_new), numbers, strict=True):
        plan.number = number


def _recognised(file: AuditFile, documents: Sequence[DocumentAudit], together: Round) -> list[Recognised]:
    there = together.there or known(file.versions.present())
    arrivals = [Arrival(d.source.name, d.source.uri, d.title) for d in documents]
    found = recognise(arrivals, there, together.is_alone)
    return [
        _told(document, each, there.ids - together.gone, together.told)
        if not _is_cancelled(document)
        else Recognised()
        for document, each in zip(documents, found, strict=True)
    ]


def _told(
    document: DocumentAudit, found: Recognised, free: frozenset[int], told: dict[str, int]
) -> Recognised:
    """What the reviewer told goes before what was recognised; a place can be taken once."""
    if told.get(document.source.uri) in free:
        return Recognised(told[document.source.uri])
    return found if found.document is None or found.document in free else Recognised()


def _is_cancelled(document: DocumentAudit) -> bool:
    return any(problem.code == CANCELLED for problem in document.problems)


def _is_same(there: DocumentAudit, new: DocumentAudit) -> bool:
    """Whether it is the same bytes, judged the same."""
    if there.source.sha256 != new.source.sha256 or not new.source.sha256:
        return False
    bare = replace(there, source=new.source, decisions={}, states={}, missed={}, comparison=None)
    return bare == replace(new, decisions={}, states={}, comparison=None)


def _words(number: int, arrivals: Sequence[tuple[int, DocumentAudit]]) -> str:
    if number == 1 and len(arrivals) == 1:
        return f"New version of {arrivals[0][1].source.name}"
    return "New version of one document" if number == 1 else f"New versions of {number:,} documents"
