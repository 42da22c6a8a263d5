"""What a Word file's styles and list definitions say of a paragraph: heading, list, caption, hidden, raised."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.docx.xml import attribute, child, children, is_on, name_of, value
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.docx.xml import Element

MAX_BASED_ON = 50
"""Steps along a chain of styles; Word allows eleven, and a chain may be a circle in a broken file."""

_HEADING = re.compile(r"heading (\d)")
_BY_NAME = {
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "quotations": BlockKind.QUOTE,
}
"""By the names Word stores in every language for its own styles."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """A place in a numbered or bulleted list: which list, how deep."""

    list_id: str
    depth: int


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it is written, before what it is based on is added."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    numbering: Numbering | None = None
    is_hidden: bool | None = None
    is_raised: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a file, and the text around the numbers of its lists."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    brackets: dict[tuple[str, int], bool] = field(default_factory=dict)
    language: str | None = None

    def heading_level(self, properties: Element | None) -> int:
        """Return the level (1 to 6) of a paragraph that is a heading, else 0."""
        outline = value(properties, "w:outlineLvl")
        if outline is not None and outline.isdigit():
            return _level(int(outline))
        for style in self._chain(self._paragraph_style(properties)):
            match = _HEADING.fullmatch(style.name)
            if style.name == "title":
                return 1
            if match:
                return _level(int(match.group(1)) - 1)
            if style.outline is not None:
                return _level(style.outline)
        return 0

    def kind(self, properties: Element | None) -> BlockKind | None:
        """Return the kind that a paragraph's style makes it, or None for an ordinary one."""
        names = [style.name for style in self._chain(self._paragraph_style(properties))]
        return next((_BY_NAME[name] for name in names if name in _BY_NAME), None)

    def region(self, properties: Element | None) -> Region:
        """Return navigation for the lines of a table of contents."""
        names = (style.name for style in self._chain(self._paragraph_style(properties)))
        return (
            Region.NAV
            if any(name.startswith(("toc ", "table of figures")) for name in names)
            else Region.MAIN
        )

    def numbering(self, properties: Element | None) -> Numbering | None:
        """Return the list a paragraph belongs to, or None."""
        own = _numbering(child(properties, "w:numPr"))
        if own is not None:
            return own if own.list_id != "0" else None
        for style in self._chain(self._paragraph_style(properties)):
            if style.numbering is not None:
                return style.numbering if style.numbering.list_id != "0" else None
        return None

    def has_brackets(self, numbering: Numbering) -> bool:
        """Whether the list writes its numbers in square brackets, as reference lists do."""
        return self.brackets.get((numbering.list_id, numbering.depth), False)

    def is_hidden(self, run: Element | None, paragraph: Element | None) -> bool:
        """Whether a run with these properties is hidden text."""
        return self._switch(run, paragraph, "w:vanish", "is_hidden")

    def is_raised(self, run: Element | None) -> bool:
        """Whether a run with these properties is superscript."""
        own = value(run, "w:vertAlign")
        if own is not None:
            return own == "superscript"
        return any(style.is_raised for style in self._chain(value(run, "w:rStyle")))

    def _switch(self, run: Element | None, paragraph: Element | None, name: str, field_name: str) -> bool:
        own = is_on(run, name)
        if own is not None:
            return own
        for start in (value(run, "w:rStyle"), self._paragraph_style(paragraph)):
            for style in self._chain(start):
                set_to = getattr(style, field_name)
                if set_to is not None:
                    return bool(set_to)
        return False

    def _paragraph_style(self, properties: Element | None) -> str | None:
        return value(properties, "w:pStyle") or self.default

    def _chain(self, start: str | None) -> list[Style]:
        chain: list[Style] = []
        current = start
        while current is not None and current in self.styles and len(chain) < MAX_BASED_ON:
            chain.append(self.styles[current])
            current = self.styles[current].based_on
        return chain


def read_styles(root: Element | None, numbering_root: Element | None) -> Styles:
    """Return the styles of a file. Missing parts mean no styles."""
    styles: dict[str, Style] = {}
    default = None
    for element in children(root) if root is not None else ():
        style_id = attribute(element, "styleId")
        if name_of(element) != "w:style" or style_id is None:
            continue
        styles[style_id] = _style(element)
        if attribute(element, "type") == "paragraph" and (attribute(element, "default") or "0") not in {
            "0",
            "false",
        }:
            default = style_id
    return Styles(styles, default, _brackets(numbering_root), _language(root))


def _style(element: Element) -> Style:
    paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
    outline = value(paragraph, "w:outlineLvl")
    raised = value(run, "w:vertAlign")
    return Style(
        name=(value(element, "w:name") or "").lower(),
        based_on=value(element, "w:basedOn"),
        outline=int(outline) if outline is not None and outline.isdigit() else None,
        numbering=_numbering(child(paragraph, "w:numPr")),
        is_hidden=is_on(run, "w:vanish"),
        is_raised=None if raised is None else raised == "superscript",
    )


def _numbering(element: Element | None) -> Numbering | None:
    list_id = value(element, "w:numId")
    depth = value(element, "w:ilvl") or "0"
    return Numbering(list_id, int(depth) if depth.isdigit() else 0) if list_id is not None else None


def _brackets(root: Element | None) -> dict[tuple[str, int], bool]:
    """Return which levels of which lists are written `[1]`."""
    abstract: dict[str, dict[int, bool]] = {}
    found: dict[tuple[str, int], bool] = {}
    for element in children(root) if root is not None else ():
        if name_of(element) == "w:abstractNum":
            levels = [one for one in children(element) if name_of(one) == "w:lvl"]
            abstract[attribute(element, "abstractNumId") or ""] = {
                _depth(one): _is_bracketed(one) for one in levels
            }
        elif name_of(element) == "w:num":
            levels_of = abstract.get(value(element, "w:abstractNumId") or "", {})
            list_id = attribute(element, "numId") or ""
            found.update({(list_id, depth): bracketed for depth, bracketed in levels_of.items()})
    return found


def _depth(level: Element) -> int:
    depth = attribute(level, "ilvl") or "0"
    return int(depth) if depth.isdigit() else 0


def _is_bracketed(level: Element) -> bool:
    text = (value(level, "w:lvlText") or "").strip()
    return text.startswith("[%") and text.endswith("]")


def _language(root: Element | None) -> str | None:
    """Return the language of the text without its country, which is the template's and not the writer's."""
    tag = value(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
    return tag.partition("-")[0].lower() if tag else None


def _level(outline: int) -> int:
    return min(outline + 1, 6) if outline < 9 else 0
