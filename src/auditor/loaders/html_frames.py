"""The walk's memory: one frame for each element it is inside of, and what kinds of block elements make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.html_regions import opens_content, region_of
from auditor.loaders.html_styles import names_of
from auditor.loaders.html_tree import STRINGS, attribute
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import Tag

    from auditor.loaders.html_drafts import Group
    from auditor.loaders.html_rows import Cells
    from auditor.loaders.html_tables import TablePlan

PATH_DEPTH = 60
"""Levels a selector names; what lies deeper is placed at its ancestor there."""
NEAR_ANCESTORS = 3
"""Ancestors whose class names are kept with a block."""
NAMES_PER_ELEMENT = 12
"""Class names kept per element; utility frameworks write dozens that say nothing."""

BOXES = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup html label legend li listing main marquee menu nav ol p plaintext pre search
    section summary table tbody td tfoot th thead tr ul xmp""".split()
)
"""Elements that stand as boxes; all others run within the line."""

_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
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

LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_LIST_PARAGRAPH = re.compile(r"msolist", re.IGNORECASE)
_TESTIMONIAL = re.compile(
    r"(?:^|[-_])(?:testimonial|blockquote|pull-?quote)(?![-_]*(?:section|page|heading|title|header|area|nav|slider|carousel))(?:[-_]|$)"
)
_FOOTNOTES = re.compile(
    r"^(?:foot|end)notes?(?:[-_](?:list|text|item|body|content|section))?$|^wp-block-footnotes$|^easy-footnotes|^mso(?:foot|end)notetext$"
)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_SAFE_ID = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


