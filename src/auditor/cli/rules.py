"""`auditor rules`: list, show, check, test and describe the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.engine.reader_file import FILE as READER
from auditor.errors import PackError, UserError
from auditor.workflow.audit import read_book
from auditor.workflow.resources import rules_folder, tables_folder

if TYPE_CHECKING:
    import argparse

    from auditor.engine.pack import Rule, RuleBook


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit status. Raises PackError for packs that cannot be used."""
    folder = Path(arguments.rules) if arguments.rules else rules_folder()
    book = read_book(folder)
    if arguments.action == "list":
        return _list(book)
    if arguments.action == "show":
        return _show(book, arguments.rule)
    if arguments.action == "doc":
        return _doc(folder, Path(arguments.output) if arguments.output else None)
    if arguments.action == "check":
        return _check(book, folder)
    return _test(book, Path(arguments.tables) if arguments.tables else tables_folder())


def _list(book: RuleBook) -> int:
    for pack in book.packs:
        where = ", ".join(pack.countries) or "everywhere"
        asked = ", only when asked for" if pack.is_opt_in else ""
        print(f"{pack.id} {pack.version} — {pack.title} ({where}{asked})")
        for rule in pack.rules:
            print(f"  {rule.id:40} {rule.category:18} {rule.severity.value:9} {rule.title}")
    return 0


def _show(book: RuleBook, rule_id: str) -> int:
    try:
        rule = book.rule(rule_id)
    except KeyError:
        raise UserError(f"There is no rule “{rule_id}”.", "List them with: auditor rules list") from None
    print("\n".join(_described(rule)))
    return 0


def _described(rule: Rule) -> list[str]:
    basis = [
        f"  {b.title}{', ' + b.clause if b.clause else ''}{' (unverified)' if not b.verified else ''}  {b.url}".rstrip()
        for b in rule.basis
    ]
    return [
        f"{rule.id} — {rule.title}",
        f"Category {rule.category}, severity {rule.severity.value}, check {rule.check}"
        + (f", replaces {rule.replaces}" if rule.replaces else ""),
        "",
        *(f"{name}: {text}" for name, text in rule.messages.items()),
        f"Cure: {rule.advice}",
        "",
        "Basis:",
        *basis,
        "",
        f"Offends:    {rule.examples.offends}",
        f"Acceptable: {rule.examples.acceptable}",
        f"File: {rule.path}",
    ]


def _check(book: RuleBook, folder: Path) -> int:
    from auditor.engine.pattern_probe import runaway_patterns  # noqa: PLC0415 - the other actions do without it

    slow = list(runaway_patterns(folder))
    if slow:
        raise PackError("\n".join(slow))
    rules = sum(len(p.rules) for p in book.packs)
    print(
        f"{len(book.packs)} packs with {rules} rules, {len(book.lexicon.lists)} lists and {len(book.lexicon.lines)} crisis lines can be used."
    )
    learned = book.lexicon.learned()
    if learned and learned.reader() is None:
        print(
            f"No sentence is read as a whole, so that claims are missed and others flagged that are none: there is no {folder / READER}."
        )
    return 0


def _doc(folder: Path, target: Path | None) -> int:
    from auditor.workflow.catalogue import write_catalogue  # noqa: PLC0415 - needs the whole pipeline
    from auditor.workflow.export import check_target  # noqa: PLC0415 - for this action alone

    if target is not None:
        check_target(target, ())
    write_catalogue(folder, target)
    return 0


def _test(book: RuleBook, tables: Path | None) -> int:
    from auditor.workflow.rule_tests import run_all, run_examples  # noqa: PLC0415 - needs the whole pipeline

    outcomes = [o for p in book.packs for r in p.rules for o in run_examples(book, p, r)]
    outcomes.extend(run_all(book, tables))
    failed = [o for o in outcomes if o.trouble]
    for outcome in failed:
        print(f"{outcome.rule}: {outcome.case}: {outcome.trouble}")
    print(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return int(bool(failed))
