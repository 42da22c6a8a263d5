"""Reads the word lists of further languages, each when a document first speaks it.

`_lists/<code>/*.yaml` holds, under the names of the English lists, the words of another language. A list that a
language does not have stays as it is: names of bodies, places and hosts are the same in every language. A list
whose name begins with a plus sign adds to the English one. Words with accents are also read as they are often
written in capitals and on keyboards without them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from auditor.engine.yaml_source import read_yaml
from auditor.model.lexicon import Lexicon
from auditor.text.phrases import PhraseError, check_entries, is_reading_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from auditor.engine.yaml_source import YamlSource

ADDS = "+"
"""Before the name of a list that adds to the English one of that name."""
ACCENTS_NEEDED = "accents-needed"
"""The list of words that without their accent are other words."""

_CODE = re.compile(r"[a-z]{2}")
_KEPT = frozenset("ñÑ")
"""Letters of their own, not accented forms of another."""
_PLAIN = re.compile(r"[\w' -]+")
_PART = re.compile(r"<[^>]*>|(?<=\w)\([^()\s]*\)|[^\W\d_]+\*?")
"""A list's name, the endings of a word, or a word."""
_REGEX = re.compile(r"/.+/(?:\s+if\s.*)?", re.DOTALL)


def others_of(folder: Path, root: Callable[[], Lexicon]) -> dict[str, Callable[[], Lexicon]]:
    """Return how to read the lexicon of each further language in a rules folder. `root` gives the English one."""
    codes = sorted(p.name for p in (folder / "_lists").iterdir() if p.is_dir() and _CODE.fullmatch(p.name))
    return {code: _reader(folder / "_lists" / code, root) for code in codes}


def _reader(folder: Path, root: Callable[[], Lexicon]) -> Callable[[], Lexicon]:
    @cache
    def spoken() -> Lexicon:
        base = root()
        lists = {**base.lists, **_read_lists(folder, base.lists)}
        others = {code: reader for code, reader in base.others.items() if code != folder.name}
        return Lexicon(lists, base.lines, folder.name, {base.language: root, **others})

    return spoken


def _read_lists(folder: Path, base: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    written: dict[str, list[str]] = {}
    places: dict[str, YamlSource] = {}
    for path in sorted(folder.glob("*.yaml")):
        source = read_yaml(path)
        for name, entries in source.convert(source.value, dict[str, list[str]]).items():
            _check_name(name, places, base, source)
            written[name], places[name] = entries, source
    needed = frozenset(written.pop(ACCENTS_NEEDED, ()))
    lists = {name: unaccented_too(entries, needed) for name, entries in written.items()}
    found = {n.removeprefix(ADDS): (*base[n[1:]], *e) if n.startswith(ADDS) else e for n, e in lists.items()}
    if is_reading_all():
        _check(lists, {**base, **found}, places)
    return found


def _check_name(
    name: str, places: Mapping[str, YamlSource], base: Mapping[str, Sequence[str]], source: YamlSource
) -> None:
    if name in places:
        other = places[name].path.name
        raise source.error(
            f"there are two lists named “{name}”, the other in {other}", f"$.{name}", "one list a name"
        )
    if name.startswith(ADDS) and name.removeprefix(ADDS) not in base:
        raise source.error(f"there is no English list “{name[1:]}” to add to", f"$.{name}", "such a list")


def _check(
    lists: Mapping[str, Sequence[str]],
    all_lists: Mapping[str, Sequence[str]],
    places: Mapping[str, YamlSource],
) -> None:
    """Read every entry as the phrase it is. Raises PackError."""
    for name, entries in lists.items():
        try:
            check_entries(entries, all_lists)
        except PhraseError as error:
            raise places[name].error(
                str(error), f"$.{name}", "phrases as the rule guide describes them"
            ) from error


def unaccented_too(entries: Sequence[str], needed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return phrases that match their words without accents too: "más (ágil|fácil)" finds "MAS AGIL".

    `needed` are words that are others without their accent ("sí" and "si"). Regular expressions are left as they are.
    """
    return tuple(dict.fromkeys(e for entry in entries for e in _both(entry, needed)))


def without_accents(text: str) -> str:
    """Return a text without accents, letter for letter."""
    return "".join(c if c in _KEPT or c.isascii() else unicodedata.normalize("NFD", c)[0] for c in text)


def _both(entry: str, needed: frozenset[str]) -> Iterator[str]:
    if entry.isascii() or _REGEX.fullmatch(entry):
        yield entry
    elif _PLAIN.fullmatch(entry):
        yield entry
        if needed.isdisjoint(entry.casefold().split()):
            yield without_accents(entry)
    else:
        yield _PART.sub(lambda m: _either(m.group(), needed), entry)


def _either(part: str, needed: frozenset[str]) -> str:
    bare = without_accents(part)
    if bare == part or part.startswith("<") or part.casefold() in needed:
        return part
    if part.startswith("("):
        endings = part[1:-1].split("|")
        return f"({'|'.join(dict.fromkeys([*endings, *map(without_accents, endings)]))})"
    return f"({part}|{bare})"
