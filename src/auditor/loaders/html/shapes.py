"""Tells what an element is made to look like: a button, a row of links, a word of an effect, a drawing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.html import names
from auditor.loaders.html.regions import SKIP_LINKS
from auditor.loaders.html.styles import names_of
from auditor.loaders.html.tree import Element, attribute, text_of

if TYPE_CHECKING:
    from auditor.loaders.html.frames import Frame

_BUTTON = re.compile(r"(?:^|[-_])(?:btn|button|cta)(?:[-_]|$)")
_SPLIT_WORD_CHARS = 20
"""Longest word that effects set letter by letter or word by word in boxes of their own."""
_ROW_ITEM_CHARS = 4
"""Shortest text that stands for itself in a row of boxes; shorter ones are the sign beside a figure."""
_ICON_FONTS = frozenset(
    {
        "material-icons", "material-icons-outlined", "material-icons-round", "material-icons-sharp", "material-icons-two-tone",
        "material-symbols-outlined", "material-symbols-rounded", "material-symbols-sharp",
    }
)  # fmt: skip
"""Class names of fonts that turn the name of an icon into the icon."""


def address(tag: Element) -> str:
    """Return where a link leads; empty for what is none or only runs a script."""
    if tag.name != "a" or "href" not in tag.attrs:
        return ""
    href = attribute(tag, "href")
    return "" if href in {"", "#"} or href[:11].lower() == "javascript:" else href


def is_button(tag: Element) -> bool:
    """Whether a link or box is made to look like a button."""
    if "role" in tag.attrs and attribute(tag, "role") == "button":
        return True
    return (
        tag.name == "a" and "class" in tag.attrs and any(_BUTTON.search(name) for name in names_of(tag.attrs))
    )


def is_drawn(tag: Element) -> bool:
    """Whether an element's text stands for a drawing: a word processor's bullet, or the name of an icon."""
    if "class" in tag.attrs and not _ICON_FONTS.isdisjoint(names_of(tag.attrs)):
        return True
    is_bullet = "style" in tag.attrs and "mso-list:ignore" in attribute(tag, "style").lower()
    return is_bullet and not any(map(str.isalnum, text_of(tag)))


def is_set_off(tag: Element) -> bool:
    """Whether a link is no part of the text after it: a button, or a jump past the menu."""
    return is_button(tag) or not SKIP_LINKS.isdisjoint(names_of(tag.attrs))


def is_apart(frame: Frame) -> bool:
    """Whether what stands directly in an element are links side by side, not a sentence."""
    if frame.is_apart is None:
        inside = [child for child in frame.tag.contents if isinstance(child, Element)]
        links = (
            sum(child.name in {"a", "button"} for child in inside)
            if frame.tag.name in names.PLAIN_BOXES
            else 0
        )
        frame.is_apart = (
            links > 1 and all(child.name in names.LINK_LIKE for child in inside) and not frame.has_own_text()
        )
    return frame.is_apart


def is_row(frame: Frame) -> bool:
    """Whether what stands side by side in an element are words of their own, not a figure and its sign."""
    inside = [child for child in frame.tag.contents if isinstance(child, Element)]
    if frame.has_own_text() or not inside or any(child.name in names.BOXES for child in inside):
        return False
    return all(len(text_of(child).strip()) >= _ROW_ITEM_CHARS for child in inside)


def runs_in(tag: Element) -> bool:
    """Whether a box that its style sets within the line is a part of one: by plain order, or as a word of an effect."""
    if tag.name not in names.MAY_RUN_IN:
        return False
    if "inline-block" not in attribute(tag, "style").lower():
        return True
    word = text_of(tag).strip()
    return len(word) <= _SPLIT_WORD_CHARS and len(word.split()) < 2


def caption_first(child: object) -> bool:
    """Sort a table's caption before everything else in it."""
    return not (isinstance(child, Element) and child.name == "caption")
