"""Runs the rules over one analysed document; a rule that fails is recorded, never fatal."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from auditor.engine import overlaps
from auditor.engine.checks.base import Alike, Flag, Pass, Subject, Unlike
from auditor.engine.ledger import Ledger, Values
from auditor.engine.scope import rules_for
from auditor.engine.spoken import FURTHER
from auditor.model.finding import Finding, Judgement, NotFlagged, RuleFailure
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.phrases import PatternTimeoutError
from auditor.text.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from auditor.engine.checks.base import Examine
    from auditor.engine.pack import Rule, RuleBook
    from auditor.model.analysis import Analysis
    from auditor.model.document import Document

    Run = tuple[Rule, ...]
    Share = Callable[[Callable[[Run], "Said"], Sequence[Run]], Iterable["Said"]]

S = TypeVar("S", Finding, NotFlagged)

_log = logging.getLogger(__name__)

FINGERPRINT_CHARS = 16
SCOPES = frozenset(
    {"clinical", "condition", "context", "everyday", "general", "judged-as-figure", "other-party"}
)
"""Reasons to let words pass for what they are said of, and in which place: the whole of a sentence can tell that better."""


def judge(
    document: Document,
    analysis: Analysis,
    book: RuleBook,
    name: str,
    packs: Sequence[str] = (),
    today: str | None = None,
    share: Share = map,
    *,
    in_haste: bool = False,
) -> Judgement:
    """Judge one document by every rule that applies to it. `name` is the document's, for failures.

    `today` is the day of the audit (ISO), by which rules tell the age of figures and reviews. `share` lets the
    rules be run, as `map` does. `in_haste` no sentence is read as a whole in which rules of words find nothing.
    """
    subject = Subject(document, analysis, today, in_haste=in_haste)
    rules = tuple(rules_for(book.packs, analysis.jurisdiction.country, packs))
    bench = _Bench(
        subject,
        {language: subject.speaking(language) for language in analysis.language.spoken},
        book.lexicon.language,
        Ledger(subject, book.texts),
        name,
    )
    faint = tuple(rule for rule in rules if rule.is_faint)
    said = _together(share(bench.run, [(rule,) for rule in rules if not rule.is_faint]))
    said.take_in(bench.knowing(said.findings, {rule.category for rule in faint}).run(faint))
    said.let_pass_unlike(bench.ledger, rules)
    said.let_stand_alike(rules)
    said.leave_out_repeats(bench.ledger, rules)
    return Judgement(
        findings=tuple(_ordered(_merged(said.findings, document))),
        not_flagged=tuple(sorted(said.not_flagged, key=lambda n: (n.span or Span(0, 0), n.rule, n.reason))),
        failures=tuple(said.failures),
        unwritten=tuple(said.unwritten),
    )


@dataclass(slots=True)
class Said:
    """What rules say of a document."""

    findings: list[Finding] = field(default_factory=list)
    not_flagged: list[NotFlagged] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)
    unwritten: list[tuple[str, str]] = field(default_factory=list)
    unlike: list[tuple[str, Span]] = field(default_factory=list)
    """Categories, with words each that are flagged in a sentence which reads like no claim of theirs."""
    scoped: list[NotFlagged] = field(default_factory=list)
    """What was let pass for one of the `SCOPES`, as far as words can tell that."""
    cited: list[NotFlagged] = field(default_factory=list)
    """What was let pass for its source."""
    alike: list[tuple[str, Span]] = field(default_factory=list)
    """Categories, with a sentence each that surely reads like a claim of theirs."""
    unsupported: list[tuple[str, Span]] = field(default_factory=list)
    """The same, where no source that rules of words see supports the claim."""

    def take_in(self, other: Said) -> None:
        """Add what other rules say."""
        self.findings += other.findings
        self.not_flagged += other.not_flagged
        self.failures += other.failures
        self.unwritten += other.unwritten
        self.unlike += other.unlike
        self.scoped += other.scoped
        self.cited += other.cited
        self.alike += other.alike
        self.unsupported += other.unsupported

    def let_pass_unlike(self, ledger: Ledger, rules: Sequence[Rule]) -> None:
        """Let pass what rules of words flag in a sentence that reads like no such claim as a whole."""
        unlike = set(self.unlike)
        for finding in _parted(self.findings, rules)[1]:
            if finding.trigger and (finding.category, finding.trigger) in unlike:
                self.findings.remove(finding)
                reason = ledger.reason("reads-otherwise")
                self.not_flagged.append(
                    NotFlagged(finding.rule, finding.trigger_quote, reason, finding.trigger, finding.span)
                )

    def let_stand_alike(self, rules: Sequence[Rule]) -> None:
        """Forget why words were let pass in a sentence that surely reads like a claim as a whole."""
        category = {rule.id: rule.category for rule in rules}
        for entries, sentences in ((self.scoped, self.alike), (self.cited, self.unsupported)):
            for passed in overlaps.inside(((category[n.rule], n.span, n) for n in entries), sentences):
                self.not_flagged.remove(passed)

    def leave_out_repeats(self, ledger: Ledger, rules: Sequence[Rule]) -> None:
        """Keep one finding where a rule yields to another on the same words, and nothing by likeness where one has judged them."""
        category = {rule.id: rule.category for rule in rules}
        yields = {rule.id: rule.yields_to for rule in rules if rule.yields_to}
        faint, sure = _parted(self.findings, rules)
        faint_passes, passes = _parted(self.not_flagged, rules)
        judged = [(f.category, f.trigger) for f in sure] + [(category[n.rule], n.span) for n in passes]
        left = overlaps.unjudged(((f.category, f.trigger, f) for f in faint), judged)
        left_passes = overlaps.unjudged(((category[n.rule], n.span, n) for n in faint_passes), judged)
        self.findings, repeats = overlaps.split(sure, yields)
        self.findings += left
        self.not_flagged = passes + left_passes
        for finding, other in repeats:
            reason = ledger.reason("flagged-already", rule=other.rule, title=other.title)
            span = finding.trigger or Span(0, 0)
            self.not_flagged.append(
                NotFlagged(finding.rule, finding.trigger_quote, reason, span, finding.span)
            )


def _parted(said: Iterable[S], rules: Sequence[Rule]) -> tuple[list[S], list[S]]:
    """Return what rules say that go by likeness, and what the others say."""
    faint_rules = {rule.id for rule in rules if rule.is_faint}
    faint: list[S] = []
    sure: list[S] = []
    for each in said:
        (faint if each.rule in faint_rules else sure).append(each)
    return faint, sure


def _together(parts: Iterable[Said]) -> Said:
    said = Said()
    for part in parts:
        said.take_in(part)
    return said


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where one document is judged, rule by rule."""

    subject: Subject
    views: Mapping[str, Subject]
    """The document as it speaks each of its languages."""
    language: str
    """The language that the rules themselves are in."""
    ledger: Ledger
    name: str

    def knowing(self, findings: Iterable[Finding], categories: AbstractSet[str]) -> _Bench:
        """Return the same for the rules of some categories that go by likeness: they look at what others flag."""
        flagged = tuple((f.category, f.trigger) for f in findings if f.trigger and f.category in categories)
        views = {language: replace(view, flagged=flagged) for language, view in self.views.items()}
        return replace(self, subject=replace(self.subject, flagged=flagged), views=views)

    def run(self, rules: Run) -> Said:
        """Let some rules judge the document, each in the languages that it is written for."""
        said = Said()
        for rule in rules:
            self._run_one(said, rule)
        return said

    def _run_one(self, said: Said, rule: Rule) -> None:
        if not rule.needs_words:
            self._run(said, rule, rule.examine, self.subject)
            return
        for language, view in self.views.items():
            if language == self.language:
                self._run(said, rule, rule.examine, view)
            elif language in rule.wordings:
                self._run(said, rule, rule.wordings[language].verdicts, view, is_own=False)
            else:
                said.unwritten.append((rule.id, language))

    def _run(
        self, said: Said, rule: Rule, examine: Examine, subject: Subject, *, is_own: bool = True
    ) -> None:
        """Take in what a rule says of a text; `is_own` when the text is in the language of the rule itself."""
        try:
            for verdict in examine(subject):
                if isinstance(verdict, Flag):
                    said.findings.append(self._finding(rule, verdict, is_own=is_own))
                elif isinstance(verdict, Unlike):
                    said.unlike.append((rule.category, verdict.span))
                elif isinstance(verdict, Alike):
                    said.alike.append((rule.category, verdict.span))
                    if verdict.is_unsupported:
                        said.unsupported.append((rule.category, verdict.span))
                else:
                    self._let_pass(said, rule, verdict)
        except PatternTimeoutError as error:
            said.failures.append(
                RuleFailure(rule.id, self.name, f"not checked: the pattern “{error}” took too long")
            )
        except MemoryError:
            raise  # no fault of the rule: the next one would fail too, and the page look half judged
        except Exception as error:  # noqa: BLE001 - the named boundary: a crashing rule never costs the audit
            _log.debug("rule %s failed on %s", rule.id, self.name, exc_info=True)
            said.failures.append(
                RuleFailure(rule.id, self.name, f"not checked: {type(error).__name__}: {error}")
            )

    def _let_pass(self, said: Said, rule: Rule, verdict: Pass) -> None:
        entry = self.ledger.entry(rule.id, verdict)
        said.not_flagged.append(entry)
        if verdict.reason in SCOPES:
            said.scoped.append(entry)
        elif verdict.reason == "cited":
            said.cited.append(entry)

    def _finding(self, rule: Rule, flag: Flag, *, is_own: bool) -> Finding:
        text = self.subject.document.text
        shown = whole(text, flag.trigger, flag.span) if flag.trigger and flag.span else flag.trigger
        trigger = shown.of(text) if shown else ""
        quote = flag.span.of(text) if flag.span else ""
        values = Values(quote=quote, trigger=trigger, **flag.values)
        message = rule.messages.get(flag.message or flag.outcome.value) or next(iter(rule.messages.values()))
        if values.get(FURTHER) and FURTHER in rule.messages:
            message = f"{message} {rule.messages[FURTHER]}"
        return Finding(
            fingerprint="",
            rule=rule.id,
            title=rule.title,
            category=rule.category,
            severity=flag.severity or rule.severity,
            outcome=flag.outcome,
            span=flag.span,
            quote=quote,
            trigger=shown,
            trigger_quote=trigger,
            message=message.format_map(values),
            advice=rule.advice.format_map(values),
            suggestion=flag.suggestion or (rule.suggestion if is_own else None),
            grade=flag.grade,
            evidence=flag.evidence or (self.ledger.looked_at(flag.span) if flag.grade else ""),
            basis=rule.basis,
        )


