"""Laws of reading a page: every word a reader sees once and in order, nothing else, whatever the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.html.loader import HtmlLoader
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

BOXES = (
    "div",
    "section",
    "article",
    "blockquote",
    "details",
    "main",
    "aside",
    "center",
    "my-box",
    "figure",
    "form",
    "footer",
)
LINES = (
    "span",
    "b",
    "em",
    "font",
    "a href='/x'",
    "abbr",
    "u",
    "span class=x",
    "small",
    "label",
    "button",
    "summary",
)
HIDING = (
    "div hidden",
    "span style='display:none'",
    "div class=off",
    "template",
    "script",
    "noscript",
    "p aria-hidden=true",
)


@dataclass
class Node:
    tag: str
    children: list[Node] = field(default_factory=list)


word = st.just("word")
line = st.recursive(
    word, lambda inner: st.builds(Node, st.sampled_from(LINES), st.lists(inner, max_size=4)), max_leaves=6
)
paragraph = st.builds(Node, st.sampled_from(("p", "h2", "h4", "address", "pre")), st.lists(line, max_size=5))
hidden = st.builds(Node, st.sampled_from(HIDING), st.lists(word, min_size=1, max_size=2))


def boxes(inner):
    item = st.builds(Node, st.just("li"), st.lists(inner, max_size=3))
    cell = st.builds(Node, st.sampled_from(("td", "th")), st.lists(inner, max_size=2))
    row = st.builds(Node, st.just("tr"), st.lists(cell, max_size=3))
    return st.one_of(
        st.builds(Node, st.sampled_from(BOXES), st.lists(inner, max_size=5)),
        st.builds(Node, st.sampled_from(("ul", "ol")), st.lists(item, max_size=4)),
        st.builds(Node, st.just("table"), st.lists(row, max_size=4)),
    )


page = st.lists(st.recursive(st.one_of(line, paragraph, hidden), boxes, max_leaves=25), max_size=6)


def written(nodes: list[Node | str], numbers: Iterator[int], *, is_seen: bool, seen: list[str]) -> str:
    """The markup of a page; `seen` gathers its visible words, each with a number of its own."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            name = f"{'word' if is_seen else 'HIDDEN'}{next(numbers)}x"
            seen.extend([name] if is_seen else [])
            parts.append(f" {name} ")
        else:
            inside = written(node.children, numbers, is_seen=is_seen and node.tag not in HIDING, seen=seen)
            parts.append(f"<{node.tag}>{inside}</{node.tag.split()[0]}>")
    return "".join(parts)


def read(markup: str):
    return HtmlLoader().load(Source("p.html", "p.html", markup.encode()), Limits())


@settings(max_examples=80, deadline=None)
@given(page, st.sampled_from(["<body>", "</head>", ""]))
def test_every_visible_word_is_read_once_in_its_order_and_no_hidden_one(nodes, start):
    seen: list[str] = []
    markup = written(nodes, count(), is_seen=True, seen=seen)
    document = read(f"<meta charset=utf-8><style>.off{{display:none}}</style>{start}{markup}")
    assert re.findall(r"\w+\d+x", document.text) == seen


@settings(max_examples=40, deadline=None)
@given(page)
def test_blocks_cover_the_text_and_every_place_can_be_named(nodes):
    document = read(f"<body>{written(nodes, count(), is_seen=True, seen=[])}</body>")
    assert document.text == "\n\n".join(block.span.of(document.text) for block in document.blocks)
    assert all(block.locator.selector for block in document.blocks)
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))


pieces = st.sampled_from(
    [
        "<",
        ">",
        "/",
        "</",
        "<!",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<div",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<sup>",
        "</sup>",
        "1",
        "2,3",
        "[",
        "]",
        "[1]",
        "]",
        "<a",
        "href='#r1'>",
        "</a>",
        "<b>",
        "</i>",
        "<script>",
        "</script>",
        "<style>",
        "{display:none}",
        ".a",
        "}",
        "</style>",
        "<ul>",
        "<li>",
        "<svg>",
        "<title>",
        "</svg>",
        "<select>",
        "<option>",
        "<textarea>",
        "<template>",
        "<br>",
        "<img",
        "alt='x'>",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&bogus;",
        "\x00",
        "\xad",
        "¹",
        "word",
        "<q>",
        "<details>",
        "<summary>",
        "<caption>",
        "<th",
        "colspan=0",
        "rowspan=9>",
        "<input",
        "type=submit",
        "value=x>",
        "<frameset>",
        "<noscript>",
        "<h1",
        "id=a>",
        "<a",
        "name=a>",
        "class=",
        '"',
        "'",
        "=",
        "<math>",
        "<mi>",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "?>",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(pieces, max_size=40).map(" ".join))
def test_no_markup_breaks_the_loader_or_its_spans(markup):
    try:
        document = read(markup)
    except LoadError as error:
        assert error.code == "empty-file"  # noqa: PT017 - the only refusal for a few words of markup
        return
    for span in (
        *(b.span for b in document.blocks),
        *(x.span for x in document.links),
        *(x.span for x in document.marks),
    ):
        assert 0 <= span.start < span.end <= len(document.text)
    assert all(mark.span.of(document.text) == f"[{mark.label}]" for mark in document.marks)
    assert document.text or document.problems


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_loader(content):
    try:
        HtmlLoader().load(Source("p.html", "p.html", b"<p>" + content), Limits())
    except LoadError as error:
        assert error.message  # noqa: PT017 - a sentence for the reviewer
