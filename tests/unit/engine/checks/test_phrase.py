"""What the tables cannot show of the phrase kind: suggestions, crisis lines beside the words, patients' own labels."""

from functools import cache

import msgspec
import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks import phrase
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source


@cache
def lexicon():
    return own_rules().lexicon


def verdicts(params, text):
    source = Source("page.txt", "page.txt", text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    subject = Subject(document, analyse(document, lexicon()))
    return list(phrase.prepare(msgspec.convert(params, phrase.Params), lexicon())(subject))


def reasons(params, text):
    return [v.reason if isinstance(v, Pass) else "flagged" for v in verdicts(params, text)]


def test_each_wording_brings_its_own_replacement():
    params = {"wordings": [{"avoid": ["junkie"], "use": "a person who uses drugs"}], "review": ["drunk"]}
    junkie, drunk = verdicts(params, "He was a junkie and a drunk.")
    assert isinstance(junkie, Flag)
    assert (junkie.suggestion, junkie.outcome.value) == ("a person who uses drugs", "violation")
    assert isinstance(drunk, Flag)
    assert (drunk.suggestion, drunk.outcome.value) == (None, "needs-review")


def test_the_longer_of_two_overlapping_phrases_is_flagged_once():
    flags = verdicts({"phrases": ["addict", "heroin addict"]}, "She was a heroin addict.")
    assert len(flags) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I was a junkie at twenty.” — Lew, 44", "needs-review"),
        ("“The others were junkies.” — Lew, 44", "violation"),
        ("We never use the word “junkie”.", "mention"),
        ("A “junkie” is a person first.", "mention"),
    ],
)
def test_a_label_is_for_review_in_the_mouth_of_the_one_it_names(text, expected):
    params = {"phrases": ["junkie(s)"], "patients_for_review": True, "spares_labels": True}
    [verdict] = verdicts(params, text)
    assert (verdict.reason if isinstance(verdict, Pass) else verdict.outcome.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't wait. Call us today.", "flagged"),
        ("Don't wait. Call or text 988 at any hour.", "crisis-advice"),
        ("Don't wait: go to the emergency department.", "emergency"),
    ],
)
def test_pressure_is_advice_beside_a_public_line_or_an_emergency(text, expected):
    params = {"phrases": ["don't wait"], "beside_crisis_line": False, "unless_near": ["emergency department"]}
    assert reasons(params, text) == [expected]


def test_a_denied_phrase_passes_only_where_the_rule_says_so():
    text = "We run no limited offers."
    assert reasons({"phrases": ["limited offers"]}, text) == ["flagged"]
    assert reasons({"phrases": ["limited offers"], "respects_negation": True}, text) == ["negated"]


ONCE = {
    "phrases": ["(sell|order) ..2 {(dolorin|placidol)}"],
    "review": ["dolorin", "placidol"],
    "once_a_page": True,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dolorin is a gel. Order Dolorin here. We sell DOLORIN.",
            ["flagged-elsewhere", "violation", "flagged-elsewhere"],
            id="where it weighs most",
        ),
        pytest.param(
            "Dolorin is a gel. Dolorin dries fast.", ["needs-review", "flagged-elsewhere"], id="else first"
        ),
        pytest.param(
            "Order Dolorin. Order Placidol.", ["violation", "violation"], id="other words count apart"
        ),
    ],
)
def test_the_same_words_are_flagged_in_one_place_of_a_page(text, expected):
    found = verdicts(ONCE, text)
    assert [v.reason if isinstance(v, Pass) else v.outcome.value for v in found] == expected
