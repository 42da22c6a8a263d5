"""Reads the phrase language into trees that match, with what each demands of a sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrase_endings import ended
from auditor.text.phrase_error import PhraseError, plain_quotes
from auditor.text.phrase_match import (
    PREFIX,
    WORD_ENDINGS,
    AnyWord,
    Either,
    End,
    Ended,
    Gap,
    Literal,
    Named,
    Node,
    Number,
    Row,
    Start,
    Stem,
    Step,
    Trigger,
    Words,
)
from auditor.text.phrase_weight import Gate, openness, openness_and_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.text.phrase_lists import Lists


GAP_WORDS = 4
"""Words that `...` may stand for."""

MAX_DEPTH = 4
"""Lists may name lists this deep; deeper means that they name one another in a circle."""

_MOST_ANCHORED = 2
"""Brackets of a phrase in which the sentence may begin or end; each doubles what has to be looked for."""

_SEPARATORS = "-‐‑–"
ENDING = regex.compile(r"\(([^\W\d_']+(?:'[^\W\d_]+)?(?:\|[^\W\d_']+(?:'[^\W\d_]+)?)*)\)")
KEYED = regex.compile(r"[^\W_]+(?:['.][^\W_]+)*|[#&%★]")
_RUN = regex.compile(r"\w+")
_WRITTEN = regex.compile(rf"(?:(?!\.\.)[^\s|()\[\]{{}}<>{regex.escape(_SEPARATORS)}])+")
_DIGITS = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase.

    `gates` are sets of keys of which each must have one in the sentence; `heads` the words and stems
    (`heal*`) it can begin with, None when it can begin with anything.
    """

    node: Node
    gates: tuple[Gate, ...] = ()
    heads: frozenset[str] | None = None
    size: int = 0
    is_optional: bool = False
    is_gap: bool = False
    is_anchor: bool = False
    anchors: tuple[Piece, ...] = ()
    """The beginning or end of the sentence, where that may stand in its place: "(now|$)"."""


_SIGNS = {
    "^": Piece(Start(), is_anchor=True),
    "$": Piece(End(), is_anchor=True),
    "#": Piece(Number(), size=1),
    "_": Piece(AnyWord(), size=1),
    "@": Piece(Named(), size=1),
}


