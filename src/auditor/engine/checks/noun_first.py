"""Reads noun phrases of a language whose adjectives follow their noun: "la clínica más avanzada", "los mejores cirujanos".

The first known noun of such a phrase is its head: "el programa de tratamiento de adicciones" is a programme.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head, NounPhrase
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.checks.claims.words import Vocabulary
    from auditor.engine.checks.grammar import Grammar
    from auditor.model.span import Span

MAX_PHRASE_WORDS = 9
"""A noun phrase longer than this has been read past its end."""
MAX_NOUN_WORDS = 4
"""Words of the longest nouns that are listed: "centro de salud mental"."""
NOUN_CHARS = 60
"""Characters in which so many words stand."""

_QUOTES = frozenset({"“", '"', "«", "”", "»", "™", "®"})
_TOKEN = regex.compile(r"[\p{L}\p{N}#+&][\p{L}\p{N}'’.\-‐‑+&]*|[^\s]")


@dataclass(frozen=True, slots=True)
class Around:
    """The noun phrase that a word belongs to, where it begins, and its determiner."""

    phrase: NounPhrase
    start: int
    determiner: str = ""
    is_open: bool = False
    """Whether the word stands right behind a determiner, its noun still to come: "medicina de la más alta pureza"."""

    def is_definite(self, grammar: Grammar) -> bool:
        """Whether "el", "nuestro" or "su" opens it."""
        return self.determiner in grammar.definite_openers


def read_noun_first(text: str, start: int, end: int, vocabulary: Vocabulary) -> NounPhrase:
    """Read the noun phrase that `text[start:end]` begins with."""
    words: list[str] = []
    head, last = Head.NONE, start
    for match in _TOKEN.finditer(text, start, end):
        word = _bare(match.group())
        if word in _QUOTES:
            continue
        if _ends(word, words, vocabulary) or len(words) >= MAX_PHRASE_WORDS:
            break
        if word in vocabulary.grammar.of and words and any(map(vocabulary.is_measure, _forms(words[-1]))):
            head = Head.NONE  # "el más alto nivel de atención": the noun is still to come
        elif head in {Head.NONE, Head.UNKNOWN} and not (
            word in vocabulary.grammar.determiners or word in vocabulary.grammar.of
        ):
            head = _head_at(text, match.start(), end, vocabulary)
        words.append(word)
        last = match.end()
    return NounPhrase(head, last, tuple(words))


def around(text: str, left: int, right: int, trigger: Span, vocabulary: Vocabulary) -> Around:
    """Find the noun phrase of the word at `trigger` in the statement `text[left:right]`: it has its noun in it, before or behind."""
    before = _read_back(text, left, trigger.start, vocabulary)
    inside = read_noun_first(text, trigger.start, trigger.end, vocabulary)
    after = _read_on(text, trigger.end, right, vocabulary)
    phrase = before.phrase
    if inside.head not in {Head.NONE, Head.UNKNOWN}:
        phrase = inside
    elif phrase.head in {Head.NONE, Head.UNKNOWN} or before.is_open:
        phrase = after if phrase.head is Head.NONE or after.head.is_offer else phrase
    end = max(trigger.end, phrase.end)
    return Around(NounPhrase(phrase.head, end, phrase.words), before.start, before.determiner)


def _read_back(text: str, left: int, at: int, vocabulary: Vocabulary) -> Around:
    """Read back from a word to the beginning of its noun phrase, over "de" to the noun that it hangs on."""
    tokens = list(_TOKEN.finditer(text, left, at))
    said = [_bare(t.group()) for t in tokens]
    begin, determiner, grammar = len(tokens), "", vocabulary.grammar
    while begin and len(tokens) - begin <= MAX_PHRASE_WORDS:
        word = said[begin - 1]
        if word in grammar.determiners:
            determiner = word
            of = begin - 1 if word in grammar.contracted else begin - 2
            if of < 0 or said[of] not in grammar.of or (of and said[of - 1] in grammar.partitive):
                begin -= 1
                break
            begin = of
        elif word in grammar.joining or _ends(word, [], vocabulary):
            break
        else:
            begin -= 1
    start = tokens[begin].start() if begin < len(tokens) else at
    noun = (
        start if not determiner or begin == len(tokens) or said[begin] != determiner else tokens[begin].end()
    )
    is_open = bool(said) and said[-1] in grammar.determiners
    return Around(read_noun_first(text, noun, at, vocabulary), start, determiner, is_open)


def _read_on(text: str, start: int, end: int, vocabulary: Vocabulary) -> NounPhrase:
    """Read the phrase behind a word; behind a bare "en" or "de" it counts when it names an offer ("líderes en cirugía")."""
    phrase = read_noun_first(text, start, end, vocabulary)
    if phrase.words and phrase.words[0] not in vocabulary.grammar.of:
        return phrase
    on = vocabulary.grammar.preposition.match(text, start, end)
    beyond = read_noun_first(text, on.end(), end, vocabulary) if on else phrase
    return beyond if beyond.head.is_offer else NounPhrase(Head.NONE, start)


def _head_at(text: str, start: int, end: int, vocabulary: Vocabulary) -> Head:
    """What the longest known noun that begins at an offset is the name of: "efecto secundario", "tasa de éxito"."""
    found = [_bare(m.group()) for m in _TOKEN.finditer(text, start, min(end, start + NOUN_CHARS))]
    for count in range(min(MAX_NOUN_WORDS, len(found)), 0, -1):
        head = _known(found[:count], vocabulary)
        if head is not None:
            return head
    return Head.UNKNOWN


def _known(words: Sequence[str], vocabulary: Vocabulary) -> Head | None:
    nouns = vocabulary.nouns
    return next((nouns[n] for n in map(" ".join, product(*map(_forms, words))) if n in nouns), None)


def _forms(word: str) -> tuple[str, ...]:
    """A word as it is and without the endings of the plural."""
    if len(word) <= len("mes") or not word.endswith("s"):
        return (word,)
    if word.endswith("ces"):
        return (word, word[:-3] + "z", word[:-1])
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1])


def _ends(word: str, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a word ends a noun phrase; "de" goes on with it, and so does a determiner behind "de"."""
    if not word[0].isalnum():
        return word not in _QUOTES
    if word in vocabulary.grammar.of or (
        words and words[-1] in vocabulary.grammar.of and word in vocabulary.grammar.determiners
    ):
        return False
    return vocabulary.ends_phrase(word)


def _bare(raw: str) -> str:
    return raw.casefold().replace("’", "'").strip(".'-") or raw
