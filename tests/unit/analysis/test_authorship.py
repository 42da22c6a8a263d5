"""Who answers for a page, since when, and with which disclaimer."""

import pytest

from auditor.analysis.dates import first_date
from auditor.analysis.pipeline import analyse

DATES = [
    ("Reviewed 14 May 2025.", "2025-05-14"),
    ("on May 14, 2025", "2025-05-14"),
    ("on the 3rd of June 2024", "2024-06-03"),
    ("2024-09-09", "2024-09-09"),
    ("January 2025", "2025-01"),
    ("14/05/2025", "2025-05-14"),
    ("31/31/2025", None),
    ("call 020 7946 0123", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_a_date_as_people_write_it(text, date):
    assert first_date(text) == date


def test_an_american_date_has_the_month_first():
    assert first_date("03/04/2025", month_first=True) == "2025-03-04"
    assert first_date("03/04/2025") == "2025-04-03"


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
