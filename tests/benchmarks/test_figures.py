"""The table of figures keeps what was measured before, each row with its own day and versions, and says what would help."""

from __future__ import annotations

import platform

import pytest

from . import figures
from .figures import COLUMNS, TABLE, Figure, cells_of, rows_of, table

SLOW = Figure("Slow", "others", "3 times", "≤ 2", is_met=False, limit="waiting", remedy="not to wait")
OLD = "| Old | others | 1 times | ≤ 2 | yes |  |  | Python 3.9, regex 1 | 2020-01-01, a machine |"


@pytest.fixture
def before() -> str:
    return table([], "").rstrip("\n") + f"\n{OLD}\n"


def cell(row: str, column: str) -> str:
    return cells_of(row)[COLUMNS.index(column)]


def test_a_row_of_another_run_keeps_its_versions_and_its_day(before):
    written = rows_of(table([SLOW], before))
    assert [cells_of(row)[0] for row in written] == ["Old", "Slow"]
    assert written[0] == OLD
    assert cell(written[1], "Versions") == f"Python {platform.python_version()}"


def test_a_row_measured_again_is_renewed_and_not_added(before):
    again = Figure("Old", "others", "2 times", "≤ 2", is_met=True)
    (row,) = rows_of(table([again], before))
    assert cell(row, "Figure") == "2 times"
    assert cell(row, "Measured") != "2020-01-01, a machine"


def test_what_would_help_stands_where_the_aim_is_not_met():
    met = Figure("Quick", "others", "1 times", "≤ 2", is_met=True, limit="waiting", remedy="not to wait")
    assert [cell(each.row(), "What would help") for each in (SLOW, met)] == ["not to wait", ""]
    assert [cell(each.row(), "What sets the limit") for each in (SLOW, met)] == ["waiting", "waiting"]


def test_versions_are_those_of_what_the_row_names_and_of_nothing_else(tmp_path, monkeypatch):
    alex = tmp_path / "node_modules" / "alex"
    alex.mkdir(parents=True)
    (alex / "package.json").write_text('{"name": "alex", "version": "11.0.1"}', "utf-8")
    monkeypatch.setattr(figures, "PEERS", tmp_path)
    monkeypatch.setattr(figures, "_node", lambda: "20.1.0")
    figures._version.cache_clear()
    told = figures.versions(("alex", "Node", "not-installed-at-all"))
    figures._version.cache_clear()
    assert told == f"Python {platform.python_version()}, alex 11.0.1, Node 20.1.0"


def test_every_kept_row_says_what_it_was_measured_with_and_what_would_help():
    rows = rows_of(TABLE.read_text("utf-8"))
    assert rows
    for row in rows:
        assert len(cells_of(row)) == len(COLUMNS), row
        assert cell(row, "Versions").startswith("Python "), row
        assert cell(row, "Measured"), row
        if cell(row, "Met") != "yes":
            assert cell(row, "What sets the limit"), row
            assert cell(row, "What would help"), row
