"""Running heads, feet and folios are set apart and told once."""

from __future__ import annotations

import pytest

PROSE = "The house was built for forty beds and holds sixty now, and those who work there say so."


def body(paper, start=0):
    for number in range(4):
        paper.paragraph(50, 160 + 120 * number, 400, f"Part {chr(97 + start)}{number} follows. {PROSE}")


def running(document):
    return [block.span.of(document.text) for block in document.blocks if block.region == "running"]


def test_what_runs_through_the_pages_is_told_once_and_at_the_end(paper, read):
    for number in range(1, 6):
        paper.write(50, 40, "Riverbank annual report", 8)
        paper.write(50, 815, f"Page {number} of 5", 8)
        body(paper, number)
        paper.next()
    document = read(paper.content())
    assert running(document) == ["Riverbank annual report", "Page 1 of 5"]
    assert document.text.endswith("Riverbank annual report\n\nPage 1 of 5")
    assert document.text.count("Riverbank") == 1


def test_left_and_right_pages_have_heads_of_their_own(paper, read):
    for number in range(1, 7):
        paper.write(50 if number % 2 else 400, 40, "Evening care" if number % 2 else "Riverbank", 8)
        body(paper, number)
        paper.next()
    assert sorted(running(read(paper.content()))) == ["Evening care", "Riverbank"]


def test_a_paragraph_goes_on_past_heads_and_folios(paper, read):
    lines = paper.wrap(" ".join([PROSE] * 6), 300)
    for number, part in enumerate((lines[:6], lines[6:]), 1):
        paper.write(50, 40, "Riverbank annual report", 8)
        paper.lines(50, 160, part)
        paper.write(290, 815, str(number), 8)
        paper.next()
    document = read(paper.content())
    assert document.text.split("\n\n")[0] == " ".join([PROSE] * 6)


def test_a_lone_page_keeps_its_letterhead_and_loses_its_folio(paper, read):
    paper.write(50, 40, "Riverbank Clinic", 8)
    body(paper)
    paper.write(290, 815, "- 1 -", 8)
    document = read(paper.content())
    assert running(document) == ["- 1 -"]
    assert document.blocks[0].span.of(document.text) == "Riverbank Clinic"


def test_titles_at_the_top_of_pages_are_no_running_heads(paper, read):
    for number in range(1, 5):
        paper.write(50, 60, f"Step {number}", 18)
        body(paper, number)
        paper.next()
    document = read(paper.content())
    assert running(document) == []
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "heading"] == [
        f"Step {n}" for n in range(1, 5)
    ]


def test_text_that_happens_to_come_again_at_the_top_stays_text(paper, read):
    for _ in range(3):
        paper.paragraph(50, 60, 400, f"{PROSE} {PROSE}")
        paper.next()
    assert read(paper.content()).text.count(PROSE) == 6


@pytest.mark.parametrize("size", [8, 10])
def test_the_same_words_at_another_height_are_no_running_head(paper, read, size):
    for number in range(1, 5):
        paper.write(50, 40 + 9 * number, "Riverbank", size)
        body(paper, number)
        paper.next()
    assert running(read(paper.content())) == []


def test_a_note_that_stands_at_the_foot_of_every_page_is_the_note_of_each(paper, read):
    for number in range(1, 5):
        paper.marked(50, 130, f"Seven in ten slept on in year {number}.", ("1", True))
        body(paper, number)
        paper.write(50, 775, "1 Adams B. Evening care in four countries. 2019.", 8)
        paper.write(50, 800, f"Page {number}", 8)
        paper.next()
    document = read(paper.content())
    assert running(document) == ["Page 1"]
    assert document.text.count("1 Adams B.") == 4
    assert [mark.target for mark in document.marks] == [f"#page-{n}-note-1" for n in range(1, 5)]
