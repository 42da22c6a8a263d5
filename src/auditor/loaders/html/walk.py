"""Walks a page once, in reading order, and drafts its blocks.

Boxes (paragraphs, list items, cells, plain `div`s) end the block before them; everything else runs within the
line. The walk keeps its own stack, so that the depth of a page costs no recursion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.html import controls, names, tables
from auditor.loaders.html.drafts import Draft, Group, close_card, close_item
from auditor.loaders.html.frames import NAMES_PER_ELEMENT, Frame, Part, step_below
from auditor.loaders.html.line import BREAK, Line
from auditor.loaders.html.marks import is_raised, linked, raised
from auditor.loaders.html.rows import row_draft
from auditor.loaders.html.shapes import (
    address,
    caption_first,
    is_apart,
    is_button,
    is_drawn,
    is_row,
    is_set_off,
    runs_in,
)
from auditor.loaders.html.styles import names_of
from auditor.loaders.html.tree import Element, Text, attribute
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.loaders.html.hidden import Visibility
    from auditor.loaders.html.styles import Look
    from auditor.loaders.html.tree import Page

_SHADOWS = frozenset({"shadowrootmode", "shadowmode"})
"""What marks a template that browsers show in place: as written by pages, and by saved snapshots."""
_LEVELLED = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


class Walk:
    """One walk over one page; `drafts` holds its blocks afterwards, `logos` what its logos are called."""

    def __init__(self, page: Page, visibility: Visibility) -> None:
        self._page = page
        self._visibility = visibility
        self.line = Line()
        self.drafts: list[Draft] = []
        self.logos: list[str] = []
        self.ids: set[str] = set()
        self.cell: list[Inline] | None = None
        """What the table cell at hand holds so far; None outside data tables."""
        self.later: list[Draft] = []
        """Blocks met inside a sentence, kept until it ends."""

    def run(self) -> None:
        """Walk the page."""
        frame = Frame(self._page.root, None, 1)
        stack: list[Frame] = []
        while True:
            inner = self._read(frame)
            if inner is not None:
                stack.append(frame)
                frame = inner
                continue
            self._leave(frame)
            if not stack:
                return
            frame = stack.pop()

    def _read(self, frame: Frame) -> Frame | None:
        """Read on in an element until it ends or another one has to be gone into."""
        line = self.line
        for child in frame.children:
            if type(child) is Text:
                line.add(child, frame.link, is_pre=frame.box.context.is_pre)
            elif (inner := self._enter(child, frame)) is not None:
                return inner
        return None

    def _enter(self, tag: Element, frame: Frame) -> Frame | None:
        name = tag.name
        nth = frame.counts[name] = frame.counts.get(name, 0) + 1
        if name in names.WITHOUT_TEXT or (name == "template" and not _SHADOWS & tag.attrs.keys()):
            return None
        look = self._visibility.look(tag)
        if look is None:
            if frame.labelled is not None:
                frame.labelled.is_concealed = True
            return None
        if name in names.BOXES and not look.is_in_line:
            return self._enter_box(tag, frame, nth, look)
        if name == "br" or name in controls.NAMES:
            self._read_leaf(tag, frame, nth)
            return None
        if self._is_box(tag, frame, look):
            return self._enter_box(tag, frame, nth, look)
        return self._enter_inline(tag, frame, nth)

    def _read_leaf(self, tag: Element, frame: Frame, nth: int) -> None:
        if tag.name == "br":
            self._break(frame.box)
        else:
            controls.read(self, tag, frame, nth)

    def _is_box(self, tag: Element, frame: Frame, look: Look) -> bool:
        """Whether an element stands as a box here."""
        name = tag.name
        if name in names.BOXES:
            return not (look.is_in_line and runs_in(tag))
        if look.is_box or name == "template":
            return True
        if "-" in name:
            return not frame.has_own_text()
        if self.line.has_text and not frame.is_apart:
            return False
        return is_apart(frame) or (name == "a" and is_set_off(tag) and not frame.has_own_text())

    def _enter_inline(self, tag: Element, frame: Frame, nth: int) -> Frame | None:
        attrs, line, link = tag.attrs, self.line, frame.link
        if attrs:
            if "id" in attrs or "name" in attrs:
                self._add_anchor(tag)
            if is_drawn(tag):
                return None
            link = address(tag) or link
            if link is not None and self._read_note_link(tag):
                return None
        if (tag.name == "sup" or "style" in attrs) and is_raised(tag) and self._read_raised(tag, link):
            return None
        if line.needs_gap(tag, is_sentence=frame.box.tag.name not in names.GAP_BOXES or frame.has_own_text()):
            line.add_break()
        if attrs and self._read_counter(tag, link):
            return None
        contents = tag.contents
        if len(contents) == 1 and type(contents[0]) is Text and tag.name != "q" and "aria-label" not in attrs:
            line.add(contents[0], link, is_pre=frame.box.context.is_pre)
            return None
        if tag.name == "q":
            line.add("“", link)
        return self._framed(tag, frame, nth, link)

    def _framed(self, tag: Element, frame: Frame, nth: int, link: str | None) -> Frame:
        inner = Frame(tag, frame, nth)
        inner.link = link
        if tag.attrs:
            inner.read_names()
            if "aria-label" in tag.attrs:
                inner.labelled, inner.marker = inner, self.progress
        return inner

    def _read_note_link(self, tag: Element) -> bool:
        """Read a link as footnote mark if it is one."""
        marks = linked(tag, self.line.tail()) if tag.name == "a" and "#" in attribute(tag, "href") else None
        if marks:
            self.line.add_marks(marks)
        return bool(marks)

    def _read_raised(self, tag: Element, link: str | None) -> bool:
        """Read raised text as marks or as an exponent if it is either."""
        said = raised(tag, self.line.tail(), link)
        if isinstance(said, str):
            self.line.add_exponent(said, link)
        elif said is not None:
            for inner in tag.contents:
                if isinstance(inner, Element) and "id" in inner.attrs:
                    self._add_anchor(inner)
            self.line.add_marks(said)
        return said is not None

    def _enter_box(self, tag: Element, frame: Frame, nth: int, look: Look) -> Frame | None:
        attrs = tag.attrs
        if tag.name in names.CELLS and self._read_plain_cell(tag, frame):
            return None
        if (tag.name == "dialog" and "open" not in attrs) or "popover" in attrs:
            return None
        if self.line.has_text and tag.name in names.PRESSED and frame.has_own_text() and not look.is_box:
            return self._enter_inline(tag, frame, nth)  # a word of the sentence that can be pressed
        self.flush(frame.box)
        inner = Frame(tag, frame, nth)
        inner.open_box(len(self.drafts))
        if attrs:
            self._read_attributes(inner, look)
        self._open_part(inner)
        contents = tag.contents
        if attrs and self._read_counter(tag, inner.link):
            self._leave(inner)
            return None
        if len(contents) == 1 and type(contents[0]) is Text:  # nothing to go into
            self.line.add(contents[0], inner.link, is_pre=inner.context.is_pre)
            self._leave(inner)
            return None
        return inner

    def _read_counter(self, tag: Element, link: str | None) -> bool:
        """Read the figure a counter runs up to, where the page itself still shows where it starts."""
        figure = controls.final_figure(tag) if len(tag.contents) < 2 else ""
        if figure:
            self.line.add(figure, link)
        return bool(figure)

    def _read_plain_cell(self, tag: Element, frame: Frame) -> bool:
        """Read a cell of a data table that holds a word or two and nothing else, as most do."""
        contents = tag.contents
        if not frame.part.plan or len(contents) != 1 or type(contents[0]) is not Text or "id" in tag.attrs:
            return False
        if self.line.has_text or "[" in contents[0] or not contents[0].isascii():
            return False
        frame.part.row.append((tag, [Inline(contents[0])]))
        return True

    def _read_attributes(self, frame: Frame, look: Look) -> None:
        tag = frame.tag
        if "aria-label" in tag.attrs:
            frame.labelled, frame.marker = frame, self.progress
        if "id" in tag.attrs and (own := self._add_anchor(tag)):
            frame.begin_path(own)
        frame.link = address(tag) or frame.link
        if not frame.context.is_sticky and is_button(tag):
            frame.context = frame.context.as_button(tag)
        if look.is_row and tag.name in names.PLAIN_BOXES and is_row(frame):
            frame.is_apart = True

    def _open_part(self, frame: Frame) -> None:
        """Prepare lists and tables, and the rows and cells of data tables."""
        name = frame.tag.name
        if name in names.ITEMS:
            frame.part = Part(frame.part.group, is_item=True)
        elif name in names.LISTS:
            frame.part = Part(Group())
        elif name == "table":
            plan = tables.plan(frame.tag)
            frame.part = Part(Group() if plan else None, plan=plan)
            if plan:
                frame.children = iter(sorted(frame.tag.contents, key=caption_first))
        elif frame.part.plan and name == "tr":
            frame.part.row = []
        elif frame.part.plan and name in names.CELLS:
            self.cell = []
        elif name in names.HEADINGS and frame.part.is_item:
            frame.part.is_card = True

    def _leave(self, frame: Frame) -> None:
        if "aria-label" in frame.tag.attrs:
            controls.read_label(self, frame)
        if frame.tag.name == "q":
            self.line.add("”", frame.link)
        if frame.box is frame:
            self._leave_box(frame)

    def _leave_box(self, frame: Frame) -> None:
        self.flush(frame)
        name, part = frame.tag.name, frame.part
        if part.plan and name in names.CELLS and self.cell is not None:
            part.row.append((frame.tag, self.cell))
            self.cell = None
        elif part.plan and name == "tr":
            draft = row_draft(frame)
            self.drafts.extend([draft] if draft else [])
            self._release()
        elif (
            len(self.drafts) - frame.first > 1 and name not in names.NO_CARDS and not frame.context.is_sticky
        ):
            close_card(self.drafts, frame.first)
        if name in names.ITEMS:
            close_item(self.drafts, frame.first, part.group)

    def flush(self, box: Frame) -> None:
        """End the block at hand: its text becomes a draft of the box's kind, or a part of a table cell."""
        line = self.line
        if not line.has_text:
            if line.items:
                line.clear_blank()
            return
        size = line.size
        inlines, is_note = line.take()
        if self.cell is not None:
            self.cell.extend([BREAK, *inlines] if self.cell else inlines)
            return
        context, part = box.context, box.part
        kind = context.kind
        if kind is BlockKind.LIST_ITEM and part.is_card:
            kind = BlockKind.PARAGRAPH
        if kind is BlockKind.PARAGRAPH and is_note:
            kind = BlockKind.FOOTNOTE
        level = context.level if kind in _LEVELLED else 0
        group = part.group if kind is BlockKind.CAPTION and part.plan else None
        self.drafts.append(Draft(kind, inlines, context.region, box.path, size, level, box.near_names, group))
        if self.later:
            self._release()

    def add_block(self, kind: BlockKind, inlines: list[Inline], frame: Frame, tag: Element, nth: int) -> None:
        """Draft a block that an element makes by itself; inside a sentence it waits for the sentence's end."""
        if self.cell is not None and (
            kind is not BlockKind.ALT_TEXT or not (self.cell or self.line.has_text)
        ):
            self.line.add_break()
            for inline in inlines:
                self.line.add(inline.text, inline.link)
                self.line.add_break()
            return
        own = () if tag is frame.tag else names_of(tag.attrs)
        path = frame.path if tag is frame.tag else step_below(frame.path, tag.name, nth)
        classes = own[:NAMES_PER_ELEMENT] + frame.near_names
        size = sum(len(inline.text) for inline in inlines)
        draft = Draft(kind, inlines, frame.box.context.region, path, size, classes=classes)
        (self.later if self.line.has_text or self.cell is not None else self.drafts).append(draft)

    @property
    def progress(self) -> int:
        """A number that grows with everything read."""
        return self.line.count + len(self.drafts) + len(self.later)

    def _release(self) -> None:
        if self.later and self.cell is None:
            self.drafts.extend(self.later)
            self.later.clear()

    def _break(self, box: Frame) -> None:
        """Break the line; a second break in a row ends the paragraph."""
        if self.line.ends_with_break() and not box.context.is_sticky:
            self.flush(box)
        else:
            self.line.add_break()

    def _add_anchor(self, tag: Element) -> str:
        """Name this place after the element; return the name when the page uses it here first."""
        own = attribute(tag, "id") or (attribute(tag, "name") if tag.name == "a" else "")
        if not own or own in self.ids:
            return ""
        self.ids.add(own)
        self.line.add_anchor(own)
        return own
