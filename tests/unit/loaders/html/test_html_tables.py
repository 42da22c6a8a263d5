"""Tables of data are read row by row under their headers; tables that lay out a page are read as its text."""

from __future__ import annotations

import pytest


def rows(document):
    return [
        (
            block.kind.value.removeprefix("table-"),
            [(cell.span.of(document.text), cell.header) for cell in block.cells],
        )
        for block in document.blocks
        if block.cells
    ]


def test_rows_are_read_under_their_headers(html):
    document = html(
        "<table><caption>Results</caption><thead><tr><th>Rate<th>Us<th>Them</thead>"
        "<tbody><tr><td>Sober<td>91%<td>48%<tr><th scope=row>Home<td>yes<td>no</table>"
    )
    assert document.text == "Results\n\nRate | Us | Them\n\nSober | 91% | 48%\n\nHome | yes | no"
    assert rows(document) == [
        ("header", [("Rate", ""), ("Us", ""), ("Them", "")]),
        ("row", [("Sober", "Rate"), ("91%", "Us"), ("48%", "Them")]),
        ("row", [("Home", "Rate"), ("yes", "Us"), ("no", "Them")]),
    ]
    assert {block.group for block in document.blocks} == {1}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(
            "<tr><td><th>A<th>B<tr><td>x<td>1<td>2",
            [("header", [("", ""), ("A", ""), ("B", "")]), ("row", [("x", ""), ("1", "A"), ("2", "B")])],
            id="the corner may be empty",
        ),
        pytest.param(
            "<tr><th rowspan=2>M<th colspan=2>Year<tr><th>2023<th>2024<tr><td>x<td>1<td>2",
            [
                ("header", [("M", ""), ("Year", "")]),
                ("header", [("", ""), ("2023", ""), ("2024", "")]),
                ("row", [("x", "M"), ("1", "Year 2023"), ("2", "Year 2024")]),
            ],
            id="headers over several columns and rows",
        ),
        pytest.param(
            "<tr><th>A<th>B<tr><td rowspan=2>x<td>1<tr><td>2",
            [
                ("header", [("A", ""), ("B", "")]),
                ("row", [("x", "A"), ("1", "B")]),
                ("row", [("", ""), ("2", "B")]),
            ],
            id="a cell that reaches down",
        ),
        pytest.param(
            "<tr><th>A<th>B<tr><td colspan=2>Part one<tr><td>x<td>1",
            [
                ("header", [("A", ""), ("B", "")]),
                ("row", [("Part one", "")]),
                ("row", [("x", "A"), ("1", "B")]),
            ],
            id="a row as wide as the table",
        ),
        pytest.param(
            "<tr><th>Name<td>Ann<tr><th>Dose<td>5 mg",
            [("row", [("Name", ""), ("Ann", "")]), ("row", [("Dose", ""), ("5 mg", "")])],
            id="headers down the side only",
        ),
        pytest.param(
            "<tr><td><b>A</b><td><strong>B</strong><tr><td>x<td>1<tr><td>y<td>2",
            [
                ("header", [("A", ""), ("B", "")]),
                ("row", [("x", "A"), ("1", "B")]),
                ("row", [("y", "A"), ("2", "B")]),
            ],
            id="a first row in bold",
        ),
        pytest.param(
            "<tr><td>97%<td>hear better<tr><td>14<td>centres",
            [("row", [("97%", ""), ("hear better", "")]), ("row", [("14", ""), ("centres", "")])],
            id="no headers at all",
        ),
        pytest.param(
            "<tr><th>A<th>B<th>C<tr><td>x<td><td>3<tr><td>y<td>2<td>&nbsp;",
            [
                ("header", [("A", ""), ("B", ""), ("C", "")]),
                ("row", [("x", "A"), ("", "B"), ("3", "C")]),
                ("row", [("y", "A"), ("2", "B")]),
            ],
            id="empty cells hold the place of a column",
        ),
        pytest.param(
            "<tr><th>A<th>B<tr><td>x<td colspan=99999999>1",
            [("header", [("A", ""), ("B", "")]), ("row", [("x", "A"), ("1", "B")])],
            id="an absurd span",
        ),
    ],
)
def test_headers_follow_the_grid(html, markup, expected):
    assert rows(html(f"<table>{markup}</table>")) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td><h2>a</h2><p>x</p><td><p>b</p><p>c</p><p>d</p><tr><td>e<td>f</table>",
        f"<table><tr><td>{'word ' * 100}<td>b<tr><td>c<td>d</table>",
        "<table><tr><td><table><tr><td>a</table><td>b<tr><td>c<td>d</table>",
    ],
)
def test_layout_tables_are_read_as_ordinary_text(html, markup):
    document = html(markup)
    assert rows(document) == []
    assert document.blocks[0].kind.value in {"paragraph", "heading"}


def test_a_data_table_inside_a_layout_table_keeps_its_rows(html):
    document = html("<table><tr><td>Left<td><table><tr><th>A<th>B<tr><td>1<td>2</table></table>")
    assert document.text == "Left\n\nA | B\n\n1 | 2"


def test_a_cell_keeps_its_marks_breaks_links_and_pictures(html):
    document = html(
        "<table><tr><th>A<th>B<tr><td>Beds<sup><a href='#r'>1</a></sup><td>No<br>never <a href=/x>ask</a><tr><td>Bath<td><img alt=Yes></table>"
    )
    assert document.text == "A | B\n\nBeds[1] | No\nnever ask\n\nBath | Yes"
    assert [mark.label for mark in document.marks] == ["1"]
    assert [link.span.of(document.text) for link in document.links] == ["ask"]


def test_a_picture_beside_words_follows_its_row(html):
    document = html("<table><tr><th>A<th>B<tr><td>No <img alt='red cross'><td>2</table>")
    assert document.text == "A | B\n\nNo | 2\n\nred cross"


def test_a_list_in_a_cell_is_lines_of_it(html):
    document = html("<table><tr><th>A<th>B<tr><td>x<td><ul><li>one<li>two</ul></table>")
    assert document.text == "A | B\n\nx | one\ntwo"


def test_the_caption_comes_first_wherever_it_stands(html):
    document = html("<table><tr><th>A<th>B<tr><td>1<td>2</tr><caption>Late</caption></table>")
    assert document.text == "Late\n\nA | B\n\n1 | 2"
