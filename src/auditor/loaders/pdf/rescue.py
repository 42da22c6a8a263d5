"""Makes a cut-off PDF readable again as far as it goes.

Most programs write the list of pages at the very end, so a broken download has pages but no way to them. Where
the pages' own objects are still there, a new list of pages is put behind them.
"""

from __future__ import annotations

import re

MOST_PAGES = 5_000
"""Pages that are listed anew."""

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_END = b"endobj"


def with_new_page_list(content: bytes) -> bytes | None:
    """Return the file with a new list of the pages still in it; None when there are none to list."""
    end = content.rfind(_END)
    if end < 0:
        return None
    whole = content[: end + len(_END)]
    found = [(int(match[1]), match.end()) for match in _OBJECT.finditer(whole)]
    pages = list(dict.fromkeys(number for number, at in found if _is_page(whole, at)))[:MOST_PAGES]
    if not pages:
        return None
    free = max(number for number, _ in found) + 1
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    return (
        b"%s\n%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\ntrailer\n<< /Root %d 0 R /Size %d >>\n%%%%EOF\n"
        % (
            whole,
            free,
            kids,
            len(pages),
            free + 1,
            free,
            free + 1,
            free + 2,
        )
    )


def _is_page(content: bytes, at: int) -> bool:
    body = content[at : content.find(_END, at)]
    return _PAGE.search(body.split(b"stream", 1)[0]) is not None
