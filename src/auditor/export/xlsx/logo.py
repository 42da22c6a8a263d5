"""Puts an organisation's logo on the summary, with its name for those who do not see it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from auditor.model.template import Logo

LOGO_ROW = 48.0
"""Points of the row that the logo stands in."""

_BOX = (320, 48)
"""Pixels, of 96 an inch: the row without a little air above and below."""

_AIR = 8


def add_logo(sheet: Worksheet, logo: Logo, organisation: str, *, column: int) -> None:
    """Show the logo in the first row, from the given column (from 1)."""
    picture = Image(io.BytesIO(logo.png))
    width, height = (pixels_to_EMU(side) for side in logo.within(*_BOX))  # type: ignore[no-untyped-call]
    place = AnchorMarker(col=column - 1, colOff=0, row=0, rowOff=pixels_to_EMU(_AIR))  # type: ignore[no-untyped-call]
    anchor = OneCellAnchor(_from=place, ext=XDRPositiveSize2D(width, height))
    anchor.pic = _frame(f"Logo of {organisation}" if organisation else "Logo")
    picture.anchor = anchor
    sheet.add_image(picture)


def _frame(name: str) -> PictureFrame:
    frame = PictureFrame()
    properties = frame.nvPicPr.cNvPr
    properties.id, properties.name, properties.descr = 2, "Logo", name  # the chart is the first
    frame.blipFill.blip = Blip(cstate="print")
    frame.spPr.prstGeom = PresetGeometry2D(prst="rect")
    return frame
