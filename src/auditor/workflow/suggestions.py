"""Gives findings a suggested wording: candidates from the rules' own pairs, each tried in its place before it is shown.

A candidate is shown only when, in the document as it would then read, neither its own rule nor another rule with
rewordings flags anything in the changed sentence that it did not flag before.
"""

from __future__ import annotations

from collections import deque
from dataclasses import field, replace
from itertools import islice
from typing import TYPE_CHECKING

from auditor.analysis.pipeline import analyse_again
from auditor.engine.checks.base import Subject
from auditor.engine.rewording import shown, tried
from auditor.engine.runner import triggers
from auditor.engine.scope import rules_for
from auditor.model.analysis import Role
from auditor.model.values import dataclass
from auditor.text.phrases import PatternTimeoutError
from auditor.text.stretches import Stretches
from auditor.workflow.trial import changed, edit_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from auditor.engine.pack import Rule, RuleBook
    from auditor.model.analysis import Analysis
    from auditor.model.document import Document
    from auditor.model.finding import Finding
    from auditor.model.span import Span
    from auditor.workflow.options import Options
    from auditor.workflow.trial import Trial

ROUNDS = 3
"""Times a document is read again; a sentence with several findings or a first candidate that fails needs more than one."""
CANDIDATES = 3
"""Candidates of one finding that are worth the reading."""
NEAR_BLOCKS = 2
"""Blocks around a changed sentence that its rules look at: what it answers, continues or hangs on."""


@dataclass(slots=True)
class _Attempt:
    """One finding on its way to a suggestion."""

    number: int
    rule: Rule
    span: Span
    block: int
    quote: str
    known: frozenset[str]
    """The rules that flag the sentence as it stands."""
    waiting: deque[str] = field(default_factory=deque)
    trying: str = ""
    found: str | None = None


def with_suggestions(
    document: Document, analysis: Analysis, findings: Sequence[Finding], book: RuleBook, options: Options
) -> tuple[Finding, ...]:
    """Return the findings with the suggestions that were found for them."""
    applied = rules_for(book.packs, analysis.jurisdiction.country, options.packs)
    rules = {r.id: r for r in applied if r.rewordings}
    attempts = list(_attempts(document, analysis, findings, rules, book.lexicon.language))
    for _ in range(ROUNDS):
        chosen = _one_a_sentence(attempts)
        if not chosen:
            break
        trial = changed(document, [edit_of(a.span, a.quote, tried(a.trying)) for a in chosen])
        near = {a.block + step for a in chosen for step in range(-NEAR_BLOCKS, NEAR_BLOCKS + 1)}
        read = _heard_in(near, analyse_again(trial.document, analysis, book.lexicon, near))
        subject = Subject(trial.document, read, options.today).speaking(book.lexicon.language)
        _weigh(chosen, trial, {rule.id: triggers(rule, subject) for rule in rules.values()})
    found = {a.number: a.found for a in attempts if a.found}
    return tuple(replace(f, suggestion=found[i]) if i in found else f for i, f in enumerate(findings))


def _heard_in(blocks: Container[int], analysis: Analysis) -> Analysis:
    """Leave only the sentences of these blocks to the rules: what the others say has been judged already."""
    heard = tuple(s if s.block in blocks else replace(s, role=Role.FOREIGN) for s in analysis.sentences)
    return replace(analysis, sentences=heard)


def _attempts(
    document: Document,
    analysis: Analysis,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    language: str,
) -> Iterator[_Attempt]:
    """Yield an attempt for each finding on a whole sentence in the rules' own language."""
    spoken = {s.span: s.block for s in analysis.sentences if s.language == language}
    flagged = Stretches((f.span, f.rule) for f in findings if f.span is not None)
    for number, finding in enumerate(findings):
        rule, span, trigger = rules.get(finding.rule), finding.span, finding.trigger
        if rule is None or span is None or trigger is None or span not in spoken:
            continue
        block = spoken[span]
        if not document.blocks[block].span.contains(span):
            continue
        known = frozenset(flagged.within(span))
        attempt = _Attempt(number, rule, span, block, finding.quote, known)
        _add(attempt, finding.quote, trigger.start - span.start, trigger.end - span.start)
        yield attempt


def _add(attempt: _Attempt, sentence: str, start: int, end: int) -> None:
    """Put the candidates for a sentence's flagged words in the queue."""
    if attempt.rule.rewordings is None:
        return
    try:
        attempt.waiting.extend(islice(attempt.rule.rewordings.candidates(sentence, start, end), CANDIDATES))
    except PatternTimeoutError:  # a pair that takes too long costs a suggestion, not the audit
        return


def _go_on(attempt: _Attempt, flagged: str) -> None:
    """Change what is still flagged in the candidate that was tried."""
    at = attempt.trying.find(flagged)
    if at >= 0:
        _add(attempt, attempt.trying, at, at + len(flagged))


def _one_a_sentence(attempts: Iterable[_Attempt]) -> list[_Attempt]:
    """Take the next candidate of each finding that waits for one, but only one to a sentence."""
    chosen: dict[Span, _Attempt] = {}
    for attempt in attempts:
        if attempt.found is None and attempt.waiting and attempt.span not in chosen:
            attempt.trying = attempt.waiting.popleft()
            chosen[attempt.span] = attempt
    return list(chosen.values())


def _weigh(chosen: Sequence[_Attempt], trial: Trial, found: Mapping[str, list[Span] | None]) -> None:
    """Keep the candidates that nothing speaks against in the document as it reads with them; `found` is by rule."""
    flagged = {rule: Stretches((s, s) for s in spans) for rule, spans in found.items() if spans is not None}
    for attempt in chosen:
        place = trial.place(attempt.span)
        if attempt.rule.id not in flagged:
            continue
        own = flagged[attempt.rule.id].within(place)
        if own:
            _go_on(attempt, own[0].of(trial.document.text))
        elif all(rule in attempt.known for rule, spans in flagged.items() if spans.within(place)):
            attempt.found = shown(attempt.trying)
