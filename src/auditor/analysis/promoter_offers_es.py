"""Finds the names of what is sold in Spanish, where the kind of thing stands first: "nuestro protocolo Alba"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_REPEATS = 2
"""A capitalised name behind "el programa" is the promoter's when the text keeps using it."""

_WORD = r"\p{Lu}[\p{L}\p{N}&+\-]{2,}"
_OUR = regex.compile(rf"\b[Nn]uestr[oa]\s+(?:(?P<noun>\p{{L}}+)\s+)?(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})")
_THE = regex.compile(rf"\b(?:[Ee]l|[Ll]a)\s+(?P<noun>\p{{L}}+)\s+(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})")
_MADE = regex.compile(
    rf"\b(?:desarrollamos|creamos|dise[ñn]amos|inventamos|ideamos|hemos\s+(?:desarrollado|creado|dise[ñn]ado))\s+(?:el|la|un|una)?\s*(?:\p{{Ll}}+\s+)?(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})"
)


def offers_in(scan: str, nouns: frozenset[str]) -> Iterator[str]:
    """Yield names behind "nuestro", "desarrollamos el", and behind a kind of method that the text keeps naming."""
    for match in _OUR.finditer(scan):
        if match.group("noun") is None or match.group("noun").casefold() in nouns:
            yield match.group("name")
    yield from (m.group("name") for m in _MADE.finditer(scan))
    for match in _THE.finditer(scan):
        name = match.group("name")
        if match.group("noun").casefold() in nouns and scan.count(name) >= MIN_REPEATS:
            yield name
            yield f"{match.group('noun')} {name}"
