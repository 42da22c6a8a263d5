"""Makes the rule catalogue: the rules' own words, with what they mark in their examples."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from auditor.engine.catalogue import catalogue
from auditor.engine.tables import Case
from auditor.export.base import write_whole
from auditor.export.html.catalogue import page
from auditor.model.catalogue import Shown
from auditor.model.span import Span
from auditor.workflow.books import book as read_book
from auditor.workflow.rule_tests import findings_of

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.engine.pack import Pack, Rule, RuleBook


def write_catalogue(rules: Path, target: Path | None) -> None:
    """Write the catalogue of a rules folder as one page; without a target to standard output.

    Raises PackError and ExportError.
    """
    book = read_book(str(rules))
    shown = {rule.id: _shown(book, pack, rule) for pack in book.packs for rule in pack.rules}
    content = page(catalogue(book, rules, shown)).encode()
    if target is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(target, lambda stream: stream.write(content))


def _shown(book: RuleBook, pack: Pack, rule: Rule) -> Shown:
    text, at, marked = rule.examples.offends, 0, []
    case = Case("offending example", [], text=text, country=rule.examples.country)
    found = findings_of(book, pack, rule, case)
    for finding in found:
        start = text.find(finding.trigger_quote, at) if finding.trigger_quote else -1
        if start >= 0:
            at = start + len(finding.trigger_quote)
            marked.append(Span(start, at))
    if (
        not found
    ):  # a rule whose example does not hold fails `auditor rules test`; here it is shown as written
        return Shown(next(iter(rule.messages.values())), rule.advice)
    return Shown(found[0].message, found[0].advice, tuple(marked))
