"""Markdown: what its writing means to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.markdown.loader import MarkdownLoader
from auditor.model.document import Document, Publication, Status
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPES = [
    (
        "headings, paragraphs, emphasis",
        "# Night *House*\n\nWe **help** people\nto ~~rest~~ sleep.\n\nPrices\n------\n",
        [("heading", "Night House"), ("paragraph", "We help people to rest sleep."), ("heading", "Prices")],
    ),
    (
        "lists inside lists, and a paragraph inside an item",
        "1. First\n   - inner\n\n   More of the first.\n2. Second\n",
        [
            ("list-item", "First"),
            ("list-item", "inner"),
            ("paragraph", "More of the first."),
            ("list-item", "Second"),
        ],
    ),
    (
        "quotations",
        '> "I slept."\n> — Ann\n\n> "So did I."\n',
        [("quote", '"I slept." — Ann'), ("quote", '"So did I."')],
    ),
    (
        "tables",
        "| Room | Share |\n|---|--:|\n| Blue | **12%** |\n",
        [("table-header", "Room | Share"), ("table-row", "Blue | 12%")],
    ),
    (
        "a hard line break stays one",
        "Night House  \n2 Quiet Lane\n",
        [("paragraph", "Night House\n2 Quiet Lane")],
    ),
    (
        "pictures are their words, in a block of their own",
        "![A bed by a window](bed.jpg)\n\nOur ![logo](l.png) rooms.\n",
        [("alt-text", "A bed by a window"), ("paragraph", "Our rooms."), ("alt-text", "logo")],
    ),
    (
        "comments and scripts are not shown",
        "<!-- the best beds -->\n\nSleep <!-- ever -->well<script>best()</script>.\n\n<style>p{}</style>\n",
        [("paragraph", "Sleep well.")],
    ),
    (
        "raw HTML keeps its words and loses its tags",
        (
            "<div><h2>Rooms</h2><p>Blue<br>and <b>green</b> &amp; red</p><ul><li>Bed</li></ul>"
            "<table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table></div>\n"
        ),
        [
            ("heading", "Rooms"),
            ("paragraph", "Blue\nand green & red"),
            ("list-item", "Bed"),
            ("table-header", "A | B"),
            ("table-row", "1 | 2"),
        ],
    ),
    (
        "details open on their question",
        "<details><summary>Is it safe?</summary>\n\nIt is **quiet**.\n\n</details>\n",
        [("summary", "Is it safe?"), ("paragraph", "It is quiet.")],
    ),
    (
        "code is text like any other",
        "```\nGuaranteed sleep\nfrom night one\n```\n\n    indented\n",
        [("paragraph", "Guaranteed sleep\nfrom night one"), ("paragraph", "indented")],
    ),
    ("escapes are undone", r"5\* rooms, \[a\] bed, a&nbsp;b", [("paragraph", "5* rooms, [a] bed, a b")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_markdown_becomes_blocks(
    markdown: Callable[[str], Document],
    shape: Callable[[Document], list[tuple[str, str]]],
    text: str,
    expected: list[tuple[str, str]],
) -> None:
    assert shape(markdown(text)) == expected


MARKS = [
    ("a bracketed number", "Half slept.[1]\n\n[1] Poe A. 2020.\n", [("1", "#ref-1")]),
    ("a number without an entry", "Half slept.[4]\n\n[1] Poe A. 2020.\n", [("4", None)]),
    ("a footnote", "Half slept.[^a]\n\n[^a]: Poe A. 2020.\n", [("a", "#fn-a")]),
    ("a footnote that is not there", "Half slept.[^a]\n", [("a", None)]),
    ("raised numbers", "Half slept.<sup>1,2</sup>\n", [("1", None), ("2", None)]),
    ("a raised link", 'Half slept.<sup><a href="#n1">1</a></sup>\n', [("1", "#n1")]),
    ("a link that is a number", "Half slept [1](#n1).\n", [("1", "#n1")]),
    ("a number between carets", "Half slept.^2^\n", [("2", None)]),
    (
        "an entry of a list",
        "Half slept.[2]\n\n1. Poe A. 2020.\n2. Lin B. 2021.\n3. Dee C. 2022.\n",
        [("2", "#ref-2")],
    ),
    (
        "a number stuck to a word",
        "slept1, woke2, dreamt3.\n\n1. Poe 2020.\n2. Lin 2021.\n3. Dee 2022.\n",
        [("1", "#ref-1"), ("2", "#ref-2"), ("3", "#ref-3")],
    ),
    ("an ordinal", "the 5<sup>th</sup> night, 40 m<sup>2</sup>, 37<sup>o</sup>C\n", []),
    ("a footnote's own label", "Text.\n\n[^1]: See [^2].\n[^2]: Done.\n", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks_and_what_they_point_to(
    markdown: Callable[[str], Document], text: str, expected: list[tuple[str, str | None]]
) -> None:
    document = markdown(text)
    assert [(mark.label, mark.target) for mark in document.marks] == expected
    names = {anchor.name for anchor in document.anchors}
    assert all(target[1:] in names or target == "#n1" for _, target in expected if target)


def test_footnotes_come_last_with_their_label(
    markdown: Callable[[str], Document], shape: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = markdown(
        "Half slept.[^1]\n\n[^1]: Poe A. *Bed J.*\n    2020.\n\n    A second paragraph.\n\nThe end.\n"
    )
    assert shape(document) == [
        ("paragraph", "Half slept.[1]"),
        ("paragraph", "The end."),
        ("footnote", "[1] Poe A. Bed J. 2020."),
        ("footnote", "A second paragraph."),
    ]


def test_links_of_all_kinds_keep_their_target(markdown: Callable[[str], Document]) -> None:
    document = markdown(
        "[one](https://a.example) [two][b] <https://c.example> https://d.example.\n\n[b]: https://b.example\n"
    )
    assert [(link.span.of(document.text), link.target) for link in document.links] == [
        ("one", "https://a.example"),
        ("two", "https://b.example"),
        ("https://c.example", "https://c.example"),
        ("https://d.example", "https://d.example"),
    ]


FRONT = """\
---
title: "Better nights"
description: Sleep in a quiet house.
authors:
  - Ada Poe
  - 'Bo Lin'
