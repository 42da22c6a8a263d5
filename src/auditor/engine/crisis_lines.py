"""Reads the public crisis lines of a rules folder; a wrong number there would misdirect somebody in danger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from auditor.model.country import COUNTRIES
from auditor.model.lexicon import CrisisLine

if TYPE_CHECKING:
    from auditor.engine.yaml_source import YamlSource

PLACES = (COUNTRIES - {"UK"}) | {"GB", "INT"}
"""Countries of crisis lines, by ISO code; INT stands for directories that serve everywhere."""

MIN_DIGITS = 3
"""The shortest numbers of crisis lines have three digits (988, 999)."""

_STATUSES = ("active", "superseded", "closed")


class _Phone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    canonical: str
    written: list[str] = []


class _Sms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    keyword: str | None = None


class _Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    url: str = ""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    topics: list[str]
    status: str
    phone: _Phone | None = None
    sms: list[_Sms] = []
    chat: str | None = None
    url: str | None = None
    note: str = ""
    hours: str = ""
    verified: str = "no"
    basis: str = ""
    source: _Origin | None = None


class _Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    resources: list[Any]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema_version: int
    topics: list[str]
    countries: dict[str, Any]


def crisis_lines(source: YamlSource) -> tuple[CrisisLine, ...]:
    """Return the lines of a resource list. Raises PackError with the place of what is wrong."""
    file = source.convert(source.value, _File)
    ids: set[str] = set()
    return tuple(
        line
        for code, country in file.countries.items()
        for line in _of_country(code, country, file.topics, ids, source)
    )


def _of_country(
    code: str, value: object, topics: list[str], ids: set[str], source: YamlSource
) -> list[CrisisLine]:
    at = f"$.countries.{code}"
    if code not in PLACES:
        raise source.error(f"unknown country “{code}”", at, f"one of {', '.join(sorted(PLACES))}")
    lines = []
    for number, entry in enumerate(source.convert(value, _Country, at).resources):
        place = f"{at}.resources[{number}]"
        line = source.convert(entry, _Line, place)
        _check(line, topics, ids, source, place)
        ids.add(line.id)
        lines.append(_line(code, line))
    return lines


def _check(line: _Line, topics: list[str], ids: set[str], source: YamlSource, at: str) -> None:
    if line.id in ids:
        raise source.error(f"there are two lines with the id “{line.id}”", f"{at}.id", "one line an id")
    if line.status not in _STATUSES:
        raise source.error(
            f"unknown status “{line.status}”", f"{at}.status", f"one of {', '.join(_STATUSES)}"
        )
    unknown = sorted(set(line.topics) - set(topics))
    if unknown:
        raise source.error(f"unknown topic “{unknown[0]}”", f"{at}.topics", f"one of {', '.join(topics)}")
    if line.phone and len(_digits(line.phone.canonical)) < MIN_DIGITS:
        told = f"“{line.phone.canonical}” holds no telephone number"
        raise source.error(told, f"{at}.phone.canonical", f"at least {MIN_DIGITS} digits")
    for number, sms in enumerate(line.sms):
        if len(_digits(sms.number)) < MIN_DIGITS:
            told = f"“{sms.number}” is no number to send a text to"
            raise source.error(told, f"{at}.sms[{number}].number", f"at least {MIN_DIGITS} digits")
    for name, url in (("url", line.url), ("chat", line.chat)):
        if url and not url.startswith(("https://", "http://")):
            raise source.error(f"“{url}” is no web address", f"{at}.{name}", "https://…")


def _line(country: str, line: _Line) -> CrisisLine:
    written = tuple(dict.fromkeys([line.phone.canonical, *line.phone.written])) if line.phone else ()
    # The address of an emergency service is its government's: a link to that names no line.
    urls = () if "emergency" in line.topics else (line.url, line.chat)
    return CrisisLine(
        id=line.id,
        country=country,
        name=line.name,
        topics=tuple(line.topics),
        status=line.status,
        written=written,
        numbers=tuple(dict.fromkeys(n for n in map(_digits, written) if len(n) >= MIN_DIGITS)),
        sms=tuple((s.number, s.keyword) for s in line.sms),
        pages=tuple(dict.fromkeys(_page(u) for u in urls if u)),
        note=line.note,
        verified=line.verified == "yes",
    )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _page(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")
