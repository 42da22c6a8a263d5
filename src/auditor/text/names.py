"""Finds given names in running text: whole words, in their possessive too, short ones only as they are written.

A name of one word must stand as written or in capitals ("Larkspur", "LARKSPUR"), because many are also everyday
words; a name of several words may stand in any case.
"""

from __future__ import annotations

from functools import lru_cache

from auditor.text import late_regex as regex

_SPACE = r"[\s\-‐‑–]+"


@lru_cache(maxsize=64)
def names_pattern(names: tuple[str, ...]) -> regex.Pattern[str] | None:
    """Return a pattern that finds any of the names, longest first, or None when there are none."""
    parts = [_part(n) for n in sorted(set(names), key=lambda n: (-len(n), n)) if n.strip()]
    if not parts:
        return None
    return regex.compile(rf"(?<![\w@.])(?:{'|'.join(parts)})(?![\w])", regex.VERSION1)


def folded(name: str) -> str:
    """Return the letters and digits of a name in lower case: "Clear-Path Neuro" gives "clearpathneuro"."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _part(name: str) -> str:
    words = name.split()
    spelled = [regex.escape(w, special_only=True).replace("'", "['’]").replace("’", "['’]") for w in words]
    if len(words) > 1:
        return f"(?i:{_SPACE.join(spelled)})"
    return f"(?:{spelled[0]}|{regex.escape(words[0].upper(), special_only=True)})"
