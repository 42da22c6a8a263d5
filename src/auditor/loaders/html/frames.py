"""The walk's memory: one frame for each element it is inside of, with its selector and its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.html.context import Context
from auditor.loaders.html.styles import names_of
from auditor.loaders.html.tree import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.loaders.html.drafts import Group
    from auditor.loaders.html.rows import Cells
    from auditor.loaders.html.tables import TablePlan
    from auditor.loaders.html.tree import Element

PATH_DEPTH = 60
"""Levels a selector names; what lies deeper is placed at its ancestor there."""
NEAR_ANCESTORS = 3
"""Ancestors whose class names are kept with a block."""
NAMES_PER_ELEMENT = 12
"""Class names kept per element; utility frameworks write dozens that say nothing."""

_SAFE_ID = re.compile(r"[A-Za-z_][\w-]{0,99}", re.ASCII)
_SECTION_END = re.compile(r"[> ]t(?:head|body|foot):nth-of-type\(\d+\)$")
_NO_NAMES: tuple[str, ...] = ()


class Part:
    """The list, list item or data table the walk is in; its blocks share it."""

    def __init__(self, group: Group | None, *, is_item: bool = False, plan: TablePlan | None = None) -> None:
        self.group = group
        self.is_item = is_item
        self.is_card = False
        """Whether the list item holds a heading: then it is a card, and its text no list."""
        self.plan = plan
        self.row: Cells = []


OUTSIDE = Part(None)
"""What is in no list and no table."""


class Frame:
    """An element the walk is inside of. A box has a context, and is its own `box`."""

    link: str | None = None
    names: tuple[str, ...] = _NO_NAMES
    first = 0
    """Number of drafts there were when the box began."""
    marker = 0
    """How far the walk had come when a labelled element began."""
    labelled: Frame | None = None
    """The nearest element around with a label for screen readers."""
    is_concealed = False
    """Whether something inside a labelled element is kept from sight."""
    is_apart: bool | None = None
    """Whether elements within the line directly inside stand as boxes, as the links of a menu do."""
    _has_own_text: bool | None = None
    _path: str | None = None
    _near: tuple[str, ...] | None = None

    def __init__(self, tag: Element, parent: Frame | None, nth: int) -> None:
        self.tag = tag
        self.parent = parent
        self.nth = nth
        self.children: Iterable[Element | Text] = iter(tag.contents)
        self.counts: dict[str, int] = {}
        if parent is None:
            self.depth, self.box, self.context, self.part = 0, self, Context(), OUTSIDE
        else:
            self.depth, self.box, self.context, self.part = (
                parent.depth + 1,
                parent.box,
                parent.context,
                parent.part,
            )
            if parent.link is not None:
                self.link = parent.link
            if parent.labelled is not None:
                self.labelled = parent.labelled

    def open_box(self, first: int) -> None:
        """Make this frame a box whose blocks begin with the draft number `first`."""
        self.box = self
        self.first = first
        self.read_names()
        self.context = self.context.inside(self.tag, self.names)

    def read_names(self) -> None:
        """Keep the element's class names and id in lower case."""
        attrs = self.tag.attrs
        if "class" in attrs or "id" in attrs:
            self.names = names_of(attrs)

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
                path = step_below(path, one.tag.name, one.nth)
            one._path = path  # noqa: SLF001
        return path

    def begin_path(self, own: str) -> None:
        """Let selectors begin at this element, which has the page's first use of an id."""
        if _SAFE_ID.fullmatch(own):
            self._path = f"#{own}"

    @property
    def near_names(self) -> tuple[str, ...]:
        """Class names and ids of the element and its near ancestors."""
        if self._near is None:
            names: tuple[str, ...] = ()
            frame: Frame | None = self
            for _ in range(NEAR_ANCESTORS + 1):
                if frame is None or frame.tag.name in {"body", "html"}:
                    break
                names += frame.names[:NAMES_PER_ELEMENT]
                frame = frame.parent
            self._near = names
        return self._near

    def has_own_text(self) -> bool:
        """Whether words stand directly in the element, beside its child elements."""
        if self._has_own_text is None:
            self._has_own_text = any(
                type(child) is Text and not child.isspace() for child in self.tag.contents
            )
        return self._has_own_text


def step_below(path: str, name: str, nth: int) -> str:
    """Return the selector of the `nth` element of a name below the one at `path`."""
    if name in {"[document]", "html"}:
        return ""
    if not path:
        # Browsers move what stands beside the body into it.
        return "body" if name in {"body", "head"} else f"body>{name}:nth-of-type({nth})"
    # Browsers put table bodies in where the page has none: a descendant step fits both.
    joint = " " if name == "tr" and not _SECTION_END.search(path) else ">"
    return f"{path}{joint}{name}:nth-of-type({nth})"
