"""The named lists that phrases speak of, each read once, or taken up from what it was read to before."""

from __future__ import annotations

import marshal
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrase_error import PhraseError, plain_quotes
from auditor.text.phrase_kept import node_of, plain
from auditor.text.phrase_syntax import MAX_DEPTH, Parser, Piece, either, row, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.text.phrase_kept import Plain
    from auditor.text.phrase_weight import Gate
    from auditor.text.phrases import Phrase

_PLAIN = regex.compile(r"(?:(?!_)[\w'])+\*?(?:[ -]+(?:(?!_)[\w'])+\*?)*")
_SPLIT = regex.compile(r"[ -]+")
_NAME = regex.compile(r"<([^>]*)>")


class Lists:
    """The named lists of a lexicon, each read once."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._entries = entries
        self._read: dict[str, Piece] = {}
        # For `phrase_gate`: what it told of each list, what is known of phrases from before, which phrases there are.
        self.quick_gates: dict[str, tuple[Gate, ...]] = {}
        self.known_gates: Mapping[str, bytes] = {}
        self.known_indexes: Mapping[str, bytes] = {}
        self.known_pieces: Mapping[str, bytes] = {}
        self.met: dict[str, None] = {}
        self.phrases: dict[str, Phrase] = {}
        self.sets: dict[tuple[str, ...], None] = {}

    def entries(self, name: str) -> Sequence[str]:
        """Return the entries of a list as written; none when there is no such list."""
        return self._entries.get(name, ())

    def all_entries(self) -> list[str]:
        """Return the entries of all lists."""
        return [entry for entries in self._entries.values() for entry in entries]

    def piece(self, name: str, source: str, depth: int) -> Piece:
        """Return a list as one piece. Raises PhraseError."""
        if name in self._read:
            return self._read[name]
        if name in self.known_pieces:
            node, *rest = marshal.loads(self.known_pieces[name])  # noqa: S302 - from the program's own memory
            self._read[name] = Piece(node_of(node), *rest)
            return self._read[name]
        if name not in self._entries:
            raise PhraseError(source, f"there is no list “{name}”")
        if depth > MAX_DEPTH:
            raise PhraseError(source, "lists refer to one another in a circle")
        pieces = [self._entry(plain_quotes(e), depth + 1) for e in self._entries[name]]
        if not pieces:
            raise PhraseError(source, f"the list “{name}” is empty")
        self._read[name] = either(pieces)
        return self._read[name]

    def pieces_to_know(self) -> dict[str, Plain]:
        """Return every list that a phrase names as one piece, in plain values."""
        found: dict[str, Plain] = {}
        named = {name for source in (*self.met, *self.all_entries()) for name in _NAME.findall(source)}
        for name in sorted(named):
            with suppress(PhraseError):  # a sign in a regular expression, no name
                piece = self.piece(name, name, 0)
                found[name] = (plain(piece.node), piece.gates, piece.heads, piece.size)
        return found

    def _entry(self, text: str, depth: int) -> Piece:
        """Read one entry: most are plain words, which need no parser.

        A regular expression stands by itself: words around it could not be matched with it.
        """
        if text.startswith("/"):
            raise PhraseError(text, "a regular expression may not stand in a list that phrases name")
        if _PLAIN.fullmatch(text):
            return row(
                [word(w.rstrip("*").lower(), is_stem=w.endswith("*")) for w in _SPLIT.split(text.strip(" -"))]
            )
        return Parser(text, self, depth).parse()


@dataclass(frozen=True, slots=True, eq=False)
class _Identity:
    """Stands for a mapping by identity, and keeps it alive while what was read from it is kept."""

    entries: Mapping[str, Sequence[str]]

    def __hash__(self) -> int:
        return id(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.entries is other.entries


def lists_of(entries: Mapping[str, Sequence[str]]) -> Lists:
    """Return the reader of these lists; the same mapping gives the same reader."""
    return _lists(_Identity(entries))


_lists = lru_cache(maxsize=8)(lambda identity: Lists(identity.entries))