class Parser:
    """Recursive descent over one phrase."""

    def __init__(self, text: str, lists: Lists, depth: int = 0) -> None:
        self.text = text
        self.lists = lists
        self.depth = depth
        self.at = 0
        self.has_trigger = False

    def parse(self) -> Piece:
        """Return the phrase as one piece. Raises PhraseError."""
        piece = self._alternatives(end="")
        if self.at < len(self.text):
            raise self._unexpected()
        return either(_ways(piece)) if piece.anchors else piece

    def _alternatives(self, end: str) -> Piece:
        branches = [self._sequence(end)]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence(end))
        return _one_of(branches)

    def _sequence(self, end: str) -> Piece:
        pieces: list[Piece] = []
        while self.at < len(self.text):
            char = self._peek()
            if char in {"|", end}:
                break
            if char.isspace() or char in _SEPARATORS:
                self.at += 1
                continue
            pieces.append(self._item(char))
        if not pieces:
            raise PhraseError(self.text, f"nothing stands before character {self.at + 1}")
        if sum(bool(p.anchors) for p in pieces) > _MOST_ANCHORED:
            raise PhraseError(
                self.text, f"“^” and “$” can stand in {_MOST_ANCHORED} brackets of a phrase at most"
            )
        return row(pieces)

    def _item(self, char: str) -> Piece:
        piece = self._plain_item(char)
        if (
            self._peek() != "("
            or self.text[self.at - 1] in "*$^"
            or piece.is_gap
            or piece.is_optional
            or piece.is_anchor
        ):
            return piece
        ending = ENDING.match(self.text, self.at)
        if not ending:
            return piece
        self.at = ending.end()
        return with_endings(piece, ending.group(1).split("|"))

    def _plain_item(self, char: str) -> Piece:
        if char in "([{<":
            return self._opened(char)
        if char in "^$#_@" and not (char in "#_" and self._peek(1).isalnum()):
            self.at += 1
            return _SIGNS[char]
        if self.text.startswith("..", self.at):
            return self._gap()
        if char == "~" and self._peek(1).isdigit():
            most = int(self._peek(1))
            self.at += 2
            return Piece(Gap(most, inside=True), is_gap=True)
        if char in ")]}>":
            raise self._unexpected()
        return self._word()

    def _opened(self, char: str) -> Piece:
        if char == "(":
            return self._bracket(")")
        if char == "[":
            return replace(self._bracket("]"), is_optional=True)
        return self._trigger() if char == "{" else self._list()

    def _bracket(self, close: str) -> Piece:
        opened = self.at
        self.at += 1
        piece = self._alternatives(close)
        if self._peek() != close:
            raise PhraseError(self.text, f"the bracket at character {opened + 1} is never closed")
        self.at += 1
        return piece

    def _trigger(self) -> Piece:
        if self.has_trigger:
            raise PhraseError(self.text, "only one part can be the trigger")
        piece = self._bracket("}")
        self.has_trigger = True
        return replace(piece, node=Trigger(piece.node))

    def _list(self) -> Piece:
        close = self.text.find(">", self.at)
        if close < 0:
            raise PhraseError(self.text, f"“<” at character {self.at + 1} is never closed")
        name = self.text[self.at + 1 : close]
        self.at = close + 1
        return self.lists.piece(name, self.text, self.depth)

    def _gap(self) -> Piece:
        if self.text.startswith("...", self.at):
            self.at += 3
            return Piece(Gap(GAP_WORDS), is_gap=True)
        digits = _DIGITS.match(self.text, self.at + 2)
        if not digits:
            raise PhraseError(self.text, "a gap is written “...” or “..2”")
        self.at = digits.end()
        return Piece(Gap(int(digits.group())), is_gap=True)

    def _word(self) -> Piece:
        match = _WRITTEN.match(self.text, self.at)
        written = match.group() if match else ""
        self.at += len(written)
        bare = written.rstrip("*")
        if not bare or "*" in bare:
            raise PhraseError(self.text, f"“{written}” — a star stands at the end of a word")
        return self._ended(bare) if bare[0] == "_" else word(bare.lower(), is_stem=written.endswith("*"))

    def _ended(self, written: str) -> Piece:
        if written[1:] not in WORD_ENDINGS:
            raise PhraseError(
                self.text, f"“{written}” — endings that can be asked for: {', '.join(WORD_ENDINGS)}"
            )
        return Piece(Ended(written[1:]), (frozenset({written}),), size=len(written))

    def _peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead] if self.at + ahead < len(self.text) else ""

    def _unexpected(self) -> PhraseError:
        return PhraseError(self.text, f"unexpected “{self._peek()}” at character {self.at + 1}")


@lru_cache(maxsize=65_536)
def word(bare: str, *, is_stem: bool) -> Piece:
    """Return one word, or the beginning of one."""
    is_plain = _RUN.fullmatch(bare) is not None
    if is_plain and not is_stem:
        return Piece(Words(frozenset({bare})), (frozenset({bare}),), frozenset({bare}), len(bare))
    if is_plain:
        gates = (frozenset({bare[:PREFIX] + "*"}),) if len(bare) >= PREFIX else ()
        return Piece(Stem(bare), gates, frozenset({bare + "*"}), len(bare))
    keyed = KEYED.findall(bare)
    gates = (frozenset({max(keyed, key=len)}),) if keyed and not is_stem else ()
    first = _RUN.match(bare)
    heads = frozenset({first.group()}) if first and not (is_stem and first.end() == len(bare)) else None
    return Piece(Literal(bare, is_stem), gates, heads, len(bare))


def either(pieces: Sequence[Piece]) -> Piece:
    """Return one of several pieces: the longer first, single words looked up together."""
    gate: Gate | None = None
    if all(p.gates for p in pieces):
        gate = frozenset().union(*(min(p.gates, key=openness) for p in pieces))
    heads: frozenset[str] | None = None
    if all(p.heads is not None for p in pieces):
        heads = frozenset().union(*(p.heads or () for p in pieces))
    size = max(p.size for p in pieces)
    singles = [p.node for p in pieces if isinstance(p.node, Words)]
    branches = sorted((p for p in pieces if not isinstance(p.node, Words)), key=lambda p: -p.size)
    if singles:
        merged = Words(frozenset().union(*(w.words for w in singles)))
        branches.append(Piece(merged, heads=merged.words))
    node = branches[0].node if len(branches) == 1 else _indexed(branches)
    return Piece(node, (gate,) if gate else (), heads, size)


