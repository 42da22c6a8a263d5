"""Matches phrases word by word: a sentence is cut into words once, and a phrase is a tree that walks over them.

Large alternations are looked up by their first word, so a list of three hundred entries costs as much as one
of three; gaps are bounded, so the work on a sentence is bounded too. Ends are tried in a fixed order (longer
alternatives first, optional parts taken before they are left out, gaps as short as possible).
"""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PREFIX = 4
"""Stems are gated by this many first letters."""

WORD_ENDINGS = ("est", "ly")
"""The endings a phrase may ask for (`_est`): each is a gate key of its own."""

KEPT_SENTENCES = 16_384
"""Sentences kept cut into words: every step of an audit asks for all those of the document at hand, up to four hundred pages."""

KEPT_BETWEEN = 2_048
"""Sentences kept from one document to the next, as the pages of a site repeat them; those of a long one are forgotten."""
KEPT_WORDS = 65_536
"""Words whose gate keys are remembered: more than a site's vocabulary."""

BETWEEN = frozenset(" \t\n\r\f\v\u00a0-‐‑–")
"""What may stand between two words of a phrase."""

_BEFORE_GAP = frozenset(",.:;)”\"’'")
_INSIDE_WORD = frozenset("'’-‐‑")
_RUNS = regex.compile(r"(\w+)")
_CAPITAL = regex.compile(r"(?<!\w)\p{Lu}(?=\p{Ll})")
_KEYED = regex.compile(r"[^\W_]+(?:['.][^\W_]+)*|[#&%★]")
_SIGNED = regex.compile(r"[_#&%★]|['.](?=[^\W_])")
"""Where words are more than runs of letters."""
_NUMBER = regex.compile(
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|mil)(?!\w)"
    r"(?:[\s\-](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion)(?!\w))*"
)
_ATTACHED = frozenset(",%")
"""Signs that need no space before them."""

_BREAK_WORD = (
    r"(?:about|after|although|and|are|as|at|because|before|but|by|during|due|for|from|had|has|have|if|in|into|is|on|"
    r"or|since|than|that|though|to|until|upon|was|were|when|where|which|while|who|will|with|within|without)"
)
_INNER_WORD = regex.compile(rf"(?!{_BREAK_WORD}(?!\w))[\w'%&/]+[\s\-‐‑–]+")


@dataclass(slots=True)
class Line:
    """A sentence cut into words: in lower case, with straight apostrophes, character for character."""

    text: str
    keys: frozenset[str]
    ends: dict[int, int]
    """Where the word that starts at an offset ends."""
    starts: dict[str, list[int]]
    """Where the words of a key start."""
    trigger: tuple[int, int] | None = None
    capitals: frozenset[int] = frozenset()
    """Where the words start that are written with one capital, as names are."""
    found: dict[int, tuple[object, list[Any]]] = field(default_factory=dict)
    """What sets of phrases found in it, by the set's `id`, with the set: several checks ask the same of a sentence."""

    def word(self, at: int) -> str:
        """The word that starts at an offset; empty where none does."""
        end = self.ends.get(at)
        return self.text[at:end] if end else ""


@lru_cache(maxsize=KEPT_SENTENCES)
def cut(text: str) -> Line:
    """Cut a sentence into words."""
    lowered = _lower(text).replace("’", "'")
    starts: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    at, is_word = 0, False
    for run in _RUNS.split(lowered):
        end = at + len(run)
        if is_word:
            ends[at] = end
            if run in starts:
                starts[run].append(at)
            else:
                starts[run] = [at]
        at, is_word = end, not is_word
    words: Iterable[str] = starts
    if _SIGNED.search(lowered) is not None:
        words = {*starts, *_KEYED.findall(lowered)}
    capitals = frozenset(m.start() for m in _CAPITAL.finditer(text))
    return Line(lowered, frozenset().union(*map(_KEYS.__getitem__, words)), ends, starts, capitals=capitals)


def forget_long_document() -> None:
    """Forget the sentences of what was read, once they are many: up to a hundred megabytes are not kept for nothing."""
    if cut.cache_info().currsize > KEPT_BETWEEN:
        cut.cache_clear()


def _lower(text: str) -> str:
    """Lower case without a change of length: one letter of Turkish grows otherwise."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    )


class _Keys(dict[str, tuple[str, ...]]):
    """The gate keys of words, each told once."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= KEPT_WORDS:
            self.clear()
        parts = (word, word.removesuffix("'s"), *word.replace(".", "'").split("'"))
        stem = (word[:PREFIX] + "*",) if len(word) >= PREFIX else ()
        ended = tuple(f"_{e}" for e in WORD_ENDINGS if ends_so(word, e))
        self[word] = keys = tuple(dict.fromkeys(parts + stem + ended))
        return keys


_KEYS = _Keys()


def ends_so(word: str, ending: str) -> bool:
    """Whether a word carries an ending and is more than that."""
    return word.endswith(ending) and len(word) > len(ending) + 1


