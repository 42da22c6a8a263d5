"""Topics, lines, own numbers and the verdict, on pages of several countries and specialities."""

import pytest
from crisis_cases import CASES, NOTES

from auditor.analysis.pipeline import analyse
from auditor.model.analysis import CrisisVerdict

PRESENT, MISSING = CrisisVerdict.PRESENT, CrisisVerdict.MISSING


@pytest.mark.parametrize(("name", "country", "text", "verdict", "topics"), CASES, ids=[p[0] for p in CASES])
def test_the_verdict(read, lexicon, name, country, text, verdict, topics):
    crisis = analyse(read(text), lexicon, country=country).crisis
    assert (crisis.verdict.value, crisis.topics) == (verdict, topics)


@pytest.mark.parametrize(("name", "page", "country", "notes"), NOTES, ids=[n[0] for n in NOTES])
def test_a_line_that_is_hard_to_find_or_does_not_serve_counts_and_is_said(
    read, lexicon, name, page, country, notes
):
    crisis = analyse(read(page), lexicon, country=country).crisis
    assert crisis.notes == notes
    assert crisis.verdict is PRESENT


def test_a_topic_named_in_passing_is_said(read, lexicon):
    text = "Before she joined our dental practice, Ann was suicide prevention lead at a hospital trust."
    assert analyse(read(text), lexicon, country="UK").crisis.notes == ("in-passing:suicide",)


def test_words_around_a_number_tell_one_line_from_another(read, lexicon):
    names = {
        words: [c.resource for c in analyse(read(f"If you think of suicide, {words}."), lexicon, country=country).contacts]
        for country, words in (
            ("US", "call 988"), ("US", "call 988, then press 1"), ("US", "call 988 and press 3"),
            ("US", "text PRIDE to 988"), ("UK", "call 111 and choose option 2"), ("UK", "call NHS 111, option 2"),
        )
    }  # fmt: skip
    assert list(names.values()) == [
        ["us-988"],
        ["us-vcl"],
        ["us-988-press3"],
        ["us-988-press3"],
        ["gb-111-2"],
        ["gb-111-2"],
    ]


def test_lines_of_both_countries_are_read_as_theirs_on_a_page_at_home_in_two(read, lexicon):
    text = "Visit us in London W1G 8GF, 020 7946 0958, or at 9 Elm Street, New York, NY 10022, (212) 555-0123. Prices from £90. Thoughts of suicide? Call 116 123, or 988."
    found = analyse(read(text), lexicon)
    assert found.jurisdiction.is_mixed
    assert [c.resource_country for c in found.crisis.resources] == ["UK"]


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
