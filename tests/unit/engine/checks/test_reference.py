"""What the tables cannot show of the reference kind: messages, passes, and what makes an entry one that can be found."""

from functools import cache

import msgspec
import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks import reference
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.engine.checks.entry import is_findable
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.analysis import Reference
from auditor.model.source import Source
from auditor.model.span import Span

LIST = "\n\nReferences\n\n1. Larsen K. Sleep in hospital. Acta Med. 2022;93:1-9.\n2. Poole A. Meals on wards. BMJ. 2020;368:m100."


@cache
def lexicon():
    return own_rules().lexicon


def verdicts(text, report, **params):
    source = Source("page.txt", "page.txt", text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    check = reference.prepare(msgspec.convert({"report": report, **params}, reference.Params), lexicon())
    return list(check(Subject(document, analyse(document, lexicon()))))


def test_a_list_whose_authors_are_named_passes_and_says_how_many():
    (passed,) = verdicts("Half of them slept, Larsen found." + LIST, "unmarked-list")
    assert isinstance(passed, Pass)
    assert passed.values == {"count": "1", "entries": "2"}


def test_a_mark_says_whether_there_is_a_list_at_all():
    (beyond,) = verdicts("Half of them slept [1], a third ate [4]." + LIST, "mark-without-entry")
    (nowhere,) = verdicts("Half of them slept [4].", "mark-without-entry")
    assert isinstance(beyond, Flag)
    assert isinstance(nowhere, Flag)
    assert (beyond.message, nowhere.message) == ("", "no-list")
    assert beyond.values["label"] == "4"


def test_words_that_hide_a_source_count_even_under_a_heading_for_notes():
    text = "Half of them slept [1].\n\nNotes\n\n1. Data on file."
    (flag,) = verdicts(text, "unfindable", aside=["notes"], hidden=["data on file"])
    assert isinstance(flag, Flag)
    assert flag.message == "hidden"
    assert verdicts(text, "unfindable", aside=["notes"]) == []


def test_the_outcome_is_the_rules():
    (flag,) = verdicts("Half slept [4].", "mark-without-entry", outcome="needs-review")
    assert isinstance(flag, Flag)
    assert flag.outcome.value == "needs-review"


@pytest.mark.parametrize(
    ("text", "findable"),
    [
        ("Larsen 2022", False),
        ("World Health Organization, 2023", False),
        ("NICE guideline", False),
        ("J Sleep Res 2019", False),
        ("Office for National Statistics. Census 2021", True),
        ("Larsen K. Sleep in hospital wards. 2022", True),
        ("Dale R. The long night: a history of sleep in hospitals. Quarry Press", True),
        ("GBD Collaborators. Lancet 2023;5:e316-29", True),
        ("ISBN 978-1-4028-9462-6", True),
        ("NCT01234567", True),
        ("10.1000/sleep.2022.93", True),
        ("45 CFR 164", True),
    ],
)
def test_an_entry_can_be_found_by_an_address_a_number_or_a_title_with_a_year(text, findable):
    small = frozenset(lexicon().words("title-small-words"))
    assert is_findable(Reference("1", text, Span(0, len(text))), small) is findable


def test_a_rule_must_say_what_to_report():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"report": "anything"}, reference.Params)
