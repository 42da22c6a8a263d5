"""What goes into an audit file comes out, filtered, sorted and counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.errors import StoreError
from auditor.model.analysis import Evidence, Figure, FigureKind, Grade, Reference, Statistic
from auditor.model.audit import Audit, PackRecord, RuleRecord
from auditor.model.document import Place, Status
from auditor.model.finding import NotFlagged, Outcome, RuleFailure, Severity
from auditor.model.listing import AuditHeader, Filter
from auditor.model.order import Column, Grouping, Sort
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.store.findings import PARAMETERS

from .conftest import TEXT, document, finding, unreadable

HEADER = AuditHeader("1.0", "2026-11-22T10:00:00Z", (PackRecord("core", "Core", "1.0.0", "ab"),))


def quotes(file, wanted=None, sort=None):
    rows = file.findings.rows(file.findings.ids(wanted or Filter(), sort or Sort()))
    return [row.quote or "(whole)" for row in rows]


CLINIC, NINE, WHOLE = "The most advanced clinic in Ohio.", "Nine out of ten patients agree.", "(whole)"


def test_an_audit_comes_back_whole_and_in_order(audit_file):
    audit_file.set_header(HEADER)
    audit_file.save([(1, unreadable())])
    audit_file.save([(0, document())])
    assert audit_file.audit() == Audit("1.0", HEADER.audited_at, HEADER.packs, (document(), unreadable()))


def test_statistics_references_and_the_rest_come_back_with_the_audit(audit_file):
    full = replace(
        document(),
        statistics=(
            Statistic(Span(0, 3), 0, (Figure(Span(0, 3), FigureKind.COUNT, "Our"),), Evidence(Grade.NAMED)),
        )
        * 3,
        references=(Reference("1", "A survey.", Span(1, 4), marks=2),),
        not_flagged=(
            NotFlagged("core/x", "words", "quoted", Span(2, 5)),
            NotFlagged("core/y", "more", "denied"),
        ),
        failures=(RuleFailure("core/z", "page.html", "took too long"),),
    )
    audit_file.set_header(HEADER)
    (number,) = audit_file.save([(0, full)])
    assert audit_file.audit().documents == (full,)
    assert audit_file.document(number) == replace(document(), findings=())


def test_what_was_not_flagged_comes_with_its_sentence_and_its_rule(audit_file):
    sentence = Span(0, len(document().text))
    passed = (
        NotFlagged("core/x", document().text[2:5], "Negated.", Span(2, 5), sentence),
        NotFlagged("core/y", "", "Named."),
    )
    rule = RuleRecord("core/x", "Supremacy", "superlative", Severity.HIGH, "core")
    audit_file.set_header(replace(HEADER, packs=(PackRecord("core", "General", "1", "aa", (rule,)),)))
    (number,) = audit_file.save([(0, replace(document(), not_flagged=passed))])
    first, second = audit_file.passed(number)
    assert (first.sentence, first.title, first.category) == (document().text, "Supremacy", "superlative")
    assert (second.sentence, second.title, second.category) == ("", "core/y", "")
    assert audit_file.passed(number + 1) == ()


def test_without_a_header_there_is_nothing_to_export(audit_file):
    with pytest.raises(StoreError, match="which rules"):
        audit_file.audit()


def test_the_header_can_be_set_again(audit_file):
    assert audit_file.header() is None
    audit_file.set_header(HEADER)
    audit_file.set_header(AuditHeader("1.1", HEADER.audited_at))
    assert audit_file.header() == AuditHeader("1.1", HEADER.audited_at)


def test_a_document_comes_back_with_text_and_blocks_and_without_findings(audit_file):
    (number,) = audit_file.save([(0, document())])
    found = audit_file.document(number)
    assert (found.text, found.blocks, found.findings) == (TEXT, document().blocks, ())


def test_a_document_that_is_not_there_is_said_so(audit_file):
    with pytest.raises(StoreError, match="no longer"):
        audit_file.document(7)


def test_the_list_of_documents_says_state_reason_and_counts(audit_file):
    audit_file.save([(0, document()), (1, unreadable())])
    page, scan = audit_file.document_rows()
    assert (page.name, page.status, page.words) == ("page.html", Status.COMPLETE, 18)
    assert page.counts == {Severity.HIGH: 1, Severity.MEDIUM: 1, Severity.CRITICAL: 1}
    assert (scan.status, scan.problems[0].message, scan.counts) == (
        Status.UNREADABLE,
        "The pages are images.",
        {},
    )


def test_two_documents_cannot_take_one_place_and_neither_is_half_written(audit_file):
    with pytest.raises(StoreError):
        audit_file.save([(0, document()), (0, unreadable())])
    assert audit_file.document_rows() == ()
    assert audit_file.findings.ids(Filter(), Sort()) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), [WHOLE, CLINIC, NINE]),
        (Filter(text="ADVANCED ohio"), [CLINIC]),
        (Filter(text="advanced patients"), []),
        (Filter(text="crisis line"), [WHOLE]),
        (Filter(text="50%_"), []),
        (Filter(text="page.html"), [WHOLE, CLINIC, NINE]),
        (Filter(severities=frozenset({Severity.HIGH, Severity.MEDIUM})), [CLINIC, NINE]),
        (Filter(categories=frozenset({"statistic"})), [NINE]),
        (Filter(outcomes=frozenset({Outcome.NEEDS_REVIEW})), [NINE]),
        (Filter(outcomes=frozenset({Outcome.NEEDS_REVIEW}), text="advanced"), []),
        (Filter(document=99), []),
    ],
)
def test_a_filter_shows_what_it_says(audit_file, wanted, expected):
    audit_file.save([(0, document())])
    assert quotes(audit_file, wanted) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort(Column.SEVERITY), [WHOLE, CLINIC, NINE]),
        (Sort(Column.SEVERITY, is_descending=True), [NINE, CLINIC, WHOLE]),
        (Sort(Column.PLACE), [WHOLE, CLINIC, NINE]),
        (Sort(Column.PLACE, is_descending=True), [NINE, CLINIC, WHOLE]),
        (Sort(Column.QUOTE), [WHOLE, NINE, CLINIC]),
        (Sort(Column.CATEGORY), [WHOLE, NINE, CLINIC]),
        (Sort(Column.OUTCOME), [NINE, WHOLE, CLINIC]),
        (Sort(Column.DOCUMENT), [WHOLE, CLINIC, NINE]),
    ],
)
def test_every_column_sorts(audit_file, sort, expected):
    audit_file.save([(0, document())])
    assert quotes(audit_file, sort=sort) == expected


def test_documents_sort_by_name_whatever_their_case(audit_file):
    audit_file.save([(0, document("beta.html")), (1, document("Alpha.html"))])
    rows = audit_file.findings.rows(audit_file.findings.ids(Filter(), Sort(Column.DOCUMENT)))
    assert [row.document_name for row in rows] == ["Alpha.html"] * 3 + ["beta.html"] * 3


def test_a_row_says_trigger_page_and_the_heading_above(audit_file):
    audit_file.save([(0, document())])
    ids = audit_file.findings.ids(Filter(), Sort(Column.SEVERITY))
    whole, clinic, _ = audit_file.findings.rows(ids)
    assert (clinic.trigger_at, clinic.trigger_quote, clinic.page) == (4, "most advanced", 3)
    assert (clinic.section, clinic.is_whole_document) == ("Our results", False)
    assert (whole.section, whole.is_whole_document, whole.trigger_at) == ("", True, None)


@pytest.mark.parametrize(
    ("trigger", "words", "at"),
    [
        (Span(17, 30), "most advanced", 4),
        (Span(99, 112), "most advanced", 4),
        (None, "most advanced", 4),
        (Span(17, 30), "newest", None),
    ],
)
def test_a_trigger_is_found_by_its_words_when_the_place_does_not_fit(audit_file, trigger, words, at):
    odd = finding("The most advanced clinic in Ohio.", Severity.LOW, trigger=trigger, trigger_quote=words)
    audit_file.save([(0, DocumentWith(odd))])
    (row,) = audit_file.findings.rows(audit_file.findings.ids(Filter(), Sort()))
    assert row.trigger_at == at


def DocumentWith(*findings):  # noqa: N802 - reads as the value it makes
    from dataclasses import replace

    return replace(document(), findings=findings)


def test_rows_come_in_the_order_asked_and_unknown_numbers_are_passed_over(audit_file):
    audit_file.save([(0, document())])
    first, second, third = audit_file.findings.ids(Filter(), Sort())
    assert [row.id for row in audit_file.findings.rows([third, 999, first, second])] == [third, first, second]


def test_more_rows_can_be_asked_for_than_one_query_takes(audit_file):
    many = [finding("Nine out of ten patients agree.", Severity.LOW)] * (PARAMETERS + 3)
    audit_file.save([(0, DocumentWith(*many))])
    ids = audit_file.findings.ids(Filter(), Sort())
    assert [row.id for row in audit_file.findings.rows(ids)] == ids


def test_a_whole_finding_can_be_had_by_its_number(audit_file):
    (number,) = audit_file.save([(0, document())])
    ids = audit_file.findings.ids(Filter(), Sort(Column.SEVERITY))
    found = audit_file.findings.one(ids[1])
    assert (found.finding, found.document, found.document_name) == (
        document().findings[0],
        number,
        "page.html",
    )
    assert audit_file.findings.one(999) is None


def test_marks_lie_where_the_findings_do(audit_file):
    (number,) = audit_file.save([(0, document())])
    assert [(m.span.of(TEXT), m.severity) for m in audit_file.findings.marks(number)] == [
        (CLINIC, Severity.HIGH),
        (NINE, Severity.MEDIUM),
    ]


def test_boxes_lie_on_the_pages_where_the_findings_do(audit_file):
    boxes = ((10.0, 20.5, 30.0, 32.0), (10.0, 34.0, 18.0, 46.0))
    placed = document()
    places = (Place(page=2, boxes=boxes), Place(page=1), Place(selector="p"))
    findings = tuple(replace(f, place=place) for f, place in zip(placed.findings, places, strict=True))
    (number,) = audit_file.save([(0, replace(placed, findings=findings))])
    assert [(mark.page, mark.boxes) for mark in audit_file.findings.box_marks(number)] == [
        (1, ()),
        (2, boxes),
    ]


def test_counts_say_what_each_choice_would_show(audit_file):
    audit_file.save([(0, document())])
    facets = audit_file.findings.facets(Filter(severities=frozenset({Severity.HIGH})))
    assert (facets.shown, facets.total) == (1, 3)
    assert facets.severities == {Severity.CRITICAL: 1, Severity.HIGH: 1, Severity.MEDIUM: 1}
    assert facets.categories == {"superlative": 1}
    assert facets.outcomes == {Outcome.VIOLATION: 1}


def test_a_file_that_fails_while_it_is_read_is_said_so(tmp_path):
    file = AuditFile(tmp_path / "a.audit")
    file._connection.execute("INSERT INTO audit VALUES (1, 'no json')")
    with pytest.raises(StoreError, match="damaged"):
        file.header()
    file.close()


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (None, []),
        (Grouping.CATEGORY, ["crisis-resource", "superlative", "statistic"]),
        (Grouping.DOCUMENT, ["a.html", "b.html"]),
    ],
)
def test_a_listing_holds_every_finding_once_group_by_group(audit_file, by, labels):
    audit_file.save([(0, document("a.html")), (1, document("b.html"))])
    wanted, sort = Filter(), Sort(Column.PLACE)
    listing = audit_file.findings.listing(wanted, sort, by)
    assert [group.label for group in listing.groups] == labels
    assert sorted(listing.ids) == sorted(audit_file.findings.ids(wanted, sort))
    start = 0
    for group in listing.groups:
        members = listing.ids[start : start + group.count]
        keys = {getattr(audit_file.findings.rows([n])[0], by.value) for n in members}
        assert {str(key) for key in keys} == {group.key}
        start += group.count
