"""`reads-like`: a sentence whose wording weighs as claims of one kind do, though it uses none of the words that rules know.

What each piece of a wording weighs was learned from labelled sentences (`_learned/cues.txt`); the sum says how sure
one can be. A person looks at each: the words that weigh most are named, and the sentence is marked as a whole, since
no single word makes the claim.
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import msgspec

from auditor.engine.checks.base import Alike, Flag, Pass, Unlike
from auditor.engine.checks.weighing import readings, weightiest, with_neighbours
from auditor.model.analysis import Grade, Voice
from auditor.model.finding import Outcome
from auditor.model.learned import NotLearnedError, Told
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.checks.weighing import Reading
    from auditor.model.analysis import Sentence
    from auditor.model.learned import Learned
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]

SHARE_OF_FEW = 0.5
"""Of some words one can be this much less sure that they make no claim, in log-odds, than of their sentence."""
_ENDS = " \t\n\u00a0.…"
"""What a marked sentence need not begin or end with."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`category` is the column of what was learned; `sure` how sure one must be that a sentence is such a claim, 0 to 1.

    `sure_of_part` is the same for what says less: a part of a long sentence, or one of few words. `voices` are those
    who can make the claim. `cited` is the grade from which support clears it; `figures: false` leaves a sentence with a figure to
    the rules for figures. `once_a_block` flags the surest sentence of a
    paragraph alone, where several make one claim, as those of a story do. A sentence of which one can be no surer than `unlike`
    clears what other rules of the category flag in it, unless that holds a phrase of `stands`; one with a phrase of `unless` makes no such claim; one of which one is as sure as `overrules` stands whatever
    they let pass in it for what it is said of, with `overrules_sources: true` for its source too.
    """

    category: str
    sure: Share
    sure_of_part: Share
    voices: list[Voice]
    cited: Grade = Grade.LINKED
    figures: bool = True
    once_a_block: bool = False
    unlike: Share | None = None
    stands: list[str] = []
    unless: list[str] = []
    overrules: Share | None = None
    overrules_sources: bool = False

    def __post_init__(self) -> None:
        """Refuse a bar that could have no effect. Raises ValueError."""
        if self.overrules is not None and self.overrules < max(self.sure, self.sure_of_part):
            raise ValueError("`overrules` is below `sure` or `sure_of_part`: nothing is flagged there")


@dataclass(frozen=True, slots=True)
class _Said:
    """A verdict on a sentence, and how sure one can be of it, in log-odds."""

    sentence: Sentence
    sure: float
    verdict: Verdict


@dataclass(frozen=True)
class _Judge:
    learned: Learned
    column: int
    bar: float
    """The log-odds that a sentence must reach."""
    bar_of_part: float
    voices: frozenset[Voice]
    cited: Grade
    takes_figures: bool
    unless: PhraseSet

    def verdict(self, subject: Subject, sentence: Sentence, reading: Reading) -> Verdict | None:
        """Return the verdict on a sentence, None when it does not read like such a claim."""
        claim = self._claim(sentence, reading)
        if claim is None or sentence.voice not in self.voices:
            return None
        if sentence.block in subject.analysis.vacancies:
            return None
        text = subject.document.text
        trigger = _bare(text, claim)
        if self.unless.first(text, sentence.span.start, sentence.span.end, subject.keys[sentence.index]):
            return Pass(trigger, "context")
        if sentence.evidence.grade.rank >= self.cited.rank:
            return Pass(trigger, "cited")
        if not self.takes_figures and subject.has_figure(sentence):
            return Pass(trigger, "judged-as-figure")
        words = weightiest(trigger.of(text), self.learned, self.column)
        return Flag(sentence.span, trigger, Outcome.NEEDS_REVIEW, values={"words": words})

    def _claim(self, sentence: Sentence, reading: Reading) -> Span | None:
        """Return what reads like a claim: the sentence, or else the part that does most."""
        if reading.whole[self.column] >= (self.bar_of_part if reading.is_short else self.bar):
            return sentence.span
        span, weights = max(reading.parts, key=lambda p: p[1][self.column], default=(None, reading.whole))
        return span if weights[self.column] >= self.bar_of_part else None


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Take up what was learned. Raises NotLearnedError where nothing was of this category."""
    learned = lexicon.learned()
    if learned is None or params.category not in learned.categories:
        raise NotLearnedError(params.category)
    judge = _Judge(
        learned,
        learned.categories.index(params.category),
        _log_odds(params.sure),
        _log_odds(params.sure_of_part),
        frozenset(params.voices),
        params.cited,
        params.figures,
        compile_phrases(params.unless, lexicon.lists),
    )

    stands = compile_phrases(params.stands, lexicon.lists)

    def examine(subject: Subject) -> Iterator[Verdict]:
        if not subject.analysis.promoter.is_selling:
            return
        read = subject.remember(readings, lambda: readings(subject, learned))
        said = [
            _Said(sentence, reading.most(judge.column), verdict)
            for sentence in subject.analysis.sentences
            if (reading := read[sentence.index]) and (verdict := judge.verdict(subject, sentence, reading))
        ]
        said = list(_surest(said)) if params.once_a_block else said
        yield from (each.verdict for each in said)
        if params.overrules is not None:
            yield from _alike(said, _log_odds(params.overrules), is_unsupported=params.overrules_sources)
        if params.unlike is not None:
            flagged = list(_flagged(subject, params.category, stands))
            yield from _unlike(subject, read, learned, judge.column, _log_odds(params.unlike), flagged)

    return examine


