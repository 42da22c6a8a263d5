"""Parses markup into a tree with BeautifulSoup over lxml, whatever its depth and size.

The parser hands over its elements one by one; those that matter to the whole page (style sheets, scripts, meta
tags, headings of the first rank) are noted on the way, so that nobody has to search the tree for them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from bs4.builder import LXMLTreeBuilder, ParserRejectedMarkup
from bs4.element import CData, NavigableString
from lxml import etree

from auditor.errors import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOTED = frozenset({"html", "title", "meta", "style", "script", "noscript", "h1", "main", "frameset", "frame"})
"""Elements the page is asked for as a whole."""

_KEPT_AT_ANY_DEPTH = frozenset(
    {
        "script", "style", "template", "noscript", "title", "iframe", "object", "svg", "textarea", "select",
        "img", "input", "br", "hr", "meta", "link", "wbr", "frame", "source", "embed",
    }
)  # fmt: skip
"""Elements that are no boxes to be flattened: without them their content would be taken for text."""

STRINGS = frozenset({NavigableString, CData})
"""The kinds of string a reader sees; comments, scripts and declarations are kinds of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parsed page: its tree, the elements noted in it, and how many were too deep to keep."""

    soup: BeautifulSoup
    noted: Mapping[str, list[Tag]]
    flattened: int
    has_microdata: bool = False

    def first(self, name: str) -> Tag | None:
        """Return the first noted element of that name."""
        found = self.noted.get(name)
        return found[0] if found else None


def parse(text: str, nesting: int) -> Page:
    """Return the page. Elements deeper than `nesting` lose their box, never their text.

    Raises LoadError("not-a-page") when the parser refuses the text.
    """
    if "<" not in text:
        text = f"<body>{text}"  # a bare line would be taken for the name of a file
    builder = _Builder(nesting)
    try:
        soup = _Soup(text.replace("\x00", ""), builder=builder)
    except (ParserRejectedMarkup, etree.LxmlError, AssertionError) as error:
        raise LoadError("not-a-page", "The page’s markup could not be read.") from error
    return Page(soup, builder.noted, builder.flattened, "itemprop" in text)


def text_of(tag: Tag) -> str:
    """Return all strings below an element as they stand, scripts and comments left out."""
    return "".join(strings_of(tag))


def strings_of(tag: Tag) -> Iterator[str]:
    """Yield the strings below an element in order, however deep it is nested."""
    stack = [iter(tag.contents)]
    while stack:
        for child in stack[-1]:
            if type(child) in STRINGS:
                yield str(child)
            elif isinstance(child, Tag):
                stack.append(iter(child.contents))
                break
        else:
            stack.pop()


def tags_of(tag: Tag) -> Iterator[Tag]:
    """Yield the elements below an element in order, however deep it is nested."""
    stack = [iter(tag.contents)]
    while stack:
        for child in stack[-1]:
            if isinstance(child, Tag):
                yield child
                stack.append(iter(child.contents))
                break
        else:
            stack.pop()


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute's text, empty when it is not there."""
    value = tag.attrs.get(name)
    return value.strip() if isinstance(value, str) else ""


class _Soup(BeautifulSoup):
    """A tree that is only ever read after it was built in one go."""

    def _linkage_fixer(self, el: Tag) -> None:
        # Repairs links between neighbours after a tree was changed; while one is built it climbs to the root for
        # every string and finds nothing to repair, which is costly in deep pages.
        pass


class _Builder(LXMLTreeBuilder):
    """Takes the parser's events: plain HTML names, no namespaces, a limit on depth."""

    def __init__(self, nesting: int) -> None:
        # Without `huge_tree` the parser cuts pages off at 256 levels and at texts of ten megabytes.
        super().__init__(huge_tree=True, multi_valued_attributes=None, store_line_numbers=False)
        self.nesting = nesting
        self.noted: dict[str, list[Tag]] = {name: [] for name in sorted(NOTED)}
        self.flattened = 0
        self._flat_now = 0

    def prepare_markup(self, markup: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Hand the decoded text over as it is; encodings have been dealt with before."""
        yield markup, None, None, False

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:  # noqa: ARG002 - the parser's signature
        """Open an element, or only its place in the text when it is too deep."""
        soup: Any = self.soup
        if len(soup.tagStack) > self.nesting and tag not in _KEPT_AT_ANY_DEPTH:
            soup.handle_data("\n")
            self.flattened += 1
            self._flat_now += 1
            return
        made = soup.handle_starttag(tag, None, None, dict(attrib))
        if tag in NOTED:
            self.noted[tag].append(made)

    def end(self, tag: Any) -> None:
        """Close an element."""
        soup: Any = self.soup
        if self._flat_now and tag not in _KEPT_AT_ANY_DEPTH:
            soup.handle_data("\n")
            self._flat_now -= 1
            return
        soup.handle_endtag(tag)
