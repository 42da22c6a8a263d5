"""Scores audits against labelled documents: what an expert would flag, may flag, and must leave alone.

A label holds a quote of the document; a finding is right when its trigger overlaps a label of its category that
must or may be flagged. Recall counts the labels that must be; statistics are also scored for being seen at
all and for their grade. Quotes are found by their words, so that spacing and note marks cannot hide them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from own_rules import own_rules

from auditor.engine.scope import rules_for
from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit

HERE = Path(__file__).parent
WORD = re.compile(r"[^\W_]+")
CATEGORIES = (
    "superlative",
    "statistic",
    "guarantee",
    "comparative",
    "testimonial",
    "urgency",
    "stigma",
    "vague-authority",
    "helpline",
)
HELD_BACK = frozenset(
    {"blind", "evidence_held", "held", "newest_held", "ordinary_held", "short_held", "unseen_held"}
)
"""Sets whose sentences nobody reads who writes rules: of them only totals are told."""


@dataclass
class Tally:
    """Counts of one category."""

    must: int = 0
    hit: int = 0
    flagged: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.hit / self.must if self.must else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.flagged if self.flagged else 1.0


@dataclass
class Score:
    """All counts, and the misses in words.

    A label that no rule flags is missed by each rule of its category that ran on the document.
    """

    documents: int = 0
    categories: dict[str, Tally] = field(default_factory=lambda: {c: Tally() for c in CATEGORIES})
    rules: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    seen: Tally = field(default_factory=Tally)
    grades: Counter = field(default_factory=Counter)
    crisis: Counter = field(default_factory=Counter)
    missing_quotes: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def grade_accuracy(self) -> float:
        return self.grades["right"] / max(1, self.grades["all"])

    @property
    def crisis_accuracy(self) -> float:
        return self.crisis["right"] / max(1, self.crisis["all"])


TODAY = "2026-11-22"
"""The day on which the documents are audited."""


def audited(name: str, content: bytes, country: str | None = None) -> DocumentAudit:
    """Audit a document by all rules of its country, which is detected unless given."""
    source = Source(name, name, content, size=len(content))
    return audit_source(source, own_rules(), Options(country=country, today=TODAY))


class Words:
    """A text as a row of case-folded words with their places."""

    def __init__(self, text: str) -> None:
        masked = re.sub(r"\[[^\[\]\s]{1,4}\]", lambda m: " " * len(m.group()), text)
        found = list(WORD.finditer(masked))
        self.words = [m.group().casefold() for m in found]
        self.spans = [m.span() for m in found]

    def find(self, quote: str) -> tuple[int, int] | None:
        wanted = Words(quote).words
        for at in range(len(self.words) - len(wanted) + 1):
            if wanted and self.words[at : at + len(wanted)] == wanted:
                return self.spans[at][0], self.spans[at + len(wanted) - 1][1]
        return None


@cache
def scored(name: str) -> Score:
    """Score a folder of labelled documents; done once a process, whoever asks."""
    total = Score()
    for labels in sorted((HERE / name).glob("*.gold.json")):
        path = labels.with_name(labels.name.removesuffix(".gold.json"))
        audit = audited(path.name, path.read_bytes())
        assert audit.failures == ()
        score(audit, labels, total)
    return total


def score(audit: DocumentAudit, labels: Path, total: Score) -> None:
    """Add one document's result to `total`."""
    total.documents += 1
    gold = json.loads(labels.read_text("utf-8"))
    words = Words(audit.text)
    items = [(item, words.find(item["quote"])) for item in gold["items"]]
    total.missing_quotes += [
        f"{gold['doc']}: {i['quote']}" for i, place in items if place is None and not i.get("where")
    ]
    for category in CATEGORIES:
        _score_category(audit, gold["doc"], category, items, total)
    _score_statistics(audit, gold["doc"], items, total)
    total.crisis["all"] += 1
    verdict = audit.crisis.verdict.value if audit.crisis else None
    total.crisis["right"] += verdict == gold["document"]["crisis_resource"]
    if verdict != gold["document"]["crisis_resource"]:
        total.misses.append(
            f"{gold['doc']}: crisis {verdict}, labelled {gold['document']['crisis_resource']}"
        )


def _score_category(audit: DocumentAudit, name: str, category: str, items: list, total: Score) -> None:
    tally = total.categories[category]
    mine = [f for f in audit.findings if f.category == category and f.span]
    labelled = [(i, place) for i, place in items if i["cat"] == category]
    ran = {r.id for r in rules_for(own_rules().packs, audit.jurisdiction.country) if r.category == category}
    for item, place in labelled:
        if item["level"] == "must":
            hits = {f.rule for f in mine if _overlap(_trigger(f), place)}
            tally.must += 1
            tally.hit += bool(hits)
            for rule in hits or ran:
                total.rules[rule].must += 1
                total.rules[rule].hit += bool(hits)
            if not hits:
                total.misses.append(f"{name}: {category} missed: {item['core']} | {item['quote']}")
    for finding in mine:
        right = any(i["level"] != "not" and _overlap(_trigger(finding), place) for i, place in labelled)
        for counted in (tally, total.rules[finding.rule]):
            counted.flagged += 1
            counted.right += right
        if not right:
            total.misses.append(f"{name}: {category} false: {finding.trigger_quote} | {finding.quote}")


def _score_statistics(audit: DocumentAudit, name: str, items: list, total: Score) -> None:
    labelled = [(i, place) for i, place in items if i["cat"] == "statistic"]
    for item, place in labelled:
        same = [s for s in audit.statistics if _overlap((s.span.start, s.span.end), place)]
        doubtful = item["level"] == "may" and item.get("grade") in {"none", "vague"}
        total.seen.must += not doubtful
        total.seen.hit += bool(same) and not doubtful
        if not same and not doubtful:
            total.misses.append(f"{name}: statistic not seen: {item['quote']}")
        if same and item.get("grade"):
            closest = max(
                same, key=lambda s: _shared((s.span.start, s.span.end), place) / max(1, len(s.span))
            )
            total.grades["all"] += 1
            total.grades["right"] += closest.evidence.grade.value == item["grade"]
            if closest.evidence.grade.value != item["grade"]:
                total.misses.append(
                    f"{name}: grade {closest.evidence.grade.value}, labelled {item['grade']}: {item['quote']}"
                )
    for statistic in audit.statistics:
        total.seen.flagged += 1
        right = any(_overlap((statistic.span.start, statistic.span.end), place) for _, place in labelled)
        total.seen.right += right
        if not right:
            total.misses.append(f"{name}: not a statistic: {statistic.span.of(audit.text)}")


def _trigger(finding) -> tuple[int, int]:
    span = finding.trigger or finding.span
    return span.start, span.end


def _shared(a: tuple[int, int], b: tuple[int, int] | None) -> int:
    return min(a[1], b[1]) - max(a[0], b[0]) if b else 0


def _overlap(a: tuple[int, int], b: tuple[int, int] | None) -> bool:
    return _shared(a, b) > 0
