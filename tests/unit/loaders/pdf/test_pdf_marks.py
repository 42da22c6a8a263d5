"""Raised marks, notes at the foot of a page and marks in brackets."""

from __future__ import annotations

import pytest

from auditor.loaders.pdf.marks import labels_of

TEXT = "Seven in ten visitors felt better after a month, and most of them came back in spring."


def labels(document):
    return [mark.label for mark in document.marks]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3", ("3",)),
        ("1,2", ("1", "2")),
        ("1, 4–6", ("1", "4", "5", "6")),
        ("2-3", ("2", "3")),
        ("*", ("*",)),
        ("∗", ("*",)),
        ("a,b", ("a", "b")),
        ("2019", ()),
        ("5-2", ()),
        ("1-99", ()),
        ("1-2-3", ()),
    ],
)
def test_a_mark_names_its_labels(written, expected):
    assert labels_of(written) == expected


def test_a_raised_number_is_a_mark_where_it_stood(paper, read):
    paper.marked(
        50,
        80,
        "Seven in ten felt better",
        ("3", True),
        ", and half came back.",
        ("12", True),
        " Others did not.",
    )
    document = read(paper.content())
    assert document.text == "Seven in ten felt better[3], and half came back.[12] Others did not."
    assert [mark.span.of(document.text) for mark in document.marks] == ["[3]", "[12]"]


@pytest.mark.parametrize(
    ("figure", "mark", "read_as"),
    [("in 2019", "3", "in 2019[3]"), ("of 1,284", "12", "of 1,284[12]"), ("at 40", "1,2", "at 40[1][2]")],
)
def test_a_mark_on_a_number_is_told_from_the_number(paper, read, figure, mark, read_as):
    paper.marked(50, 80, f"Seven in ten felt better {figure}", (mark, True), " and said so.")
    assert read(paper.content()).text == f"Seven in ten felt better {read_as} and said so."


def test_several_numbers_in_one_mark_are_marks_of_their_own(paper, read):
    paper.marked(50, 80, "Seven in ten felt better", ("1,4-6", True), " in a month.")
    document = read(paper.content())
    assert document.text == "Seven in ten felt better[1][4][5][6] in a month."


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("Rooms of 30 m", ("2", True), " each"), id="a square"),
        pytest.param(("About 10", ("6", True), " cells"), id="a power"),
        pytest.param(("Half, or ", ("1", True), "/2 a dose"), id="a fraction"),
        pytest.param(("Vitamin B12 and 24 hours and H2O",), id="numbers of full size"),
    ],
)
def test_other_raised_numbers_stay_text(paper, read, parts):
    paper.marked(50, 80, *parts)
    assert labels(read(paper.content())) == []


def test_a_lowered_number_is_no_mark(paper, read):
    x = paper.write(50, 80, "CO")
    x = paper.write(x, 82, "2", 6)
    paper.write(x, 80, " in the room")
    document = read(paper.content())
    assert (document.text, labels(document)) == ("CO2 in the room", [])


def test_a_mark_drawn_after_the_rest_of_the_page_goes_to_its_word(paper, read):
    end = paper.write(50, 80, "Seven in ten felt better")
    paper.write(50, 92.5, "and came back in the spring of the year")
    paper.write(end + 0.5, 76, "4", 6)
    assert read(paper.content()).text == "Seven in ten felt better[4] and came back in the spring of the year"


def test_marks_are_found_where_the_type_is_scaled_and_not_sized(paper, read):
    def scaled(x, y, size, text):
        part = paper.canvas.beginText()
        part.setFont("Times-Roman", 1)
        part.setTextTransform(size, 0, 0, size, x, paper.height - y)
        part.textOut(text)
        paper.canvas.drawText(part)

    scaled(50, 80, 10, "Seven in ten felt better")
    end = 50 + paper.canvas.stringWidth("Seven in ten felt better", "Times-Roman", 10)
    scaled(end, 76, 6, "3")
    scaled(end + 3.2, 80, 10, " in a month")
    assert read(paper.content()).text == "Seven in ten felt better[3] in a month"


