"""The report in an organisation's own dress: a band with logo and name on top, and its colours, light and dark."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from auditor.export.html.style import DARK_SURFACE
from auditor.model.colour import WHITE, ink_on, readable
from auditor.model.template import BAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.template import Template

_LOGO_BOX = (320, 64)
"""Pixels."""

_STRIP = """
.house { background: #BAND; color: #INK; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.house > div { max-width: 64rem; margin: 0 auto; padding: .75rem 1.25rem; display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1rem; min-height: .5rem; }
.house img { background: #fff; border-radius: 6px; padding: .5rem .75rem; box-sizing: content-box; display: block; }
.house p { font-size: 1.125rem; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
.house .empty { padding: 0; }
@media print { .house > div { max-width: none; padding: .5rem .75rem; } .house + header { padding-top: 1rem; } }
"""
_ACCENT = """
:root { --accent: #LIGHT; }
@media screen and (prefers-color-scheme: dark) { :root { --accent: #DARK; } }
"""


def policy(template: Template) -> str:
    """Return what the page may load: nothing, but for the logo that stands in it.

    Even a browser that is told otherwise by the words of an audited page loads and runs nothing.
    """
    pictures = "; img-src data:" if template.logo else ""
    rules = f"default-src 'none'; style-src 'unsafe-inline'{pictures}"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def style(template: Template) -> str:
    """Return the rules that the dress needs."""
    band = template.band or BAND
    said = (
        _STRIP.replace("#BAND", f"#{band}").replace("#INK", f"#{ink_on(band)}")
        if _has_strip(template)
        else ""
    )
    if template.accent:
        light, dark = readable(template.accent, WHITE), readable(template.accent, DARK_SURFACE)
        said += _ACCENT.replace("#LIGHT", f"#{light}").replace("#DARK", f"#{dark}")
    return said


def strip(template: Template) -> Iterator[str]:
    """Yield the band with the logo and the name."""
    if not _has_strip(template):
        return
    is_empty = not template.logo and not template.organisation
    yield f'<div class="house"><div{" class=empty" if is_empty else ""}>'
    if logo := template.logo:
        width, height = (round(side) for side in logo.within(*_LOGO_BOX))
        words = "" if template.organisation else "Logo"  # the name stands beside it
        data = b64encode(logo.png).decode("ascii")
        yield f'<img src="data:image/png;base64,{data}" alt="{words}" width="{width}" height="{height}">'
    if template.organisation:
        yield f"<p>{escape(template.organisation)}</p>"
    yield "</div></div>"


def _has_strip(template: Template) -> bool:
    return bool(template.logo or template.organisation or template.band)
