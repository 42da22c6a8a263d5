"""Pages from their bytes to documents: identity, places, limits, and pages that cannot be read."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.html.loader import HtmlLoader
from auditor.model.document import Place, Status
from auditor.model.source import Source
from auditor.model.span import Span

WORDS = "Care takes time and nobody goes through it alone here with us. " * 5


def source(content: str | bytes, **fields: str) -> Source:
    return Source(
        "page.html",
        "file:///page.html",
        content if isinstance(content, bytes) else content.encode(),
        **fields,
    )


def load(content: str | bytes, limits: Limits | None = None):
    return HtmlLoader().load(source(content), limits or Limits())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"<!-- saved --><HTML><body>", True),
        ("<html>".encode("utf-16"), True),
        (b"<div>part of a page</div>", True),
        (b"%PDF-1.7", False),
        (b"Dear Sir, 3 < 4", False),
        (b"", False),
    ],
)
def test_pages_are_recognised_by_their_bytes(content, expected):
    assert HtmlLoader().accepts(source(content)) is expected


def test_the_document_says_what_it_is():
    document = HtmlLoader().load(
        source("<html lang=en-GB><title> Elm  House </title><p>x", final_uri="https://elm.example/final"),
        Limits(),
    )
    assert (document.media_type, document.title, document.language, document.uri) == (
        "text/html",
        "Elm House",
        "en-GB",
        "https://elm.example/final",
    )
    assert document.status is Status.COMPLETE


@pytest.mark.parametrize(
    ("markup", "language"),
    [("<html xml:lang=ga><p>x", "ga"), ("<html><body lang=fr><p>x", "fr"), ("<p lang=de>x", None)],
)
def test_the_declared_language_is_that_of_the_page(markup, language):
    assert load(markup).language == language


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf \n", b"\xff\xfe \x00"])
def test_an_empty_file_is_said_to_be_empty(content):
    with pytest.raises(LoadError) as caught:
        load(content)
    assert caught.value.code == "empty-file"
    assert str(caught.value) == "“page.html” is empty."


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(LoadError) as caught:
        load("<p>more than that</p>", Limits(content_bytes=10))
    assert caught.value.code == "file-too-large"


def test_text_over_the_limit_is_refused():
    with pytest.raises(LoadError) as caught:
        load(f"<p>{WORDS}", Limits(text_chars=100))
    assert caught.value.code == "too-much-text"


@pytest.mark.parametrize(
    ("markup", "status", "code"),
    [
        ("<div id=root></div><script src=a.js></script>", Status.UNREADABLE, "javascript-shell"),
        (
            "<div id=app>Loading</div><noscript>Please enable JavaScript.</noscript><script></script>",
            Status.UNREADABLE,
            "javascript-shell",
        ),
        ("<app-root></app-root><script src=main.js></script>", Status.UNREADABLE, "javascript-shell"),
        (
            f"<footer>{WORDS}</footer><div id=__next></div><script></script>",
            Status.PARTIAL,
            "javascript-shell",
        ),
        ("<frameset><frame src=a.htm></frameset>", Status.UNREADABLE, "frameset"),
        ("<img src=flyer.jpg width=900 height=1200>", Status.UNREADABLE, "text-in-images"),
        ("<p>Our offer</p><img src=flyer.jpg>", Status.PARTIAL, "text-in-images"),
        (f"<p>Wait</p><div style='display:none'>{WORDS * 4}</div>", Status.PARTIAL, "mostly-hidden"),
        ("<title>Elm</title><body></body>", Status.UNREADABLE, "no-text"),
        ("<p>\u00ad</p>", Status.UNREADABLE, "no-text"),
    ],
)
def test_a_page_that_shows_hardly_any_text_is_never_clean(markup, status, code):
    document = load(markup)
    assert document.status is status
    assert [problem.code for problem in document.problems] == [code]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div id=root><p>{WORDS}</p></div><script src=a.js></script><noscript>Enable JavaScript</noscript>",
        "<p>A short page</p>",
        "<p>A short page</p><script>count()</script>",
        "<p>A short page</p><img src=icon.png width=24 height=24>",
        "<p>A short page</p><img src=a.jpg alt='Three guests on the porch of Elm House'>",
        f"<p>{WORDS}</p><div style='display:none'>{WORDS * 9}</div>",
    ],
)
def test_other_pages_with_scripts_and_pictures_are_complete(markup):
    document = load(markup)
    assert document.status is Status.COMPLETE
    assert document.problems == ()


def place(markup: str, words: str) -> Place:
    document = load(markup)
    start = document.text.index(words)
    (found,) = HtmlLoader().locate(source(markup), document, [Span(start, start + len(words))])
    return found


@pytest.mark.parametrize(
    ("markup", "words", "selector", "offset"),
    [
        ("<p>a<p>One two", "two", "body>p:nth-of-type(2)", 4),
        (
            "<div><section><h2>x</h2><p>One  \n two",
            "two",
            "body>div:nth-of-type(1)>section:nth-of-type(1)>p:nth-of-type(1)",
            4,
        ),
        ("<div id=main><p>x", "x", "#main>p:nth-of-type(1)", 0),
        ("<p id=a>one<p id=a>two", "two", "body>p:nth-of-type(2)", 0),
        ("<p id='1 b'>one", "one", "body>p:nth-of-type(1)", 0),
        ("<p><b><i>one</i> two</b>", "two", "body>p:nth-of-type(1)", 4),
        ("<span>a<p>one</p></span>", "one", "body>span:nth-of-type(1)>p:nth-of-type(1)", 0),
        ("<p>x</p><img alt='a ward'>", "ward", "body>img:nth-of-type(1)", 2),
        ("<table><tr><th>a<th>b<tr><td>c<td>d", "d", "body>table:nth-of-type(1) tr:nth-of-type(2)", 4),
        (
            "<table><tbody><tr><th>a<th>b<tr><td>c<td>d",
            "d",
            "body>table:nth-of-type(1)>tbody:nth-of-type(1)>tr:nth-of-type(2)",
            4,
        ),
        ("<title>Elm House</title><p>x", "House", "title", 4),
        ("<meta name=description content='We care'><p>x", "care", 'meta[name="description"]', 3),
    ],
)
def test_a_span_is_found_again_by_selector_and_offset(markup, words, selector, offset):
    assert place(markup, words) == Place(selector=selector, offset=offset)


def test_a_span_between_blocks_has_no_place():
    document = load("<p>a<p>b")
    assert HtmlLoader().locate(source(""), document, [Span(1, 2)]) == (Place(),)


def test_selectors_lead_to_their_element():
    markup = "<div><p>a</p><ul><li>b<li><p>c</p></ul></div><div><div id=x><p>d<p>e</div></div>"
    document = load(markup)
    page = BeautifulSoup(markup, "lxml")
    for block in document.blocks:
        found = page.select_one(block.locator.selector)
        assert found is not None
        assert block.span.of(document.text) in found.get_text()


def test_the_places_of_deep_elements_stay_short():
    document = load("<div>" * 500 + "deep")
    assert len(document.blocks[0].locator.selector or "") < 2_000


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "SEEN" + "</div>" * 100_000,
        "<div>" * 100_000 + "SEEN",
        "<b><i><p>" * 5_000 + "SEEN",
        "<ul><li>" * 30_000 + "SEEN",
        "<table><tr><td>" * 20_000 + "SEEN",
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">SEEN",
        f"<p class='{'x ' * 1_000_000}' style='{'a:b;' * 500_000}'>SEEN",
        "<table><tr>" + "<td>SEEN" * 3_000 + "<tr>" + "<td>2" * 3_000,
        "<table>" + "<tr><td rowspan=2000>SEEN<td>2" * 500,
        "<p>SEEN " + "word " * 500_000,
        "<p>SEEN" + "<br>" * 20_000,
        "<p>SEEN" + "<sup>1</sup>" * 10_000,
        "<p>SEEN" + "<a href=x>y</a>" * 20_000,
        "<a " * 50_000 + "><p>SEEN",
        "<style>" + ".a{display:none}" * 10_000 + "</style><p>SEEN",
        "<style>" + "{" * 100_000 + "</style><p>SEEN",
        "<script type=application/ld+json>" + "[" * 100_000 + "</script><p>SEEN",
        "<select>" + "<option>x" * 20_000 + "</select><p>SEEN",
        "<p>SEEN\x00 and \ud800\udfff more".encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "replace"
        ),
    ],
    ids=lambda markup: markup[:24],
)
def test_monstrous_markup_is_read_in_bounded_time(markup):
    assert "SEEN" in load(markup).text


def test_what_is_too_deep_is_read_flat_and_scripts_in_it_are_not_text():
    document = load(
        "<div>" * 50 + "<p>one<p>two<script>HIDDEN</script><template>HIDDEN</template>", Limits(nesting=20)
    )
    assert document.text == "one two"


def test_a_page_without_markup_is_its_text():
    assert load("Just a line").text == "Just a line"
