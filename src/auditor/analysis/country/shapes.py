"""The shapes by which a country shows: postcodes, telephone numbers and amounts of money.

A shape that several countries share points to all of them; what else stands on the page decides between them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from auditor.model.lexicon import Lexicon

POSTCODE_WEIGHT = 3.0
ABROAD_WEIGHT = 2.0
"""A number with its country's code is meant to be dialled from anywhere, but tells the country for certain."""
PHONE_WEIGHT = 1.5
STATE_WEIGHT = 1.5
MONEY_WEIGHT = 1.5
SHARED_MONEY_WEIGHT = 0.5
"""The dollar and the euro are the money of many countries."""
EURO_WEIGHT = 0.7
SECOND_PHONE_WEIGHT = 0.5
"""What a second number of the same country adds."""

EURO = frozenset({"IE", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "PT", "FI"})
DOLLAR = frozenset({"US", "CA", "AU", "NZ"})


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that points to one country or to several alike. `reason` is empty where it is too common to name."""

    countries: frozenset[str]
    weight: float
    reason: str
    is_own: bool = True
    """Whether it is the page's own place or number rather than a body or place it names."""
    at: int | None = None
    """Where it stands in the text that was searched, for places and numbers."""


_STATES = r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])"
_EIRCODE_KEYS = (
    r"(?:A4[125]|A6[37]|A75|A8[1-6]|A9[124689]|C15|D0[1-9]|D1[0-8]|D2[024]|D6W|E21|E25|E32|E34|E41|E45|E53|E91"
    r"|F12|F23|F26|F28|F31|F35|F42|F45|F52|F56|F9[1-4]|H1[246]|H18|H23|H5[34]|H62|H65|H71|H91|K3[246]|K45|K56|K67|K78"
    r"|N37|N39|N41|N91|P1[247]|P2[45]|P3[126]|P43|P47|P51|P56|P61|P67|P72|P75|P81|P85|R14|R21|R32|R35|R42|R45|R51|R56|R9[35]"
    r"|T12|T23|T34|T45|T56|V1[45]|V23|V31|V35|V42|V9[2-5]|W12|W23|W34|W91|X35|X42|X91|Y14|Y21|Y25|Y3[45])"
)
_POSTCODES = {
    "US": regex.compile(rf"\b{_STATES}\.?,?\s+\d{{5}}(?:-\d{{4}})?\b"),
    "UK": regex.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"),
    "IE": regex.compile(rf"\b{_EIRCODE_KEYS}\s?(?=\w{{0,3}}[A-Z])[0-9AC-FHKNPRTV-Y]{{4}}\b"),
    "AU": regex.compile(
        r"\b(?:NSW\.?,?\s+[12]\d{3}|(?:VIC|Vic)\.?,?\s+[38]\d{3}|(?:QLD|Qld)\.?,?\s+[49]\d{3}|SA\.?,?\s+5\d{3}"
        r"|WA\.?,?\s+6\d{3}|(?:TAS|Tas)\.?,?\s+7\d{3}|ACT\.?,?\s+(?:02|26|29)\d{2}|NT\.?,?\s+08\d{2})\b"
    ),
    "CA": regex.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d\b"),
}
_PROVINCES = {
    "US": regex.compile(rf"(?<=\p{{Ll}}), {_STATES}(?=[\s,.;)]|\Z)(?!\s+[A-Z]\d[A-Z])"),
    "CA": regex.compile(r"(?<=\p{Ll}), (?:ON|BC|AB|QC|MB|SK|NS|NB|NL|PE|YT|NU)(?=[\s,.;)]|\Z)"),
}
CALLING_CODES = {
    "44": "UK", "353": "IE", "61": "AU", "64": "NZ", "27": "ZA", "91": "IN", "49": "DE", "33": "FR", "34": "ES",
    "39": "IT", "31": "NL", "32": "BE", "41": "CH", "43": "AT", "45": "DK", "46": "SE", "47": "NO", "48": "PL",
    "351": "PT", "358": "FI", "55": "BR", "52": "MX", "81": "JP",
}  # fmt: skip
_ABROAD = regex.compile(
    r"(?<![\w+])(?:\+|00)\s?(?P<code>1|44|353|351|358|6[14]|27|91|49|3[1-4]|39|4[1-8]|5[25]|81|\d{1,3})[\s.\-()]?(?P<rest>\(?\d[\d\s.\-()]{5,}\d)"
)
_CANADIAN_AREAS = frozenset(
    map(
        str,
        (
            204,
            226,
            236,
            249,
            250,
            257,
            263,
            273,
            289,
            306,
            343,
            354,
            365,
            367,
            368,
            382,
            403,
            416,
            418,
            428,
            431,
            437,
            438,
            450,
            468,
            474,
            506,
            514,
            519,
            548,
            579,
            581,
            584,
            587,
            604,
            613,
            639,
            647,
            672,
            683,
            705,
            709,
            742,
            753,
            778,
            780,
            782,
            807,
            819,
            825,
            867,
            873,
            879,
            902,
            905,
            942,
        ),
    )
)
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_ROW = regex.compile(r"[(\d][\dA-Z\s().\-]{6,}")
"""Where a number can stand that does not name its country: most texts have few such places, and ten patterns look there."""
_AMERICAN = regex.compile(
    r"(?<![\d+])(?:1[\s.\-])?\(?(?P<area>[2-9]\d{2})\)?[\s.\-]\d{3}[\s.\-]\d{4}(?!\d)"
    r"|(?<![\d+])1[\s.\-]\(?(?P<vanity>8(?:00|33|44|55|66|77|88))\)?[\s.\-][\dA-Z\-]{4,9}(?![\w])"
)
_NATIONAL = (
    (frozenset({"UK"}), regex.compile(r"(?<!\d)(?:\(?01\d{3}\)?\s(?:\d{3}\s?\d{3}|\d{5,6})|\(?01\d1\)?\s\d{3}\s\d{4}|\(?02\d\)?\s\d{4}\s\d{4}|02[0-489]\d{2}\s\d{3}\s\d{3}|0[38]\d{2}\s\d{3}\s\d{4}|0845\s\d{2}\s\d{2}\s\d{2}|\(?011\d\)?\s\d{3}\s\d{4}|07\d{3}\s(?:\d{3}\s?\d{3}))(?!\d)")),
    (frozenset({"UK", "NZ", "ZA"}), regex.compile(r"(?<!\d)0800\s\d{3}\s\d{3}(?!\d)")),
    (frozenset({"NZ"}), regex.compile(r"(?<!\d)(?:0(?:3|4|6|7|9)\s\d{3}\s\d{4}|\(0(?:3|4|6|7|9)\)\s\d{3}\s\d{4}|0508\s\d{3}\s\d{3}|0800\s\d{2}\s\d{2}\s\d{2})(?!\d)")),
    (frozenset({"NZ", "ZA", "IE"}), regex.compile(r"(?<!\d)\(?02[1-7]\)?\s\d{3}\s\d{3,4}(?!\d)")),
    (frozenset({"ZA"}), regex.compile(r"(?<!\d)(?:\(?0(?:1[0-8]|28|3[1-69])\)?\s\d{3}\s\d{4}|086\d\s\d{3}\s\d{3}|\(?0[678][1-4]\)?\s\d{3}\s\d{4}|0(?:6|7)[05-9]\s\d{3}\s\d{4})(?!\d)")),
    (frozenset({"ZA", "IE"}), regex.compile(r"(?<!\d)\(?0(?:4[1-9]|5[1-8]|8[5-9])\)?\s\d{3}\s\d{4}(?!\d)")),
    (frozenset({"IE"}), regex.compile(r"(?<!\d)(?:01\s\d{3}\s\d{4}|\(01\)\s\d{3}\s\d{4}|\(?0(?:6|9)\d\)?\s\d{3}\s?\d{3,4}|18[59]0\s\d{3}\s\d{3}|0818\s\d{3}\s\d{3})(?!\d)")),
    (frozenset({"AU", "IE"}), regex.compile(r"(?<!\d)1800\s\d{3}\s\d{3}(?!\d)")),
    (frozenset({"AU"}), regex.compile(r"(?<!\d)(?:\(?0[23478]\)?\s\d{4}\s\d{4}|1300\s\d{3}\s\d{3}|1300\s\d{2}\s\d{2}\s\d{2}|13\s\d{2}\s\d{2}|04\d{2}\s\d{3}\s\d{3})(?!\d)")),
    (frozenset({"IN"}), regex.compile(r"(?<![\d+])(?:[6-9]\d{4}[\s\-]\d{5}|0(?:11|22|33|40|44|80|20)[\s\-]\d{4}[\s\-]?\d{4}|1800[\s\-]\d{3}[\s\-]\d{4})(?!\d)")),
)  # fmt: skip
# Countries, weight, the signs without which the pattern cannot match, and the pattern.
_Money = tuple[frozenset[str], float, tuple[str, ...], regex.Pattern[str]]
_MONEY: tuple[_Money, ...] = (
    (frozenset({"UK"}), MONEY_WEIGHT, ("£",), regex.compile(r"£\s?\d[\d,.]*")),
    (frozenset({"AU"}), MONEY_WEIGHT, ("A$", "AU$", "AUD"), regex.compile(r"\b(?:A\$|AU\$|AUD)\s?\d[\d,.]*|\$\s?\d[\d,.]*\s?AUD\b")),
    (frozenset({"CA"}), MONEY_WEIGHT, ("C$", "CA$", "CAD"), regex.compile(r"\b(?:C\$|CAD|CA\$)\s?\d[\d,.]*|\$\s?\d[\d,.]*\s?CAD\b")),
    (frozenset({"CA"}), SHARED_MONEY_WEIGHT, (" $", "\u00a0$"), regex.compile(r"\d+\s\$(?!\s?\d)")),
    (frozenset({"NZ"}), MONEY_WEIGHT, ("NZ$", "NZD"), regex.compile(r"\b(?:NZ\$|NZD)\s?\d[\d,.]*|\$\s?\d[\d,.]*\s?NZD\b")),
    (frozenset({"US"}), MONEY_WEIGHT, ("US$", "USD"), regex.compile(r"\b(?:US\$|USD)\s?\d[\d,.]*|\$\s?\d[\d,.]*\s?USD\b")),
    (frozenset({"ZA"}), MONEY_WEIGHT, ("R",), regex.compile(r"(?<!\w)R\s?(?:\d{1,3}(?:[ ,\u00a0]\d{3})+|\d{3,5})(?:[.,]\d{2})?(?!\w)|\bZAR\s?\d[\d,. ]*")),
    (frozenset({"IN"}), MONEY_WEIGHT, ("₹", "Rs", "INR"), regex.compile(r"₹\s?\d[\d,.]*|\b(?:Rs\.?|INR)\s?\d[\d,.]*")),
    (EURO, EURO_WEIGHT, ("€",), regex.compile(r"€\s?\d[\d,.]*|\d+\s?€")),
)  # fmt: skip


