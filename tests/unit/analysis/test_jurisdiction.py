"""The readers' country from addresses, numbers, money, bodies and spelling; mixed pages get none."""

import pytest

from auditor.analysis.pipeline import analyse

PAGES = [
    (
        "US",
        "Visit us at 12 Elm Street, Columbus, OH 43004 or call (614) 555-0123. Our program is personalized.",
    ),
    ("UK", "Ring us on 0113 496 0123. Our centre in Leeds is rated by the CQC. Programmes from £90."),
    ("IE", "Find us in Galway, or ring 091 555 0123. A session is €80. We work with the HSE."),
    ("AU", "Our Brisbane rooms: 5 Ann Street, QLD 4000. Call (07) 5550 0123. AHPRA registered."),
    ("CA", "Our Ottawa centre, K1P 1J1, is open. OHIP covers the visit. Call 613-555-0123."),
    ("NZ", "Our Auckland rooms are near the harbour. ACC may pay. Call 09 555 0123."),
    (None, "We help people sleep."),
    (None, "Rooms in Leeds and in Boston."),
]


@pytest.mark.parametrize(("country", "text"), PAGES)
def test_the_country_is_read_from_the_page(read, lexicon, country, text):
    assert analyse(read(text), lexicon).jurisdiction.country == country


def test_the_reasons_and_the_runner_up_are_kept(read, lexicon):
    found = analyse(read(PAGES[0][1]), lexicon).jurisdiction
    assert "OH 43004" in found.reason
    assert found.runner_up == "CA"


def test_the_user_s_choice_wins(read, lexicon):
    found = analyse(read(PAGES[0][1]), lexicon, country="UK").jurisdiction
    assert (found.country, found.chosen_by_user) == ("UK", True)


def test_what_a_page_cites_in_its_structured_data_is_its_own_address(read, lexicon):
    page = '<html><head><script type="application/ld+json">{"@type":"MedicalClinic","name":"Clinic","address":{"@type":"PostalAddress","addressCountry":"AU"}}</script></head><body><p>We help people sleep well every night.</p></body></html>'
    assert analyse(read(page), lexicon).jurisdiction.country == "AU"
