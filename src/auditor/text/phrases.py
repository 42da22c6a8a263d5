"""The phrase language of the rule packs: what a specialist writes, compiled to a gate and a pattern.

    most advanced            these words, in any case; a space also matches a hyphen or line break
    revolution*              a word with any ending
    clinic(s), (clinic|spa)(s), cure(s|d)   an ending that may be missing: no space before the bracket
    (clinic|rehab centre)    one of several
    [very] best              an optional part
    free of ... cravings     a gap of up to four words; `..2` is a gap of up to two
    stops ~2 pain            a gap of up to two words inside one phrase: no comma, no “because”, “at” or “when”
    <offer-nouns>            any entry of a named list
    #                        a number, in digits or in words
    _                        any one word
    _est, _ly                any word with this ending
    {unmatched} success      only the words in braces are the trigger, the rest is context
    ^ and $                  the beginning and the end of the sentence
    /re/                     a regular expression, for the rare case (flags: ignore case)
    /re/ if rated star*      the same, run only where one of these words stands

Every phrase yields its *gate*: words of which at least one must stand in a sentence before the pattern is
worth running. A `PhraseSet` keeps one index of all gates, so that a sentence costs a set look-up per word
and the patterns of the few phrases that can match at all.
"""

from __future__ import annotations

import hashlib
import marshal
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrase_error import PhraseError, plain_quotes
from auditor.text.phrase_found import Match, by_place
from auditor.text.phrase_gate import gates_to_know, quick_gates
from auditor.text.phrase_lists import lists_of
from auditor.text.phrase_match import PREFIX, cut
from auditor.text.phrase_syntax import Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from auditor.text.phrase_kept import Plain
    from auditor.text.phrase_lists import Lists
    from auditor.text.phrase_match import Line
    from auditor.text.phrase_syntax import Piece

_EXPRESSION = regex.compile(r"/(.+)/(?:\s+if\s+(.+))?", regex.DOTALL)

PATTERN_SECONDS = 0.2
"""A regular expression on a single sentence is stopped after this long and reported as not checked."""

Index = tuple[dict[str, list[int]], tuple[int, ...]]

_reading_all: ContextVar[bool] = ContextVar("reading_all", default=False)

__all__ = [
    "Match",
    "PatternTimeoutError",
    "Phrase",
    "PhraseError",
    "PhraseSet",
    "check_entries",
    "compile_phrase",
    "compile_phrases",
    "gates_of_all",
    "indexes_of_all",
    "is_reading_all",
    "know",
    "pieces_of_all",
    "reading_all",
    "words_of",
]


class PatternTimeoutError(Exception):
    """A regular expression did not finish in time on one sentence."""


def words_of(text: str) -> frozenset[str]:
    """Return the gate keys of a sentence: its lower-case words, their parts, and the stems `heal*`."""
    return cut(text).keys


