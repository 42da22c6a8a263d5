"""The canonical text: what every loader's blocks look like in it, whatever the format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import LoadError
from auditor.loaders.builder import BLOCK_SEPARATOR, INVISIBLE, LIGATURES, DocumentBuilder, Inline
from auditor.model.document import Anchor, BlockKind, Document, Locator, Region, SourceRun, Status
from auditor.model.span import Span


def built(*blocks: list[Inline]) -> Document:
    builder = DocumentBuilder("text/html")
    for inlines in blocks:
        builder.add_block(BlockKind.PARAGRAPH, inlines)
    return builder.build()


def text(*inlines: Inline) -> str:
    return built(list(inlines)).text


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        pytest.param([Inline("One  two\n\tthree")], "One two three", id="white space is one blank"),
        pytest.param([Inline(" a "), Inline(" b ")], "a b", id="white space joins across inlines"),
        pytest.param(
            [Inline("un"), Inline("rivalled")], "unrivalled", id="a word split over inlines is whole"
        ),
        pytest.param([Inline("a\u00a0b\u202fc\u3000d")], "a b c d", id="blanks of all widths are blanks"),
        pytest.param([Inline("opi\u00adoid\u200b \ufeffcare")], "opioid care", id="invisible characters go"),
        pytest.param([Inline("e\ufb03cacy \ufb01rst")], "efficacy first", id="ligatures are opened"),
        pytest.param([Inline("a\x00b\x07c")], "a b c", id="control characters are blanks"),
        pytest.param(
            [Inline("a "), Inline(is_break=True), Inline(" b")], "a\nb", id="a break is one line end"
        ),
        pytest.param(
            [Inline(is_break=True), Inline("a"), Inline(is_break=True)], "a", id="no break at the ends"
        ),
        pytest.param(
            [Inline("a"), Inline(is_break=True), Inline(is_break=True), Inline("b")],
            "a\nb",
            id="breaks add up to one",
        ),
        pytest.param(
            [Inline("cure "), Inline(mark="3"), Inline(" it")], "cure[3] it", id="a mark clings to its word"
        ),
        pytest.param([Inline("a"), Inline("ignored", mark="*")], "a[*]", id="a mark shows its label only"),
    ],
)
def test_text_is_tidied(inlines, expected):
    assert text(*inlines) == expected


def test_blocks_are_set_apart_by_one_blank_line():
    document = built([Inline("one\n\n\ntwo")], [Inline("  ")], [Inline("three")])
    assert document.text == "one two\n\nthree"
    assert [block.index for block in document.blocks] == [0, 1]


def test_a_block_without_visible_text_is_none_but_its_anchor_stays():
    builder = DocumentBuilder("text/html")
    assert builder.add_block(BlockKind.PARAGRAPH, [Inline(anchor="top"), Inline("\u200b \n")]) is None
    builder.add_block(BlockKind.PARAGRAPH, [Inline("text")])
    assert builder.build().anchors == (Anchor("top", 0),)


def test_an_anchor_names_the_character_that_follows_it():
    document = built([Inline("one")], [Inline("two "), Inline(anchor="here"), Inline("three")])
    (anchor,) = document.anchors
    assert document.text[anchor.offset :] == "three"


def test_an_anchor_after_the_last_word_stays_in_the_text():
    builder = DocumentBuilder("text/html")
    builder.add_block(BlockKind.PARAGRAPH, [Inline("text")])
    builder.add_anchor("end")
    assert builder.build().anchors == (Anchor("end", 4),)


def test_a_link_covers_its_words_without_the_white_space_around_them():
    document = built([Inline("see "), Inline(" the trial ", link="https://x.example"), Inline("now")])
    (link,) = document.links
    assert (link.span.of(document.text), link.target) == ("the trial", "https://x.example")


def test_a_link_on_white_space_is_none():
    assert built([Inline("a"), Inline(" ", link="/x"), Inline("b")]).links == ()


def test_a_mark_covers_its_brackets_and_keeps_its_target():
    document = built([Inline("cure"), Inline(mark="3", mark_target="#r3", link="/r")])
    (mark,), (link,) = document.marks, document.links
    assert (mark.span.of(document.text), mark.label, mark.target) == ("[3]", "3", "#r3")
    assert link.span == mark.span


def test_a_row_joins_its_cells_and_tells_each_ones_header():
    builder = DocumentBuilder("text/html")
    builder.add_row([[Inline("Rate")], [Inline("Us")]], is_header=True)
    row = builder.add_row([[Inline(" 91% ")], [], [Inline("no")]], headers=[" Our  rate ", "Theirs"])
    document = builder.build()
    assert document.text == "Rate | Us\n\n91% |  | no"
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW]
    assert row is not None
    assert [(cell.span.of(document.text), cell.header) for cell in row.cells] == [
        ("91%", "Our rate"),
        ("", "Theirs"),
        ("no", ""),
    ]


def test_a_block_keeps_where_it_stands():
    builder = DocumentBuilder("text/html")
    block = builder.add_block(
        BlockKind.LIST_ITEM,
        [Inline("x")],
        region=Region.FOOTER,
        locator=Locator(page=4),
        level=2,
        group=7,
        classes=("card",),
    )
    assert block is not None
    assert (block.region, block.locator.page, block.level, block.group, block.classes) == (
        Region.FOOTER,
        4,
        2,
        7,
        ("card",),
    )


def test_runs_lead_back_to_the_source_past_dropped_characters():
    document = built([Inline("ab\u00adc", page=2, offset=10), Inline("!")])
    assert document.text == "abc!"
    assert tuple(document.runs) == (SourceRun(0, 2, 2, 10), SourceRun(2, 3, 2, 13))


@pytest.mark.parametrize(
    ("words", "problem", "status"),
    [
        ("text", False, Status.COMPLETE),
        ("text", True, Status.PARTIAL),
        ("", True, Status.UNREADABLE),
        ("", False, Status.UNREADABLE),
    ],
)
def test_the_status_follows_from_text_and_problems(words, problem, status):
    builder = DocumentBuilder("text/html")
    builder.add_block(BlockKind.PARAGRAPH, [Inline(words)])
    if problem:
        builder.add_problem("odd", "Something is odd.")
        builder.add_problem("odd", "Something is odd.")
    document = builder.build()
    assert document.status is status
    assert len(document.problems) == problem


def test_more_text_than_allowed_is_refused():
    builder = DocumentBuilder("text/html", max_chars=10)
    builder.add_block(BlockKind.PARAGRAPH, [Inline("12345")])
    with pytest.raises(LoadError) as caught:
        builder.add_block(BlockKind.PARAGRAPH, [Inline("6789")])
    assert caught.value.code == "too-much-text"


letters = st.sampled_from(
    [*"ab1é [|]\n\t", "\u00a0", "\u00ad", "\u200b", "\ufb01", "\x02", "\x1f", "\U0001f600", "\ue000"]
)
words = st.text(letters, max_size=8)
inline = st.one_of(
    st.builds(Inline, words),
    st.builds(Inline, words, link=st.just("/x")),
    st.builds(Inline, words, page=st.integers(1, 3), offset=st.integers(0, 50)),
    st.builds(Inline, mark=st.sampled_from(["1", "*"])),
    st.just(Inline(is_break=True)),
    st.builds(Inline, anchor=st.sampled_from(["n", "m"])),
)
blocks = st.lists(st.lists(inline, max_size=6), max_size=5)


def visible(inlines: list[Inline]) -> str:
    """The visible characters of inlines, each in order, without white space."""
    parts = (f"[{one.mark}]" if one.mark is not None else "" if one.is_break else one.text for one in inlines)
    opened = "".join("".join(LIGATURES.get(c, c) for c in part if c not in INVISIBLE) for part in parts)
    return "".join(c for c in opened if not c.isspace() and c >= " ")


@given(blocks)
def test_no_visible_character_is_lost_or_doubled(given_blocks):
    written = built(*given_blocks).text
    assert "".join(written.split()) == visible([one for inlines in given_blocks for one in inlines])


@given(blocks)
def test_blocks_lie_in_order_and_one_blank_line_apart(given_blocks):
    document = built(*given_blocks)
    assert document.text == BLOCK_SEPARATOR.join(block.span.of(document.text) for block in document.blocks)
    for block in document.blocks:
        shown = block.span.of(document.text)
        assert shown == shown.strip()
        assert "\n\n" not in shown
        assert "  " not in shown


@given(blocks)
def test_everything_on_the_text_lies_within_one_block(given_blocks):
    document = built(*given_blocks)
    spans = [block.span for block in document.blocks]
    for part in (*(link.span for link in document.links), *(mark.span for mark in document.marks)):
        assert len(part) > 0
        assert any(span.contains(part) for span in spans)
    assert all(0 <= anchor.offset <= len(document.text) for anchor in document.anchors)


@given(blocks)
def test_marks_and_links_cover_the_words_they_were_given_with(given_blocks):
    document = built(*given_blocks)
    wanted = [one for inlines in given_blocks for one in inlines]
    assert [mark.span.of(document.text) for mark in document.marks] == [
        f"[{one.mark}]" for one in wanted if one.mark is not None
    ]
    linked = "".join(link.span.of(document.text) for link in document.links)
    assert "".join(linked.split()) == visible([one for one in wanted if one.link])


@given(blocks)
def test_runs_point_at_the_character_they_came_from(given_blocks):
    document = built(*given_blocks)
    sources = [
        one for inlines in given_blocks for one in inlines if one.page is not None and one.mark is None
    ]
    for run in document.runs:
        shown = Span(run.start, run.end).of(document.text)
        assert any(
            one.page == run.page
            and one.offset <= run.offset
            and _starts(one.text[run.offset - one.offset :], shown)
            for one in sources
        )


def _starts(source: str, shown: str) -> bool:
    if source[:1] in LIGATURES:
        return LIGATURES[source[0]] == shown
    return all(
        there == here or there.isspace() or there < " " for there, here in zip(source, shown, strict=False)
    ) and len(source) >= len(shown)


@given(st.lists(st.lists(inline, max_size=4), min_size=1, max_size=4))
def test_the_cells_of_a_row_cover_its_text(cells):
    builder = DocumentBuilder("text/html")
    row = builder.add_row(cells)
    document = builder.build()
    if row is None:
        assert document.text == ""
        return
    assert document.text == " | ".join(cell.span.of(document.text) for cell in row.cells)
    assert len(row.cells) == len(cells)
