"""One canonical text per document, with the blocks, links and marks that lie on it.

Only `loaders/builder.py` makes these. Everyone downstream speaks half-open spans of `Document.text`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import StrEnum
from typing import overload

from auditor.model.source import Problem
from auditor.model.span import Span
from auditor.model.values import dataclass


class Status(StrEnum):
    """How much of a document could be audited."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    """The document's own title (`<title>`, PDF or DOCX properties when shown to readers)."""
    DESCRIPTION = "description"
    """The meta description: seen in search results, so it is audited."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_HEADER = "table-header"
    TABLE_ROW = "table-row"
    CAPTION = "caption"
    """Of a table or figure."""
    QUOTE = "quote"
    """A blockquote, or a block the page marks up as a testimonial."""
    SUMMARY = "summary"
    """The clickable line of `<details>`, usually a question."""
    BUTTON = "button"
    ALT_TEXT = "alt-text"
    FOOTNOTE = "footnote"
    LABEL = "label"
    """Form labels, placeholders and options."""


class Region(StrEnum):
    """Where on the page a block stands. Regions are tagged, never dropped."""

    HEAD = "head"
    MAIN = "main"
    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    RUNNING = "running"
    """Running heads, feet and folios repeated on every page of a PDF."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a block stands in the source. By format: HTML `selector`; PDF `page` (1-based); DOCX and text `paragraph` (1-based)."""

    selector: str | None = None
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; `header` is the text of the column's header, empty when it has none."""

    span: Span
    header: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of the canonical text.

    `group` numbers the smallest container shared with neighbours (a list, a table, a card); `level` is the
    heading level (1 to 6) or the list depth (from 1). Cells are set for table rows and table headers only.
    """

    index: int
    span: Span
    kind: BlockKind
    region: Region
    locator: Locator
    level: int = 0
    group: int | None = None
    cells: tuple[Cell, ...] = ()
    classes: tuple[str, ...] = ()
    """Lower-case class names and ids of the element and its near ancestors: hints such as `testimonial`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words it lies on and the address it leads to, as written."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote or reference mark. The canonical text shows it as `[label]`; `span` covers that.

    `target` is the anchor it points to when the format says so (`#ref-3`, a DOCX footnote id).
    """

    span: Span
    label: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named place (HTML id, DOCX bookmark or footnote id) at an offset of the canonical text."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What the document's own data says about who publishes it and when (JSON-LD, meta tags, file properties)."""

    organisations: tuple[str, ...] = ()
    site_name: str | None = None
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    published_on: str | None = None
    """ISO date as given."""
    modified_on: str | None = None
    reviewed_on: str | None = None
    countries: tuple[str, ...] = ()
    """Country names or codes of postal addresses in JSON-LD."""
    telephones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Other facts as text (postal addresses, area served, currencies)."""
    logo_alts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRun:
    """`text[start:end]` stands unbroken at `offset` of the source's `page` (PDF: pdfium character index)."""

    start: int
    end: int
    page: int
    offset: int


class SourceRuns(Sequence[SourceRun]):
    """The runs of a document in the order of its text, packed: a long PDF has tens of thousands of them.

    `numbers` holds start, end, page and offset of one run after the other.
    """

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._numbers = array("I", numbers)

    def __len__(self) -> int:
        return len(self._numbers) // 4

    @overload
    def __getitem__(self, index: int) -> SourceRun: ...
    @overload
    def __getitem__(self, index: slice) -> list[SourceRun]: ...
    def __getitem__(self, index: int | slice) -> SourceRun | list[SourceRun]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        at = range(len(self))[index] * 4
        return SourceRun(*self._numbers[at : at + 4])

    def within(self, span: Span) -> Iterator[SourceRun]:
        """Yield the runs that share characters with `span`, without unpacking those before it."""
        numbers = self._numbers
        first = bisect_right(range(len(self)), span.start, key=lambda at: numbers[4 * at + 1])
        for at in range(4 * first, len(numbers), 4):
            if numbers[at] >= span.end:
                return
            yield SourceRun(*numbers[at : at + 4])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceRuns) and self._numbers == other._numbers

    def __hash__(self) -> int:
        return hash(self._numbers.tobytes())


@dataclass(frozen=True, slots=True)
class Document:
    """What a loader read. `blocks` are in reading order, do not overlap and are separated by one blank line."""

    media_type: str
    status: Status
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    language: str | None = None
    """As declared by the document (BCP 47), not detected."""
    uri: str = ""
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    publication: Publication = field(default_factory=Publication)
    runs: SourceRuns = field(default_factory=SourceRuns)
    problems: tuple[Problem, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the code point at `offset`, or None between blocks."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.blocks) and self.blocks[low].span.holds(offset):
            return self.blocks[low]
        return None

    @property
    def words(self) -> int:
        """Number of words in the canonical text, counted at white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in the source, by format (see the audit JSON contract).

    PDF: `page` (1-based) and `boxes` (PDF points, origin top left); HTML: `selector` and `offset` (code points
    into the element's text); DOCX and plain text: `paragraph` (1-based).
    """

    page: int | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    selector: str | None = None
    offset: int | None = None
    paragraph: int | None = None