@dataclass(frozen=True)
class Phrase:
    """One phrase: a tree of words, or a regular expression where `pattern` is set.

    The tree is read from the source when it is first asked for: most phrases of a rule book meet no sentence
    of a page that holds their words.
    """

    source: str
    lists: Lists | None = field(default=None, repr=False, compare=False)
    pattern: str | None = None
    cues: frozenset[str] = field(default=frozenset(), repr=False)
    """Words of which a sentence must have one before the regular expression is run."""

    @cached_property
    def piece(self) -> Piece | None:
        """The phrase as a tree; None for a regular expression. Raises PhraseError."""
        if self.pattern is not None or self.lists is None:
            return None
        piece = self.lists.known_piece(self.source)
        if piece is None:
            piece = Parser(plain_quotes(self.source.strip()), self.lists).parse()
        self.__dict__["gates"] = piece.gates
        return piece

    @cached_property
    def gates(self) -> tuple[frozenset[str], ...]:
        """Sets of keys of which a sentence must have one each; a first glance tells most of them, the reading all."""
        if self.pattern is not None or self.lists is None:
            return (self.cues,) if self.cues else ()
        return quick_gates(self.source, self.lists)

    @cached_property
    def expression(self) -> regex.Pattern[str]:
        """The regular expression, compiled when it is first run."""
        return _pattern(self.pattern or "")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Yield non-overlapping matches in `text[start:end]`. Raises PatternTimeoutError."""
        segment = text[start:end] if start or end is not None else text
        for at, stop, trigger, trigger_end in self.places(segment):
            yield Match(self, at + start, stop + start, trigger + start, trigger_end + start)

    def places(self, segment: str) -> Iterator[tuple[int, int, int, int]]:
        """Yield where the phrase and its trigger start and end. Raises PatternTimeoutError."""
        piece = self.piece
        return self._by_pattern(segment) if piece is None else self._by_words(cut(segment), piece)

    def groups(self, text: str, match: Match) -> dict[str, str]:
        """Return the named groups of a regular expression where it matched; none for a phrase in words."""
        if self.pattern is None:
            return {}
        again = self.expression.match(text, match.start, timeout=PATTERN_SECONDS)
        return {k: v for k, v in again.groupdict().items() if v is not None} if again else {}

    def _by_words(self, line: Line, piece: Piece) -> Iterator[tuple[int, int, int, int]]:
        free = 0
        for at in self._starts(line, piece.heads):
            if at < free:
                continue
            line.trigger = None
            end = next((e for e in piece.node.ends_at(line, at) if e > at), None)
            if end is not None:
                free = end
                end = at + len(line.text[at:end].rstrip())  # a gap at the end of a phrase leaves white space
                yield (at, end, *(line.trigger or (at, end)))

    def _starts(self, line: Line, heads: frozenset[str] | None) -> Sequence[int]:
        """Return the offsets at which the phrase can begin."""
        if heads is None:
            return range(len(line.text)) if self._begins_with_sign else list({0: 0, **line.ends})
        plain, stems = self._heads
        found: set[int] = set()
        for word in plain.intersection(line.starts):
            found.update(line.starts[word])
        if stems:
            for word, places in line.starts.items():
                if word.startswith(stems):
                    found.update(places)
        return sorted(found)

    @cached_property
    def _heads(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The words the phrase can begin with, and the beginnings of such words."""
        heads = (self.piece and self.piece.heads) or frozenset()
        stems = sorted(head[:-1] for head in heads if head.endswith("*"))
        return frozenset(head for head in heads if not head.endswith("*")), tuple(stems)

    @cached_property
    def _begins_with_sign(self) -> bool:
        """Whether the phrase can begin with a sign, which is no word and so has no place in the index."""
        return not (self.source[:1].isalnum() or self.source[:1] in "^_")

    def _by_pattern(self, segment: str) -> Iterator[tuple[int, int, int, int]]:
        try:
            for m in self.expression.finditer(segment, timeout=PATTERN_SECONDS):
                if m.end() > m.start():
                    group = (
                        "trigger"
                        if "trigger" in self.expression.groupindex and m.group("trigger") is not None
                        else 0
                    )
                    yield m.start(), m.end(), m.start(group), m.end(group)
        except TimeoutError as error:
            raise PatternTimeoutError(self.source) from error


@dataclass(frozen=True)
class PhraseSet:
    """Many phrases behind one gate."""

    phrases: tuple[Phrase, ...] = ()

    known: bytes | None = field(default=None, repr=False, compare=False)
    """The index as it was kept, by `marshal`."""

    @cached_property
    def index(self) -> Index:
        """The numbers of the phrases by the keys of their gates, and of those without a gate."""
        if self.known is not None:
            return marshal.loads(self.known)  # type: ignore[no-any-return]  # noqa: S302 - from the program's own memory
        index: dict[str, list[int]] = {}
        ungated: list[int] = []
        for number, phrase in enumerate(self.phrases):
            keys = phrase.gates[0] if phrase.gates else ()
            for key in keys:
                index.setdefault(key, []).append(number)
            if not keys:
                ungated.append(number)
        return index, tuple(ungated)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of which a sentence must have one to hold a gated phrase of the set."""
        return frozenset(self.index[0])

    @cached_property
    def is_gated(self) -> bool:
        """Whether no phrase has to be tried on every sentence."""
        return not self.index[1]

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def candidates(self, keys: frozenset[str]) -> list[Phrase]:
        """Return the phrases that a sentence with these `words_of` can hold, in list order."""
        index, ungated = self.index
        if self.keys.isdisjoint(keys):
            return [self.phrases[i] for i in ungated] if ungated else []
        numbers = set(ungated).union(*map(index.__getitem__, self.keys & keys))
        found = []
        for number in sorted(numbers):
            phrase = self.phrases[number]
            for gate in phrase.gates:
                if gate.isdisjoint(keys):
                    break
            else:
                found.append(phrase)
        return found

    def find(
        self, text: str, start: int = 0, end: int | None = None, keys: frozenset[str] | None = None
    ) -> list[Match]:
        """Return every match of every phrase in `text[start:end]`, by position, longest first."""
        if keys is not None and self.is_gated and self.keys.isdisjoint(keys):
            return []  # as nearly every time
        segment = text[start:end] if start or end is not None else text
        line = cut(segment)
        known = line.found.get(id(self))
        if known is None or known[0] is not self:
            candidates = self.candidates(line.keys if keys is None else keys)
            matches = [Match(phrase, *place) for phrase in candidates for place in phrase.places(segment)]
            known = line.found[id(self)] = (self, sorted(matches, key=by_place))
        return [m.moved(start) for m in known[1]] if start else list(known[1])

    def first(
        self, text: str, start: int = 0, end: int | None = None, keys: frozenset[str] | None = None
    ) -> Match | None:
        """Return the first match, or None."""
        found = self.find(text, start, end, keys)
        return found[0] if found else None


def compile_phrases(sources: Iterable[str], lists: Mapping[str, Sequence[str]] | None = None) -> PhraseSet:
    """Compile phrases; `lists` serves `<name>`.

    A phrase is read when a sentence first has one of its words; within `reading_all` at once.
    Raises PhraseError naming the phrase that is wrong, at once or when it is read.
    """
    entries = {} if lists is None else lists
    if _reading_all.get():
        written = tuple(dict.fromkeys(sources))
        lists_of(entries).sets[written] = None
        return PhraseSet(tuple(compile_phrase(s, entries) for s in written))
    return _unread_set(tuple(dict.fromkeys(sources)), lists_of(entries))


def gates_of_all(lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return the gates of the phrases compiled with these lists so far, and of the lists' entries, to be kept."""
    reader = lists_of(lists)
    return gates_to_know([*reader.met, *reader.all_entries()], reader)


