"""What every check kind is given and what it gives back.

A check kind is a module with `Params` (a frozen msgspec struct, validated when the pack is read) and
`prepare(params, lexicon)`, which returns a pure function from a `Subject` to verdicts. It has no state
between documents, but for what a model remembers having read, and does no input or output.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from auditor.model.analysis import FigureKind, Role
from auditor.model.finding import Outcome
from auditor.model.values import dataclass
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from auditor.model.analysis import Analysis, Evidence, Figure, Grade, Sentence, Statistic
    from auditor.model.document import Block, Document
    from auditor.model.finding import Severity
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet


T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """A document and its analysis, with what several checks need computed once."""

    document: Document
    analysis: Analysis
    today: str | None = None
    """The day of the audit (ISO); None when nobody has told it."""
    flagged: tuple[tuple[str, Span], ...] = ()
    """What rules of words flag, with the category of each, for the rules that go by likeness."""
    in_haste: bool = False
    """Whether somebody waits, so that no other sentence is read as a whole."""

    def remember(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Answer a question of the whole document once, however often it is asked."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("T", self._answers[question])

    @cached_property
    def _answers(self) -> dict[Hashable, object]:
        return {}

    def speaking(self, language: str) -> Subject:
        """Return the same document for the rules of one language: sentences in another keep their place and say nothing."""
        sentences = self.analysis.sentences
        if all(s.language == language for s in sentences):
            return self
        heard = tuple(s if s.language == language else replace(s, role=Role.FOREIGN) for s in sentences)
        return replace(self, analysis=replace(self.analysis, sentences=heard))

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds an offset, if one does."""
        at = bisect_right(self._starts, place) - 1
        found = self.analysis.sentences[at] if at >= 0 else None
        return found if found is not None and place < found.span.end else None

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [sentence.span.start for sentence in self.analysis.sentences]

    @cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """The gate keys of each sentence, by sentence index."""
        return tuple(words_of(s.span.of(self.document.text)) for s in self.analysis.sentences)

    def sentences_for(self, *sets: PhraseSet) -> Iterable[Sentence]:
        """The sentences, in order, that can hold a phrase of one of the sets: a look-up a word instead of one a sentence."""
        sentences = self.analysis.sentences
        if not all(phrases.is_gated for phrases in sets):
            return sentences
        found = {
            i for phrases in sets for key in self._places.keys() & phrases.keys for i in self._places[key]
        }
        return [sentences[i] for i in sorted(found)]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Where each gate key stands, by sentence index."""
        places: dict[str, list[int]] = {}
        for index, keys in enumerate(self.keys):
            for key in keys:
                places.setdefault(key, []).append(index)
        return places

    @cached_property
    def shares(self) -> Mapping[int, tuple[int, ...]]:
        """Where shares of people stand ("eight in ten", "91 %"), in their order, by sentence index; 100 % is none."""
        return {
            s.sentence: tuple(sorted(f.span.start for f in s.figures if _is_share(f)))
            for s in reversed(self._judged_figures)
            if any(_is_share(f) for f in s.figures)
        }

    def has_share(self, sentence: Sentence, before: int | None = None) -> bool:
        """Whether a sentence tells a share of people, in front of the offset `before` if one is given."""
        shares = self.shares.get(sentence.index, ())
        return bool(shares) and (before is None or shares[0] < before)

    def evidence(self, sentence: Sentence) -> Evidence:
        """What supports a sentence: of a statistic a reading may know more than the rules of words."""
        return self._evidence.get(sentence.index, sentence.evidence)

    @cached_property
    def _evidence(self) -> Mapping[int, Evidence]:
        return {s.sentence: s.evidence for s in self.analysis.statistics}

    @cached_property
    def _figured(self) -> frozenset[int]:
        """The indexes of the sentences that give a figure."""
        return frozenset(s.sentence for s in self._judged_figures)

    @cached_property
    def _judged_figures(self) -> tuple[Statistic, ...]:
        """The statistics but for those that the rules for figures let pass by their reading: to them nothing can be left."""
        return tuple(s for s in self.analysis.statistics if not s.reads_otherwise)

    def has_figure(self, sentence: Sentence) -> bool:
        """Whether a sentence gives a figure about people, risk or outcome."""
        return sentence.index in self._figured

    def words(self, span: Span) -> str:
        """The words at a span."""
        return span.of(self.document.text)

    def block(self, sentence: Sentence) -> Block:
        """The block in which a sentence begins."""
        return self.document.blocks[sentence.block]


@dataclass(frozen=True, slots=True)
class Flag:
    """A verdict that becomes a finding. `message` names the rule's message; empty means the outcome's own."""

    span: Span | None
    trigger: Span | None
    outcome: Outcome = Outcome.VIOLATION
    message: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    grade: Grade | None = None
    evidence: str = ""
    severity: Severity | None = None
    """Set when the case weighs differently from the rule's own severity."""
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """What was seen and let pass. `reason` names a sentence in `rules/_texts.yaml`; the page as a whole has no `span`."""

    span: Span | None
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unlike:
    """Words that other rules of its category flag, in a sentence that reads so little like such a claim that they are let pass."""

    span: Span


@dataclass(frozen=True, slots=True)
class Alike:
    """A sentence that reads so surely like a claim of the rule's category that what its words are said of clears none of them."""

    span: Span
    is_unsupported: bool = False
    """Whether a source that other rules see in it does not either."""


def _is_share(figure: Figure) -> bool:
    return figure.kind in {FigureKind.PERCENTAGE, FigureKind.RATIO} and "100" not in figure.quote


Verdict = Flag | Pass | Unlike | Alike
Examine = Callable[[Subject], Iterable[Verdict]]
