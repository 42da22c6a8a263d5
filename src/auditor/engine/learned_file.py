"""Reads what wordings weigh (`_learned/cues.txt`), and takes it apart for the memory of a rules folder.

A line holds a cue and its weight in each column, with tabs between them; the first line says how many cues follow and names
the columns, the second says where each starts. All weights are in hundredths of a unit of log-odds. The last column may be
`statistic`: whether a sentence makes a quantitative claim, which no rule goes by, only the question whether it is read as a
whole. Lines that begin with `# ` are remarks. `make learn` writes the file; see the README beside the rules.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from auditor.errors import PackError
from auditor.model.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Plain = tuple[tuple[str, ...], tuple[int, ...], str, tuple[bytes, ...]]
    """The names of all columns, where each starts, the cues, and the columns."""

FILE = "_learned/cues.txt"
START = "^"
"""The cue of the second line: what is there before anything is read."""
REMARK = "# "
STATISTIC = "statistic"
"""The column that is of no category of claims."""
MOST = 1_000_000
"""Hundredths: no cue weighs more, either way."""
_WHOLE = "i"
"""The kind of number that weights are kept as: an array is read in one piece."""


def read_learned(folder: Path) -> Learned | None:
    """Return what has been learned; None where a folder brings nothing along. Raises PackError."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}.") from error
    if not text.endswith("\n"):
        raise PackError(f"{path} is cut off.", "Expected: an end of line after the last weight.")
    lines = enumerate(text.splitlines(), 1)
    rows = [(number, line.split("\t")) for number, line in lines if not line.startswith(REMARK)]
    if len(rows) < 2 or rows[1][1][0] != START:
        raise PackError(f"{path} is not whole.", "Expected: a line of names, then one that begins with ^.")
    categories = tuple(rows[0][1][1:])
    if len(set(categories)) < len(categories):
        raise PackError(f"{path} has a column twice.", "Expected: one column a category.")
    weights = list(_weights(path, rows[1:], len(categories)))
    places = {cells[0]: place for place, (_, cells) in enumerate(rows[2:])}
    if len(places) < len(rows) - 2:
        raise PackError(f"{path} has a cue twice.", "Expected: one line a cue.")
    if rows[0][1][0] != str(len(places)):
        raise PackError(f"{path} is cut off.", f"Expected: {rows[0][1][0]} cues; there are {len(places)}.")
    return _learned(categories, weights[0], places, _columns(weights[1:], len(categories)))


def _weights(path: Path, rows: Iterable[tuple[int, list[str]]], count: int) -> Iterator[tuple[int, ...]]:
    for number, cells in rows:
        try:
            weights = tuple(map(int, cells[1:]))
        except ValueError:
            weights = ()
        if len(weights) != count or any(abs(weight) > MOST for weight in weights):
            raise PackError(
                f"{path}, line {number}: what “{cells[0]}” weighs is not given.",
                f"Expected: {count} whole numbers up to {MOST}, with tabs between them.",
            )
        yield weights


def _columns(rows: list[tuple[int, ...]], count: int) -> tuple[array[int], ...]:
    return tuple(array(_WHOLE, (row[column] for row in rows)) for column in range(count))


def plain(learned: Learned) -> Plain:
    """Return the same as plain values, for a memory: few of them, so that they are taken up at once."""
    names, starts, columns = learned.categories, learned.starts, learned.columns
    if learned.statistic:
        start, column = learned.statistic
        names, starts, columns = (*names, STATISTIC), (*starts, start), (*columns, column)
    return (names, starts, "\n".join(learned.places), tuple(c.tobytes() for c in columns))


def learned_of(values: Plain) -> Learned:
    """Return what plain values hold."""
    names, starts, cues, columns = values
    each = cues.split("\n") if cues else []
    places = dict(zip(each, range(len(each)), strict=True))
    return _learned(names, starts, places, tuple(array(_WHOLE, column) for column in columns))


def _learned(
    names: tuple[str, ...], starts: tuple[int, ...], places: dict[str, int], columns: tuple[array[int], ...]
) -> Learned:
    """Return what columns of these names say of claims, and of statistics where the last is theirs."""
    if names[-1:] != (STATISTIC,):
        return Learned(names, starts, places, columns)
    return Learned(names[:-1], starts[:-1], places, columns[:-1], (starts[-1], columns[-1]))
