"""In which setting words count: what the page is about, whether it sells, what stands near and what answers them."""

from functools import cache

import msgspec
import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks import phrase
from auditor.engine.checks.base import Pass, Subject
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source

FILLER = " ".join(
    f"<p>On day {day} we walked the dog round the lake and wrote a letter home about it.</p>"
    for day in range(60)
)


@cache
def lexicon():
    return own_rules().lexicon


def verdicts(params, text):
    name = "page.html" if text.startswith("<") else "page.txt"
    source = Source(name, name, text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    subject = Subject(document, analyse(document, lexicon()))
    return list(phrase.prepare(msgspec.convert(params, phrase.Params), lexicon())(subject))


def outcomes(params, text):
    return [v.reason if isinstance(v, Pass) else v.outcome.value for v in verdicts(params, text)]


ABOUT = {"phrases": ["ends cravings"], "only_if": {"about": ["supplements"]}}
CLAIM = "<p>It ends cravings.</p>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(f"<title>Herbal supplements</title>{CLAIM}{FILLER}", 1, id="in the title"),
        pytest.param(f"<h2>Our herbal supplements</h2>{CLAIM}{FILLER}", 1, id="in a main heading"),
        pytest.param(f"<h4>Herbal supplements</h4>{CLAIM}{FILLER}", 0, id="in a small heading"),
        pytest.param(f"{CLAIM}<p>Tell us of any herbal supplement.</p>{FILLER}", 0, id="once in a long text"),
        pytest.param(
            f"{CLAIM}{FILLER}{'<p>Each herbal supplement is made here.</p>' * 9}", 1, id="time and again"
        ),
        pytest.param(f"<nav><h2>Herbal supplements</h2></nav>{CLAIM}{FILLER}", 0, id="in the menu"),
        pytest.param(f"<p>The herbal supplement ends cravings.</p>{FILLER}", 1, id="in the sentence itself"),
        pytest.param(f"<title>Hunger</title>{CLAIM}{FILLER}", 0, id="nowhere"),
    ],
)
def test_a_page_is_about_what_it_names_in_front_or_time_and_again(page, expected):
    assert len(outcomes(ABOUT, page)) == expected


def test_words_do_not_count_on_pages_about_what_is_excepted():
    params = {"phrases": ["ends cravings"], "only_if": {"not_about": ["supplements"]}}
    assert outcomes(params, f"<title>Hunger</title>{CLAIM}") == ["violation"]
    assert outcomes(params, f"<title>Herbal supplements</title>{CLAIM}") == []


def test_a_page_that_sells_nothing_is_left_alone_and_the_ledger_says_so():
    params = {"phrases": ["ends cravings"], "only_if": {"selling": True}}
    leaflet = "<p>Published by the National Institute on Hunger. This leaflet is public domain.</p>"
    assert outcomes(params, f"<h1>Larkspur Clinic</h1><p>Call us to book. We see you today.</p>{CLAIM}") == [
        "violation"
    ]
    assert outcomes(params, f"{leaflet}{CLAIM}{FILLER}") == ["not-selling"]


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("sentence", "The tea ends cravings.", 1),
        ("sentence", "We sell tea. It ends cravings.", 0),
        ("neighbours", "We sell tea. It ends cravings.", 1),
        ("neighbours", "We sell tea. It is green. It ends cravings.", 0),
        ("block", "We sell tea. It is green. It ends cravings.", 1),
        ("block", "We sell tea.\n\nIt ends cravings.", 0),
        ("next-block", "We sell tea.\n\nIt ends cravings.", 1),
        ("next-block", "We sell tea.\n\nIt is green.\n\nIt ends cravings.", 0),
        ("page", "We sell tea.\n\nIt is green.\n\nIt ends cravings.", 1),
    ],
)
def test_the_other_part_of_a_pattern_stands_within_reach(within, text, expected):
    params = {"phrases": ["ends cravings"], "only_if": {"near": [{"words": ["tea"], "within": within}]}}
    assert len(outcomes(params, text)) == expected


def test_every_part_must_be_there():
    near = [{"words": ["tea"]}, {"words": ["daily"]}]
    params = {"phrases": ["ends cravings"], "only_if": {"near": near}}
    assert outcomes(params, "The tea ends cravings.") == []
    assert outcomes(params, "The daily tea ends cravings.") == ["violation"]


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        pytest.param({"within": "sentence"}, "It ends cravings (not proven).", "said", id="same sentence"),
        pytest.param({"within": "sentence"}, "It ends cravings. Not proven.", "violation", id="too far"),
        pytest.param({}, "It ends cravings. Not proven.", "said", id="a block by itself"),
        pytest.param({}, "It ends cravings.\n\nNot proven.", "violation", id="another block"),
        pytest.param(
            {"within": "page"}, "It ends cravings.\n\nIt is green.\n\nNot proven.", "said", id="page"
        ),
        pytest.param(
            {"within": "page", "softens": True},
            "It ends cravings.\n\nNot proven.",
            "needs-review",
            id="softened",
        ),
    ],
)
def test_what_is_said_within_reach_satisfies_the_rule(said, text, expected):
    params = {"phrases": ["ends cravings"], "unless_said": [{"words": ["not proven"], **said}]}
    assert outcomes(params, text) == [expected]


def test_the_ledger_quotes_what_satisfied_the_rule():
    params = {"phrases": ["ends cravings"], "unless_said": [{"words": ["not proven"]}]}
    [passed] = verdicts(params, "It ends cravings. Not proven.")
    assert passed.values == {"words": "Not proven"}


def test_what_satisfies_goes_before_what_only_softens():
    said = [{"words": ["green"], "softens": True}, {"words": ["not proven"]}]
    assert outcomes(
        {"phrases": ["ends cravings"], "unless_said": said}, "Green tea ends cravings. Not proven."
    ) == ["said"]


def test_a_weakened_phrase_passes_only_where_the_rule_says_so():
    text = "It may end cravings."
    assert outcomes({"phrases": ["end cravings"]}, text) == ["violation"]
    assert outcomes({"phrases": ["end cravings"], "respects_hedges": True}, text) == ["hedged"]


def test_a_question_passes_where_only_what_is_asserted_counts():
    text = "Does the tea end cravings?"
    assert outcomes({"phrases": ["end cravings"]}, text) == ["violation"]
    assert outcomes({"phrases": ["end cravings"], "asserted_only": True}, text) == ["question"]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"only_if": {}}, "asks for nothing"),
        ({"only_if": {"near": [{"words": []}]}}, "length >= 1"),
        ({"only_if": {"near": [{"words": ["tea"], "within": "shouting distance"}]}}, "shouting distance"),
        ({"unless_said": [{"word": ["tea"]}]}, "unknown field `word`"),
    ],
)
def test_conditions_that_say_nothing_or_are_misspelt_are_refused(params, said):
    with pytest.raises(msgspec.ValidationError, match=said):
        msgspec.convert({"phrases": ["x"], **params}, phrase.Params)


def test_a_topic_without_a_list_is_refused():
    params = msgspec.convert({"phrases": ["x"], "only_if": {"about": ["gardening"]}}, phrase.Params)
    with pytest.raises(KeyError, match="about-gardening"):
        phrase.prepare(params, lexicon())
