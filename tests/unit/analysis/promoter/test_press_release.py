"""A company's own news: whose it is, what it sells, that its quotations are its words, and what its study supports."""

import pytest

from auditor.analysis.pipeline import analyse
from auditor.model.analysis import Grade, Voice

HEAD = "PRESS RELEASE\n\nHARROW BIOLOGICS REPORTS RESULTS FOR ITS LOMA PATCH\n\n"
LINE = (
    "GALWAY, Ireland, 3 March 2026. Harrow Biologics (HBX), a company developing skin patches, today announced"
    " one-year results from HARBOUR-2, its extension study of the Loma patch.\n\n"
)
RESULTS = "Of 412 people who entered, 366 completed it. Attacks fell from 14.8 to 7.1 a month.\n\n"
TAIL = (
    "About Loma\n\nIt is worn on the arm.\n\nAbout Harrow Biologics\n\nFounded in 2014, it has 140 employees."
)


@pytest.fixture(scope="module")
def release(read, lexicon):
    said = (
        '"Loma is the finest patch anywhere," said Ada Quill, chief executive of Harrow Biologics and a doctor.'
        ' "It changes lives."\n\n"I sleep again," said Joe, a participant.\n\n'
    )
    document = read(HEAD + LINE + RESULTS + said + TAIL)
    return document, analyse(document, lexicon)


def sentence(release, words):
    document, analysis = release
    return next(s for s in analysis.sentences if words in s.span.of(document.text))


def test_the_company_and_its_product_are_known(release):
    promoter = release[1].promoter
    assert "Harrow Biologics" in promoter.names
    assert "Loma" in (*promoter.names, *promoter.offers)
    assert promoter.is_selling
    assert promoter.announces


def test_what_its_people_say_is_its_own_word_and_what_a_patient_says_is_not(release):
    assert sentence(release, "finest patch").voice is Voice.ASSERTED
    assert sentence(release, "changes lives").voice is Voice.ASSERTED
    assert sentence(release, "I sleep again").voice is Voice.PATIENT


def test_results_below_the_announcement_rest_on_the_study_it_names(release):
    assert sentence(release, "366 completed").evidence.grade is Grade.NAMED
    assert sentence(release, "fell from 14.8").evidence.grade is Grade.NAMED


@pytest.mark.parametrize(
    "text",
    [
        (
            "PRESS RELEASE\n\nThe University of Larch today announced results of a study of patches in 412 people.\n\n"
            "Media contact: press office"
        ),
        "A patch for migraine was tested in Galway, the Evening Larch reported today. Doctors said it helped some.",
        "About Loma\n\nLoma is worn on the arm. Ask a pharmacist how to wear it.",
    ],
    ids=["a university's news", "a newspaper's report", "a leaflet"],
)
def test_other_news_and_leaflets_are_no_release(read, lexicon, text):
    assert not analyse(read(text), lexicon).promoter.announces


def test_place_and_date_make_news_of_a_house_that_names_somebody(read, lexicon):
    text = (
        "DAYTON, Ohio, March 3, 2026 — Larchmere Health today named Ada Quill chief of cardiology.\n\n"
        '"She is simply the best," said chief executive Joe Marsh.'
    )
    promoter = analyse(read(text), lexicon).promoter
    assert promoter.announces
    assert "Larchmere Health" in promoter.names
