"""The readers' country from addresses, numbers, money, bodies and spelling; mixed pages get none."""

import pytest
from country_cases import CASES, MIXED, TIED

from auditor.analysis.pipeline import analyse

OHIO = "Visit us at 12 Elm Street, Columbus, OH 43004 or call (614) 555-0123. Our program is personalized."


@pytest.mark.parametrize(("name", "country", "text"), CASES, ids=[c[0] for c in CASES])
def test_the_country_is_read_from_the_page(read, lexicon, name, country, text):
    found = analyse(read(text), lexicon).jurisdiction
    assert (found.country, found.is_mixed) == (country, False)


@pytest.mark.parametrize(("name", "winner", "other", "text"), MIXED, ids=[c[0] for c in MIXED])
def test_a_page_at_home_in_two_countries_has_the_first_one_s_rules_and_names_the_other(
    read, lexicon, name, winner, other, text
):
    found = analyse(read(text), lexicon).jurisdiction
    assert (found.country, found.runner_up, found.is_mixed) == (winner, other, True)
    assert found.reason.startswith("mixed: ")
    assert f"also points to {other}: " in found.reason


@pytest.mark.parametrize(("name", "text"), TIED, ids=[c[0] for c in TIED])
def test_without_a_clear_winner_there_is_no_country_and_both_are_named(read, lexicon, name, text):
    found = analyse(read(text), lexicon).jurisdiction
    assert found.country is None
    assert "no clear winner" in found.reason
    assert "but also to" in found.reason


def test_the_reasons_and_the_runner_up_are_kept(read, lexicon):
    found = analyse(read(OHIO), lexicon).jurisdiction
    assert "OH 43004" in found.reason
    assert found.runner_up == "CA"


def test_the_user_s_choice_wins(read, lexicon):
    found = analyse(read(OHIO), lexicon, country="UK").jurisdiction
    assert (found.country, found.chosen_by_user) == ("UK", True)


def test_what_a_page_cites_in_its_structured_data_is_its_own_address(read, lexicon):
    page = '<html><head><script type="application/ld+json">{"@type":"MedicalClinic","name":"Clinic","address":{"@type":"PostalAddress","addressCountry":"AU"}}</script></head><body><p>We help people sleep well every night.</p></body></html>'
    assert analyse(read(page), lexicon).jurisdiction.country == "AU"


def test_a_cost_of_disease_is_no_price(read, lexicon):
    text = (
        "It costs the country $20.42 billion a year. Sessions at our clinic in Melbourne VIC 3000 cost $90."
    )
    reason = analyse(read(text), lexicon).jurisdiction.reason
    assert "its currency ($90)" in reason


def test_a_rebate_is_named_as_a_scheme_and_a_regulator_as_a_body(read, lexicon):
    clinic = "Our clinic in Melbourne VIC 3000 is open. Medicare rebates apply. ABN 12 345 678 901."
    assert "schemes named (Medicare rebates, ABN)" in analyse(read(clinic), lexicon).jurisdiction.reason
    reason = analyse(read(clinic + " We keep to the rules of AHPRA."), lexicon).jurisdiction.reason
    assert "bodies named (AHPRA)" in reason
