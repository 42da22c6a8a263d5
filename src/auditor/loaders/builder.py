"""The only maker of canonical text: blocks in reading order, one blank line between them.

White space is collapsed, invisible characters are dropped and ligatures opened here, once, so that every
format ends in the same text and every span downstream means the same thing.
"""

from __future__ import annotations

from array import array
from dataclasses import field, replace
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.model.document import (
    Anchor,
    Block,
    BlockKind,
    Cell,
    Document,
    Link,
    Locator,
    Mark,
    Publication,
    Region,
    SourceRuns,
    Status,
)
from auditor.model.source import Problem
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CELL_SEPARATOR = " | "
BLOCK_SEPARATOR = "\n\n"

CLOSING = frozenset(".,;:!?)]”’")
"""Signs that follow a mark without a space, also where a space stood before the mark: "shown [3]." is "shown[3]."."""

INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\u0002"
)
"""Soft hyphen, zero-width characters, direction marks, and the two signs pdfium leaves at line-end hyphens."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


_APART = regex.escape("".join(sorted(INVISIBLE | LIGATURES.keys())))
_WHITE = regex.compile(r"[\s\x00-\x1f]")
_LIGATURE = regex.compile(f"[{''.join(LIGATURES)}]")
# Words with one white-space character between them: the same length in the source and in the canonical text.
_STRETCH = regex.compile(rf"[^\s\x00-\x1f{_APART}]+(?:(?!\x02)[\s\x00-\x1f][^\s\x00-\x1f{_APART}]+)*")


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text inside a block.

    `mark` makes it a footnote mark (the text is then ignored and `[mark]` is written). `is_break` keeps a
    line break. `page` and `offset` say where `text` (or the mark's label) starts in the source, one source
    character per code point.
    """

    text: str = ""
    link: str | None = None
    mark: str | None = None
    mark_target: str | None = None
    anchor: str | None = None
    is_break: bool = False
    page: int | None = None
    offset: int = 0


@dataclass(slots=True)
class DocumentBuilder:
    """Collects blocks; `build` returns the frozen document.

    Raises LoadError("too-much-text") when the text grows past `max_chars` code points.
    """

    media_type: str
    max_chars: int = 20_000_000
    title: str = ""
    language: str | None = None
    uri: str = ""
    publication: Publication = field(default_factory=Publication)
    problems: list[Problem] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _anchors: list[Anchor] = field(default_factory=list)
    _runs: array[int] = field(default_factory=lambda: array("I"))

    def add_block(
        self,
        kind: BlockKind,
        inlines: Iterable[Inline],
        *,
        region: Region = Region.MAIN,
        locator: Locator | None = None,
        level: int = 0,
        group: int | None = None,
        classes: tuple[str, ...] = (),
    ) -> Block | None:
        """Append one block; return it, or None when no visible text was in it (its anchors are kept)."""
        return self._append(
            kind,
            [list(inlines)],
            [""],
            region=region,
            locator=locator,
            level=level,
            group=group,
            classes=classes,
            is_row=False,
        )

    def add_row(
        self,
        cells: Sequence[Iterable[Inline]],
        *,
        headers: Sequence[str] = (),
        is_header: bool = False,
        region: Region = Region.MAIN,
        locator: Locator | None = None,
        group: int | None = None,
        classes: tuple[str, ...] = (),
    ) -> Block | None:
        """Append one table row, its cells joined by ` | `; `headers` are the columns' header texts."""
        kind = BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW
        padded = [*headers, *[""] * (len(cells) - len(headers))]
        return self._append(
            kind,
            [list(c) for c in cells],
            padded,
            region=region,
            locator=locator,
            level=0,
            group=group,
            classes=classes,
            is_row=True,
        )

    def add_anchor(self, name: str) -> None:
        """Name the place where the next block will begin."""
        self._anchors.append(Anchor(name, self._next_start))

    def add_problem(self, code: str, message: str) -> None:
        """Note why the document is not wholly read; it will be `partial` at best."""
        problem = Problem(code, message)
        if problem not in self.problems:
            self.problems.append(problem)

    @property
    def is_empty(self) -> bool:
        """Whether no visible text has been added."""
        return not self._blocks

    def build(self, status: Status | None = None) -> Document:
        """Freeze. Without `status`: complete, partial when there are problems, unreadable when there is no text."""
        if status is None:
            status = (
                Status.UNREADABLE if self.is_empty else Status.PARTIAL if self.problems else Status.COMPLETE
            )
        return Document(
            media_type=self.media_type,
            status=status,
            text="".join(self._pieces),
            blocks=tuple(self._blocks),
            title=" ".join(self.title.split()),
            language=self.language,
            uri=self.uri,
            links=tuple(self._links),
            marks=tuple(self._marks),
            anchors=tuple(
                a if a.offset <= self._length else replace(a, offset=self._length) for a in self._anchors
            ),
            publication=self.publication,
            runs=SourceRuns(self._runs),
            problems=tuple(self.problems),
        )

    @property
    def _next_start(self) -> int:
        return self._length + (len(BLOCK_SEPARATOR) if self._blocks else 0)

    def _append(
        self,
        kind: BlockKind,
        cells: list[list[Inline]],
        headers: list[str],
        *,
        region: Region,
        locator: Locator | None,
        level: int,
        group: int | None,
        classes: tuple[str, ...],
        is_row: bool,
    ) -> Block | None:
        line = _Line(self._next_start)
        places: list[Cell] = []
        for number, cell in enumerate(cells):
            if number:
                line.write_separator()
            places.append(Cell(line.write_all(cell), " ".join(headers[number].split())))
        self._anchors.extend(line.anchors)
        if not line.has_text:
            return None
        start, text = self._next_start, line.finish()
        if start + len(text) > self.max_chars:
            raise LoadError(
                "too-much-text", f"The text is longer than {self.max_chars:,} characters and was not audited."
            )
        self._pieces.append((BLOCK_SEPARATOR if self._blocks else "") + text)
        self._length = start + len(text)
        span = Span(start, self._length)
        block = Block(
            index=len(self._blocks),
            span=span,
            kind=kind,
            region=region,
            locator=locator or Locator(),
            level=level,
            group=group,
            cells=tuple(places) if is_row else (),
            classes=classes,
        )
        self._blocks.append(block)
        self._links.extend(x for x in line.links if len(x.span))
        self._marks.extend(line.marks)
        self._runs.extend(line.runs)
        return block


