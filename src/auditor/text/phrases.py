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

Every phrase yields its *gate*: words of which at least one must stand in a sentence before the pattern is
worth running. A `PhraseSet` keeps one index of all gates, so that a sentence costs a set look-up per word
and the patterns of the few phrases that can match at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

GAP_WORDS = 4
"""Words that `...` may stand for."""

PATTERN_SECONDS = 0.2
"""A single pattern on a single sentence is stopped after this long and reported as not checked."""

PREFIX = 4
"""Stems are gated by this many first letters."""

COMMON_WEIGHT = 25
"""A word of `_COMMON` stands in about as many sentences as this many other words together."""

_COMMON = frozenset(
    """a an and are as at be but by can do for from has have if in is it its no not of on or our so that the their
    they this to us was we when which who will with you your""".split()  # noqa: SIM905
)

KEPT_SENTENCES = 2048
"""Sentences whose gate keys are remembered: every step of an audit asks for those of the page at hand."""

KEPT_WORDS = 65_536
"""Words whose gate keys are remembered: more than a site's vocabulary."""

_BETWEEN = r"(?:[\s\-‐‑–]+)"
_WORD = regex.compile(r"[^\W_]+(?:['’.][^\W_]+)*|[#&%★]")
_BEFORE_GAP = r"(?:[,.:;)”\"’']*[\s\-‐‑–]+)"
_GAP_WORD = r"[^\s]+"
_ANY_WORD = r"\w+(?:['’\-‐‑]\w+)*"
_BREAK_WORD = (
    r"(?:about|after|although|and|are|as|at|because|before|but|by|during|due|for|from|had|has|have|if|in|into|is|on|"
    r"or|since|than|that|though|to|until|upon|was|were|when|where|which|while|who|will|with|within|without)"
)
_INNER_WORD = rf"(?!{_BREAK_WORD}(?!\w))[\w’'%&/]+[\s\-‐‑–]+"
_ENDING = regex.compile(r"\(([\p{L}']+(?:\|[\p{L}']+)*)\)")
NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)"
    r"(?:[\s\-](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion))*"
)


class PhraseError(ValueError):
    """A phrase that cannot be read: says where and what was expected."""


class PatternTimeoutError(Exception):
    """A pattern did not finish in time on one sentence."""


@lru_cache(maxsize=KEPT_SENTENCES)
def words_of(text: str) -> frozenset[str]:
    """Return the gate keys of a sentence: its lower-case words, their parts, and the stems `heal*`."""
    words = set(_WORD.findall(text.casefold().replace("’", "'")))
    return frozenset().union(*map(_keys_of, words))


@lru_cache(maxsize=KEPT_WORDS)
def _keys_of(word: str) -> tuple[str, ...]:
    parts = (word, word.removesuffix("'s"), *word.replace(".", "'").split("'"))
    stem = (word[:PREFIX] + "*",) if len(word) >= PREFIX else ()
    return tuple(dict.fromkeys(parts + stem))


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
    """One compiled phrase. `gate` is None when nothing fixed can be demanded of a sentence."""

    source: str
    pattern: str
    gate: frozenset[str] | None
    has_trigger: bool = False

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, compiled when a sentence first passes the gate."""
        return regex.compile(self.pattern, regex.IGNORECASE | regex.VERSION1)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Yield non-overlapping matches in `text[start:end]`. Raises PatternTimeoutError."""
        stop = len(text) if end is None else end
        try:
            for m in self.compiled.finditer(text, start, stop, timeout=PATTERN_SECONDS):
                if m.end() == m.start():
                    continue
                group = "trigger" if self.has_trigger and m.group("trigger") is not None else 0
                yield Match(self, m.start(), m.end(), m.start(group), m.end(group))
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
            for key in phrase.gate or ():
                index.setdefault(key, []).append(number)
        object.__setattr__(self, "_ungated", tuple(i for i, p in enumerate(self.phrases) if p.gate is None))
        object.__setattr__(self, "_index", {k: tuple(v) for k, v in index.items()})

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def candidates(self, keys: frozenset[str]) -> list[Phrase]:
        """Return the phrases whose gate a sentence with these `words_of` passes, in list order."""
        present = self._index.keys() & keys
        if not present:
            return [self.phrases[i] for i in self._ungated]
        numbers = {*self._ungated, *(number for key in present for number in self._index[key])}
        return [self.phrases[i] for i in sorted(numbers)]

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
    return PhraseSet(tuple(compile_phrase(s, lists or {}) for s in dict.fromkeys(sources)))


