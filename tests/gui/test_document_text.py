"""Every word of the canonical text stands in the layout, and every position leads back to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCursor

from auditor.gui.tokens import LIGHT
from auditor.gui.utf16 import Utf16Map
from auditor.gui.widgets.document_parts import PART_BLOCKS, PART_CHARS, split
from auditor.gui.widgets.document_text import TABLE_ROWS, lay_out
from auditor.gui.widgets.marks import marks_on, stretches
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind, Locator, Region
from auditor.model.finding import Severity
from auditor.model.listing import FindingMark
from auditor.model.span import Span

from . import factory

words = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffc"),
        st.sampled_from("ab 🌿é"),
    ),
    max_size=20,
)
KINDS = [kind for kind in BlockKind if kind not in {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW}]
pieces = st.one_of(
    st.tuples(st.sampled_from(KINDS), words, st.sampled_from(Region)),
    st.tuples(st.just("row"), st.lists(words, min_size=1, max_size=3), st.integers(0, 1)),
)


def build(made):
    builder = DocumentBuilder("text/html")
    for kind, content, where in made:
        if kind == "row":
            builder.add_row([[Inline(cell)] for cell in content], group=where)
        else:
            builder.add_block(
                kind, [Inline(content), Inline(is_break=True), Inline("x")], region=where, level=1
            )
    return builder.build()


def laid_out(document):
    return lay_out(document.text, Utf16Map(document.text), document.blocks, [], LIGHT, QFont())


def seen(layout, ranges):
    shown = []
    for start, end in ranges:
        cursor = QTextCursor(layout)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        shown.append(cursor.selectedText())
    return "".join(shown).replace("\u2028", "\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, max_size=8), st.data())
def test_a_span_shows_its_own_words(qapp, made, data):
    document = build(made)
    layout, positions = laid_out(document)
    if not document.blocks:
        return
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.span.start, block.span.end))
    span = Span(start, data.draw(st.integers(start, block.span.end)))
    separators = [s.start for s in gaps(block)]
    expected = "".join(
        document.text[i] for i in range(span.start, span.end) if not any(g <= i < g + 3 for g in separators)
    )
    assert seen(layout, positions.ranges(span)) == expected


def gaps(block):
    """The ` | ` between two cells is said by the table's lines, not by signs."""
    return [Span(a.span.end, b.span.start) for a, b in zip(block.cells, block.cells[1:], strict=False)]


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, max_size=6))
def test_every_position_of_a_word_leads_back_to_it(qapp, made):
    document = build(made)
    _, positions = laid_out(document)
    for block in document.blocks:
        for span in [cell.span for cell in block.cells] or [block.span]:
            for offset in range(span.start, span.end):
                ((start, _),) = positions.ranges(Span(offset, offset + 1))
                assert positions.offset(start) == offset


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 30))
marks = st.lists(
    st.builds(FindingMark, st.integers(1, 99), spans, st.sampled_from(Severity), st.just("x")), max_size=5
)


@given(spans, marks)
def test_stretches_follow_one_another_and_each_shows_the_weightiest_mark(span, lying):
    cut = list(stretches(span, lying))
    assert [position for stretch, _ in cut for position in range(stretch.start, stretch.end)] == list(
        range(span.start, span.end)
    )
    for stretch, mark in cut:
        on_it = [m for m in lying if m.span.overlaps(stretch)]
        assert (mark is None) == (not on_it)
        assert mark is None or mark.severity.rank == min(m.severity.rank for m in on_it)


def test_marks_are_found_by_place_also_when_they_reach_in():
    lying = [FindingMark(n, Span(n * 10, n * 10 + 12), Severity.LOW, "x") for n in range(50)]
    assert [mark.id for mark in marks_on(lying, Span(105, 115))] == [10, 11]
    assert [mark.id for mark in marks_on(lying, Span(101, 105))] == [9, 10]
    assert marks_on(lying, Span(600, 700)) == []


