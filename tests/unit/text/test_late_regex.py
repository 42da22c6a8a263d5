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


@pytest.mark.parametrize(
    ("written", "flags", "text"),
    [
        (r"(?P<day>\d+)\.(?P<month>\d+)", 0, "on 3.11. and 4.12."),
        (r"(?i:heal)(?:s|ed)?\b", late_regex.VERSION1, "Heals, healed, HEAL"),
        (r" \p{Lu}\w+ # a name", late_regex.VERBOSE | late_regex.IGNORECASE, "at Elm House"),
    ],
)
def test_a_pattern_taken_up_from_its_code_finds_the_same(monkeypatch, written, flags, text):
    monkeypatch.setattr(late_regex, "_known", {})
    before = late_regex.compile(written, flags)
    found = [(m.span(), m.groupdict()) for m in before.finditer(text)]
    kept = {key: code for key, code in late_regex.codes().items() if key[0] == written}
    late_regex.know_codes(kept)
    monkeypatch.setattr(regex, "compile", regex.compile if not kept else _only_a_letter(regex.compile))
    again = late_regex.compile(written, flags)
    assert kept
    assert found == [(m.span(), m.groupdict()) for m in again.finditer(text)] != []
    assert (again.pattern, again.flags, again.groupindex) == (before.pattern, before.flags, before.groupindex)


def _only_a_letter(compile_pattern):
    def compile_less(pattern, flags=0):
        assert pattern == "a", "it was compiled anew"
        return compile_pattern(pattern, flags)

    return compile_less


def test_a_mistake_in_one_pattern_does_not_keep_the_codes_of_others_away():
    broken, fine = late_regex.compile("(unclosed"), late_regex.compile("closed(ly)?")
    assert ("closed(ly)?", 0) in late_regex.codes()
    with pytest.raises(late_regex.error):
        broken.search("x")
    assert fine.search("closedly")
