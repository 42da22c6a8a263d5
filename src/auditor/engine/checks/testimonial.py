"""`testimonial`: patients' or customers' stories, ratings and generalised experience used as proof.

Example: “I walk again!” — Bea, 71; “4.9 out of 5 from 300 reviews”; “our clients tell us they sleep at last”.
A clinician's definition in quotation marks is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.stance import JUDGED, Stance, stance_reader
from auditor.engine.checks.testimonial_answered import Answering
from auditor.engine.checks.told import is_of_staff, joined, scattered_scores
from auditor.model.analysis import Grade, Voice
from auditor.model.document import BlockKind
from auditor.model.finding import Outcome, Severity
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon

NEAR_BLOCKS = 2
"""Typical results count for a story when they stand within so many blocks of it."""

_PASSED_OVER = frozenset({"crowd-effect", "story"})
"""Where words of these kinds are none after all, the sentence may hold others."""

_OF_MANY = frozenset({"crowd", "crowd-effect", "hint"})
"""Where a share of people is told, the rules for figures ask for its source."""

_TOLD = frozenset({"crowd", "crowd-effect"})
"""What a named study, register or survey counted of its people is a finding."""

_SPOKEN = frozenset({Voice.PATIENT, Voice.QUOTED})

SIGNATURE_WORDS = 9
"""“Dad of a 15-year-old, Oregon”: nobody signs with more."""

SHARED_LETTERS = 5
"""Two words speak of the same result when they begin with the same letters, this many."""

_ATTRIBUTION = regex.compile(r"^[\s)*_]*(?:[—–―~]|-{1,2})\s*\S")
_OPENING = regex.compile(r"^[\s*_>★☆⭐]*[“\"‘'«]")
_CLOSING = regex.compile(r"[”\"’'»]")
_ENDED = regex.compile(r"[.!?…][\s”\"’')*_]*$(?<![A-Z]\.)")
_CONTENT_WORD = regex.compile(r"\p{L}{5,}")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`ratings` are scores and counts of reviews; `crowds` is experience told of patients in general.

    `crowd_effects` are the same with verbs that also tell of side effects: they count when the sentence holds one
    of `benefits` and none of `complaints`. `surveyed` is what people answer to a survey: a share of them, or a survey
    that is named, makes it a figure. `stories` are cases told in the third person. `typical` marks a
    statement of what people can generally expect. Under headings with `answered` words, and in those that open with one
    of the `objections`, a quotation only gives the page something to answer. Under `script_leads`, behind
    `script_verbs` and where it asks one of the `scripts`, it offers words to be said to somebody. Where it is signed with a
    name (and not with one of the `replies`) or with `signed` words, it is answered by nobody. Somebody whose name stands in one of the
    `staff` phrases on the page is no patient. A remark on `service_only` (parking, the reception) without one of the `clinical` words is left to a person.
    """

    ratings: list[str]
    crowds: list[str]
    crowd_effects: list[str]
    benefits: list[str]
    complaints: list[str]
    stories: list[str]
    surveyed: list[str] = []
    review: list[str] = []
    unless: list[str] = []
    typical: list[str] = []
    answered: list[str] = []
    objections: list[str] = []
    script_leads: list[str] = []
    script_verbs: list[str] = []
    scripts: list[str] = []
    signed: list[str] = []
    replies: list[str] = []
    staff: list[str] = []
    service_only: list[str] = []
    clinical: list[str] = []


