"""Reads the elements that are blocks by themselves: pictures, form fields, drawings, labels for screen readers."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.html.line import BREAK
from auditor.loaders.html.styles import names_of
from auditor.loaders.html.tree import Element, Text, ancestors_of, attribute, tags_of, text_of
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from auditor.loaders.html.frames import Frame
    from auditor.loaders.html.walk import Walk

NAMES = frozenset({"img", "amp-img", "input", "select", "textarea", "svg"})
"""The elements read here and not gone into."""

MAX_DRAWN_LABELS = 500
"""Texts read from one drawing; a chart has dozens, a map may have thousands."""

_COUNTERS = (
    "data-to-value", "data-number-value", "data-countup", "data-count", "data-count-to", "data-counter", "data-counter-value",
    "data-to", "data-end", "data-end-value", "data-target", "data-number", "data-stop", "data-val", "data-value",
)  # fmt: skip
"""Where counter scripts keep the figure they run up to."""
_EMPTY_PLACE = "percent-value"
_COUNTER_LEVELS = 4
_COUNTER_CHARS = 12
_FIGURE = re.compile(r"\d{1,12}(?:[.,]\d{1,12})*")
_FILE_NAME = re.compile(r"[^\s]+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
_CHOICES = frozenset({"option", "optgroup", "select"})
_PICTOGRAM_CHARS = 3
_BUTTON_TYPES = frozenset({"submit", "button", "reset"})
_WITHOUT_TEXT = frozenset(
    {
        "hidden",
        "checkbox",
        "radio",
        "range",
        "color",
        "file",
        "password",
        "date",
        "time",
        "month",
        "week",
        "datetime-local",
    }
)


def read(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    """Draft what an element of `NAMES` says."""
    reader = {
        "img": _read_picture,
        "amp-img": _read_picture,
        "input": _read_input,
        "select": _read_select,
        "svg": _read_drawing,
    }
    reader.get(tag.name, _read_field)(walk, tag, frame, nth)


def read_label(walk: Walk, frame: Frame) -> None:
    """Use the text meant for screen readers where an element shows none of its own."""
    label = attribute(frame.tag, "aria-label")
    if not label:
        return
    is_picture = attribute(frame.tag, "role") == "img"
    if not is_picture and walk.progress != frame.marker:
        return
    if is_picture or frame.tag.name == "a":
        walk.add_block(BlockKind.ALT_TEXT, [Inline(label, link=frame.link)], frame, frame.tag, 0)
    elif frame.is_concealed:
        walk.line.add(label, frame.link)


def final_figure(tag: Element) -> str:
    """Return the figure a counter will show when its script has run; empty for what is no waiting counter."""
    first = tag.contents[0] if tag.contents else Text("")
    if isinstance(first, Element):
        return ""
    shown = str(first)
    if len(shown) > _COUNTER_CHARS or shown.strip(" 0\n\t,.%+"):
        return ""
    figure = next((value for name in _COUNTERS if (value := attribute(tag, name))), "") or _figure_around(tag)
    if not _FIGURE.fullmatch(figure):
        return ""
    mark = attribute(tag, "data-delimiter")
    return f"{int(figure):,}".replace(",", mark) if mark and figure.isdecimal() else figure


def _figure_around(tag: Element) -> str:
    """Return the figure that the box of a counter keeps for an empty place inside it."""
    if tag.contents or _EMPTY_PLACE not in names_of(tag.attrs):
        return ""
    outer = islice(ancestors_of(tag), _COUNTER_LEVELS)
    return next((value for box in outer if (value := attribute(box, "data-number-value"))), "")


def _read_picture(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    alt = attribute(tag, "alt")
    if not alt or _FILE_NAME.fullmatch(alt):
        return
    if _is_logo(tag, frame):
        walk.logos.append(" ".join(alt.split()))
    is_pictogram = len(alt) <= _PICTOGRAM_CHARS and not any(char.isalnum() for char in alt)
    if is_pictogram or {"emoji", "wp-smiley"} & set(names_of(tag.attrs)):
        walk.line.add(alt, frame.link)
    else:
        walk.add_block(BlockKind.ALT_TEXT, [Inline(alt, link=frame.link)], frame, tag, nth)


def _is_logo(tag: Element, frame: Frame) -> bool:
    if frame.box.context.region is Region.HEADER:
        return True
    names = (
        *names_of(tag.attrs),
        attribute(tag, "alt")[:200].lower(),
        attribute(tag, "src")[:500].lower(),
        *frame.names,
    )
    return any("logo" in name for name in names)


def _read_input(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    kind = attribute(tag, "type").lower()
    if kind in _BUTTON_TYPES:
        _add(walk, BlockKind.BUTTON, attribute(tag, "value"), tag, frame, nth)
    elif kind == "image":
        _add(walk, BlockKind.BUTTON, attribute(tag, "alt"), tag, frame, nth)
    elif kind not in _WITHOUT_TEXT:
        _add(walk, BlockKind.LABEL, attribute(tag, "placeholder") or attribute(tag, "value"), tag, frame, nth)


def _read_field(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    for text in (attribute(tag, "placeholder"), text_of(tag).strip()):
        _add(walk, BlockKind.LABEL, text, tag, frame, nth)


def _read_select(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    lines: list[Inline] = []
    for inner in tags_of(tag):
        text = (
            attribute(inner, "label")
            if inner.name == "optgroup"
            else _words_of(inner)
            if inner.name == "option"
            else ""
        )
        if text.strip():
            lines.extend((Inline(text), BREAK))
    if lines:
        walk.add_block(BlockKind.LABEL, lines, frame, tag, nth)


def _words_of(option: Element) -> str:
    """Return the words of a choice, without the choices that stand in it because it was never closed."""
    own = (part for part in option.contents if not isinstance(part, Element) or part.name not in _CHOICES)
    return "".join(text_of(part) if isinstance(part, Element) else str(part) for part in own)


def _read_drawing(walk: Walk, tag: Element, frame: Frame, nth: int) -> None:
    """Read a drawing's name and the texts set in it, as in charts."""
    name = attribute(tag, "aria-label")
    texts: list[str] = []
    for inner in tags_of(tag):
        if inner.name == "title" and not name and inner.parent is tag:
            name = text_of(inner).strip()
        elif (
            len(texts) < MAX_DRAWN_LABELS
            and inner.name in {"text", "p", "div"}
            and not _is_inside_text(inner)
        ):
            texts.append(text_of(inner).strip())
    _add(walk, BlockKind.ALT_TEXT, name, tag, frame, nth)
    for text in texts:
        _add(walk, BlockKind.PARAGRAPH, text, tag, frame, nth)


def _is_inside_text(tag: Element) -> bool:
    for parent in ancestors_of(tag):
        if parent.name == "svg":
            return False
        if parent.name in {"text", "p", "div", "defs", "symbol"}:
            return True
    return False


def _add(walk: Walk, kind: BlockKind, text: str, tag: Element, frame: Frame, nth: int) -> None:
    if text:
        walk.add_block(kind, [Inline(text)], frame, tag, nth)