@pytest.mark.parametrize("sign", ["*", "†", "‡", "§"])
def test_a_sign_that_closes_a_word_is_a_mark(paper, read, sign):
    paper.write(50, 80, f"Nine in ten would come again{sign} and say so.")
    assert labels(read(paper.content())) == [sign]


@pytest.mark.parametrize("text", ["A 5* hotel", "* Results vary", "2 * 3 is 6", "so*so"])
def test_other_stars_are_no_marks(paper, read, text):
    paper.write(50, 80, text)
    assert labels(read(paper.content())) == []


def test_numbers_in_brackets_are_marks_and_labels_are_not(paper, read):
    paper.lines(
        50,
        80,
        [
            "Seven in ten felt better [2], others did not [1, 3].",
            "",
            "",
            "[1] Adams B. 2019.",
            "[2] Brown E. 2020.",
            "[3] Clark F. 2021.",
        ],
    )
    document = read(paper.content())
    assert document.text.startswith(
        "Seven in ten felt better[2], others did not[1][3].\n\n[1] Adams B. 2019."
    )
    assert labels(document) == ["2", "1", "3"]


def test_a_confidence_interval_is_no_mark(paper, read):
    paper.write(50, 80, "The gain was 15 points (95% CI [12, 18]).")
    assert labels(read(paper.content())) == []


def test_notes_at_the_foot_keep_their_label_and_are_pointed_at(paper, read, told):
    paper.marked(50, 80, "Seven in ten felt better.", ("1", True), " Half came back.", ("2", True))
    paper.paragraph(50, 100, 400, TEXT)
    paper.rule(50, 760, 200, 760)
    paper.marked(50, 775, ("1", True), " Adams B. Evening care. 2019.", size=8)
    paper.marked(50, 786, ("2", True), "Own survey of 212", size=8)
    paper.write(50, 796, "visitors, in May.", 8)
    document = read(paper.content())
    assert told(document)[-2:] == [
        "footnote: 1 Adams B. Evening care. 2019.",
        "footnote: 2 Own survey of 212 visitors, in May.",
    ]
    assert [(mark.label, mark.target) for mark in document.marks] == [
        ("1", "#page-1-note-1"),
        ("2", "#page-1-note-2"),
    ]
    places = {anchor.name: anchor.offset for anchor in document.anchors}
    assert document.text[places["page-1-note-2"] :].startswith("2 Own survey")


def test_lettered_notes_are_notes(paper, read, told):
    paper.marked(50, 80, "One in eleven missed a visit.", ("a", True), " The median age was 54.")
    paper.paragraph(50, 100, 400, TEXT)
    paper.marked(50, 780, ("a", True), " Without ringing before five.", size=8)
    document = read(paper.content())
    assert told(document)[0] == "paragraph: One in eleven missed a visit.[a] The median age was 54."
    assert told(document)[-1] == "footnote: a Without ringing before five."


def test_starred_notes_are_notes_where_a_star_points_to_them(paper, read, told):
    paper.write(50, 80, "Nine in ten would come again.*")
    paper.paragraph(50, 100, 400, TEXT)
    paper.write(50, 760, "* Of 340 visitors asked in May.", 8)
    paper.write(50, 771, "† Nothing points here.", 8)
    assert told(read(paper.content()))[-2:] == [
        "footnote: * Of 340 visitors asked in May.",
        "paragraph: † Nothing points here.",
    ]


def test_a_paragraph_goes_on_over_the_notes_of_its_page(paper, read, told):
    lines = paper.wrap(f"{TEXT} {TEXT}", 300)
    paper.marked(50, 640, "Half came back.", ("1", True))
    paper.lines(50, 660, lines[:2])
    paper.marked(50, 780, ("1", True), " Own survey.", size=8)
    paper.next()
    paper.lines(50, 60, lines[2:])
    assert told(read(paper.content())) == [
        "paragraph: Half came back.[1]",
        f"paragraph: {TEXT} {TEXT}",
        "footnote: 1 Own survey.",
    ]
