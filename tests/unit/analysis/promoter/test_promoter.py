"""Who is selling what: names long and short, own methods, hosts, numbers, and whether anything is sold."""

import pytest

from auditor.analysis.promoter.contacts import label_of
from auditor.analysis.promoter.names import name_words, short_form
from auditor.analysis.promoter.seller import identify
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind, Publication, Region

BODY = (
    "We see adults and children. Call us to book an appointment. Our doctors answer every question about sleep. "
    * 6
)


def page(*blocks, title="", uri="", publication=None, links=()):
    """A document of (kind, text) or plain paragraphs."""
    builder = DocumentBuilder("text/html", title=title, uri=uri, publication=publication or Publication())
    if title:
        builder.add_block(BlockKind.TITLE, [Inline(title)], region=Region.HEAD)
    for block in blocks:
        kind, text, region = block if isinstance(block, tuple) else (BlockKind.PARAGRAPH, block, Region.MAIN)
        builder.add_block(kind, [Inline(text)], region=region)
    for text, target in links:
        builder.add_block(BlockKind.PARAGRAPH, [Inline(text, link=target)], region=Region.FOOTER)
    return builder.build()


def footer(text):
    return BlockKind.PARAGRAPH, text, Region.FOOTER


def heading(text):
    return BlockKind.HEADING, text, Region.MAIN


NAMES = [
    (
        "a title's tail that the text uses",
        page(BODY, "At Alderholt we listen.", title="Sleep apnoea | Alderholt Sleep"),
        "Alderholt",
    ),
    (
        "a copyright line",
        page(BODY, footer("© 2019-2025 Brackenfold Dental Ltd. All rights reserved.")),
        "Brackenfold Dental",
    ),
    ("the word copyright", page(BODY, footer("Copyright Quillon Clinic 2025")), "Quillon"),
    ("an imprint", page(BODY, footer("Thistledown Hospice, 4 Mill Lane, Kendal")), "Thistledown"),
    ("a greeting", page("Here at Marrowby, we begin with a talk.", BODY), "Marrowby"),
    ("structured data", page(BODY, publication=Publication(organisations=("Venn Vision Ltd",))), "Venn"),
    ("a site name", page(BODY, publication=Publication(site_name="Caldwell Hearing | Home")), "Caldwell"),
    ("a logo's words", page(BODY, publication=Publication(logo_alts=("Ostrea Fertility logo",))), "Ostrea"),
    (
        "the domain it was fetched from",
        page("Farrow Green treats knees.", BODY, uri="https://www.farrowgreen.example/knees"),
        "Farrow Green",
    ),
    (
        "the domain of a mail address",
        page("Juno & Ash makes drops.", BODY, "Write to hello@junoash.example"),
        "Juno & Ash",
    ),
    ("an acronym", page("Welcome to QNR Clinic", BODY, footer("© QNR Clinic 2025")), "QNR"),
]


@pytest.mark.parametrize(("source", "document", "name"), NAMES, ids=[n[0] for n in NAMES])
def test_a_name_is_read_from(source, document, name, lexicon):
    assert name in identify(document, lexicon).names


NO_NAMES = [
    (
        "a topic in the title",
        page(BODY, title="Opioid Use Disorder and Depression | A Guide for Families"),
        {"Opioid Use Disorder", "A Guide"},
    ),
    ("a place", page(BODY, "We are in Ashford.", title="Dentist | Ashford Dental"), {"Ashford"}),
    (
        "a crisis line",
        page(BODY, footer("Samaritans: call 116 123 or write to jo@samaritans.org")),
        {"Samaritans"},
    ),
    ("an established treatment", page(BODY, title="TMS | CBT | EMDR"), {"TMS", "CBT", "EMDR"}),
    (
        "words of any business",
        page(BODY, footer("© 2025 The Dental Clinic")),
        {"The Dental Clinic", "Dental Clinic"},
    ),
]


@pytest.mark.parametrize(("source", "document", "names"), NO_NAMES, ids=[n[0] for n in NO_NAMES])
def test_no_name_is_read_from(source, document, names, lexicon):
    assert not names & set(identify(document, lexicon).names)


