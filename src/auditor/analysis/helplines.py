"""Tells telephone numbers, text codes and chats apart: public crisis lines, and the promoter's own.

A number is compared by its digits with the lines of `_resources/crisis.yaml`; short codes need a cue word
near them (call, text, helpline), so that a price or a year is never taken for a lifeline. Whatever is left
and can be a telephone number is somebody's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.analysis import own_help
from auditor.analysis.phone_numbers import Number, digits_of, e164, long_numbers, short_codes
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.model.analysis import Jurisdiction, Sentence
    from auditor.model.document import Document, Link
    from auditor.model.lexicon import CrisisLine, Lexicon
    from auditor.model.span import Span

CUE_REACH = 60
"""Characters either side of a short code in which a cue word must stand: about six words."""

LONGEST_SHORT_CODE = 6
NO_REFERENCES = frozenset({Role.BODY, Role.NOTE, Role.MENU, Role.LEGAL})
ISO = {"UK": "GB"}
PREFERRED = ("EU", "US", "GB", "AU", "IE", "CA", "NZ")


@dataclass(frozen=True, slots=True)
class _Directory:
    by_digits: Mapping[str, tuple[CrisisLine, ...]]
    by_page: Mapping[str, tuple[CrisisLine, ...]]


def find(
    document: Document, sentences: tuple[Sentence, ...], jurisdiction: Jurisdiction, lexicon: Lexicon
) -> tuple[Contact, ...]:
    """Return every contact in reading order, one a place."""
    directory = _directory(lexicon)
    country = _iso(jurisdiction.country)
    found: list[Contact] = []
    for sentence in sentences:
        if sentence.role in NO_REFERENCES:
            spoken = lexicon.of(sentence.language)
            found.extend(_in_sentence(document.text, sentence.span, directory, country, spoken))
    read = [s.span for s in sentences if s.role in NO_REFERENCES]
    found.extend(c for c in _in_links(document, directory, country) if any(s.overlaps(c.span) for s in read))
    found = _one_a_place(found)
    marked = own_help.mark(document, sentences, found, lexicon)
    return tuple(sorted(marked, key=lambda c: (c.span, c.number)))


def _in_sentence(
    text: str, span: Span, directory: _Directory, country: str, lexicon: Lexicon
) -> Iterator[Contact]:
    for number in long_numbers(text, span.start, span.end):
        lines = directory.by_digits.get(number.digits, ())
        contact = _public(number, lines, country) if lines else _own(number, country)
        if contact is not None:
            yield contact
    for number in short_codes(text, span.start, span.end):
        lines = tuple(
            x for x in directory.by_digits.get(number.digits, ()) if len(number.digits) <= LONGEST_SHORT_CODE
        )
        if lines and _has_cue(text, number.span, span, lines, lexicon):
            yield _public(number, lines, country)


def _public(number: Number, lines: Sequence[CrisisLine], country: str) -> Contact:
    line = min(lines, key=lambda x: (x.country != country, x.status != "active", _rank(x.country), x.id))
    return _contact(number.span, number.written, line)


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
    region = country if len(country) == 2 and country not in {"", "EU"} else "US"
    full = e164(number.written, region)
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


def _in_links(document: Document, directory: _Directory, country: str) -> Iterator[Contact]:
    for link in document.links:
        lines = _lines_of(link, directory)
        if lines:
            digits = (
                digits_of(link.target.partition(":")[2]) if link.target.startswith(("tel:", "sms:")) else ""
            )
            yield _public(Number(link.span, digits, digits or link.target), lines, country)


def _lines_of(link: Link, directory: _Directory) -> tuple[CrisisLine, ...]:
    scheme, _, rest = link.target.partition(":")
    if scheme.lower() in {"tel", "sms"}:
        return directory.by_digits.get(digits_of(rest.partition("?")[0]), ())
    if scheme.lower() in {"http", "https"}:
        return _lines_of_page(link.target, directory)
    return ()


def _lines_of_page(target: str, directory: _Directory) -> tuple[CrisisLine, ...]:
    """Return the lines whose own page the link leads to, or one below it: a statistics page of the same body names no line."""
    try:
        parts = urlsplit(target)
        page = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")
    except ValueError:
        return ()
    while page:
        if page in directory.by_page:
            return directory.by_page[page]
        page = page.rpartition("/")[0]
    return ()


def _one_a_place(contacts: list[Contact]) -> list[Contact]:
    """Keep one contact where several overlap: a public line before an own number, the longer before the shorter."""
    kept: list[Contact] = []
    for contact in sorted(contacts, key=lambda c: (c.resource is None, -len(c.span), c.span)):
        if not any(contact.span.overlaps(k.span) for k in kept):
            kept.append(contact)
    return kept


@lru_cache(maxsize=4)
def _directory(lexicon: Lexicon) -> _Directory:
    digits: dict[str, list[CrisisLine]] = defaultdict(list)
    pages: dict[str, list[CrisisLine]] = defaultdict(list)
    for line in lexicon.lines:
        written = (digits_of(w) for w in line.written if any(c.isdigit() for c in w))
        texts = (digits_of(n) for n, _ in line.sms)
        for number in dict.fromkeys((*line.numbers, *texts, *written)):
            if len(number) >= 3:
                digits[number].append(line)
        for page in line.pages:
            pages[page].append(line)
    return _Directory({k: tuple(v) for k, v in digits.items()}, {k: tuple(v) for k, v in pages.items()})


def _iso(country: str | None) -> str:
    return ISO.get(country or "", country or "")


def _ours(country: str) -> str:
    return {"GB": "UK"}.get(country, country)