@dataclass(frozen=True)
class _Judge:
    ratings: PhraseSet
    crowds: PhraseSet
    effects: PhraseSet
    benefits: PhraseSet
    complaints: PhraseSet
    stories: PhraseSet
    surveyed: PhraseSet
    review: PhraseSet
    unless: PhraseSet
    typical: PhraseSet
    answering: Answering
    staff: PhraseSet
    service_only: PhraseSet
    clinical: PhraseSet
    stance: Stance

    def spoken(self, subject: Subject) -> Iterator[Verdict]:
        """Yield one verdict for each quotation of a patient."""
        for run in _runs(subject):
            span = run[0].span.cover(run[-1].span)
            trigger = _said(run)
            expected = self._typical_beside(subject, run)
            if self.answering.meets(subject, run):
                yield Pass(trigger, "question")
            elif self.answering.is_script(subject, run):
                yield Pass(trigger, "mention")
            elif self._is_about_service(subject, trigger):
                yield Flag(span, trigger, Outcome.NEEDS_REVIEW, "service", severity=Severity.LOW)
            elif expected is None:
                yield Flag(span, trigger, message="story")
            else:
                yield Flag(span, trigger, Outcome.NEEDS_REVIEW, evidence=subject.words(expected))

    def _is_about_service(self, subject: Subject, said: Span) -> bool:
        text = subject.document.text
        if not self.service_only.find(text, said.start, said.end):
            return False
        return not self.clinical.find(text, said.start, said.end)

    def told(
        self, subject: Subject, sentence: Sentence, *, is_signature: bool
    ) -> tuple[Verdict, bool] | None:
        """Return the verdict on ratings, general experience and case stories in the page's own voice, and if it is a story.

        A name under a quotation is no story of its own; a score under it is still a score.
        """
        text, span, keys = subject.document.text, sentence.span, subject.keys[sentence.index]
        kinds = [
            (self.ratings, Outcome.VIOLATION, "rating"),
            (self.surveyed, Outcome.VIOLATION, "crowd"),
            (self.crowds, Outcome.VIOLATION, "crowd"),
        ]
        if not is_signature:
            kinds += [
                (self.effects, Outcome.VIOLATION, "crowd-effect"),
                (self.stories, Outcome.VIOLATION, "story"),
                (self.review, Outcome.NEEDS_REVIEW, "hint"),
            ]
        found = [
            (m, outcome, kind)
            for phrases, outcome, kind in kinds
            for m in phrases.find(text, span.start, span.end, keys)
        ]
        passed: Verdict | None = None
        for match, outcome, kind in found:
            trigger = Span(match.trigger_start, match.trigger_end)
            verdict = self._objection(subject, sentence, trigger, kind)
            if verdict is None:
                doubtful = sentence.evidence.grade.rank >= Grade.NAMED.rank or outcome is Outcome.NEEDS_REVIEW
                flag = Flag(span, trigger, Outcome.NEEDS_REVIEW if doubtful else outcome)
                return flag, kind == "story"
            if kind not in _PASSED_OVER:
                return verdict, False
            passed = passed or (verdict if kind == "story" else None)
        return (passed, False) if passed else None

    def sentences(self, subject: Subject) -> Iterator[tuple[Sentence, Verdict, bool]]:
        """Yield what is told in the page's own voice, sentence by sentence."""
        for sentence, is_signature in _unspoken(subject):
            verdict = self.told(subject, sentence, is_signature=is_signature)
            if verdict is not None:
                yield sentence, *verdict

    def _objection(self, subject: Subject, sentence: Sentence, trigger: Span, kind: str) -> Pass | None:
        text, span, keys = subject.document.text, sentence.span, subject.keys[sentence.index]
        has_other_meaning = any(
            m.start < trigger.end and trigger.start < m.end
            for m in self.unless.find(text, span.start, span.end)
        )
        if has_other_meaning or (kind == "story" and is_of_staff(subject, trigger, self.staff)):
            return Pass(trigger, "context")
        counted = self._as_figure(subject, sentence, trigger, kind)
        if counted is not None:
            return counted
        if kind == "crowd-effect":
            gains = self.benefits.find(text, trigger.end, span.end, keys)
            if not gains or self.complaints.find(text, trigger.end, gains[0].start, keys):
                return Pass(trigger, "clinical")
        if sentence.voice is not Voice.ASSERTED or any(n.holds(trigger.start) for n in sentence.negations):
            return self.stance.objection(text, sentence, trigger)
        if kind == "crowd-effect":
            return self._of_a_study(sentence, trigger) or self.stance.hedged(text, sentence, trigger)
        return None

    def _as_figure(self, subject: Subject, sentence: Sentence, trigger: Span, kind: str) -> Pass | None:
        """What was counted of people is left to the rules for figures."""
        if kind in _OF_MANY and subject.has_share(sentence):
            return Pass(trigger, "judged-as-figure")
        if kind in _TOLD and subject.has_figure(sentence):
            return self._of_a_study(sentence, trigger)
        return None

    def _of_a_study(self, sentence: Sentence, trigger: Span) -> Pass | None:
        if sentence.evidence.grade.rank < Grade.NAMED.rank:
            return None
        return Pass(trigger, "study-finding")

    def _typical_beside(self, subject: Subject, run: Sequence[Sentence]) -> Span | None:
        """Return a sentence near a story that says how people usually fare with the same result."""
        told = {w for s in run for w in _stems(subject.words(s.span))}
        for other in _neighbours(subject, run):
            if other.voice is Voice.ASSERTED and told & _stems(subject.words(other.span)):
                span = other.span
                if self.typical.first(subject.document.text, span.start, span.end, subject.keys[other.index]):
                    return span
        return None


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    judge = _Judge(
        ratings=compile_phrases(params.ratings, lexicon.lists),
        crowds=compile_phrases(params.crowds, lexicon.lists),
        effects=compile_phrases(params.crowd_effects, lexicon.lists),
        benefits=compile_phrases(params.benefits, lexicon.lists),
        complaints=compile_phrases(params.complaints, lexicon.lists),
        stories=compile_phrases(params.stories, lexicon.lists),
        surveyed=compile_phrases(params.surveyed, lexicon.lists),
        review=compile_phrases(params.review, lexicon.lists),
        unless=compile_phrases(params.unless, lexicon.lists),
        typical=compile_phrases(params.typical, lexicon.lists),
        answering=Answering(
            compile_phrases(params.answered, lexicon.lists),
            compile_phrases(params.objections, lexicon.lists),
            compile_phrases(params.script_leads, lexicon.lists),
            compile_phrases(params.script_verbs, lexicon.lists),
            compile_phrases(params.scripts, lexicon.lists),
            compile_phrases(params.signed, lexicon.lists),
            compile_phrases(params.replies, lexicon.lists),
        ),
        staff=compile_phrases(params.staff, lexicon.lists),
        service_only=compile_phrases(params.service_only, lexicon.lists),
        clinical=compile_phrases(params.clinical, lexicon.lists),
        stance=stance_reader(lexicon),
    )

    def examine(subject: Subject) -> Iterator[Verdict]:
        if not subject.analysis.promoter.is_selling:
            return
        yield from judge.spoken(subject)
        yield from joined(judge.sentences(subject))
        for span in scattered_scores(subject, judge.ratings):
            yield Flag(span, span)

    return examine


