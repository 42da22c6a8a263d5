"""Tells which words a sentence must have to hold a phrase, at a glance, without reading the phrase.

A rule book has thousands of phrases and list entries; a page has the words of a few. Reading is put off until
a sentence has words for every part of a phrase, and what the glance cannot tell is left to the full reading.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

from auditor.text import late_regex as regex
from auditor.text.phrase_error import plain_quotes
from auditor.text.phrase_match import PREFIX
from auditor.text.phrase_syntax import ENDING, KEYED, MAX_DEPTH
from auditor.text.phrase_weight import openness_and_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.text.phrase_lists import Lists
    from auditor.text.phrase_weight import Gate

_PLAIN = regex.compile(r"[a-z]+(?:[ -]+[a-z]+)*")
_PIECE = regex.compile(
    r"""
      \.\.\. | \.\.\d+                           # gaps: their figures are no words
    | < (?P<list> [^>]* ) >
    | (?P<open> [(\[{] ) | (?P<close> [)\]}] )
    | (?P<either> \| )
    | (?P<word> (?: (?!\.\.) [^\s|()\[\]{}<>‐‑–-] )+ )
    """,
    regex.VERBOSE,
)
_WORD = regex.compile(r"(?!_\Z)(\w+)(\*?)")
_SIGNED = regex.compile(r"(?![~^$]|[#_](?![^\W_]))[^*]+")
_TAKES_NO_ENDING = regex.compile(r"~\d|.*[*$^]")

Gates = tuple["Gate", ...]


def quick_gates(source: str, lists: Lists, depth: int = 0) -> Gates:
    """Return sets of keys of which every sentence with the phrase has one each, the fewest first.

    What only the full reading can tell is left out.
    """
    known = lists.known_gates.get(source)
    if known is not None:
        return marshal.loads(known)  # type: ignore[no-any-return]  # noqa: S302 - from the program's own memory
    text = plain_quotes(source.strip())
    if _PLAIN.fullmatch(text):
        gates: Gates = tuple(frozenset({w}) for w in text.replace("-", " ").split())
    elif text.startswith("/"):
        return ()
    else:
        gates = _Glance(text, lists, depth).alternatives()
    return gates if len(gates) < 2 else tuple(sorted(gates, key=openness_and_words))


def gates_to_know(sources: Iterable[str], lists: Lists) -> dict[str, Gates]:
    """Return the gates of all but the plainest phrases, whose gates are told as quickly as looked up.

    Regular expressions name theirs themselves.
    """
    return {s: quick_gates(s, lists) for s in sources if not (_PLAIN.fullmatch(s) or s.startswith("/"))}


class _Glance:
    """One look over a phrase from left to right."""

    def __init__(self, text: str, lists: Lists, depth: int) -> None:
        self._text = text
        self._at = 0
        self._lists = lists
        self._depth = depth

    def alternatives(self) -> Gates:
        """Read up to the closing bracket: the gates of one sequence, or one gate for several."""
        branches: list[Gates] = [()]
        while piece := _PIECE.search(self._text, self._at):
            self._at = piece.end()
            kind = piece.lastgroup
            if kind == "close":
                break
            if kind == "either":
                branches.append(())
            elif kind is not None:
                branches[-1] += self._gates(kind, piece)
        if len(branches) == 1:
            return branches[0]
        return (
            (frozenset().union(*(min(b, key=openness_and_words) for b in branches)),) if all(branches) else ()
        )

    def _gates(self, kind: str, piece: regex.Match[str]) -> Gates:
        if kind == "open":
            inner = self.alternatives()
            return () if piece.group() == "[" else self._with_endings(inner)
        if kind == "list":
            return self._with_endings(_list_gate(piece.group(kind), self._lists, self._depth))
        word = piece.group()
        return _word_gate(word) if _TAKES_NO_ENDING.fullmatch(word) else self._with_endings(_word_gate(word))

    def _with_endings(self, gates: Gates) -> Gates:
        """Widen the gates by the endings that follow, and step over these."""
        ending = ENDING.match(self._text, self._at)
        if not ending:
            return gates
        self._at = ending.end()
        tails = ending.group(1).split("|")
        return tuple(g.union(k + t for k in g for t in tails) for g in gates)


def _word_gate(written: str) -> Gates:
    """Return the gate of a word; none where signs of the language or a short stem leave nothing to look for."""
    lowered = written.lower()
    while lowered[:1] in {"#", "_"} and lowered[1:2] and not lowered[1].isalnum():
        lowered = lowered[1:]  # the number of “#%” is told by its sign
    word = _WORD.fullmatch(lowered)
    if not word:
        keyed = KEYED.findall(lowered) if _SIGNED.fullmatch(lowered) else ()
        return (frozenset({max(keyed, key=len)}),) if keyed else ()
    bare = word.group(1)
    if not word.group(2):
        return (frozenset({bare}),)
    return (frozenset({bare[:PREFIX] + "*"}),) if len(bare) >= PREFIX else ()


def _list_gate(name: str, lists: Lists, depth: int) -> Gates:
    """Return a key of each entry as one gate; none when an entry does not tell one."""
    known = lists.quick_gates
    if name not in known:
        known[name] = ()  # a list that names itself tells nothing
        entries = lists.entries(name) if depth <= MAX_DEPTH else ()
        gates = [quick_gates(entry, lists, depth + 1) for entry in entries]
        if gates and all(gates):
            known[name] = (frozenset().union(*(g[0] for g in gates)),)
    return known[name]
