"""What is kept of one page between reading it and writing it: its text, lines and what lies on them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.pdf.geometry import Box


class Raised(NamedTuple):
    """A reference mark: the characters it takes, and the labels it names."""

    start: int
    end: int
    labels: tuple[str, ...]


class Linked(NamedTuple):
    """A stretch of characters under a link."""

    start: int
    end: int
    target: str


class Stretch(NamedTuple):
    """Characters of the page's text that stand together.

    `is_glued` when no space sets them off the ones before.
    """

    start: int
    end: int
    is_glued: bool = False
    is_even: bool = False
    """It is a line by itself, and no part of it stands higher than the rest."""


@dataclass(slots=True, eq=False)
class Line:
    """Words on one baseline within one column, in the page's upright frame."""

    sheet: Sheet = field(repr=False)
    stretches: list[Stretch]
    text: str
    x0: float
    x1: float
    base: float
    size: float
    is_bold: bool = False
    turn: int = 0
    order: int = 0
    """Place in the file's own order."""
    box: int = -1
    """Number of the smallest drawn box it stands in; -1 outside all."""
    is_dotted: bool = False
    """A bullet was drawn before it as a shape."""
    has_drop_cap: bool = False

    @property
    def top(self) -> float:
        """Upper edge, judged from the size: ink differs from word to word."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge, judged from the size."""
        return self.base + 0.2 * self.size

    @property
    def start(self) -> int:
        """Position of its first character in the page's text."""
        return self.stretches[0].start

    @property
    def end(self) -> int:
        """Position after its last character in the page's text."""
        return self.stretches[-1].end


@dataclass(slots=True, eq=False)
class TableRow:
    """One row of a table: the lines of each cell."""

    cells: list[list[Line]]
    is_shaded: bool = False


@dataclass(slots=True, eq=False)
class Table:
    """A table found on a page."""

    rows: list[TableRow]
    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    box: int = -1
    has_header: bool = False


@dataclass(slots=True, eq=False)
class Sheet:
    """One page as read. `is_indexed` is False when its positions are not those of pdfium."""

    number: int
    text: str
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Raised] = field(default_factory=list)
    mark_starts: frozenset[int] = frozenset()
    links: list[Linked] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    picture_share: float = 0.0
    """Share of the page that pictures cover."""
    drawings: int = 0
    """Number of drawn shapes, letters drawn as shapes among them."""
    unreadable_share: float = 0.0
    """Share of characters whose font does not say which letters they are."""
    is_indexed: bool = True
    error: str = ""
    """Why the page could not be read; empty when it could."""

    def forget(self) -> None:
        """Let go of lines and tables once they are written, so that a long file does not pile them up."""
        self.lines = []
        self.tables = []