def indexes_of_all(lists: Mapping[str, Sequence[str]]) -> dict[str, Index]:
    """Return the indexes of the sets compiled with these lists so far, to be kept."""
    reader = lists_of(lists)
    return {_name_of(sources): _unread_set(sources, reader).index for sources in list(reader.sets)}


def _unread_set(sources: tuple[str, ...], reader: Lists) -> PhraseSet:
    known = None
    if reader.known_indexes:
        known = reader.known_indexes.get(_name_of(sources))
    else:
        reader.sets[sources] = None
    return PhraseSet(tuple(_unread(source, reader) for source in sources), known)


def _name_of(sources: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(sources).encode("utf-8", "surrogatepass")).hexdigest()


def pieces_of_all(lists: Mapping[str, Sequence[str]]) -> dict[str, Plain]:
    """Return what the lists were read to, in plain values, to be kept."""
    return lists_of(lists).pieces_to_know()


def know(
    lists: Mapping[str, Sequence[str]],
    gates: Mapping[str, bytes],
    indexes: Mapping[str, bytes],
    pieces: Mapping[str, bytes],
) -> None:
    """Take over what the three functions above told of the same lists, each part still as `marshal` keeps it."""
    reader = lists_of(lists)
    reader.known_gates, reader.known_indexes, reader.known_pieces = gates, indexes, pieces


@contextmanager
def reading_all() -> Iterator[None]:
    """Have every phrase compiled within read in full, so that a mistake in any of them is told."""
    token = _reading_all.set(True)
    try:
        yield
    finally:
        _reading_all.reset(token)


def compile_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Compile one phrase and read it in full. Raises PhraseError."""
    reader = lists_of(lists)
    # The rules of all countries ask for the same lists: each phrase is read once.
    if source not in reader.phrases:
        reader.phrases[source] = _read_phrase(source, reader)
    return reader.phrases[source]


def _read_phrase(source: str, reader: Lists) -> Phrase:
    phrase = _unread(source, reader)
    if phrase.pattern is None:
        assert phrase.piece  # noqa: S101 - reading it is what tells a mistake
        return phrase
    try:
        assert phrase.expression.pattern  # noqa: S101 - compiling it is what tells a mistake
    except regex.error as error:
        raise PhraseError(source, f"this is not a regular expression: {error}") from error
    return phrase


def is_reading_all() -> bool:
    """Whether phrases are read in full, mistakes and all."""
    return _reading_all.get()


def check_entries(entries: Iterable[str], lists: Mapping[str, Sequence[str]]) -> None:
    """Read the entries of a list as phrases; single signs are none. Raises PhraseError."""
    for entry in entries:
        if any(c.isalnum() for c in entry) or not entry.strip():
            compile_phrase(entry, lists)


def _unread(source: str, reader: Lists) -> Phrase:
    text = source.strip()
    if not text:
        raise PhraseError(source, "the phrase is empty")
    expression = _EXPRESSION.fullmatch(text) if text.startswith("/") else None
    if not expression:
        reader.met[source] = None
        return Phrase(source, reader)
    pattern, cues = expression.groups()
    return Phrase(source, pattern=pattern, cues=frozenset(map(_key, (cues or "").casefold().split())))


def _pattern(written: str) -> regex.Pattern[str]:
    # Without full case folding (“ß” for “ss”), which makes some searches for words a thousand times slower.
    return regex.compile(f"(?-f){written}", regex.IGNORECASE | regex.VERSION1)


def _key(word: str) -> str:
    return f"{word[:PREFIX]}*" if word.endswith("*") else word
