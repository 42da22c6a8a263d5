"""`presence`: a document of a certain kind must carry a statement: a warning, a disclaimer, a name, a number.

Example: a page that sells a supplement and says “supports joint health” must carry two fixed sentences, near those
words or tied to them by a sign. Another: every page on cosmetic surgery must carry a warning, anywhere.

Two questions are asked in turn. *Is it owed?* By the kind of page, by whether it sells, by what it is about, by the
words that ask for it. *Is it there?* Each statement in one of the wordings given, and near enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.near import Place, places_near
from auditor.engine.checks.setting import OnlyIf, Setting, compile_setting
from auditor.model.analysis import PageKind, Role, Voice
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon

_READ = frozenset({Role.BODY, Role.NOTE})


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that must stand there: how a reviewer calls it, and the wordings of which one is enough."""

    name: str
    phrases: list[str]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who owes it: `pages`, `only_if`, `asked_by`. What is owed: `statements`, and how near."""

    statements: list[Statement]
    need: Literal["all", "any"] = "all"
    pages: list[PageKind] = []
    """Kinds of page that owe it; empty: any."""
    only_if: OnlyIf | None = None
    """What the page is about and whether it sells; words near the words that ask."""
    asked_by: list[str] = []
    """Words that ask for the statements, where the page says them in earnest. Empty: the page as a whole owes them."""
    unless: list[str] = []
    """Contexts in which those words ask for nothing."""
    within: Literal["page", "section", "next-block", "block"] = "page"
    """How near the words that ask for it a statement must stand."""
    tied_by_sign: bool = False
    """Whether a sign at the words (*, †, a number) that stands again before the statement is near enough."""
    outcome: Outcome = Outcome.VIOLATION
    outcome_far: Outcome = Outcome.NEEDS_REVIEW
    """The outcome where the statements stand on the page, but not near enough."""

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("at least one statement")
        if not self.asked_by and (
            self.within != "page" or self.tied_by_sign or (self.only_if and self.only_if.near)
        ):
            raise ValueError("“within”, “tied_by_sign” and “near” need words that ask (“asked_by”)")


@dataclass(frozen=True)
class _Judge:
    params: Params
    setting: Setting
    statements: Mapping[str, PhraseSet]
    asked_by: PhraseSet
    unless: PhraseSet

    def verdicts(self, subject: Subject) -> Iterator[Verdict]:
        """Yield the verdict on the page, or on the first words that ask in vain."""
        if not self._is_owed(subject):
            return
        askers = list(self._askers(subject))
        if self.params.asked_by and not askers:
            return
        found = {name: _places(subject, phrases) for name, phrases in self.statements.items()}
        if not self.params.asked_by:
            yield self._on_the_page(found)
            return
        yield from self._on_words(subject, askers, found)

    def _is_owed(self, subject: Subject) -> bool:
        kinds = self.params.pages
        if (kinds and subject.analysis.page.kind not in kinds) or self.setting.is_idle(subject):
            return False
        return bool(self.params.asked_by) or self.setting.concerns_page(subject)

    def _on_the_page(self, found: Mapping[str, list[Span]]) -> Verdict:
        missing = self._missing(found)
        if not missing:
            return Pass(_first(found), "statement-present", {"statement": _named(found)})
        return Flag(None, None, self.params.outcome, self._message(found), {"missing": ", ".join(missing)})

    def _message(self, found: Mapping[str, list[Span]]) -> str:
        return "partial" if self.params.need == "all" and any(found.values()) else ""

    def _on_words(
        self, subject: Subject, askers: list[tuple[Sentence, Span]], found: Mapping[str, list[Span]]
    ) -> Iterator[Verdict]:
        """Flag the first words whose statements are missing or too far away; the others count."""
        unmet: list[tuple[Sentence, Span, list[str]]] = []
        for sentence, trigger in askers:
            near = {name: self._near(subject, sentence, spans) for name, spans in found.items()}
            missing = self._missing(near)
            if missing:
                unmet.append((sentence, trigger, missing))
            else:
                yield Pass(trigger, "statement-near", {"statement": _named(near)})
        if unmet:
            sentence, trigger, missing = unmet[0]
            values = {"missing": ", ".join(missing), "count": str(len(unmet))}
            if not self._missing(found):
                yield Flag(sentence.span, trigger, self.params.outcome_far, "far", values)
            else:
                yield Flag(sentence.span, trigger, self.params.outcome, self._message(found), values)

    def _askers(self, subject: Subject) -> Iterator[tuple[Sentence, Span]]:
        """Yield the first words of each sentence that ask for the statements, said in earnest."""
        text = subject.document.text
        for sentence in subject.analysis.sentences:
            if sentence.role not in _READ or sentence.voice in {Voice.MENTION, Voice.QUESTION}:
                continue
            start, end, keys = sentence.span.start, sentence.span.end, subject.keys[sentence.index]
            for match in self.asked_by.find(text, start, end, keys):
                trigger = Span(match.trigger_start, match.trigger_end)
                is_denied = any(n.holds(trigger.start) for n in sentence.negations)
                others = self.unless.find(text, start, end, keys)
                if is_denied or any(m.start < trigger.end and trigger.start < m.end for m in others):
                    continue
                if self.setting.concerns(subject, sentence):
                    yield sentence, trigger
                break

    def _near(self, subject: Subject, sentence: Sentence, spans: list[Span]) -> list[Span]:
        if self.params.within == "page":
            return spans
        place = Place(self.params.within, is_tied=self.params.tied_by_sign)
        return places_near(subject, sentence, spans, place)

    def _missing(self, found: Mapping[str, list[Span]]) -> list[str]:
        missing = [name for name, spans in found.items() if not spans]
        return [] if self.params.need == "any" and len(missing) < len(found) else missing


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    judge = _Judge(
        params,
        compile_setting(params.only_if, (), lexicon),
        {s.name: compile_phrases(s.phrases, lexicon.lists) for s in params.statements},
        compile_phrases(params.asked_by, lexicon.lists),
        compile_phrases(params.unless, lexicon.lists),
    )
    return judge.verdicts


def _places(subject: Subject, phrases: PhraseSet) -> list[Span]:
    """Where a statement stands: in a sentence of any role, since notices stand in footers and notes."""
    text = subject.document.text
    found = []
    for sentence in subject.analysis.sentences:
        match = phrases.first(text, sentence.span.start, sentence.span.end, subject.keys[sentence.index])
        if match is not None and sentence.voice is not Voice.MENTION:
            found.append(Span(match.trigger_start, match.trigger_end))
    return found


def _named(found: Mapping[str, list[Span]]) -> str:
    return ", ".join(name for name, spans in found.items() if spans)


def _first(found: Mapping[str, list[Span]]) -> Span:
    return min(span for spans in found.values() for span in spans)
