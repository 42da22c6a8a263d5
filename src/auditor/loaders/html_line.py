"""Gathers the text of one block while the walk passes over it: words, links, marks, line breaks, anchors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag

from auditor.loaders.builder import Inline
from auditor.loaders.html_marks import between, written_marks
from auditor.loaders.html_tree import STRINGS, attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK = Inline(is_break=True)

_TAIL_CHARS = 16
"""Characters before a raised element that tell whether it is an exponent."""
_RAISED_DIGIT = re.compile(r"[⁰¹²³⁴-⁹]")
_SEPARATORS = frozenset(" \t\r\n\xa0,;–—‐-")
_NUMBER_END = re.compile(r"[\d%+]$")
_WORD_START = re.compile(r"[^\W\d_]{4}")

_Item = str | tuple[str, str] | Inline
"""Text, text lying on a link (address first), or anything else."""


class Line:
    """The block at hand. `count` grows with every piece of visible text and is never set back."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.has_text = False
        self.size = 0
        self.count = 0
        self._is_bracket_open = False
        """Whether marks were read out of a bracket that has not been closed yet."""
        self._is_range = False

    def add(self, text: str, link: str | None, *, is_pre: bool = False) -> None:
        """Add text as it stands in the page; in preformatted text its line breaks count."""
        if self._is_bracket_open:
            text = self._in_bracket(text)
        if is_pre and "\n" in text:
            for number, row in enumerate(text.split("\n")):
                if number:
                    self.items.append(BREAK)
                self._add(row, link)
        else:
            self._add(text, link)

    def add_break(self) -> None:
        """End the line, not the block."""
        self.items.append(BREAK)

    def add_anchor(self, name: str) -> None:
        """Name the place where the text goes on."""
        self.items.append(Inline(anchor=name))

    def add_marks(self, marks: Sequence[Inline]) -> None:
        """Add marks. Those that stand in a bracket of the text take it with them."""
        self._open_bracket()
        if self._is_range and self.items and isinstance(self.items[-1], Inline):
            self.items.extend(between(self.items[-1], marks[0]))
        self._is_range = False
        self.items.extend(marks)
        self.has_text = True
        self.count += 1

    def tail(self) -> str:
        """Return the last characters of the block so far; an open bracket shows as such."""
        if self._is_bracket_open:
            return "["
        tail = ""
        for item in reversed(self.items):
            tail = _text_of(item) + tail
            if len(tail) >= _TAIL_CHARS:
                break
        return tail[-_TAIL_CHARS:]

    def ends_with_break(self) -> bool:
        """Whether nothing but white space follows the last line break."""
        for item in reversed(self.items):
            if isinstance(item, Inline) and item.anchor is None:
                return item.is_break
            if not isinstance(item, Inline) and _text_of(item).strip():
                return False
        return False

    def needs_gap(self, tag: Tag, *, is_sentence: bool) -> bool:
        """Whether an element within the line is set apart from the one right before it by style alone.

        `is_sentence` says that words stand beside the two, or that they are parts of a paragraph.
        """
        before = tag.previous_sibling
        if is_sentence or not isinstance(before, Tag) or not self.items:
            return False
        last, first = _text_of(self.items[-1]), _first_text(tag)
        if not last or last[-1].isspace() or not first or first[0].isspace():
            return False
        own, other = attribute(tag, "class"), attribute(before, "class")
        if own and other and own != other:
            return True
        return bool(_NUMBER_END.search(last) and _WORD_START.match(first))

    def clear_blank(self) -> None:
        """Forget white space; the anchors stay for the next block."""
        if self.items:
            self.items = [item for item in self.items if isinstance(item, Inline) and item.anchor is not None]
        self.size = 0

    def take(self) -> tuple[list[Inline], bool]:
        """Return the block's inlines and whether it is a note that begins with its mark; start anew."""
        inlines = list(self._merged())
        self.items, self.has_text, self.size = [], False, 0
        self._is_bracket_open = self._is_range = False
        return _with_own_label(inlines)

    def anchors(self) -> list[str]:
        """Return the anchors that no block has taken."""
        return [item.anchor for item in self.items if isinstance(item, Inline) and item.anchor is not None]

    def _add(self, text: str, link: str | None) -> None:
        if not text:
            return
        self.items.append(text if link is None else (link, text))
        if not text.isspace():
            self.has_text = True
            self.count += 1
        self.size += len(text)

    def _open_bracket(self) -> None:
        last = self.items[-1] if self.items else None
        if last is None or isinstance(last, Inline):
            return
        text = _text_of(last).rstrip()
        if text.endswith("["):
            self.items[-1] = text[:-1] if isinstance(last, str) else (last[0], text[:-1])
            self._is_bracket_open = True

    def _in_bracket(self, text: str) -> str:
        """Return what of a text remains after separators and the end of an open bracket."""
        rest = text.lstrip()
        if rest.startswith("]"):
            self._is_bracket_open = False
            return rest[1:]
        if _SEPARATORS.issuperset(text):
            self._is_range = any(sign in text for sign in "–—‐-")
            return ""
        self._is_bracket_open = False
        return text

    def _merged(self) -> Iterator[Inline]:
        """Yield the items with neighbouring texts on the same link joined."""
        run: list[str] = []
        link: str | None = None
        before = ""
        for item in (*self.items, BREAK):
            if isinstance(item, Inline):
                own, text = None, ""
            else:
                own, text = (None, item) if isinstance(item, str) else item
            if run and (own != link or isinstance(item, Inline)):
                joined = "".join(run)
                yield from _spelled(joined, link, before)
                before = (before + joined)[-_TAIL_CHARS:]
                run = []
            if isinstance(item, Inline):
                yield item
                before += item.mark or ""
            else:
                run.append(text)
            link = own


def _spelled(text: str, link: str | None, before: str) -> Iterator[Inline]:
    if "[" in text or (not text.isascii() and _RAISED_DIGIT.search(text)):
        yield from written_marks(text, link, before)
    else:
        yield Inline(text, link=link)


def _with_own_label(inlines: list[Inline]) -> tuple[list[Inline], bool]:
    """Return the inlines and whether they begin with a mark: that is then the label of the note itself.

    A block of nothing but marks belongs to the block before it and keeps them.
    """
    inlines.pop()  # the break that closed the last run
    at = 0
    while at < len(inlines) and inlines[at].mark is None and not inlines[at].text.strip():
        at += 1
    end = at
    while end < len(inlines) and inlines[end].mark is not None:
        end += 1
    if end == at or not any(inline.text.strip() for inline in inlines[end:]):
        return inlines, False
    label = "".join(f"[{inline.mark}]" for inline in inlines[at:end])
    return [*inlines[:at], Inline(f"{label} ", link=inlines[at].link), *inlines[end:]], True


def _text_of(item: _Item) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, tuple):
        return item[1]
    return "\n" if item.is_break else "]" if item.mark is not None else ""


def _first_text(tag: Tag) -> str:
    node: object = tag
    for _ in range(8):
        if not isinstance(node, Tag) or not node.contents:
            break
        node = node.contents[0]
    return str(node) if type(node) in STRINGS else ""
