"""Who owes a statement, whether it is there, and how near is near enough."""

from functools import cache

import msgspec
import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks import presence
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source

WARNING = {"name": "the warning", "phrases": ["carries risks"]}
OPINION = {"name": "the second opinion", "phrases": ["second opinion"]}
SURGERY = {"only_if": {"about": ["eye-surgery"]}}
PAGE = "Our clinic does laser eye surgery. LASIK since 1998. Call us to book an appointment."


@cache
def lexicon():
    return own_rules().lexicon


def verdicts(params, text, name="page.md"):
    source = Source(name, name, text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    subject = Subject(document, analyse(document, lexicon()))
    return list(presence.prepare(msgspec.convert(params, presence.Params), lexicon())(subject)), document.text


def told(params, text):
    """What the check says: the reason of a pass, or a flag's message, outcome and words."""
    found, page = verdicts(params, text)
    return [
        v.reason
        if isinstance(v, Pass)
        else (v.message, v.outcome.value, v.trigger.of(page) if v.trigger else None)
        for v in found
    ]


def test_a_page_that_owes_a_statement_and_lacks_it_is_flagged_as_a_whole():
    assert told({"statements": [WARNING], **SURGERY}, PAGE) == [("", "violation", None)]


def test_a_page_that_carries_it_passes_with_the_words():
    found, page = verdicts({"statements": [WARNING], **SURGERY}, PAGE + " Any operation carries risks.")
    (passed,) = found
    assert isinstance(passed, Pass)
    assert passed.span.of(page) == "carries risks"


@pytest.mark.parametrize(
    ("params", "is_owed"),
    [
        (SURGERY, True),
        ({"only_if": {"about": ["dentistry"]}}, False),
        ({"only_if": {"about": ["dentistry", "eye-surgery"]}}, True),
        ({"only_if": {"about": ["eye-surgery"], "not_about": ["dentistry"]}}, True),
        ({"only_if": {"not_about": ["eye-surgery"]}}, False),
        ({"only_if": {"about": ["eye-surgery"], "selling": True}}, True),
        ({**SURGERY, "pages": ["article"]}, False),
        ({**SURGERY, "pages": ["article", "notice"]}, True),
    ],
)
def test_a_statement_is_owed_by_what_a_page_is_about_its_kind_and_whether_it_sells(params, is_owed):
    assert bool(told({"statements": [WARNING], **params}, PAGE)) is is_owed


def test_a_page_that_sells_nothing_owes_nothing_of_what_sellers_owe():
    page = "Surgeons told the newspaper that LASIK reshapes the cornea. " * 40
    assert told({"statements": [WARNING], "only_if": {"about": ["eye-surgery"], "selling": True}}, page) == []
    assert told({"statements": [WARNING], **SURGERY}, page) == [("", "violation", None)]


def test_of_several_statements_the_missing_ones_are_named():
    both = {"statements": [WARNING, OPINION], **SURGERY}
    found, _ = verdicts(both, PAGE + " Seek a second opinion.")
    (flag,) = found
    assert isinstance(flag, Flag)
    assert (flag.message, flag.values["missing"]) == ("partial", "the warning")
    assert told({**both, "need": "any"}, PAGE + " Seek a second opinion.") == ["statement-present"]


ASKED = {"statements": [WARNING], "asked_by": ["painless"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our surgery is painless.", [("", "violation", "painless")]),
        ("Our surgery is not painless.", []),
        ("Is surgery painless?", []),
        ("Our surgery is quick.", []),
        ("Our surgery is painless. It carries risks.", ["statement-near"]),
        ("It is painless. So is the bill: painless, too.", [("", "violation", "painless")]),
    ],
)
def test_words_ask_for_a_statement_when_they_are_said_in_earnest(text, expected):
    assert told(ASKED, text) == expected


def test_contexts_in_which_the_words_ask_for_nothing():
    assert told({**ASKED, "unless": ["painless death"]}, "We speak of a painless death.") == []


def test_words_that_must_stand_near_those_that_ask():
    near = {**ASKED, "only_if": {"near": [{"words": ["laser"], "within": "sentence"}]}}
    assert told(near, "Our laser is painless.") == [("", "violation", "painless")]
    assert told(near, "Our massage is painless. The laser hums.") == []


FAR = """# Eyes

Our laser is painless{mark}.

## Prices

One eye costs £900.

Two eyes cost £1,700.

{sign}Surgery carries risks.
"""


@pytest.mark.parametrize(
    ("mark", "sign", "within", "expected"),
    [
        ("", "", "page", ["statement-near"]),
        ("", "", "section", ["statement-near"]),
        ("", "", "next-block", [("far", "needs-review", "painless")]),
        ("", "", "block", [("far", "needs-review", "painless")]),
        ("†", "† ", "block", ["statement-near"]),
        ("[2]", "[2] ", "block", ["statement-near"]),
        ("†", "‡ ", "block", [("far", "needs-review", "painless")]),
        ("", "† ", "block", [("far", "needs-review", "painless")]),
    ],
)
def test_near_is_a_place_or_a_sign(mark, sign, within, expected):
    params = {**ASKED, "within": within, "tied_by_sign": within != "page"}
    assert told(params, FAR.format(mark=mark, sign=sign)) == expected


def test_a_section_ends_at_the_next_heading_of_its_rank():
    page = "# Lids\n\n## Laser\n\nIt is painless.\n\n## Knife\n\nIt carries risks."
    assert told({**ASKED, "within": "section"}, page) == [("far", "needs-review", "painless")]


@pytest.mark.parametrize(
    "params",
    [
        {"statements": []},
        {"statements": [WARNING], "within": "block"},
        {"statements": [WARNING], "only_if": {"near": [{"words": ["pain"]}]}},
        {"statements": [WARNING], "pages": ["poem"]},
        {"statements": [WARNING], "aboot": []},
    ],
)
def test_parameters_that_say_nothing_are_refused(params):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(params, presence.Params)
