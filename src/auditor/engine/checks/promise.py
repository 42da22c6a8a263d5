"""`promise`: words that promise a cure, certainty, permanence, total safety or painlessness of what is sold.

Example: “The implant eliminates cravings for good” is a promise; “naloxone reverses an overdose”, “we cannot
promise a cure” and “if you want to stop smoking for good” are none.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.stance import JUDGED, Stance, stance_reader
from auditor.model.analysis import Grade, Voice
from auditor.model.finding import Outcome, Severity
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.clauses import words_after, words_before
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match


PURPOSE_WORDS = 8
"""A purpose reaches over so many words of a list: “ways to prevent, treat and one day cure it”."""

SUBJECT_WORDS = 6
"""The subject of a verb stands within so many words before it."""


_OPENING = " \n\t*•✓✔–-"
"""What may stand before the first word of a line."""


JOINED_SUBJECT_WORDS = 3
"""Of a second verb (“It balances hormones and cures …”) the subject stands at the head alone; the first verb's object is none."""


LIMIT_WORDS = 3
"""So many words stand at most before a share: “in more than nine cases out of ten”."""

_THOUGHT_OR_ASIDE = regex.compile(r";|[(\[][^()\[\]]*[)\]]")
"""A semicolon ends what a share is said of (“A third of women leak; our chair cures it”), but not within brackets."""

ROW_WORDS = 5
"""What one word of a row denies, with that word and the joint: “no loss of work and …”."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phrases` promise outright, `effects` unless medicine does it, `review` may; `unless` are contexts that clear a phrase they overlap.

    `deeds` are what something does to an ill or an organ: a person looks at them, and only where what is sold does it
    (`sold`, the promoter's names, or nobody: “Prevents heart attacks”).
    `despite_hedges` are promises that “may” does not rescue (disease claims of products); they then need review.
    `agents` are medicines, organs and natural processes: what they do is medicine. `conditions` are the words
    that make the rest of a comma phrase a condition, a wish or an instruction, `purposes` make the next words an aim. `study_cues` mark a study's finding.
    """

    phrases: list[str]
    effects: list[str] = []
    deeds: list[str] = []
    sold: list[str] = []
    review: list[str] = []
    refunds: list[str] = []
    short_questions: list[str] = []
    short_answers: list[str] = []
    unless: list[str] = []
    despite_hedges: list[str] = []
    agents: list[str] = []
    conditions: list[str] = []
    purposes: list[str] = []
    study_cues: list[str] = []
    provisos: list[str] = []
    """What a promise behind which they stand hangs on in the reader: a person weighs it."""
    aspiring: list[str] = []
    """Words that invite the reader to imagine; what follows them is for a person to weigh."""


class _Turns(NamedTuple):
    """How a sentence says who promises."""

    aim: regex.Pattern[str]
    """An infinitive, or a row of them, is what somebody wants: “to maintain health and prevent illness”."""
    merit: regex.Pattern[str]
    """A verb whose subject is left out."""
    joined: regex.Pattern[str]
    limited: regex.Pattern[str]
    """What stands between a promise and the share of people it held for."""
    next_subject: regex.Pattern[str]
    """Where a sentence goes on with something else: “… and the crowns last for life”."""
    denial: regex.Pattern[str]
    denied_row: regex.Pattern[str]
    """What is denied first in a row, with the joint before the second."""


@lru_cache(maxsize=4)
def _turns(lexicon: Lexicon) -> _Turns:
    names = ("aims", "merits", "joints", "limits", "row-negators", "subjects")
    aims, merits, joints, limits, negators, subjects = (
        one_of(lexicon.words(f"promise-{name}")) for name in names
    )
    return _Turns(
        aim=regex.compile(rf"\b{aims}\s*$", regex.IGNORECASE),
        merit=regex.compile(rf"{merits}\b"),
        joined=regex.compile(rf"\b{joints}\s+$", regex.IGNORECASE),
        limited=regex.compile(rf"[^.,;:]*\b{limits}\s(?:\w+\s){{0,{LIMIT_WORDS}}}", regex.IGNORECASE),
        denial=regex.compile(rf"\b{negators}\b", regex.IGNORECASE),
        next_subject=regex.compile(rf"\b{joints}\s+{subjects}\s", regex.IGNORECASE),
        denied_row=regex.compile(rf"\b{negators}\b[^.,;:]*\b{joints}\s+$", regex.IGNORECASE),
    )


