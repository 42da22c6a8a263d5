"""Colours as exports and templates use them: six hexadecimal digits, and how well words in one are read on another."""

from __future__ import annotations

import re

WHITE, BLACK = "FFFFFF", "000000"
READABLE = 4.5
"""Contrast that words of usual size need (WCAG 2.2, 1.4.3)."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})\Z")
_SHARES = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue count for brightness (WCAG 2.2, relative luminance)."""

_STEPS = 20


def colour_of(text: str) -> str | None:
    """Return the six digits of a colour such as `#1F3A4D`, in capitals; None when it is none."""
    found = _HEX.match(text.strip())
    return found[1].upper() if found else None


def contrast(one: str, other: str) -> float:
    """Return how far apart two colours are for the eye, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_brightness(one), _brightness(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(ground: str) -> str:
    """Return white or black, whichever is read better on a ground; one of them always can be."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK


def paleness(colour: str) -> str:
    """Say why words in a colour cannot be read on white; nothing when they can."""
    found = contrast(colour, WHITE)
    if found >= READABLE:
        return ""
    return f"#{colour} is too pale for words on white: its contrast is {found:.1f}, and {READABLE} are needed"


def readable(colour: str, ground: str) -> str:
    """Return the colour, as far moved towards black or white as words in it need on that ground."""
    goal = ink_on(ground)
    mixes = (_mixed(colour, goal, step / _STEPS) for step in range(_STEPS))
    return next((mix for mix in mixes if contrast(mix, ground) >= READABLE), goal)


def _mixed(colour: str, goal: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(goal), strict=True)
    return "".join(f"{round(own + (end - own) * share):02X}" for own, end in pairs)


def _brightness(colour: str) -> float:
    linear = ((p / 255 / 12.92 if p <= 10 else ((p / 255 + 0.055) / 1.055) ** 2.4) for p in _parts(colour))
    return sum(share * value for share, value in zip(_SHARES, linear, strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