class Node(Protocol):
    """A piece of a phrase."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        """Yield where the piece can end when it starts at `at`, best first."""


@dataclass(frozen=True, slots=True)
class Words:
    """One of several whole words."""

    words: frozenset[str]

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        end = line.ends.get(at)
        if end is not None and line.text[at:end] in self.words:
            yield end


@dataclass(frozen=True, slots=True)
class Stem:
    """A word that begins with these letters."""

    letters: str

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        end = line.ends.get(at)
        if end is not None and line.text.startswith(self.letters, at, end):
            yield end


@dataclass(frozen=True, slots=True)
class Ended:
    """A word with this ending."""

    ending: str

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        end = line.ends.get(at)
        if end is not None and ends_so(line.text[at:end], self.ending):
            yield end


@dataclass(frozen=True, slots=True)
class Literal:
    """A word with signs in it (`don't`, `24/7`, `#1`, `u.s.`), or a stem of one."""

    letters: str
    is_stem: bool = False

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        text, end = line.text, at + len(self.letters)
        if not text.startswith(self.letters, at) or (
            self.letters[0].isalnum() and at and _is_word(text[at - 1])
        ):
            return
        if self.is_stem:
            while end < len(text) and _is_word(text[end]):
                end += 1
        elif self.letters[-1].isalnum() and end < len(text) and _is_word(text[end]):
            return
        yield end


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Any one word, hyphenated ones whole before their parts."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        end = line.ends.get(at)
        found: list[int] = []
        while end is not None:
            found.append(end)
            if end >= len(line.text) or line.text[end] not in _INSIDE_WORD:
                break
            end = line.ends.get(end + 1)
        yield from reversed(found)


@dataclass(frozen=True, slots=True)
class Named:
    """A word written as a name is: with a capital, and none of those that only open a sentence."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        end = line.ends.get(at)
        if end is not None and at in line.capitals and line.text[at:end] not in opening_words():
            yield end


@lru_cache(maxsize=1)
def opening_words() -> frozenset[str]:
    """Words that stand at the head of sentences with a capital and name nobody."""
    lines = files("auditor.text").joinpath("opening_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits or in words."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        match = _NUMBER.match(line.text, at)
        if not match:
            return
        end = match.end()
        yield end
        while end > at + 1 and line.text[end - 1] in ",.":
            end -= 1
            yield end


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind; `inside` keeps them within one phrase of the sentence."""

    most: int
    inside: bool = False

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        text = line.text
        yield at
        for _ in range(self.most):
            if self.inside:
                match = _INNER_WORD.match(text, at)
                if not match:
                    return
                at = match.end()
            else:
                end = at
                while end < len(text) and not text[end].isspace():
                    end += 1
                if end == at or end == len(text):
                    return
                at = end
                while at < len(text) and text[at].isspace():
                    at += 1
            yield at


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of the sentence, whatever signs stand there."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        if at:
            return
        end = 0
        while end < len(line.text) and not _is_word(line.text[end]):
            end += 1
        yield from range(end, -1, -1)


@dataclass(frozen=True, slots=True)
class End:
    """The end of the sentence, signs included."""

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        if not any(map(_is_word, line.text[at:])):
            yield len(line.text)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The part of a phrase that is marked."""

    inner: Node

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        for end in self.inner.ends_at(line, at):
            line.trigger = (at, end)
            yield end
            line.trigger = None


@dataclass(frozen=True, slots=True)
class Either:
    """One of several pieces, found by the word they begin with."""

    branches: Sequence[Node]
    by_word: dict[str, tuple[int, ...]] = field(repr=False)
    by_stem: tuple[tuple[str, int], ...] = field(repr=False)
    others: tuple[int, ...] = field(repr=False)

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        word = line.word(at)
        chosen = [*self.by_word.get(word, ()), *self.others]
        if word:
            chosen += [number for stem, number in self.by_stem if word.startswith(stem)]
        for number in sorted(chosen) if len(chosen) > 1 else chosen:
            yield from self.branches[number].ends_at(line, at)


_LED = frozenset({"between", "gap"})


@dataclass(frozen=True, slots=True)
class Step:
    """A piece in a row: what must stand before it, and whether it may be left out."""

    node: Node
    lead: str = ""
    """`between` asks for space or hyphens before it, `gap` for them after any closing signs, `after` for them behind it."""
    is_optional: bool = False

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        lead = self.lead
        start = _behind_space(line.text, at, is_gap=lead == "gap") if lead in _LED else at
        if start >= 0:
            for end in self.node.ends_at(line, start):
                if lead == "after":
                    end = skip_between(line.text, end)  # noqa: PLW2901
                    if end < 0:
                        continue
                yield end
        if self.is_optional:
            yield at


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces one after another."""

    steps: tuple[Step, ...]

    def ends_at(self, line: Line, at: int) -> Iterator[int]:
        yield from _walk(line, self.steps, 0, at)


def _behind_space(text: str, at: int, *, is_gap: bool) -> int:
    """Where a piece starts that space or hyphens lead to; -1 where none stand and none are needed."""
    start = at
    if is_gap:
        while start < len(text) and text[start] in _BEFORE_GAP:
            start += 1
    spaced = skip_between(text, start)
    if spaced >= 0:
        return spaced
    return start if text[start : start + 1] in _ATTACHED else -1


def _walk(line: Line, steps: Sequence[Step], number: int, at: int) -> Iterator[int]:
    if number == len(steps) - 1:
        yield from steps[number].ends_at(line, at)
        return
    for end in steps[number].ends_at(line, at):
        yield from _walk(line, steps, number + 1, end)


def skip_between(text: str, at: int) -> int:
    """Return the offset after the space and hyphens at `at`; -1 when there are none."""
    end, length = at, len(text)
    while end < length and ((sign := text[end]) in BETWEEN or sign.isspace()):
        end += 1
    return end if end > at else -1


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
