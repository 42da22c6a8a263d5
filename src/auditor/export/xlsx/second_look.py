"""The sheet of the second look: how far two people agree on each rule, and how many of its findings stand."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.xlsx.sheet import Column, TableSheet
from auditor.export.xlsx.styles import ORANGE, Kind

if TYPE_CHECKING:
    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.sheet import Book
    from auditor.model.audit import Audit
    from auditor.model.decision import Decision
    from auditor.model.second_look import RuleTrust

COLUMNS = (
    Column("No.", 6, Kind.INDEX),
    Column("Rule", 34),
    Column("Title", 44),
    Column("Upheld", 9, Kind.NUMBER),
    Column("Dismissed", 10, Kind.NUMBER),
    Column("Upheld rate", 12, Kind.CHIP),
    Column("Judged twice", 12, Kind.NUMBER),
    Column("Agreed", 9, Kind.NUMBER),
    Column("Agreement", 12, Kind.CHIP),
    Column("Cohen's kappa", 14, Kind.CHIP),
    Column("Missed", 9, Kind.NUMBER),
)

SHOULD_HAVE_BEEN = "Should have been flagged"
MISSED = (Column("Second look", 30, tints={SHOULD_HAVE_BEEN: ORANGE}), Column("Note of the second look", 40))
"""Behind what was not flagged, where somebody would have flagged it."""


def write_second_look(audit: Audit, book: Book) -> None:
    """Write the sheet; an audit without a second look has none."""
    report = audit.second_look
    if report is None:
        return
    sheet = TableSheet(book, "Second look", COLUMNS, empty="Nothing decided and nothing judged yet")
    numbers = count(1)
    for rule in (*report.rules, report.total):
        sheet.add((next(numbers), *_rule(rule)))
    sheet.finish()


def missed_cells(judgement: Decision | None) -> tuple[Value, ...]:
    """Return what the second look says of something that was not flagged."""
    if judgement is None:
        return None, None
    who = (
        f"{judgement.reviewer}, {wording.spelled_moment(judgement.decided_at)}" if judgement.reviewer else ""
    )
    return SHOULD_HAVE_BEEN, ": ".join(filter(None, (who, judgement.note)))


def _rule(rule: RuleTrust) -> tuple[Value, ...]:
    return (
        rule.rule or None,
        rule.title,
        rule.upheld,
        rule.dismissed,
        _percent(rule.upheld_rate),
        rule.judged,
        rule.agreed,
        _percent(rule.agreement),
        None if rule.kappa is None else f"{rule.kappa:.2f}",
        rule.missed,
    )


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{100 * share:.0f} %"
