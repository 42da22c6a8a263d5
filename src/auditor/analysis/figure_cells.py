"""Reads the bare numbers of a table, whose column heads say what they measure: "Pain score | 7.2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from auditor.model.analysis import Figure, FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.figure_words import Vocabulary
    from auditor.model.document import Block, Cell, Document

_BARE = regex.compile(r"\s*[~<>≈±+−-]?\s?\d[\d,.·]*(?:\s?[–-]\s?\d[\d,.·]*)?\s*(?:\(.{1,20}\))?\s*")
_YEAR = regex.compile(r"\s*(?:19|20)\d\d\s*")
_WORD = regex.compile(r"[^\W\d_]+|[%$£€]")


def bare_numbers(document: Document, block: Block, words: Vocabulary) -> Iterator[Figure]:
    """Yield the numbers without a unit that stand under a head such as "score" or "patients"."""
    for cell in block.cells[1:]:
        text = cell.span.of(document.text)
        if _BARE.fullmatch(text) and not _YEAR.fullmatch(text) and _measures(cell, words):
            yield Figure(cell.span, FigureKind.MEASURE, text)


def _measures(cell: Cell, words: Vocabulary) -> bool:
    heads = {w.casefold() for w in _WORD.findall(cell.header)}
    return bool(heads & words.columns) and not heads & words.other_columns
