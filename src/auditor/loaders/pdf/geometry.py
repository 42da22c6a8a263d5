"""Plane geometry of a page as the reader sees it: origin top left, y downwards, in PDF points.

A PDF may turn and crop its pages and may set text sideways. `Frame` maps the file's own coordinates to the
page as shown, and to a frame in which turned text runs from left to right, so that the rest of the reading
need not think of rotation again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


class Box(NamedTuple):
    """A rectangle, `top` above `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Width times height."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies inside, or outside by no more than `slack`."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def contains(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies inside, or sticks out by no more than `slack`."""
        return self.holds(other.x0, other.top, slack) and self.holds(other.x1, other.bottom, slack)

    def meets(self, other: Box) -> bool:
        """Whether the two share some area."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine map of quarter turns: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Map a rectangle given by two opposite corners."""
        left, top = self.point(x0, y0)
        right, bottom = self.point(x1, y1)
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Map a direction."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def then(self, other: Frame) -> Frame:
        """Return the map that does this one first and `other` after it."""
        a, b = other.direction(self.a, self.b)
        c, d = other.direction(self.c, self.d)
        e, f = other.point(self.e, self.f)
        return Frame(a, b, c, d, e, f)


UNCHANGED = Frame(1, 0, 0, 1, 0, 0)


def shown_frame(left: float, bottom: float, right: float, top: float, turns: int) -> Frame:
    """Map the file's coordinates to the page as shown; `turns` counts quarter turns clockwise."""
    return (
        Frame(1, 0, 0, -1, -left, top),
        Frame(0, 1, 1, 0, -bottom, -left),
        Frame(-1, 0, 0, 1, right, -bottom),
        Frame(0, -1, -1, 0, top, right),
    )[turns % 4]


def upright_frame(width: float, height: float, turns: int) -> Frame:
    """Map the page as shown to a frame in which text set with `turns` clockwise quarter turns runs level."""
    return (
        UNCHANGED,
        Frame(0, -1, 1, 0, 0, width),
        Frame(-1, 0, 0, -1, width, height),
        Frame(0, 1, -1, 0, height, 0),
    )[turns % 4]


def quarter_turns(dx: float, dy: float) -> int:
    """Return how many quarter turns clockwise a direction of the shown page is from running left to right."""
    if abs(dx) >= abs(dy):
        return 0 if dx >= 0 else 2
    return 1 if dy > 0 else 3


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Return how much two ranges share; negative is the distance between them."""
    return min(a1, b1) - max(a0, b0)


def cover(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
