"""Makes patterns of word lists: one of the entries, each as it is written or as the regular expression that it is (`/…/`).

In an expression `<name>` stands for any entry of the list of that name, as it does in a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NEVER = "(?!)"
"""What an empty list matches."""

_LIST = regex.compile(r"(?<!\(\?P)<(?P<name>[a-z][a-z0-9-]*)>")


def one_of(
    entries: Iterable[str], *, blank: str = r"\s", lists: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Return a pattern for one of the entries: the words first, the longest before the shorter, then the expressions.

    `blank` stands for a blank between two words, `lists` serves `<name>`.
    """
    written = list(entries)
    words = sorted((e for e in written if not _is_expression(e)), key=lambda w: (-len(w), w))
    parts = [regex.escape(w).replace(r"\ ", blank) for w in words]
    parts += [_expanded(e[1:-1], lists or {}, blank) for e in written if _is_expression(e)]
    return f"(?:{'|'.join(parts)})" if parts else NEVER


def any_word(entries: Iterable[str], *, blank: str = r"\s") -> regex.Pattern[str]:
    """Return a pattern that finds one of the entries as a whole word, in any case."""
    return regex.compile(rf"\b{one_of(entries, blank=blank)}\b", regex.IGNORECASE)


def _is_expression(entry: str) -> bool:
    return len(entry) > 2 and entry.startswith("/") and entry.endswith("/")


def _expanded(expression: str, lists: Mapping[str, Sequence[str]], blank: str) -> str:
    def named(match: regex.Match[str]) -> str:
        name = match["name"]
        return one_of(lists[name], blank=blank, lists=lists) if name in lists else match.group()

    return str(_LIST.sub(named, expression))
