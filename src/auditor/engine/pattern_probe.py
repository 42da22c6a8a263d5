"""Tries the regular expressions of a rules folder on hostile texts, so that one that runs away is told when it is written.

On a document such a pattern is stopped after `PATTERN_SECONDS` and its rule is reported as not checked there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from auditor.engine.yaml_source import read_yaml
from auditor.text.phrases import PATTERN_SECONDS, PatternTimeoutError, compile_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPEATS = 45
"""Enough for a pattern whose work grows by half with each repetition to run away, too little for one that is merely slow."""
MAX_WORDS = 12
"""Words of a pattern that are put in front of the repeated text, to get past its beginning."""

_WORD = re.compile(r"(?<!\\)[^\W_]+")
_SIGNS = ";:,.!?%-"
_UNITS = ("a", "1", " ", "a ", "1 ", "a, ", ". ", "-", "A", "A ", "Ab ")


def runaway_patterns(folder: Path) -> Iterator[str]:
    """Yield a sentence with file and line for each pattern that does not finish on a short text."""
    for path in sorted([*folder.glob("*/*.yaml"), *folder.glob("_lists/*.txt")]):
        for text, line in _patterns(path):
            unit = _hostile_unit(text)
            if unit is not None:
                yield (
                    f"{path}, line {line}: the pattern “{text}” did not finish in {PATTERN_SECONDS} seconds on a text "
                    f"that repeats “{unit}”. Expected: no repetition inside a repetition, or words of the phrase language."
                )


def _patterns(path: Path) -> list[tuple[str, int]]:
    """Return what is written between slashes in a file, with the line of each."""
    if path.suffix == ".txt":
        lines = path.read_text("utf-8").splitlines()
        return [(line.strip(), number) for number, line in enumerate(lines, 1) if line.startswith("/")]
    source = read_yaml(path)
    return [(text, source.lines[at]) for text, at in _texts(source.value, "$") if text.startswith("/")]


def _texts(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield value, at
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(child, f"{at}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _texts(child, f"{at}[{number}]")


def _hostile_unit(source: str) -> str | None:
    """Return the text whose repetition keeps a pattern busy for too long, if one does."""
    phrase = compile_phrase(source, {})
    if phrase.pattern is None:
        return None
    words: list[str] = list(dict.fromkeys(_WORD.findall(phrase.pattern)))[:MAX_WORDS]
    units = dict.fromkeys((*_UNITS, *(w[0] for w in words), *words, *(f"{w} " for w in words)))
    for unit in units:
        # The pattern's own words stand before, to get past its beginning, and behind, where it looks for its end.
        repeated = f"{unit * REPEATS}!{' '.join(words)} {_SIGNS}"
        for start in ("", *(f"{w} " for w in words)):
            try:
                list(phrase.find(start + repeated))
            except PatternTimeoutError:
                return unit
    return None