def _merged(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """One finding for a claim repeated word for word; fingerprints count real twins apart."""
    first: dict[tuple[str, str, str], Finding] = {}
    unique: list[Finding] = []
    for finding in sorted(findings, key=_position):
        key = (finding.rule, _folded(finding.quote), _folded(finding.trigger_quote))
        if finding.span is not None and key in first:
            first[key] = replace(first[key], occurrences=first[key].occurrences + 1)
            continue
        first.setdefault(key, finding)
        unique.append(finding)
    seen: Counter[str] = Counter()
    result = []
    for finding in unique:
        kept = (
            first[finding.rule, _folded(finding.quote), _folded(finding.trigger_quote)]
            if finding.span
            else finding
        )
        base = _fingerprint_base(kept, document)
        seen[base] += 1
        result.append(replace(kept, fingerprint=_digest(f"{base}|{seen[base]}")))
    return result


def _fingerprint_base(finding: Finding, document: Document) -> str:
    block = document.block_at(finding.span.start) if finding.span else None
    kind = block.kind.value if block else "document"
    return "|".join((finding.rule, _folded(finding.quote), _folded(finding.trigger_quote), kind))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_CHARS]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _position(finding: Finding) -> tuple[Span, int, str]:
    return (finding.trigger or finding.span or Span(0, 0), finding.severity.rank, finding.rule)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.span is not None, *_position(f)))
