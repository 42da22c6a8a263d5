"""Reads numbers as people write them: digits, words and mixtures, with thousands marks, decimals and scales.

"1.2 million", "73·6", "25 000", "a hundred and twenty", "two and a half", "half a million", "three dozen".
What a number is said of is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = regex.compile(
    r"""
      (?P<number> \d{1,3}(?:[,'’]\d{3})++(?!\d|,\d) (?:[.·]\d++)?+ | \d{1,3}(?:[  ]000)++(?!\d) | \d++(?:[.·]\d++|,\d{1,2}(?!\d|,\d))?+ | [½¼¾⅓⅔⅕] )
    | (?P<word> \p{L}++(?:['’]\p{L}++)*+ )
    | (?P<sign> [^\s\p{L}\d] )
    """,
    regex.VERBOSE | regex.VERSION1,
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS = {word: float(i) for i, word in enumerate(_UNITS.split())} | {
    word: 10.0 * i for i, word in enumerate(_TENS.split(), 2)
}
_CARDINALS["nought"] = 0.0
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SCALES |= dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 1e5) | dict.fromkeys(("crore", "crores"), 1e7)
_GLUED_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
}
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
PART_WORDS = {**_PARTS, **{word + "s": n for word, n in _PARTS.items()}, "half": 2, "halves": 2}
"""Denominators in words: `third` 3, `quarters` 4."""
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2}
NUMBER_WORDS = frozenset(_CARDINALS) | frozenset(_SCALES)
"""Words that are or begin a number."""
MOST = 1e18
"""What a number is at most: more is counted nowhere, and some hundred digits are no number to the machine."""
_THOUSANDS = regex.compile(r"[  '’]|,(?=\d{3}(?!\d))")
"""What stands between the digits of a long number."""


class Token(NamedTuple):
    """A word, number or sign. `glued` is set when nothing stands between it and the token before."""

    text: str
    """In lower case."""
    start: int
    end: int
    kind: str
    """number, word or sign."""
    glued: bool
    raw: str


class Numeral(NamedTuple):
    """A number over the tokens `first` to `last` (inclusive)."""

    first: int
    last: int
    value: float
    has_scale: bool = False
    in_words: bool = False


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`."""
    found: list[Token] = []
    last_end = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        begin, stop = match.span()
        found.append(Token(raw.casefold(), begin, stop, match.lastgroup or "sign", begin == last_end, raw))
        last_end = stop
    return found


def numeral_at(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Return the number that begins at token `at`, or None."""
    token = tokens[at]
    if token.kind == "number":
        return _scaled(tokens, at, at, _digits(token.text), in_words=False)
    if token.kind != "word":
        return None
    if token.text in {"a", "an", "half", "several", "few"}:
        return _article(tokens, at)
    if token.text in _SCALES and _text(tokens, at - 1) in {"every", "per", "each", "last", "first", "next"}:
        return _in_words(tokens, at, at, 1.0)
    return _in_words(tokens, at, at)


def numerals(tokens: Sequence[Token]) -> Iterator[Numeral]:
    """Yield the numbers of a sentence from left to right."""
    at = 0
    while at < len(tokens):
        numeral = numeral_at(tokens, at)
        if numeral is not None:
            yield numeral
            at = numeral.last
        at += 1


def _digits(text: str) -> float:
    if text in _SIGNS:
        return _SIGNS[text]
    text = _THOUSANDS.sub("", text).replace("·", ".").replace(",", ".")
    return min(float(text), MOST)


def _article(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "a hundred and twenty", "a dozen", "half a million"."""
    half = tokens[at].text == "half"
    here = at + 1 if half and _text(tokens, at + 1) in {"a", "an"} else at
    if (half and here == at) or _text(tokens, here + 1) not in _SCALES:
        return None
    return _in_words(tokens, at, here + 1, 0.5 if half else 1.0)


def _in_words(tokens: Sequence[Token], first: int, here: int, total: float = 0.0) -> Numeral | None:
    """Read "forty-five", "two hundred and ten", "five thousand" from token `here` on."""
    last = here - 1 if total else -1
    while here < len(tokens):
        word = tokens[here].text
        if word in _CARDINALS and (last < 0 or _may_follow(tokens, last, word)):
            total += _CARDINALS[word]
        elif word in _SCALES and last >= 0:
            total = _times(total, _SCALES[word])
        else:
            break
        last = here
        here += 1
        if _joins(tokens, here):
            here += 1
    if last < max(first, 0):
        return None
    places, value = _decimals(tokens, last)
    if places:
        return Numeral(first, last + 1 + places, total + value, in_words=True)
    return _scaled(tokens, first, last, total, in_words=True)


def _decimals(tokens: Sequence[Token], last: int) -> tuple[int, float]:
    """Count the digits in words behind "point", and say what they come to: "nought point two", "ninety-nine point one five"."""
    digits: list[str] = []
    for token in tokens[last + 2 :] if _text(tokens, last + 1) == "point" else ():
        if _CARDINALS.get(token.text, 10) >= 10:
            break
        digits.append(f"{_CARDINALS[token.text]:.0f}")
    return len(digits), float(f"0.{''.join(digits) or 0}")


def _times(total: float, scale: float) -> float:
    """Multiply: all of "two hundred and five thousand", only the last part of "a thousand two hundred"."""
    small = total % 1000
    return min(total - small + small * scale if total > scale > 1 and small else total * scale, MOST)


def _may_follow(tokens: Sequence[Token], last: int, word: str) -> bool:
    """Whether `word` goes on the number that ends at `last`: "twenty-five", "hundred and ten", not "two three"."""
    before = tokens[last].text
    if before in _SCALES:
        return True
    return _CARDINALS.get(before, 0) >= 20 and 0 < _CARDINALS[word] < 10


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` is the hyphen in "forty-five" or the "and" in "a hundred and ten"."""
    word, following = _text(tokens, at), _text(tokens, at + 1)
    if word == "and":
        return tokens[at - 1].text in _SCALES and (following in _CARDINALS)
    return word in {"-", "‑", "‐"} and tokens[at].glued and (following in _CARDINALS or following in _SCALES)


def _scaled(tokens: Sequence[Token], first: int, last: int, value: float, *, in_words: bool) -> Numeral:
    """Take in "million", "k", "and a half" after the number."""
    has_scale = in_words and any(t.text in _SCALES for t in tokens[first : last + 1])
    if (
        _text(tokens, last + 1) == "and"
        and _text(tokens, last + 2) == "a"
        and _text(tokens, last + 3) in {"half", "quarter"}
    ):
        value += 0.5 if _text(tokens, last + 3) == "half" else 0.25
        last += 3
    glued = last + 1 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].kind == "word"
    runs_on = glued and last + 2 < len(tokens) and tokens[last + 2].glued and tokens[last + 2].kind != "sign"
    if glued and not runs_on and not in_words and tokens[last + 1].text in _GLUED_SCALES:
        return Numeral(first, last + 1, value * _GLUED_SCALES[tokens[last + 1].text], has_scale=True)
    while _text(tokens, last + 1) in _SCALES:
        value = min(value * _SCALES[tokens[last + 1].text], MOST)
        last += 1
        has_scale = True
    return Numeral(first, last, value, has_scale, in_words)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
