"""What the pictures of Word's symbol fonts mean: “≥ 65 years” and “50 ± 3 %” are often set with them.

The codes are those of the fonts Symbol (Adobe's Symbol encoding) and Wingdings; Word writes them from U+F000 on.
"""

from __future__ import annotations

_PRIVATE = 0xF000
_FONTS = {
    "symbol": {
        **dict(zip(b"abcdefghiklmnopqrstuwxyz", "αβχδεφγηικλμνοπθρστυωξψζ", strict=True)),
        **dict(zip(b"DFGLPQSWXY", "ΔΦΓΛΠΘΣΩΞΨ", strict=True)),
        0xA2: "′",
        0xA3: "≤",
        0xA5: "∞",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xB0: "°",
        0xB1: "±",
        0xB2: "″",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
        0xBC: "…",
        0xD2: "®",
        0xD3: "©",
        0xD4: "™",
        0xE2: "®",
        0xE3: "©",
        0xE4: "™",
    },
    "wingdings": {0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➤", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFE: "✓"},
}


def letter_of(font: str, code: int) -> str:
    """Return the letter or sign a symbol stands for; empty where it is a mere picture, or no character at all."""
    known = _FONTS.get(font.casefold())
    if known is not None and 0x20 <= code - _PRIVATE <= 0xFF:
        return known.get(code - _PRIVATE, "")
    if known is not None and 0x20 <= code <= 0xFF:
        return known.get(code, "")
    # Other fonts keep their pictures in the private area, where no letters are; before it stand halves of letters.
    return "" if 0xD800 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF else chr(code)
