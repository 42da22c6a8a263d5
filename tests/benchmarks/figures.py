"""The table that the benchmarks write: what each row holds, and how a new run renews it.

A row says when, on what and with which versions it was measured: a run renews the rows it measured and leaves the others, so that
what one row was measured with says nothing about another.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("FIGURES.md")
COLUMNS = (
    "What is measured",
    "Beside what",
    "Figure",
    "Aim",
    "Met",
    "What sets the limit",
    "What would help",
    "Versions",
    "Measured",
)
PEERS = Path(os.environ.get("AUDITOR_PEERS") or Path(sys.prefix) / "peers")
"""Where the linters of Node are installed."""

FOREWORD = """# What the program costs beside others

Where something stands beside it, a figure is the median of pairs measured by turns in one run, so that the load of the machine
falls on both sides; a row of fewer rounds says so. `make bench` renews them. Where an aim is not met the row says so, what the time
or memory goes into, and what would help.
"""


@dataclass(frozen=True)
class Figure:
    """One row: what was measured beside what and with what, and whether the aim is met."""

    what: str
    beside: str
    figure: str
    aim: str
    is_met: bool
    limit: str = ""
    remedy: str = ""
    """What would help, where the aim is not met."""
    uses: tuple[str, ...] = ()
    """Libraries and programs whose versions matter for it."""

    def row(self) -> str:
        """Return the row as it stands in the table."""
        met, remedy = ("yes", "") if self.is_met else ("**no**", self.remedy)
        measured = (versions(self.uses), machine())
        cells = (self.what, self.beside, self.figure, self.aim, met, self.limit, remedy, *measured)
        return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def table(new: list[Figure], before: str) -> str:
    """Return the table with these rows renewed; those of others stay as they were."""
    rows = {cells_of(row)[0]: row for row in [*rows_of(before), *(figure.row() for figure in new)]}
    head = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    return "\n".join([FOREWORD, *head, *(rows[what] for what in sorted(rows)), ""])


def rows_of(text: str) -> list[str]:
    """Return the rows of a table as it was written."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return lines[2:]  # the names of the columns, and the line under them


def cells_of(row: str) -> list[str]:
    """Return what stands in the cells of a row."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def versions(uses: tuple[str, ...]) -> str:
    """Return the versions of Python and of these, as far as they are installed."""
    found = ((name, _version(name)) for name in ("Python", *uses))
    return ", ".join(f"{name} {version}" for name, version in found if version)


@cache
def _version(name: str) -> str:
    if name == "Python":
        return platform.python_version()
    if name == "Node":
        return _node()
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        described = PEERS / "node_modules" / name / "package.json"
    return str(json.loads(described.read_text("utf-8"))["version"]) if described.is_file() else ""


def _node() -> str:
    program = shutil.which("node")
    if program is None:
        return ""
    return subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip(
        "v\n"
    )


def machine() -> str:
    """Return the day, and what the machine is."""
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
