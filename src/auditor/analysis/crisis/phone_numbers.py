"""Finds telephone numbers and short codes in running text and compares them by their digits alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.model.lexicon import Lexicon

KEYPAD = {
    letter: digit
    for digit, letters in zip(
        "23456789", ("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), strict=True
    )
    for letter in letters
}
"""Vanity letters on a telephone's keys."""

MIN_DIGITS = 7
"""Shorter rows of digits are short codes, and count only when a known line uses them."""
SHORTEST = 3
"""A short number has no fewer digits than an emergency number."""
MAX_DIGITS = 15
"""E.164 allows no more."""

_LONG = regex.compile(r"(?<![\w.,/#])(?:\+|\()?\d[\d\s().\-‐‑–/]{4,20}\d(?![\w%])")
_VANITY = regex.compile(
    r"(?<![\w])(?:1[\s.\-]?)?\(?(?:8\d\d|1300|1800|0800|13)\)?[\s.\-]?(?=[\dA-Z.\-\s]*[A-Z]{3})(?:[\dA-Z]{2,8}|\d(?=\s[A-Z]))(?:[\s.\-][\dA-Z]{2,6})*(?![\w])"
)
_SPELLED = regex.compile(r"(?<word>[A-Z]{3,8})\s?[(\[]\s?\Z")
"""A word in capitals before a bracket: the digits in it say the word again."""
_YEARS = regex.compile(r"(?:19|20)\d\d\s?[\-‐‑–/]\s?(?:19|20)\d\d")


@dataclass(frozen=True)
class SpokenNumbers:
    """How a language says numbers digit by digit, and what tells a short number from a count."""

    short: regex.Pattern[str]
    digits: Mapping[str, str]
    times: Mapping[str, int]
    spelled: regex.Pattern[str]


@lru_cache(maxsize=4)
def spoken_numbers(lexicon: Lexicon) -> SpokenNumbers:
    """Read the lists once a process."""
    spoken = enumerate(lexicon.words("spoken-digits"))
    digits = {word: str(digit) for digit, words in spoken for word in words.split()}
    repeats = lexicon.words("spoken-repeats")
    word, times = one_of(digits), one_of(repeats)
    single = rf"(?:{times}[ \-])?{word}"
    counting = one_of(lexicon.words("no-short-code-behind"))
    return SpokenNumbers(
        short=regex.compile(
            rf"(?<!\b(?i:{counting})\s)"
            r"(?<![\w.,/$£€#+\-])(?:\d-\d-\d|\d \d \d|\d{3}[ .\-]\d{3}|\d{2} \d{2} \d{2}|\d{4,6}|\d{3})"
            rf"(?![\w%]|[.,]\d|-\d|\s?{one_of(lexicon.words('no-short-code'))})"
        ),
        digits=digits,
        times={repeat: count for count, repeat in enumerate(repeats, 2)},
        spelled=regex.compile(
            rf"(?<![\w\-])(?:{one_of(repeats[1:])}[ \-]{word}|{single}(?:[ \-]{single}){{1,5}})(?![\w\-])",
            regex.IGNORECASE,
        ),
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with its digits (letters of vanity numbers turned into digits)."""

    span: Span
    digits: str
    written: str


def long_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield what can be a whole telephone number in `text[start:end]`, vanity numbers included."""
    for pattern in (_VANITY, _LONG):
        for match in pattern.finditer(text, start, end):
            digits = digits_of(match.group())
            if _YEARS.fullmatch(match.group()):
                continue
            if MIN_DIGITS <= len(digits) <= MAX_DIGITS:
                yield Number(Span(match.start(), match.end()), digits, match.group())


def short_codes(text: str, start: int, end: int, words: SpokenNumbers) -> Iterator[Number]:
    """Yield what can be a three-digit number or short code; the caller knows which are real."""
    for match in words.short.finditer(text, start, end):
        digits = digits_of(match.group())
        spelled = _SPELLED.search(text, start, match.start())
        if spelled is None or digits_of(spelled["word"]) != digits:  # "1-800-662-HELP (4357)" is one number
            yield Number(Span(match.start(), match.end()), digits, match.group())


def spelled_numbers(text: str, start: int, end: int, words: SpokenNumbers) -> Iterator[Number]:
    """Yield short numbers written in words ("nine-eight-eight", "triple zero"); the caller knows which are real."""
    if words.digits.keys().isdisjoint(words_of(text[start:end])):
        return
    for match in words.spelled.finditer(text, start, end):
        digits = times = ""
        for word in match.group().casefold().replace("-", " ").split():
            if word in words.times:
                times = word
            else:
                digits += words.digits[word] * words.times.get(times, 1)
                times = ""
        if len(digits) >= SHORTEST:
            yield Number(Span(match.start(), match.end()), digits, match.group())


def cut_short(number: Number) -> Iterator[Number]:
    """Yield a vanity number as written and then without its last words or letters, which are not dialled."""
    yield number
    words = regex.split(r"(?=[\s.\-])", number.written)
    for count in range(len(words) - 1, 0, -1):
        written = "".join(words[:count])
        if len(digits_of(written)) >= MIN_DIGITS:
            yield Number(
                Span(number.span.start, number.span.start + len(written)), digits_of(written), written
            )
    for length in (11, 10):
        if len(number.digits) > length and number.written[-1].isalpha():
            yield Number(number.span, number.digits[:length], number.written)


def digits_of(written: str) -> str:
    """Return the digits of a number as written, its letters dialled on the keypad."""
    return written.translate(_DIALLED)


class _Dialled(dict[int, str]):
    """What each letter and sign dials, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = dialled = KEYPAD.get(sign, sign if sign.isdigit() else "")
        return dialled


_DIALLED = _Dialled()


def e164(written: str, region: str) -> str | None:
    """Return the number in E.164 when it can be one for callers in `region` (ISO code), else None."""
    import phonenumbers  # noqa: PLC0415 - only texts with a number in them pay for the metadata

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
