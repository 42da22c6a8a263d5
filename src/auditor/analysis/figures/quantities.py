"""Finds the quantities in a sentence that are said of people, risk, effect, prevalence, cost, outcome or experience.

The deciding question is what a quantity is said of. Telephone numbers, dates, prices, ages, doses, hours and
the like are recognised and left alone; sample sizes, team sizes and years of experience are in doubt.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.figures import (
    bases,
    continued,
    costs,
    counts,
    fractions,
    limits,
    measures,
    multiples,
    nobodies,
    percent,
    ranks,
    relations,
    research,
    shares,
    waits,
)
from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.words import Context
from auditor.model.analysis import Figure, FigureKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Vocabulary
    from auditor.text.numerals import Numeral

KEPT_SENTENCES = 16_384
"""Sentences whose figures are remembered: those of four hundred pages, which are read again where words are exchanged."""

_DIGIT = regex.compile(r"[\d½¼¾⅓⅔]")
_WORD = regex.compile(r"[^\W\d_]+")
LARGE_LABEL = 100
"""Types, stages and weeks are numbered below this; after "last year" a larger number counts something."""

_NUMBER_READERS = (
    limits.age,
    limits.capped,
    limits.price_band,
    percent.percentage,
    percent.part_of_coin,
    costs.money,
    relations.related,
    bases.of_so_many,
    shares.share,
    multiples.multiple,
    measures.rate,
    waits.wait,
    ranks.interval,
    counts.experience,
    measures.test_value,
    research.pooled,
    bases.added,
    counts.count,
    measures.measure,
    continued.continued_value,
    continued.told_number,
)
_WORD_READERS = (
    ranks.every_other,
    ranks.rank,
    ranks.none_at_all,
    nobodies.none_of_them,
    measures.weight_in_words,
    percent.part_of_one,
    relations.close_together,
    relations.nearly_all,
    fractions.fraction,
    multiples.word_multiple,
    ranks.vague,
    ranks.effect,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, whether a reviewer may let it pass, and whether it is one only as it goes on with another."""

    figure: Figure
    in_doubt: bool
    continues: bool = False
    adds: bool = False
    """Whether it adds to a share that has to stand before."""

    def shift(self, by: int) -> Found:
        """Return the same figure, `by` code points later."""
        return replace(self, figure=replace(self.figure, span=self.figure.span.shift(by)))


def find(text: str, start: int, end: int, words: Vocabulary) -> tuple[Found, ...]:
    """Return the figures of the sentence `text[start:end]` from left to right."""
    return tuple(found.shift(start) for found in _figures_of(text[start:end], words))


@lru_cache(maxsize=KEPT_SENTENCES)
def _figures_of(sentence: str, words: Vocabulary) -> tuple[Found, ...]:
    if not may_hold_one(sentence, words):
        return ()
    context = Context(words.tokens(sentence), words)
    found: list[Found] = []
    at = 0
    while at < len(context.tokens):
        outcome = _read(context, at) if _can_begin(context, at) else None
        if isinstance(outcome, Reading):
            span = context.span(outcome.first, outcome.last)
            figure = Figure(span, outcome.kind, span.of(sentence))
            found.append(Found(figure, outcome.in_doubt, outcome.continues, outcome.adds))
        at = max(at, outcome.last) + 1 if outcome else at + 1
    return tuple(found)


def numbers(text: str, start: int, end: int, words: Vocabulary) -> tuple[Figure, ...]:
    """Return the numbers of a sentence, whatever they are of, from left to right; what a rate is given by only if it is all."""
    context = Context(words.tokens(text[start:end]), words)
    found: list[Figure] = []
    bases: list[Figure] = []
    at = 0
    while at < len(context.tokens):
        number = numeral_at(context.tokens, at)
        if number is not None:
            last = percent.percent_end(context, number.last) or number.last
            first = number.first - costs.is_sign(context, number.first - 1)
            span = context.span(first, last).shift(start)
            is_base = context.at(number.first - 1) == "per"
            (bases if is_base else found).append(Figure(span, FigureKind.COUNT, span.of(text)))
            at = last
        at += 1
    return tuple(found or bases)


