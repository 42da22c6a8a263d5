"""What the packs cover of the instruments they stand on: each row names its rules, or says why text cannot tell."""

import pytest
from own_rules import own_rules

from auditor.engine.coverage import read_coverage
from auditor.workflow.resources import rules_folder

BOOK = own_rules()
RULES = {rule.id: rule for pack in BOOK.packs for rule in pack.rules}
FILES = sorted((rules_folder() / "_coverage").glob("*.yaml"))


ROWS = {path.stem: read_coverage(rules_folder(), path.stem) for path in FILES}
NAMED = {name for rows in ROWS.values() for row in rows for name in row.rules}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_rule_that_is_named_exists(path):
    assert {name for row in ROWS[path.stem] for name in row.rules} <= set(RULES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_row_names_a_rule_or_says_why_text_cannot_tell(path):
    empty = [row.id for row in ROWS[path.stem] if not (row.rules or row.beyond)]
    assert empty == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_rule_of_the_pack_rests_on_a_row(path):
    """A general rule may rest on the law of a country whose rule takes its place."""
    extended = {rule.replaces for rule in RULES.values()}
    own = [r.id for r in RULES.values() if r.pack == path.stem]
    assert [name for name in own if name not in NAMED | extended] == []


def test_no_row_stands_in_two_files():
    names = [row.id for rows in ROWS.values() for row in rows]
    assert len(names) == len(set(names))
