"""The saved page as a file that the viewer may load: its own words and looks, in UTF-8, and an order to fetch nothing."""

from __future__ import annotations

import re

from auditor.loaders.html.encoding import decode

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What the page may use: what it brings along. The gate refuses the rest too, but a refusal here costs no time."""

_HEAD = re.compile(r"<head[^>]*>|<html[^>]*>|<!doctype[^>]*>", re.IGNORECASE)
_DECLARED = re.compile(
    r"<meta[^>]+(?:charset|http-equiv\s*=\s*[\"']?refresh)[^>]*>|<base\b[^>]*>", re.IGNORECASE
)


def private_copy(content: bytes, charset: str | None = None) -> str:
    """Return the page with our policy at the top of its head, and without what would send it elsewhere."""
    text, _ = decode(content, charset)
    page = _DECLARED.sub("", text)
    order = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    found = None
    for found in _HEAD.finditer(page, 0, 4_096):
        if found[0].lower().startswith("<head"):
            break
    at = found.end() if found else 0
    return page[:at] + order + page[at:]
