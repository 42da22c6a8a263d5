"""Says why words that read like a claim are none: denied, weakened, asked, quoted, or only mentioned.

Shared by the check kinds that judge what a page says in its own voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.base import Pass
from auditor.model.analysis import Role, Voice
from auditor.model.values import dataclass
from auditor.text.clauses import Clauses
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

JUDGED = frozenset({Role.BODY, Role.NOTE})
"""Menus, legal small print and reference lists make no claims."""

_NOT_OWN_WORDS = {
    Voice.PATIENT: "patient-words",
    Voice.QUOTED: "quoted",
    Voice.MENTION: "mention",
    Voice.QUESTION: "question",
}


@dataclass(frozen=True)
class Stance:
    """How a sentence stands to the words in it."""

    clauses: Clauses
    limits: PhraseSet
    """Hedges that weaken what stands before them: “in some people”, “if suitable”."""

    def objection(self, text: str, sentence: Sentence, trigger: Span) -> Pass | None:
        """Return why the trigger is not the page's own firm word, or None when it is."""
        reason = _NOT_OWN_WORDS.get(sentence.voice)
        if reason is not None:
            return Pass(trigger, reason)
        if any(n.holds(trigger.start) for n in sentence.negations):
            return Pass(trigger, "negated")
        return self.hedged(text, sentence, trigger)

    def hedged(self, text: str, sentence: Sentence, trigger: Span) -> Pass | None:
        """Return the weakening word in the trigger's clause, or None."""
        if not sentence.hedges:
            return None
        clause = self.clauses.around(text, sentence.span, trigger.start)
        for hedge in sentence.hedges:
            leads = hedge.start < trigger.start or self.limits.find(text, hedge.start, hedge.end)
            if leads and clause.contains(hedge) and not trigger.contains(hedge):
                return Pass(trigger, "hedged", {"hedge": hedge.of(text)})
        return None


def stance_reader(lexicon: Lexicon) -> Stance:
    """Compile what the judgement needs."""
    return Stance(
        Clauses(compile_phrases(lexicon.words("clause-breaks"), lexicon.lists)),
        compile_phrases(lexicon.words("trailing-hedges"), lexicon.lists),
    )
