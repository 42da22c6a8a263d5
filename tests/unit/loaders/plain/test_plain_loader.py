"""Plain text: what the lines of a letter or a copied page mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.plain.loader import PlainLoader
from auditor.model.document import Document, Region, Status
from auditor.model.source import Source
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

WRAPPED = """\
We opened in the spring of the year and have since looked after people who
could not sleep. Half of them slept better after a month, and most of the
rest did so after a year.

A second paragraph follows here, and it is long enough to be broken by the
width of the page as well.
"""

SHAPES = [
    (
        "wrapped lines are one paragraph",
        WRAPPED,
        [
            (
                "paragraph",
                (
                    "We opened in the spring of the year and have since looked after people who could not sleep. "
                    "Half of them slept better after a month, and most of the rest did so after a year."
                ),
            ),
            (
                "paragraph",
                "A second paragraph follows here, and it is long enough to be broken by the width of the page as well.",
            ),
        ],
    ),
    (
        "lines of a text that is not wrapped are paragraphs",
        "Sleep is a need and not a luxury, as every parent of a small child knows well.\nRest is a duty. So we say.\n",
        [
            ("paragraph", "Sleep is a need and not a luxury, as every parent of a small child knows well."),
            ("paragraph", "Rest is a duty. So we say."),
        ],
    ),
    (
        "short lines between blank ones are headings",
        "Better Nights\n\nWe help people to sleep.\n\nHow It Works\n\nYou lie down. You rest.\n",
        [
            ("heading", "Better Nights"),
            ("paragraph", "We help people to sleep."),
            ("heading", "How It Works"),
            ("paragraph", "You lie down. You rest."),
        ],
    ),
    (
        "underlined lines are headings",
        "Better nights\n=============\nWe help.\n\nPrices\n------\nThey are low.\n",
        [
            ("heading", "Better nights"),
            ("paragraph", "We help."),
            ("heading", "Prices"),
            ("paragraph", "They are low."),
        ],
    ),
    (
        "a numbered line alone is a heading",
        "1. THE ROOM\n\nIt is quiet.\n\n2. THE BED\n\nIt is soft.\n",
        [
            ("heading", "1. THE ROOM"),
            ("paragraph", "It is quiet."),
            ("heading", "2. THE BED"),
            ("paragraph", "It is soft."),
        ],
    ),
    (
        "numbered lines in a row are a list and keep their numbers",
        "Do this.\n\n1. Lie down.\n2. Close your eyes.\n3) Sleep.\n",
        [
            ("paragraph", "Do this."),
            ("list-item", "1. Lie down."),
            ("list-item", "2. Close your eyes."),
            ("list-item", "3) Sleep."),
        ],
    ),
    (
        "a telephone number's area code begins no item",
        "Call us now.\n(813) 555-0100\n(814) 555-0101\n",
        [("paragraph", "Call us now."), ("paragraph", "(813) 555-0100"), ("paragraph", "(814) 555-0101")],
    ),
    (
        "bullets of every kind lose their sign",
        "- one thing\n- two things\n\n  • three\n\n* four\n✓ five\n",
        [
            ("list-item", "one thing"),
            ("list-item", "two things"),
            ("list-item", "three"),
            ("list-item", "four"),
            ("list-item", "five"),
        ],
    ),
    (
        "a bullet on a line of its own belongs to the next",
        "•\nThree quarters slept.\n•\nAll rested.\n",
        [("list-item", "Three quarters slept."), ("list-item", "All rested.")],
    ),
    (
        "a table drawn with bars",
        "| Result | Before | After |\n|---|---|---|\n| Slept well | 20% | 60% |\n",
        [("table-header", "Result | Before | After"), ("table-row", "Slept well | 20% | 60%")],
    ),
    (
        "cells on lines of their own are the header of the rows below",
        "Sleep in our rooms |\n||\nRoom |\nNights |\n| Blue | 12% |\n| Green | 15% |\n",
        [
            ("caption", "Sleep in our rooms"),
            ("table-header", "Room | Nights"),
            ("table-row", "Blue | 12%"),
            ("table-row", "Green | 15%"),
        ],
    ),
    (
        "columns set apart by spaces",
        "                 Ours      Theirs\n  Nights          61%        18%\n  Mornings        70%        20%\n",
        [
            ("table-header", " | Ours | Theirs"),
            ("table-row", "Nights | 61% | 18%"),
            ("table-row", "Mornings | 70% | 20%"),
        ],
    ),
    (
        "columns set apart by tabs",
        "Drug\tDose\tShare\nBlue\tlow\t12%\nGreen\thigh\t15%\n",
        [
            ("table-header", "Drug | Dose | Share"),
            ("table-row", "Blue | low | 12%"),
            ("table-row", "Green | high | 15%"),
        ],
    ),
    (
        "a line that counts a table is its caption",
        "We asked.\n\nTable 2. Nights, all guests.\n\n| Room | Share |\n|---|---|\n| Blue | 12% |\n",
        [
            ("paragraph", "We asked."),
            ("caption", "Table 2. Nights, all guests."),
            ("table-header", "Room | Share"),
            ("table-row", "Blue | 12%"),
        ],
    ),
    (
        "a menu written with bars is a line",
        "Home | About us | Prices\n",
        [("paragraph", "Home | About us | Prices")],
    ),
    (
        "a dash or number where a line was cut begins no item",
        (
            "The rooms that we built in the years before the war had beds for no less than\n"
            "45. Those of today have more than that, and they are all larger than the ones\n"
            "of old, so that people sleep better there and wake up later than they ever did\n"
            "- or so they tell us when we ask them in the morning over eggs and good coffee\n"
            "before they leave.\n"
        ),
        [
            (
                "paragraph",
                (
                    "The rooms that we built in the years before the war had beds for no less than 45. Those of today have more "
                    "than that, and they are all larger than the ones of old, so that people sleep better there and wake up "
                    "later than they ever did - or so they tell us when we ask them in the morning over eggs and good coffee "
                    "before they leave."
                ),
            )
        ],
    ),
    (
        "a word split at the end of a line is healed when it is known in one piece",
        (
            "Insomnia is what we treat here, and every night we see how insom-\n"
            "nia robs people of their well-\nbeing and of their days, and how much they suffer.\n"
        ),
        [
            (
                "paragraph",
                (
                    "Insomnia is what we treat here, and every night we see how insomnia robs people of their well-being and of "
                    "their days, and how much they suffer."
                ),
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_lines_become_blocks(
    plain: Callable[[str], Document],
    shape: Callable[[Document], list[tuple[str, str]]],
    text: str,
    expected: list[tuple[str, str]],
) -> None:
    assert shape(plain(text)) == expected
    assert shape(plain(text.replace("\n", "\r\n"))) == expected


def test_cells_know_their_columns(plain: Callable[[str], Document]) -> None:
    document = plain("| Result | Before |\n|---|---|\n| Slept | 20% |\n")
    row = document.blocks[1]
    assert [(cell.span.of(document.text), cell.header) for cell in row.cells] == [
        ("Slept", "Result"),
        ("20%", "Before"),
    ]
    assert {block.group for block in document.blocks} == {row.group}


REFERENCED = """\
Better nights

