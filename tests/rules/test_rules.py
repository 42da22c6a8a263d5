"""Every rule does what its examples and its table say, and no rule goes without both kinds of case."""

import re
from pathlib import Path

import pytest
from own_rules import own_rules

from auditor.engine.tables import read_table
from auditor.workflow.rule_tests import cases_of, concerns, run_case, run_examples

TABLES = Path(__file__).parent
BOOK = own_rules()
RULES = [(pack, rule) for pack in BOOK.packs for rule in pack.rules]
BY_TABLE = [
    pytest.param(pack, rule, id=rule.id, marks=pytest.mark.xdist_group(f"table {rule.id.partition('/')[2]}"))
    for pack, rule in RULES
]
"""The same rule of several packs in one process: they share most of their cases."""
OWN_WORDS = re.compile(r"^(?:with|check):", re.MULTILINE)
EVERY = 4
"""A rule that has another's words and no others is tried on every so many of the cases without a country: that one holds them all."""


def tried(pack, rule):
    cases = [case for case in cases_of(rule, TABLES) if concerns(pack, case)]
    if rule.replaces is None or OWN_WORDS.search(rule.path.read_text("utf-8")):
        return cases
    at_home = [case for case in cases if case.country is not None]
    anywhere = [case for case in cases if case.country is None]
    return [*at_home, *anywhere[BOOK.packs.index(pack) % EVERY :: EVERY]]


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_the_offending_example_is_flagged_and_the_acceptable_one_is_not(pack, rule):
    assert [(o.case, o.trouble) for o in run_examples(BOOK, pack, rule) if o.trouble] == []


@pytest.mark.parametrize(("pack", "rule"), BY_TABLE)
def test_the_cases_of_its_table_hold(pack, rule):
    """All cases in one test: ten thousand tests cost more than what they ask. Each that does not hold is told."""
    outcomes = [run_case(BOOK, pack, rule, case) for case in tried(pack, rule)]
    assert [(o.case, o.trouble) for o in outcomes if o.trouble] == []


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_every_rule_has_cases_that_must_be_flagged_and_near_misses(pack, rule):
    cases = [case for case in cases_of(rule, TABLES) if concerns(pack, case)]
    assert any(c.flags for c in cases), (
        f"{rule.id} has no case that must be flagged in tests/rules/{rule.pack}"
    )
    assert any(not c.flags for c in cases), f"{rule.id} has no near miss in tests/rules/{rule.pack}"


def test_every_table_belongs_to_a_rule():
    known = {f"{rule.pack}/{rule.id.partition('/')[2]}" for _, rule in RULES}
    tables = {f"{p.parent.name}/{p.stem}" for p in TABLES.glob("*/*.yaml")}
    assert tables <= known


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_every_wording_in_a_further_language_has_cases_of_both_kinds(pack, rule):
    for language, wording in rule.wordings.items():
        tables = [TABLES / path.parent.parent.name / language / path.name for path in wording.paths]
        cases = [case for table in tables if table.exists() for case in read_table(table)]
        assert any(c.flags for c in cases), f"{rule.id} has no {language} case that must be flagged"
        assert any(not c.flags for c in cases), f"{rule.id} has no {language} near miss"
