"""Writes a sheet's rows in the file format's own words, kept aside until the workbook is packed.

The spreadsheet library makes everything around the rows. The rows themselves are written here, because a
hundred thousand findings are over a million cells: made one by one as objects they take four times as long.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.datetime import to_excel
from openpyxl.xml.constants import REL_NS

from auditor.export.safe_text import starts_like_formula
from auditor.export.xlsx.aside import Aside
from auditor.export.xlsx.cells import string_element
from auditor.export.xlsx.styles import HOUSE, Kind, Palette, dress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from auditor.export.places import Address


class SheetRows:
    """The rows and links of one sheet. A cell is made by `text`, `number` or `blank`, at a place such as `B7`."""

    def __init__(self, sheet: Worksheet, palette: Palette = HOUSE) -> None:
        self.sheet = sheet
        self._palette = palette
        self.rows, self.links, self.relations = Aside(), Aside(), Aside()
        self._styles: dict[tuple[Kind, bool, bool], int] = {}

    def close(self) -> None:
        """Forget what was kept aside."""
        for aside in (self.rows, self.links, self.relations):
            aside.close()

    def add(self, row: int, height: float, cells: Sequence[str], *, is_fixed: bool = False) -> None:
        """Add a row. A height that is not fixed was worked out: programs may change it as text is added."""
        fixed = ' customHeight="1"' if is_fixed else ""
        self.rows.add(f'<row r="{row}" ht="{height:.1f}"{fixed}>{"".join(cells)}</row>')

    def text(
        self, place: str, text: str, kind: Kind, *, content: str | None = None, is_ruled: bool = False
    ) -> str:
        """Return a cell with text, clean already; `content` is how it is written when it is not plain."""
        style = self._style(kind, is_guarded=starts_like_formula(text), is_ruled=is_ruled)
        inner = string_element(text) if content is None else content
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{inner}</is></c>'

    def number(self, place: str, number: float | datetime, kind: Kind, *, is_ruled: bool = False) -> str:
        """Return a cell with a number or a time."""
        value = _days(number) if isinstance(number, datetime) else number
        return f'<c r="{place}" s="{self._style(kind, is_ruled=is_ruled)}"><v>{value}</v></c>'

    def blank(self, place: str, kind: Kind, *, is_ruled: bool = False) -> str:
        """Return a cell without a value, for its colour or line."""
        return f'<c r="{place}" s="{self._style(kind, is_ruled=is_ruled)}"/>'

    def link(self, place: str, address: Address) -> None:
        """Make the cell lead to an address."""
        # The sheet's other relations are numbered rId1, rId2 and so on.
        name = f"link{place}"
        location = f" location={quoteattr(address.fragment)}" if address.fragment else ""
        self.links.add(f'<hyperlink ref="{place}" r:id="{name}"{location}/>')
        self.relations.add(
            f'<Relationship Id="{name}" Type="{REL_NS}/hyperlink" Target={quoteattr(address.target)} '
            'TargetMode="External"/>'
        )

    def _style(self, kind: Kind, *, is_guarded: bool = False, is_ruled: bool = False) -> int:
        key = (kind, is_guarded, is_ruled)
        if key not in self._styles:
            cell = WriteOnlyCell(self.sheet)
            dress(cell, kind, self._palette, is_guarded=is_guarded, is_ruled=is_ruled)
            self._styles[key] = cell.style_id
        return self._styles[key]


def _days(moment: datetime) -> float:
    """Return a time as Excel counts it, in days."""
    return float(to_excel(moment.replace(tzinfo=None)))  # type: ignore[no-untyped-call]
