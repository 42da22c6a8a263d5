"""Opens sheets, each set up for print: landscape, as wide as the paper, header on every page, pages numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from auditor.export.safe_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
A3 = 8
"""The file format's numbers for paper sizes."""

MAX_FOOTER = 100
"""Characters. Excel allows 255 for all three parts with their codes."""

PAPER_WIDTHS = {A4: 11.69, A3: 16.54}
"""Inches, as the paper lies."""

TOO_SMALL, LEAST_SCALE = 0.55, 0.75
"""Of the size on the screen: a table that would be smaller than the one is spread until it is as large as the other."""

MOST_SHEETS = 4
REPEATED = 2
"""Columns that stand on each of the sheets: the number and the document."""

CHARACTER, PADDING, SCREEN = 7, 5, 96
"""Pixels of a digit, of the room around a cell's words, and of an inch."""

MARGINS = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
"""Inches: as narrow as most printers can."""


def new_sheet(
    workbook: Workbook, title: str, *, at: int | None, footer: str, paper: int, repeated_rows: str = ""
) -> Worksheet:
    """Add a sheet at the given position (None is the end). Its rows can only be written, from top to bottom.

    It is spoken of as an ordinary sheet because it has the same attributes, which its own type does not tell.
    """
    sheet = cast("Worksheet", workbook.create_sheet(title, at))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = str(paper)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = MARGINS
    if repeated_rows:
        sheet.print_title_rows = repeated_rows
    sheet.sheet_view.tabSelected = at is None and len(workbook.worksheets) == 1
    _set_footer(sheet, footer)
    return sheet


def spread(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Let a table that is far wider than the paper go over several sheets side by side, each with the first columns.

    `widths` are those of the columns that are seen, in characters. Fitted to one sheet its words would be too small to be read.
    """
    inches = [(width * CHARACTER + PADDING) / SCREEN for width in widths]
    room = PAPER_WIDTHS[int(sheet.page_setup.paperSize or A4)] - MARGINS.left - MARGINS.right
    repeated = sum(inches[:REPEATED])
    beside = sum(inches) - repeated
    if room / sum(inches) >= TOO_SMALL:
        return
    # Columns are not cut through, so that some of each sheet stays empty.
    sheets = next(
        (n for n in range(1, MOST_SHEETS) if repeated + beside / n <= room / LEAST_SCALE), MOST_SHEETS
    )
    if sheets > 1:
        sheet.page_setup.fitToWidth = sheets
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = f"A:{get_column_letter(REPEATED)}"


def _set_footer(sheet: Worksheet, footer: str) -> None:
    line = cast("HeaderFooterItem", sheet.oddFooter)
    # An ampersand begins a code in footers.
    line.left.text = one_line(footer)[:MAX_FOOTER].replace("&", "&&")
    line.center.text = "&A"
    line.right.text = "Page &P of &N"
