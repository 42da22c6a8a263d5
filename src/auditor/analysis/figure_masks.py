"""Blots out what only looks like a quantity: telephone numbers, dates, hours, addresses of the web, marks.

The text keeps its length, so that every position in it still holds.
"""

from __future__ import annotations

from auditor.text import late_regex as regex

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_STREET = r"(?:Street|St|Road|Rd|Avenue|Ave|Court|Lane|Drive|Boulevard|Blvd|Terrace|Crescent|Parade|Highway|Close|Quay|Parkway|Esplanade)"
_WEB = r"(?:https?://|www\.)\S+ |"
_MASKS, _MASKS_WITH_WEB = (
    regex.compile(
        rf"""
    (?=[\d\[(+’'¹²³⁰-⁹A-Z{signs}])(?:
      {web} \b10\.\d{{4,9}}/\S+
    | \[[\d,;–\-*†‡§a-z\s]{{1,9}}\] | [¹²³⁰-⁹]+
    | (?<=[\p{{L}}%”’")\]][.,;:]?)(?<![\p{{L}}]\.\p{{L}}\.)\d{{1,3}}(?=[\s.,;:)]|\Z)(?<=[.;:]\d{{1,3}}|\p{{Ll}}{{3}}\d{{1,3}})
    | (?<![\w.,])\+\d[\d\s().\-‑–]{{7,}}\d
    | (?<![\w.,])\(?0\d{{1,5}}\)?[\s.\-‑–]?\d{{3,4}}[\s.\-‑–]?\d{{3,4}}(?!\w)
    | (?<![\w.,])(?:1[\s.\-‑–])?\(?\d{{3}}\)?[\s.\-‑–]\d{{3}}[\s.\-‑–]\d{{4}}(?!\w) | (?<![\w.,])\d{{3}}[.\-‑–]\d{{4}}(?!\w) | (?<![\w.,])1[38]\d\d?[\s\-‑–]\d{{3}}[\s\-‑–]\d{{3}}(?!\w)
    | (?<!\w)\d{{1,2}}[:.]\d{{2}}\s?(?:[ap]\.?\s?m\b\.?) | (?<!\w)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\w) | (?<!\w)\d{{1,2}}\s?[–-]\s?\d{{1,2}}\s?[ap]\.?\s?m\b | (?<!\w)\d{{1,2}}(?:\s?o['’]clock|\s?[ap]\.?\s?m\b\.?)
    | (?<!\w)24[/-]7(?!\w) | (?<!\w)24[\s-]?hours?\b | (?<!\w)365\sdays\b
    | (?<!\w)\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?(?!\w) | (?<!\p{{L}}){_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?!\s?%|[\w.,]\d|\w|\s\p{{Ll}}+s\b) | (?<!\p{{L}}){_MONTH}\s\d{{4}}(?!\w)
    | (?<!\w)\d{{1,4}}/\d{{1,2}}/\d{{2,4}}(?!\w) | (?<!\w)(?:19|20)\d\d-\d\d-\d\d(?!\w)
    | (?<![\w,.])(?:19|20)\d\d\s?[–/-]\s?(?:(?:19|20)?\d\d)(?!\w|[.,]\d) | (?<![\w,.])(?:19|20)\d0s\b | (?<!\w)[’']\d0s\b
    | \b(?:19|20)\d\d(?:\s?;\d+\S*|\s?;\s\d+\s?[(:]\S*) | \bISBN[\d\s-]+ | \bPMID:?\s*\d+ | \bPMC\d+ | \bNCT\d+
    | (?<![\w.,])\d{{1,5}}[A-Za-z]?\s(?:\p{{Lu}}[\p{{L}}’'.-]*+\s){{1,3}}{_STREET}\b
    | \b[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}\b | \b[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?\b
    )
    """,
        regex.VERBOSE | regex.VERSION1,
    )
    for web, signs in (("", ""), (_WEB, "hw"))
)
"""What is blotted out, and the same with addresses of the web, for which every "h" and "w" has to be looked at."""

_DIGIT = regex.compile(r"[\d¹²³⁰-⁹]")
_MAIL = regex.compile(r"\S+@\S+\.\S+")
_LIST_NUMBER = regex.compile(r"\A\W{0,2}\d{1,2}[.)]\s+(?=[“\"‘'(]?\p{L})")
"""The number of a heading or an item: "5. What people told us"."""
_ODD = regex.compile(r"(?<=\d|\p{L}{3})-odd\b", regex.IGNORECASE)
""""Ninety-odd per cent" is read as ninety."""
_JOINED_SHARE = regex.compile(r"(?<=\d|\p{L})-in-(?=\d|\p{L})", regex.IGNORECASE)
"""A "1-in-3 chance" is read as "1 in 3"."""


def masked(text: str) -> str:
    """Return `text` with such stretches as blanks."""
    if "-odd" in text:
        text = _ODD.sub(_blank, text)
    if "-in-" in text.casefold():
        text = _JOINED_SHARE.sub(" in ", text)
    if _DIGIT.search(text) is None:
        return text
    text = _LIST_NUMBER.sub(_blank, text)
    if "@" in text:
        text = _MAIL.sub(_blank, text)
    masks = _MASKS_WITH_WEB if "://" in text or "www." in text else _MASKS
    blank: str = masks.sub(_blank, text)
    return blank


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match.group())