class _Line:
    """One block's text while it is written: white space pending, nothing trailing."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.links: list[Link] = []
        self.marks: list[Mark] = []
        self.anchors: list[Anchor] = []
        self.runs: list[int] = []
        self.has_text = False
        self._parts: list[str] = []
        self._end = start
        self._pending = ""
        self._is_carried = False
        self._cell_start = start

    def write_separator(self) -> None:
        """Set the next cell apart."""
        self._put(CELL_SEPARATOR)
        self._pending = ""
        self._cell_start = self._end

    def write_all(self, inlines: list[Inline]) -> Span:
        """Write one cell or block; return its span."""
        self._pending = ""
        start = self._cell_start = self._end
        for inline in inlines:
            self._write(inline)
        self._pending = ""
        return Span(start, self._end)

    def finish(self) -> str:
        """Return the text."""
        return "".join(self._parts)

    def _write(self, inline: Inline) -> None:
        if inline.anchor is not None:
            self.anchors.append(Anchor(inline.anchor, self._end + len(self._pending)))
        if inline.is_break:
            self._pending = "\n" if self._end > self._cell_start else ""
        elif inline.mark is not None:
            start = self._write_mark(inline.mark)
            if inline.page is not None:
                self.runs += (start + 1, self._end - 1, inline.page, inline.offset)
            self.marks.append(Mark(Span(start, self._end), inline.mark, inline.mark_target))
            if inline.link:
                self.links.append(Link(Span(start, self._end), inline.link))
        elif inline.text:
            start, written = self._end, len(self._parts)
            if inline.page is not None or not self._write_words(inline.text):
                self._write_text(inline)
            if inline.link and self._end > start:
                text = "".join(self._parts[written:])
                lead = len(text) - len(text.lstrip())
                self.links.append(Link(Span(start + lead, self._end), inline.link))

    def _write_mark(self, label: str) -> int:
        # A mark belongs to the word before it: pending white space goes after it, not before.
        start = self._end
        self._is_carried = bool(self._pending)
        self._put(f"[{label}]")
        self.has_text = True
        return start

    def _write_words(self, text: str) -> bool:
        """Write text that holds nothing but words and white space; return False, with nothing written, for other text.

        Only for text whose places in the source are not asked for. Invisible signs are not printable.
        """
        words = " ".join(text.split())
        if not words.isprintable() or not (words.isascii() or _LIGATURE.search(words) is None):
            return False
        if text[0].isspace() and self._end > self._cell_start and not self._pending:
            self._pending = " "
        if words:
            self._put_pending(words)
            self._put(words)
            self._pending = " " if text[-1].isspace() else ""
            self.has_text = True
        return True

    def _write_text(self, inline: Inline) -> None:
        text, end = inline.text, 0
        for stretch in _STRETCH.finditer(text):
            if stretch.start() > end:
                self._write_gap(text[end : stretch.start()], inline, end)
            self._write_stretch(stretch.group(), inline, stretch.start())
            end = stretch.end()
        if end < len(text):
            self._write_gap(text[end:], inline, end)

    def _write_stretch(self, text: str, inline: Inline, index: int) -> None:
        if not text.isprintable():
            text = _WHITE.sub(" ", text)
        self._write_visible(text, inline, index)

    def _write_gap(self, gap: str, inline: Inline, index: int) -> None:
        """Write what stands between two plain stretches: white space, invisible signs, ligatures."""
        for number, char in enumerate(gap):
            if char in LIGATURES:
                self._write_visible(LIGATURES[char], inline, index + number)
            elif char not in INVISIBLE and self._end > self._cell_start and not self._pending:
                self._pending = " "

    def _write_visible(self, text: str, inline: Inline, index: int) -> None:
        self._put_pending(text)
        if inline.page is not None:
            self.runs += (self._end, self._end + len(text), inline.page, inline.offset + index)
        self._put(text)
        self.has_text = True

    def _put_pending(self, text: str) -> None:
        """Write the white space due before `text`; none between a mark and the stop that closes its sentence."""
        is_needless = self._is_carried and self._pending == " " and text[0] in CLOSING
        if self._pending and not is_needless:
            self._put(self._pending)
        self._pending = ""
        self._is_carried = False

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._end += len(text)