def shapes(text: str, public_lines: Collection[str], lexicon: Lexicon) -> Iterator[Signal]:
    """Yield the signals of shapes in `text`; a number among `public_lines` (digits) says nothing of the page's own place."""
    for country in dict.fromkeys((*_POSTCODES, *_PROVINCES)):
        yield from _address(text, country)
    yield from _telephones(text, public_lines)
    for countries, weight, signs, pattern in (*_MONEY, _dollars(lexicon)):
        if any(sign in text for sign in signs) and (match := pattern.search(text)):
            yield Signal(countries, weight, f"its currency ({_shown(match.group())})")
    if "€" in text:
        yield Signal(
            frozenset({"IE"}), SHARED_MONEY_WEIGHT, ""
        )  # of the euro's countries the one that writes English


@lru_cache(maxsize=4)
def _dollars(lexicon: Lexicon) -> _Money:
    """Return the sign that several countries share, where no code and no million stands behind the amount."""
    scales = one_of(lexicon.words("no-dollar-prices"))
    price = rf"(?<![A-Z\w])\$\s?\d[\d,.]*+(?!\s?(?:AUD|CAD|NZD|USD|{scales}))"
    return DOLLAR, SHARED_MONEY_WEIGHT, ("$",), regex.compile(price)


def _address(text: str, country: str) -> Iterator[Signal]:
    """Yield a country's postcode, or where there is none the short name of a state or province behind a town."""
    pattern = _POSTCODES.get(country)
    if pattern and (match := pattern.search(text)):
        reason = f"a postcode ({_shown(match.group())})"
        yield Signal(frozenset({country}), POSTCODE_WEIGHT, reason, at=match.start())
    elif country in _PROVINCES and (match := _PROVINCES[country].search(text)):
        reason = f"a state or province ({match.group()[2:]})"
        yield Signal(frozenset({country}), STATE_WEIGHT, reason, at=match.start())


