"""Which list the marks of a text point to."""

from __future__ import annotations

from auditor.loaders.pieces import Piece
from auditor.loaders.text_entries import find_entries
from auditor.model.document import BlockKind

P, L, H = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING
STEPS = [Piece(L, "1. Lie down.", group=1), Piece(L, "2. Rest.", group=1)]
SOURCES = [Piece(L, "1. Poe A. Sleep. 2020.", group=2), Piece(L, "2. Lin B. Nap. 2021.", group=2)]


def found(pieces: list[Piece]) -> dict[int, str]:
    return find_entries(pieces).labels


def test_steps_are_no_sources() -> None:
    assert found([Piece(P, "Do this."), *STEPS]) == {}


def test_the_last_numbered_list_of_sources_is_taken() -> None:
    assert found([*STEPS, Piece(H, "Sources"), *SOURCES]) == {3: "1", 4: "2"}


def test_one_entry_is_enough_in_brackets_and_not_without() -> None:
    assert found([Piece(P, "Text."), Piece(P, "[1] Our own count.")]) == {1: "1"}
    assert found([Piece(P, "Text."), Piece(P, "1 August 2025, by the sea")]) == {}


def test_an_unnumbered_list_counts_in_its_order() -> None:
    items = [Piece(L, f"https://a.example/{n}", group=3) for n in range(3)]
    assert found([Piece(P, "Text."), *items]) == {1: "1", 2: "2", 3: "3"}


def test_lines_under_the_last_heading_count_when_marks_ask_for_them() -> None:
    lines = [Piece(P, "Poe A. Sleep. 2020."), Piece(P, "Lin B. Nap. 2021."), Piece(P, "Dee C. Bed. 2022.")]
    assert found([Piece(P, "Half slept.³"), Piece(H, "Sources"), *lines]) == {2: "1", 3: "2", 4: "3"}
    assert found([Piece(P, "Half slept."), Piece(H, "History"), *lines]) == {}
    assert found([Piece(P, "Half slept.⁷"), Piece(H, "Sources"), *lines]) == {}


def test_the_first_note_of_each_sign_counts_and_closed_emphasis_does_not() -> None:
    pieces = [
        Piece(P, "*Very* good."),
        Piece(P, "*Results vary."),
        Piece(P, "*Again."),
        Piece(P, "† By our count."),
    ]
    assert find_entries(pieces).symbols == {1: "*", 3: "†"}
