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

LONG = 100
"""Letters of a phrase from which on its words take longer to read than what they were read to."""

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
        known = self.known_piece(f"<{name}>")
        if known is not None:
            self._read[name] = known
            return known
        if name not in self._entries:
            raise PhraseError(source, f"there is no list “{name}”")
        if depth > MAX_DEPTH:
            raise PhraseError(source, "lists refer to one another in a circle")
        pieces = [self._entry(plain_quotes(e), depth + 1) for e in self._entries[name]]
        if not pieces:
            raise PhraseError(source, f"the list “{name}” is empty")
        self._read[name] = either(pieces)
        return self._read[name]

    def known_piece(self, source: str) -> Piece | None:
        """Return what a phrase was read to before, if that was kept."""
        kept = self.known_pieces.get(source)
        if kept is None:
            return None
        node, *rest = marshal.loads(kept)  # noqa: S302 - from the program's own memory
        return Piece(node_of(node), *rest)

    def pieces_to_know(self) -> dict[str, Plain]:
        """Return what the long phrases and every list that a phrase names were read to, in plain values."""
        read = (*self.met, *self.all_entries())
        named = {f"<{name}>" for source in read for name in _NAME.findall(source)}
        found: dict[str, Plain] = {}
        for source in sorted({*named, *filter(_is_long, self.met)}):
            with suppress(PhraseError):  # a sign in a regular expression, no name
                piece = Parser(plain_quotes(source.strip()), self).parse()
                found[source] = (plain(piece.node), piece.gates, piece.heads, piece.size)
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


def _is_long(phrase: str) -> bool:
    """Whether it is quicker to take a phrase up than to read it; with a list in it, it would keep the list once more."""
    return len(phrase) >= LONG and not _NAME.search(phrase)


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
