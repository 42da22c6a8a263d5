"""The head of the marked PDF in an organisation's own dress: its logo, and its name on its colour."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, Paragraph, Spacer

from auditor.export.pdf.fonts import drawn
from auditor.export.safe_text import encodable, one_line
from auditor.model.colour import WHITE, ink_on, readable
from auditor.model.template import BAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

    from auditor.model.template import Template

_LOGO_BOX = (226.0, 48.0)
"""Points: a third of the page's width."""

_SCREEN = 72 / 96
"""Points of a pixel, as pages and spreadsheets count them."""


def house(template: Template, font: str) -> Iterator[Flowable]:
    """Yield what stands above the title; nothing without a template."""
    if logo := template.logo:
        width, height = logo.within(_LOGO_BOX[0] / _SCREEN, _LOGO_BOX[1] / _SCREEN)
        size = {"width": width * _SCREEN, "height": height * _SCREEN}
        yield Image(io.BytesIO(logo.png), **size, hAlign="LEFT", mask="auto")
        yield Spacer(1, 8)
    if template.organisation or template.band:
        band = template.band or BAND
        yield Paragraph(_safe(template.organisation), _style(band, font))


def heading_ink(template: Template) -> str:
    """Return the colour of the title: the band's, as dark as words on white need."""
    return readable(template.band, WHITE) if template.band else "000000"


def _style(band: str, font: str) -> ParagraphStyle:
    return ParagraphStyle(
        "house",
        fontName=font,
        fontSize=11,
        leading=14,
        textColor=colors.HexColor(f"#{ink_on(band)}"),
        backColor=colors.HexColor(f"#{band}"),
        borderPadding=(5, 8, 6, 8),
        leftIndent=8,
        rightIndent=8,
        spaceBefore=6,
        spaceAfter=18,
    )


def _safe(text: str) -> str:
    return escape(drawn(encodable(one_line(text))), quote=False) or "&nbsp;"
