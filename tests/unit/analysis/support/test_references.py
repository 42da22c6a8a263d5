"""Reference lists, notes and the marks that point to them."""

import pytest

from auditor.analysis.pipeline import analyse
from auditor.analysis.sentences import split
from auditor.analysis.support.leads import Lead, LeadReader
from auditor.analysis.support.references import address_in
from auditor.analysis.support.references import read as read_notes
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import Promoter
from auditor.model.document import BlockKind, Region

P, H, L, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE
MOE = "Moe B, Roe A. Falls at home. J Larch Med. 2020;4:11-19."
ROE = "Roe A. Stairs and shoes. J Larch Med. 2021;5:2-9."


def build(*blocks):
    """Each block is (kind, text or inlines) or (kind, text, group, region)."""
    builder = DocumentBuilder("text/html")
    for kind, said, *rest in blocks:
        inlines = [Inline(said)] if isinstance(said, str) else said
        builder.add_block(
            kind, inlines, group=rest[0] if rest else None, region=rest[1] if len(rest) > 1 else Region.MAIN
        )
    return builder.build()


@pytest.fixture
def notes_of(lexicon):
    return lambda document, *hosts: read_notes(document, Promoter(names=("Larkfield",), hosts=hosts), lexicon)


def told(notes):
    return [(r.label, r.marks) for r in notes.references]


def marked(text, label, target=None):
    return [Inline(text), Inline(mark=label, mark_target=target)]


LISTS = {
    "numbered in brackets": [(H, "References"), (P, f"[1] {MOE}"), (P, f"[2] {ROE}")],
    "numbered with a full stop": [(H, "Sources:"), (P, f"1. {MOE}"), (P, f"2. {ROE}")],
    "list items without numbers": [(H, "Bibliography"), (L, MOE, 1), (L, ROE, 1)],
    "a bold paragraph for a heading": [(P, "Sources and references"), (L, MOE, 1), (L, ROE, 1)],
    "one paragraph with all": [(H, "Literature"), (P, f"[1] {MOE} [2] {ROE}")],
    "lines of one paragraph": [
        (H, "Works cited"),
        (P, [Inline(f"1. {MOE}"), Inline(is_break=True), Inline(f"2. {ROE}")]),
    ],
    "a clickable heading": [(BlockKind.SUMMARY, "References"), (L, MOE, 1), (L, ROE, 1)],
}


@pytest.mark.parametrize("blocks", LISTS.values(), ids=LISTS)
def test_a_list_is_found_whatever_its_shape(notes_of, blocks):
    document = build((P, marked("Stairs cause 8% of falls.", "2")), *blocks)
    notes = notes_of(document)
    assert told(notes) == [("1", 0), ("2", 1)]
    assert notes.references[1].text == ROE
    assert notes.orphans == ()


def test_the_anchor_decides_before_the_label(notes_of):
    document = build(
        (P, marked("Stairs cause 8% of falls.", "1", "#shoes")),
        (H, "References"),
        (L, MOE, 1),
        (L, [Inline(anchor="shoes"), Inline(ROE)], 1),
    )
    assert told(notes_of(document)) == [("1", 0), ("2", 1)]


def test_a_mark_without_an_entry_is_an_orphan(notes_of):
    document = build((P, marked("Stairs cause 8% of falls.", "7")), (H, "References"), (L, MOE, 1))
    notes = notes_of(document)
    assert [o.label for o in notes.orphans] == ["7"]
    assert told(notes) == [("1", 0)]


def test_a_star_on_a_form_is_no_mark(notes_of):
    document = build((BlockKind.LABEL, marked("Name", "*")), (P, "Write to us."))
    assert notes_of(document).orphans == ()


def test_one_mark_can_name_several_entries(notes_of):
    document = build(
        (P, marked("Stairs cause 8% of falls.", "1-2")), (H, "References"), (L, MOE, 1), (L, ROE, 1)
    )
    assert told(notes_of(document)) == [("1", 1), ("2", 1)]


def test_each_of_several_lists_serves_the_marks_before_it(notes_of):
    document = build(
        (P, marked("First.", "1")), (H, "References"), (L, MOE, 1),
        (H, "Part two"), (P, marked("Second.", "1")), (H, "References"), (L, ROE, 2),
    )  # fmt: skip
    assert told(notes_of(document)) == [("1", 1), ("1", 1)]


def test_text_after_a_list_is_text_again(notes_of):
    document = build(
        (H, "References"),
        (L, MOE, 1),
        (L, ROE, 1),
        (P, "Reviewed by our doctor. This guide is for information."),
    )
    notes = notes_of(document)
    assert len(notes.references) == 2
    roles = [s.role.value for s in notes.with_roles(split(document))]
    assert roles[0] == "reference"
    assert roles[-1] == "body"


def test_a_page_note_is_tied_to_its_sign_and_stays_readable(notes_of):
    document = build((P, marked("92% feel steadier", "†")), (F, "† Survey of 214 clients in 2023."))
    notes = notes_of(document)
    assert told(notes) == [("†", 1)]
    assert [s.role.value for s in notes.with_roles(split(document))] == ["body", "note"]


