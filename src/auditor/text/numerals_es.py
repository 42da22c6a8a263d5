"""Reads Spanish numbers in words: "treinta y cinco", "cien mil", "14 millones de", "medio millón".

What is read is given in the tokens that `numerals` knows: digits, English number words and scales.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.text.numerals import Token

_SIMPLE = {
    "cero": "zero",
    "uno": "one",
    "dos": "two",
    "tres": "three",
    "cuatro": "four",
    "cinco": "five",
    "seis": "six",
    "siete": "seven",
    "ocho": "eight",
    "nueve": "nine",
    "diez": "ten",
    "once": "eleven",
    "doce": "twelve",
    "trece": "thirteen",
    "catorce": "fourteen",
    "quince": "fifteen",
}
"""A number of one word stays a number in words."""
_UNITS = {word: n for n, word in enumerate(_SIMPLE)} | {"un": 1, "una": 1}
_TEENS = {"dieciséis": 16, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19}
_TENS = {
    word: 10 * n
    for n, word in enumerate(
        ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], 2
    )
}
_TWENTIES = {
    "veintiuno": 21,
    "veintiún": 21,
    "veintiuna": 21,
    "veintidós": 22,
    "veintidos": 22,
    "veintitrés": 23,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiséis": 26,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
}
_HUNDREDS = {"cien": 100, "ciento": 100} | {
    f"{stem}{ending}": 100 * n
    for n, stem in (
        (2, "doscient"),
        (3, "trescient"),
        (4, "cuatrocient"),
        (5, "quinient"),
        (6, "seiscient"),
        (7, "setecient"),
        (8, "ochocient"),
        (9, "novecient"),
    )
    for ending in ("os", "as")
}
_BELOW_MIL = _UNITS | _TEENS | _TENS | _TWENTIES | _HUNDREDS
_MILLIONS = frozenset({"millón", "millon", "millones"})
_THOUSANDS_BY_POINT = regex.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?!\d|[.,]\d)")


class SpanishNumber(NamedTuple):
    """A number over `length` tokens, in the words that `numerals` reads."""

    words: tuple[str, ...]
    length: int


def with_commas(text: str) -> str:
    """Return a text of the same length in which "12.500" is written "12,500"."""
    made: str = _THOUSANDS_BY_POINT.sub(lambda m: m.group().replace(".", ","), text)
    return made


def spanish_number(tokens: Sequence[Token], at: int) -> SpanishNumber | None:
    """Return the number in words, or with a scale in words, that begins at token `at`. Articles are none."""
    if tokens[at].kind == "number":
        count = 1
        value: float | None = None
    else:
        half = tokens[at].text in {"medio", "media"} and _text(tokens, at + 1) in _MILLIONS
        found = (0.5, 1) if half else _whole(tokens, at)
        if found is None:
            return None
        value, count = found
    scale, more = _scale(tokens, at + count)
    if more:
        written = tokens[at].text if value is None else f"{value:g}"
        return SpanishNumber((written, scale), count + more)
    if value is None or _is_article(tokens, at, count):
        return None
    simple = _SIMPLE.get(tokens[at].text, "one") if count == 1 and value <= len(_SIMPLE) - 1 else None
    return SpanishNumber((simple or f"{value:.0f}",), count)


def _whole(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read a number below a million: "doscientos mil", "treinta y cinco"."""
    value, count = _below_mil(tokens, at)
    if _text(tokens, at + count) == "mil" and not _text(tokens, at + count + 1).startswith("millon"):
        rest, further = _below_mil(tokens, at + count + 1)
        return (value or 1) * 1000 + rest, count + 1 + further
    return (value, count) if count else None


def _below_mil(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    value, here, last = 0, at, 1000
    while True:
        word = _text(tokens, here)
        joined = word == "y" and here > at and 0 < _UNITS.get(_text(tokens, here + 1), 0) < 10 <= last
        number = _UNITS[_text(tokens, here + 1)] if joined else _BELOW_MIL.get(word)
        if number is None or (here > at and not joined and not (last >= 100 > number)):
            return value, here - at
        value += number
        last = number
        here += 2 if joined else 1


def _scale(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Read "millones de", "mil millones", and "mil" behind digits, with the number of tokens."""
    word, following = _text(tokens, at), _text(tokens, at + 1)
    if word == "mil" and following.startswith("millon"):
        return "billion", 3 if _text(tokens, at + 2) == "de" else 2
    if word in _MILLIONS:
        return "million", 2 if following == "de" else 1
    return ("thousand", 1) if word == "mil" else ("", 0)


def _is_article(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Whether "un" or "una" is the article: it counts only in "una de cada tres"."""
    if count > 1 or tokens[at].text not in {"un", "una"}:
        return False
    return (_text(tokens, at + 1), _text(tokens, at + 2)) != ("de", "cada")


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