class Frame:
    """An element the walk is inside of; a box also says what kind of block its bare text is."""

    __slots__ = (
        "box", "children", "counts", "depth", "first", "group", "has_text_of_its_own", "is_apart", "is_card", "is_concealed",
        "is_content", "is_pre", "is_sticky", "item", "kind", "level", "link", "list_depth", "marker", "names", "nth", "parent",
        "plan", "region", "row", "tag", "_path",
    )  # fmt: skip

    def __init__(self, tag: Tag, parent: Frame | None, nth: int) -> None:
        self.tag = tag
        self.parent = parent
        self.nth = nth
        self.children: Iterable[object] = iter(tag.contents)
        self.counts: dict[str, int] = {}
        self.depth = parent.depth + 1 if parent else 0
        self.box: Frame = parent.box if parent else self
        self.link: str | None = parent.link if parent else None
        self.names: tuple[str, ...] = ()
        self.marker = 0
        """How much text had been read when the element began."""
        self.is_concealed = False
        """Whether something directly inside is kept from sight."""
        self.has_text_of_its_own: bool | None = None
        self.is_apart: bool | None = None
        """Whether elements within the line directly inside stand as boxes, as the links of a menu do."""
        self._path: str | None = None

    def open_box(self, first: int) -> None:
        """Make this frame a box whose blocks begin with the draft number `first`."""
        outer = self.box
        self.first = first
        self.kind, self.level, self.is_sticky = outer.kind, outer.level, outer.is_sticky
        self.region, self.is_content, self.is_pre = outer.region, outer.is_content, outer.is_pre
        self.list_depth, self.item, self.group, self.plan = (
            outer.list_depth,
            outer.item,
            outer.group,
            outer.plan,
        )
        self.is_card = False
        self.row: Cells | None = outer.row
        self.box = self
        attrs = self.tag.attrs
        if attrs:
            self._read_names()
        self._take_kind(self.tag.name)

    def open_root(self) -> None:
        """Make this frame the box around the whole page."""
        self.first, self.kind, self.level, self.is_sticky = 0, BlockKind.PARAGRAPH, 0, False
        self.region, self.is_content, self.is_pre = Region.MAIN, False, False
        self.list_depth, self.item, self.is_card = 0, None, False
        self.group: Group | None = None
        self.plan: TablePlan | None = None
        self.row = None

    @property
    def path(self) -> str:
        """The selector of the element: from the nearest unmistakable id, or from the body, step by step."""
        frames: list[Frame] = []
        frame: Frame | None = self
        while frame is not None and frame._path is None:  # noqa: SLF001 - frames share one memory
            frames.append(frame)
            frame = frame.parent
        path = (frame._path or "") if frame else ""  # noqa: SLF001
        for one in reversed(frames):
            if one.depth <= PATH_DEPTH:
                path = one.step_below(path, one.tag.name, one.nth)
            one._path = path  # noqa: SLF001
        return path

    def name_path(self, own: str) -> None:
        """Let selectors begin at this element, which has the page's first and only use of an id."""
        if _SAFE_ID.fullmatch(own) and len(own) <= 100:
            self._path = f"#{own}"

    def step_below(self, path: str, name: str, nth: int) -> str:
        """Return the selector of the `nth` element of a name below the one at `path`."""
        if name in {"[document]", "html", "body"}:
            return name if name == "body" else ""
        # Browsers put table bodies in where the page has none: a descendant step fits both.
        joint = ("" if not path else " " if name == "tr" else ">") if path else ""
        return f"{path}{joint}{name.replace(':', chr(92) + ':')}:nth-of-type({nth})"

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names and ids of the element and its near ancestors."""
        names: tuple[str, ...] = ()
        frame: Frame | None = self
        for _ in range(NEAR_ANCESTORS + 1):
            if frame is None or frame.tag.name in {"body", "html"}:
                break
            names += frame.names[:NAMES_PER_ELEMENT]
            frame = frame.parent
        return names

    def has_own_text(self) -> bool:
        """Whether words stand directly in the element, beside its child elements."""
        if self.has_text_of_its_own is None:
            self.has_text_of_its_own = any(
                type(c) in STRINGS and not str(c).isspace() for c in self.tag.contents
            )
        return self.has_text_of_its_own

    def read_names(self) -> None:
        """Keep the element's class names and id in lower case."""
        self.names = tuple(name.lower() for name in names_of(self.tag.attrs))

    def _read_names(self) -> None:
        self.read_names()
        self.region = region_of(self.tag, self.names, self.region, is_content=self.is_content)
        if self.is_sticky or self.tag.name in {"html", "body", "main"}:
            return
        if any(_FOOTNOTES.search(name) for name in self.names) or attribute(self.tag, "role") in _NOTE_ROLES:
            self.kind = BlockKind.FOOTNOTE
        elif any(_TESTIMONIAL.search(name) for name in self.names):
            self.kind = BlockKind.QUOTE

    def _take_kind(self, name: str) -> None:
        if not self.tag.attrs and name in {"nav", "header", "footer", "aside", "main"}:
            self.region = region_of(self.tag, (), self.region, is_content=self.is_content)
        if name in {"article", "main", "blockquote", "figure"} or "role" in self.tag.attrs:
            self.is_content = self.is_content or opens_content(self.tag)
        if name in LISTS:
            self.list_depth += 1
        if name == "pre":
            self.is_pre = True
        if not self.is_sticky:
            self._take_own_kind(name)

    def _take_own_kind(self, name: str) -> None:
        level = _heading_level(self.tag)
        if level:
            self.take(BlockKind.HEADING, level)
            if self.item is not None:
                self.item.is_card = True
        elif name in {"li", "dt", "dd"}:
            self.item = self
            self.kind = BlockKind.FOOTNOTE if self.kind is BlockKind.FOOTNOTE else BlockKind.LIST_ITEM
            self.level = max(1, self.list_depth)
        elif name in _KINDS:
            self.take(_KINDS[name])
            if name == "button":
                self.take_button()
        elif any(_LIST_PARAGRAPH.match(name) for name in self.names):
            self.kind, self.level = BlockKind.LIST_ITEM, max(1, self.list_depth)

    def take(self, kind: BlockKind, level: int = 0) -> None:
        """Make all text inside blocks of one kind."""
        self.kind, self.level, self.is_sticky = kind, level, kind in _STICKY

    def take_button(self) -> None:
        """Make text inside a button's, or a summary's where the button opens a part of the content."""
        opens = "aria-expanded" in self.tag.attrs and self.region is Region.MAIN
        self.kind = BlockKind.SUMMARY if opens else BlockKind.BUTTON
        self.is_sticky = self.tag.name in {"a", "button"}


def _heading_level(tag: Tag) -> int:
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if "role" in tag.attrs and attribute(tag, "role") == "heading":
        level = attribute(tag, "aria-level")
        return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2
    return 0
