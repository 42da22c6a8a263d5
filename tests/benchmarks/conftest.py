"""Keeps what the benchmarks measured in one table, `FIGURES.md`, that is read without running them.

A run with `--write-figures` (as `make bench` does it) renews the rows it measured and leaves the others, so that one
benchmark can be repeated on a quiet machine.
"""

from __future__ import annotations

import sys

import pytest

from .figures import TABLE, Figure, table


def pytest_addoption(parser):
    parser.addoption(
        "--write-figures", action="store_true", help="renew the rows of tests/benchmarks/FIGURES.md"
    )


@pytest.fixture(scope="session")
def figures(request):
    """What a benchmark adds its figures to; printed at once, kept at the end of the run when asked for."""
    kept: list[Figure] = []

    def add(what, figure, aim, *, is_met, beside="", limit="", remedy="", uses=()):
        kept.append(Figure(what, beside, figure, aim, is_met, limit, remedy, uses))
        sys.stdout.write(f"\n{what}: {figure} ({aim}{f', beside {beside}' if beside else ''})\n")

    yield add
    if kept and request.config.getoption("--write-figures"):
        before = TABLE.read_text("utf-8") if TABLE.is_file() else ""
        TABLE.write_text(table(kept, before), "utf-8")