Half of our guests slept better.[1] Most woke later.² A third dreamt more[4].

References

1. Poe A. Sleep and rooms. Bed J. 2020;3:1-9.
2. Lin B. Late mornings. https://journal.example/2
3. Dee C. Unread. 2021.
"""


def test_marks_resolve_in_a_numbered_list(plain: Callable[[str], Document]) -> None:
    document = plain(REFERENCED)
    assert [(mark.label, mark.target) for mark in document.marks] == [
        ("1", "#ref-1"),
        ("2", "#ref-2"),
        ("4", None),
    ]
    places = {anchor.name: document.text[anchor.offset : anchor.offset + 9] for anchor in document.anchors}
    assert places == {"ref-1": "1. Poe A.", "ref-2": "2. Lin B.", "ref-3": "3. Dee C."}
    assert all(mark.span.of(document.text) == f"[{mark.label}]" for mark in document.marks)


HANGING = """\
Sleep comes to those who wait for it with the lights out and the windows open,
and half of those who slept here said that they had never once woken before it
was light, though some had.

(1) Poe A, Dee C. A long account of the rooms in which people slept.
    Bed J 2020;3:1-9.
(2) Lin B, Moe D. Another long account of mornings that came too late
    for breakfast. Bed J 2021;4:2-8.
(a) Our own count.
    It stands by itself.
