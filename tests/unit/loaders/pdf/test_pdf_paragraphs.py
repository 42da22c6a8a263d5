"""Lines become paragraphs, headings and list items again."""

from __future__ import annotations

import pytest

from auditor.loaders.pdf.hyphens import Hyphens
from auditor.loaders.pdf.sheet import Sheet

LONG = (
    "The house was built for forty beds and holds sixty now, and those who work there say that it is the "
    "corridor which has changed most, because nobody waits in it any more."
)
OTHER = (
    "Visitors come at any hour. They are asked to leave their shoes at the door, and to speak as they "
    "would at home, which is to say not in a whisper but in their own voice."
)


def test_paragraphs_set_apart_by_a_gap_are_two(paper, read, told):
    y = paper.paragraph(50, 80, 400, LONG)
    paper.paragraph(50, y + 7, 400, OTHER)
    assert told(read(paper.content())) == [f"paragraph: {LONG}", f"paragraph: {OTHER}"]


def test_paragraphs_set_apart_by_an_indent_are_two(paper, read, told):
    y = paper.lines(50, 80, paper.wrap(LONG, 300))
    first, *rest = paper.wrap(OTHER, 290)
    paper.write(62, y, first)
    paper.lines(50, y + 12.5, rest)
    assert told(read(paper.content())) == [f"paragraph: {LONG}", f"paragraph: {OTHER}"]


def test_a_line_that_stops_short_ends_its_paragraph(paper, read, told):
    lines = [*paper.wrap(LONG, 300), *paper.wrap(OTHER, 300)]
    paper.lines(50, 80, lines)
    assert told(read(paper.content())) == [f"paragraph: {LONG}", f"paragraph: {OTHER}"]


def test_the_lines_of_an_address_stay_lines(paper, read, told):
    paper.paragraph(50, 60, 400, LONG)
    paper.lines(50, 140, ["Riverbank Clinic", "12 Mill Road", "Otley LS21 1AA"])
    assert told(read(paper.content()))[1] == "paragraph: Riverbank Clinic\n12 Mill Road\nOtley LS21 1AA"


def test_widely_set_lines_are_one_paragraph(paper, read, told):
    paper.paragraph(50, 80, 300, LONG, lead=22)
    assert told(read(paper.content())) == [f"paragraph: {LONG}"]


def test_entries_with_hanging_lines_are_entries(paper, read, told):
    paper.write(50, 60, "Sources", 14)
    y = 80
    for lines in (
        ["Adams B. Evening care in towns of the", "north. Lancet 2019."],
        ["Brown E. Sleep. 2020."],
        ["Clark F. Pain. 2021."],
    ):
        for number, line in enumerate(lines):
            paper.write(70 if number else 50, y, line)
            y += 12.5
    assert told(read(paper.content()))[1:] == [
        "paragraph: Adams B. Evening care in towns of the north. Lancet 2019.",
        "paragraph: Brown E. Sleep. 2020.",
        "paragraph: Clark F. Pain. 2021.",
    ]


def test_a_large_first_letter_belongs_to_its_word(paper, read):
    paper.write(50, 100, "T", 30)
    paper.write(70, 88, "he house was built for forty beds and")
    paper.write(70, 100, "holds sixty now, and those who work")
    paper.lines(50, 112.5, ["there say that it is the corridor which has"])
    assert read(paper.content()).text == (
        "The house was built for forty beds and holds sixty now, and those who work there say that it is the "
        "corridor which has"
    )


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(paper, read, told):
    lines = paper.wrap(f"{LONG} {OTHER} {LONG}", 200)
    third = len(lines) // 3
    paper.lines(50, 80, lines[:third])
    paper.lines(300, 80, lines[third : 2 * third])
    paper.next()
    paper.lines(50, 80, lines[2 * third :])
    assert told(read(paper.content())) == [f"paragraph: {LONG} {OTHER} {LONG}"]


def test_a_table_between_the_halves_of_a_paragraph_comes_after_it(paper, read, told):
    lines = paper.wrap(LONG, 300)
    paper.lines(50, 720, lines[:2])
    paper.next()
    paper.grid((50, 150, 250), (60, 80, 100))
    for x, y, text in ((55, 75, "Beds"), (155, 75, "Used"), (55, 95, "40"), (155, 95, "60%")):
        paper.write(x, y, text)
    paper.lines(50, 140, lines[2:])
    assert told(read(paper.content())) == [
        f"paragraph: {LONG}",
        "table-header: Beds | Used",
        "table-row: 40 | 60%",
    ]


def test_a_new_paragraph_on_a_new_page_is_not_joined(paper, read, told):
    paper.paragraph(50, 80, 300, LONG)
    paper.next()
    paper.paragraph(50, 80, 300, OTHER)
    assert told(read(paper.content())) == [f"paragraph: {LONG}", f"paragraph: {OTHER}"]


@pytest.mark.parametrize("bullet", ["•", "–", "-", "·", "*"])
def test_items_lose_their_bullet_and_keep_their_wrapped_lines(paper, read, told, bullet):
    for y, text in ((80, "First item that"), (105, "Second item")):
        paper.write(50, y, bullet)
        paper.write(64, y, text)
    paper.write(64, 92.5, "goes on")
    assert told(read(paper.content())) == ["list-item: First item that goes on", "list-item: Second item"]


def test_bullets_drawn_as_shapes_make_items(paper, read, told):
    for y, text in ((80, "Shoes stay at the door"), (95, "Voices stay as they are")):
        paper.canvas.circle(54, paper.height - y + 3, 1.5, fill=1)
        paper.write(64, y, text)
    assert told(read(paper.content())) == [
        "list-item: Shoes stay at the door",
        "list-item: Voices stay as they are",
    ]


