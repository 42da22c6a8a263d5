"""Gives findings a suggested wording: candidates from the rules' own pairs, each tried in its place before it is shown.

A candidate is shown only when, in the document as it would then read, no rule at all flags a word of the changed
sentence. What another rule flags there is said otherwise too, by that rule's own pairs; where it has none, nothing is
suggested, and the finding's advice says what evidence would do. A sentence that is shown has nothing left to mend but
figures that lack a source: those stay, in whatever words they stand, until the source is given.
"""

from __future__ import annotations

from collections import deque
from dataclasses import field, replace
from itertools import islice
from typing import TYPE_CHECKING

from auditor.analysis.pipeline import analyse_again
from auditor.engine.rewording import shown, tried
from auditor.engine.runner import judge
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
    from auditor.model.finding import Finding, Judgement
    from auditor.model.span import Span
    from auditor.workflow.options import Options
    from auditor.workflow.trial import Trial

ROUNDS = 4
"""Times a document is read again; a sentence with several findings or a first candidate that fails needs more than one."""
FIGURES = "statistic"
"""The category of what a source mends and no wording does."""
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
    settled = frozenset(r.id for r in applied if r.asks_of_page)
    for _ in range(ROUNDS):
        chosen = _one_a_sentence(attempts)
        if not chosen:
            break
        trial = changed(document, [edit_of(a.span, a.quote, tried(a.trying)) for a in chosen])
        near = {a.block + step for a in chosen for step in range(-NEAR_BLOCKS, NEAR_BLOCKS + 1)}
        read = _heard_in(near, analyse_again(trial.document, analysis, book.lexicon, near))
        judged = judge(trial.document, read, book, document.title or "", options.packs, options.today)
        _weigh(chosen, trial, judged, rules, settled)
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
    for number, finding in enumerate(findings):
        rule, span, trigger = rules.get(finding.rule), finding.span, finding.trigger
        if rule is None or span is None or trigger is None or span not in spoken:
            continue
        block = spoken[span]
        if not document.blocks[block].span.contains(span):
            continue
        attempt = _Attempt(number, rule, span, block, finding.quote)
        _add(attempt, rule, finding.quote, trigger.start - span.start, trigger.end - span.start)
        yield attempt


def _add(attempt: _Attempt, rule: Rule, sentence: str, start: int, end: int) -> None:
    """Put the candidates that a rule has for a sentence's flagged words in the queue."""
    if rule.rewordings is None:
        return
    try:
        attempt.waiting.extend(islice(rule.rewordings.candidates(sentence, start, end), CANDIDATES))
    except PatternTimeoutError:  # a pair that takes too long costs a suggestion, not the audit
        return


def _go_on(attempt: _Attempt, rule: Rule, flagged: str) -> None:
    """Change what a rule still flags in the candidate that was tried."""
    at = attempt.trying.find(flagged)
    if at >= 0:
        _add(attempt, rule, attempt.trying, at, at + len(flagged))


def _one_a_sentence(attempts: Iterable[_Attempt]) -> list[_Attempt]:
    """Take the next candidate of each finding that waits for one, but only one to a sentence."""
    chosen: dict[Span, _Attempt] = {}
    for attempt in attempts:
        if attempt.found is None and attempt.waiting and attempt.span not in chosen:
            attempt.trying = attempt.waiting.popleft()
            chosen[attempt.span] = attempt
    return list(chosen.values())


def _weigh(
    chosen: Sequence[_Attempt],
    trial: Trial,
    judged: Judgement,
    rules: Mapping[str, Rule],
    settled: Container[str],
) -> None:
    """Keep the candidates that nothing speaks against in the document as it reads with them.

    `settled` rules ask what stands anywhere on the page, which no sentence put otherwise changes.
    """
    left = [f for f in judged.findings if f.category != FIGURES and f.rule not in settled]
    flagged = Stretches((f.trigger or f.span, f) for f in left if f.span is not None)
    failed = {failure.rule for failure in judged.failures}
    for attempt in chosen:
        if attempt.rule.id in failed:  # its silence is no pass
            continue
        still = sorted(flagged.within(trial.place(attempt.span)), key=lambda f: f.rule != attempt.rule.id)
        if not still:
            attempt.found = shown(attempt.trying)
        elif still[0].rule in rules:
            _go_on(attempt, rules[still[0].rule], still[0].trigger_quote)
