"""Parses markup into a tree with BeautifulSoup over lxml, whatever its depth and size.

The tree is only ever read from the top down, so its nodes carry what that needs and nothing else, which makes
building it four times as fast. Elements that matter to the whole page (style sheets, scripts, meta tags, main
headings) are noted on the way, so that nobody has to search for them again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast, final

from lxml import etree

from auditor.errors import LoadError
from auditor.loaders.soup import BeautifulSoup, HTMLTreeBuilder, NavigableString, Tag
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BREAK_END = re.compile(r"</br\s*/?>", re.IGNORECASE)

NOTED = frozenset(
    {"html", "body", "title", "meta", "style", "script", "noscript", "h1", "main", "frameset", "frame"}
)
"""Elements the page is asked for as a whole."""

MAX_HEADLINES = 20
"""Main headings for which the headers around them are told; pages have one, careless ones a few."""

_KEPT_AT_ANY_DEPTH = frozenset(
    {
        "script", "style", "template", "noscript", "title", "iframe", "object", "svg", "textarea", "select",
        "img", "input", "br", "hr", "meta", "link", "wbr", "frame", "source", "embed",
    }
)  # fmt: skip
"""Elements that are no boxes to be flattened: without them their content would be taken for text."""


class Element(Tag):
    """An element of a page that is read from the top down; its attributes are plain strings."""

    # Narrower than the library's: no lists of classes, no comments.
    attrs: dict[str, str]  # type: ignore[assignment]
    contents: list[Element | Text]  # type: ignore[assignment]
    parent: Element | None
    before: Element | Text | None
    """What stands right before it in its parent."""
    headline: Element | None = None
    """The main heading below it, kept for headers alone."""

    def __init__(self, name: str, attrs: dict[str, str], parent: Element) -> None:
        self.name = name
        self.attrs = attrs
        self.parent = parent
        self.contents = []
        siblings = parent.contents
        self.before = siblings[-1] if siblings else None
        self.prefix = self.namespace = None
        self.hidden = False

    def __getattr__(self, name: str) -> NoReturn:
        # The library would search the tree for an element of that name.
        raise AttributeError(name)

    def __repr__(self) -> str:
        return f"<{self.name}>"


@final
class Text(NavigableString):
    """A stretch of text between two tags."""

    def __new__(cls, value: str) -> Self:
        """Make the string alone, without the library's links to its neighbours."""
        return str.__new__(cls, value)


@dataclass(frozen=True, slots=True)
class Page:
    """The parsed page: its tree, the elements noted in it, and how many were too deep to keep.

    The root is above `html` and has no attributes and no parent.
    """

    root: Element
    noted: Mapping[str, list[Element]]
    flattened: int
    has_microdata: bool = False

    def first(self, name: str) -> Element | None:
        """Return the first noted element of that name."""
        found = self.noted.get(name)
        return found[0] if found else None

    def release(self) -> None:
        """Take the tree apart, so that its memory is free at once; nodes point at each other both ways."""
        for tag in list(tags_of(self.root)):
            tag.contents.clear()


def parse(text: str, nesting: int) -> Page:
    """Return the page. Elements deeper than `nesting` lose their box, never their text.

    Raises LoadError("not-a-page") when the parser refuses the text.
    """
    if "<" not in text:
        text = f"<body>{text}"  # a bare line would be taken for the name of a file
    if "</br" in text or "</BR" in text:
        text = _BREAK_END.sub("<br>", text)  # what browsers make of it
    builder = _Builder(nesting)
    try:
        soup = BeautifulSoup(text.replace("\x00", ""), builder=builder)
    except (etree.LxmlError, AssertionError) as error:
        raise LoadError("not-a-page", "The page’s markup could not be read.") from error
    return Page(cast("Element", soup), builder.target.noted, builder.target.flattened, "itemprop" in text)


def text_of(tag: Element) -> str:
    """Return all strings below an element as they stand."""
    contents = tag.contents
    if len(contents) == 1 and type(contents[0]) is Text:
        return str(contents[0])
    return "".join(strings_of(tag))


def strings_of(tag: Element) -> Iterator[str]:
    """Yield the strings below an element in order, however deep it is nested."""
    stack = [iter(tag.contents)]
    while stack:
        for child in stack[-1]:
            if isinstance(child, Element):
                stack.append(iter(child.contents))
                break
            yield str(child)
        else:
            stack.pop()


def tags_of(tag: Element) -> Iterator[Element]:
    """Yield the elements below an element in order, however deep it is nested."""
    stack = [iter(tag.contents)]
    while stack:
        for child in stack[-1]:
            if isinstance(child, Element):
                yield child
                stack.append(iter(child.contents))
                break
        else:
            stack.pop()


def ancestors_of(tag: Element) -> Iterator[Element]:
    """Yield the elements around an element, nearest first."""
    parent = tag.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def attribute(tag: Element, name: str) -> str:
    """Return an attribute's text, empty when it is not there."""
    return tag.attrs.get(name, "").strip()


class _Builder(HTMLTreeBuilder):
    """Lets lxml parse for BeautifulSoup and sets the tree up in one go."""

    NAME = "page"

    def __init__(self, nesting: int) -> None:
        super().__init__()
        self.target = _Target(nesting)

    def prepare_markup(self, markup: Any, *_args: Any, **_kwargs: Any) -> Any:
        """Hand the decoded text over as it is; encodings have been dealt with before."""
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:
        """Parse the whole page."""
        self.target.open(self.soup)
        # Without `huge_tree` the parser cuts pages off at 256 levels and at texts of ten megabytes.
        parser = etree.HTMLParser(target=cast("Any", self.target), huge_tree=True)
        parser.feed(markup)
        parser.close()


class _Target:
    """Takes the parser's events: names without namespaces, a limit on depth, no comments."""

    def __init__(self, nesting: int) -> None:
        self.noted: dict[str, list[Element]] = {name: [] for name in sorted(NOTED)}
        self.flattened = 0
        self._nesting = nesting
        self._flat_now = 0
        self._stack: list[Element] = []
        self._words: list[str] = []

    def open(self, root: Any) -> None:
        """Begin the tree at its root."""
        self._stack = [root]

    def start(self, name: str, attrib: Mapping[str, str]) -> None:
        """Open an element, or only mark its place in the text when it is too deep."""
        if len(self._stack) > self._nesting and name not in _KEPT_AT_ANY_DEPTH:
            self._words.append("\n")
            self.flattened += 1
            self._flat_now += 1
            return
        if self._words:
            self._end_text()
        parent = self._stack[-1]
        made = Element(name, dict(attrib), parent)
        parent.contents.append(made)
        self._stack.append(made)
        if name in NOTED:
            self._note(name, made)

    def _note(self, name: str, made: Element) -> None:
        if name == "h1" and len(self.noted[name]) < MAX_HEADLINES:
            for outer in self._stack:
                if outer.name == "header" and outer.headline is None:
                    outer.headline = made
        self.noted[name].append(made)

    def end(self, name: str) -> None:
        """Close an element."""
        if self._flat_now and name not in _KEPT_AT_ANY_DEPTH:
            self._words.append("\n")
            self._flat_now -= 1
            return
        if self._words:
            self._end_text()
        self._stack.pop()

    def data(self, text: str) -> None:
        """Take a stretch of text; the parser may cut it anywhere."""
        self._words.append(text)

    def close(self) -> None:
        """End the tree."""
        if self._words:
            self._end_text()

    def _end_text(self) -> None:
        words = self._words
        self._stack[-1].contents.append(Text(words[0] if len(words) == 1 else "".join(words)))
        words.clear()
