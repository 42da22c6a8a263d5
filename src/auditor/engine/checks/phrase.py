"""`phrase`: words that are to be avoided wherever they stand, with the contexts that are left alone.

Example: labels for people such as “addicts”, but not inside the names of organisations or in quotation
as a term to avoid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.setting import OnlyIf, Said, Setting, compile_setting
from auditor.engine.checks.stance import Stance, stance_reader
from auditor.model.analysis import Role, Voice
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.persons import persons_of
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

LABEL_WORDS = 3
"""Up to so many words in quotation marks are a label held up to the light, not speech."""
QUOTED_SLACK = 1
"""A full stop behind a sentence that is all quoted."""
MARKS = 2
"""The quotation marks themselves."""

_JUDGED = frozenset({Role.BODY, Role.NOTE})
_ASKED_OR_QUOTED = {Voice.QUESTION: "question", Voice.QUOTED: "quoted"}


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to avoid, and what to write instead."""

    avoid: list[str]
    use: str


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phrases` are flagged, `review` only with `needs-review`; `unless` are contexts that clear a phrase they overlap.

    `wordings` and `review_wordings` are the same with a suggestion for each. `unless_near` are words that clear
    the sentence when they stand anywhere in it or in the sentences beside it. `only_if` says on which pages and
    beside which words the phrases count, `unless_said` what satisfies the rule when it is said within reach.
    """

    phrases: list[str] = []
    review: list[str] = []
    wordings: list[Wording] = []
    review_wordings: list[Wording] = []
    unless: list[str] = []
    unless_near: list[str] = []
    only_if: OnlyIf | None = None
    unless_said: list[Said] = []
    in_quotations: bool = False
    """Whether words in a patient's mouth count too."""
    patients_for_review: bool = False
    """Whether a patient's words count too, and are for review where they speak of the patient ("I was …")."""
    spares_labels: bool = False
    """Whether a few words in quotation marks are held up to the light rather than said."""
    beside_crisis_line: bool = True
    """Whether the words count beside a public crisis line, where they are advice."""
    crisis_advice: list[str] = []
    """The words that are advice there and in an emergency; talk of places and prices is none. Empty: all words."""
    respects_negation: bool = False
    """Whether words that the sentence denies are let pass."""
    respects_hedges: bool = False
    """Whether words that the sentence weakens (may, designed to, in some people) are let pass."""
    asserted_only: bool = False
    """Whether words count only where the page itself asserts them, not where it asks or quotes somebody."""
    small_print: bool = False
    """Whether legal notices are read too: terms, conditions, forms."""
    spares_vacancies: bool = False
    """Whether advertisements for staff are let pass: what presses somebody to apply for a job presses nobody to buy."""
    invited: list[str] = []
    """Which of the words count only beside an invitation in their block: “time is brain” is medicine's own saying."""
    invitations: list[str] = []
    once_a_sentence: bool = False
    """Whether several phrases in one sentence are one finding."""
    once_a_page: bool = False
    """Whether the same words are flagged in one place of a page only: where they weigh most, else where they come first."""


@dataclass(frozen=True)
class _Judge:
    firm: PhraseSet
    soft: PhraseSet
    unless: PhraseSet
    unless_near: PhraseSet
    advice: PhraseSet
    invited: PhraseSet
    invitations: PhraseSet
    setting: Setting
    stance: Stance | None
    """Set where hedges let words pass."""
    suggestions: Mapping[str, str]
    params: Params

    def verdicts(self, subject: Subject, sentence: Sentence) -> Iterator[Verdict]:
        """Yield the verdicts on one sentence, in reading order."""
        found = self._found(subject, sentence)
        if not found or not self.setting.concerns(subject, sentence):
            return
        text, span = subject.document.text, sentence.span
        cleared = [
            Span(m.start, m.end)
            for m in self.unless.find(text, span.start, span.end, subject.keys[sentence.index])
        ]
        flagged = False
        for match, outcome in found:
            trigger = Span(match.trigger_start, match.trigger_end)
            passed = (
                Pass(trigger, "context")
                if any(trigger.overlaps(c) for c in cleared)
                else self._pass(subject, sentence, trigger)
            )
            if passed:
                yield passed
            elif not (flagged and self.params.once_a_sentence):
                flagged = True
                softened = self.setting.answer(subject, sentence) is not None or self._is_of_oneself(
                    subject, sentence
                )
                yield Flag(
                    span,
                    trigger,
                    Outcome.NEEDS_REVIEW if softened else outcome,
                    suggestion=self.suggestions.get(match.phrase.source),
                )

    def _found(self, subject: Subject, sentence: Sentence) -> list[tuple[Match, Outcome]]:
        """Return matches that do not overlap; firm words come before doubtful ones, longer before shorter."""
        text, span, keys = subject.document.text, sentence.span, subject.keys[sentence.index]
        kept: list[tuple[Match, Outcome]] = []
        for phrases, outcome in ((self.firm, Outcome.VIOLATION), (self.soft, Outcome.NEEDS_REVIEW)):
            for match in sorted(
                phrases.find(text, span.start, span.end, keys), key=lambda m: (m.start - m.end, m.start)
            ):
                if not any(match.start < k.end and k.start < match.end for k, _ in kept):
                    kept.append((match, outcome))
        return sorted(kept, key=lambda k: k[0].start)

    def _pass(self, subject: Subject, sentence: Sentence, trigger: Span) -> Pass | None:
        """Return why the words are let pass, or None."""
        for reason, holds in self._reasons(subject, sentence, trigger):
            if holds:
                return Pass(trigger, reason)
        hedged = self.stance and self.stance.hedged(subject.document.text, sentence, trigger)
        if hedged:
            return hedged
        answer = self.setting.answer(subject, sentence)
        return Pass(trigger, "said", {"words": answer[0]}) if answer and not answer[1] else None

    def _reasons(self, subject: Subject, sentence: Sentence, trigger: Span) -> Iterator[tuple[str, bool]]:
        """Yield the reasons to let words pass, cheapest first, each with whether it holds."""
        params = self.params
        yield "not-selling", self.setting.is_idle(subject)
        yield "mention", sentence.voice is Voice.MENTION
        yield "vacancy", params.spares_vacancies and sentence.block in subject.analysis.vacancies
        asked = _ASKED_OR_QUOTED.get(sentence.voice) if params.asserted_only else None
        yield asked or "", asked is not None
        yield "patient-words", sentence.voice is Voice.PATIENT and not self._hears_patients()
        yield "negated", params.respects_negation and any(n.holds(trigger.start) for n in sentence.negations)
        yield (
            "mention",
            params.spares_labels and any(_is_label(subject, q, trigger, sentence) for q in sentence.quotes),
        )
        yield "context", self._is_uninvited(subject, sentence, trigger)
        if not self._is_advice(subject, trigger):
            return
        yield "emergency", bool(self.unless_near) and self._is_near(subject, sentence)
        yield "crisis-advice", not params.beside_crisis_line and _crisis_line_beside(subject, sentence)

    def _is_advice(self, subject: Subject, trigger: Span) -> bool:
        """Whether the words may be advice for an emergency rather than talk of places and prices."""
        is_any = not self.params.crisis_advice
        return is_any or bool(self.advice.find(subject.document.text, trigger.start, trigger.end))

    def _is_uninvited(self, subject: Subject, sentence: Sentence, trigger: Span) -> bool:
        """Whether the words press nobody by themselves, and their block asks nobody to come."""
        text, block = subject.document.text, subject.block(sentence).span
        if not self.invited.find(text, trigger.start, trigger.end):
            return False
        return self.invitations.first(text, block.start, block.end) is None

    def _hears_patients(self) -> bool:
        return self.params.in_quotations or self.params.patients_for_review

    def _is_of_oneself(self, subject: Subject, sentence: Sentence) -> bool:
        """Whether a patient says it of himself, and that is for review."""
        is_heard = self.params.patients_for_review and sentence.voice is Voice.PATIENT
        return is_heard and bool(persons_of(sentence.language).told.search(subject.words(sentence.span)))

    def _is_near(self, subject: Subject, sentence: Sentence) -> bool:
        sentences = subject.analysis.sentences
        for other in sentences[max(0, sentence.index - 1) : sentence.index + 2]:
            keys, span = subject.keys[other.index], other.span
            if self.unless_near.first(subject.document.text, span.start, span.end, keys):
                return True
        return False


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    firm = {p: w.use for w in params.wordings for p in w.avoid}
    soft = {p: w.use for w in params.review_wordings for p in w.avoid}
    judge = _Judge(
        firm=compile_phrases([*params.phrases, *firm], lexicon.lists),
        soft=compile_phrases([*params.review, *soft], lexicon.lists),
        unless=compile_phrases(params.unless, lexicon.lists),
        unless_near=compile_phrases(params.unless_near, lexicon.lists),
        advice=compile_phrases(params.crisis_advice, lexicon.lists),
        invited=compile_phrases(params.invited, lexicon.lists),
        invitations=compile_phrases(params.invitations, lexicon.lists),
        setting=compile_setting(params.only_if, params.unless_said, lexicon),
        stance=stance_reader(lexicon) if params.respects_hedges else None,
        suggestions={**soft, **firm},
        params=params,
    )

    judged = _JUDGED | {Role.LEGAL} if params.small_print else _JUDGED

    def examine(subject: Subject) -> Iterator[Verdict]:
        for sentence in subject.sentences_for(judge.firm, judge.soft):
            if sentence.role in judged:
                yield from judge.verdicts(subject, sentence)

    if params.once_a_page:
        return lambda subject: _once_a_page(subject, list(examine(subject)))
    return examine


def _once_a_page(subject: Subject, verdicts: list[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts with one flag for the same words; their other places are let pass."""
    kept: dict[str, Flag] = {}
    for flag in (v for v in verdicts if isinstance(v, Flag)):
        first = kept.setdefault(_folded(subject, flag.trigger), flag)
        if first.outcome is Outcome.NEEDS_REVIEW and flag.outcome is Outcome.VIOLATION:
            kept[_folded(subject, flag.trigger)] = flag
    for verdict in verdicts:
        if not isinstance(verdict, Flag) or kept[_folded(subject, verdict.trigger)] is verdict:
            yield verdict
        elif verdict.trigger:
            yield Pass(verdict.trigger, "flagged-elsewhere")


def _folded(subject: Subject, span: Span | None) -> str:
    return " ".join(subject.words(span).casefold().split()) if span else ""


def _is_label(subject: Subject, quote: Span, trigger: Span, sentence: Sentence) -> bool:
    """Whether a few quoted words are held up in a sentence; a sentence that is all quoted is said by somebody."""
    is_all = len(sentence.span) - len(quote) <= QUOTED_SLACK
    is_said = is_all and len(quote) - len(trigger) > MARKS + QUOTED_SLACK
    return not is_said and quote.contains(trigger) and len(subject.words(quote).split()) <= LABEL_WORDS


def _crisis_line_beside(subject: Subject, sentence: Sentence) -> bool:
    """Whether a public crisis line stands in the same block or the next one."""
    blocks = subject.document.blocks
    start = blocks[max(0, sentence.block - 1)].span.start
    end = blocks[min(len(blocks) - 1, sentence.block + 1)].span.end
    near = Span(start, end)
    return any(c.resource is not None and near.overlaps(c.span) for c in subject.analysis.contacts)