@dataclass(frozen=True)
class _Judge:
    """The compiled phrases of one rule."""

    firm: PhraseSet
    effects: PhraseSet
    deeds: PhraseSet
    sold: PhraseSet
    soft: PhraseSet
    refunds: PhraseSet
    questions: PhraseSet
    answers: PhraseSet
    unless: PhraseSet
    stubborn: PhraseSet
    agents: PhraseSet
    conditions: PhraseSet
    purposes: PhraseSet
    study: PhraseSet
    aspiring: PhraseSet
    provisos: PhraseSet
    stance: Stance
    turns: _Turns

    @cached_property
    def _effect_sources(self) -> frozenset[str]:
        return frozenset(p.source for p in (*self.effects.phrases, *self.deeds.phrases))

    @cached_property
    def _deed_sources(self) -> frozenset[str]:
        return frozenset(p.source for p in self.deeds.phrases)

    @cached_property
    def _refund_sources(self) -> frozenset[str]:
        return frozenset(p.source for p in self.refunds.phrases)

    def verdicts(self, subject: Subject, sentence: Sentence) -> Iterator[Verdict]:
        """Yield one verdict a clause: the first promise nothing speaks against, or why there is none."""
        text, span = subject.document.text, sentence.span
        keys = subject.keys[sentence.index]
        refunds = self.refunds.find(text, span.start, span.end, keys)
        deeds = self.deeds.find(text, span.start, span.end, keys)
        soft = [*self.soft.find(text, span.start, span.end, keys), *refunds]
        effects = self.effects.find(text, span.start, span.end, keys)
        firm = [*self.firm.find(text, span.start, span.end, keys), *effects]
        firm = [m for m in sorted(firm, key=lambda m: m.start) if not _is_within(m, soft)]
        found = [(m, Outcome.VIOLATION) for m in firm] + [(m, Outcome.NEEDS_REVIEW) for m in [*soft, *deeds]]
        if not found:
            return
        cleared = [Span(m.start, m.end) for m in self.unless.find(text, span.start, span.end, keys)]
        by_clause: dict[Span, list[tuple[Match, Outcome]]] = {}
        for match, outcome in found:
            clause = self.stance.clauses.around(text, span, match.trigger_start)
            by_clause.setdefault(clause, []).append((match, outcome))
        for clause in sorted(by_clause):
            here = by_clause[clause]
            verdicts = [self._verdict(subject, sentence, clause, m, o, cleared) for m, o in here]
            yield next((v for v in verdicts if isinstance(v, Flag)), verdicts[0])

    def _verdict(
        self,
        subject: Subject,
        sentence: Sentence,
        clause: Span,
        match: Match,
        outcome: Outcome,
        cleared: list[Span],
    ) -> Verdict:
        text = subject.document.text
        trigger = Span(match.trigger_start, match.trigger_end)
        if any(trigger.overlaps(c) for c in cleared):
            return Pass(trigger, "context")
        if match.phrase.source in self._deed_sources and not self._is_by_what_is_sold(
            subject, clause, trigger
        ):
            return Pass(trigger, "clinical")
        objection = self._objection(text, sentence, trigger) or self._setting(
            text, sentence, clause, trigger, is_effect=match.phrase.source in self._effect_sources
        )
        if objection is None:
            soft = outcome is Outcome.NEEDS_REVIEW or self._is_weak(text, sentence, trigger)
            if self._is_of_a_share(subject, sentence, clause, trigger):
                return Pass(trigger, "judged-as-figure")
            severity = Severity.LOW if match.phrase.source in self._refund_sources else None
            return Flag(sentence.span, trigger, Outcome.NEEDS_REVIEW if soft else outcome, severity=severity)
        if objection.reason == "hedged" and self.stubborn.find(text, trigger.start, trigger.end):
            return Flag(sentence.span, trigger, Outcome.NEEDS_REVIEW)
        return objection

    def _objection(self, text: str, sentence: Sentence, trigger: Span) -> Pass | None:
        """Return why the page does not say it itself; the first of a row of denials does not take back the second."""
        objection = self.stance.objection(text, sentence, trigger)
        if objection is None or objection.reason != "negated":
            return objection
        near = words_before(text, sentence.span.start, trigger.start, ROW_WORDS)
        is_row = self.turns.denied_row.search(text, near, trigger.start) is not None
        denies = self.turns.denial.search(text, trigger.start, trigger.end) is not None
        return self.stance.hedged(text, sentence, trigger) if is_row and denies else objection

    def _is_of_a_share(self, subject: Subject, sentence: Sentence, clause: Span, trigger: Span) -> bool:
        """Whether a share of people stands before the words, or as their limit behind them: a figure, and judged as one."""
        text, shares = subject.document.text, subject.shares.get(sentence.index, ())
        if not shares or self._is_added(text, clause, trigger):
            return False
        begun = _thought_before(text, sentence.span.start, trigger.start)
        behind = next((at for at in shares if at >= trigger.end), trigger.end)
        is_limited = self.turns.limited.fullmatch(text, trigger.end, behind) is not None
        return is_limited or any(
            self._goes_on(text, begun, at, trigger.start) for at in shares if begun <= at < trigger.start
        )

    def _goes_on(self, text: str, begun: int, share: int, end: int) -> bool:
        """Whether a share holds to `end`: one that stands first does (“In nine of ten …”), any other to the next subject."""
        is_first = words_after(text, begun, share, LIMIT_WORDS) >= share
        return is_first or self.turns.next_subject.search(text, share, end) is None

    def _is_added(self, text: str, clause: Span, trigger: Span) -> bool:
        """Whether the words are what a comma adds about all of it: “helps nine in ten, with no side effects”."""
        start = _phrase_start(text, clause, trigger)
        return (
            start > clause.start
            and words_before(text, start, trigger.start, 1) <= start
            and self.turns.denial.search(text, trigger.start, trigger.end) is not None
        )

    def _is_by_what_is_sold(self, subject: Subject, clause: Span, trigger: Span) -> bool:
        """Whether the subject of a verb is on offer. One without a subject is a line of a list of merits (“Prevents gout”)."""
        text = subject.document.text
        lead = text[clause.start : trigger.start]
        if not lead.strip(_OPENING):
            return self.turns.merit.match(text, trigger.start) is not None
        if self.turns.aim.search(lead):
            return False
        for start, end in _subjects(text, clause, trigger, self.turns):
            words = text[start:end]
            if self.sold.first(words) is not None:
                return True
            promoter = subject.analysis.promoter
            if any(name in words for name in (*promoter.names, *promoter.offers)):
                return True
        return False

    def _is_weak(self, text: str, sentence: Sentence, trigger: Span) -> bool:
        """Whether a person has to weigh the promise: a source or a proviso stands with it, or it is put as a picture."""
        if sentence.evidence.grade.rank >= Grade.LINKED.rank:
            return True
        if self.provisos.first(text, trigger.end, sentence.span.end) is not None:
            return True
        return self.aspiring.first(text, sentence.span.start, trigger.start) is not None

    def answered(self, subject: Subject, question: Sentence, answer: Sentence) -> Flag | None:
        """Return the promise that a question of a few words and its answer make together."""
        if question.voice is not Voice.QUESTION or answer.voice is not Voice.ASSERTED:
            return None
        text, asked, told = subject.document.text, question.span, answer.span
        if not self.answers.first(text, told.start, told.end, subject.keys[answer.index]):
            return None
        if not self.questions.first(text, asked.start, asked.end, subject.keys[question.index]):
            return None
        return Flag(asked.cover(told), asked.cover(told))

    def _setting(
        self, text: str, sentence: Sentence, clause: Span, trigger: Span, *, is_effect: bool
    ) -> Pass | None:
        """Return why what stands around the words makes them no promise."""
        start = _phrase_start(text, clause, trigger)
        if (
            start == clause.start
        ):  # the word that opens the clause may be its condition: "until the pain is gone"
            start = words_before(text, sentence.span.start, start, 1)
        if self.conditions.find(text, start, trigger.start):
            return Pass(trigger, "condition")
        near = words_before(text, clause.start, trigger.start, PURPOSE_WORDS)
        if is_effect and self.purposes.find(text, near, trigger.start):
            return Pass(trigger, "condition")
        if is_effect and any(
            self.agents.find(text, a, b) for a, b in _subjects(text, clause, trigger, self.turns)
        ):
            return Pass(trigger, "clinical")
        grade = sentence.evidence.grade
        if grade.rank >= Grade.NAMED.rank and self.study.find(text, sentence.span.start, sentence.span.end):
            return Pass(trigger, "study-finding")
        return None


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""

    def read(phrases: list[str]) -> PhraseSet:
        return compile_phrases(phrases, lexicon.lists)

    judge = _Judge(
        firm=read(params.phrases),
        effects=read(params.effects),
        deeds=read(params.deeds),
        sold=read(params.sold),
        soft=read(params.review),
        refunds=read(params.refunds),
        questions=read(params.short_questions),
        answers=read(params.short_answers),
        unless=read(params.unless),
        stubborn=read(params.despite_hedges),
        agents=read(params.agents),
        conditions=read(params.conditions),
        purposes=read(params.purposes),
        study=read(params.study_cues),
        aspiring=read(params.aspiring),
        provisos=read(params.provisos),
        stance=stance_reader(lexicon),
        turns=_turns(lexicon),
    )

    def examine(subject: Subject) -> Iterator[Verdict]:
        if not subject.analysis.promoter.is_selling:
            return
        before: Sentence | None = None
        for sentence in subject.analysis.sentences:
            if sentence.role in JUDGED:
                yield from judge.verdicts(subject, sentence)
                promise = judge.answered(subject, before, sentence) if before is not None else None
                if promise is not None:
                    yield promise
            before = sentence

    return examine


