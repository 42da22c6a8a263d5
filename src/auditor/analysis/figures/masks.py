"""Blots out what only looks like a quantity: telephone numbers, dates, hours, addresses of the web, marks.

The text keeps its length, so that every position in it still holds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon

_WEB = r"(?:https?://|www\.)\S+ |"
_DIGIT = regex.compile(r"[\d¹²³⁰-⁹]")
_MAIL = regex.compile(r"\S+@\S+\.\S+")
_LIST_NUMBER = regex.compile(r"\A\W{0,2}\d{1,2}[.)]\s+(?=[“\"‘'(]?\p{L})")
"""The number of a heading or an item: "5. What people told us"."""


@dataclass(frozen=True)
class Masks:
    """What is blotted out of sentences in one language."""

    shapes: regex.Pattern[str]
    with_web: regex.Pattern[str]
    """The same with addresses of the web, for which every "h" and "w" has to be looked at."""
    further: regex.Pattern[str] | None
    """What the language writes besides, in words: "a las 9", "el 3 de mayo"."""
    inexact: regex.Pattern[str]
    """"Ninety-odd per cent" is read as ninety."""
    inexact_words: tuple[str, ...]
    joined: regex.Pattern[str]
    """A "1-in-3 chance" is read as "1 in 3"."""
    joining_words: tuple[str, ...]

    def masked(self, text: str) -> str:
        """Return `text` with such stretches as blanks."""
        if any(word in text for word in self.inexact_words):
            text = self.inexact.sub(_blank, text)
        lower = text.casefold()
        if any(word in lower for word in self.joining_words):
            text = self.joined.sub(lambda m: f" {m['word'].lower()} ", text)
        if _DIGIT.search(text) is None:
            return text
        text = _LIST_NUMBER.sub(_blank, text)
        if "@" in text:
            text = _MAIL.sub(_blank, text)
        shapes = self.with_web if "://" in text or "www." in text else self.shapes
        text = shapes.sub(_blank, text)
        return text if self.further is None else str(self.further.sub(_blank, text))


@lru_cache(maxsize=8)
def masks_of(lexicon: Lexicon) -> Masks:
    """Read the lists once a process."""
    further = lexicon.words("figure-masks")
    inexact, joints = lexicon.words("figure-inexact"), lexicon.words("figure-joints")
    return Masks(
        shapes=_shapes(lexicon, "", ""),
        with_web=_shapes(lexicon, _WEB, "hw"),
        further=regex.compile(rf"(?<!\w){one_of(further, lists=lexicon.lists)}", regex.IGNORECASE)
        if further
        else None,
        inexact=regex.compile(rf"(?<=\d|\p{{L}}{{3}})-{one_of(inexact)}\b", regex.IGNORECASE),
        inexact_words=tuple(f"-{word}" for word in inexact),
        joined=regex.compile(rf"(?<=\d|\p{{L}})-(?P<word>{one_of(joints)})-(?=\d|\p{{L}})", regex.IGNORECASE),
        joining_words=tuple(f"-{word}-" for word in joints),
    )


def _shapes(lexicon: Lexicon, web: str, signs: str) -> regex.Pattern[str]:
    """Return the shapes; `web` is looked for besides, and begins with one of the `signs`."""
    months, streets, hours, days, clock, of, ordinals = (
        one_of(lexicon.words(f"figure-mask-{name}"))
        for name in ("months", "streets", "hours", "days", "clock", "of", "day-endings")
    )
    month = rf"{months}\.?"
    return regex.compile(
        rf"""
    (?=[\d\[(+’'¹²³⁰-⁹A-Z{signs}])(?:
      {web} \b10\.\d{{4,9}}/\S+
    | \[[\d,;–\-*†‡§a-z\s]{{1,9}}\] | [¹²³⁰-⁹]+
    | (?<=[\p{{L}}%”’")\]][.,;:]?)(?<![\p{{L}}]\.\p{{L}}\.)\d{{1,3}}(?=[\s.,;:)]|\Z)(?<=[.;:]\d{{1,3}}|\p{{Ll}}{{3}}\d{{1,3}})
    | (?<![\w.,])\+\d[\d\s().\-‑–]{{7,}}\d
    | (?<![\w.,])\(?0\d{{1,5}}\)?[\s.\-‑–]?\d{{3,4}}[\s.\-‑–]?\d{{3,4}}(?!\w)
    | (?<![\w.,])(?:1[\s.\-‑–])?\(?\d{{3}}\)?[\s.\-‑–]\d{{3}}[\s.\-‑–]\d{{4}}(?!\w) | (?<![\w.,])\d{{3}}[.\-‑–]\d{{4}}(?!\w) | (?<![\w.,])1[38]\d\d?[\s\-‑–]\d{{3}}[\s\-‑–]\d{{3}}(?!\w)
    | (?<!\w)\d{{1,2}}[:.]\d{{2}}\s?(?:[ap]\.?\s?m\b\.?) | (?<!\w)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\w) | (?<!\w)\d{{1,2}}\s?[–-]\s?\d{{1,2}}\s?[ap]\.?\s?m\b | (?<!\w)\d{{1,2}}(?:\s?{clock}|\s?[ap]\.?\s?m\b\.?)
    | (?<!\w)24[/-]7(?!\w) | (?<!\w)24[\s-]?{hours}\b | (?<!\w)365\s{days}\b
    | (?<!\w)\d{{1,2}}{ordinals}?\s(?:{of}\s)?{month}(?:,?\s\d{{4}})?(?!\w) | (?<!\p{{L}}){month}\s\d{{1,2}}{ordinals}?(?:,?\s\d{{4}})?(?!\s?%|[\w.,]\d|\w|\s\p{{Ll}}+s\b) | (?<!\p{{L}}){month}\s\d{{4}}(?!\w)
    | (?<!\w)\d{{1,4}}/\d{{1,2}}/\d{{2,4}}(?!\w) | (?<!\w)(?:19|20)\d\d-\d\d-\d\d(?!\w)
    | (?<![\w,.])(?:19|20)\d\d\s?[–/-]\s?(?:(?:19|20)?\d\d)(?!\w|[.,]\d) | (?<![\w,.])(?:19|20)\d0s\b | (?<!\w)[’']\d0s\b
    | \b(?:19|20)\d\d(?:\s?;\d+\S*|\s?;\s\d+\s?[(:]\S*) | \bISBN[\d\s-]+ | \bPMID:?\s*\d+ | \bPMC\d+ | \bNCT\d+
    | (?<=[\p{{L}}.,]\s|[(\[])(?:19|20)\d\d(?=[)\]])
    | (?<![\w.,])\d{{1,5}}[A-Za-z]?\s(?:\p{{Lu}}[\p{{L}}’'.-]*+\s){{1,3}}{streets}\b
    | \b[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}\b | \b[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?\b
    )
    """,
        regex.VERBOSE | regex.VERSION1,
    )


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match.group())
