"""Keeps what the benchmarks measured in one table, `FIGURES.md`, that is read without running them.

A run with `--write-figures` (as `make bench` does it) renews the rows it measured and leaves the others, so that one
benchmark can be repeated on a quiet machine.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("FIGURES.md")
COLUMNS = ("What is measured", "Beside what", "Figure", "Aim", "Met", "What sets the limit", "Measured")
LIBRARIES = (
    "PySide6",
    "beautifulsoup4",
    "lxml",
    "msgspec",
    "openpyxl",
    "pdfplumber",
    "pypdfium2",
    "regex",
    "pysbd",
    "trafilatura",
    "proselint",
    "xlsxwriter",
)


@dataclass(frozen=True)
class Figure:
    """One row: what was measured beside what, and whether the aim is met."""

    what: str
    beside: str
    figure: str
    aim: str
    is_met: bool
    limit: str = ""

    def row(self) -> str:
        met = "yes" if self.is_met else "**no**"
        cells = (self.what, self.beside, self.figure, self.aim, met, self.limit, f"{_machine()}")
        return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def pytest_addoption(parser):
    parser.addoption(
        "--write-figures", action="store_true", help="renew the rows of tests/benchmarks/FIGURES.md"
    )


@pytest.fixture(scope="session")
def figures(request):
    """What a benchmark adds its figures to; printed at once, kept at the end of the run when asked for."""
    kept: list[Figure] = []

    def add(what, figure, aim, *, is_met, beside="", limit=""):
        kept.append(Figure(what, beside, figure, aim, is_met, limit))
        sys.stdout.write(f"\n{what}: {figure} ({aim}{f', beside {beside}' if beside else ''})\n")

    yield add
    if kept and request.config.getoption("--write-figures"):
        TABLE.write_text(_table(kept), "utf-8")


def _table(new: list[Figure]) -> str:
    rows = {row.split(" | ")[0]: row for row in _rows_of(TABLE)} | {
        f.row().split(" | ")[0]: f.row() for f in new
    }
    head = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    return "\n".join([_FOREWORD, *head, *(rows[what] for what in sorted(rows)), "", _versions(), ""])


def _rows_of(table: Path) -> list[str]:
    if not table.is_file():
        return []
    lines = [line for line in table.read_text("utf-8").splitlines() if line.startswith("| ")]
    return lines[2:]  # the names of the columns, and the line under them


_FOREWORD = """# What the program costs beside others

Each figure is the median of pairs measured by turns in one run, so that the load of the machine falls on both sides;
`make bench` renews them. Where an aim is not met the row says so and says what the time goes into.
"""


def _versions() -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return f"Versions: Python {platform.python_version()}, {', '.join(found)}."


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
