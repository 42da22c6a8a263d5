"""Findings stand in reading order in every export, each joined with the sources of its words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from auditor.export.entries import SourceFinder, entries, in_reading_order, statistic_words
from auditor.model.analysis import Evidence, Grade, Statistic, Support, SupportKind
from auditor.model.span import Span

from . import factory

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def test_findings_are_numbered_through_all_documents():
    found = list(entries(factory.audit()))
    assert [entry.number for entry in found] == [1, 2, 3, 4, 5]
    assert [entry.document.source.name for entry in found] == ["page.html"] * 4 + ["Brochure & prices.pdf"]


def test_document_findings_come_first_and_the_others_as_they_stand():
    document = factory.web_page()
    assert [f.category for f in in_reading_order(document)] == [
        "crisis-resource",
        "superlative",
        "statistic",
        "guarantee",
    ]


@given(st.permutations(range(4)))
def test_the_order_does_not_depend_on_how_findings_arrive(order):
    document = factory.web_page()
    shuffled = replace(document, findings=tuple(document.findings[at] for at in order))
    assert in_reading_order(shuffled) == in_reading_order(document)


def test_at_one_place_the_weightier_finding_comes_first():
    document = factory.web_page()
    light = replace(document.findings[0], severity=factory.DATED.severity, rule="a", fingerprint="a")
    both = replace(document, findings=(light, document.findings[0]))
    assert in_reading_order(both) == [document.findings[0], light]


def test_sources_are_those_of_the_statistics_in_the_finding():
    document = factory.web_page()
    sources = SourceFinder(document)
    assert sources.sources(document.findings[1].span) == "according to studies"
    assert sources.sources(document.findings[0].span) == ""
    assert sources.sources(None) == ""


@given(st.lists(SPANS, max_size=12), SPANS)
def test_sources_are_found_wherever_statistics_overlap(spans, wanted):
    statistics = tuple(
        Statistic(span, 0, (), Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, f"s{at}", None),)))
        for at, span in enumerate(spans)
    )
    document = replace(factory.web_page(), statistics=statistics)
    found = set(SourceFinder(document).sources(wanted).split())
    assert found == {f"s{at}" for at, span in enumerate(spans) if span.overlaps(wanted)}


def test_a_statistic_is_quoted_from_the_text_or_else_by_its_figures():
    document = factory.web_page()
    statistic = document.statistics[0]
    assert statistic_words(document, statistic).startswith("More than 90% of our guests")
    assert statistic_words(replace(document, text=""), statistic) == "More than 90%"
