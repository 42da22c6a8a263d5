"""Tells footnote marks from raised letters and exponents, and reads the labels and targets of marks.

A mark is raised (`<sup>1,2</sup>`), linked to a note (`<a href="#ref3">[3]</a>`) or both. Ten to the ninth,
square metres, ordinals and trade mark signs are raised too and stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.html.styles import names_of
from auditor.loaders.html.tree import Element, attribute
from auditor.loaders.text_marks import bracketed_marks, raised_marks
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MARK_CHARS = 60
"""Characters a mark may have in all; longer raised text is text."""
MAX_RANGE = 30
"""Marks a range such as 1–3 may stand for; longer ones are no ranges of notes."""

_TOKEN = regex.compile(
    r"(?P<label>\d{1,3}(?!\d)|[*†‡§¶#]+|(?<!\()[ivx]{2,4}(?![A-Za-z)])|[A-Za-z](?![A-Za-z]))|(?P<range>[–—‐-])|(?P<filler>[\s,;.\[\]()^&\u200b\u2060\ufeff]+)"
)
_YEAR_BEFORE = regex.compile(r"(?:^|\D)(?:19|20)\d\d$")
_PLAIN_NUMBER_BEFORE = regex.compile(r"(?:^|[^\d.,])\d{1,2}$")
_UNIT_BEFORE = regex.compile(r"(?:^|[\s\d/(·×])(?:[kcdmµμn]?m|ft|in|yd|mi|sec|s)$")
_VARIABLE_BEFORE = regex.compile(r"(?:^|[\s(=/·×])[A-Za-zΑ-Ωα-ωχ]$")
_ROMAN_BEFORE = regex.compile(r"(?:^|\s)[IVXLC]+$")
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_EXPONENT = regex.compile(r"[-−]?\d{1,2}")
_NOTE_NAMES = regex.compile(
    r"(?:foot|end)note|noteref|fn-?ref|cit(?:e|ation)|reference|\bref\b", regex.IGNORECASE
)
_SEPARATOR = regex.compile(r"[\s,;]*")
_BRACKETED = regex.compile(r"\s*\[.*\]\s*", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    href: str


def raised(tag: Element, before: str, link: str | None) -> list[Inline] | str | None:
    """Return what a raised element says: its marks, its text as exponent, or None when it is plain text.

    `before` is the text it stands behind, `link` the address it lies in.
    """
    pieces = _pieces(tag, link or "")
    written = "".join([text for text, _ in pieces])
    if len(written) > MAX_MARK_CHARS:
        return None
    if before.endswith("]") and _SEPARATOR.fullmatch(written):
        return []
    labels = _labels(pieces)
    is_linked = any("#" in label.href for label in labels)
    if labels and (is_linked or _names_a_note(tag) or not _is_part_of_word(before, written.strip())):
        return marks(labels)
    bare = written.strip()
    return bare.translate(_RAISED) if _EXPONENT.fullmatch(bare) else None


def linked(tag: Element, before: str) -> list[Inline] | None:
    """Return the marks of a link to a note that is not raised, or None when it is a link like others."""
    href = attribute(tag, "href")
    pieces = _pieces(tag, href)
    written = "".join([text for text, _ in pieces])
    if "#" not in href or len(written) > MAX_MARK_CHARS:
        return None
    is_set_off = _BRACKETED.fullmatch(written) is not None or before.rstrip().endswith("[")
    if not is_set_off and not (_names_a_note(tag) or attribute(tag, "role") == "doc-noteref"):
        return None
    labels = _labels(pieces)
    return marks(labels) if labels else None


def marks(labels: list[_Label]) -> list[Inline]:
    """Return one inline for each mark."""
    made = []
    for label in labels:
        address, sign, fragment = label.href.partition("#")
        is_note = bool(sign and fragment)
        made.append(
            Inline(
                mark=label.text,
                mark_target=f"#{fragment}" if is_note else None,
                link=label.href if address else None,
            )
        )
    return made


def written_marks(text: str, link: str | None, before: str) -> Iterator[Inline]:
    """Yield a text with the marks written in it, `[3]` or `³`, set apart.

    `before` is what stands before it in its block: a mark with nothing before it is a note's own label.
    """
    shift = len(before)
    probe = before + text
    at = 0
    for found in sorted((*bracketed_marks(probe), *raised_marks(probe)), key=lambda one: one.start):
        if found.start - shift < at:
            continue
        if found.start - shift > at:
            yield Inline(text[at : found.start - shift], link=link)
        for label in found.labels:
            yield Inline(mark=label, link=link)
        at = found.end - shift
    if at < len(text):
        yield Inline(text[at:], link=link)


def is_raised(tag: Element) -> bool:
    """Whether an element is raised by its tag or by its style attribute."""
    return tag.name == "sup" or ("style" in tag.attrs and "super" in attribute(tag, "style")[:500])


def _pieces(tag: Element, href: str) -> list[tuple[str, str]]:
    """Return the strings below an element with the address each lies on; stops when it is too much for a mark."""
    found: list[tuple[str, str]] = []
    stack = [(iter(tag.contents), href)]
    total = 0
    while stack and total <= MAX_MARK_CHARS:
        children, href = stack[-1]
        for child in children:
            if isinstance(child, Element):
                own = attribute(child, "href") if child.name == "a" else ""
                stack.append((iter(child.contents), own or href))
                break
            total += len(child)
            found.append((child, href))
        else:
            stack.pop()
    return found


def _labels(pieces: list[tuple[str, str]]) -> list[_Label]:
    """Return the labels a mark names, ranges written out; none when it holds anything but labels."""
    if len(pieces) == 1 and len(pieces[0][0]) <= 3 and pieces[0][0].isdecimal():
        return [_Label(str(pieces[0][0]), pieces[0][1])]
    labels: list[_Label] = []
    is_range = False
    for text, address in pieces:
        is_shared, at = False, 0  # one link may lie on several labels and leads to the first
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                return []
            at = token.end()
            if token["label"]:
                label = _Label(token["label"], _sibling(labels[-1], token["label"]) if is_shared else address)
                is_shared = True
                labels.extend(_between(labels[-1], label) if is_range and labels else ())
                labels.append(label)
            is_range = bool(token["range"]) or (is_range and not token["label"])
    return labels


def between(first: Inline, last: Inline) -> list[Inline]:
    """Return the marks a range leaves unwritten between two marks."""
    ends = [_Label(one.mark or "", one.mark_target or one.link or "") for one in (first, last)]
    return marks(list(_between(*ends)))


def _between(first: _Label, last: _Label) -> Iterator[_Label]:
    if not (first.text.isdigit() and last.text.isdigit()) or int(last.text) - int(first.text) > MAX_RANGE:
        return
    for number in range(int(first.text) + 1, int(last.text)):
        yield _Label(str(number), _sibling(first, str(number)))


def _sibling(label: _Label, text: str) -> str:
    """Return the address of another label's note where addresses are numbered like the labels."""
    return label.href.removesuffix(label.text) + text if label.href.endswith(label.text) else ""


def _names_a_note(tag: Element) -> bool:
    return any(_NOTE_NAMES.search(name) for name in names_of(tag.attrs))


def _is_part_of_word(before: str, label: str) -> bool:
    """Whether a raised label without link is an exponent, an ordinal or part of a name rather than a mark."""
    if label.isdigit():
        if label in {"2", "3"} and (_UNIT_BEFORE.search(before) or _VARIABLE_BEFORE.search(before)):
            return True
        return _PLAIN_NUMBER_BEFORE.search(before) is not None and not _YEAR_BEFORE.search(before)
    if label.isalpha():
        is_ordinal = label in "eoa" and (before[-1:].isdigit() or _ROMAN_BEFORE.search(before))
        return bool(is_ordinal or _VARIABLE_BEFORE.search(before) or (label == "n" and before[-1:].isdigit()))
    return _EXPONENT.fullmatch(label) is not None and label[0] in "-−"