def test_menus_and_legal_notices_are_told_apart_from_claims(notes_of):
    document = build(
        (L, "Treatments", 1, Region.NAV),
        (P, "Nine in ten come back."),
        (P, "© 2025 Larkfield. All rights reserved. We are the best.", None, Region.FOOTER),
    )
    roles = [s.role.value for s in notes_of(document).with_roles(split(document))]
    assert roles == ["menu", "body", "legal", "legal", "body"]


def test_an_entry_on_the_promoters_own_selling_page_is_known(notes_of):
    document = build(
        (H, "Sources"),
        (L, [Inline("Our Steady programme", link="https://larkfield.example/programme")], 1),
        (L, [Inline("Outcomes report 2023", link="https://larkfield.example/outcomes-report.pdf")], 1),
        (L, [Inline("Falls survey 2022", link="https://falls.example.gov/survey")], 1),
    )
    notes = notes_of(document, "larkfield.example")
    assert [r.is_own_page for r in notes.references] == [True, False, False]
    assert notes.references[2].url == "https://falls.example.gov/survey"


ADDRESSES = {
    "see https://falls.example.gov/r.": "https://falls.example.gov/r",
    "doi:10.1234/larch.2019.4, p. 3": "https://doi.org/10.1234/larch.2019.4",
    "PMID: 1234567": "https://pubmed.ncbi.nlm.nih.gov/1234567/",
    "J Larch Med. 2020;4:11-19.": None,
}


@pytest.mark.parametrize(("text", "address"), ADDRESSES.items())
def test_an_address_is_found_in_an_entry(text, address):
    assert address_in(text) == address


LEADS = {
    "https://larkfield.example/research": Lead.OWN_OFFER,
    "https://larkfield.example/research/2024.pdf": Lead.OWN_EVIDENCE,
    "https://falls.example.gov/r": Lead.OUTSIDE,
    "https://www.larkfield.example/book": Lead.OWN_OFFER,
    "https://registry.larkfield.example/methods.pdf": Lead.OWN_EVIDENCE,
    "https://larkfield.example/research/report-2023": Lead.OWN_EVIDENCE,
    "https://larkfield.example/services/report": Lead.OWN_OFFER,
    "/contact": Lead.OWN_OFFER,
    "outcomes-report.pdf": Lead.OWN_EVIDENCE,
    "#ref-3": Lead.PLACE,
    "tel:+15550100": Lead.CONTACT,
    "mailto:hello@larkfield.example": Lead.CONTACT,
    "https://facebook.com/larkfield": Lead.CONTACT,
    "http://[broken": Lead.CONTACT,
}


@pytest.mark.parametrize(("target", "lead"), LEADS.items())
def test_an_address_is_worth_what_it_leads_to(lexicon, target, lead):
    reader = LeadReader(
        frozenset({"larkfield.example"}),
        frozenset(lexicon.words("not-evidence-hosts")),
        frozenset(lexicon.words("own-evidence-words")),
        frozenset(lexicon.words("own-evidence-files")),
        frozenset(lexicon.words("own-selling-words")),
    )
    assert reader.of(target) is lead


def test_a_heading_over_a_list_is_no_mark_for_its_first_entry(read, lexicon):
    document = read(
        "Half of them slept.\n\nReferences\n\n1. Larsen K. Sleep in hospital. Acta Med. 2022;93:1-9."
    )
    assert [r.marks for r in analyse(document, lexicon).references] == [0]


def test_numbers_in_square_brackets_are_marks_without_any_list(read, lexicon):
    document = read("Half of them slept.[2] A third ate [2, 4]. See [2021].")
    assert [m.label for m in analyse(document, lexicon).orphan_marks] == ["2", "2", "4"]


def test_an_entry_knows_its_list_and_a_note_that_it_is_one(read, lexicon):
    document = read(
        "Half slept.† A third ate.[1]\n\n† Survey of 30 guests.\n\nReferences\n\n1. Poole A. Meals on wards. BMJ. 2020;368:m100."
    )
    found = analyse(document, lexicon).references
    assert [(r.is_note, r.list_number > 0) for r in found] == [(True, False), (False, True)]


LISTED = f"<h2>References</h2><ol><li id='n1'>{MOE}</li><li id='n3'>{ROE}</li></ol>"


@pytest.mark.parametrize(
    ("marks", "orphans"),
    [
        # The second line is the third entry: the one of that number has gone.
        (
            "Half slept.<a href='#n1'>[1]</a> A third ate.<a href='#n2'>[2]</a> Most sat.<a href='#n3'>[3]</a>",
            ["2"],
        ),
        # Places that no mark finds say nothing: the numbers count.
        ("Half slept.<a href='#x1'>[1]</a> A third ate.<a href='#x2'>[2]</a>", []),
    ],
)
def test_a_mark_whose_place_is_missing_takes_no_other_marks_entry(read, lexicon, marks, orphans):
    found = analyse(read(f"<html><h1>Falls</h1><p>{marks}</p>{LISTED}</html>"), lexicon)
    assert [m.label for m in found.orphan_marks] == orphans
