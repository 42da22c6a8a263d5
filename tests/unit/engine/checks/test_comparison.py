"""What weighs in a comparison, and why one was let pass."""

import pytest
from own_rules import own_rules

from auditor.model.finding import Outcome
from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

BOOK = own_rules()


def audit(text, name="page.txt"):
    """The audit of a text by the general rules."""
    content = text.encode()
    return audit_source(Source(name, name, content, size=len(content)), BOOK, Options(packs=("core",)))


def comparisons(text, name="page.txt"):
    """The findings that compare."""
    return [f for f in audit(text, name).findings if f.category == "comparative"]


def test_a_semicolon_parts_two_comparisons():
    text = "Most clinics simply mask the pain; unlike other clinics, we find its cause."
    assert [f.trigger_quote for f in comparisons(text)] == [
        "Most clinics simply mask",
        "unlike other clinics",
    ]


def test_two_ways_to_say_one_thing_are_one_comparison():
    text = "Unlike other clinics, which simply mask the pain, we find its cause."
    assert [f.trigger_quote for f in comparisons(text)] == ["Unlike other clinics"]


def test_anything_that_loses_to_the_offer_is_for_review():
    (finding,) = comparisons("Our laser is gentler than sugaring.")
    assert (finding.trigger_quote, finding.outcome) == ("gentler than", Outcome.NEEDS_REVIEW)


REASONS = [
    (
        "Our care is not better than that of other clinics.",
        "Left alone: these words have another meaning here.",
    ),
    ("Is our care better than that of other clinics?", "Asked, not claimed."),
    (
        "Our patients did no better than those of other clinics.",
        "Left alone: these words have another meaning here.",
    ),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_what_was_let_pass_says_why(text, reason):
    result = audit(text)
    assert not [f for f in result.findings if f.category == "comparative"]
    assert reason in {n.reason for n in result.not_flagged if n.rule == "core/comparative"}


def test_a_page_that_sells_nothing_runs_nobody_down():
    ruling = (
        "The complainant challenged the claim. We upheld the complaint. Advertisers must hold evidence. " * 12
    )
    assert not comparisons(ruling + "The advertiser said that most clinics simply mask the pain.")


TABLE = "<p>At Larkspur, we fit aligners. Call us.</p><table>{caption}<tr><th>Measure</th><th>{own}</th><th>{other}</th></tr><tr><td>Visits</td><td>4</td><td>12</td></tr></table>"


@pytest.mark.parametrize(
    ("caption", "own", "other", "triggers"),
    [
        ("", "Larkspur", "Other clinics", ["Measure | Larkspur | Other clinics\n\nVisits | 4 | 12"]),
        (
            "<caption>Larkspur versus the rest</caption>",
            "Larkspur",
            "Other clinics",
            ["Larkspur versus the rest"],
        ),
        ("", "Larkspur", "Price", []),
        ("", "Aligners", "Braces", []),
    ],
)
def test_a_table_is_a_comparison_when_its_columns_set_the_offer_against_others(caption, own, other, triggers):
    found = comparisons(TABLE.format(caption=caption, own=own, other=other), "page.html")
    assert [f.trigger_quote for f in found] == triggers