def _subjects(text: str, clause: Span, trigger: Span, turns: _Turns) -> tuple[tuple[int, int], ...]:
    """Where the subject of a verb is looked for: at the head of its comma phrase, and right before it."""
    start = _phrase_start(text, clause, trigger)
    if turns.joined.search(text, start, trigger.start):
        return ((start, words_after(text, start, trigger.start, JOINED_SUBJECT_WORDS)),)
    before = words_before(text, start, trigger.start, SUBJECT_WORDS)
    return ((before, trigger.start), (start, words_after(text, start, trigger.start, SUBJECT_WORDS)))


def _is_within(match: Match, others: list[Match]) -> bool:
    """Whether a wider phrase that asks for review only says better what this is ("satisfaction guaranteed")."""
    return any(o.start <= match.trigger_start and match.trigger_end <= o.end for o in others)


def _thought_before(text: str, start: int, end: int) -> int:
    """Return where the last thought before `end` begins."""
    ends = (m.end() for m in _THOUGHT_OR_ASIDE.finditer(text, start, end) if m.group() == ";")
    return max(ends, default=start)


def _phrase_start(text: str, clause: Span, trigger: Span) -> int:
    """Where the comma phrase of the trigger begins: “if” rules to the next comma only."""
    comma = text.rfind(",", clause.start, trigger.start)
    return comma + 1 if comma >= 0 else clause.start