def compile_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Compile one phrase. Raises PhraseError."""
    text = source.strip()
    if not text:
        raise PhraseError("an empty phrase")
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return _raw(source, text[1:-1])
    parser = _Parser(text.replace("’", "'"), lists)
    node = parser.parse()
    pattern = _edge(node.pattern, node.starts_word, node.ends_word)
    return Phrase(source, pattern, node.gate, parser.has_trigger)


def _raw(source: str, pattern: str) -> Phrase:
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION1)
    except regex.error as error:
        raise PhraseError(f"“{source}” is not a regular expression: {error}") from error
    return Phrase(source, pattern, None, "trigger" in compiled.groupindex)


def _edge(pattern: str, starts_word: bool, ends_word: bool) -> str:  # noqa: FBT001
    return (r"(?<![\w])" if starts_word else "") + pattern + (r"(?![\w])" if ends_word else "")


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a pattern with its gate; `optional` pieces demand nothing of the sentence."""

    pattern: str
    gate: frozenset[str] | None
    is_optional: bool = False
    is_gap: bool = False
    stays_inside: bool = False
    """A gap that crosses no comma."""
    is_anchor: bool = False
    starts_word: bool = True
    ends_word: bool = True


class _Parser:
    """Recursive descent over one phrase."""

    def __init__(self, text: str, lists: Mapping[str, Sequence[str]], depth: int = 0) -> None:
        self.text = text
        self.lists = lists
        self.depth = depth
        self.at = 0
        self.has_trigger = False

    def parse(self) -> _Node:
        node = self._alternatives(end="")
        if self.at < len(self.text):
            raise PhraseError(f"“{self.text}”: unexpected “{self.text[self.at]}” at character {self.at + 1}")
        return node

    def _alternatives(self, end: str) -> _Node:
        branches = [self._sequence(end)]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence(end))
        if len(branches) == 1:
            return branches[0]
        gates = [b.gate for b in branches]
        gate = (
            None if any(g is None for g in gates) else frozenset().union(*[g for g in gates if g is not None])
        )
        pattern = "(?:" + "|".join(b.pattern for b in sorted(branches, key=lambda b: -len(b.pattern))) + ")"
        return _Node(
            pattern,
            gate,
            starts_word=all(b.starts_word for b in branches),
            ends_word=all(b.ends_word for b in branches),
        )

    def _sequence(self, end: str) -> _Node:
        nodes: list[_Node] = []
        while self.at < len(self.text):
            char = self._peek()
            if char in f"|{end}" and char:
                break
            if char.isspace() or char in "-‐‑–":
                self.at += 1
                continue
            nodes.append(self._item(char))
        if not nodes:
            raise PhraseError(f"“{self.text}”: nothing stands before character {self.at + 1}")
        return _join(nodes)

    def _item(self, char: str) -> _Node:
        node = self._plain_item(char)
        return self._with_ending(node) if self.at and self.text[self.at - 1] not in "*$^" else node

    def _with_ending(self, node: _Node) -> _Node:
        """Take up the optional ending that stands directly behind a word or bracket: `(s)`, `(s|ed)`."""
        ending = _ENDING.match(self.text, self.at)
        if not ending or node.is_gap or node.is_optional or node.is_anchor:
            return node
        self.at = ending.end()
        endings = sorted(ending.group(1).split("|"), key=lambda e: (-len(e), e))
        pattern = "|".join(endings).replace("'", "['’]")
        gate = node.gate and node.gate.union(*({g + e for g in node.gate} for e in endings))
        return replace(node, pattern=f"{node.pattern}(?:{pattern})?", gate=gate, ends_word=True)

    def _plain_item(self, char: str) -> _Node:
        simple: dict[str, Callable[[], _Node]] = {
            "(": lambda: self._bracket(")"),
            "[": self._optional,
            "{": self._trigger,
            "<": self._list,
            "^": lambda: self._anchor(r"\A[\s\W]*"),
            "$": lambda: self._anchor(r"[\s\W]*\Z"),
            "#": self._number,
        }
        if char in simple and not (char == "#" and self._peek(1).isalnum()):
            return simple[char]()
        if self.text.startswith("..", self.at):
            return self._gap()
        if char == "~" and self._peek(1).isdigit():
            return self._inner_gap()
        if char == "_":
            self.at += 1
            return _Node(_ANY_WORD, None)
        if char in ")]}>":
            raise PhraseError(f"“{self.text}”: unexpected “{char}” at character {self.at + 1}")
        return self._word()

    def _bracket(self, close: str) -> _Node:
        opened = self.at
        self.at += 1
        node = self._alternatives(close)
        if self._peek() != close:
            raise PhraseError(f"“{self.text}”: the bracket at character {opened + 1} is never closed")
        self.at += 1
        return node

    def _optional(self) -> _Node:
        node = self._bracket("]")
        return _Node(
            f"(?:{node.pattern})",
            None,
            is_optional=True,
            starts_word=node.starts_word,
            ends_word=node.ends_word,
        )

    def _trigger(self) -> _Node:
        if self.has_trigger:
            raise PhraseError(f"“{self.text}”: only one part can be the trigger")
        node = self._bracket("}")
        self.has_trigger = True
        return _Node(
            f"(?P<trigger>{node.pattern})", node.gate, starts_word=node.starts_word, ends_word=node.ends_word
        )

    def _list(self) -> _Node:
        close = self.text.find(">", self.at)
        if close < 0:
            raise PhraseError(f"“{self.text}”: “<” at character {self.at + 1} is never closed")
        name = self.text[self.at + 1 : close]
        if name not in self.lists:
            raise PhraseError(f"“{self.text}”: there is no list “{name}”")
        if self.depth > 4:
            raise PhraseError(f"“{self.text}”: lists refer to one another in a circle")
        self.at = close + 1
        nodes = [_Parser(e.replace("’", "'"), self.lists, self.depth + 1).parse() for e in self.lists[name]]
        if not nodes:
            raise PhraseError(f"“{self.text}”: the list “{name}” is empty")
        gates = [n.gate for n in nodes]
        gate = (
            None if any(g is None for g in gates) else frozenset().union(*[g for g in gates if g is not None])
        )
        ordered = sorted(dict.fromkeys(n.pattern for n in nodes), key=lambda p: (-len(p), p))
        return _Node("(?:" + "|".join(ordered) + ")", gate)

    def _anchor(self, pattern: str) -> _Node:
        self.at += 1
        return _Node(pattern, None, is_anchor=True, starts_word=False, ends_word=False)

    def _number(self) -> _Node:
        self.at += 1
        return _Node(NUMBER, None)

    def _gap(self) -> _Node:
        if self.text.startswith("...", self.at):
            self.at += 3
            return _Node(rf"(?:{_GAP_WORD}[\s]+){{0,{GAP_WORDS}}}?", None, is_gap=True)
        digits = regex.compile(r"\d+").match(self.text, self.at + 2)
        if not digits:
            raise PhraseError(f"“{self.text}”: a gap is written “...” or “..2”")
        self.at = digits.end()
        return _Node(rf"(?:{_GAP_WORD}[\s]+){{0,{digits.group()}}}?", None, is_gap=True)

    def _inner_gap(self) -> _Node:
        words = self._peek(1)
        self.at += 2
        return _Node(rf"(?:{_INNER_WORD}){{0,{words}}}?", None, is_gap=True, stays_inside=True)

    def _word(self) -> _Node:
        start = self.at
        while self.at < len(self.text) and not (
            self.text[self.at].isspace() or self.text[self.at] in "|()[]{}<>-‐‑–"
        ):
            if self.text.startswith("..", self.at):
                break
            self.at += 1
        word = self.text[start : self.at]
        is_stem = word.endswith("*")
        bare = word.rstrip("*")
        if not bare or "*" in bare:
            raise PhraseError(f"“{self.text}”: “{word}” — a star stands at the end of a word")
        pattern = regex.escape(bare, special_only=True).replace("'", "['’]") + (r"\w*" if is_stem else "")
        return _Node(
            pattern,
            _word_gate(bare.casefold(), is_stem),
            starts_word=bare[0].isalnum(),
            ends_word=is_stem or bare[-1].isalnum(),
        )

    def _peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead] if self.at + ahead < len(self.text) else ""


