"""The catalogue is one page that stands alone, says all it knows of each rule, and shows every text as it is written."""

import re
from html.parser import HTMLParser

import pytest

from auditor.export.html.catalogue import page
from auditor.model.catalogue import (
    Accuracy,
    Catalogue,
    CataloguePack,
    CatalogueRule,
    Demand,
    Guide,
    Measure,
    Shown,
)
from auditor.model.finding import Basis, Severity
from auditor.model.span import Span

RULE = CatalogueRule(
    id="us/best",
    title="Praise <without> measure",
    category="superlative",
    severity=Severity.HIGH,
    messages=("“{trigger}” is praise.", "“{trigger}” may be praise."),
    basis=(
        Basis("A code", "3.7", "https://code.example/?a=1&b=2"),
        Basis("Common knowledge", verified=False),
    ),
    offends="We are the best & cheapest.",
    acceptable="We have 24 beds.",
    shown=Shown("“best” is praise.", "Say what was measured.", (Span(11, 15),)),
    replaces="core/best",
    accuracy=Accuracy(4, 7, {"corpus": Measure(10, 9, 12, 11)}),
)
PLAIN = CatalogueRule(
    "core/best", "Praise", "superlative", Severity.LOW, ("It is praise.",), (), "Best.", "Good.",
    Shown("It is praise.", "Leave it out."),
)  # fmt: skip
CATALOGUE = Catalogue(
    packs=(
        CataloguePack("core", "General", "1.0.0", (), False, (PLAIN,)),
        CataloguePack(
            "us", "United States", "1.2.0", ("US",), True, (RULE,),
            (Demand("us-x", "Act s5", ("us/best", "us/gone"), "Whether it is true."), Demand("us-y", "Act s6")),
        ),
    ),
    guide=Guide({"high": "regulators act"}, {"violation": "the words settle it"}, {"superlative": "praise"}),
    sets={"corpus": "tuned on"},
    categories={"superlative": {"corpus": Measure(10, 9, 12, 11)}},
)  # fmt: skip
PAGE = page(CATALOGUE)


class Reader(HTMLParser):
    """Collects what a page refers to, and checks that its elements are closed in order."""

    VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.fragments, self.tags, self.fetched = [], [], [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.fetched += [v for k, v in attrs if k in {"src", "srcset", "data", "poster", "background"}]
        if tag == "a" and found.get("href", "").startswith("#"):
            self.fragments.append(found["href"][1:])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def reader():
    made = Reader()
    made.feed(PAGE)
    return made


def test_the_page_is_well_formed(reader):
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)


def test_the_page_stands_alone(reader):
    assert reader.tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert reader.fetched == []
    assert "url(" not in PAGE
    assert "@import" not in PAGE


def test_every_inner_link_leads_somewhere(reader):
    assert set(reader.fragments) <= set(reader.ids)
    assert {"us", "us-best", "core-best"} <= set(reader.fragments)


def test_light_dark_narrow_screens_and_paper_are_catered_for():
    for condition in ("prefers-color-scheme: dark", "max-width: 40rem", "@media print", 'name="viewport"'):
        assert condition in PAGE


def test_texts_are_shown_as_written():
    assert "Praise &lt;without&gt; measure" in PAGE
    assert "the <mark>best</mark> &amp; cheapest." in PAGE
    assert 'href="https://code.example/?a=1&amp;b=2"' in PAGE


def test_what_is_not_verified_is_said_so():
    assert re.search(r"Common knowledge.{0,80}not verified", PAGE)
    assert re.search(r"A code</a>, 3.7 .{0,40}\(verified\)", PAGE)


def test_the_sentence_of_the_example_comes_first_and_the_others_have_gaps():
    assert PAGE.count("“best” is praise.") == 1
    assert "“…” may be praise." in PAGE
    assert "“…” is praise." not in PAGE


def test_measured_figures_are_shown_with_what_they_were_measured_on():
    assert "4 test cases flagged, 7 near misses left alone." in PAGE
    row = PAGE[PAGE.index("<td>corpus</td>") :].partition("</tr>")[0]
    assert re.findall(r">([^<]+)</td>", row) == ["corpus", "11", "1", "1", "90%", "92%"]


def test_a_rule_that_was_never_measured_shows_no_figures():
    card = PAGE[PAGE.index('id="core-best"') :].partition("</article>")[0]
    assert "Measured" not in card


def test_a_demand_names_its_rules_and_what_text_cannot_tell():
    row = PAGE[PAGE.index("Act s5") :].partition("</tr>")[0]
    assert 'href="#us-best"' in row
    assert 'href="#us-gone"' not in row
    assert "Whether it is true." in row
