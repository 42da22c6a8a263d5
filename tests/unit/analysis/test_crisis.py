"""Topics, lines, own numbers and the verdict, on pages of several countries and specialities."""

import pytest

from auditor.analysis.pipeline import analyse
from auditor.model.analysis import CrisisVerdict

PRESENT, MISSING = CrisisVerdict.PRESENT, CrisisVerdict.MISSING
COMMERCIAL, NOT_REQUIRED = CrisisVerdict.COMMERCIAL_ONLY, CrisisVerdict.NOT_REQUIRED

PAGES = [
    (
        "a dental page speaks of no crisis",
        "US",
        "Our dentists whiten teeth. Call 614-555-0134.",
        NOT_REQUIRED,
        (),
    ),
    (
        "suicide with the national line",
        "US",
        "Pain can lead to thoughts of suicide. Call or text 988 at any hour.",
        PRESENT,
        ("suicide",),
    ),
    (
        "suicide with an emergency number alone",
        "US",
        "Pain can lead to thoughts of suicide. In an emergency call 911.",
        MISSING,
        ("suicide",),
    ),
    (
        "overdose with an emergency number",
        "US",
        "Learn the signs of an overdose. Give naloxone and call 911.",
        PRESENT,
        ("overdose",),
    ),
    (
        "suicide with another country's line",
        "UK",
        "If thoughts of suicide come, call or text 988.",
        MISSING,
        ("suicide",),
    ),
    (
        "Samaritans for readers in Ireland",
        "IE",
        "If you think of ending your life, ring Samaritans on 116 123.",
        PRESENT,
        ("suicide",),
    ),
    (
        "Lifeline for readers in Australia",
        "AU",
        "Some patients think about self-harm. Lifeline is on 13 11 14.",
        PRESENT,
        ("self-harm",),
    ),
    (
        "a number in a price is no line",
        "US",
        "Suicide costs families dearly. Our course is $988 a month.",
        MISSING,
        ("suicide",),
    ),
    (
        "an own number beside danger wording",
        "US",
        "If you are thinking about suicide, call our care team on (614) 555-0123.",
        COMMERCIAL,
        ("suicide",),
    ),
    (
        "a chat beside danger wording",
        "US",
        "If you feel you might hurt yourself, open the chat window and a coach answers.",
        COMMERCIAL,
        ("self-harm",),
    ),
    (
        "an admissions number on a detox page",
        "US",
        "Opioid withdrawal is hard. Call us today at (614) 555-0123 for a free assessment.",
        COMMERCIAL,
        ("withdrawal",),
    ),
    (
        "the name of a body is no topic",
        "US",
        "Our founder once spoke at the American Foundation for Suicide Prevention.",
        NOT_REQUIRED,
        (),
    ),
    (
        "withdrawal of consent is no topic",
        "UK",
        "You may tell us of your withdrawal of consent at any time.",
        NOT_REQUIRED,
        (),
    ),
    (
        "bulimia with a general line",
        "UK",
        "Tell us if you have had bulimia. Text SHOUT to 85258 at any hour.",
        PRESENT,
        ("eating-disorder",),
    ),
    (
        "coercive control",
        "UK",
        "Coercive control is abuse. The National Domestic Abuse Helpline is 0808 2000 247.",
        PRESENT,
        ("violence",),
    ),
    (
        "a closed line only",
        "US",
        "Anorexia can kill. Call the helpline on 1-800-931-2237.",
        MISSING,
        ("eating-disorder",),
    ),
    (
        "a combined medicine is no overdose",
        "US",
        "We start buprenorphine/naloxone on the first day.",
        NOT_REQUIRED,
        (),
    ),
    (
        "a vanity number",
        "US",
        "Alcohol withdrawal can be dangerous. SAMHSA answers at 1-800-662-HELP.",
        PRESENT,
        ("withdrawal",),
    ),
]


@pytest.mark.parametrize(("name", "country", "text", "verdict", "topics"), PAGES, ids=[p[0] for p in PAGES])
def test_the_verdict(read, lexicon, name, country, text, verdict, topics):
    crisis = analyse(read(text), lexicon, country=country).crisis
    assert (crisis.verdict, crisis.topics) == (verdict, topics)


def test_a_line_in_the_footer_counts_and_is_said(read, lexicon):
    page = "<html lang=en><body><main><p>Depression can lead to suicide.</p></main><footer><p>In crisis? Call or text 988.</p></footer></body></html>"
    crisis = analyse(read(page), lexicon, country="US").crisis
    assert crisis.verdict is PRESENT
    assert crisis.notes == ("only-in-footer",)


def test_a_telephone_link_counts_as_the_line_it_dials(read, lexicon):
    page = '<html lang=en><body><p>Depression can lead to suicide.</p><p><a href="tel:988">Talk to somebody now</a></p></body></html>'
    assert analyse(read(page), lexicon, country="US").crisis.verdict is PRESENT


def test_a_statistics_page_of_the_same_body_is_no_line(read, lexicon):
    page = '<html lang=en><body><p>Overdose deaths rose (<a href="https://www.samhsa.gov/data/report/2022">SAMHSA data</a>).</p></body></html>'
    assert analyse(read(page), lexicon, country="US").crisis.verdict is MISSING


def test_the_right_country_is_chosen_for_a_number_that_two_share(read, lexicon):
    text = "If thoughts of suicide come, call or text 988."
    names = {c: analyse(read(text), lexicon, country=c).crisis.resources[0].resource for c in ("US", "CA")}
    assert names == {"US": "us-988", "CA": "ca-988"}
