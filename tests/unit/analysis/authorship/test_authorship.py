"""Who answers for a page, since when, and with which disclaimer."""

import pytest
from byline_cases import BYLINES, IN_HTML

from auditor.analysis.authorship.dates import date_reader
from auditor.analysis.pipeline import analyse

DATES = [
    ("Reviewed 14 May 2025.", "2025-05-14"),
    ("on May 14, 2025", "2025-05-14"),
    ("on the 3rd of June 2024", "2024-06-03"),
    ("2024-09-09", "2024-09-09"),
    ("January 2025", "2025-01"),
    ("14/05/2025", "2025-05-14"),
    ("31/31/2025", None),
    ("12-Mar-2024", "2024-03-12"),
    ("17.05.2024", "2024-05-17"),
    ("2024/05/17", "2024-05-17"),
    ("05/2024", "2024-05"),
    ("17 May '24", "2024-05-17"),
    ("el 3 de marzo de 2025", "2025-03-03"),
    ("septiembre de 2025", "2025-09"),
    ("2025-05-04T10:11:12Z", "2025-05-04"),
    ("open 24/7", None),
    ("in 2021", None),
    ("maybe 2021", None),
    ("call 020 7946 0123", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_a_date_as_people_write_it(lexicon, text, date):
    assert date_reader(lexicon).first(text) == date


def test_an_american_date_has_the_month_first(lexicon):
    dates = date_reader(lexicon)
    assert dates.first("03/04/2025", month_first=True) == "2025-03-04"
    assert dates.first("03/04/2025") == "2025-04-03"


def test_a_bare_year_or_a_short_date_counts_where_one_is_asked_for(lexicon):
    find_date = date_reader(lexicon).find
    assert find_date(": 2024", is_asked=True).iso == "2024"
    assert find_date(" 05/24", is_asked=True).iso == "2024-05"
    assert find_date(" 08.05.25", is_asked=True, month_first=True).iso == "2025-08-05"
    assert find_date(" by 412 people in 2024", is_asked=True) is None


def authorship(document, lexicon, country):
    found = analyse(document, lexicon, country=country).authorship
    return found.author, found.reviewer, found.reviewed_on, found.published_on


@pytest.mark.parametrize("case", BYLINES, ids=[c[0][:60] for c in BYLINES])
def test_a_byline(read, lexicon, case):
    line, country, *expected = case
    text = f"Knee pain\n\nThe knee is a hinge.\n\n{line}\n\nRest helps most people."
    assert authorship(read(text), lexicon, country) == tuple(expected)


@pytest.mark.parametrize("case", IN_HTML, ids=[c[0][:60] for c in IN_HTML])
def test_a_byline_in_html(read, lexicon, case):
    piece, country, *expected = case
    html = f"<html><body><main><h1>Knee pain</h1><p>It is a hinge.</p>{piece}<p>Rest helps.</p></main></body></html>"
    assert authorship(read(html), lexicon, country) == tuple(expected)


def test_reviewer_and_date_are_shown_where_they_stand(read, lexicon):
    document = read("Sleep well\n\nMedically reviewed by Dr Ada Fenn, MD, on 3 March 2025.")
    found = analyse(document, lexicon, country="UK").authorship
    assert found.reviewer_at.of(document.text) == "Dr Ada Fenn, MD"
    assert found.date_at.of(document.text) == "3 March 2025"


DISCLAIMERS = [
    "Their experience may not be yours.",
    "Past results do not predict the outcome for any individual.",
    "Individual results may vary.",
    "Outcomes differ.",
    "Nothing here is medical advice.",
    "General information, not advice about your own health.",
    "All treatments carry risk.",
    "These statements have not been evaluated by the FDA.",
    "It does not replace a consultation with your GP.",
]
NO_DISCLAIMERS = [
    "Our rooms vary in size.",
    "We give medical advice by telephone.",
    "The operation carries a fee.",
    "This information is for you.",
]


@pytest.mark.parametrize("words", DISCLAIMERS)
def test_a_disclaimer(read, lexicon, words):
    page = read(f"Feet\n\nWe treat feet. {words}")
    assert analyse(page, lexicon, country="UK").authorship.disclaimer == words


@pytest.mark.parametrize("words", NO_DISCLAIMERS)
def test_words_that_are_no_disclaimer(read, lexicon, words):
    page = read(f"Feet\n\nWe treat feet. {words}")
    assert analyse(page, lexicon, country="UK").authorship.disclaimer is None


@pytest.mark.parametrize(
    "address", ["elmhouse.example", "www.elmhouse.example/terms", "care@elmhouse.example"]
)
def test_an_address_behind_a_disclaimer_is_none_of_it(read, lexicon, address):
    page = read(f"Elm House\n\nIndividual results may vary. {address}")
    assert analyse(page, lexicon, country="UK").authorship.disclaimer == "Individual results may vary."


def test_reviewer_date_and_disclaimer_are_found(read, lexicon):
    text = "Sleep well\n\nMedically reviewed by Dr Ada Fenn, MD, on 3 March 2025.\n\nIndividual results may vary."
    found = analyse(read(text), lexicon, country="UK").authorship
    assert (found.reviewer, found.reviewed_on, found.disclaimer) == (
        "Dr Ada Fenn, MD",
        "2025-03-03",
        "Individual results may vary.",
    )


def test_a_page_without_them_has_none(read, lexicon):
    found = analyse(
        read("Our rooms are quiet. We reviewed the carpets by hand."), lexicon, country="UK"
    ).authorship
    assert (found.reviewer, found.reviewed_on, found.disclaimer) == (None, None, None)