def test_numbered_items_keep_their_numbers(paper, read):
    paper.lines(
        50,
        80,
        [
            "Sources",
            "1. Adams B. Evening care. 2019.",
            "2. Brown E. Sleep after",
            "surgery. 2020.",
            "3. Clark F. 2021.",
        ],
    )
    document = read(paper.content())
    items = [block for block in document.blocks if block.kind == "list-item"]
    assert [block.span.of(document.text) for block in items] == [
        "1. Adams B. Evening care. 2019.",
        "2. Brown E. Sleep after surgery. 2020.",
        "3. Clark F. 2021.",
    ]
    assert len({block.group for block in items}) == 1


def test_items_further_in_are_deeper(paper, read):
    for x, y, text in ((50, 80, "• Outer"), (74, 92.5, "• Inner"), (50, 105, "• Outer again")):
        paper.write(x, y, text)
    assert [block.level for block in read(paper.content()).blocks] == [1, 2, 1]


@pytest.mark.parametrize(
    ("size", "font", "text", "kind", "level"),
    [
        pytest.param(24, "Times-Roman", "A great deal larger", "heading", 1, id="largest"),
        pytest.param(14, "Times-Roman", "Rather larger", "heading", 2, id="larger"),
        pytest.param(11.5, "Times-Roman", "A little larger", "heading", 3, id="a little larger"),
        pytest.param(10, "Times-Bold", "Bold only", "heading", 4, id="bold"),
        pytest.param(10, "Times-Roman", "WHAT IT COSTS", "heading", 4, id="capitals"),
        pytest.param(10, "Times-Bold", "Bold, but a whole sentence.", "paragraph", 0, id="bold sentence"),
        pytest.param(10, "Times-Roman", "Plain", "paragraph", 0, id="plain"),
        pytest.param(24, "Times-Bold", "92%", "paragraph", 0, id="a figure speaks with the words under it"),
        pytest.param(
            13,
            "Times-Roman",
            "A lead in larger type is a whole sentence and so no heading at all.",
            "paragraph",
            0,
            id="lead",
        ),
    ],
)
def test_headings_are_told_by_size_and_weight(paper, read, size, font, text, kind, level):
    paper.write(50, 60, text, size, font)
    paper.paragraph(50, 120, 400, f"{LONG} {OTHER}")
    block = read(paper.content()).blocks[0]
    assert (block.kind.value, block.level) == (kind, level)


def test_the_parts_of_a_box_form_a_group(paper, read):
    paper.box(50, 60, 250, 140)
    paper.write(60, 90, "92%", 22)
    paper.write(60, 110, "of visitors come again")
    paper.paragraph(50, 170, 400, LONG)
    figure, words, outside = read(paper.content()).blocks
    assert figure.group is not None
    assert figure.group == words.group
    assert outside.group is None


def test_words_broken_at_line_ends_are_whole_again(paper, read):
    paper.lines(
        50,
        80,
        [
            "Our programme of evidence-",
            "based treatment helps with depres-",
            "sion and with anxiety. It rests on",
            "evidence-based methods, and the self-",
            "help groups meet each week. COVID-",
            "19 rules apply to every inter-",
            "vention from 8-",
            "12 weeks. Ask – or",
            "ring – about 2021–",
            "2024.",
        ],
    )
    assert read(paper.content()).text == (
        "Our programme of evidence-based treatment helps with depression and with anxiety. It rests on "
        "evidence-based methods, and the self-help groups meet each week. COVID-19 rules apply to every "
        "intervention from 8-12 weeks. Ask – or ring – about 2021–2024."
    )


@pytest.mark.parametrize(
    ("seen", "before", "after", "kept"),
    [
        pytest.param("depression\r\nx-\ny", "depres", "sion", False, id="seen whole"),
        pytest.param("a drop-in centre", "drop", "in", True, id="seen hyphenated"),
        pytest.param("", "state-of-the", "art", True, id="a further part"),
        pytest.param("", "Anglo", "American", True, id="a capital"),
        pytest.param("", "1424", "1430", True, id="numbers"),
        pytest.param("", "https://clinic.example/evening", "care", True, id="an address"),
        pytest.param("", "self", "harm", True, id="a known first part"),
        pytest.param("", "nurse", "led", True, id="a known second part"),
        pytest.param("hyphen\ufffeated " * 3, "mis", "leading", False, id="a prefix is no word"),
        pytest.param("hyphen\ufffeated " * 3, "treat", "ment", False, id="a hyphenated document"),
        pytest.param("", "door", "keeper", True, id="a document without hyphenation"),
    ],
)
def test_a_hyphen_is_kept_when_it_belongs_to_the_word(seen, before, after, kept):
    hyphens = Hyphens()
    hyphens.see(Sheet(1, seen, 100, 100))
    assert hyphens.keeps(before, after) is kept


def test_words_set_with_wide_spacing_are_words(paper, read):
    x = 50.0
    for letter in "EVENING CARE":
        x = paper.write(x, 60, letter, 14) + 4
    paper.paragraph(50, 100, 400, LONG)
    assert read(paper.content()).text.startswith("EVENING CARE\n\n")


def test_ligatures_are_opened(paper, read):
    paper.canvas.setFont("Times-Roman", 10)
    paper.canvas.drawString(50, 700, "Office \ufb01rst, \ufb02our")
    assert "ﬁ" not in read(paper.content()).text
