"""A late pattern behaves like the pattern it stands for, and is made once, when it is first used."""

import importlib
import pkgutil

import pytest
import regex

import auditor
from auditor.text import late_regex


def test_a_pattern_is_made_when_it_is_first_used():
    late = late_regex.compile(r"(?P<n>\d+)\s*%", late_regex.IGNORECASE)
    assert "_pattern" not in late.__dict__
    assert late.search("about 40 % of them").group("n") == "40"
    assert late.findall("1% 2%") == ["1", "2"]
    assert (late.pattern, dict(late.groupindex)) == (r"(?P<n>\d+)\s*%", {"n": 1})


def test_a_mistake_in_a_pattern_is_told_at_its_first_use():
    late = late_regex.compile("(")
    with pytest.raises(regex.error):
        late.search("x")


def late_patterns():
    """Every pattern that a module of the program keeps, alone or in a table."""
    for module in pkgutil.walk_packages(auditor.__path__, "auditor."):
        if module.name.startswith(("auditor.analysis.", "auditor.engine.", "auditor.text.")):
            for name, value in vars(importlib.import_module(module.name)).items():
                values = (
                    value.values()
                    if isinstance(value, dict)
                    else value
                    if isinstance(value, tuple)
                    else [value]
                )
                for one in values:
                    if isinstance(one, late_regex._Late):
                        yield f"{module.name}.{name}", one


def test_no_pattern_of_the_program_holds_a_mistake():
    patterns = list(late_patterns())
    assert len(patterns) > 100
    for name, pattern in patterns:
        assert pattern.flags is not None, name