def _word_gate(word: str, is_stem: bool) -> frozenset[str] | None:  # noqa: FBT001
    if is_stem:
        return frozenset({word[:PREFIX] + "*"}) if len(word) >= PREFIX else None
    keys = _WORD.findall(word)
    return frozenset({max(keys, key=len)}) if keys else None


def _join(nodes: list[_Node]) -> _Node:
    parts: list[str] = []
    for number, node in enumerate(nodes):
        follows = number > 0 and not nodes[number - 1].is_gap and not nodes[number - 1].is_anchor
        lead = _BETWEEN if follows and not _joined_before(nodes, number) else ""
        if node.is_anchor:
            parts.append(node.pattern)
        elif node.is_gap:
            before = _BETWEEN if node.stays_inside else _BEFORE_GAP
            parts.append((before if follows else "") + node.pattern)
        elif node.is_optional and lead:
            parts.append(f"(?:{lead}{node.pattern})?")
        elif node.is_optional:
            parts.append(f"(?:{node.pattern}{_BETWEEN})?")
        else:
            parts.append(lead + node.pattern)
    gates = [n.gate for n in nodes if not n.is_optional and n.gate]
    gate = min(gates, key=lambda g: (_openness(g), sorted(g))) if gates else None
    return _Node(
        "".join(parts),
        gate,
        starts_word=_edge_of(nodes, "starts_word"),
        ends_word=_edge_of(nodes[::-1], "ends_word"),
    )


def _openness(gate: frozenset[str]) -> int:
    """How many sentences a gate lets through, roughly: the fewer, the better."""
    return sum(COMMON_WEIGHT if key in _COMMON else 1 for key in gate)


def _joined_before(nodes: list[_Node], number: int) -> bool:
    """Whether all that stands before, back to the last gap, is optional and already brings its own space."""
    for node in reversed(nodes[:number]):
        if node.is_gap:
            return True
        if not (node.is_optional or node.is_anchor):
            return False
    return True


def _edge_of(nodes: list[_Node], name: str) -> bool:
    for node in nodes:
        if node.is_optional:
            continue
        return bool(getattr(node, name))
    return True
