"""Columns, boxes and headings come in the order a person reads them, however the file draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import random

EVENING = (
    "The evening clinic helps people who cannot come by day, and most of them tell us that the later hour "
    "is what made the difference to their recovery in the first months."
)
NURSES = (
    "Our nurses ring every patient within two days of a visit. They ask about sleep, about pain and about "
    "the tablets, and they write down what they hear for the doctor to read."
)
PRICE = (
    "Nobody has to pay for the first conversation. After that the price depends on how long the treatment "
    "lasts and on whether a specialist has to be called in from the hospital."
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_columns_are_read_from_left_to_right(paper, read, told, order):
    columns = [(50, EVENING), (220, NURSES), (390, PRICE)]
    for number in order:
        x, text = columns[number]
        paper.paragraph(x, 110, 150, text)
    paper.write(50, 60, "Three ways to begin", 22)
    assert told(read(paper.content())) == [
        "heading: Three ways to begin",
        f"paragraph: {EVENING}",
        f"paragraph: {NURSES}",
        f"paragraph: {PRICE}",
    ]


def test_columns_drawn_row_by_row_do_not_mix(paper, read, told):
    left, right = paper.wrap(EVENING, 220), paper.wrap(NURSES, 220)
    for number in range(max(len(left), len(right))):
        for x, lines in ((50, left), (310, right)):
            if number < len(lines):
                paper.write(x, 100 + 12.5 * number, lines[number])
    assert told(read(paper.content())) == [f"paragraph: {EVENING}", f"paragraph: {NURSES}"]


def test_a_sidebar_drawn_first_does_not_cut_the_text_beside_it(paper, read, told):
    paper.box(400, 90, 550, 260, fill=True)
    paper.write(410, 110, "Good to know", 14)
    paper.paragraph(410, 130, 130, NURSES)
    paper.write(50, 60, "The main heading", 20)
    below = paper.paragraph(50, 110, 330, EVENING)
    paper.paragraph(50, below + 8, 330, PRICE)
    assert told(read(paper.content())) == [
        "heading: The main heading",
        f"paragraph: {EVENING}",
        f"paragraph: {PRICE}",
        "heading: Good to know",
        f"paragraph: {NURSES}",
    ]


def test_a_foot_drawn_first_is_read_last(paper, read, told):
    paper.write(50, 800, "Riverbank Clinic, Mill Road", 8)
    paper.paragraph(50, 110, 230, EVENING)
    paper.paragraph(310, 110, 230, NURSES)
    assert told(read(paper.content())) == [
        f"paragraph: {EVENING}",
        f"paragraph: {NURSES}",
        "paragraph: Riverbank Clinic, Mill Road",
    ]


def test_a_heading_between_two_pairs_of_columns_divides_them(paper, read, told):
    paper.write(50, 60, "First", 16)
    paper.paragraph(310, 90, 230, NURSES)
    paper.paragraph(50, 90, 230, EVENING)
    paper.write(50, 240, "Second", 16)
    paper.paragraph(50, 270, 230, PRICE)
    paper.paragraph(310, 270, 230, EVENING)
    assert [line.split(": ")[1][:12] for line in told(read(paper.content()))] == [
        "First",
        EVENING[:12],
        NURSES[:12],
        "Second",
        PRICE[:12],
        EVENING[:12],
    ]


def test_two_pages_printed_on_one_sheet_are_read_one_after_the_other(new_paper, read, told):
    sheet = new_paper((842, 595))
    for x, text in ((460, NURSES), (50, EVENING)):
        sheet.write(x, 60, "A page", 18)
        sheet.paragraph(x, 90, 320, text)
    assert told(read(sheet.content())) == [
        "heading: A page",
        f"paragraph: {EVENING}",
        "heading: A page",
        f"paragraph: {NURSES}",
    ]


def test_a_page_set_sideways_is_turned_and_read(new_paper, read, told):
    paper = new_paper()
    paper.canvas.translate(0, 842)
    paper.canvas.rotate(-90)
    paper.height = 595
    paper.write(60, 60, "Sideways", 18)
    paper.paragraph(60, 90, 300, EVENING)
    paper.paragraph(400, 90, 300, NURSES)
    assert told(read(paper.content())) == [
        "heading: Sideways",
        f"paragraph: {EVENING}",
        f"paragraph: {NURSES}",
    ]


def test_a_note_in_the_margin_set_sideways_comes_after_the_text(paper, read, told):
    paper.paragraph(50, 100, 400, EVENING)
    paper.canvas.saveState()
    paper.canvas.translate(560, 400)
    paper.canvas.rotate(90)
    paper.canvas.drawString(0, 0, "Printed in spring")
    paper.canvas.restoreState()
    paper.paragraph(50, 200, 400, NURSES)
    assert told(read(paper.content())) == [
        f"paragraph: {EVENING}",
        f"paragraph: {NURSES}",
        "paragraph: Printed in spring",
    ]


def test_text_outside_the_visible_part_of_the_page_is_left_out(paper, read, told):
    paper.write(50, 60, "Slug of the printer", 8)
    paper.paragraph(100, 200, 350, EVENING)
    paper.canvas.setCropBox((80, 100, 500, 700))
    assert told(read(paper.content())) == [f"paragraph: {EVENING}"]


def test_what_is_drawn_twice_as_a_shadow_is_read_once(paper, read, told):
    paper.write(51, 81, "Care that lasts", 24)
    paper.write(50, 80, "Care that lasts", 24)
    paper.paragraph(50, 120, 400, EVENING)
    assert told(read(paper.content())) == ["heading: Care that lasts", f"paragraph: {EVENING}"]


def _words(chance: random.Random, name: str, count: int) -> str:
    tails = ("", "er", "ingly", "s")
    words = [name + chr(97 + n // 20) + chr(97 + n % 20) + chance.choice(tails) for n in range(count)]
    return " ".join(words).capitalize() + "."


@settings(max_examples=40, deadline=None)
@given(
    columns=st.integers(2, 3),
    size=st.sampled_from([8, 9, 10, 11]),
    lead=st.sampled_from([1.15, 1.25, 1.4, 1.6]),
    gutter=st.sampled_from([14, 20, 30]),
    drawn=st.sampled_from(["by frame", "by row", "anyhow"]),
    chance=st.randoms(use_true_random=False),
)
def test_sentences_never_mix_columns(new_paper, read, columns, size, lead, gutter, drawn, chance):
    paper = new_paper()
    width = (495 - gutter * (columns - 1)) / columns
    frames, expected = [], ["A heading over all of the columns"]
    for column in range(columns):
        y = 110.0
        for part in range(chance.randint(2, 3)):
            text = _words(chance, "xyz"[column] + "klm"[part], chance.randint(8, 40))
            lines = paper.wrap(text, width, size)
            frames.append(
                [(50 + column * (width + gutter), y + lead * size * n, line) for n, line in enumerate(lines)]
            )
            y += lead * size * len(lines) + chance.choice([0.5, 0.8, 1.2]) * size
            expected.append(text)
    if drawn == "by frame":
        chance.shuffle(frames)
    pieces = [piece for frame in frames for piece in frame]
    if drawn == "by row":
        pieces.sort(key=lambda piece: (piece[1], piece[0]))
    elif drawn == "anyhow":
        chance.shuffle(pieces)
    for x, y, text in pieces:
        paper.write(x, y, text, size)
    paper.write(50, 70, expected[0], 20)
    document = read(paper.content())
    assert " ".join(document.text.split()) == " ".join(expected)
