"""Converts positions between code points, which the audit counts, and UTF-16 units, which Qt counts.

An emoji or a rare letter is one code point and two units; without this every mark behind one would be off.
"""

from __future__ import annotations

from bisect import bisect_left

_LAST_OF_BASIC_PLANE = "\uffff"


class Utf16Map:
    """The positions of one text in both countings."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Counting the encoded units is far quicker than looking at each sign, and nearly no document has any.
        has_wide = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
        self._wide = [i for i, char in enumerate(text) if char > _LAST_OF_BASIC_PLANE] if has_wide else []
        self._units = [i + before for before, i in enumerate(self._wide)]

    def to_units(self, position: int) -> int:
        """Return the UTF-16 position of a code point."""
        return position + bisect_left(self._wide, position)

    def to_code_points(self, units: int) -> int:
        """Return the code point that holds the unit at `units`, or the end of the text."""
        return min(units - bisect_left(self._units, units), self._length)