def _indexed(branches: Sequence[Piece]) -> Either:
    by_word: dict[str, list[int]] = {}
    by_stem: list[tuple[str, int]] = []
    others: list[int] = []
    for number, piece in enumerate(branches):
        if piece.heads is None:
            others.append(number)
            continue
        for head in sorted(piece.heads):
            if head.endswith("*"):
                by_stem.append((head[:-1], number))
            else:
                by_word.setdefault(head, []).append(number)
    index = {k: tuple(v) for k, v in by_word.items()}
    return Either(tuple(p.node for p in branches), index, tuple(by_stem), tuple(others))


def _one_of(branches: Sequence[Piece]) -> Piece:
    """Return one of the branches of a bracket; no space stands before the end of a sentence, so that is kept apart."""
    words = [b for b in branches if not b.is_anchor]
    anchors = [*(b for b in branches if b.is_anchor), *(a for b in words for a in b.anchors)]
    if not words:
        return either(branches) if len(branches) > 1 else branches[0]
    piece = either(words) if len(words) > 1 else words[0]
    return replace(piece, anchors=tuple(anchors)) if anchors else piece


def _ways(piece: Piece) -> tuple[Piece, ...]:
    """Return the words of a bracket, and the beginning or end of the sentence that may stand for them, each by itself."""
    return (replace(piece, anchors=()), *piece.anchors)


def row(pieces: Sequence[Piece]) -> Piece:
    """Return pieces one after another, with what must stand between them."""
    if len(pieces) == 1 and not pieces[0].is_optional:
        return replace(pieces[0], is_gap=False) if pieces[0].is_gap else pieces[0]
    gates = _gates(pieces)
    for number, piece in enumerate(pieces):
        if piece.anchors and not piece.is_optional:
            ways = [row([*pieces[:number], way, *pieces[number + 1 :]]) for way in _ways(piece)]
            return replace(either(ways), gates=gates)
    steps = tuple(Step(p.node, _lead(pieces, number), p.is_optional) for number, p in enumerate(pieces))
    return Piece(Row(steps), gates, _heads(pieces), sum(p.size for p in pieces))


def _gates(pieces: Iterable[Piece]) -> tuple[Gate, ...]:
    """Return what every way of reading the pieces demands."""
    demanded = {g for p in pieces if not (p.is_optional or p.anchors) for g in p.gates}
    return tuple(sorted(demanded, key=openness_and_words))


def _lead(pieces: Sequence[Piece], number: int) -> str:
    piece, before = pieces[number], pieces[number - 1] if number else None
    follows = before is not None and not before.is_gap and not before.is_anchor
    if piece.is_anchor or not (follows or piece.is_optional):
        return ""
    if piece.is_gap:
        return "between" if isinstance(piece.node, Gap) and piece.node.inside else "gap"
    if _is_led(pieces[:number]) or not follows:
        return "after" if piece.is_optional else ""
    return "between"


def _is_led(before: Iterable[Piece]) -> bool:
    """Whether all that stands before, back to the last gap, is optional and already brings its own space."""
    for piece in reversed(list(before)):
        if piece.is_gap:
            return True
        if not (piece.is_optional or piece.is_anchor):
            return False
    return True


def _heads(pieces: Sequence[Piece]) -> frozenset[str] | None:
    found: set[str] = set()
    for piece in pieces:
        if piece.heads is None:
            return None
        found |= piece.heads
        if not piece.is_optional:
            return frozenset(found)
    return None


def with_endings(piece: Piece, endings: Sequence[str]) -> Piece:
    """Let the last word of a piece carry one of these endings."""
    tails = sorted((plain_quotes(e) for e in endings), key=lambda e: (-len(e), e))
    gates = tuple(g.union(*({k + t for k in g} for t in tails)) for g in piece.gates)
    heads = piece.heads and piece.heads.union(
        *({h if h.endswith("*") else h + t for h in piece.heads} for t in tails)
    )
    return replace(piece, node=ended(piece.node, tails), gates=gates, heads=heads, size=piece.size + 1)
