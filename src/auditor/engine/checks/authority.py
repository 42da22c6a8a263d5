"""`authority`: somebody unnamed is called as a witness (“studies show”, “doctors recommend”) and no source stands with it.

Example: “Studies show that yoga eases withdrawal” is flagged; the same with a named study, a link or a mark is
not, nor is “studies have not shown …” or “our doctors recommend that you fast”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.stance import JUDGED, Stance, stance_reader
from auditor.model.analysis import Grade, Voice
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phrases` call an unnamed witness, `review` may; `unless` are contexts that clear a phrase they overlap.

    `doubts` are words by which the sentence says that the evidence is missing or unsettled. `weak_when_hedged`
    are phrases that an adverb such as “usually” turns into ordinary health information.
    """

    phrases: list[str]
    review: list[str] = []
    unless: list[str] = []
    doubts: list[str] = []
    weak_when_hedged: list[str] = []


@dataclass(frozen=True)
class _Judge:
    firm: PhraseSet
    soft: PhraseSet
    unless: PhraseSet
    doubts: PhraseSet
    weak: PhraseSet
    stance: Stance

    def verdict(self, subject: Subject, sentence: Sentence) -> Verdict | None:
        """Return the verdict on the first unnamed witness of a sentence, None when there is none."""
        text, span = subject.document.text, sentence.span
        keys = subject.keys[sentence.index]
        found = [(m, Outcome.VIOLATION) for m in self.firm.find(text, span.start, span.end, keys)]
        found += [(m, Outcome.NEEDS_REVIEW) for m in self.soft.find(text, span.start, span.end, keys)]
        if not found:
            return None
        verdicts = [self._judged(subject, sentence, m, o) for m, o in found]
        return next((v for v in verdicts if isinstance(v, Flag)), verdicts[0])

    def _judged(self, subject: Subject, sentence: Sentence, match: Match, outcome: Outcome) -> Verdict:
        text, span = subject.document.text, sentence.span
        trigger = Span(match.trigger_start, match.trigger_end)
        if any(
            m.start < trigger.end and trigger.start < m.end
            for m in self.unless.find(text, span.start, span.end)
        ):
            return Pass(trigger, "context")
        objection = self._objection(text, sentence, trigger)
        if objection is not None:
            return objection
        grade = sentence.evidence.grade
        if grade.rank >= Grade.NAMED.rank:
            return Pass(trigger, "cited")
        if subject.has_figure(sentence):
            return Pass(trigger, "judged-as-figure")
        return Flag(sentence.span, trigger, outcome, grade=Grade.VAGUE)

    def _objection(self, text: str, sentence: Sentence, trigger: Span) -> Pass | None:
        if self.doubts.find(text, sentence.span.start, sentence.span.end):
            return Pass(trigger, "uncertain")
        is_denied = any(n.holds(trigger.start) for n in sentence.negations)
        if sentence.voice is not Voice.ASSERTED or (is_denied and not _closes(text, sentence, trigger)):
            return self.stance.objection(text, sentence, trigger)
        if self.weak.find(text, trigger.start, trigger.end):
            return self.stance.hedged(text, sentence, trigger)
        return None


def _closes(text: str, sentence: Sentence, trigger: Span) -> bool:
    """Whether a witness is called behind the statement (“…, most dentists agree.”), where nothing in it denies them."""
    is_parted = trigger.of(text).startswith(",") or text[
        sentence.span.start : trigger.start
    ].rstrip().endswith(",")
    return is_parted and not text[trigger.end : sentence.span.end].strip(' .!”"')


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    judge = _Judge(
        firm=compile_phrases(params.phrases, lexicon.lists),
        soft=compile_phrases(params.review, lexicon.lists),
        unless=compile_phrases(params.unless, lexicon.lists),
        doubts=compile_phrases(params.doubts, lexicon.lists),
        weak=compile_phrases(params.weak_when_hedged, lexicon.lists),
        stance=stance_reader(lexicon),
    )

    def examine(subject: Subject) -> Iterator[Verdict]:
        for sentence in subject.analysis.sentences:
            if sentence.role in JUDGED:
                verdict = judge.verdict(subject, sentence)
                if verdict is not None:
                    yield verdict

    return examine
