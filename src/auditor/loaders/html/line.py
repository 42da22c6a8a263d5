"""Gathers the text of one block while the walk passes over it: words, links, marks, line breaks, anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.html.marks import between, written_marks
from auditor.loaders.html.tree import Element, Text, attribute
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = Inline(is_break=True)

_TAIL_CHARS = 16
"""Characters before a raised element that tell whether it is an exponent."""
_RAISED_DIGIT = regex.compile(r"[⁰¹²³⁴-⁹]")
_PRIVATE = regex.compile(r"[\ue000-\uf8ff]+")
"""Characters of icon fonts; they mean nothing outside them."""
_SEPARATORS = frozenset(" \t\r\n\xa0,;–—‐-")
_NUMBER_END = regex.compile(r"[\d%+]$")
_WORD_START = regex.compile(r"[^\W\d_]{4}")

_Item = str | tuple[str, str] | Inline
"""Text, text lying on a link (address first), or anything else."""


class Line:
    """The block at hand. `count` grows with every piece of visible text and is never set back."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.has_text = False
        self.size = 0
        self.count = 0
        self.has_marks = False
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

    def add_exponent(self, text: str, link: str | None) -> None:
        """Add raised digits that are no mark."""
        self.items.append(Inline(text, link=link))
        self.has_text = True
        self.count += 1

    def add_break(self) -> None:
        """End the line, not the block."""
        self.items.append(BREAK)

    def add_anchor(self, name: str) -> None:
        """Name the place where the text goes on."""
        self.items.append(Inline(anchor=name))

    def add_marks(self, marks: Sequence[Inline]) -> None:
        """Add marks. Those that stand in a bracket of the text take it with them."""
        self._open_bracket()
        if not marks:
            return
        if self._is_range and self.items and isinstance(self.items[-1], Inline):
            self.items.extend(between(self.items[-1], marks[0]))
        self._is_range = False
        self.items.extend(marks)
        self.has_text = self.has_marks = True
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

    def needs_gap(self, tag: Element, *, is_sentence: bool) -> bool:
        """Whether an element within the line is set apart from the one right before it by style alone.

        `is_sentence` says that words stand beside the two, or that they are parts of a paragraph.
        """
        before = tag.before
        if is_sentence or not isinstance(before, Element) or not self.items:
            return False
        last, first = _text_of(self.items[-1]), _first_text(tag)
        if not last or last[-1].isspace() or not first[:1].isalnum():
            return False
        if last[-1].isdecimal() and not _WORD_START.match(first):
            return False  # a unit
        own, other = attribute(tag, "class"), attribute(before, "class")
        if own and other and own != other:
            return True
        if " " in last.strip() and " " in first.strip():
            return True  # no word is cut between two that each say several
        return bool(_NUMBER_END.search(last) and _WORD_START.match(first))

    def clear_blank(self) -> None:
        """Forget white space; the anchors stay for the next block."""
        if self.items:
            self.items = [item for item in self.items if isinstance(item, Inline) and item.anchor is not None]
        self.size = 0

    def take(self) -> tuple[list[Inline], bool]:
        """Return the block's inlines and whether it is a note that begins with its mark; start anew."""
        items = self.items
        self.items, self.has_text, self.size = [], False, 0
        self._is_bracket_open = self._is_range = False
        inlines: list[Inline] = []
        run: list[str] = []
        link: str | None = None
        for item in items:
            if isinstance(item, str):
                own, text = None, item
            elif isinstance(item, tuple):
                own, text = item
            else:
                own, text = None, ""
            if run and (own != link or not text):
                self._spell("".join(run), link, inlines)
                run = []
            if text:
                run.append(text)
                link = own
            else:
                inlines.append(item)  # type: ignore[arg-type]
        if run:
            self._spell("".join(run), link, inlines)
        if not self.has_marks:
            return inlines, False
        self.has_marks = False
        return _with_own_labels(inlines)

    def anchors(self) -> list[str]:
        """Return the anchors that no block has taken."""
        return [item.anchor for item in self.items if isinstance(item, Inline) and item.anchor is not None]

    def _add(self, text: str, link: str | None) -> None:
        if not text.isascii():
            text = _PRIVATE.sub("", text)
        if not text:
            return
        self.items.append(text if link is None else (link, text))
        visible = len(text.strip())
        if visible:
            self.has_text = True
            self.count += 1
            self.size += visible

    def _spell(self, text: str, link: str | None, inlines: list[Inline]) -> None:
        """Add a text to the inlines, the marks written in it set apart."""
        if "[" not in text and (text.isascii() or not _RAISED_DIGIT.search(text)):
            inlines.append(Inline(text, link=link))
            return
        before = "".join(inline.mark or inline.text for inline in inlines[-4:])[-_TAIL_CHARS:]
        self.has_marks = True
        inlines.extend(written_marks(text, link, before))

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


def _with_own_labels(inlines: list[Inline]) -> tuple[list[Inline], bool]:
    """Return the inlines and whether they begin with a mark.

    Marks at the beginning of a block or line are the label of the note that follows and become text. A block of
    nothing but marks belongs to the block before it and keeps them.
    """
    last = max((at for at, inline in enumerate(inlines) if inline.text.strip()), default=-1)
    made: list[Inline] = []
    starts_line, starts_block = True, False
    for at, inline in enumerate(inlines):
        if inline.mark is not None and starts_line and at < last:
            starts_block = starts_block or not any(one.text for one in made)
            made.append(Inline(f"[{inline.mark}] ", link=inline.link))
            continue
        made.append(inline)
        starts_line = inline.is_break or (starts_line and not inline.text.strip() and inline.mark is None)
    return made, starts_block


def _text_of(item: _Item) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, tuple):
        return item[1]
    return "\n" if item.is_break else "]" if item.mark is not None else item.text


def _first_text(tag: Element) -> str:
    node: Element | Text = tag
    for _ in range(8):
        if not isinstance(node, Element) or not node.contents:
            break
        node = node.contents[0]
    return node if isinstance(node, Text) else ""
