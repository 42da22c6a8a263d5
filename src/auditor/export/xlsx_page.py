"""Opens sheets, each set up for print: landscape, as wide as the paper, header on every page, pages numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from auditor.export.safe_text import one_line

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
A3 = 8
"""The file format's numbers for paper sizes."""

MAX_FOOTER = 100
"""Characters. Excel allows 255 for all three parts with their codes."""

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


def _set_footer(sheet: Worksheet, footer: str) -> None:
    line = cast("HeaderFooterItem", sheet.oddFooter)
    # An ampersand begins a code in footers.
    line.left.text = one_line(footer)[:MAX_FOOTER].replace("&", "&&")
    line.center.text = "&A"
    line.right.text = "Page &P of &N"
