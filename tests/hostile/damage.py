"""Damages sound files: bytes changed, cut, doubled, and whole values of a database or a text put in place of others."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

FUZZING = os.environ.get("AUDITOR_FUZZ") == "1"
"""Set by `make fuzz`: each search then goes on for `SECONDS`."""
SECONDS = 4.0
EXAMPLES = 1_500 if FUZZING else 4

searching = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not FUZZING,
    suppress_health_check=list(HealthCheck),
)


class Clock:
    """Ends a search in time: what is asked afterwards is passed over."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end: float | None = None

    @property
    def is_over(self) -> bool:
        now = time.monotonic()
        self._end = self._end or now + self._seconds
        return now > self._end


class Clocks:
    """A clock for each of several searches, by its name."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._clocks: dict[str, Clock] = {}

    def are_over(self, name: str) -> bool:
        return self._clocks.setdefault(name, Clock(self._seconds)).is_over


places = st.floats(0, 1, exclude_max=True)
bites = st.lists(st.tuples(places, st.integers(0, 255)), max_size=12)
cuts = st.one_of(st.just((0.0, 0.0)), st.tuples(places, places))
injuries = st.tuples(bites, cuts, st.booleans())


def damaged(content: bytes, injury: tuple[list[tuple[float, int]], tuple[float, float], bool]) -> bytes:
    """Return the content with bytes changed, and a stretch of it cut out or doubled."""
    changes, (start, end), is_doubled = injury
    made = bytearray(content)
    for share, byte in changes:
        made[int(share * len(made))] = byte
    first, last = sorted((int(start * len(made)), int(end * len(made))))
    return bytes(made[:last] + made[first:] if is_doubled else made[:first] + made[last:])


ODD_TEXTS = (
    "",
    "[",
    "[" * 100_000,
    "{}",
    "[]",
    "null",
    "[null]",
    '{"a":' * 5_000,
    "NaN",
    "1e999",
    '{"span":[5,1]}',
    '"\\ud800"',
    "\0",
    "../../x",
    "9" * 5_000,
)
odd_values = st.one_of(
    st.none(),
    st.sampled_from(ODD_TEXTS),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.binary(max_size=40),
    st.text(max_size=20),
)
upsets = st.lists(st.tuples(places, places, places, odd_values), min_size=1, max_size=4)


def upset(path: Path, changes: list[tuple[float, float, float, object]]) -> None:
    """Put odd values into a database: in some row and column of some table, as far as it lets them in."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA ignore_check_constraints=ON")
        tables = [
            n
            for (n,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE '%WITHOUT ROWID%'"
            )
            if n[:6] != "sqlite"
        ]
        filled = [n for n in tables if database.execute(f"SELECT count(*) FROM {n}").fetchone()[0]]  # noqa: S608
        for table_share, column_share, row_share, value in changes:
            table = filled[int(table_share * len(filled))]
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            keys = [k for (k,) in database.execute(f"SELECT rowid FROM {table}")]  # noqa: S608
            column, key = columns[int(column_share * len(columns))], keys[int(row_share * len(keys))]
            try:
                database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [value, key])  # noqa: S608
            except (sqlite3.Error, UnicodeEncodeError, OverflowError):
                continue