def test_marks_are_drawn_softly_with_the_words(qapp):
    document = build([(BlockKind.PARAGRAPH, "the best clinic", Region.MAIN)])
    mark = FindingMark(1, Span(4, 8), Severity.HIGH, "x")
    layout, _ = lay_out(document.text, Utf16Map(document.text), document.blocks, [mark], LIGHT, QFont())
    cursor = QTextCursor(layout)
    coloured = ""
    for position in range(1, len(document.text) + 1):
        cursor.setPosition(position)
        if cursor.charFormat().background().color().name().upper() == LIGHT.high.soft:
            coloured += document.text[position - 1]
    assert coloured == "best"


def test_a_span_over_two_blocks_shows_in_both(qapp):
    document = build([(BlockKind.PARAGRAPH, "one", Region.MAIN), (BlockKind.PARAGRAPH, "two", Region.MAIN)])
    layout, positions = laid_out(document)
    assert seen(layout, positions.ranges(Span(0, len(document.text)))) == "one\nxtwo\nx"


def test_labels_are_not_part_of_the_document(qapp):
    document = build([(BlockKind.BUTTON, "Book now", Region.FOOTER)])
    layout, positions = laid_out(document)
    assert layout.toPlainText() == "Page footer\nButton: Book now\nx"
    assert positions.offset(3) is None
    assert positions.offset(layout.toPlainText().index("Book")) == 0


def test_regions_are_named_where_they_change(qapp):
    document = build(
        [
            (BlockKind.PARAGRAPH, "menu", Region.NAV),
            (BlockKind.PARAGRAPH, "story", Region.MAIN),
            (BlockKind.PARAGRAPH, "more", Region.MAIN),
            (BlockKind.PARAGRAPH, "imprint", Region.FOOTER),
        ]
    )
    lines = laid_out(document)[0].toPlainText().splitlines()
    assert [line for line in lines if line != "x"] == [
        "Navigation",
        "menu",
        "Main text",
        "story",
        "more",
        "Page footer",
        "imprint",
    ]


def test_tables_stand_as_tables_and_long_ones_as_several(qapp):
    rows = [("row", ["a", "b"], 0)] * (TABLE_ROWS + 5)
    layout, _ = laid_out(build(rows))
    tables = layout.rootFrame().childFrames()
    assert [(table.rows(), table.columns()) for table in tables] == [(TABLE_ROWS, 2), (5, 2)]


def test_signs_that_qt_keeps_for_itself_are_shown_as_unknown(qapp):
    document = build([(BlockKind.PARAGRAPH, "a\ufffcb\ufdd0c", Region.MAIN)])
    layout, positions = laid_out(document)
    assert layout.toPlainText() == "a\ufffdb\ufffdc\nx"
    assert positions.offset(4) == 4


def test_headings_are_headings_to_a_screen_reader(qapp):
    layout, _ = laid_out(build([(BlockKind.HEADING, "Results", Region.MAIN)]))
    assert layout.firstBlock().blockFormat().headingLevel() == 1


def paragraphs(count, length, page=None):
    builder = DocumentBuilder("text/plain")
    for number in range(count):
        locator = Locator(page=1 + number // 10) if page else None
        kind = BlockKind.HEADING if number % 10 == 0 else BlockKind.PARAGRAPH
        builder.add_block(kind, [Inline("w" * length)], locator=locator, level=1)
    return builder.build().blocks


@pytest.mark.parametrize(
    ("count", "length"), [(0, 1), (1, 5), (5, PART_CHARS * 2), (PART_BLOCKS * 4, 3), (900, 200)]
)
def test_parts_hold_every_block_once_and_none_is_too_long(count, length):
    blocks = paragraphs(count, length)
    parts = split(blocks)
    assert [block for part in parts for block in part.blocks] == list(blocks)
    assert all(len(part.blocks) <= PART_BLOCKS for part in parts)
    assert all(len(part.blocks) == 1 or len(part.span) <= PART_CHARS for part in parts)


def test_most_documents_are_one_part():
    assert len(split(factory.article().blocks)) == 1


def test_parts_begin_where_sections_do_and_know_their_pages():
    parts = split(paragraphs(900, 200, page=True))
    assert all(part.blocks[0].kind is BlockKind.HEADING for part in parts)
    assert parts[0].pages[0] == 1
    assert parts[-1].pages[1] == 90
    assert split(paragraphs(3, 5))[0].pages is None
