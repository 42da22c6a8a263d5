"""Which row of the table holds which finding, when findings stand in groups that can be closed. No Qt in here."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from auditor.model.listing import Group


class GroupedRows:
    """Findings by number, in order; with groups, a heading stands before each and a closed one shows nothing else.

    `rows` holds a finding's number, or for the heading of group n the number -1 - n.
    """

    def __init__(
        self, ids: list[int], groups: Sequence[Group] = (), closed: Collection[str] = frozenset()
    ) -> None:
        self.ids = ids
        self.groups = tuple(groups)
        self.closed = set(closed)
        self._starts = [0, *accumulate(group.count for group in self.groups)]
        self.rows = self._lay_out() if groups else ids

    def group_at(self, row: int) -> Group | None:
        """Return the group whose heading stands in a row; None for a finding."""
        number = self.rows[row]
        return self.groups[-1 - number] if number < 0 else None

    def is_open(self, group: Group) -> bool:
        """Whether the findings of a group are shown."""
        return group.key not in self.closed

    def members(self, row: int) -> list[int]:
        """Return the findings of the group whose heading stands in a row."""
        at = -1 - self.rows[row]
        return self.ids[self._starts[at] : self._starts[at + 1]]

    def open(self, row: int) -> None:
        """Show the findings under a heading."""
        self.closed.discard(self.groups[-1 - self.rows[row]].key)
        self.rows[row + 1 : row + 1] = self.members(row)

    def close(self, row: int) -> None:
        """Hide the findings under a heading."""
        self.closed.add(self.groups[-1 - self.rows[row]].key)
        del self.rows[row + 1 : row + 1 + len(self.members(row))]

    def row_of(self, number: int) -> int | None:
        """Return where a finding stands, or None when the filter or a closed group hides it."""
        return _index(self.rows, number)

    def position_of(self, number: int) -> int | None:
        """Return which of all findings it is, closed groups counted as well."""
        return _index(self.ids, number)

    def heading_of(self, number: int) -> int | None:
        """Return the row of the heading a finding stands under."""
        at = self.position_of(number)
        if at is None or not self.groups:
            return None
        return self.row_of(-bisect_right(self._starts, at))

    def group_number(self, row: int) -> int | None:
        """Return which group a heading or a finding belongs to."""
        number = self.rows[row]
        if number < 0 or not self.groups:
            return -1 - number if number < 0 else None
        return bisect_right(self._starts, self.ids.index(number)) - 1

    def _lay_out(self) -> list[int]:
        rows: list[int] = []
        for at, group in enumerate(self.groups):
            rows.append(-1 - at)
            if self.is_open(group):
                rows += self.ids[self._starts[at] : self._starts[at + 1]]
        return rows


def _index(numbers: list[int], number: int) -> int | None:
    try:
        return numbers.index(number)
    except ValueError:
        return None
