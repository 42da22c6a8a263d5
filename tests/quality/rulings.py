"""Reads the retold rulings and says what the rules make of their judged words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from scoring import audited

from auditor.engine.yaml_source import read_yaml
from auditor.model.span import Span

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit
    from auditor.model.finding import Finding

RULINGS = Path(__file__).with_name("rulings.yaml")


class Judged(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Words that were judged. `flags` gives the category or the rule that must flag them, with its exact trigger.

    `exception` is the reason why words that were upheld are not flagged, or words that passed are.
    """

    words: str
    upheld: bool = True
    flags: dict[str, str] = {}
    exception: str = ""


class Passage(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """An advertiser's text around the judged words. `given` says that its country is set by hand."""

    text: str
    judged: list[Judged]
    given: bool = False


class Ruling(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One ruling or enforcement letter; `unconfirmed` is why it is listed and not counted."""

    number: int
    year: str
    body: str
    country: str
    about: str
    url: str
    decision: str = ""
    passages: list[Passage] = []
    unconfirmed: str = ""


@cache
def rulings() -> tuple[Ruling, ...]:
    """Return every ruling, in order."""
    source = read_yaml(RULINGS)
    return tuple(source.convert(source.value, list[Ruling]))


@cache
def audit_of(ruling: Ruling, passage: Passage) -> DocumentAudit:
    """Audit a passage for the ruling's country, which is detected unless it is given."""
    return audited("passage.txt", passage.text.encode(), ruling.country if passage.given else None)


def findings_on(audit: DocumentAudit, words: str) -> list[Finding]:
    """Return what is flagged on the judged words."""
    start = audit.text.index(words)
    place = Span(start, start + len(words))
    return [f for f in audit.findings if f.trigger is not None and f.trigger.overlaps(place)]


def trouble(audit: DocumentAudit, judged: Judged) -> str:
    """Say how the rules differ from the ruling on these words; empty where they agree."""
    found = findings_on(audit, judged.words)
    if not judged.upheld:
        firm = [f"{f.rule} on “{f.trigger_quote}”" for f in found if f.outcome.value == "violation"]
        return f"passed, but a violation of {', '.join(firm)}" if firm else ""
    flags = {(key, f.trigger_quote) for f in found for key in (f.category, f.rule)}
    missing = [f"{key} on “{words}”" for key, words in judged.flags.items() if (key, words) not in flags]
    said = ", ".join(f"{f.rule} on “{f.trigger_quote}”" for f in found) or "nothing"
    return f"upheld, but not flagged by {', '.join(missing)}; flagged: {said}" if missing else ""
