"""How heavily a claim weighs, and why a superlative was let pass."""

import pytest
from own_rules import own_rules

from auditor.model.finding import Outcome, Severity
from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

BOOK = own_rules()


def audit(text, country=None, name="page.txt"):
    """The audit of a text, by all rules of a country."""
    content = text.encode()
    return audit_source(Source(name, name, content, size=len(content)), BOOK, Options(country=country))


def superlatives(text, country=None, name="page.txt"):
    """The findings about supremacy."""
    return [f for f in audit(text, country, name).findings if f.category == "superlative"]


WEIGHTS = [
    ("Our surgeons are the best in Leeds.", Severity.HIGH, Outcome.VIOLATION),
    ("Our surgeons are among the best in Leeds.", Severity.MEDIUM, Outcome.VIOLATION),
    ("Our surgeons are one of the leading teams in Leeds.", Severity.MEDIUM, Outcome.VIOLATION),
    ("We aim to be the best clinic in Leeds.", Severity.MEDIUM, Outcome.NEEDS_REVIEW),
    ("Our nurses are the kindest.", Severity.LOW, Outcome.NEEDS_REVIEW),
    ("We were voted the best clinic at the Aire Awards 2024.", Severity.LOW, Outcome.NEEDS_REVIEW),
]


@pytest.mark.parametrize(("text", "severity", "outcome"), WEIGHTS)
def test_one_of_several_an_aim_a_taste_and_an_award_weigh_less(text, severity, outcome):
    (finding,) = superlatives(text)
    assert (finding.severity, finding.outcome) == (severity, outcome)


def test_supremacy_in_addiction_treatment_is_critical_in_the_united_states():
    page = (
        "<title>Opioid detox in Ohio | Larkspur</title><p>At Larkspur, we are the best in Ohio. Call us.</p>"
    )
    assert superlatives(page, "US", "page.html")[0].severity is Severity.CRITICAL
    assert superlatives(page, "UK", "page.html")[0].severity is Severity.HIGH
    other = page.replace("Opioid detox", "Hip surgery")
    assert superlatives(other, "US", "page.html")[0].severity is Severity.HIGH


REASONS = [
    ("Our nurses know that the most common side effect is thirst.", "Said of medicine, not of the offer."),
    ("Ours is not the best clinic in Leeds.", "Negated: the sentence denies it."),
    ("Is ours the best clinic in Leeds?", "Asked, not claimed."),
    ("Our oldest ward has ten beds.", "Compared among the promoter's own."),
    ("Bleeding was once considered the best treatment, our doctors say.", "Said of the past."),
    (
        "Researchers at the university use the most advanced scanners. Call us.",
        "Said of somebody else, not of the offer.",
    ),
    ("We act in your best interests.", "An everyday use of the words."),
    (
        "Leading dentists swear by our gel.",
        "Said of those who vouch for the offer: judged as an appeal to authority.",
    ),
    ("The best treatment combines two medicines. Ask us.", "Said in general, not of the offer on this page."),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_what_was_let_pass_says_why(text, reason):
    result = audit(text)
    assert not [f for f in result.findings if f.category == "superlative"]
    assert reason in {n.reason for n in result.not_flagged if n.rule == "core/superlative"}


def test_two_words_of_one_noun_phrase_are_one_claim():
    (finding,) = superlatives("Our clinic is the UK's leading and most advanced eye clinic.")
    assert finding.trigger_quote == "leading"


def test_two_claims_of_one_sentence_are_two():
    found = superlatives("Our cutting-edge laser gives unrivalled comfort.")
    assert [f.trigger_quote for f in found] == ["cutting-edge", "unrivalled"]


def test_text_without_punctuation_is_read_in_pieces():
    found = superlatives("our clinic is the best clinic in Leeds and we see you on Mondays " * 60)
    assert len(found) > 1
    assert max(len(f.quote) for f in found) <= 1500
