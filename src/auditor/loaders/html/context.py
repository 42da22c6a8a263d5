"""What an element means for the text inside it: the kind of block, the region, the depth of lists.

Pages repeat the same few kinds of element thousands of times, so a context remembers what it becomes inside each.
"""

from __future__ import annotations

import re
from dataclasses import field, fields
from typing import TYPE_CHECKING

from auditor.loaders.html.names import HEADINGS, ITEMS, LISTS
from auditor.loaders.html.regions import opens_content, region_of
from auditor.loaders.html.tree import attribute
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.html.tree import Element

_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.SUMMARY,
    "button": BlockKind.BUTTON,
    "label": BlockKind.LABEL,
    "legend": BlockKind.LABEL,
}
_STICKY = frozenset(
    {BlockKind.HEADING, BlockKind.SUMMARY, BlockKind.BUTTON, BlockKind.CAPTION, BlockKind.LABEL}
)
"""Kinds that everything inside the element keeps."""

_LOOKED_INTO = frozenset({"header", "a"})
"""Elements whose context depends on more than their name and class names."""
_TELLING = frozenset({"role", "aria-expanded", "aria-level"})
_WHOLE_PAGE = frozenset({"html", "body", "main"})
_LIST_PARAGRAPH = re.compile(r"msolist")
_LIST_LEVEL = re.compile(r"\blevel([1-9])\b")
_TESTIMONIAL = re.compile(
    r"(?:^|[-_])(?:testimonial|blockquote|pull-?quote)"
    r"(?![-_]*(?:section|page|heading|title|header|area|nav|slider|carousel))(?:[-_]|$)"
)
_FOOTNOTES = re.compile(
    r"^(?:foot|end)notes?(?:[-_](?:list|text|item|body|content|section))?$"
    r"|^wp-block-footnotes$|^easy-footnotes|^mso(?:foot|end)notetext$"
)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The meaning of the boxes the walk is inside of, as far as they decide about the next block."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_sticky: bool = False
    region: Region = Region.MAIN
    is_content: bool = False
    """Below an article or main part, where headers and footers are not those of the page."""
    is_pre: bool = False
    list_depth: int = 0
    _inside: dict[tuple[str, tuple[str, ...]], Context] = field(default_factory=dict)

    def inside(self, tag: Element, names: tuple[str, ...]) -> Context:
        """Return the context inside an element; `names` are its class names and id in lower case."""
        attrs = tag.attrs
        if tag.name in _LOOKED_INTO or (attrs and not _TELLING.isdisjoint(attrs)):
            return self._entered(tag, names)
        found = self._inside.get((tag.name, names))
        if found is None:
            found = self._inside[tag.name, names] = self._entered(tag, names)
        return found

    def as_button(self, tag: Element) -> Context:
        """Return this context with the kind of a button, or of a summary where the button opens content."""
        opens = "aria-expanded" in tag.attrs and self.region is Region.MAIN
        kind = BlockKind.SUMMARY if opens else BlockKind.BUTTON
        return self._with(kind=kind, level=0, is_sticky=tag.name in {"a", "button"})

    def _with(self, **changes: object) -> Context:
        values = {name: getattr(self, name) for name in _CARRIED}
        return Context(**{**values, **changes})

    def _entered(self, tag: Element, names: tuple[str, ...]) -> Context:
        name = tag.name
        changes: dict[str, object] = {}
        region = region_of(tag, names, self.region, is_content=self.is_content)
        if region is not self.region:
            changes["region"] = region
        if not self.is_content and opens_content(tag):
            changes["is_content"] = True
        if name in LISTS:
            changes["list_depth"] = self.list_depth + 1
        if name == "pre":
            changes["is_pre"] = True
        if not self.is_sticky or (self.kind is BlockKind.HEADING and name in HEADINGS):
            changes.update(self._kind_inside(tag, names))
        if not changes:
            return self
        entered = self._with(**changes)
        return entered.as_button(tag) if name == "button" and not self.is_sticky else entered

    def _kind_inside(self, tag: Element, names: tuple[str, ...]) -> dict[str, object]:
        kind, level = self._kind_and_level(tag, names)
        if (kind, level) == (self.kind, self.level):
            return {}
        return {"kind": kind, "level": level, "is_sticky": kind in _STICKY}

    def _kind_and_level(self, tag: Element, names: tuple[str, ...]) -> tuple[BlockKind, int]:
        name = tag.name
        level = heading_level(tag)
        if level:
            return BlockKind.HEADING, level
        is_note = self.kind is BlockKind.FOOTNOTE or _is_note(tag, names)
        if name in ITEMS:
            return BlockKind.FOOTNOTE if is_note else BlockKind.LIST_ITEM, max(1, self.list_depth)
        if name in _KINDS:
            return _KINDS[name], 0
        if is_note:
            return BlockKind.FOOTNOTE, self.level
        named = None if name in _WHOLE_PAGE else _named_kind(names)
        return (named, 1 if named is BlockKind.LIST_ITEM else 0) if named else (self.kind, self.level)


def _named_kind(names: tuple[str, ...]) -> BlockKind | None:
    """Return the kind that class names tell."""
    if any(_TESTIMONIAL.search(own) for own in names):
        return BlockKind.QUOTE
    return BlockKind.LIST_ITEM if any(_LIST_PARAGRAPH.match(own) for own in names) else None


_CARRIED = tuple(one.name for one in fields(Context) if one.name != "_inside")


def heading_level(tag: Element) -> int:
    """Return the rank of a heading, 0 for what is none."""
    level = HEADINGS.get(tag.name, 0)
    if "role" not in tag.attrs or attribute(tag, "role") != "heading":
        return level
    written = attribute(tag, "aria-level")
    return int(written) if written in {"1", "2", "3", "4", "5", "6"} else level or 2


def _is_note(tag: Element, names: tuple[str, ...]) -> bool:
    return any(_FOOTNOTES.search(own) for own in names) or attribute(tag, "role") in _NOTE_ROLES
