"""Reads the bare numbers of a table, whose column heads say what they measure: "Pain score | 7.2"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.analysis import Figure, FigureKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.figures.words import Vocabulary
    from auditor.model.document import Block, Cell, Document
    from auditor.model.lexicon import Lexicon

_SHARES = frozenset("%")
"""Over a column it tells the unit alone: "% Daily Value", "Strength (%)"."""
_YEAR = regex.compile(r"\s*(?:19|20)\d\d\s*")


@dataclass(frozen=True)
class CellForms:
    """What numbers and the heads over them look like in the tables of one language."""

    bare: regex.Pattern[str]
    period: regex.Pattern[str]
    """ "2024", "2023/24", "last year" over a column."""
    rate: regex.Pattern[str]
    """ "Per 10,000 women", over a column or over the names of the rows."""
    per: regex.Pattern[str]
    """ "Flushes a day" measures flushes, not days."""
    before: frozenset[str]
    after: frozenset[str]


@lru_cache(maxsize=8)
def cell_forms(lexicon: Lexicon) -> CellForms:
    """Read the lists once a process."""
    units, periods, rates, per = (
        one_of(lexicon.words(f"figure-cell-{name}")) for name in ("units", "periods", "rates", "per")
    )
    number = r"\d[\d,.·]*"
    return CellForms(
        bare=_pattern(
            rf"\s*[~<>≈±+−-]?\s?{number}(?:\s?[–-]\s?{number})?\s*{units}?\s*(?:\(.{{1,20}}\))?\s*"
        ),
        period=_pattern(rf"\s*(?:(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?|{periods})\s*"),
        rate=_pattern(rf"\b{rates}\s\d[\d, ]{{2,}}"),
        per=_pattern(rf"\b{per}\s+\w+"),
        before=frozenset(lexicon.words("figure-cell-before")),
        after=frozenset(lexicon.words("figure-cell-after")),
    )


def _pattern(form: str) -> regex.Pattern[str]:
    return regex.compile(form, regex.IGNORECASE)


def bare_numbers(document: Document, block: Block, words: Vocabulary) -> Iterator[tuple[Figure, bool]]:
    """Yield the numbers without a unit that stand under a head such as "score", and whether each is in doubt."""
    if not block.cells:
        return
    forms = words.cells
    label = words.said(block.cells[0].span.of(document.text))
    told = _is_told(label, words) or _is_before_and_after(block, words)
    is_rate = forms.rate.search(block.cells[0].header) is not None
    counted = bool(label & words.columns) and not label & words.other_columns
    for cell in block.cells[1:]:
        text = cell.span.of(document.text)
        if not forms.bare.fullmatch(text) or _YEAR.fullmatch(text):
            continue
        by_year = forms.period.fullmatch(cell.header) is not None
        is_figure = is_rate or forms.rate.search(cell.header) is not None or (by_year and counted)
        if is_figure or _measures(cell, words, told=told):
            yield Figure(cell.span, FigureKind.MEASURE, text), False
        elif _may_count(cell, label, words, by_year=by_year):
            yield Figure(cell.span, FigureKind.COUNT, text), True


def is_no_share(block: Block, figure: Figure, words: Vocabulary) -> bool:
    """Whether a percentage stands in a column of strengths or prices."""
    if figure.kind is not FigureKind.PERCENTAGE:
        return False
    heads = [words.said(c.header) for c in block.cells if c.header and c.span.contains(figure.span)]
    return any(_is_strength(h, words) for h in heads)


def is_point_in_time(block: Block, figure: Figure, words: Vocabulary) -> bool:
    """Whether a number tells when or at what age by the head over it, and counts nothing in the next cell: "12 to 48 | Seizures"."""
    if figure.kind is not FigureKind.COUNT or any(c.span.contains(figure.span) for c in block.cells):
        return False
    heads = (words.said(c.header) for c in block.cells if c.span.start <= figure.span.start < c.span.end)
    return any(head & (words.time | words.ages) for head in heads)


def is_of_strengths(block: Block, words: Vocabulary) -> bool:
    """Whether a row of a table tells what is in a product or what it costs, and measures nothing."""
    heads = [words.said(c.header) for c in block.cells if c.header]
    return any(_is_strength(h, words) for h in heads) and not any(
        (h & words.columns) - _SHARES for h in heads
    )


def _is_strength(head: set[str], words: Vocabulary) -> bool:
    """Whether the head of a column holds a word for what is in a product or what it costs, or all words of one."""
    is_named = any(head.issuperset(said.split()) for said in words.strengths)
    return is_named and not (head & words.columns) - _SHARES


def _may_count(cell: Cell, label: set[str], words: Vocabulary, *, by_year: bool) -> bool:
    """Whether a number counts something by the year, or operations by what is operated on."""
    if label & words.procedures and words.said(cell.header) & (words.parts | words.events):
        return True
    return by_year and not label & (words.other_columns | words.capacity | words.plain_things | words.staff)


def _is_told(label: set[str], words: Vocabulary) -> bool:
    """Whether the head of a row says that people were measured: "At discharge", "Falls asleep sooner, minutes"."""
    if label & words.doses:
        return False
    units = words.time | words.weights | words.lengths | words.scores
    compared = bool(label & words.comparatives - {"more", "less"}) and bool(label & units)
    return bool(label & words.row_times) or len(label & words.row_measures) > 1 or compared


def _is_before_and_after(block: Block, words: Vocabulary) -> bool:
    """Whether one column tells how things were before, and another how they were after."""
    heads = [words.said(cell.header) for cell in block.cells[1:]]
    return any(h & words.cells.before for h in heads) and any(h & words.cells.after for h in heads)


def _measures(cell: Cell, words: Vocabulary, *, told: bool) -> bool:
    """Whether the head of the column measures something; `told` when rows or columns are "before" and "after"."""
    forms = words.cells
    heads = words.said(forms.per.sub("", cell.header))
    if told and heads & (forms.before | forms.after):
        return True
    return (told or bool(heads & words.columns)) and not heads & words.other_columns
