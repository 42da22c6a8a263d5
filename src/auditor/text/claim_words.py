"""Takes a sentence apart into the words that count when two claims are compared.

Case, spaces, quotation marks, kinds of dashes, hyphens between words and at line ends, and footnote marks make no
difference; figures, signs before them and every word do.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from typing import NamedTuple

from auditor.text import late_regex as regex
from auditor.text.numerals import NUMBER_WORDS, PART_WORDS

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TOKEN = regex.compile(
    rf"""
      (?P<mark> \[ \s* (?:\d{{1,3}}|[a-z*]) (?:\s*[,;–-]\s*(?:\d{{1,3}}|[a-z]))* \s* \] | [⁰¹²³⁴-⁹ᵃ-ᶻ]++ | [*†‡§¶]++ )
    | (?P<number> \d++ (?:[.,·'’\u00a0\u2009\u202f]\d++)*+ (?:\s?(?:%|percent\b|per\ cent\b|por\ ciento\b))?+ \+?+ | [½¼¾⅓⅔⅕] )
    | (?P<word> \p{{L}}++ (?: (?: ['’] | [{_UNSEEN}]++ | [-‐] [^\S\n]*+ \n \s*+ ) \p{{L}}++ )*+ )
    | (?P<sign> [<>≤≥~≈±×$£€¥=&] | (?<=[\d%]) \s?[-‐‑–—]\s? (?=\d) | (?<![\w%]) [-−] (?=\d) )
    """,
    regex.VERBOSE | regex.VERSION1 | regex.IGNORECASE,
)
_THOUSANDS = regex.compile(r"(?<=\d)[,'’\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_PERCENT = regex.compile(r"\s?(?:%|percent|per cent|por ciento)", regex.IGNORECASE)
_NOT_IN_WORDS = regex.compile(rf"[{_UNSEEN}]|[-‐]\s*\n\s*")
_BREAK = regex.compile(r"[.,;:!?()…\n•|]|—|\s[-–]\s")


class Word(NamedTuple):
    """A word, number or sign: what it is compared by, where it stands, and whether a stop or comma stands before it."""

    form: str
    start: int
    end: int
    is_after_break: bool

    @property
    def is_figure(self) -> bool:
        """Whether it is a number or the name of one."""
        return self.form[0].isnumeric() or self.form in NUMBER_WORDS or self.form in PART_WORDS

    @property
    def is_turning(self) -> bool:
        """Whether it turns what the words beside it claim."""
        return (
            self.form in turning_words()
            or self.form.endswith("n't")
            or self.is_figure
            or not self.form[0].isalnum()
        )


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order."""
    found: list[Word] = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "mark":
            continue
        is_after_break = bool(found) and bool(_BREAK.search(text, end, match.start()))
        found.append(Word(_form(kind, match[0]), match.start(), match.end(), is_after_break))
        end = match.end()
    return tuple(found)


def forms(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return what the words are compared by."""
    return tuple(word.form for word in words)


@cache
def turning_words() -> frozenset[str]:
    """Return the words that turn a claim, of every language the rules speak."""
    text = resources.files("auditor.text").joinpath("turning_words.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def _form(kind: str, text: str) -> str:
    if kind == "number":
        number: str = _PERCENT.sub("%", _THOUSANDS.sub("", text)).replace("·", ".")
        return number
    if kind == "sign":
        sign = text.strip()
        return {"&": "and", "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-"}.get(sign, sign)
    joined: str = _NOT_IN_WORDS.sub("", text)
    return unicodedata.normalize("NFKC", joined).casefold().replace("’", "'")