"""


def test_an_entry_goes_on_where_its_lines_hang_under_its_words(plain: Callable[[str], Document]) -> None:
    document = plain(HANGING)
    assert [block.span.of(document.text)[-17:] for block in document.blocks[1:]] == [
        "Bed J 2020;3:1-9.",
        "Bed J 2021;4:2-8.",
        "(a) Our own count"[-16:] + ".",
        " stands by itself."[-17:],
    ]


def test_an_address_on_a_line_of_its_own_does_not_end_a_paragraph(plain: Callable[[str], Document]) -> None:
    document = plain(
        "The office for rooms counts those who slept and those who did not, and gives\n"
        "the share of the first as two in three, in its\n"
        "2023 tables of sleep\n"
        "(https://rooms.example.gov/tables-of-sleep). The share was lower when all\n"
        "windows were shut, as they were for most of the time before.\n"
    )
    assert len(document.blocks) == 1


def test_a_drawn_heading_is_one(plain: Callable[[str], Document]) -> None:
    assert plain("=== Bed ===\n\nWe slept in it.\n").blocks[0].kind.value == "heading"


def test_a_list_full_of_years_before_the_last_mark_is_no_list_of_sources(
    plain: Callable[[str], Document],
) -> None:
    document = plain("- Opened in 2019\n- Moved in 2020\n- Painted in 2021\n\nHalf slept better [2].\n")
    assert [mark.target for mark in document.marks] == [None]


def test_entries_in_brackets_are_notes_and_their_labels_no_marks(plain: Callable[[str], Document]) -> None:
    document = plain("Half slept.[1]\n\nNotes\n\n[1] Poe A. Sleep.\n\n[2] Our own count.\n")
    assert [block.kind.value for block in document.blocks][-2:] == ["footnote", "footnote"]
    assert [mark.label for mark in document.marks] == ["1"]


def test_numbers_stuck_to_words_resolve_in_an_unnumbered_list(plain: Callable[[str], Document]) -> None:
    document = plain(
        "Guests slept better1, woke later2 and dreamt more3.\nSources\n"
        "- https://a.example/1\n- https://a.example/2\n- https://a.example/3\n"
    )
    assert document.text.startswith("Guests slept better[1], woke later[2] and dreamt more[3].")
    assert [mark.target for mark in document.marks] == ["#ref-1", "#ref-2", "#ref-3"]


def test_a_star_points_to_its_note(plain: Callable[[str], Document]) -> None:
    document = plain("We guarantee sleep* in 9 of 10 nights.\n\n*Results vary from guest to guest.\n")
    assert [(mark.label, mark.target) for mark in document.marks] == [("*", "#note-*")]
    assert document.blocks[1].kind.value == "footnote"


def test_a_star_behind_the_full_stop_points_to_its_note(plain: Callable[[str], Document]) -> None:
    document = plain("Most guests would come again.*\n\nBook a visit.\n\n* Survey of 212 guests, 2024.\n")
    assert [mark.label for mark in document.marks] == ["*"]
    assert document.blocks[-1].kind.value == "footnote"


def test_a_starred_line_alone_is_a_note_and_not_a_list(plain: Callable[[str], Document]) -> None:
    document = plain("We guarantee sleep* here.\n\n* Results vary.\n\nGood night.\n")
    assert [block.kind.value for block in document.blocks] == ["paragraph", "footnote", "paragraph"]
    assert [mark.target for mark in document.marks] == ["#note-*"]
    assert plain("We sleep here.\n\n* Results vary.\n").blocks[1].kind.value == "list-item"


def test_a_footer_does_not_swallow_the_references_above_it(plain: Callable[[str], Document]) -> None:
    entries = "".join(f"- https://a.example/{number}\n" for number in range(3))
    footer = "\nRooms\nPrices\nContact\nJobs\n© Night House 2026\n"
    document = plain(f"Sleep1, rest2 and dreams3 matter.\n\nReferences\n{entries}{footer}")
    regions = [block.region for block in document.blocks if "a.example" in block.span.of(document.text)]
    assert regions == [Region.MAIN] * 3


def test_a_menu_before_and_a_footer_after_copied_text_are_set_apart(plain: Callable[[str], Document]) -> None:
    menu = "Skip to content\n" + "".join(f"  • Room {number}\n" for number in range(1, 15))
    footer = "\nRooms\nPrices\nContact\nFind Us\nJobs\n© Night House 2026\n"
    document = plain(f"{menu}\nOur guests sleep well, and all of them say so.\n{footer}")
    regions = [block.region for block in document.blocks]
    assert regions == [Region.NAV] * 15 + [Region.MAIN] + [Region.FOOTER] * 6


def test_a_list_that_follows_a_title_is_no_menu(plain: Callable[[str], Document]) -> None:
    document = plain("Our Rooms\n\n- Blue\n- Green\n- Red\n- Grey\n- Gold\n\nAll of them are quiet.\n")
    assert {block.region for block in document.blocks} == {Region.MAIN}


TITLES = [
    ("From: a@b.example\nSubject: Your nights\n\nDear guest,\n\nsleep well.\n", "Your nights"),
    ("Contact\n\nBetter Nights for All\n\nWe help people to sleep.\n", "Better Nights for All"),
    ("we help people to sleep.\n", ""),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_title_is_the_subject_or_the_first_telling_heading(
    plain: Callable[[str], Document], text: str, title: str
) -> None:
    assert plain(text).title == title


def test_a_finding_is_placed_in_its_paragraph(plain: Callable[[str], Document]) -> None:
    document = plain("First one.\n\nSecond one.\n\nThird one.\n")
    at = document.text.index("Third")
    source = Source("a.txt", "a.txt", b"")
    assert [p.paragraph for p in PlainLoader().locate(source, document, [Span(0, 5), Span(at, at + 5)])] == [
        1,
        3,
    ]


def test_doubtful_encoding_makes_the_document_partial() -> None:
    source = Source("a.txt", "a.txt", ("Мы лечим без боли. " * 9).encode("cp1251"))
    document = PlainLoader().load(source, Limits())
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["doubtful-encoding"]


def test_text_without_a_visible_character_is_an_error() -> None:
    with pytest.raises(LoadError, match="no readable text") as caught:
        PlainLoader().load(Source("a.txt", "a.txt", "\u200b\u200b\n\n-----\n".encode()), Limits())
    assert caught.value.code == "no-text"


def test_too_much_text_is_an_error() -> None:
    with pytest.raises(LoadError, match="longer than 100") as caught:
        PlainLoader().load(Source("a.txt", "a.txt", b"word " * 50), Limits(text_chars=100))
    assert caught.value.code == "too-much-text"


ABSURD = [
    ("one endless word", "a" * 300_000 + " Sleep well."),
    ("an endless address", "https://a.example/" + ")" * 300_000 + " Sleep well."),
    ("nothing but marks", "a¹" * 30_000 + " Sleep well."),
    ("nothing but bullets", "- a\n" * 10_000 + "\nSleep well."),
    ("a star on every line", "* a*\n\n" * 5_000 + "Sleep well."),
    ("bars without end", "|" * 100_000 + "\nSleep well."),
]


@pytest.mark.parametrize("text", [row[1] for row in ABSURD], ids=[row[0] for row in ABSURD])
def test_absurd_texts_are_read_in_passing(plain: Callable[[str], Document], text: str) -> None:
    assert "Sleep well." in plain(text).text


WORDS = st.lists(
    st.sampled_from(["sleep", "Night", "better", "half", "we", "Rooms", "quiet"]), min_size=1, max_size=9
)


@settings(max_examples=60)
@given(
    st.lists(WORDS, min_size=1, max_size=12),
    st.sampled_from(["\n", "\n\n", "\r\n", "\n- ", "\n  • ", "\n\t"]),
)
def test_no_word_is_lost_or_moved(lines: list[list[str]], separator: str) -> None:
    text = separator.join(" ".join(line) for line in lines)
    document = PlainLoader().load(Source("a.txt", "a.txt", text.encode()), Limits())
    assert document.text.replace("|", " ").split() == [word for line in lines for word in line]


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    read = read_or_refused(text.encode("utf-8", "surrogatepass"))
    if isinstance(read, LoadError):
        assert read.message.endswith(".")
    else:
        assert all(block.span.end <= len(read.text) for block in read.blocks)


def read_or_refused(content: bytes) -> Document | LoadError:
    try:
        return PlainLoader().load(Source("a.txt", "a.txt", content), Limits())
    except LoadError as error:
        return error
