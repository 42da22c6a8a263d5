"""Word files: the text is what Word shows with every change accepted, each thing once."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx as python_docx
import pytest

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.docx.loader import DocxLoader
from auditor.model.document import Document, Publication, Region, Status
from auditor.model.source import Source
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    Shape = Callable[[Document], list[tuple[str, str]]]
    Docx = Callable[..., Document]


def p(*runs: str, props: str = "") -> str:
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def item(list_id: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


RAISED = '<w:vertAlign w:val="superscript"/>'
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="HausKopf"><w:name w:val="House head"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Band"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkte"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hoch"><w:name w:val="Raised"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis1"><w:name w:val="One"/><w:basedOn w:val="Kreis2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis2"><w:name w:val="Two"/><w:basedOn w:val="Kreis1"/></w:style>
"""

SHAPES = [
    (
        "a title and a heading of a localised template",
        p(r("House"), props=style("Titel")) + p(r("Beds"), props=style("berschrift2")),
        [("heading", "House"), ("heading", "Beds")],
    ),
    ("a heading by the style it is based on", p(r("Beds"), props=style("HausKopf")), [("heading", "Beds")]),
    ("a heading by its outline", p(r("Beds"), props=style("Outlined")), [("heading", "Beds")]),
    ("a heading by its own outline", p(r("Beds"), props='<w:outlineLvl w:val="0"/>'), [("heading", "Beds")]),
    (
        "body text that says it is none",
        p(r("Beds"), props=style("Outlined") + '<w:outlineLvl w:val="9"/>'),
        [("paragraph", "Beds")],
    ),
    ("styles that are based on each other", p(r("Beds"), props=style("Kreis1")), [("paragraph", "Beds")]),
    (
        "captions and quotations",
        p(r("Fig. 1"), props=style("Beschriftung")) + p(r("I slept."), props=style("Zitat")),
        [("caption", "Fig. 1"), ("quote", "I slept.")],
    ),
    (
        "list items, direct and by style",
        p(r("One"), props=item(3)) + p(r("Two"), props=style("Punkte")),
        [("list-item", "One"), ("list-item", "Two")],
    ),
    (
        "a paragraph taken out of its style's list",
        p(r("Two"), props=style("Punkte") + item(0)),
        [("paragraph", "Two")],
    ),
    (
        "insertions are shown, deletions and moved-away text are not",
        p(
            r("We "),
            f"<w:ins>{r('always ')}</w:ins>",
            "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>",
            f"<w:moveFrom>{r('gone ')}</w:moveFrom>",
            f"<w:moveTo>{r('here ')}</w:moveTo>",
            r("help."),
        ),
        [("paragraph", "We always here help.")],
    ),
    (
        "a deleted paragraph end joins two paragraphs",
        p(r("We "), props="<w:rPr><w:del/></w:rPr>") + p(r("help.")),
        [("paragraph", "We help.")],
    ),
    (
        "a big first letter belongs to its word",
        p(r("W"), props='<w:framePr w:dropCap="drop"/>') + p(r("e help.")),
        [("paragraph", "We help.")],
    ),
    (
        "hidden text is not shown",
        p(
            r("Sleep"),
            r(" best ever", "<w:vanish/>"),
            r(" secretly", '<w:rStyle w:val="Geheim"/>'),
            r(" well", '<w:vanish w:val="0"/>'),
        ),
        [("paragraph", "Sleep well")],
    ),
    (
        "comments are not shown",
        p(
            '<w:commentRangeStart w:id="0"/>',
            r("Sleep"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        ),
        [("paragraph", "Sleep")],
    ),
    (
        "tabs, breaks, hyphens",
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d e</w:t><w:softHyphen/><w:t>f</w:t></w:r>"
        ),
        [("paragraph", "a b\nc-d ef")],
    ),
    (
        "symbols of ordinary fonts",
        p(
            '<w:r><w:t>at </w:t><w:sym w:font="Times" w:char="2265"/><w:t> 5</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        ),
        [("paragraph", "at ≥ 5✓")],
    ),
    (
        "symbols of Word's symbol fonts are what they mean, pictures nothing",
        p(
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 65 years, 50 </w:t><w:sym w:font="Symbol" w:char="F0B1"/><w:t> 3</w:t>'
            '<w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="Webdings" w:char="F061"/></w:r>'
        ),
        [("paragraph", "≥ 65 years, 50 ± 3")],
    ),
    (
        "content controls are opened, prompts are not text",
        p(
            "<w:sdt><w:sdtContent>" + r("Name: ") + "</w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + r("Click here")
            + "</w:sdtContent></w:sdt>",
            r("Ann"),
        )
        + "<w:sdt><w:sdtContent>"
        + p(r("Inside."))
        + "</w:sdtContent></w:sdt>",
        [("paragraph", "Name: Ann"), ("paragraph", "Inside.")],
    ),
    (
        "formulas keep their letters",
        p(r("so "), "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"),
        [("paragraph", "so x=2")],
    ),
    (
        "readings over characters are left out",
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        [("paragraph", "base")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_a_word_file_reads_as_word_shows_it(
    docx: Docx, shape: Shape, body: str, expected: list[tuple[str, str]]
) -> None:
    assert shape(docx(body, styles=STYLES)) == expected


def test_heading_levels_follow_the_styles(docx: Docx) -> None:
    body = (
        p(r("A"), props=style("Titel"))
        + p(r("B"), props=style("HausKopf"))
        + p(r("C"), props=style("Outlined"))
    )
    assert [block.level for block in docx(body, styles=STYLES).blocks] == [1, 2, 3]


def test_a_list_is_a_group_until_other_text_comes(docx: Docx) -> None:
    body = p(r("a"), props=item(1)) + p(r("b"), props=item(1, 1)) + p(r("Text.")) + p(r("c"), props=item(1))
    blocks = docx(body).blocks
    assert [block.level for block in blocks] == [1, 2, 0, 1]
    assert blocks[0].group == blocks[1].group is not None
    assert blocks[3].group not in {None, blocks[0].group}


def test_a_table_of_contents_is_navigation(docx: Docx) -> None:
    assert (
        docx(p(r("Beds 3"), props=style("Verzeichnis1")) + p(r("Text.")), styles=STYLES).blocks[0].region
        is Region.NAV
    )


def test_lists_numbered_in_brackets_show_their_numbers(docx: Docx) -> None:
    numbering = '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    document = docx(
        p(r("Half slept.[2]")) + p(r("Poe."), props=item(2)) + p(r("Lin."), props=item(2)),
        numbering=numbering,
    )
    assert document.text == "Half slept.[2]\n\n[1] Poe.\n\n[2] Lin."
    assert [(mark.label, mark.target) for mark in document.marks] == [("2", "#ref-2")]


# Links and fields


def field(code: str, result: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        sign("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + sign("separate")
        + result
        + sign("end")
    )


LINKS = [
    (
        "a relationship",
        '<w:hyperlink r:id="L1">' + r("study") + "</w:hyperlink>",
        [("study", "https://s.example/1")],
    ),
    (
        "a relationship and a place",
        '<w:hyperlink r:id="L1" w:anchor="t2">' + r("study") + "</w:hyperlink>",
        [("study", "https://s.example/1#t2")],
    ),
    (
        "a place in the file",
        '<w:hyperlink w:anchor="beds">' + r("beds") + "</w:hyperlink>",
        [("beds", "#beds")],
    ),
    (
        "a field",
        field(' HYPERLINK "https://f.example" ', r("fi") + r("eld")),
        [("fi", "https://f.example"), ("eld", "https://f.example")],
    ),
    ("a field with a place", field(' HYPERLINK \\l "beds" ', r("beds")), [("beds", "#beds")]),
    (
        "a simple field",
        "<w:fldSimple w:instr=' HYPERLINK \"https://g.example\" '>" + r("simple") + "</w:fldSimple>",
        [("simple", "https://g.example")],
    ),
    (
        "an address in the text",
        r("see https://h.example/x."),
        [("https://h.example/x", "https://h.example/x")],
    ),
]


@pytest.mark.parametrize(("runs", "expected"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS])
def test_links_of_all_kinds_keep_their_target(docx: Docx, runs: str, expected: list[tuple[str, str]]) -> None:
    document = docx(p(r("Read the "), runs, r(" now")), {"L1": ("hyperlink", "https://s.example/1")})
    assert [(link.span.of(document.text), link.target) for link in document.links] == expected


def test_field_codes_and_page_numbers_are_not_text(docx: Docx) -> None:
    body = p(
        r("Page "),
        field(" PAGE ", r("7")),
        r(" of "),
        field(" NUMPAGES ", r("9")),
        r("; sent "),
        field(" DATE ", r("1 May")),
    )
    assert docx(body).text == "Page of ; sent 1 May"


def test_a_field_may_hold_another_and_run_over_paragraphs(docx: Docx) -> None:
    inner = field(' HYPERLINK \\l "a" ', r("Beds ") + field(" PAGEREF a ", r("3")))
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        inner,
    )
    body += p(r("Rooms"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(r("After."))
    assert docx(body).text == "Beds\n\nRooms\n\nAfter."


def test_a_field_without_an_end_hides_nothing_after_its_paragraph(docx: Docx) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    assert docx(p(r("One. "), begin) + p(r("Two."))).text == "One.\n\nTwo."


def test_bookmarks_are_anchors(docx: Docx) -> None:
    document = docx(
        p(r("One."))
        + p('<w:bookmarkStart w:id="1" w:name="beds"/>', r("Two."))
        + '<w:bookmarkStart w:id="2" w:name="end"/>'
        + p(r("Three."))
    )
    assert {a.name: document.text[a.offset :][:4] for a in document.anchors} == {
        "beds": "Two.",
        "end": "Thre",
    }


# Marks and notes


FOOTNOTES = (
    '<w:footnote w:id="-1" w:type="separator">' + p(r("----")) + "</w:footnote>"
    '<w:footnote w:id="2">'
    + p("<w:r><w:footnoteRef/></w:r>", r(" Poe A. 2020."))
    + p(r("Second part."))
    + "</w:footnote>"
    '<w:footnote w:id="3">' + p(r("* Results vary.")) + "</w:footnote>"
    '<w:footnote w:id="4">' + p(r("Never referred to.")) + "</w:footnote>"
)


def reference(kind: str, note: int, extra: str = "", text: str = "") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference w:id="{note}"{extra}/>{text}</w:r>'


def test_footnotes_come_last_with_their_labels_and_marks_point_to_them(docx: Docx, shape: Shape) -> None:
    body = p(
        r("Half slept."),
        reference("footnote", 2),
        r(" All"),
        reference("footnote", 3, ' w:customMarkFollows="1"', "<w:t>*</w:t>"),
        r(" woke."),
    )
    document = docx(body, footnotes=FOOTNOTES)
    assert shape(document) == [
        ("paragraph", "Half slept.[1] All[*] woke."),
        ("footnote", "[1] Poe A. 2020."),
        ("footnote", "Second part."),
        ("footnote", "[*] Results vary."),
    ]
    assert [(mark.label, mark.target) for mark in document.marks] == [
        ("1", "#footnote-2"),
        ("*", "#footnote-3"),
    ]
    assert {a.name: document.text[a.offset :][:3] for a in document.anchors} == {
        "footnote-2": "[1]",
        "footnote-3": "[*]",
    }


ENDNOTES = '<w:endnote w:id="2">' + p(r("Lin B. 2021.")) + "</w:endnote>"


def test_endnotes_have_roman_labels_only_beside_footnotes(docx: Docx) -> None:
    alone = docx(p(r("Slept."), reference("endnote", 2)), endnotes=ENDNOTES)
    both = docx(
        p(r("Slept."), reference("footnote", 2), reference("endnote", 2)),
        footnotes=FOOTNOTES,
        endnotes=ENDNOTES,
    )
    assert [mark.label for mark in alone.marks] == ["1"]
    assert [mark.label for mark in both.marks] == ["1", "i"]


def test_a_deleted_reference_leaves_no_note(docx: Docx) -> None:
    document = docx(p(r("Slept."), f"<w:del>{reference('footnote', 2)}</w:del>"), footnotes=FOOTNOTES)
    assert document.text == "Slept."


RAISED_RUNS = [
    ("a number", [r("Half slept."), r("3", RAISED)], ["3"]),
    (
        "numbers in pieces",
        [r("Half slept"), r("1", RAISED), r(",", RAISED), r("2", RAISED), r(".")],
        ["1", "2"],
    ),
    ("a range", [r("Half slept"), r("2–4", RAISED)], ["2", "3", "4"]),
    ("a number by its style", [r("Half slept"), r("5", '<w:rStyle w:val="Hoch"/>')], ["5"]),
    ("a sign", [r("Guaranteed"), r("†", RAISED)], ["†"]),
    ("a number in brackets", [r("Half slept [6].")], ["6"]),
    ("a cross-reference", [r("Half slept "), field(" REF _Ref7 \\h ", r("[7]"))], ["7"]),
    ("an ordinal", [r("the 5"), r("th", RAISED), r(" night")], []),
    ("square metres", [r("a room of 40 m"), r("2", RAISED)], []),
    ("a power of ten", [r("some 10"), r("6", RAISED), r(" cells")], []),
    ("degrees", [r("at 37"), r("o", RAISED), r("C")], []),
    ("a trade mark", [r("Dream"), r("TM", RAISED)], []),
]


@pytest.mark.parametrize(
    ("runs", "expected"), [row[1:] for row in RAISED_RUNS], ids=[row[0] for row in RAISED_RUNS]
)
def test_raised_numbers_are_marks_and_other_raised_text_is_not(
    docx: Docx, runs: list[str], expected: list[str]
) -> None:
    assert [mark.label for mark in docx(p(*runs), styles=STYLES).marks] == expected


def test_raised_digits_that_are_no_marks_keep_their_height(docx: Docx) -> None:
    assert (
        docx(p(r("40 m"), r("2", RAISED), r(" and 10"), r("6", RAISED), r(" cells"))).text
        == "40 m² and 10⁶ cells"
    )


# Tables


def row(*cells: str, props: str = "") -> str:
    inner = "".join(cell if cell.startswith("<w:tc") else f"<w:tc>{p(r(cell))}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inner}</w:tr>"


def test_a_table_has_rows_and_its_cells_know_their_columns(docx: Docx, shape: Shape) -> None:
    table = (
        "<w:tbl>"
        + row("Room", "Before", "After")
        + row("Blue", "20%", "60%")
        + row("Green", "10%", "50%")
        + "</w:tbl>"
    )
    document = docx(p(r("Table 1. Nights.")) + table)
    assert shape(document) == [
        ("caption", "Table 1. Nights."),
        ("table-header", "Room | Before | After"),
        ("table-row", "Blue | 20% | 60%"),
        ("table-row", "Green | 10% | 50%"),
    ]
    assert [cell.header for cell in document.blocks[2].cells] == ["Room", "Before", "After"]
    assert len({block.group for block in document.blocks}) == 1


def test_header_rows_that_repeat_are_joined_over_merged_columns(docx: Docx) -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p(r("Nights")) + "</w:tc>"
    head = "<w:tblHeader/>"
    table = row("Room", wide, props=head) + row("", "first", "last", props=head) + row("Blue", "one", "two")
    assert [cell.header for cell in docx(f"<w:tbl>{table}</w:tbl>").blocks[2].cells] == [
        "Room",
        "Nights first",
        "Nights last",
    ]


def test_deleted_rows_and_continued_cells_are_not_text(docx: Docx) -> None:
    tall = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p(r("Blue")) + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p(r("")) + "</w:tc>"
    table = row("Room", "Share") + row(tall, "20%") + row(below, "30%") + row("Red", "40%", props="<w:del/>")
    assert docx(f"<w:tbl>{table}</w:tbl>").text == "Room | Share\n\nBlue | 20%\n\n | 30%"


LAYOUTS = [
    ("one column", "<w:tbl>" + row("We help.") + row("You sleep.") + "</w:tbl>"),
    ("one row", "<w:tbl>" + row("We help.", "You sleep.") + "</w:tbl>"),
    (
        "a table in a table",
        "<w:tbl>"
        + row("We help.", "")
        + row("<w:tc><w:tbl>" + row("You sleep.") + "</w:tbl>" + p() + "</w:tc>", "")
        + "</w:tbl>",
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS])
def test_tables_that_lay_out_a_page_are_read_as_text(docx: Docx, shape: Shape, body: str) -> None:
    assert shape(docx(body)) == [("paragraph", "We help."), ("paragraph", "You sleep.")]


# Drawings


def box(text: str) -> str:
    content = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' descr='A frame'/><wps:txbx>{content}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def picture(description: str, extra: str = "") -> str:
    return f"<w:r><w:drawing><wp:inline><wp:docPr id='2' name='p' descr='{description}'>{extra}</wp:docPr><a:blip/></wp:inline></w:drawing></w:r>"


def test_a_text_box_is_read_once_after_its_paragraph(docx: Docx, shape: Shape) -> None:
    document = docx(p(r("Before."), box("In the box."), r(" After.")) + p(r("Next.")))
    assert shape(document) == [
        ("paragraph", "Before. After."),
        ("paragraph", "In the box."),
        ("paragraph", "Next."),
    ]


def test_pictures_are_their_words_unless_they_only_decorate(docx: Docx, shape: Shape) -> None:
    plain_one = "<a:ext><x:decorative xmlns:x='d' val='1'/></a:ext>"
    assert shape(docx(p(picture("A bed")) + p(r("Text."), picture("A line", plain_one)))) == [
        ("alt-text", "A bed"),
        ("paragraph", "Text."),
    ]


def test_word_art_and_diagrams_are_text_and_charts_are_told(docx: Docx) -> None:
    art = "<w:r><w:pict><v:shape><v:textpath string='SLEEP NOW'/></v:shape></w:pict></w:r>"
    diagram = "<w:r><w:drawing><wp:inline><dgm:relIds r:dm='D1'/></wp:inline></w:drawing></w:r>"
    chart = "<w:r><w:drawing><wp:inline><c:chart r:id='C1'/></wp:inline></w:drawing></w:r>"
    points = "<a:p><a:r><a:t>Lie down, </a:t></a:r><a:r><a:t>then rest</a:t></a:r></a:p>"
    document = docx(
        p(art) + p(diagram) + p(r("Text."), chart), {"D1": ("diagramData", "data1.xml")}, data1=points
    )
    assert document.text == "SLEEP NOW\n\nLie down, then rest\n\nText."
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["chart-not-read"]


def test_a_piece_of_another_file_is_told(docx: Docx) -> None:
    assert [problem.code for problem in docx(p(r("Text.")) + '<w:altChunk r:id="A1"/>').problems] == [
        "embedded-part"
    ]


# Headers, footers, properties


def test_headers_and_footers_are_read_once_and_only_where_word_shows_them(docx: Docx) -> None:
    sections = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="id_header1"/><w:footerReference w:type="default" r:id="id_footer1"/></w:sectPr></w:pPr></w:p>'
        '<w:sectPr><w:headerReference w:type="default" r:id="id_header1"/><w:headerReference w:type="first" r:id="id_header2"/></w:sectPr>'
    )
    parts = {
        "header1": p(r("Night House")),
        "header2": p(r("Never shown")),
        "footer1": p(r("Call us. Page "), field(" PAGE ", r("1"))),
    }
    document = docx(p(r("Text.")) + sections, **parts)
    assert [(block.region, block.span.of(document.text)) for block in document.blocks] == [
        (Region.HEADER, "Night House"),
        (Region.MAIN, "Text."),
        (Region.FOOTER, "Call us. Page"),
    ]


CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Better  nights</dc:title>'
    "<dc:creator>Ada Poe</dc:creator><dcterms:modified>2026-02-03T10:00:00Z</dcterms:modified></cp:coreProperties>"
)


def test_properties_say_title_author_and_date(docx: Docx) -> None:
    document = docx(p(r("Text.")), core=CORE)
    assert document.title == "Better nights"
    assert document.publication == Publication(authors=("Ada Poe",), modified_on="2026-02-03")
    assert document.text == "Text."


def test_the_language_is_that_of_the_text_without_the_templates_country(docx: Docx) -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    assert docx(p(r("Text.")), styles=defaults).language == "en"


def test_a_finding_is_placed_in_its_paragraph(docx: Docx) -> None:
    document = docx(p(r("One.")) + p() + p(r("Three.")))
    at = document.text.index("Three")
    source = Source("a.docx", "a.docx", b"")
    assert [
        place.paragraph for place in DocxLoader().locate(source, document, [Span(0, 3), Span(at, at + 5)])
    ] == [1, 3]


def test_the_strict_edition_of_the_format_is_read(make_docx: Callable[..., bytes]) -> None:
    strict = rezipped(
        make_docx(p(r("Text."), props=style("Titel")), styles=STYLES),
        lambda text: text.replace(
            "schemas.openxmlformats.org/wordprocessingml/2006/main",
            "purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    document = DocxLoader().load(Source("a.docx", "a.docx", strict), Limits())
    assert [(block.kind.value, block.span.of(document.text)) for block in document.blocks] == [
        ("heading", "Text.")
    ]


def test_a_file_of_another_writer_is_read() -> None:
    written = python_docx.Document()
    written.add_heading("Night House", 0)
    written.add_paragraph("We help.")
    written.add_paragraph("One bed", style="List Number")
    table = written.add_table(rows=0, cols=2)
    for pair in (("Room", "Share"), ("Blue", "12%")):
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    written.save(buffer)
    document = DocxLoader().load(Source("a.docx", "a.docx", buffer.getvalue()), Limits())
    assert [(block.kind.value, block.span.of(document.text)) for block in document.blocks] == [
        ("heading", "Night House"),
        ("paragraph", "We help."),
        ("list-item", "One bed"),
        ("table-header", "Room | Share"),
        ("table-row", "Blue | 12%"),
    ]


# Bad input


def rezipped(content: bytes, change: Callable[[str], str], drop: str = "") -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != drop:
                new.writestr(name, change(old.read(name).decode()))
    return buffer.getvalue()


def refused(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(LoadError) as caught:
        DocxLoader().load(Source("a.docx", "a.docx", content), limits or Limits())
    assert "a.docx" in caught.value.message
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_damaged_files_are_refused_in_a_sentence(make_docx: Callable[..., bytes]) -> None:
    whole = make_docx(p(r("Text.")))
    assert refused(whole[: len(whole) // 2]) == "damaged-file"
    assert refused(rezipped(whole, lambda text: text[: len(text) // 2])) == "damaged-file"
    assert refused(rezipped(whole, str, drop="word/document.xml")) == "damaged-file"
    flipped = bytearray(whole)
    at = whole.index(b"word/document.xml") + 40
    flipped[at : at + 20] = b"\xff" * 20
    assert refused(bytes(flipped)) == "damaged-file"


def test_a_file_that_unpacks_to_too_much_is_refused(make_docx: Callable[..., bytes]) -> None:
    bomb = make_docx(p(r("sleep " * 400_000)))
    assert len(bomb) < 20_000
    assert refused(bomb, Limits(unpacked_bytes=1_000_000)) == "unpacks-too-large"


def test_declared_entities_are_refused(make_docx: Callable[..., bytes]) -> None:
    def with_entity(text: str) -> str:
        entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return entity + text.replace("Text.", "&x;") if "<w:document" in text else text

    assert refused(rezipped(make_docx(p(r("Text."))), with_entity)) == "unsafe-file"


def test_parts_outside_the_package_are_not_followed(docx: Docx) -> None:
    for target in ("../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\windows\\x.xml"):
        assert docx(p(r("Text.")), {"X": ("styles", target), "Y": ("footnotes", target)}).text == "Text."


def test_a_locked_part_is_refused(make_docx: Callable[..., bytes]) -> None:
    locked = bytearray(make_docx(p(r("Text."))))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(sign)
        while at >= 0:
            locked[at + offset] |= 1
            at = locked.find(sign, at + 4)
    assert refused(bytes(locked)) == "encrypted-file"


def test_absurd_nesting_is_refused(make_docx: Callable[..., bytes]) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + p(r("Text.")) + "</w:sdtContent></w:sdt>" * 5_000
    assert refused(make_docx(deep)) in {"too-deep", "damaged-file"}


def test_a_file_of_pictures_alone_is_refused(make_docx: Callable[..., bytes]) -> None:
    assert refused(make_docx(p(picture("")))) == "no-text"