def is_something_else(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether it is known of every number in a sentence without a figure what else it is: a price, a threshold, an age."""
    return _is_something_else(text[start:end], words)


@lru_cache(maxsize=KEPT_SENTENCES)
def _is_something_else(sentence: str, words: Vocabulary) -> bool:
    context = Context(words.tokens(sentence), words)
    at, is_known = 0, False
    while at < len(context.tokens):
        outcome = _read(context, at) if _can_begin(context, at) else None
        if isinstance(outcome, Passed) and outcome.known:
            is_known = True
        elif outcome or numeral_at(context.tokens, at):
            return False
        at = max(at, outcome.last) + 1 if outcome else at + 1
    return is_known


def may_hold_one(sentence: str, words: Vocabulary) -> bool:
    """Whether a sentence can hold a quantity at all: it has a digit or a word of number."""
    if words.glossary is not None or _DIGIT.search(sentence) is not None:
        return True
    said = _WORD.findall(sentence.casefold())
    return not words.gate.isdisjoint(said) or any(word.endswith("fold") for word in said)


def _can_begin(context: Context, at: int) -> bool:
    """Whether a quantity can begin at a token; most words cannot, and are passed over at once."""
    token = context.tokens[at]
    return token.kind == "number" or token.text in context.words.starts or token.text.endswith("fold")


def _read(context: Context, at: int) -> Reading | Passed | None:
    for read_word in _WORD_READERS:
        outcome = read_word(context, at)
        if outcome is not None:
            return outcome
    number = numeral_at(context.tokens, at)
    if number is None:
        return None
    if _is_name(context, number):
        return Passed(number.last)
    for read_number in _NUMBER_READERS:
        outcome = read_number(context, number)
        if outcome is not None:
            return outcome
    return Passed(number.last)


def _is_name(context: Context, number: Numeral) -> bool:
    """Whether the number is part of a name or an adjective: B12, COVID-19, type 2, 12-step, 1990s, 38th."""
    token = context.tokens[number.first]
    if token.kind == "number" and token.glued and _is_code(context, number.first):
        return True
    after = context.tokens[number.last + 1] if number.last + 1 < len(context.tokens) else None
    if after is not None and after.glued and after.text in context.turns.number_endings:
        return True
    if (
        after is not None
        and after.glued
        and after.text in {"-", "‑", "‐"}
        and _is_adjective(context, number.last + 2)
    ):
        return True
    return context.at(number.first - 1) in context.words.labels and not _is_counted(context, number)


def _is_code(context: Context, at: int) -> bool:
    before = context.tokens[at - 1]
    if before.kind == "word":
        return not costs.is_sign(context, at - 1)
    return (
        before.text in {"-", "‑", "–"}
        and before.glued
        and at >= 2
        and context.tokens[at - 2].kind == "word"
        and context.at(at + 1) != "%"
    )


def _is_adjective(context: Context, at: int) -> bool:
    word = context.at(at)
    words = context.words
    return word.isalpha() and word not in context.turns.hyphened and word not in words.weights


def _is_counted(context: Context, number: Numeral) -> bool:
    """Whether a percentage or a big count follows after all ("group 40% of …", "last year 6,420 people")."""
    if context.at(number.last + 1) in {"%", "percent", "per"} or number.has_scale:
        return True
    words = context.words
    if (number.in_words or not context.is_label(number.first - 1)) and shares.share(
        context, number
    ) is not None:
        return True
    usual = context.at(number.first - 2) in words.means | context.turns.any_day
    return (number.value >= LARGE_LABEL or usual) and context.noun(
        number.last, words.people, words.events, words.procedures
    ) is not None