def _telephones(text: str, public_lines: Collection[str]) -> Iterator[Signal]:
    """Yield one signal for the numbers of each country or set of countries."""
    found: dict[frozenset[str], list[regex.Match[str]]] = {}
    for countries, match in _numbers(text):
        digits = "".join(c for c in match.group() if c.isdigit())
        if digits not in public_lines and digits.removeprefix("1") not in public_lines:
            found.setdefault(countries, []).append(match)
    for countries, matches in found.items():
        first = min(matches, key=lambda m: (not _names_its_country(m), m.start()))
        weight = ABROAD_WEIGHT if _names_its_country(first) else PHONE_WEIGHT
        if len({m.group() for m in matches}) > 1:
            weight += SECOND_PHONE_WEIGHT
        at = min(m.start() for m in matches)
        yield Signal(countries, weight, f"a telephone number ({_shown(first.group())})", at=at)


def _numbers(text: str) -> Iterator[tuple[frozenset[str], regex.Match[str]]]:
    rest, abroad = _without_abroad(text)
    yield from abroad
    rows = [(match.start(), match.end() + 1) for match in _ROW.finditer(rest)]  # with the sign that ends it
    for match in (m for row in rows for m in _AMERICAN.finditer(rest, *row)):
        yield _by_area(match["area"] or match["vanity"]), match
    for countries, pattern in _NATIONAL:
        for match in (m for row in rows for m in pattern.finditer(rest, *row)):
            yield countries, match


