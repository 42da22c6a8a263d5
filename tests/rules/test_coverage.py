"""What the packs cover of the instruments they stand on: each row names its rules, or says why text cannot tell."""

from pathlib import Path

import msgspec
import pytest

from auditor.engine.pack import read_rules
from auditor.engine.yaml_source import read_yaml
from auditor.workflow.resources import rules_folder


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One demand of a law, code or policy. `beyond` says what of it text alone cannot tell."""

    title: str
    rules: list[str] = []
    beyond: str = ""


BOOK = read_rules(rules_folder())
RULES = {rule.id: rule for pack in BOOK.packs for rule in pack.rules}
FILES = sorted((rules_folder() / "_coverage").glob("*.yaml"))


def rows_of(path: Path) -> dict[str, Row]:
    source = read_yaml(path)
    return source.convert(source.value, dict[str, Row])


ROWS = {path.stem: rows_of(path) for path in FILES}
NAMED = {name for rows in ROWS.values() for row in rows.values() for name in row.rules}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_rule_that_is_named_exists(path):
    assert {name for row in ROWS[path.stem].values() for name in row.rules} <= set(RULES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_row_names_a_rule_or_says_why_text_cannot_tell(path):
    empty = [name for name, row in ROWS[path.stem].items() if not (row.rules or row.beyond)]
    assert empty == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_rule_of_the_pack_rests_on_a_row(path):
    """A general rule may rest on the law of a country whose rule takes its place."""
    extended = {rule.replaces for rule in RULES.values()}
    own = [r.id for r in RULES.values() if r.pack == path.stem]
    assert [name for name in own if name not in NAMED | extended] == []


def test_no_row_stands_in_two_files():
    names = [name for rows in ROWS.values() for name in rows]
    assert len(names) == len(set(names))
