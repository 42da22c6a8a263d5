"""Reads the rows of a sheet one after the other, as Excel, LibreOffice, Google Sheets or a script saved it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from auditor.export.returned.findings import DAY_ZERO, Cell
from auditor.export.spreadsheets.package import TextOfCell, TooLargeError, local, parser_of, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.export.spreadsheets.package import Package

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""As Excel allows."""

MAX_ROW_SIZE = 10_000_000
"""Characters of all cells of a row; the longest row of an audit has a twentieth of that."""

ELEMENT = 50
"""Characters that an element counts for."""

DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - sheets know no zones

LAST_DAY = 2_900_000
"""The last days of the year 9999."""


class Sheet:
    """One sheet of a workbook."""

    def __init__(self, package: Package, title: str, part: str) -> None:
        self.title = title
        self._package = package
        self._part = part
        self._read = 0

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows that the file has, each with its number; empty ones have no cells.

        The file is unpacked only as far as rows are asked for.
        """
        reader = _Rows(self._package)
        parser = parser_of(reader.start, reader.end, reader.data)
        for read in self._package.feed(parser, self._part):
            self._read = read
            yield from reader.taken()
            if reader.is_over:
                return

    def has_more(self) -> bool:
        """Whether anything stands in the cells below the rows that were read, as a glance tells."""
        return self._package.says_more(self._part, self._read)


class _Rows:
    """Puts rows together from the file's elements."""

    def __init__(self, package: Package) -> None:
        self.is_over = False
        self._package = package
        self._origin = DAY_ZERO_1904 if package.counts_from_1904 else DAY_ZERO
        self._done: list[tuple[int, list[Cell]]] = []
        self._row = 0
        self._cells: list[Cell] = []
        self._column = 0
        self._room = MAX_ROW_SIZE
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._text = TextOfCell()
        self._within = ""

    def taken(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows that are complete."""
        done, self._done = self._done, []
        yield from done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._spend(ELEMENT)
        name = self._within = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = _row(attributes.get("r"), self._row)
            self._cells, self._column, self._room = [], 0, MAX_ROW_SIZE
        elif name == "f":
            self._formula = []
        else:
            self._text.start(tag, attributes)

    def data(self, words: str) -> None:
        self._spend(len(words))
        if self._within == "v":
            self._value.append(words)
        elif self._within == "f" and self._formula is not None:
            self._formula.append(words)
        else:
            self._text.data(words)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._within = ""
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._done.append((self._row, self._cells))
        elif name == "sheetData":
            self.is_over = True
        else:
            self._text.end(tag)

    def _spend(self, characters: int) -> None:
        self._room -= characters
        if self._room < 0:
            raise TooLargeError

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column = _column(attributes["r"]) if "r" in attributes else self._column + 1
        if not len(self._cells) < self._column <= MAX_COLUMN:
            raise ValueError("cells are out of order")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value.clear()
        self._formula = None
        self._text.taken()

    def _end_cell(self) -> None:
        words = self._words()
        if self._formula is None and not words:
            return
        self._cells += [Cell()] * (self._column - 1 - len(self._cells))
        formula = None if self._formula is None else "".join(self._formula)
        self._cells.append(Cell(words) if formula is None else Cell(f"={formula}", is_formula=True))

    def _words(self) -> str:
        value = "".join(self._value).strip() if self._kind != "str" else "".join(self._value)
        if self._kind == "inlineStr":
            return self._text.taken()
        if not value:
            return ""
        if self._kind == "s":
            return self._package.strings[int(value)]
        if self._kind == "str":
            return unescaped(value)
        if self._kind == "b":
            return "TRUE" if value in {"1", "true"} else "FALSE"
        return self._counted(value) if self._kind == "n" else value

    def _counted(self, value: str) -> str:
        """Return a number as it would be typed, or the time that it stands for."""
        number = float(value)
        if self._style in self._package.dates and 0 <= number <= LAST_DAY:
            moment = self._origin + timedelta(seconds=round(number * 86_400))
            return moment.isoformat(timespec="seconds")
        return str(int(number)) if number.is_integer() else str(number)


def _row(told: str | None, last: int) -> int:
    row = last + 1 if told is None else int(float(told))
    if not last < row <= MAX_ROW:
        raise ValueError("rows are out of order")
    return row


def _column(place: str) -> int:
    column = 0
    for letter in place.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return column
