"""Writes the rows of a table in the file format's own words, kept aside until the workbook is packed.

The spreadsheet library makes everything around the rows. The rows themselves are written here, because a
hundred thousand findings are over a million cells: made one by one as objects they take four times as long.
They are kept on disk and not in memory.
"""

from __future__ import annotations

from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import quoteattr

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.xml.constants import REL_NS

from auditor.export.safe_text import length, starts_like_formula, visible
from auditor.export.xlsx_cells import Linked, Marked, rich_element, runs_of, string_element
from auditor.export.xlsx_styles import Kind, dress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from openpyxl.worksheet.worksheet import Worksheet

    from auditor.export.places import Address
    from auditor.export.xlsx_cells import Value
    from auditor.export.xlsx_fit import RowHeights

SPOOL_BYTES = 4_000_000
"""Rows of a usual audit stay in memory; more go to a temporary file."""

FLUSH_ROWS = 200
"""Rows gathered before they are encoded and written."""


class Shorten(Protocol):
    """Says what a cell shall hold instead of a text that is too long for it."""

    def __call__(self, column: int, text: str) -> str:
        """Return the text to show in the column counted from 0."""


class Aside:
    """Text kept aside until the workbook is packed."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - closed by `close`
        self._waiting: list[str] = []

    def add(self, text: str) -> None:
        """Append some text."""
        self._waiting.append(text)
        if len(self._waiting) >= FLUSH_ROWS:
            self._flush()

    @property
    def size(self) -> int:
        """Bytes kept so far."""
        self._flush()
        return self._file.tell()

    def rewound(self) -> BinaryIO:
        """Return all of it as a stream, from the beginning."""
        self._flush()
        self._file.seek(0)
        return self._file  # type: ignore[return-value]

    def close(self) -> None:
        """Forget the text."""
        self._file.close()

    def _flush(self) -> None:
        self._file.write("".join(self._waiting).encode("utf-8"))
        self._waiting.clear()


class PageRows:
    """The rows and links of one sheet. `shorten` is asked when a text is too long for its cell."""

    def __init__(
        self,
        sheet: Worksheet,
        kinds: Sequence[Kind],
        heights: RowHeights,
        shorten: Shorten,
        *,
        max_text: int,
        max_links: int,
    ) -> None:
        self.sheet = sheet
        self.rows, self.links, self.relations = Aside(), Aside(), Aside()
        self.has_dropped_links = False
        self._kinds = kinds
        self._letters = [get_column_letter(at) for at in range(1, len(kinds) + 1)]
        self._heights = heights
        self._shorten = shorten
        self._max_text = max_text
        self._links_left = max_links
        self._styles: dict[tuple[Kind, bool], int] = {}

    def close(self) -> None:
        """Forget what was kept aside."""
        for aside in (self.rows, self.links, self.relations):
            aside.close()

    def header(self, titles: Sequence[str], height: float) -> None:
        """Write the first row."""
        style = self._style(Kind.HEADER, is_guarded=False)
        cells = [
            f'<c r="{letter}1" s="{style}" t="inlineStr"><is>{string_element(title)}</is></c>'
            for letter, title in zip(self._letters, titles, strict=True)
        ]
        self.rows.add(f'<row r="1" ht="{height}" customHeight="1">{"".join(cells)}</row>')

    def write(self, row: int, values: Sequence[Value]) -> None:
        """Write a row. Its height is worked out and not fixed, so that programs may change it as text is added."""
        cells = [
            self._cell(at, row, value) for at, value in enumerate(values) if value is not None and value != ""
        ]
        self.rows.add(f'<row r="{row}" ht="{self._heights.of(values):.1f}">{"".join(cells)}</row>')

    def _cell(self, at: int, row: int, value: Value) -> str:
        if isinstance(value, str):
            return self._text(at, row, value, self._kinds[at])
        if isinstance(value, Marked):
            return self._marked(at, row, value)
        if isinstance(value, Linked):
            return self._linked(at, row, value)
        number = _days(value) if isinstance(value, datetime) else value
        style = self._style(self._kinds[at], is_guarded=False)
        return f'<c r="{self._letters[at]}{row}" s="{style}"><v>{number}</v></c>'

    def _text(self, at: int, row: int, text: str, kind: Kind) -> str:
        clean = visible(text)
        if len(clean) * 2 > self._max_text and length(clean) > self._max_text:
            clean = self._shorten(at, clean)
        return self._string(at, row, kind, clean, string_element(clean))

    def _marked(self, at: int, row: int, value: Marked) -> str:
        runs = list(runs_of(value))
        whole = "".join(words for words, _ in runs)
        is_rich = any(is_bold for _, is_bold in runs) and length(whole) <= self._max_text
        if not is_rich:
            return self._text(at, row, value.text, self._kinds[at]) if value.text else ""
        return self._string(at, row, self._kinds[at], whole, rich_element(runs))

    def _linked(self, at: int, row: int, value: Linked) -> str:
        if not value.text:
            return ""
        if value.address is None or self._links_left == 0:
            self.has_dropped_links = self.has_dropped_links or value.address is not None
            return self._text(at, row, value.text, self._kinds[at])
        self._links_left -= 1
        self._add_link(f"{self._letters[at]}{row}", value.address)
        return self._text(at, row, value.text, Kind.LINK)

    def _string(self, at: int, row: int, kind: Kind, text: str, content: str) -> str:
        style = self._style(kind, is_guarded=starts_like_formula(text))
        return f'<c r="{self._letters[at]}{row}" s="{style}" t="inlineStr"><is>{content}</is></c>'

    def _add_link(self, cell: str, address: Address) -> None:
        # The sheet's other relations are numbered rId1, rId2 and so on.
        name = f"link{cell}"
        place = f" location={quoteattr(address.fragment)}" if address.fragment else ""
        self.links.add(f'<hyperlink ref="{cell}" r:id="{name}"{place}/>')
        self.relations.add(
            f'<Relationship Id="{name}" Type="{REL_NS}/hyperlink" Target={quoteattr(address.target)} '
            'TargetMode="External"/>'
        )

    def _style(self, kind: Kind, *, is_guarded: bool) -> int:
        key = (kind, is_guarded)
        if key not in self._styles:
            cell = WriteOnlyCell(self.sheet)
            dress(cell, kind, is_guarded=is_guarded)
            self._styles[key] = cell.style_id
        return self._styles[key]


def _days(moment: datetime) -> float:
    """Return a time as Excel counts it, in days."""
    return float(to_excel(moment.replace(tzinfo=None)))  # type: ignore[no-untyped-call]
