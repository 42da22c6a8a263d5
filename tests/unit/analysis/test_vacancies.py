"""Advertisements for staff are found as pages and as sections, and a line on vacancies makes no page one."""

import pytest

from auditor.analysis import vacancies
from auditor.analysis.pipeline import analyse

WANTED = """<h1>Registered nurse, community team</h1><p>Salary: $75,000.</p>
<h2>About you</h2><ul><li>Three years' recent experience</li></ul>
<h2>How to apply</h2><p>Send a CV and a cover letter. Interviews will be held in May.</p>"""
CLINIC = """<h1>Our clinic</h1><p>We treat knees.</p><h2>Vacancies</h2><p>We need a nurse.</p><h3>Pay</h3><p>Good.</p>
<h2>Results</h2><p>91% of patients walk again.</p>"""


@pytest.fixture
def words_of(lexicon, read):
    def words(source):
        document = read(f"<html><body><main>{source}</main></body></html>")
        found = vacancies.blocks(document, lexicon)
        return [b.span.of(document.text) for b in document.blocks if b.index in found]

    return words


def test_a_page_full_of_its_signs_is_one_as_a_whole(words_of):
    assert "Salary: $75,000." in words_of(WANTED)
    assert "About you" in words_of(WANTED)


def test_a_section_ends_with_the_next_heading_of_its_rank(words_of):
    assert words_of(CLINIC) == ["Vacancies", "We need a nurse.", "Pay", "Good."]


def test_a_long_page_with_some_signs_is_none(words_of):
    treats = "<p>We treat knees, hips and shoulders in our own rooms.</p>" * 60
    assert words_of(WANTED + treats) == []


def test_figures_in_a_vacancy_are_nobodys(lexicon, read):
    page = "<h1>Nurse wanted</h1><p>You will carry a caseload of about 35 people.</p>"
    told = "<h1>Our clinic</h1><p>You will meet a team that treats about 35 people.</p>"
    found = [analyse(read(f"<html><body><main>{p}</main></body></html>"), lexicon) for p in (page, told)]
    assert [len(a.statistics) for a in found] == [0, 1]
