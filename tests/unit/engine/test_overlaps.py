"""Where two rules flag the same words, the one that yields goes to the list of things not flagged."""

from dataclasses import replace

from auditor.engine import overlaps
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.span import Span

PROMISE = Finding(
    fingerprint="", rule="core/guarantee", title="Promise", category="guarantee", severity=Severity.CRITICAL,
    outcome=Outcome.VIOLATION, span=Span(0, 40), quote="", trigger=Span(5, 20), trigger_quote="", message="", advice="",
)  # fmt: skip
DISEASE = replace(PROMISE, rule="au/disease", category="disease-claim", trigger=Span(15, 30))
APART = replace(DISEASE, trigger=Span(20, 30))
PAGE = replace(DISEASE, span=None, trigger=None)
YIELDS = {"au/disease": ["guarantee"]}


def test_a_finding_yields_to_one_of_the_category_on_the_same_words():
    assert overlaps.split([DISEASE, PROMISE], YIELDS) == ([PROMISE], [(DISEASE, PROMISE)])


def test_words_that_only_touch_are_two_findings():
    assert overlaps.split([APART, PROMISE], YIELDS) == ([APART, PROMISE], [])


def test_a_rule_that_yields_to_nobody_stands():
    assert overlaps.split([DISEASE, PROMISE], {}) == ([DISEASE, PROMISE], [])


def test_words_stand_inside_a_sentence_of_their_category_and_in_no_other():
    said = [("guarantee", Span(5, 20), "promise"), ("disease-claim", Span(5, 20), "disease")]
    assert overlaps.inside(said, [("guarantee", Span(0, 20))]) == ["promise"]
    assert overlaps.inside(said, [("guarantee", Span(0, 19)), ("guarantee", Span(19, 40))]) == []
    assert overlaps.inside([("guarantee", None, "of the page")], [("guarantee", Span(0, 40))]) == []


def test_likeness_gives_way_to_a_judgement_of_the_same_category_either_way():
    faint = [("guarantee", Span(0, 40), "faint")]
    assert overlaps.unjudged(faint, [("guarantee", Span(5, 20))]) == []
    elsewhere = [("superlative", Span(5, 20)), ("guarantee", Span(40, 50)), ("guarantee", None)]
    assert overlaps.unjudged(faint, elsewhere) == ["faint"]
    assert overlaps.unjudged(faint, []) == ["faint"]
    assert overlaps.unjudged([("guarantee", None, "of the page")], [("guarantee", Span(0, 9))]) == [
        "of the page"
    ]


def test_a_finding_on_the_page_as_a_whole_stands():
    assert overlaps.split([PAGE, PROMISE], YIELDS) == ([PAGE, PROMISE], [])
