"""Makes a stretch of text whole: no word cut in two, no bracket or quotation mark without its other half.

Example: of “★★★★★ Rated by members” the stretch “★★★★★ R” becomes “★★★★★ Rated”.
"""

from __future__ import annotations

from auditor.model.span import Span

REACH = 60
"""The other half of a pair stands so near; one that is farther off opened something longer."""

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("„", "“"), ("«", "»"))
_STRAIGHT = '"'


def whole(text: str, span: Span, within: Span) -> Span:
    """Return the stretch with the rest of its first and last word, and with the other half of each pair."""
    found = _words(text, span, within)
    for opening, closing in _PAIRS:
        found = _paired(text, found, within, opening, closing)
    return _words(text, _straight(text, found, within), within)


def _words(text: str, span: Span, within: Span) -> Span:
    start, end = span.start, span.end
    while start > within.start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while within.start < end < within.end and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _paired(text: str, span: Span, within: Span, opening: str, closing: str) -> Span:
    words = span.of(text)
    opened, closed = words.rfind(opening), words.find(closing)
    start, end = span.start, span.end
    if opened > words.rfind(closing):
        at = text.find(closing, end, min(within.end, end + REACH))
        end = at + 1 if at >= 0 else end
    if closed >= 0 and (words.find(opening) < 0 or closed < words.find(opening)):
        at = text.rfind(opening, max(within.start, start - REACH), start)
        start = at if at >= 0 else start
    return Span(start, end)


def _straight(text: str, span: Span, within: Span) -> Span:
    """A straight mark looks the same on both sides: one behind a letter or sign closes, any other opens."""
    words = span.of(text)
    if words.count(_STRAIGHT) % 2 == 0:
        return span
    at = span.start + words.find(_STRAIGHT)
    if at > within.start and not text[at - 1].isspace() and text[at - 1] not in "([":
        before = text.rfind(_STRAIGHT, max(within.start, at - REACH), at)
        return Span(min(span.start, before), span.end) if before >= 0 else span
    behind = text.find(_STRAIGHT, span.end, min(within.end, span.end + REACH))
    return Span(span.start, behind + 1) if behind >= 0 else span
