"""The summary's chart: findings by category, each bar in the colours of the severities.

A native chart that stays tied to the figures beside it. The figures are also kept inside the chart, for
programs that show a preview without calculating.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname

from auditor.export.xlsx.styles import FONT, LINE, QUIET
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.chart._chart import ChartBase

GAP = 45
"""Space between bars, in per cent of a bar's width."""

FEW = 8
"""Up to this many findings in the longest bar, each number has its line: none of them is a fraction."""

SMALL, LARGE = 900, 1100
"""Sizes of the labels and of the title, in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Stack:
    """What the chart shows and where it stands: rows of categories, one column for each severity.

    `first_row` is the row of the first category; the row above holds the severities' names.
    """

    sheet: str
    first_row: int
    label_column: int
    first_column: int
    categories: Sequence[str]
    names: Sequence[str]
    colours: Sequence[str]
    figures: Sequence[Sequence[int]]
    """One row for each category."""
    ink: str
    """The colour of the title."""


def stacked_bars(stack: Stack, title: str, *, width: float, height: float) -> ChartBase:
    """Return the chart; width and height are in centimetres."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, GAP
    chart.width, chart.height = width, height  # type: ignore[assignment]
    chart.roundedCorners = False
    chart.title = _title(title, stack.ink)
    chart.series = [_series(stack, at) for at in range(len(stack.names))]
    chart.legend.position = "b"
    chart.legend.txPr = _small_text()
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    _set_axes(chart)
    if max((sum(row) for row in stack.figures), default=0) <= FEW:
        chart.y_axis.majorUnit = 1
    return chart


def _set_axes(chart: BarChart) -> None:
    names, values = chart.x_axis, chart.y_axis
    names.delete = values.delete = False
    names.scaling.orientation = "maxMin"  # the first category on top, as in the table
    names.txPr = values.txPr = _small_text()
    names.majorTickMark = values.majorTickMark = "none"
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    values.crosses = "max"  # turning the names round would put the figures on top
    values.scaling.min = 0
    values.number_format = "0"
    values.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    values.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _series(stack: Stack, at: int) -> Series:
    column = stack.first_column + at
    last = stack.first_row + len(stack.categories) - 1
    figures = [row[at] for row in stack.figures]
    name_ref = _ref(stack.sheet, column, stack.first_row - 1)
    label_ref = _ref(stack.sheet, stack.label_column, stack.first_row, last)
    return Series(
        idx=at,
        order=at,
        tx=SeriesLabel(strRef=StrRef(f=name_ref, strCache=_texts([stack.names[at]]))),
        cat=AxDataSource(strRef=StrRef(f=label_ref, strCache=_texts(stack.categories))),
        val=NumDataSource(
            numRef=NumRef(f=_ref(stack.sheet, column, stack.first_row, last), numCache=_numbers(figures))
        ),
        spPr=GraphicalProperties(solidFill=stack.colours[at], ln=LineProperties(noFill=True)),
        invertIfNegative=False,
    )


def _ref(sheet: str, column: int, first: int, last: int | None = None) -> str:
    letter = get_column_letter(column)
    cells = f"${letter}${first}" if last is None else f"${letter}${first}:${letter}${last}"
    return f"{quote_sheetname(sheet)}!{cells}"


def _texts(words: Sequence[str]) -> StrData:
    return StrData(ptCount=len(words), pt=[StrVal(idx=at, v=word) for at, word in enumerate(words)])


def _numbers(figures: Sequence[int]) -> NumData:
    points = [NumVal(idx=at, v=str(figure)) for at, figure in enumerate(figures)]
    return NumData(formatCode="General", ptCount=len(figures), pt=points)


def _letters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FONT))


def _small_text() -> RichText:
    look = ParagraphProperties(defRPr=_letters(SMALL, QUIET))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=_letters(SMALL, QUIET))])


def _title(words: str, ink: str) -> Title:
    letters = _letters(LARGE, ink, bold=True)
    run = RegularTextRun(rPr=letters, t=words)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
