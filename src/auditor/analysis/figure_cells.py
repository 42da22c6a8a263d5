"""Reads the bare numbers of a table, whose column heads say what they measure: "Pain score | 7.2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Figure, FigureKind
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.figure_words import Vocabulary
    from auditor.model.document import Block, Cell, Document

_BARE = regex.compile(r"\s*[~<>≈±+−-]?\s?\d[\d,.·]*(?:\s?[–-]\s?\d[\d,.·]*)?\s*(?:\(.{1,20}\))?\s*")
_YEAR = regex.compile(r"\s*(?:19|20)\d\d\s*")
_PER = regex.compile(r"\b(?:a|an|per|each)\s+\w+", regex.IGNORECASE)
""" "Flushes a day" measures flushes, not days."""
_WORD = regex.compile(r"[^\W\d_]+|[%$£€]")


def bare_numbers(document: Document, block: Block, words: Vocabulary) -> Iterator[Figure]:
    """Yield the numbers without a unit that stand under a head such as "score" or "patients"."""
    if not block.cells:
        return
    label = {w.casefold() for w in _WORD.findall(block.cells[0].span.of(document.text))}
    told = bool(label & words.row_times) or len(label & words.row_measures) > 1
    counted = bool(label & words.columns) and not label & words.other_columns
    for cell in block.cells[1:]:
        text = cell.span.of(document.text)
        by_year = counted and _YEAR.fullmatch(cell.header) is not None
        if (
            _BARE.fullmatch(text)
            and not _YEAR.fullmatch(text)
            and (by_year or _measures(cell, words, told=told))
        ):
            yield Figure(cell.span, FigureKind.MEASURE, text)


def _measures(cell: Cell, words: Vocabulary, *, told: bool) -> bool:
    """Whether the head of the column measures something; `told` when the rows are "before" and "after"."""
    heads = {w.casefold() for w in _WORD.findall(_PER.sub("", cell.header))}
    return (told or bool(heads & words.columns)) and not heads & words.other_columns
