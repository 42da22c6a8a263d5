"""What surrounds a number in its sentence, and the words that tell what it is said of."""

from __future__ import annotations

from dataclasses import field, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.figures.cells import cell_forms
from auditor.analysis.figures.glossary import glossary_of
from auditor.analysis.figures.masks import masks_of
from auditor.analysis.figures.turns import turns_of
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.numerals import NUMBER_WORDS, PART_WORDS, tokens_of

if TYPE_CHECKING:
    from auditor.analysis.figures.cells import CellForms
    from auditor.analysis.figures.glossary import Glossary
    from auditor.analysis.figures.masks import Masks
    from auditor.analysis.figures.turns import FigureTurns
    from auditor.model.lexicon import Lexicon
    from auditor.text.numerals import Token

MODIFIERS = 4
"""Words that may stand between a number and the noun it counts: "4,850 newly diagnosed adult patients"."""
WINDOW = 9
"""Words around a number that can still tell what it is said of."""
_WORD_OR_SIGN = regex.compile(r"[^\W\d_]+|[%$£€]")
CLAUSE_ENDS = frozenset({";", ":", "—", "|", "•"})


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The word lists `figure-…`, as sets; a field's name is its list's name.

    Compared by identity, so that what is read with it can be remembered.
    """

    people: frozenset[str]
    events: frozenset[str]
    procedures: frozenset[str]
    staff: frozenset[str]
    reviews: frozenset[str]
    time: frozenset[str]
    weights: frozenset[str]
    lengths: frozenset[str]
    scores: frozenset[str]
    doses: frozenset[str]
    visits: frozenset[str]
    labels: frozenset[str]
    approximators: frozenset[str]
    percent_after: frozenset[str]
    percent_before: frozenset[str]
    hundred_nouns: frozenset[str]
    payment: frozenset[str]
    part_things: frozenset[str]
    risk: frozenset[str]
    change: frozenset[str]
    means: frozenset[str]
    comparatives: frozenset[str]
    against: frozenset[str]
    multiple_after: frozenset[str]
    per: frozenset[str]
    trends: frozenset[str]
    trend_verbs: frozenset[str]
    trend_before: frozenset[str]
    death: frozenset[str]
    burden: frozenset[str]
    study: frozenset[str]
    sample: frozenset[str]
    outcome: frozenset[str]
    capacity: frozenset[str]
    vague: frozenset[str]
    rank_nouns: frozenset[str]
    rank_adjectives: frozenset[str]
    rank_common: frozenset[str]
    ordinals: frozenset[str]
    tests: frozenset[str]
    year_cues: frozenset[str]
    stops: frozenset[str]
    rated: frozenset[str]
    threshold: frozenset[str]
    measured: frozenset[str]
    experience: frozenset[str]
    money: frozenset[str]
    ages: frozenset[str]
    vague_people: frozenset[str]
    others: frozenset[str]
    happenings: frozenset[str]
    asking: frozenset[str]
    row_times: frozenset[str]
    row_measures: frozenset[str]
    row_prices: frozenset[str]
    person: frozenset[str]
    columns: frozenset[str]
    other_columns: frozenset[str]
    strengths: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    gate: frozenset[str]
    """Words of which a sentence without digits needs one to hold a quantity."""
    starts: frozenset[str]
    """Every word at which a quantity can begin; put together from the lists above and the number words."""
    spans: frozenset[str]
    which_half: frozenset[str]
    determiners: frozenset[str]
    mean_verb_after: frozenset[str]
    trend_after: frozenset[str]
    authority: frozenset[str]
    plain_things: frozenset[str]
    effects: frozenset[str]
    done: frozenset[str]
    percent_of: frozenset[str]
    millions_of: frozenset[str]
    research: frozenset[str]
    pooling: frozenset[str]
    losses: frozenset[str]
    counting: frozenset[str]
    suffered: frozenset[str]
    fared: frozenset[str]
    harms: frozenset[str]
    estimating: frozenset[str]
    life: frozenset[str]
    adding: frozenset[str]
    imperatives: frozenset[str]
    refund: frozenset[str]
    fees: frozenset[str]
    drinks: frozenset[str]
    consumed: frozenset[str]
    past: frozenset[str]
    """Past forms besides words in -ed; the list `past-verbs`."""
    harm_endings: tuple[str, ...]
    operation_endings: tuple[str, ...]
    parts: frozenset[str]
    registering: frozenset[str]
    onset: frozenset[str]
    losing: frozenset[str]
    costing: frozenset[str]
    saving: frozenset[str]
    payers: frozenset[str]
    gifts: frozenset[str]
    ills: frozenset[str]
    relations: frozenset[str]
    advised: frozenset[str]
    triggers: frozenset[str]
    requiring: frozenset[str]
    admitting: frozenset[str]
    stricken: frozenset[str]
    turns: FigureTurns
    """Small words and turns; `figure-turns.yaml`."""
    masks: Masks
    cells: CellForms
    glossary: Glossary | None = None
    """What another language says for these words; None where the sentence is in the words of the readers."""

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a sentence in the words of the readers, without what only looks like a quantity."""
        return tokens_of(self.masks.masked(text)) if self.glossary is None else self.glossary.tokens(text)

    def said(self, text: str) -> set[str]:
        """Return the words of a short text, in the words of the readers."""
        if self.glossary is not None:
            return self.glossary.words(text)
        return {w.casefold() for w in _WORD_OR_SIGN.findall(text)}


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the word sets of a lexicon, made once a process."""
    names = [f.name for f in fields(Vocabulary)]
    made = {
        "gate",
        "starts",
        "past",
        "harm_endings",
        "operation_endings",
        "turns",
        "masks",
        "cells",
        "glossary",
    }
    sets = {n: frozenset(lexicon.words(f"figure-{n.replace('_', '-')}")) for n in names if n not in made}
    begin = ("trends", "trend_verbs", "vague", "ordinals", "openers")
    gate = NUMBER_WORDS.union(PART_WORDS, *(sets[name] for name in begin))
    return Vocabulary(
        **sets,
        gate=gate,
        starts=gate | sets["articles"],
        past=frozenset(lexicon.words("past-verbs")),
        operation_endings=lexicon.words("figure-operation-endings"),
        harm_endings=lexicon.words("figure-harm-endings"),
        turns=turns_of(lexicon),
        masks=masks_of(lexicon),
        cells=cell_forms(lexicon),
        glossary=glossary_of(lexicon),
    )


@dataclass(frozen=True)
class Context:
    """A sentence's tokens with its words at hand."""

    tokens: list[Token]
    words: Vocabulary
    texts: list[str] = field(init=False)
    turns: FigureTurns = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", [t.text for t in self.tokens])
        object.__setattr__(self, "turns", self.words.turns)

    @cached_property
    def all(self) -> frozenset[str]:
        """Every word of the sentence."""
        return frozenset(self.texts)

    @cached_property
    def is_told(self) -> bool:
        """Whether the sentence tells of something in the past."""
        return any(is_past(word, self.words) for word in self.texts)

    def at(self, index: int) -> str:
        """The word at `index`, empty outside the sentence."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def before(self, index: int, count: int = WINDOW) -> list[str]:
        """Up to `count` words before `index` in its clause."""
        start = max(0, index - count)
        for i in range(index - 1, start - 1, -1):
            if self.texts[i] in CLAUSE_ENDS:
                return self.texts[i + 1 : index]
        return self.texts[start:index]

    def after(self, index: int, count: int = WINDOW) -> list[str]:
        """Up to `count` words after `index` in its clause."""
        stop = min(len(self.texts), index + 1 + count)
        for i in range(index + 1, stop):
            if self.texts[i] in CLAUSE_ENDS:
                return self.texts[index + 1 : i]
        return self.texts[index + 1 : stop]

    def around(self, first: int, last: int, count: int = WINDOW) -> set[str]:
        """The words of the clause on both sides."""
        return {*self.before(first, count), *self.after(last, count)}

    def is_label(self, index: int) -> bool:
        """Whether a word makes the number behind it a name: "week 9", but not "last week 9 out of ten"."""
        return self.at(index) in self.words.labels and self.at(index - 1) not in self.turns.last_time

    def is_condition(self, first: int, after: list[str]) -> bool:
        """Whether a share stands in a condition about the reader: "if half of your nails are affected"."""
        opened = bool(self.turns.half_conditions.intersection(self.before(first)))
        told_you = "you" in self.all and self.words.people.isdisjoint(after)
        return opened and ("your" in after[:2] or told_you)

    def noun(self, index: int, *sets: frozenset[str]) -> int | None:
        """Return where the noun that the number ending at `index` counts stands, when it is in one of `sets`.

        Adjectives and nouns in the singular may come between ("200 cancer patients"); another noun in the
        plural is what is counted instead ("three ways patients can help").
        """
        first = index + 2 if self.at(index + 1) == "|" else index + 1
        for i in range(first, min(len(self.texts), first + 1 + MODIFIERS)):
            word = self.texts[i]
            if any(word in s for s in sets):
                return i
            if word in {"-", "‑"} and i > first and self.at(i + 1) not in self.words.stops:
                continue  # "alcohol-specific deaths"
            joins = word in {"or", "and"} and i > first and self.at(i + 1) not in self.words.stops
            if not joins and (word in self.words.stops or self._ends_search(i)):
                return None
        return None

    def _ends_search(self, i: int) -> bool:
        return self.tokens[i].kind == "number" or self.texts[i] in CLAUSE_ENDS or _is_plural(self.texts[i])

    def plural(self, index: int) -> int | None:
        """Return where the plural noun stands that the number ending at `index` counts, whatever it is."""
        for i in range(index + 1, min(len(self.texts), index + 1 + MODIFIERS)):
            if self.texts[i] in self.words.stops or self.tokens[i].kind != "word":
                return None
            if _is_plural(self.texts[i]):
                return i
        return None

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, with an approximating word before them."""
        while first and self.texts[first - 1] in self.words.approximators:
            first -= 1
        if first > 1 and self.texts[first - 1] == "than" and self.texts[first - 2] in self.turns.more:
            first -= 2
        if first > 1 and (self.texts[first - 2], self.texts[first - 1]) in self.turns.limits:
            first -= 2
        return Span(self.tokens[first].start, self.tokens[last].end)


def is_past(word: str, words: Vocabulary) -> bool:
    """Whether a word is a past form, or may be one by its ending."""
    return word in words.past or (len(word) > 4 and word.endswith("ed"))


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
