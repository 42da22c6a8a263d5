"""Says where a statement stands, in words for a reader and as a link that opens it there."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from auditor.model.document import BlockKind
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.audit import DocumentAudit, SourceRecord
    from auditor.model.document import Block
    from auditor.model.finding import Finding
    from auditor.model.span import Span

WHOLE = "Whole document"
HEADING_CHARS = 26
"""Longer headings are cut in a place's name: it stands in a narrow column."""

FRAGMENT_WORDS = 6
"""Words at each end of a statement that lead a browser to it; enough to be found once in a page."""

MAX_ADDRESS = 2_000
"""Characters. Excel calls a workbook damaged when a link is over 2,079."""

WEB = ("http://", "https://")
PDF = "application/pdf"
_KEPT = "%/:?&=+,;@!$'()*~"
"""Characters with a meaning of their own in an address; all others that are no letters or digits are encoded."""

_HTML = ("text/html", "application/xhtml+xml")
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_NOT_ON_THE_PAGE = re.compile(r"\[[^\]\s]{1,8}\]|\||\n")
"""What the canonical text writes and a browser does not show so: marks, cell and block separators."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads: a file or page, and the place in it (the part behind `#`)."""

    target: str
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.target}#{self.fragment}" if self.fragment else self.target


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: its name and, where it can be opened, its address."""

    label: str
    address: Address | None


class PlaceFinder:
    """Names places in one document; holds what it takes to do so quickly for many findings."""

    def __init__(self, document: DocumentAudit) -> None:
        self._document = document
        self._starts = [block.span.start for block in document.blocks]
        self._headings = _headings(document.blocks, document.text)
        self._base = source_address(document.source)

    @property
    def address(self) -> Address | None:
        """Where the document itself can be opened."""
        return self._base

    def of_finding(self, finding: Finding) -> Spot:
        """Return the place of a finding, with how often its words are repeated."""
        where = finding.place
        spot = self._spot(
            finding.span,
            page=where.page if where else None,
            paragraph=where.paragraph if where else None,
        )
        if finding.occurrences == 1:
            return spot
        return Spot(f"{finding.occurrences:,} places, first: {spot.label}", spot.address)

    def of_span(self, span: Span) -> Spot:
        """Return the place of a stretch of the document's text."""
        block = self._block_at(span.start)
        if block is None:
            return self._spot(span)
        return self._spot(span, page=block.locator.page, paragraph=block.locator.paragraph)

    def _spot(self, span: Span | None, *, page: int | None = None, paragraph: int | None = None) -> Spot:
        if page is not None:
            fragment = f"page={page}" if self._document.source.media_type == PDF else ""
            return Spot(f"Page {page:,}", self._at(fragment))
        if span is None:
            return Spot(WHOLE, self._base)
        if paragraph is not None:
            return Spot(f"Paragraph {paragraph:,}", self._base)
        return Spot(self._section(span), self._at(self._words_fragment(span)))

    def _section(self, span: Span) -> str:
        """Return the heading over the span, or how far down the text it stands."""
        at = bisect_right(self._headings, span.start, key=lambda entry: entry[0]) - 1
        if at >= 0:
            return f"Under “{self._headings[at][1]}”"
        size = max(len(self._document.text), 1)
        share = round(100 * min(span.start, size) / size)
        return f"{share} % down the page" if share else "At the top of the page"

    def _block_at(self, offset: int) -> Block | None:
        at = bisect_right(self._starts, offset) - 1
        return self._document.blocks[at] if at >= 0 else None

    def _at(self, fragment: str) -> Address | None:
        if self._base is None or not fragment:
            return self._base
        if fragment.startswith(":~:"):
            fragment = f"{self._base.fragment}{fragment}"
        address = Address(self._base.target, fragment)
        return address if len(str(address)) <= MAX_ADDRESS else self._base

    def _words_fragment(self, span: Span) -> str:
        is_page = self._document.source.media_type in _HTML
        return text_fragment(span.of(self._document.text)) if is_page else ""


def source_address(source: SourceRecord) -> Address | None:
    """Return where the source can be opened; None for anything but pages of the web and files.

    Other kinds of address (`javascript:`, `data:`) could do harm when clicked and are not made links.
    """
    uri = source.uri
    if not uri or uri == "-" or len(uri) > MAX_ADDRESS:
        return None
    return _as_written(uri) if uri.lower().startswith((*WEB, "file:")) else _file_address(uri)


def web_address(url: str) -> Address | None:
    """Return the address of a page of the web; None for any other kind."""
    return _as_written(url) if url.lower().startswith(WEB) and len(url) <= MAX_ADDRESS else None


def text_fragment(words: str) -> str:
    """Return the fragment that makes a browser scroll to `words`: the first of them, and the last."""
    parts = [part.split() for part in _NOT_ON_THE_PAGE.split(words)]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    if len(parts) == 1 and len(parts[0]) <= 2 * FRAGMENT_WORDS:
        return f":~:text={_encoded(parts[0])}"
    first, last = parts[0][:FRAGMENT_WORDS], parts[-1][-FRAGMENT_WORDS:]
    return f":~:text={_encoded(first)},{_encoded(last)}"


def _as_written(url: str) -> Address:
    target, _, fragment = url.partition("#")
    return Address(quote(target, _KEPT, errors="replace"), quote(fragment, _KEPT, errors="replace"))


def _encoded(words: Sequence[str]) -> str:
    # A dash would be read as the sign for context words.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")


def _file_address(path: str) -> Address | None:
    windows = PureWindowsPath(path)
    if windows.drive and windows.is_absolute():
        return Address(windows.as_uri())
    if _OTHER_SCHEME.match(path):
        return None
    pure = PurePath(path)
    return Address(pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="replace"))


def _headings(blocks: Sequence[Block], text: str) -> list[tuple[int, str]]:
    found = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            words = block.span.of(text)
            short = words if len(words) <= HEADING_CHARS else f"{words[:HEADING_CHARS].rstrip()}…"
            found.append((block.span.start, short))
    return found
