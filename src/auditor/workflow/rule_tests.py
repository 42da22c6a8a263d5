"""Runs the examples and test tables of rules through the pipeline, as a document would be, beside the rules that bear on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.engine.scope import reaches
from auditor.engine.tables import Case, read_table
from auditor.model.source import Source
from auditor.model.values import dataclass
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.engine.pack import Pack, Rule, RuleBook
    from auditor.engine.schema import Examples
    from auditor.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; `trouble` is empty when it held."""

    rule: str
    case: str
    trouble: str = ""


def run_all(book: RuleBook, tables: Path | None) -> Iterator[Outcome]:
    """Run every example and every table."""
    for pack in book.packs:
        for rule in pack.rules:
            for case in cases_of(rule, tables):
                if concerns(pack, case):
                    yield run_case(book, pack, rule, case)


def cases_of(rule: Rule, tables: Path | None) -> tuple[Case, ...]:
    """Return the cases of the rule's tables; a rule that extends another and has none must hold the other's.

    The table of a further language stands in a folder of its own beside the rule's: `core/es/guarantee.yaml`.
    """
    for rule_id in (rule.id, rule.replaces):
        path = tables / f"{rule_id}.yaml" if tables and rule_id else None
        if path is not None and path.exists():
            further = (path.parent / language / path.name for language in sorted(rule.wordings))
            return tuple(case for table in (path, *further) if table.exists() for case in read_table(table))
    return ()


def concerns(pack: Pack, case: Case) -> bool:
    """Whether a case is about readers for whom the pack applies."""
    return case.country is None or reaches(pack, case.country)


def run_case(book: RuleBook, pack: Pack, rule: Rule, case: Case) -> Outcome:
    """Run one case."""
    trouble = _trouble(findings_of(book, pack, rule, case), case)
    if case.known_defect is None:
        return Outcome(rule.id, case.name, trouble)
    held = "this known defect now behaves; remove its note" if not trouble else ""
    return Outcome(rule.id, case.name, held)


def run_examples(book: RuleBook, pack: Pack, rule: Rule) -> tuple[Outcome, ...]:
    """Run a rule's two examples, in every language it has words for: the first must be flagged by it, the second must not."""
    spoken = [("", rule.examples), *((f" ({code})", w.examples) for code, w in rule.wordings.items())]
    return tuple(o for said, examples in spoken for o in _run_pair(book, pack, rule, examples, said))


def _run_pair(
    book: RuleBook, pack: Pack, rule: Rule, examples: Examples, said: str
) -> tuple[Outcome, Outcome]:
    country = examples.country or rule.examples.country
    offends = Case(f"offending example{said}", [], text=examples.offends, country=country)
    accepts = Case(f"acceptable example{said}", [], text=examples.acceptable, country=country)
    flagged = bool(findings_of(book, pack, rule, offends))
    passed = not findings_of(book, pack, rule, accepts)
    return (
        Outcome(rule.id, offends.name, "" if flagged else "is not flagged"),
        Outcome(rule.id, accepts.name, "" if passed else "is flagged"),
    )


def findings_of(book: RuleBook, pack: Pack, rule: Rule, case: Case) -> list[Finding]:
    """Return what this rule says of a case's text. A rule of a country's pack is tried on that country's readers."""
    name, text = case.document
    country = case.country or (pack.countries[0] if pack.countries else None)
    options = Options(country=country, packs=() if pack.countries else (pack.id,), today=case.today)
    content = text.encode()
    source = Source(name, name, content, size=len(content))
    audit = audit_source(source, _around(book, rule), options)
    if audit.failures:
        raise AssertionError(f"{rule.id}, {case.name}: {audit.failures}")
    return [f for f in audit.findings if f.rule == rule.id]


def _around(book: RuleBook, rule: Rule) -> RuleBook:
    """Return the rules whose word counts for what is said of a rule: those of its category, and of those it yields to."""
    categories = {rule.category, *rule.yields_to}
    packs = (
        replace(pack, rules=tuple(r for r in pack.rules if r.category in categories)) for pack in book.packs
    )
    return replace(book, packs=tuple(packs))


def _trouble(findings: list[Finding], case: Case) -> str:
    triggers = [f.trigger_quote for f in findings]
    if triggers != case.flags:
        return f"flags {triggers or 'nothing'}, expected {case.flags or 'nothing'}"
    outcomes = {f.outcome.value for f in findings}
    if case.outcome and outcomes - {case.outcome}:
        return f"outcome {', '.join(sorted(outcomes))}, expected {case.outcome}"
    return ""
