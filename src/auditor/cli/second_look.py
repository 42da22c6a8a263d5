"""`auditor review second`: draws a sample for a second reviewer and says what came of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.output import printable
from auditor.model.second_look import Kind, Sizes
from auditor.workflow.review import open_review
from auditor.workflow.second_look import draw, new_seed

if TYPE_CHECKING:
    import argparse

    from auditor.model.decision import Author, Decision
    from auditor.model.second_look import RuleTrust, SecondItem, SecondReport

SCHEMA = "auditor.second-look/1"

_WORDS = 100
"""Characters of a sentence that are shown: enough to know it by."""

SAME_PERSON = "{} decided first about some of these findings. A second look wants another person."


def run(arguments: argparse.Namespace, author: Author) -> int:
    """Run the command; return its exit status. Raises UserError."""
    is_drawing = arguments.second == "draw"
    with open_review(Path(arguments.review), is_read_only=not is_drawing) as review:
        if is_drawing:
            sizes = Sizes(arguments.dismissed, arguments.not_flagged, arguments.upheld)
            draw(review, sizes, arguments.seed or new_seed(), author)
        report = review.second_report()
    if arguments.format == "json":
        sys.stdout.write(json.dumps(_plain(report), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(report)
    if is_drawing and report.is_first(author.reviewer):
        print(f"auditor: {SAME_PERSON.format(author.reviewer)}", file=sys.stderr)
    return 0


def _print(report: SecondReport) -> None:
    if report.look is None:
        print("No second look has been drawn. “auditor review second draw” draws one.")
    else:
        look = report.look
        who = f" by {look.reviewer}" if look.reviewer else ""
        print(
            printable(
                f"Second look: {look.items} items drawn{who}, {look.drawn_at}, seed {look.seed}; {report.judged} judged."
            )
        )
        for item in report.items:
            print(printable(_item_line(item)))
    print()
    for rule in (*report.rules, report.total):
        print(printable(_rule_line(rule)))


def _item_line(item: SecondItem) -> str:
    words = " ".join(item.sentence.split())
    line = f"  {item.judgement.verdict.value:<20} {item.document_name}: {item.rule}: {words[:_WORDS]}"
    if item.first is not None:
        line += (
            " — missed"
            if item.is_missed
            else " — agrees"
            if item.agrees
            else f" — was {item.first.kind.value}"
        )
    return line + (f" (note: {item.judgement.note})" if item.judgement.note else "")


def _rule_line(rule: RuleTrust) -> str:
    parts = [
        f"{_share(rule.upheld_rate)} upheld ({rule.upheld} of {rule.upheld + rule.dismissed})",
        f"{_share(rule.agreement)} agreed ({rule.agreed} of {rule.judged})" if rule.judged else "",
        f"kappa {rule.kappa:.2f}" if rule.kappa is not None else "",
        f"{rule.missed} missed" if rule.missed else "",
    ]
    return f"{rule.rule or rule.title}: {'; '.join(filter(None, parts))}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _plain(report: SecondReport) -> dict[str, object]:
    look = report.look
    return {
        "schema": SCHEMA,
        "look": look
        and {
            "seed": look.seed,
            "sizes": {kind.value: look.sizes.of(kind) for kind in Kind},
            "reviewer": look.reviewer,
            "drawn_at": look.drawn_at,
            "items": look.items,
            "judged": report.judged,
        },
        "items": [_plain_item(item) for item in report.items],
        "rules": [_plain_rule(rule) for rule in report.rules],
        "total": _plain_rule(report.total),
    }


def _plain_item(item: SecondItem) -> dict[str, object]:
    """What is not judged yet does not say how it was decided first."""
    first = item.first
    return {
        "document": item.document_name,
        "rule": item.rule,
        "quote": item.words,
        "sentence": item.sentence,
        "is_finding": item.is_finding,
        "judgement": _plain_decision(item.judgement),
        "first": first
        and {"kind": first.kind.value, **_plain_decision(first.decision), "let_pass_because": first.reason},
        "agrees": item.agrees,
        "missed": item.is_missed,
    }


def _plain_decision(decision: Decision) -> dict[str, object]:
    return {
        "verdict": decision.verdict.value,
        "reason": decision.reason,
        "note": decision.note,
        "reviewer": decision.reviewer,
        "decided_at": decision.decided_at,
    }


def _plain_rule(rule: RuleTrust) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "title": rule.title,
        "upheld": rule.upheld,
        "dismissed": rule.dismissed,
        "upheld_rate": rule.upheld_rate,
        "judged": rule.judged,
        "agreed": rule.agreed,
        "agreement": rule.agreement,
        "kappa": rule.kappa,
        "missed": rule.missed,
    }
