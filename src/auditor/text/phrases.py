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
    {unmatched} success      only the words in braces are the trigger, the rest is context
    ^ and $                  the beginning and the end of the sentence
    /re/                     a regular expression, for the rare case (flags: ignore case)
    /re/ if rated star*      the same, run only where one of these words stands

Every phrase yields its *gate*: words of which at least one must stand in a sentence before the pattern is
worth running. A `PhraseSet` keeps one index of all gates, so that a sentence costs a set look-up per word
and the patterns of the few phrases that can match at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from auditor.text.phrase_match import PREFIX, cut
from auditor.text.phrase_syntax import Parser, PhraseError, lists_of, plain_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from auditor.text.phrase_match import Line, Node

_EXPRESSION = regex.compile(r"/(.+)/(?:\s+if\s+(.+))?", regex.DOTALL)

PATTERN_SECONDS = 0.2
"""A regular expression on a single sentence is stopped after this long and reported as not checked."""

__all__ = [
    "Match",
    "PatternTimeoutError",
    "Phrase",
    "PhraseError",
    "PhraseSet",
    "compile_phrase",
    "compile_phrases",
    "words_of",
]


class PatternTimeoutError(Exception):
    """A regular expression did not finish in time on one sentence."""


def words_of(text: str) -> frozenset[str]:
    """Return the gate keys of a sentence: its lower-case words, their parts, and the stems `heal*`."""
    return cut(text).keys


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands in a text: the whole, and the trigger inside it; half-open code points."""

    phrase: Phrase
    start: int
    end: int
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True)
class Phrase:
    """One phrase, ready to match: a tree of words, or a regular expression where `pattern` is set.

    A sentence must have a word of every gate; `heads` are the words and stems it can begin with.
    """

    source: str
    node: Node | None = field(default=None, repr=False)
    gates: tuple[frozenset[str], ...] = field(default=(), repr=False)
    heads: frozenset[str] | None = field(default=None, repr=False)
    pattern: str | None = field(default=None, repr=False)

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.pattern or "", regex.IGNORECASE | regex.VERSION1)

    def passes(self, keys: frozenset[str]) -> bool:
        """Whether a sentence with these keys can hold the phrase at all."""
        return not any(gate.isdisjoint(keys) for gate in self.gates)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Yield non-overlapping matches in `text[start:end]`. Raises PatternTimeoutError."""
        segment = text[start:end] if start or end is not None else text
        found = self._by_pattern(segment) if self.node is None else self._by_words(cut(segment), self.node)
        for at, stop, trigger, trigger_end in found:
            yield Match(self, at + start, stop + start, trigger + start, trigger_end + start)

    def _by_words(self, line: Line, node: Node) -> Iterator[tuple[int, int, int, int]]:
        free = 0
        for at in self._starts(line):
            if at < free:
                continue
            line.trigger = None
            end = next((e for e in node.ends_at(line, at) if e > at), None)
            if end is not None:
                free = end
                end = at + len(line.text[at:end].rstrip())  # a gap at the end of a phrase leaves white space
                yield (at, end, *(line.trigger or (at, end)))

    def _starts(self, line: Line) -> Sequence[int]:
        """Return the offsets at which the phrase can begin."""
        if self.heads is None:
            return (
                list(range(len(line.text)))
                if self._begins_with_sign
                else [0, *line.ends]
                if 0 not in line.ends
                else list(line.ends)
            )
        found: set[int] = set()
        for head in self.heads:
            if head.endswith("*"):
                stem = head[:-1]
                found.update(
                    at for word, places in line.starts.items() if word.startswith(stem) for at in places
                )
            else:
                found.update(line.starts.get(head, ()))
        return sorted(found)

    @cached_property
    def _begins_with_sign(self) -> bool:
        """Whether the phrase can begin with a sign, which is no word and so has no place in the index."""
        return not (self.source[:1].isalnum() or self.source[:1] in "^_")

    def _by_pattern(self, segment: str) -> Iterator[tuple[int, int, int, int]]:
        try:
            for m in self._compiled.finditer(segment, timeout=PATTERN_SECONDS):
                if m.end() > m.start():
                    group = (
                        "trigger"
                        if "trigger" in self._compiled.groupindex and m.group("trigger") is not None
                        else 0
                    )
                    yield m.start(), m.end(), m.start(group), m.end(group)
        except TimeoutError as error:
            raise PatternTimeoutError(self.source) from error


@dataclass(frozen=True)
class PhraseSet:
    """Many phrases behind one gate."""

    phrases: tuple[Phrase, ...] = ()
    _ungated: tuple[int, ...] = field(init=False, repr=False)
    _index: dict[str, tuple[int, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        index: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            for key in phrase.gates[0] if phrase.gates else ():
                index.setdefault(key, []).append(number)
        object.__setattr__(self, "_ungated", tuple(i for i, p in enumerate(self.phrases) if not p.gates))
        object.__setattr__(self, "_index", {k: tuple(v) for k, v in index.items()})

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def candidates(self, keys: frozenset[str]) -> list[Phrase]:
        """Return the phrases that a sentence with these `words_of` can hold, in list order."""
        present = self._index.keys() & keys
        if not present:
            return [self.phrases[i] for i in self._ungated]
        numbers = {*self._ungated, *(number for key in present for number in self._index[key])}
        return [p for p in (self.phrases[i] for i in sorted(numbers)) if p.passes(keys)]

    def find(
        self, text: str, start: int = 0, end: int | None = None, keys: frozenset[str] | None = None
    ) -> list[Match]:
        """Return every match of every phrase in `text[start:end]`, by position, longest first."""
        stop = len(text) if end is None else end
        if keys is None:
            keys = words_of(text[start:stop])
        found = [m for phrase in self.candidates(keys) for m in phrase.find(text, start, stop)]
        return sorted(found, key=lambda m: (m.start, -m.end))

    def first(
        self, text: str, start: int = 0, end: int | None = None, keys: frozenset[str] | None = None
    ) -> Match | None:
        """Return the first match, or None."""
        found = self.find(text, start, end, keys)
        return found[0] if found else None


def compile_phrases(sources: Iterable[str], lists: Mapping[str, Sequence[str]] | None = None) -> PhraseSet:
    """Compile phrases; `lists` serves `<name>`. Raises PhraseError naming the phrase that is wrong."""
    entries = {} if lists is None else lists
    return PhraseSet(tuple(compile_phrase(s, entries) for s in dict.fromkeys(sources)))


def compile_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Compile one phrase. Raises PhraseError."""
    text = source.strip()
    if not text:
        raise PhraseError("an empty phrase")
    expression = _EXPRESSION.fullmatch(text)
    if expression:
        return _expression(source, *expression.groups())
    piece = Parser(plain_quotes(text), lists_of(lists)).parse()
    return Phrase(source, piece.node, piece.gates, piece.heads)


def _expression(source: str, pattern: str, cues: str | None) -> Phrase:
    try:
        regex.compile(pattern, regex.IGNORECASE | regex.VERSION1)
    except regex.error as error:
        raise PhraseError(f"“{source}” is not a regular expression: {error}") from error
    gate = frozenset(_key(word) for word in (cues or "").casefold().split())
    return Phrase(source, gates=(gate,) if gate else (), pattern=pattern)


def _key(word: str) -> str:
    return f"{word[:PREFIX]}*" if word.endswith("*") else word
