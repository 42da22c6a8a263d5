"""Measures the rules on the labelled documents, their test tables and the rulings, and writes it down.

`make accuracy` writes `ACCURACY.md` for readers, `accuracy.json` for programs, and a copy of that into the rules folder,
from where `auditor rules doc` takes it. A test fails when they differ from what the rules do now.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from own_rules import own_rules
from rulings import audit_of, findings_on, rulings, trouble
from scoring import CATEGORIES, HELD_BACK, HERE, scored

from auditor.workflow.resources import rules_folder, tables_folder
from auditor.workflow.rule_tests import cases_of, concerns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoring import Score, Tally

    from auditor.engine.pack import Pack, Rule

SETS = dict(
    re.findall(r"^\| `(\w+)/` \|[^|]+\| ([^|]+) \|$", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)
)
"""The labelled sets and how each was used, as the README says."""


def measured() -> dict[str, Any]:
    """Return all figures as plain values."""
    scores = {name: scored(name) for name in SETS}
    return {
        "sets": {name: {"documents": scores[name].documents, "use": use} for name, use in SETS.items()},
        "categories": {c: {n: _counts(s.categories[c]) for n, s in scores.items()} for c in CATEGORIES},
        "statistics": {n: _statistics(s) for n, s in scores.items()},
        "crisis": {n: {"right": s.crisis["right"], "all": s.crisis["all"]} for n, s in scores.items()},
        "rules": {rule.id: _of_rule(pack, rule, scores) for pack in own_rules().packs for rule in pack.rules},
        "rulings": _rulings(),
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {
        "labels": tally.must,
        "found": tally.hit,
        "missed": tally.must - tally.hit,
        "flagged": tally.flagged,
        "right": tally.right,
        "wrong": tally.flagged - tally.right,
    }


def _statistics(score: Score) -> dict[str, Any]:
    return {
        "seen": _counts(score.seen),
        "grades": {"right": score.grades["right"], "all": score.grades["all"]},
    }


def _of_rule(pack: Pack, rule: Rule, scores: dict[str, Score]) -> dict[str, Any]:
    cases = [c for c in cases_of(rule, tables_folder()) if concerns(pack, c)]
    open_sets = {name: score for name, score in scores.items() if name not in HELD_BACK}
    return {
        "category": rule.category,
        "cases": {
            "flagged": sum(bool(c.flags) and not c.known_defect for c in cases),
            "silent": sum(not c.flags and not c.known_defect for c in cases),
            "known_defects": sum(bool(c.known_defect) for c in cases),
        },
        "sets": {n: _counts(s.rules[rule.id]) for n, s in open_sets.items() if rule.id in s.rules},
    }


def _rulings() -> dict[str, Any]:
    confirmed = [r for r in rulings() if not r.unconfirmed]
    judged = [(r, p, j) for r in confirmed for p in r.passages for j in p.judged]
    upheld = [x for x in judged if x[2].upheld]
    return {
        "confirmed": len(confirmed),
        "unconfirmed": {str(r.number): r.unconfirmed for r in rulings() if r.unconfirmed},
        "upheld": len(upheld),
        "upheld_flagged": sum(bool(findings_on(audit_of(r, p), j.words)) for r, p, j in upheld),
        "not_upheld": len(judged) - len(upheld),
        "not_upheld_let_pass": sum(not trouble(audit_of(r, p), j) for r, p, j in judged if not j.upheld),
        "exceptions": [[r.number, j.words, j.exception] for r, _, j in judged if j.exception],
    }


def as_json(figures: dict[str, Any]) -> str:
    """Return the figures for programs."""
    return json.dumps(figures, indent=1, ensure_ascii=False) + "\n"


def as_markdown(figures: dict[str, Any]) -> str:
    """Return the figures for readers."""
    return (
        "\n".join([*_head(figures), *_by_category(figures), *_by_rule(figures), *_of_rulings(figures)]) + "\n"
    )


def _head(figures: dict[str, Any]) -> Iterator[str]:
    yield "# How well the rules judge"
    yield ""
    yield "Written by `make accuracy`; a test fails when it no longer holds. *Missed* are words that an expert would flag and"
    yield "no rule did; *wrong* are findings that an expert would not have made. Recall is the share of labels found,"
    yield "precision the share of findings that are right."
    yield ""
    yield "| labelled set | documents | how it was used |"
    yield "|---|---|---|"
    for name, one in figures["sets"].items():
        yield f"| `{name}` | {one['documents']} | {one['use']} |"


def _by_category(figures: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "## By category"
    yield ""
    yield "| category | set | right | wrong | missed | recall | precision |"
    yield "|---|---|---|---|---|---|---|"
    for category, sets in figures["categories"].items():
        for name, counts in sets.items():
            yield f"| {category} | {name} | {_cells(counts)} |"
    yield ""
    yield "## Figures and their support, and crisis resources"
    yield ""
    yield "| set | figures seen: recall | precision | grades right | crisis verdicts right |"
    yield "|---|---|---|---|---|"
    for name, one in figures["statistics"].items():
        seen, grades, crisis = one["seen"], one["grades"], figures["crisis"][name]
        yield (
            f"| {name} | {_recall(seen)} | {_precision(seen)} | {grades['right']} of {grades['all']} | "
            f"{crisis['right']} of {crisis['all']} |"
        )


def _by_rule(figures: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield "## By rule"
    yield ""
    yield "Where several rules share a category, a label that none of them found counts as missed by each. *Cases* are those of"
    yield "the rule's own test table: words that must be flagged, and near misses that must stay silent; all of them hold."
    yield "A rule that is not counted on the labelled documents has cases only."
    yield ""
    yield "| rule | cases flagged / silent | set | right | wrong | missed | recall | precision |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, rule in figures["rules"].items():
        cases = f"{rule['cases']['flagged']} / {rule['cases']['silent']}"
        rows = [f"| `{name}` | {cases} | {s} | {_cells(c)} |" for s, c in rule["sets"].items()]
        yield from rows or [f"| `{name}` | {cases} | – | – | – | – | – | – |"]


def _of_rulings(figures: dict[str, Any]) -> Iterator[str]:
    one = figures["rulings"]
    yield ""
    yield "## Against regulators' rulings"
    yield ""
    yield f"{one['confirmed']} rulings and enforcement letters with a confirmed outcome are retold in `rulings.yaml`. Of the"
    yield f"{one['upheld']} wordings that were upheld {one['upheld_flagged']} are flagged; of the {one['not_upheld']} that were let"
    yield f"pass {one['not_upheld_let_pass']} are no violation here either."
    yield ""
    for number, words, reason in one["exceptions"]:
        yield f"- Exception, ruling {number}, “{words}”: {reason}"
    for number, reason in one["unconfirmed"].items():
        yield f"- Not counted, ruling {number}: {reason}"


def _cells(counts: dict[str, int]) -> str:
    values = (counts["right"], counts["wrong"], counts["missed"], _recall(counts), _precision(counts))
    return " | ".join(str(v) for v in values)


def _recall(counts: dict[str, int]) -> str:
    return f"{counts['found'] / counts['labels']:.3f}" if counts["labels"] else "–"


def _precision(counts: dict[str, int]) -> str:
    return f"{counts['right'] / counts['flagged']:.3f}" if counts["flagged"] else "–"


def files() -> dict[Path, str]:
    """Return each file that is written, with what it holds."""
    figures = measured()
    plain = as_json(figures)
    return {
        HERE / "ACCURACY.md": as_markdown(figures),
        HERE / "accuracy.json": plain,
        rules_folder() / "_accuracy.json": plain,
    }


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, "utf-8")
        print(path)  # noqa: T201 - a script says what it wrote