def _unspoken(subject: Subject) -> Iterator[tuple[Sentence, bool]]:
    """Yield what the page says in its own voice, each with whether it looks like the line that signs a quotation."""
    before: Sentence | None = None
    for sentence in subject.analysis.sentences:
        is_signature = before is not None and _signs(subject, before, sentence)
        if sentence.role in JUDGED and sentence.voice not in _SPOKEN:
            yield sentence, is_signature
        before = sentence if sentence.voice in _SPOKEN else None


def _runs(subject: Subject) -> Iterator[list[Sentence]]:
    """Yield the sentences of each quotation together; attribution lines end one and belong to none."""
    run: list[Sentence] = []
    before: list[Sentence] = []
    for sentence in subject.analysis.sentences:
        is_spoken = sentence.voice is Voice.PATIENT and sentence.role in JUDGED
        words = subject.words(sentence.span)
        is_signature = bool(before) and _signs(subject, before[-1], sentence)
        if run and not (is_spoken and not is_signature and _goes_on(subject, run[-1], sentence, words)):
            yield run
            run = []
        is_title = subject.block(sentence).kind is BlockKind.HEADING and not sentence.quotes
        if is_spoken and not is_title and not is_signature and not _ATTRIBUTION.match(words):
            run.append(sentence)
        before = [sentence] if is_spoken and not is_signature else []
    if run:
        yield run


def _signs(subject: Subject, said: Sentence, sentence: Sentence) -> bool:
    """Whether a line under spoken words is who said them: a few words, not spoken, without a full stop."""
    words = subject.words(sentence.span)
    is_below = sentence.block == said.block + 1
    # All of a quotation set apart counts as quoted, and so does who signs it.
    is_set_apart = bool(sentence.quotes) and not _OPENING.match(words) and _is_closed(subject, said)
    return (
        is_below
        and (is_set_apart or not sentence.quotes)
        and len(words.split()) <= SIGNATURE_WORDS
        and not _ENDED.search(words)
    )


def _is_closed(subject: Subject, said: Sentence) -> bool:
    return bool(said.quotes) and bool(_CLOSING.search(subject.words(said.span)[-2:]))


def _goes_on(subject: Subject, last: Sentence, sentence: Sentence, words: str) -> bool:
    """Whether a spoken sentence belongs to the quotation of the one before it."""
    if _ATTRIBUTION.match(words):
        return False
    is_closed = _is_closed(subject, last)
    if sentence.block != last.block:
        is_another = bool(sentence.quotes) and not _is_open(subject, last)
        return bool(last.quotes) and not (is_closed or is_another) and sentence.block == last.block + 1
    return not (is_closed and _OPENING.match(words))


def _is_open(subject: Subject, last: Sentence) -> bool:
    """Whether a quotation is still open where its sentence ends; behind one that is closed, somebody may have signed."""
    return not _CLOSING.search(subject.words(last.quotes[-1])[-1:])


def _said(run: Sequence[Sentence]) -> Span:
    """The quoted words of a run, or all of it when it has no quotation marks."""
    quoted = [q for s in run for q in s.quotes]
    return quoted[0].cover(quoted[-1]) if quoted else run[0].span.cover(run[-1].span)


def _neighbours(subject: Subject, run: Sequence[Sentence]) -> Iterator[Sentence]:
    sentences = subject.analysis.sentences
    for step, start in ((-1, run[0].index - 1), (1, run[-1].index + 1)):
        at = start
        while 0 <= at < len(sentences) and abs(sentences[at].block - run[0].block) <= NEAR_BLOCKS:
            yield sentences[at]
            at += step


def _stems(words: str) -> frozenset[str]:
    return frozenset(m.group()[:SHARED_LETTERS].casefold() for m in _CONTENT_WORD.finditer(words))
