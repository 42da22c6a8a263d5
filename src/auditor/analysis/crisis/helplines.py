"""Tells telephone numbers, text codes and chats apart: public crisis lines, and the promoter's own.

A number is compared by its digits with the lines of `_resources/crisis.yaml`; short codes need a cue word
near them (call, text, helpline), so that a price or a year is never taken for a lifeline. Whatever is left
and can be a telephone number is somebody's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.crisis import own_help
from auditor.analysis.crisis.directory import addresses, directory
from auditor.analysis.crisis.phone_numbers import (
    Number,
    cut_short,
    digits_of,
    e164,
    long_numbers,
    short_codes,
    spelled_numbers,
    spoken_numbers,
)
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role
from auditor.model.span import Span
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.analysis.crisis.directory import Directory
    from auditor.model.analysis import Jurisdiction, Promoter, Sentence
    from auditor.model.document import Document, Link
    from auditor.model.lexicon import CrisisLine, Lexicon

CUE_REACH = 60
"""Characters either side of a short code in which a cue word must stand: about six words."""

LONGEST_SHORT_CODE = 6
NO_REFERENCES = frozenset({Role.BODY, Role.NOTE, Role.MENU, Role.LEGAL})
ISO = {"UK": "GB"}
PREFERRED = ("EU", "US", "GB", "AU", "IE", "CA", "NZ")

_DIALLED = regex.compile(r"[+\d][\d\s().\-]*")


def find(
    document: Document,
    sentences: tuple[Sentence, ...],
    promoter: Promoter,
    jurisdiction: Jurisdiction,
    lexicon: Lexicon,
) -> tuple[Contact, ...]:
    """Return every contact in reading order, one a place."""
    lines = directory(lexicon)
    country = _iso(jurisdiction.country)
    found: list[Contact] = []
    for sentence in sentences:
        if sentence.role in NO_REFERENCES:
            spoken = lexicon.of(sentence.language)
            found.extend(_in_sentence(document.text, sentence.span, lines, country, spoken))
    read = [s.span for s in sentences if s.role in NO_REFERENCES]
    found.extend(c for c in _in_links(document, lines, country) if any(s.overlaps(c.span) for s in read))
    found = _one_a_place(found)
    marked = own_help.mark(document, sentences, found, promoter.names, lexicon)
    return tuple(sorted(marked, key=lambda c: (c.span, c.number)))


def _in_sentence(
    text: str, span: Span, known: Directory, country: str, lexicon: Lexicon
) -> Iterator[Contact]:
    for number in long_numbers(text, span.start, span.end):
        contact = _of_long_number(text, number, known, country)
        if contact is not None:
            yield contact
    spoken = spoken_numbers(lexicon)
    short = short_codes(text, span.start, span.end, spoken)
    for number in (*short, *spelled_numbers(text, span.start, span.end, spoken)):
        lines = known.dialled(number.digits) if len(number.digits) <= LONGEST_SHORT_CODE else ()
        if lines and _has_cue(text, number.span, span, lines, lexicon):
            yield _public(text, number, lines, known, country)
    for match in addresses(text, span.start, span.end):
        lines = known.of_address(match.group())
        if lines:
            yield _contact(Span(match.start(), match.end()), match.group(), _best(lines, country))


def _of_long_number(text: str, number: Number, known: Directory, country: str) -> Contact | None:
    for reading in cut_short(number):
        lines = known.dialled(reading.digits, is_abroad=reading.written.startswith(("+", "00", "(+")))
        if lines:
            return _public(text, reading, lines, known, country)
    return _own(number, country)


def _public(
    text: str, number: Number, lines: Sequence[CrisisLine], known: Directory, country: str
) -> Contact:
    """Return the contact: the line whose written form stands there, words and all, before the one of the readers' country."""
    best = _best(lines, country)
    worded = known.as_written(text, number.span.start, number.span.end)
    if worded is not None and (worded.country == best.country or _iso(worded.country) == country):
        best = worded
    return _contact(number.span, number.written, best)


def _best(lines: Sequence[CrisisLine], country: str) -> CrisisLine:
    return min(lines, key=lambda x: (x.country != country, x.status != "active", _rank(x.country), x.id))


def _rank(country: str) -> int:
    """Order the countries that share a number where the document's own is not among them."""
    return PREFERRED.index(country) if country in PREFERRED else len(PREFERRED)


def _contact(span: Span, written: str, line: CrisisLine) -> Contact:
    return Contact(
        span=span,
        number=written,
        resource=line.id,
        resource_name=line.name,
        resource_country=_ours(line.country),
        is_active=line.status == "active",
        topics=line.topics,
    )


def _own(number: Number, country: str) -> Contact | None:
    regions = (country,) if len(country) == 2 and country != "EU" else PREFERRED[1:]
    full = next(filter(None, (e164(number.written, region) for region in regions)), None)
    return Contact(number.span, full) if full else None


def _has_cue(text: str, span: Span, sentence: Span, lines: Sequence[CrisisLine], lexicon: Lexicon) -> bool:
    """Whether words for calling stand near; those of the next sentence count only for a number that stands alone."""
    start, end = max(0, span.start - CUE_REACH), min(len(text), span.end + CUE_REACH)
    if len(sentence) > 2 * len(span):
        start, end = max(start, sentence.start), min(end, sentence.end)
    around = text[start : span.start] + " " + text[span.end : end]
    if phrases(lexicon, "phone-cues").first(around):
        return True
    folded = around.casefold()
    return any(line.name.split(" (")[0].casefold() in folded for line in lines)


def _in_links(document: Document, known: Directory, country: str) -> Iterator[Contact]:
    for link in document.links:
        scheme, _, rest = link.target.partition(":")
        if scheme.lower() in {"tel", "sms"}:
            contact = _dialled(link, rest, known, country)
        else:
            lines = known.of_address(link.target) if scheme.lower() in {"http", "https"} else ()
            contact = _contact(link.span, link.target, _best(lines, country)) if lines else None
        if contact is not None:
            yield contact


def _dialled(link: Link, rest: str, known: Directory, country: str) -> Contact | None:
    """Return the line that a link dials or texts; what follows the number is the text to be sent."""
    number = _DIALLED.match(rest.lstrip("/ ").replace("%20", " "))
    if number is None:
        return None
    digits = digits_of(number.group())
    lines = known.dialled(digits, is_abroad=number.group().startswith(("+", "00")))
    return _contact(link.span, digits, _best(lines, country)) if lines else None


def _one_a_place(contacts: list[Contact]) -> list[Contact]:
    """Keep one contact where several overlap: a public line before an own number, the longer before the shorter."""
    kept: list[Contact] = []
    for contact in sorted(contacts, key=lambda c: (c.resource is None, -len(c.span), c.span)):
        if not any(contact.span.overlaps(k.span) for k in kept):
            kept.append(contact)
    return kept


def _iso(country: str | None) -> str:
    return ISO.get(country or "", country or "")


def _ours(country: str) -> str:
    return {"GB": "UK"}.get(country, country)