def _names_its_country(match: regex.Match[str]) -> bool:
    return bool(match.group().startswith(("+", "00")))


def _without_abroad(text: str) -> tuple[str, list[tuple[frozenset[str], regex.Match[str]]]]:
    """Return the text with the numbers that name their country blanked, and those numbers."""
    found: list[tuple[frozenset[str], regex.Match[str]]] = []
    pieces: list[str] = []
    at = 0
    for match in _ABROAD.finditer(text):
        countries = _abroad(match)
        if countries:
            found.append((countries, match))
        pieces += [text[at : match.start()], " " * len(match.group())]
        at = match.end()
    return "".join([*pieces, text[at:]]), found


def _abroad(match: regex.Match[str]) -> frozenset[str]:
    if match["code"] == "1":
        digits = "".join(c for c in match["rest"] if c.isdigit())
        return _by_area(digits[:3]) if len(digits) == 10 else frozenset()
    country = CALLING_CODES.get(match["code"])
    return frozenset({country}) if country else frozenset()


def _by_area(area: str) -> frozenset[str]:
    """The same numbering plan serves the United States and Canada; the area code tells them apart."""
    if area in _TOLL_FREE:
        return frozenset({"US", "CA"})
    return frozenset({"CA"}) if area in _CANADIAN_AREAS else frozenset({"US"})


def _shown(words: str) -> str:
    return " ".join(words.split()).rstrip(".,")
