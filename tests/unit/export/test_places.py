"""Places have names for readers and addresses that open them, and no address does harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.export.places import (
    MAX_ADDRESS,
    Address,
    PlaceFinder,
    source_address,
    text_fragment,
    web_address,
)
from auditor.model.document import Place

from . import factory


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("https://clinic.example/a b?q=1&r=2", Address("https://clinic.example/a%20b?q=1&r=2")),
        ("https://clinic.example/p#results", Address("https://clinic.example/p", "results")),
        ("file:///work/a%20b.pdf", Address("file:///work/a%20b.pdf")),
        ("/work/a b#c.pdf", Address("file:///work/a%20b%23c.pdf")),
        ("pages/a b.html", Address("pages/a%20b.html")),
        ("C:\\work\\a b.pdf", Address("file:///C:/work/a%20b.pdf")),
        ("-", None),
        ("", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@clinic.example", None),
        ("https://clinic.example/" + "a" * MAX_ADDRESS, None),
    ],
)
def test_sources_are_opened_only_as_pages_and_files(uri, address):
    assert source_address(replace(factory.source(), uri=uri)) == address


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [("https://a.example", True), ("HTTP://a.example", True), ("file:///x", False), ("javascript:1", False)],
)
def test_references_are_opened_only_on_the_web(url, is_linked):
    assert (web_address(url) is not None) is is_linked


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("We cure all", ":~:text=We%20cure%20all"),
        ("well-known, safe & sound", ":~:text=well%2Dknown%2C%20safe%20%26%20sound"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            ":~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen",
        ),
        ("3,200+\n\nfamilies healed", ":~:text=3%2C200%2B,families%20healed"),
        ("Relapse | 40 % [3]", ":~:text=Relapse,40%20%25"),
        ("[3]", ""),
    ],
)
def test_a_browser_is_led_to_words_as_the_page_shows_them(words, fragment):
    assert text_fragment(words) == fragment


@given(st.text())
def test_a_fragment_holds_no_character_with_a_meaning_of_its_own(words):
    fragment = text_fragment(words).removeprefix(":~:text=")
    assert fragment.count(",") <= 1
    assert not set(fragment) & set(' &#"<>-')


def test_a_pdf_is_opened_at_its_page():
    document = factory.brochure()
    spot = PlaceFinder(document).of_finding(document.findings[0])
    assert spot.label == "Page 3"
    assert str(spot.address) == "file:///work%20files/Brochure%20%26%20prices.pdf#page=3"


def test_a_web_page_is_opened_at_the_words_under_their_heading():
    document = factory.web_page()
    promise = document.findings[0]
    spot = PlaceFinder(document).of_finding(promise)
    assert spot.label == "Under “Our promise”"
    assert spot.address is not None
    assert spot.address.fragment.startswith(":~:text=We%20guarantee")


def test_a_repeated_finding_says_how_often():
    document = factory.web_page()
    spot = PlaceFinder(document).of_finding(document.findings[2])
    assert spot.label == "3 places, first: Under “Why Lantern House”"


def test_a_document_finding_is_about_the_whole_document():
    document = factory.web_page()
    spot = PlaceFinder(document).of_finding(document.findings[3])
    assert (spot.label, str(spot.address)) == ("Whole document", "https://clinic.example/page.html")


def test_without_headings_a_place_is_told_by_how_far_down_it_stands():
    document = replace(factory.web_page(), blocks=())
    assert PlaceFinder(document).of_finding(document.findings[0]).label.endswith("% down the page")


def test_a_paragraph_is_told_by_its_number():
    document = replace(factory.web_page(), source=factory.source("a.docx", media_type="application/msword"))
    finding = replace(document.findings[0], place=Place(paragraph=1200))
    assert PlaceFinder(document).of_finding(finding).label == "Paragraph 1,200"


def test_a_span_takes_its_page_from_its_block():
    document = factory.brochure()
    assert PlaceFinder(document).of_span(document.findings[0].span).label == "Page 3"


def test_a_fragment_is_left_out_where_the_address_would_grow_too_long():
    document = factory.web_page()
    long = replace(
        document, source=replace(document.source, uri="https://a.example/" + "a" * (MAX_ADDRESS - 40))
    )
    spot = PlaceFinder(long).of_finding(long.findings[0])
    assert spot.address is not None
    assert spot.address.fragment == ""


def test_a_page_with_an_anchor_keeps_it_before_the_words():
    document = factory.web_page()
    anchored = replace(document, source=replace(document.source, uri="https://a.example/p#top"))
    spot = PlaceFinder(anchored).of_finding(anchored.findings[0])
    assert spot.address is not None
    assert spot.address.fragment.startswith("top:~:text=")
