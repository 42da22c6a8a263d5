"""Prints what taking in a spreadsheet would change, and what it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from auditor.cli.output import printable
from auditor.export.wording import DECISION, counted

if TYPE_CHECKING:
    from auditor.model.decision import Change, Decision
    from auditor.model.returned import Preview, Proposal

_WORDS = 100
"""Characters of a sentence that are shown: enough to know it by."""


def print_preview(preview: Preview, conflicts: str) -> None:
    """Print each change, each conflict with both sides, each row refused with its reason, and the totals."""
    console = Console(highlight=False, soft_wrap=True)
    for remark in preview.remarks:
        console.print(printable(remark), markup=False)
    for proposal in preview.proposals:
        _print_proposal(console, proposal, conflicts)
    for refusal in preview.refusals:
        console.print(Text(f"{refusal.place}: not taken in. ", "bold red") + Text(printable(refusal.reason)))
        console.print(printable(f"    {_short(refusal.words)}"), markup=False)
    console.print(_totals(preview, conflicts), markup=False)


def print_taken(change: Change | None) -> None:
    """Print what was changed."""
    console = Console(highlight=False, soft_wrap=True)
    if change is None:
        console.print("Nothing was changed.")
    else:
        console.print(
            f"Taken in: {counted(change.findings, 'finding')} changed. It is one step and can be undone."
        )


def _print_proposal(console: Console, proposal: Proposal, conflicts: str) -> None:
    finding = proposal.finding
    head = Text(f"{proposal.place}: ")
    head.append(printable(f"{finding.document}, {finding.rule}"), "bold")
    console.print(head)
    console.print(printable(f"    {_short(finding.quote)}"), markup=False)
    if proposal.is_conflict:
        kept = "the review's is kept" if conflicts == "ours" else "the spreadsheet's is taken"
        console.print(Text(f"    decided on both sides; {kept}", "bold yellow"))
    if proposal.changes_decision:
        console.print(printable(f"    {_said(finding.decision)} → {_said(proposal.then)}"), markup=False)
    if proposal.changes_response:
        console.print(printable(f"    Response: {_one_line(proposal.then.response)}"), markup=False)


def _said(decision: Decision) -> str:
    details = ", ".join(filter(None, (_one_line(decision.reason), decision.reviewer)))
    return DECISION[decision.verdict] + (f" ({details})" if details else "")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    line = _one_line(words)
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1]}…"


def _totals(preview: Preview, conflicts: str) -> str:
    """Count what would be taken in: a decision that loses to the review's own is none of it."""
    taken = [p for p in preview.proposals if conflicts != "ours" or not p.is_conflict]
    decisions = sum(p.changes_decision for p in taken)
    responses = sum(p.changes_response for p in preview.proposals)
    return (
        f"{counted(decisions, 'decision')} and {counted(responses, 'response')} to take in "
        f"({counted(len(preview.conflicts), 'conflict')}), {preview.unchanged:,} unchanged, "
        f"{counted(len(preview.refusals), 'row')} refused."
    )
