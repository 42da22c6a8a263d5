"""Takes in a spreadsheet that came back: shows first what it would change, and changes it in one step.

A row belongs to the finding whose fingerprint it carries. It is taken in when all that nobody should have changed
still stands as it was written out; its decision counts when somebody changed it since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export import wording
from auditor.export.returned.bounds import retitled
from auditor.export.returned.findings import read_returned, unarmed
from auditor.export.safe_text import visible
from auditor.export.written_out import agrees, mark_of, plain
from auditor.model.decision import NO_DECISION, Author, Decision, Verdict
from auditor.model.returned import UNDECIDED, Preview, Proposal, Refusal
from auditor.workflow.returned_cells import changed_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from auditor.model.decision import Change
    from auditor.model.returned import KeptFinding, ReturnedRow, ReturnedTable
    from auditor.store.audits import AuditFile

SAME_MOMENT = timedelta(seconds=60)
"""Spreadsheets show and keep times to the minute; nobody decides twice about a finding in one."""

SPARE_ROWS = 1_000
"""Rows that a spreadsheet may have beyond twice the findings: some are repeated, some from other audits."""

OTHER_VERSION = "The spreadsheet was made from another version of this document."

NO_TIMES = (
    "The spreadsheet has no column “Decided at”, so it does not tell which of two decisions came later: "
    "wherever it differs from a decision made here, you choose."
)

_VERDICTS = {words.casefold(): verdict for verdict, words in reversed(wording.DECISION.items())}
"""By the words of the drop-down; “Undecided” means the verdict of that name and not “later”."""


def preview_return(path: Path, review: AuditFile) -> Preview:
    """Return what taking in a spreadsheet would change in a review. Nothing is changed.

    Raises UserError when the file holds no audit, or one of other documents; StoreError when the review cannot be
    read.
    """
    kept = _Kept(review.findings.kept())
    table = read_returned(path, SPARE_ROWS + 2 * kept.number)
    preview = _Preview(table, review)
    pairs = list(_matched(table, kept, preview))
    if other := _retitled(pairs):
        raise retitled(path.name, *other)
    changed = changed_cells(pairs, review)
    for at, (row, finding) in enumerate(pairs):
        preview.take(row, finding, changed.titles.get(at, ""))
    if table.rows and preview.belongs == 0:
        raise UserError(
            f"“{path.name}” belongs to another audit: none of its {len(table.rows):,} rows is in this review.",
            "Choose the spreadsheet that was exported from this review.",
        )
    return preview.result(changed.remarks)


def take_in(
    preview: Preview, review: AuditFile, author: Author, *, theirs: frozenset[int] = frozenset()
) -> Change | None:
    """Let the findings stand as the spreadsheet says, in one step that can be undone; None when nothing changes.

    Where both sides have decided, the decision made here stays, but for the findings in `theirs`.
    """
    wanted: dict[int, Decision] = {}
    for proposal in preview.proposals:
        keeps_own = proposal.is_conflict and proposal.finding.id not in theirs
        then = proposal.without_decision() if keeps_own else proposal.then
        wanted[proposal.finding.id] = _signed(proposal.finding.decision, then, author)
    return review.decisions.record(wanted, author, "Took in a spreadsheet")


def _signed(now: Decision, then: Decision, author: Author) -> Decision:
    """Put the importing reviewer's name and time to a decision that came back without any."""
    if (now.verdict, now.reason) == (then.verdict, then.reason):
        return then
    return replace(then, reviewer=then.reviewer or author.reviewer, decided_at=then.decided_at or author.at)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a finding is known by in a spreadsheet: twins in two documents share the fingerprint."""

    document: str
    fingerprint: str


def _matched(
    table: ReturnedTable, kept: _Kept, preview: _Preview
) -> Iterator[tuple[ReturnedRow, KeptFinding]]:
    """Yield each row with its finding, in the order of the file; rows without one are refused."""
    rows: dict[_Key, list[ReturnedRow]] = defaultdict(list)
    for row in table.rows:
        rows[kept.key(row)].append(row)
    for key, same in rows.items():
        if findings := kept.findings.get(key):
            yield from preview.paired(same, findings)
        else:
            preview.refuse_strangers(same, kept)
    preview.miss(sum(len(findings) for key, findings in kept.findings.items() if key not in rows))


class _Kept:
    """The findings of the review, by what a row can know of them."""

    def __init__(self, findings: Iterable[KeptFinding]) -> None:
        self.findings: dict[_Key, list[KeptFinding]] = defaultdict(list)
        self._alike: dict[str, list[KeptFinding]] = defaultdict(list)
        self.number = 0
        for finding in findings:
            self.number += 1
            self.findings[_Key(plain(finding.document), finding.fingerprint)].append(finding)
            self._alike[finding.fingerprint].append(finding)

    def key(self, row: ReturnedRow) -> _Key:
        """Return what the row says it is; without the column of documents, the one document that fits."""
        if "document" in row.told:
            return _Key(plain(row.told["document"]), row.fingerprint)
        names = {plain(finding.document) for finding in self._fitting(row)}
        return _Key(names.pop() if len(names) == 1 else "", row.fingerprint)

    def trouble(self, row: ReturnedRow) -> str:
        """Say why a row finds no finding, though one with its fingerprint is here; nothing when none is."""
        if row.fingerprint not in self._alike:
            return ""
        if "document" in row.told:
            return "Its “Document” is not one that has this finding: it was changed, or belongs to another audit."
        if not self._fitting(row):
            return OTHER_VERSION
        return "Several documents have this finding, and nothing in the row says which one it means."

    def _fitting(self, row: ReturnedRow) -> list[KeptFinding]:
        alike = self._alike.get(row.fingerprint, ())
        return [finding for finding in alike if finding.sha256.startswith(row.source)]


class _Preview:
    """Gathers what each row would do."""

    def __init__(self, table: ReturnedTable, review: AuditFile) -> None:
        self._hashes = table.hashes
        self._remarks = (*table.remarks, *_remarks(table))
        self._review = review
        self._earlier: frozenset[str] | None = None
        self._proposals: list[Proposal] = []
        self._refusals: list[Refusal] = []
        self._unchanged = 0
        self.belongs = 0
        """Rows whose finding is in this review, taken in or not."""

    def result(self, remarks: Iterable[str]) -> Preview:
        """Return the whole, with what there is to say of it besides."""
        told = (*self._remarks, *remarks)
        return Preview(tuple(self._proposals), tuple(self._refusals), self._unchanged, told)

    def miss(self, number: int) -> None:
        """Note how many findings no row answers: rows may have been left out on purpose, or lost."""
        if number:
            said = (
                "1 finding has no row in it and stays"
                if number == 1
                else f"{number:,} findings have no row in it and stay"
            )
            self._remarks += (f"{said} as decided here.",)

    def refuse(self, row: ReturnedRow, reason: str) -> None:
        """Say why a row is not taken in."""
        words = row.told.get("sentence", "") or row.told.get("rule", "") or row.fingerprint
        self._refusals.append(Refusal(row.place, words, reason))

    def refuse_strangers(self, rows: Iterable[ReturnedRow], kept: _Kept) -> None:
        """Refuse rows whose finding is not in the review, and say as far as it is known where they come from."""
        if self._earlier is None:
            self._earlier = self._review.findings.replaced_fingerprints()
        for row in rows:
            if not row.fingerprint:
                self.refuse(row, "Its fingerprint is missing, so nothing says which finding it answers.")
            elif trouble := kept.trouble(row):
                self.belongs += 1
                self.refuse(row, trouble)
            elif row.fingerprint in self._earlier:
                self.belongs += 1
                self.refuse(
                    row, "It answers an earlier version of the document; the words have changed since."
                )
            else:
                self.refuse(row, "Its finding is not in this review: it belongs to another audit.")

    def paired(
        self, rows: list[ReturnedRow], findings: Sequence[KeptFinding]
    ) -> Iterator[tuple[ReturnedRow, KeptFinding]]:
        """Yield the row of each finding; of rows for the same finding only the first, when they agree."""
        self.belongs += len(rows)
        if len(findings) > 1:
            yield from self._told_apart(rows, findings)
            return
        first, *others = rows
        if any(_answer(row) != _answer(first) for row in others):
            for row in rows:
                self.refuse(row, f"The same finding is answered in different ways in {len(rows)} rows.")
            return
        for row in others:
            self.refuse(row, f"It repeats {first.place[0].lower()}{first.place[1:]}.")
        yield first, findings[0]

    def _told_apart(
        self, rows: list[ReturnedRow], findings: Sequence[KeptFinding]
    ) -> Iterator[tuple[ReturnedRow, KeptFinding]]:
        """Tell findings of documents with the same name apart by their bytes, or by their order in the audit."""
        by_source = {row.source: row for row in rows}
        if len(by_source) == len(rows) == len(findings) and "" not in by_source:
            named = [(row, f) for row in rows for f in findings if f.sha256.startswith(row.source)]
            if len(named) == len(rows):
                yield from named
                return
        numbered = sorted(rows, key=lambda row: row.number or 0)
        distinct = {row.number for row in rows}
        if len(rows) != len(findings) or len(distinct) != len(rows) or None in distinct:
            for row in rows:
                self.refuse(
                    row, "Several documents share its name, and it cannot be told which one it means."
                )
            return
        yield from zip(numbered, findings, strict=True)

    def take(self, row: ReturnedRow, finding: KeptFinding, changed: str) -> None:
        """Note what a row would change, or why it is refused: `changed` is the title of a cell that was gone over."""
        reason = row.trouble or self._tampered(row, finding, changed) or _unfit_decision(row)
        if reason:
            self.refuse(row, reason)
            return
        proposal = self._proposal(row, finding)
        if reason := _unfounded(proposal, row):
            self.refuse(row, reason)
        elif proposal.changes_decision or proposal.changes_response:
            self._proposals.append(proposal)
        else:
            self._unchanged += 1

    def _tampered(self, row: ReturnedRow, finding: KeptFinding, changed: str) -> str:
        known = self._hashes.get(row.told.get("document", ""))
        if known and finding.sha256 not in known:
            return OTHER_VERSION
        for column, words in _expected(finding).items():
            if column in row.told and not agrees(row.told[column], words):
                changed = column
                break
        return (
            f"Its “{changed.capitalize()}” is not what was written out; nobody should change it."
            if changed
            else ""
        )

    def _proposal(self, row: ReturnedRow, finding: KeptFinding) -> Proposal:
        now = finding.decision
        response = row.response or now.response
        if "decision" in row.lacking:
            return Proposal(finding, row.place, replace(now, response=response))
        verdict = _VERDICTS[row.decision.casefold()]
        before = self._written_out(row, finding)
        if before is not None and _same(row, verdict, before):
            then, has_moved = now, False  # nobody decided in the spreadsheet
        elif _same(row, verdict, now):
            then, has_moved = now, False
        else:
            then = _told(row, verdict, now, before)
            has_moved = not _is_open(now) if before is None else _moment(now) != _moment(before)
        return Proposal(finding, row.place, replace(then, response=response), is_conflict=has_moved)

    def _written_out(self, row: ReturnedRow, finding: KeptFinding) -> Decision | None:
        """Return the decision that the spreadsheet was written with; None when it carries another time."""
        if "decided at" in row.lacking:
            return None
        if not row.decided_at:
            return NO_DECISION
        stamp = wording.moment(row.decided_at)
        history = self._review.decisions.history(finding.id)
        for decision in reversed(history):
            made = wording.moment(decision.decided_at) if not _is_open(decision) else None
            if made and stamp and abs(made - stamp) <= SAME_MOMENT:
                return decision
        return None


def _retitled(pairs: Sequence[tuple[ReturnedRow, KeptFinding]]) -> tuple[str, str] | None:
    """Return a title that is missing and the one its column seems to have now: most of what stands there is ours."""
    alike: Counter[tuple[str, str]] = Counter()
    for row, finding in pairs:
        if row.strange:
            lacking = {t: mark_of(t, words) for t, words in _expected(finding).items() if t not in row.told}
            alike.update(
                (t, other)
                for t, mark in lacking.items()
                for other in row.strange
                if row.strange[other] == mark
            )
    found = alike.most_common(1)
    return found[0][0] if found and 2 * found[0][1] > len(pairs) else None


def _remarks(table: ReturnedTable) -> tuple[str, ...]:
    lacks_times = any(row.lacking & {"decision", "decided at"} == {"decided at"} for row in table.rows)
    return (NO_TIMES,) if lacks_times else ()


def _unfit_decision(row: ReturnedRow) -> str:
    if "decision" in row.lacking:
        return ""
    if row.decision.casefold() not in _VERDICTS:
        known = ", ".join(dict.fromkeys(f"“{words}”" for words in wording.DECISION.values()))
        said = f"“{row.decision}” is no decision" if row.decision else "It has no decision"
        return f"{said}: choose one of {known}."
    if _VERDICTS[row.decision.casefold()] in UNDECIDED and row.reason and not row.decided_at:
        return "It gives a reason, but no decision."
    return ""


def _unfounded(proposal: Proposal, row: ReturnedRow) -> str:
    """Nobody dismisses without a reason: the window asks for one too."""
    if (
        proposal.then.verdict is not Verdict.DISMISSED
        or proposal.then.reason
        or not proposal.changes_decision
    ):
        return ""
    if "reason" in row.lacking:
        return "It dismisses the finding, and the spreadsheet has no column “Reason” to say why."
    return "It dismisses the finding and does not say why: write that into “Reason”."


def _expected(finding: KeptFinding) -> dict[str, str]:
    return {
        "document": finding.document,
        "severity": wording.SEVERITY[finding.severity],
        "outcome": wording.OUTCOME[finding.outcome],
        "category": wording.category(finding.category),
        "rule": finding.rule,
        "sentence": finding.quote,
    }


def _answer(row: ReturnedRow) -> tuple[str, str, str]:
    return row.decision.casefold(), row.reason, row.response


def _is_open(decision: Decision) -> bool:
    return decision.verdict in UNDECIDED


def _moment(decision: Decision) -> tuple[Verdict, str, str]:
    """What tells one decision about a finding from another; those not made are all alike."""
    if _is_open(decision):
        return Verdict.UNDECIDED, "", ""
    return decision.verdict, decision.reason, decision.decided_at


def _same(row: ReturnedRow, verdict: Verdict, decision: Decision) -> bool:
    """Whether the row says of the decision what an export of it says."""
    if _is_open(decision):
        return verdict in UNDECIDED and not row.reason
    says_why = "reason" in row.lacking or _words(row.reason) == _words(decision.reason)
    return verdict is decision.verdict and says_why


def _words(text: str) -> str:
    return " ".join(unarmed(visible(text)).split())


def _told(row: ReturnedRow, verdict: Verdict, now: Decision, before: Decision | None) -> Decision:
    """Return the decision as the spreadsheet tells it; name and time only when they were written anew there."""
    is_new_name = before is None or _words(row.reviewer) != _words(before.reviewer)
    is_new_time = before is None and bool(row.decided_at)
    if verdict in UNDECIDED:
        return Decision(note=now.note)
    return Decision(
        verdict,
        row.reason,
        now.note,
        row.reviewer if is_new_name else "",
        row.decided_at if is_new_time else "",
    )
