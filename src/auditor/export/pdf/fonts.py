"""The fonts of the pages that are set, and what stands in place of words that they cannot draw.

The pages are set from left to right in one family of Latin, Greek and Cyrillic letters. Chinese would come out as boxes and
Hebrew back to front, which is worse than none: such words are named by their script instead, and the page says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable

REGULAR, BOLD = "AuditorSans", "AuditorSans-Bold"
_FONTS = Path(__file__).parent / "fonts"
_WIDTHS = 50_000
"""Words whose widths are remembered: the laws and cures of a rule stand with each of its findings."""

for _name, _file in ((REGULAR, "DejaVuSans.ttf"), (BOLD, "DejaVuSans-Bold.ttf")):
    # The library knows fonts by name for the whole program; styles and paragraphs ask for them as they are made.
    _font = TTFont(_name, _FONTS / _file)
    _font.stringWidth = lru_cache(_WIDTHS)(_font.stringWidth)
    pdfmetrics.registerFont(_font)
    pdfmetrics.registerFontFamily(_name, normal=_name, bold=BOLD, italic=_name, boldItalic=BOLD)

NOT_DRAWN = (
    "Some words here are in scripts that these pages cannot show, or are emoji. They are named in brackets, such as "
    "[Hebrew, 12 characters]; the spreadsheet and the HTML report show them."
)

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters, marks and stops of scripts that run so, and the signs that turn the direction of others."""

_JOINED = re.compile("\\S\ufe0f?(?:\u200d\\S\ufe0f?)+|\\S\ufe0f")
"""Pictures made of several characters, and signs that are to be shown as pictures."""

_BETWEEN = r"[\s\u0021-\u002f\u003a-\u0040\u2010-\u2027\u3000-\u303f\uff00-\uff0f]"
"""What stands between two words of one script and belongs to it."""

EMOJI = "[emoji]"

_JAPANESE = re.compile("[\u3040-\u30ff]")
_KOREAN = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_CHINESE = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTERS = frozenset({"Lo", "Lm", "Lu", "Ll", "Lt", "Mn", "Mc", "Nd", "Nl"})


def drawn(text: str) -> str:
    """Return the text with whatever the fonts cannot draw named in brackets."""
    if text.isascii() or all(_can_draw(character) for character in set(text)):
        return text
    text = _JOINED.sub(lambda found: EMOJI if _is_picture(found[0]) else found[0], text)
    odd = re.escape("".join(sorted({character for character in text if not _can_draw(character)})))
    if not odd:
        return text
    return re.sub(f"[{odd}](?:{_BETWEEN}*[{odd}])*", lambda found: _named(found[0]), text)


def is_drawn_whole(texts: Iterable[str]) -> bool:
    """Whether the fonts can draw all that there is."""
    return all(drawn(text) == text for text in texts)


@cache
def _glyphs() -> frozenset[int]:
    regular, bold = (frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD))
    return regular & bold


def _can_draw(character: str) -> bool:
    if character.isspace():
        return True
    return ord(character) in _glyphs() and not _RIGHT_TO_LEFT.match(character)


def _named(run: str) -> str:
    letters = [character for character in run if unicodedata.category(character) in _LETTERS]
    if not letters:
        return EMOJI if _is_picture(run) else ""
    return f"[{_script(run, letters[0])}, {len(run):,} character{'s' if len(run) > 1 else ''}]"


def _is_picture(run: str) -> bool:
    """Whether there is more in it than joiners and signs of direction, which have no looks of their own."""
    return any(
        unicodedata.category(character)[0] in "SC" and unicodedata.category(character) != "Cf"
        for character in run
    )


def named_scripts(characters: str) -> str:
    """Name the scripts of some characters: “Arabic, Chinese, emoji”."""
    letters = {c for c in characters if unicodedata.category(c) in _LETTERS}
    pictures = ("emoji and other signs",) if len(letters) < len(characters) else ()
    return ", ".join((*sorted({_script(c, c) for c in letters}), *pictures))


def _script(run: str, letter: str) -> str:
    if _JAPANESE.search(run):
        return "Japanese"
    if _KOREAN.search(run):
        return "Korean"
    if _CHINESE.search(run):
        return "Chinese"
    return unicodedata.name(letter, "unknown").split()[0].capitalize()