OFFERS = [
    ("a trademark", page(BODY, "Meet the Anchor Path™, our new course."), "Anchor Path"),
    ("our and a name", page(BODY, "Ask about our Quiet Nights programme."), "Quiet Nights"),
    ("a name with its short form", page(BODY, "Our founder created the Vestibular Reset Way (VRW)."), "VRW"),
    (
        "the promoter's own name",
        page("Here at Halden, we listen.", BODY, "The Halden Method takes a week."),
        "Halden Method",
    ),
    (
        "a claim in the next sentence",
        page(BODY, "The Stroma Method calms nerves. We developed it in 2015."),
        "Stroma Method",
    ),
    (
        "a name used again and again",
        page(
            heading("The Swell at sea"),
            BODY,
            "Wear the Swell at night. Clean the Swell daily. Keep the Swell dry.",
        ),
        "Swell",
    ),
    ("what was built", page(BODY, "In 2019 we built the Lantern Walk for families."), "Lantern Walk"),
]


@pytest.mark.parametrize(("source", "document", "offer"), OFFERS, ids=[o[0] for o in OFFERS])
def test_an_own_method_is_read_from(source, document, offer, lexicon):
    assert offer in identify(document, lexicon).offers


def test_other_peoples_methods_are_not_its_own(lexicon):
    text = "Cognitive Behavioural Therapy (CBT) is a talking treatment. The Centers for Disease Control and Prevention (CDC) publish figures."
    assert identify(page(BODY, text), lexicon).offers == ()


def test_its_hosts_are_the_pages_own_and_those_named_after_it(lexicon):
    document = page(
        "Here at Marrowby, we begin with a talk.",
        BODY,
        "Write to hi@marrowby.example, to jo@samaritans.org or to marrowby@gmail.com.",
        uri="https://www.marrowby-clinic.example/about",
    )
    assert identify(document, lexicon).hosts == ("marrowby-clinic.example", "marrowby.example")


def test_its_numbers_come_from_structured_data_and_links_at_the_edges(lexicon):
    document = page(
        BODY, publication=Publication(telephones=("+44 20 7946 0123",)), links=[("Call", "tel:020 7946 0456")]
    )
    assert identify(document, lexicon).telephones == ("+442079460123", "02079460456")


LABELS = [
    ("www.larkspurclinic.co.uk", "larkspurclinic"),
    ("larkspur.example", "larkspur"),
    ("shop.larkspur.com.au", "larkspur"),
]


@pytest.mark.parametrize(("host", "label"), LABELS)
def test_the_label_of_a_host_names_its_owner(host, label):
    assert label_of(host) == label


SHORT = [
    ("Larkspur Recovery", "Larkspur"),
    ("The Clear Path Clinic", "Clear Path"),
    ("Dental Care Clinic", None),
    ("London Hearing Clinic", None),
    ("Larkspur", None),
    ("Ox Clinic", None),
]


@pytest.mark.parametrize(("name", "short"), SHORT)
def test_the_short_form_is_what_tells_a_business_apart(name, short, lexicon):
    assert short_form(name, name_words(lexicon)) == short


SELLING = [
    ("a clinic's page", page(BODY), True),
    ("a short advertisement", page("Unrivalled comfort."), True),
    ("a public body's page", page(BODY, uri="https://www.nhs.uk/conditions/sleep"), False),
    (
        "a ruling",
        page(
            "The complainant challenged the claim. We upheld the complaint under section 3 of the code. Advertisers must hold evidence. "
            * 8
        ),
        False,
    ),
    (
        "a page of which nobody can tell",
        page(
            "Sleep has four stages. The first is light and the third is deep. Dreams come in the fourth. "
            * 20
        ),
        True,
    ),
]


@pytest.mark.parametrize(("source", "document", "sells"), SELLING, ids=[s[0] for s in SELLING])
def test_it_is_seen_whether_a_page_sells(source, document, sells, lexicon):
    assert identify(document, lexicon).is_selling is sells


def test_a_page_without_text_has_no_promoter(lexicon):
    found = identify(page(), lexicon)
    assert (found.names, found.offers, found.hosts, found.telephones) == ((), (), (), ())


def test_a_page_without_a_business_on_it_names_its_product_all_through(lexicon):
    found = identify(
        page(
            "Veltrana, the evening capsule",
            "Many people take Veltrana with water. A month of Veltrana lasts thirty days. If Veltrana upsets "
            "your stomach, eat first. Keep Veltrana dry.",
        ),
        lexicon,
    )
    assert "Veltrana" in found.offers


def test_an_illness_that_a_page_is_about_is_no_product(lexicon):
    found = identify(
        page(
            "Living with Parkinson's",
            "People with Parkinson's walk slowly. In Parkinson's the hand may shake. Nobody knows what causes "
            "Parkinson's. There is help for Parkinson's.",
        ),
        lexicon,
    )
    assert not any("Parkinson" in o for o in found.offers)
