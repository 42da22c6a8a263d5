"""A sheet that is one real Excel table: header, widths, filters, colours and print set-up, for any number of rows.

Rows past what a sheet can hold go on on a further sheet, texts past what a cell can hold on the sheet of long
texts, and links past what Excel allows become plain text; each is said where it happens and on the summary.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Self

from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from auditor.export.safe_text import pieces
from auditor.export.xlsx.cells import MAX_TEXT, beginning
from auditor.export.xlsx.fit import RowHeights
from auditor.export.xlsx.page import A4, new_sheet, spread
from auditor.export.xlsx.rows import SheetRows
from auditor.export.xlsx.styles import GRID, Kind, Tints, dress, palette_of
from auditor.export.xlsx.table_rows import TableRows
from auditor.model.template import PLAIN
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from auditor.export.xlsx.cells import Value
    from auditor.model.template import Template

MAX_ROWS = 1_048_576
"""Rows of a sheet in Excel, the header among them."""

MAX_LINKS = 65_530
"""Links of a sheet in Excel; with more, it calls the workbook damaged."""

HEADER_HEIGHT = 32
"""Points: two lines of a narrow column's title."""

LONG_TEXTS = "Long texts"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook can hold. Only tests set others."""

    rows: int = MAX_ROWS
    text: int = MAX_TEXT
    links: int = MAX_LINKS


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, what it holds; the tints of its words; the choices it offers."""

    title: str
    width: float
    kind: Kind = Kind.TEXT
    tints: Tints = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    is_hidden: bool = False


class Book:
    """The workbook under way: its limits, what has to be said about it on the summary, and its long texts."""

    def __init__(self, workbook: Workbook, footer: str, limits: Limits, template: Template = PLAIN) -> None:
        self.workbook = workbook
        self.template = template
        self.palette = palette_of(template)
        self.footer = footer
        self.limits = limits
        self.notes: list[str] = []
        self.pages: list[SheetRows] = []
        self.chart_words = ""
        """What the chart shows, for those who do not see it."""
        self._long: TableSheet | None = None

    def rows_of(self, sheet: Worksheet) -> SheetRows:
        """Return where the rows of a new sheet are kept until the workbook is packed."""
        rows = SheetRows(sheet, self.palette)
        self.pages.append(rows)
        return rows

    def continue_text(self, sheet: str, row: int, column: str, text: str) -> str:
        """Keep the part of `text` that a cell cannot hold; return what the cell shall say."""
        if self._long is None:
            self._long = TableSheet(self, LONG_TEXTS, LONG_TEXT_COLUMNS)
            self.notes.append(f"Some texts are too long for a cell; they go on on the sheet “{LONG_TEXTS}”.")
        at = self._long.next_row()
        note = f" … [continued on sheet “{self._long.title}”, row {at}]"
        shown, rest = beginning(text, self.limits.text, note)
        for part, piece in enumerate(pieces(rest, self.limits.text), 2):
            self._long.add((sheet, row, column, part, piece))
        return shown

    def finish(self) -> None:
        """Write the end of the sheet of long texts, if there is one, and move it behind all others."""
        if self._long is None:
            return
        self._long.finish()
        for title in [name for name in self.workbook.sheetnames if name.startswith(LONG_TEXTS)]:
            self.workbook.move_sheet(title, len(self.workbook.sheetnames))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for page in self.pages:
            page.close()


LONG_TEXT_COLUMNS = (
    Column("Sheet", 16),
    Column("Row", 8, Kind.NUMBER),
    Column("Column", 18),
    Column("Part", 7, Kind.NUMBER),
    Column("Text", 120),
)


