"""Tables become rows, with and without rules."""

from __future__ import annotations

import pytest

PROSE = "The waiting times below were taken from the register and leave out visits that were put off."
XS, COLUMNS = (50, 150, 230, 310), (55, 155, 235)


def draw(paper, rows, y=100, xs=XS, columns=COLUMNS, *, is_ruled=True, bold_first=False):
    if is_ruled:
        paper.grid(xs, [y - 12 + 16 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(columns, row, strict=False):
            paper.write(
                x, y + 16 * number, text, 10, "Times-Bold" if bold_first and not number else "Times-Roman"
            )


ROWS = [
    ("Service", "Visits", "Seen in a week"),
    ("Low mood", "212", "84%"),
    ("Sleep", "98", "72%"),
    ("Pain", "40", "49%"),
]
AS_ROWS = [
    "table-header: Service | Visits | Seen in a week",
    "table-row: Low mood | 212 | 84%",
    "table-row: Sleep | 98 | 72%",
    "table-row: Pain | 40 | 49%",
]


@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_table_is_read_by_rows_and_its_words_once(paper, read, told, is_ruled):
    paper.paragraph(50, 60, 400, PROSE)
    draw(paper, ROWS, is_ruled=is_ruled, xs=(50, 150, 230, 330))
    paper.paragraph(50, 200, 400, PROSE)
    document = read(paper.content())
    assert told(document) == [f"paragraph: {PROSE}", *AS_ROWS, f"paragraph: {PROSE}"]
    assert [cell.header for cell in document.blocks[2].cells] == ["Service", "Visits", "Seen in a week"]
    assert len({block.group for block in document.blocks[1:5]}) == 1


def test_a_bold_first_row_is_a_header_even_with_figures(paper, read, told):
    draw(paper, [("Plan", "2025", "2026"), ("Basic", "£12", "£14")], bold_first=True)
    assert told(read(paper.content())) == ["table-header: Plan | 2025 | 2026", "table-row: Basic | £12 | £14"]


def test_a_table_of_words_has_no_header_by_guess(paper, read, told):
    draw(paper, [("Monday", "Oak room", "Ada"), ("Tuesday", "Elm room", "Bo")])
    assert told(read(paper.content())) == [
        "table-row: Monday | Oak room | Ada",
        "table-row: Tuesday | Elm room | Bo",
    ]


def test_words_that_run_across_a_rule_are_cut_there(paper, read, told):
    draw(paper, [("A", "B"), ("1", "2")], xs=(50, 100, 200), columns=(55, 105))
    paper.write(60, 116, "23 visitors 4")  # "23 visitors" ends right before the rule at 100
    draw(paper, [("Visits of the clinic", "8")], y=300, xs=(50, 130, 200), columns=(55, 133))
    paper.grid((50, 130, 200), (304, 320))
    assert "table-row: Visits of the clinic | 8" in told(read(paper.content()))


def test_cells_without_a_rule_between_them_are_one(paper, read, told):
    paper.grid((50, 150, 250), (80, 100))
    for y0, y1, split in ((100, 120, False), (120, 140, True)):
        paper.rule(50, y1, 250, y1)
        for x in (50, 250) + ((150,) if split else ()):
            paper.rule(x, y0, x, y1)
    for x, y, text in (
        (55, 95, "Service"),
        (155, 95, "Visits"),
        (55, 115, "Closed in August"),
        (55, 135, "Sleep"),
        (155, 135, "98"),
    ):
        paper.write(x, y, text)
    assert told(read(paper.content())) == [
        "table-header: Service | Visits",
        "table-row: Closed in August",
        "table-row: Sleep | 98",
    ]


def test_a_header_without_rules_is_parted_by_the_columns_below(paper, read, told):
    for x, text in zip(COLUMNS, ROWS[0], strict=True):
        paper.write(x, 100, text)
    paper.grid((50, 150, 230, 320), (104, 120, 136))
    for x in (50, 320):
        paper.rule(x, 88, x, 104)
    paper.rule(50, 88, 320, 88)
    for number, row in enumerate(ROWS[1:3], 1):
        for x, text in zip(COLUMNS, row, strict=True):
            paper.write(x, 100 + 16 * number, text)
    assert told(read(paper.content())) == AS_ROWS[:3]


def test_rows_between_two_rules_are_rows_of_their_own(paper, read, told):
    paper.grid((50, 150, 230, 310), (88, 104, 152))
    for number, row in enumerate([("Service", "Visits", "Better"), *ROWS[1:]]):
        for x, text in zip(COLUMNS, row, strict=True):
            paper.write(x, 100 + 16 * number - (1 if number else 0), text)
    assert told(read(paper.content()))[1:] == AS_ROWS[1:]


def test_a_cell_of_several_lines_stays_one_cell(paper, read, told):
    paper.grid((50, 150, 230), (80, 100, 130))
    for x, y, text in (
        (55, 95, "Service"),
        (155, 95, "Visits"),
        (55, 112, "Pain that comes"),
        (55, 124, "back later"),
        (155, 112, "40"),
    ):
        paper.write(x, y, text)
    assert told(read(paper.content())) == [
        "table-header: Service | Visits",
        "table-row: Pain that comes back later | 40",
    ]


def test_a_table_drawn_with_thin_rectangles_is_a_table(paper, read, told):
    for x in XS:
        paper.canvas.rect(x, paper.height - 152, 0.7, 64, stroke=0, fill=1)
    for number in range(5):
        paper.canvas.rect(50, paper.height - 88 - 16 * number, 260, 0.7, stroke=0, fill=1)
    draw(paper, [("Service", "Visits", "Better"), *ROWS[1:]], is_ruled=False)
    assert told(read(paper.content()))[1:] == AS_ROWS[1:]


def test_a_frame_around_text_is_no_table(paper, read, told):
    paper.box(50, 60, 300, 150)
    paper.paragraph(60, 80, 220, PROSE)
    assert told(read(paper.content())) == [f"paragraph: {PROSE}"]


def test_boxes_under_one_another_are_no_table(paper, read, told):
    for y in (60, 90, 120):
        paper.box(50, y, 150, y + 30)
        paper.box(54, y + 4, 146, y + 26)
    for y, text in ((80, "Book now"), (110, "Ask first"), (140, "Come by")):
        paper.write(60, y, text)
    assert {line.split(":")[0] for line in told(read(paper.content()))} == {"paragraph"}


def test_a_grid_of_running_text_is_a_layout(paper, read, told):
    long = " ".join([PROSE] * 9)
    paper.grid((50, 280, 510), (60, 600, 620))
    paper.paragraph(60, 80, 210, long)
    paper.paragraph(290, 80, 210, long)
    assert [line.split(":")[0] for line in told(read(paper.content()))] == ["paragraph", "paragraph"]


def test_columns_of_short_lines_are_no_table(paper, read, told):
    for y, left, right in ((80, "• Sleep", "• Pain"), (92.5, "• Mood", "• Grief"), (105, "• Food", "• Work")):
        paper.write(50, y, left)
        paper.write(250, y, right)
    assert {line.split(":")[0] for line in told(read(paper.content()))} == {"list-item"}


def test_a_numbered_title_and_a_centred_line_above_a_table_are_captions(paper, read, told):
    paper.write(50, 84, "Table 1. Waiting times, January to March")
    draw(paper, ROWS, xs=(50, 150, 230, 330))
    draw(paper, ROWS, y=300, xs=(50, 150, 230, 330))
    paper.canvas.drawCentredString(190, paper.height - 284, "Waiting times in spring")
    captions = [line for line in told(read(paper.content())) if line.startswith("caption")]
    assert captions == [
        "caption: Table 1. Waiting times, January to March",
        "caption: Waiting times in spring",
    ]


def test_a_header_repeated_on_the_next_page_is_told_once(paper, read, told):
    draw(paper, ROWS[:3], y=700, xs=(50, 150, 230, 330))
    paper.next()
    draw(paper, [ROWS[0], ROWS[3]], y=100, xs=(50, 150, 230, 330))
    document = read(paper.content())
    assert told(document) == AS_ROWS
    assert document.blocks[-1].cells[1].header == "Visits"
    assert len({block.group for block in document.blocks}) == 1


def test_a_small_table_beside_a_column_of_text_stays_with_its_own_column(paper, read, told):
    paper.paragraph(50, 80, 200, PROSE)
    draw(paper, [("Sleep", "98"), ("Pain", "40")], y=160, columns=(50, 150), is_ruled=False)
    paper.paragraph(300, 80, 200, f"{PROSE} {PROSE}")
    assert told(read(paper.content())) == [
        f"paragraph: {PROSE}",
        "table-row: Sleep | 98",
        "table-row: Pain | 40",
        f"paragraph: {PROSE} {PROSE}",
    ]
