"""Tells notes at the foot of a page from its text.

A note begins with the mark it belongs to, stands below the text of its column, and is mostly set smaller. It
keeps its label in its text; marks of the same page point to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.pdf.geometry import overlap
from auditor.loaders.pdf.paragraphs import Paragraph
from auditor.loaders.text_marks import bracketed_marks
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.loaders.pdf.sheet import Line, Sheet, Table

SMALLER = 0.93
"""Size relative to the body text under which type is small print."""
STARRED_LIST = 3
"""Paragraphs that begin with the same sign, from which it is a bullet."""

_LABEL = re.compile(r"(?P<label>\*{1,3}|†{1,2}|‡{1,2}|§|¶|\d{1,3}|[a-h])(?=\s|[A-Z“‘])")
_SIGNS = "*†‡§¶"


def set_notes_apart(elements: Sequence[Paragraph | Table], sheet: Sheet, body_size: float) -> None:
    """Turn the paragraphs that are notes of this page into footnotes."""
    paragraphs = [element for element in elements if isinstance(element, Paragraph)]
    labels = _labels_used(sheet, paragraphs)
    for number in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[number]
        if _is_note(paragraph, labels, body_size) and (
            _is_signed(paragraph, paragraphs) or _is_below_text(paragraph, paragraphs, body_size)
        ):
            paragraph.kind = BlockKind.FOOTNOTE
            paragraph.level = paragraph.label = 0


def note_label(paragraph: Paragraph) -> str:
    """Return the label a note begins with; empty when there is none."""
    return label_at(paragraph.lines[0])


def label_at(line: Line) -> str:
    """Return the label a line begins with, if it is the first of a note; empty when there is none."""
    match = _LABEL.match(line.text)
    return match["label"] if match else ""


def labels_raised(sheet: Sheet) -> set[str]:
    """Return the labels of the marks in the page's text."""
    begins = {line.start for line in sheet.lines}
    return {label for mark in sheet.marks if mark.start not in begins for label in mark.labels}


def _labels_used(sheet: Sheet, paragraphs: Iterable[Paragraph]) -> set[str]:
    labels = labels_raised(sheet)
    if "[" in sheet.text:
        for paragraph in paragraphs:
            for found in bracketed_marks(paragraph.text):
                labels.update(found.labels)
    return labels


def _is_note(paragraph: Paragraph, labels: set[str], body_size: float) -> bool:
    if paragraph.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}:
        return False
    label = note_label(paragraph)
    if not label or paragraph.lines[0].is_dotted:
        return False
    is_small = paragraph.size < SMALLER * body_size
    first = paragraph.lines[0]
    is_raised = first.start in first.sheet.mark_starts
    if label[0] in _SIGNS:
        return label in labels
    return (is_raised and (is_small or label in labels)) or (is_small and label in labels)


def _is_signed(paragraph: Paragraph, others: Sequence[Paragraph]) -> bool:
    """Whether it begins with a sign as notes do, and not as the items of a list that has stars for bullets."""
    label = note_label(paragraph)
    return label[0] in _SIGNS and sum(note_label(other) == label for other in others) < STARRED_LIST


def _is_below_text(paragraph: Paragraph, others: Iterable[Paragraph], body_size: float) -> bool:
    """Whether nothing but small print stands below it in its column."""
    last: Line = paragraph.lines[-1]
    return not any(
        other.lines[0].base > last.base
        and other.size >= SMALLER * body_size
        and other.kind is not BlockKind.FOOTNOTE
        and overlap(other.lines[0].x0, other.lines[0].x1, last.x0, last.x1) > 0
        for other in others
        if other is not paragraph
    )