def _alike(said: Iterable[_Said], bar: float, *, is_unsupported: bool) -> Iterator[Verdict]:
    """Yield the sentences that are as good as certain to make such a claim, as wholes or in a part."""
    for each in said:
        if isinstance(each.verdict, Flag) and each.sure >= bar:
            yield Alike(each.sentence.span, is_unsupported)


def _unlike(
    subject: Subject,
    read: Sequence[Reading | None],
    learned: Learned,
    column: int,
    bar: float,
    flagged: Iterable[tuple[Span, Sentence]],
) -> Iterator[Verdict]:
    """Yield what other rules flag in sentences that are as good as certain to make no such claim.

    That has to be read out of the whole, out of all of its parts, and out of the words with what stands next to them:
    the promise in a sentence that is long, or full of names, does not drown in it.
    """
    text = subject.document.text
    doubted = [
        (words, Told(with_neighbours(text, sentence.span, words), "", ""))
        for words, sentence in flagged
        if _is_below(bar, read[sentence.index], column)
    ]
    reader = learned.reader() if doubted else None
    if reader:
        odds = reader.weigh([told for _, told in doubted])
        few = SHARE_OF_FEW * bar
        yield from (
            Unlike(words) for (words, _), each in zip(doubted, odds, strict=True) if each[column] < few
        )


def _flagged(subject: Subject, category: str, stands: PhraseSet) -> Iterator[tuple[Span, Sentence]]:
    """Yield what other rules of a category flag, each with its sentence, but for what stands by itself.

    Nor a patient's words: who says them makes them a claim.
    """
    for of, words in subject.flagged:
        sentence = subject.sentence_at(words.start)
        if of != category or sentence is None or sentence.voice is Voice.PATIENT:
            continue
        if stands.first(subject.words(words)) is None:
            yield words, sentence


def _is_below(bar: float, reading: Reading | None, column: int) -> bool:
    """Whether a sentence that was read speaks less for a claim than a bar, by all that is known of it."""
    return (
        reading is not None
        and reading.read is not None
        and max(reading.read[column], reading.most(column)) < bar
    )


def _surest(said: Iterable[_Said]) -> Iterator[_Said]:
    """Yield the surest of each block; what is flagged before what passes, so that nothing hides behind a citation elsewhere."""
    for _, group in groupby(said, key=lambda each: each.sentence.block):
        yield max(group, key=lambda each: (isinstance(each.verdict, Flag), each.sure))


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_ENDS))
    return Span(start, max(start + 1, span.start + len(words.rstrip(_ENDS))))
