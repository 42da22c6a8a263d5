"""A clinic's leaflet before and after marketing went over it: reworded, taken out, put in, and left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind
from auditor.model.finding import Severity

from . import factory

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit

NAME = "knee-leaflet.html"

STAYS = "Our surgeons are the most experienced in the county."
GOES = "94% of our patients walk home the same day."
CHANGES = "Our method is the most advanced in the country and free of any risk."
CHANGED = "Our method is among the most advanced in the region, and its risks are listed below."
COMES = "No other clinic within fifty miles has this scanner."

_FACTS = {
    STAYS: ("most experienced", Severity.HIGH, "superlative", "Superlative without support"),
    GOES: ("94%", Severity.MEDIUM, "statistic", "Figure without a source"),
    CHANGES: ("most advanced", Severity.HIGH, "superlative", "Superlative without support"),
    CHANGED: ("most advanced", Severity.HIGH, "superlative", "Superlative without support"),
    COMES: ("No other clinic", Severity.HIGH, "superlative", "Superlative without support"),
}

_FIRST = (
    *(
        "# Knees",
        "A new knee is a large step, and few people take it lightly. We help you to weigh it.",
        CHANGES,
    ),
    *("# Who we are", STAYS, GOES),
    *("# How to reach us", "Ring the front desk on weekdays, or write to us. We answer within two days."),
)
_SECOND = (
    *(
        "# Knees",
        "A new knee is a large step. We help you to weigh it, with time and without pressure.",
        CHANGED,
    ),
    *("# The risks", "One in a hundred people needs a second operation; ask us what that means for you."),
    *("# Who we are", STAYS, COMES),
    *("# How to reach us", "Ring the front desk on weekdays, or write to us. We answer within two days."),
)


def first(name: str = NAME) -> DocumentAudit:
    return _page(name, _FIRST, "v1", "11" * 32)


def second(name: str = NAME) -> DocumentAudit:
    return _page(name, _SECOND, "v2", "22" * 32)


def _page(name: str, parts: tuple[str, ...], folder: str, sha256: str) -> DocumentAudit:
    builder = DocumentBuilder("text/html", title="A new knee | Larch Clinic")
    for words in parts:
        kind = BlockKind.HEADING if words.startswith("# ") else BlockKind.PARAGRAPH
        builder.add_block(kind, [Inline(words.removeprefix("# "))], level=2)
    document = builder.build()
    found = [
        factory.finding(
            document,
            words,
            trigger,
            severity,
            category,
            title=title,
            message=f"“{trigger}” has no support here.",
            fingerprint=f"{category}:{words}",
        )
        for words, (trigger, severity, category, title) in _FACTS.items()
        if words in parts
    ]
    record = replace(factory.source(name), uri=f"file:///{folder}/{name}", sha256=sha256)
    return factory._audit(document, record, found, country="US")
