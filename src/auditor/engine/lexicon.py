"""Reads the shared word lists and crisis lines of a rules folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from auditor.engine.yaml_source import read_yaml
from auditor.errors import PackError
from auditor.model.lexicon import CrisisLine, Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.engine.yaml_source import YamlSource

COMMENT = "# "
"""A line of a list that begins so is a comment; `#1` is an entry."""


class _Phone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    canonical: str
    written: list[str] = []


class _Sms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    keyword: str | None = None


class _Line(msgspec.Struct, frozen=True):
    id: str
    name: str
    topics: list[str]
    status: str
    phone: _Phone | None = None
    sms: list[_Sms] = []
    chat: str | None = None
    url: str | None = None
    note: str = ""
    verified: str = "no"


def read_lexicon(folder: Path, read: Callable[[Path], YamlSource] = read_yaml) -> Lexicon:
    """Read `_lists/*.txt`, `_lists/*.yaml` (several lists in one file) and `_resources/crisis.yaml`. Raises PackError."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "_lists").glob("*.txt")):
        _add(lists, path.stem, _read_list(path), path)
    for path in sorted((folder / "_lists").glob("*.yaml")):
        source = read(path)
        for name, entries in source.convert(source.value, dict[str, list[str]]).items():
            _add(lists, name, tuple(entries), path)
    return Lexicon(lists, tuple(_read_lines(folder / "_resources" / "crisis.yaml", read)))


def _add(lists: dict[str, tuple[str, ...]], name: str, entries: tuple[str, ...], path: Path) -> None:
    if name in lists:
        raise PackError(f"{path}: there are two lists named “{name}”.", "Expected: one list a name.")
    lists[name] = entries


def _read_list(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}.") from error
    return tuple(
        dict.fromkeys(
            line.strip()
            for line in lines
            if line.strip() and not line.startswith(COMMENT) and line.strip() != "#"
        )
    )


def _read_lines(path: Path, read: Callable[[Path], YamlSource]) -> list[CrisisLine]:
    if not path.exists():
        return []
    source = read(path)
    countries: dict[str, Any] = source.value.get("countries", {})
    return [
        _line(
            code,
            source.convert(entry, _Line, f"$.countries.{code}.resources[{i}]"),
            source,
            f"$.countries.{code}.resources[{i}]",
        )
        for code, country in countries.items()
        for i, entry in enumerate(country["resources"])
    ]


def _line(country: str, line: _Line, source: YamlSource, at: str) -> CrisisLine:
    if line.status not in {"active", "superseded", "closed"}:
        raise source.error(f"unknown status “{line.status}”", f"{at}.status", "active, superseded or closed")
    written = tuple(dict.fromkeys([line.phone.canonical, *line.phone.written])) if line.phone else ()
    numbers = tuple(
        dict.fromkeys(n for n in ("".join(c for c in w if c.isdigit()) for w in written) if len(n) >= 3)
    )
    if line.phone and not numbers:
        raise source.error(
            f"“{line.phone.canonical}” holds no telephone number", f"{at}.phone", "at least three digits"
        )
    # The address of an emergency service is its government's: a link to that names no line.
    urls = () if "emergency" in line.topics else (line.url, line.chat)
    pages = tuple(dict.fromkeys(_page(u) for u in urls if u))
    return CrisisLine(
        id=line.id,
        country=country,
        name=line.name,
        topics=tuple(line.topics),
        status=line.status,
        written=written,
        numbers=numbers,
        sms=tuple((s.number, s.keyword) for s in line.sms),
        pages=pages,
        note=line.note,
        verified=line.verified == "yes",
    )


def _page(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")
