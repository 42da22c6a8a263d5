"""Sets apart the menus that copied page text begins and ends with, where nothing else is possible."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from auditor.loaders.pieces import Piece

MIN_MENU_ITEMS = 12
"""Short items in one run before a list at the very beginning is a menu and not the page's offer."""
MAX_MENU_WORDS = 6
MAX_LINES_BEFORE_MENU = 2
"""Lines such as a skip link that may stand before the menu."""
MIN_FOOTER_LINES = 5
MAX_FOOTER_WORDS = 9
_SOURCE = re.compile(r"://|(?<!\d)(?:19|20)\d\d(?!\d)")
"""An address or a year: the run of short lines has reached the references."""
COPYRIGHT = ("©", "(c)")


def with_regions(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with a leading menu tagged as navigation and a closing one as footer."""
    menu_end = _menu_end(pieces)
    footer_start = _footer_start(pieces)
    regions = [
        Region.NAV if i < menu_end else Region.FOOTER if i >= footer_start else Region.MAIN
        for i in range(len(pieces))
    ]
    return [replace(piece, region=region) for piece, region in zip(pieces, regions, strict=True)]


def _menu_end(pieces: list[Piece]) -> int:
    start = next((i for i, piece in enumerate(pieces) if piece.kind is BlockKind.LIST_ITEM), len(pieces))
    if start > MAX_LINES_BEFORE_MENU or any(not _is_short(piece, MAX_MENU_WORDS) for piece in pieces[:start]):
        return 0
    end = start
    while (
        end < len(pieces)
        and pieces[end].kind is BlockKind.LIST_ITEM
        and _is_short(pieces[end], MAX_MENU_WORDS)
    ):
        end += 1
    return end if end - start >= MIN_MENU_ITEMS else 0


def _footer_start(pieces: list[Piece]) -> int:
    """Return where the run of short lines around a closing copyright line begins; the end when there is none."""
    start = len(pieces)
    while start > 0 and _is_footer_line(pieces[start - 1]):
        start -= 1
    footer = pieces[start:]
    has_copyright = any(piece.text.lower().startswith(COPYRIGHT) for piece in footer)
    return start if has_copyright and len(footer) >= MIN_FOOTER_LINES else len(pieces)


def _is_footer_line(piece: Piece) -> bool:
    if piece.text.lower().startswith(COPYRIGHT):
        return True
    return _is_short(piece, MAX_FOOTER_WORDS) and piece.label is None and not _SOURCE.search(piece.text)


def _is_short(piece: Piece, words: int) -> bool:
    is_row = piece.kind in {BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER}
    return not is_row and piece.words <= words and not piece.text.endswith((".", "!", "?", ":", ";"))