class TableSheet:
    """Writes one table, row by row. Call `finish` when all rows are in."""

    def __init__(
        self, book: Book, title: str, columns: Sequence[Column], *, paper: int = A4, empty: str = ""
    ) -> None:
        self._book = book
        self._name = title
        self._columns = columns
        self._paper = paper
        self._empty = empty
        self._page = 0
        self._open_page()

    @property
    def title(self) -> str:
        """The name on the sheet's tab."""
        return self._sheet.title

    def next_row(self) -> int:
        """Return the number the next row will have, on the sheet that `title` then names."""
        if self._is_full():
            self._turn_page()
        return self._rows + 1

    def add(self, values: Sequence[Value]) -> None:
        """Write one row; its values are as many as there are columns."""
        row = self.next_row()
        self._written.write(row, values)
        self._rows = row

    def finish(self) -> None:
        """Write what stands behind the rows. A sheet without rows says so."""
        if self._rows == 1:
            self.add(self._remark(self._empty))
        self._close_page()

    def _is_full(self) -> bool:
        # The last row is kept for the note that there are more.
        return self._rows == self._book.limits.rows - 1

    def _turn_page(self) -> None:
        following = f"{self._name} {self._page + 1}"
        note = f"Continued on the sheet “{following}”."
        self._written.write(self._rows + 1, self._remark(note))
        self._book.notes.append(f"“{self.title}” has more rows than a sheet can hold. {note}")
        self._close_page()
        self._open_page()

    def _remark(self, words: str) -> list[Value]:
        """Return a row that says something of the table itself: in the second column, where the first holds numbers."""
        visible = sum(not column.is_hidden for column in self._columns)
        row: list[Value] = [None] * len(self._columns)
        row[1 if visible > 1 else 0] = words
        return row

    def _open_page(self) -> None:
        workbook = self._book.workbook
        self._page += 1
        title = self._name if self._page == 1 else f"{self._name} {self._page}"
        at = None if self._page == 1 else workbook.index(self._sheet) + 1
        self._sheet: Worksheet = new_sheet(
            workbook, title, at=at, footer=self._book.footer, paper=self._paper, repeated_rows="1:1"
        )
        spread(self._sheet, [column.width for column in self._columns if not column.is_hidden])
        self._rows = 1
        self._sheet.freeze_panes = "A2"
        self._set_columns()
        self._written: TableRows = self._table_rows()
        self._written.header([column.title for column in self._columns], HEADER_HEIGHT)

    def _set_columns(self) -> None:
        for at, column in enumerate(self._columns, 1):
            dimension = self._sheet.column_dimensions[get_column_letter(at)]
            dimension.width = column.width
            dimension.hidden = column.is_hidden
            dress(dimension, column.kind, self._book.palette)

    def _table_rows(self) -> TableRows:
        limits = self._book.limits
        return TableRows(
            self._book.rows_of(self._sheet),
            [column.kind for column in self._columns],
            RowHeights([None if column.is_hidden else column.width for column in self._columns]),
            self._shortened,
            max_text=limits.text,
            max_links=limits.links,
        )

    def _shortened(self, column: int, text: str) -> str:
        if self._name == LONG_TEXTS:
            return beginning(text, self._book.limits.text, "")[0]
        return self._book.continue_text(self.title, self._rows + 1, self._columns[column].title, text)

    def _close_page(self) -> None:
        # Not `add_table`: it warns of columns that have to be named by hand, as they are here.
        self._sheet.tables.add(self._table())
        self._add_colours()
        self._add_choices()
        if self._written.has_dropped_links:
            self._book.notes.append(
                f"Excel allows {self._book.limits.links:,} links on a sheet; further places on “{self.title}” "
                "are named but cannot be clicked."
            )

    def _table(self) -> Table:
        ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"
        name = self.title.replace(" ", "_")
        columns = [TableColumn(id=at, name=column.title) for at, column in enumerate(self._columns, 1)]
        return Table(
            displayName=name,
            ref=ref,
            autoFilter=AutoFilter(ref=ref),
            tableColumns=columns,
            tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=False),
        )

    def _add_colours(self) -> None:
        rules = self._sheet.conditional_formatting
        for at, column in enumerate(self._columns, 1):
            for word, tint in column.tints.items():
                rule = CellIsRule(  # type: ignore[no-untyped-call]
                    operator="equal",
                    formula=[f'"{word}"'],
                    font=Font(color=tint.ink, bold=True),
                    fill=PatternFill(bgColor=tint.fill),
                )
                rules.add(self._range(at, at), rule)
        # Drawn by a rule, because cells that are still empty are not in the file and could have no border.
        lines = FormulaRule(formula=["TRUE"], border=GRID)  # type: ignore[no-untyped-call]
        rules.add(self._range(1, len(self._columns)), lines)

    def _add_choices(self) -> None:
        for at, column in enumerate(self._columns, 1):
            if not column.choices:
                continue
            choices = DataValidation(
                type="list",
                formula1=f'"{",".join(column.choices)}"',
                allow_blank=True,
                errorTitle=column.title,
                error="Please choose one of the words offered.",
                showErrorMessage=True,
            )
            choices.add(self._range(at, at))
            self._sheet.data_validations.append(choices)

    def _range(self, first: int, last: int) -> str:
        return f"{get_column_letter(first)}2:{get_column_letter(last)}{self._rows}"
