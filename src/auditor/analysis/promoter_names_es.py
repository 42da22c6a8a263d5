"""Reads the names of promoters in Spanish, where the kind of business stands first: "Clínica Dental Azahar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.promoter_names import NameWords

MIN_REPEATS = 2
"""A name that begins with the kind of business is the promoter's when it is used so often."""
MOST_WORDS = 7

_SMALL = r"(?:de\s(?:la\s|los\s|las\s)?|del\s|y\s|e\s|&\s|para\s(?:la\s|el\s)?)"
_WORD = r"\p{Lu}[\p{L}\p{N}&+\-]*"
_RUN = rf"{_WORD}(?:[ \u00a0]{_SMALL}?{_WORD}){{0,{MOST_WORDS}}}"
_WHOLE = regex.compile(_RUN)
_SEGMENT = regex.compile(r"\s+[|–—·»•:\-]+\s+|[,:?!¿¡|]\s*")
_GREETING = regex.compile(
    rf"\b[Ee]n\s+(?:(?:el|la)\s+)?(?P<name>{_RUN})\s*,?\s+(?:(?:(?:te|le|les|lo|la|los)\s+)?\p{{Ll}}+mos\b|nuestr[oa]s?\b|usted\b|le\b|cada\b|encontrar[aá]\b|el\s+equipo\b)"
    rf"|\b[Bb]ienvenid[oa]s?\s+a(?:l|\s+la)?\s+(?P<name>{_RUN})|\b[Ee]quipo\s+de\s+(?P<name>{_RUN})"
    rf"|\b(?:[Cc]ontacte|[Ll]lame|[Vv]isite|[Ee]lij[ae]|[Ee]legir|[Cc]onozca)\s+(?:a\s+)?(?P<name>{_RUN})(?=\s*(?:$|[.?!:|]|hoy\b|al\b))"
    rf"|^(?P<name>{_RUN})\s+(?:es\s+(?:un|una|el|la)|ofrece|atiende|brinda|cuenta\s+con)\s",
    regex.MULTILINE,
)


def names_in(title: str, pieces: Iterable[str], scan: str, words: NameWords) -> Iterator[tuple[str, bool]]:
    """Yield names with whether they count by themselves. `pieces` are header, footer, first and last blocks."""
    for segment in (s.strip() for text in (title, *pieces) for s in _SEGMENT.split(text)):
        if _WHOLE.fullmatch(segment) and words.has_business_word(segment):
            yield segment, True
    yield from ((name, True) for name in _tails(title, scan))
    for match in _GREETING.finditer(scan):
        name = match.group("name")
        yield name, words.has_business_word(name) or not match.group().startswith(name)
    for match in dict.fromkeys(m.group() for m in _WHOLE.finditer(scan)):
        first = match.split(maxsplit=1)[0].casefold()
        if first in words.entities_first and " " in match and scan.count(match) >= MIN_REPEATS:
            yield match, True


def _tails(title: str, scan: str) -> Iterator[str]:
    """Yield the end of a title, or its beginning, that is all capitals and used as a name in the text: "LASIK en … | Vista Plena"."""
    segments = [s.strip() for s in _SEGMENT.split(title) if s.strip()]
    for segment in (segments[0], segments[-1]) if len(segments) > 1 else ():
        words = segment.split()
        is_name = len(words) in (2, 3) and all(w[0].isupper() for w in words)
        if is_name and _WHOLE.fullmatch(segment) and scan.count(segment) > 1:
            yield segment


def short_form(name: str, words: NameWords) -> str | None:
    """Return the distinctive words of a name: "Azahar" for "Clínica Dental Azahar", "La Semilla" for "Centro de Salud La Semilla"."""
    parts = name.split()
    start = 0
    while start < len(parts) and (parts[start].casefold() in words.business or parts[start][0].islower()):
        start += 1
    end = start
    while end < len(parts) and parts[end].casefold() not in words.business:
        end += 1
    kept = parts[start:end]
    while kept and kept[-1][0].islower():
        kept.pop()
    return " ".join(kept) or None