reviewed_by: Dr Cy Dee
date: 2026-01-02
lastmod: 2026-03-04
publisher: Night House
lang: en-GB
---
# Sleep

We help.
"""


def test_front_matter_says_who_and_when(
    markdown: Callable[[str], Document], shape: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = markdown(FRONT)
    assert document.title == "Better nights"
    assert document.language == "en-GB"
    assert shape(document)[:3] == [
        ("title", "Better nights"),
        ("description", "Sleep in a quiet house."),
        ("heading", "Sleep"),
    ]
    assert document.publication == Publication(
        organisations=("Night House",),
        authors=("Ada Poe", "Bo Lin"),
        reviewers=("Dr Cy Dee",),
        published_on="2026-01-02",
        modified_on="2026-03-04",
    )


def test_a_line_at_the_top_is_not_front_matter(markdown: Callable[[str], Document]) -> None:
    assert markdown("---\n\nWe help.\n\n---\n").text == "We help."


def test_the_title_of_the_front_matter_is_not_said_twice(markdown: Callable[[str], Document]) -> None:
    assert markdown("---\ntitle: Sleep\n---\n# Sleep\n").text == "Sleep"


HOSTILE = [
    ("quotes in quotes", "> " * 20_000 + "Sleep well."),
    ("lists in lists on one line", "- " * 20_000 + "Sleep well."),
    ("numbers in numbers", "1. " * 20_000 + "Sleep well."),
    ("open brackets", "[" * 5_000 + "Sleep well."),
    ("stars", "*" * 5_000 + "Sleep well." + "*" * 4_999),
    ("open tags", "<div>" * 5_000 + "Sleep well."),
    ("tags that never close", "<div " * 20_000 + "Sleep well."),
    ("comments that never close", "<!--" * 20_000 + "Sleep well."),
    ("a very long indent", "Sleep well.\n\n" + " " * 100_000 + "x"),
]


@pytest.mark.parametrize("text", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_absurd_nesting_loses_no_words(markdown: Callable[[str], Document], text: str) -> None:
    assert "Sleep well." in markdown(text).text


def test_what_lies_too_deep_is_said(markdown: Callable[[str], Document]) -> None:
    document = markdown("\n".join("  " * depth + f"- item {depth}" for depth in range(150)))
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["too-deep"]


def test_markdown_without_words_is_an_error() -> None:
    with pytest.raises(LoadError, match="no readable text"):
        MarkdownLoader().load(Source("a.md", "a.md", b"<!-- nothing -->\n\n***\n"), Limits())


@settings(max_examples=60)
@given(st.text(alphabet="ab *_[]()#>-|`<!&\\\n1.:^", max_size=200))
def test_any_writing_is_read_or_refused(text: str) -> None:
    read = read_or_refused(text.encode())
    if isinstance(read, LoadError):
        assert read.code == "no-text"
    else:
        assert all(mark.span.of(read.text) == f"[{mark.label}]" for mark in read.marks)


def read_or_refused(content: bytes) -> Document | LoadError:
    try:
        return MarkdownLoader().load(Source("a.md", "a.md", content), Limits())
    except LoadError as error:
        return error
