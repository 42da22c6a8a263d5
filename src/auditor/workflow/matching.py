"""Ties the findings of a document's new version to those of the version before, and says why the others are gone.

The surest ties come first: the same words under the same rule, wherever they stand now; then the same words under
another rule; then words alike at about the same place. A finding is tied once. One that is left over is never called
fixed unless the new version could be read and judged by its rule as the old one was.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.model.document import Status
from auditor.model.reaudit import Departure, Link, Pairing, Tie
from auditor.store.records import Sections
from auditor.text.likeness import folded, likeness, words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from auditor.model.audit import DocumentAudit, PackRecord
    from auditor.model.finding import Finding
    from auditor.model.reaudit import JudgedBy

ALIKE_HERE = 0.45
"""Share of words that a sentence keeps when it is rewritten in its place. Of 540 pairs of different claims under one
rule in one labelled document, nine share as much, all of them rows of one table or headings of three words."""

ALIKE_ELSEWHERE = 0.65
"""The same for a sentence that stands in another section; no two different claims shared as much."""

NEAR = 0.15
"""Distance, as a share of the text, up to which a place counts as the same."""

FEW = 2_500
"""Pairs of sentences under one rule up to which each is compared with each: all but the longest tables."""

CHOSEN = 12
"""Beyond that, a sentence is compared with those that share its rarest words."""


@dataclass(frozen=True, slots=True)
class Judges:
    """By what two versions were judged: pack hashes before and now, and the pack of every rule that is at hand now."""

    before: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)

    def have_changed(self, rule: str) -> bool:
        """Whether the rule's pack is another one now."""
        pack = self.rules.get(rule, rule.partition("/")[0])
        return self.before.get(pack) != self.now.get(pack)

    def has(self, rule: str) -> bool:
        """Whether the rule is at hand now."""
        return rule in self.rules


def judges(before: JudgedBy, now: Iterable[PackRecord]) -> Judges:
    """Return by what a version was judged, and the rules of now."""
    packs = tuple(now)
    return Judges(
        dict(before.packs),
        {pack.id: pack.sha256 for pack in packs},
        {rule.id: pack.id for pack in packs for rule in pack.rules},
    )


def pair(earlier: DocumentAudit, later: DocumentAudit, rules: Judges) -> Pairing:
    """Return what became of each finding of the earlier version."""
    work = _Work(earlier, later, rules)
    work.tie_by(lambda f: (f.rule, f.message, f.fingerprint), _is_of_document)
    work.tie_by(lambda f: (f.rule, f.message), _is_of_document)
    work.tie_by(lambda f: f.fingerprint)
    work.tie_by(lambda f: (f.rule, folded(f.quote), folded(f.trigger_quote)), _has_words)
    work.tie_by(lambda f: (f.rule,), _is_of_document)
    work.tie_by(lambda f: (f.category, folded(f.quote), folded(f.trigger_quote)), _has_words)
    work.tie_alike()
    gone = _Gone(earlier, later, rules)
    return Pairing(tuple(work.links), tuple((f.fingerprint, gone.reason(f)) for f in work.left.values()))


def _is_of_document(finding: Finding) -> bool:
    return finding.span is None


def _has_words(finding: Finding) -> bool:
    return finding.span is not None


@dataclass(slots=True)
class _Place:
    """Where a finding stands: its share of the way through the text, and its section."""

    at: float
    section: str

    def is_near(self, other: _Place) -> bool:
        return abs(self.at - other.at) <= NEAR or (bool(self.section) and self.section == other.section)


class _Work:
    """The findings that still wait for a tie, in the order of their texts."""

    def __init__(self, earlier: DocumentAudit, later: DocumentAudit, rules: Judges) -> None:
        self._earlier, self._later, self._rules = earlier, later, rules
        self.left = {f.fingerprint: f for f in earlier.findings}
        self._waiting = {f.fingerprint: f for f in later.findings}
        self.links: list[Link] = []

    def tie_by(
        self, key: Callable[[Finding], Hashable], wanted: Callable[[Finding], bool] = lambda _: True
    ) -> None:
        """Tie findings that have a key in common; of several with the same key, the first with the first."""
        free: dict[Hashable, list[Finding]] = {}
        for finding in filter(wanted, self.left.values()):
            free.setdefault(key(finding), []).append(finding)
        for finding in list(filter(wanted, self._waiting.values())):
            if candidates := free.get(key(finding)):
                before = candidates.pop(0)
                self._tie(before, finding, self._kind(before, finding))

    def tie_alike(self) -> None:
        """Tie rewritten sentences to what they were: the most alike first, then by the words that fired, then the nearest."""
        found = sorted(self._alike(), key=lambda each: each[:2])
        for _, _, before, finding in found:
            if before.fingerprint in self.left and finding.fingerprint in self._waiting:
                self._tie(before, finding, Tie.SIMILAR)

    def _alike(self) -> Iterable[tuple[float, float, Finding, Finding]]:
        heads, heads_now = Sections.of(self._earlier), Sections.of(self._later)
        for rule in sorted({f.rule for f in self.left.values() if f.span}):
            old = [
                _Candidate(f, self._earlier, heads) for f in self.left.values() if f.rule == rule and f.span
            ]
            new = [
                _Candidate(f, self._later, heads_now)
                for f in self._waiting.values()
                if f.rule == rule and f.span
            ]
            chosen = _choice(old, new)
            for before in old:
                for after in chosen(before):
                    least = ALIKE_HERE if before.place.is_near(after.place) else ALIKE_ELSEWHERE
                    score = likeness(before.words, after.words, least)
                    if score >= least:
                        away = abs(before.place.at - after.place.at) + (before.trigger != after.trigger)
                        yield -score, away, before.finding, after.finding

    def _tie(self, before: Finding, finding: Finding, tie: Tie) -> None:
        del self.left[before.fingerprint], self._waiting[finding.fingerprint]
        self.links.append(Link(finding.fingerprint, before.fingerprint, tie))

    def _kind(self, before: Finding, now: Finding) -> Tie:
        if before.rule != now.rule:
            return Tie.OTHER_RULE
        if self._rules.have_changed(now.rule):
            return Tie.SAME  # other rules may word or grade the same thing otherwise
        if now.span is None and before.message != now.message:
            return Tie.SIMILAR
        is_otherwise = (before.grade, before.outcome) != (now.grade, now.outcome)
        return Tie.OTHER_SUPPORT if is_otherwise else Tie.SAME


class _Candidate:
    """A finding with what it is compared by, worked out once."""

    def __init__(self, finding: Finding, document: DocumentAudit, sections: Sections) -> None:
        self.finding = finding
        self.words = words(finding.quote)
        self.trigger = folded(finding.trigger_quote)
        start = finding.span.start if finding.span else 0
        self.place = _Place(start / max(len(document.text), 1), folded(sections.at(finding.span)))


def _choice(
    old: Sequence[_Candidate], new: Sequence[_Candidate]
) -> Callable[[_Candidate], Sequence[_Candidate]]:
    """Return what chooses the sentences that one is compared with: all of them, or of very many the likeliest."""
    if len(old) * len(new) <= FEW:
        return lambda _: new
    holding: dict[str, list[int]] = {}
    for number, candidate in enumerate(new):
        for word in set(candidate.words):
            holding.setdefault(word, []).append(number)

    def likeliest(before: _Candidate) -> Sequence[_Candidate]:
        shared: Counter[int] = Counter()
        for word in sorted(set(before.words), key=lambda w: len(holding.get(w, ())))[:CHOSEN]:
            found = holding.get(word, ())
            if len(found) * CHOSEN <= len(new) or not shared:
                shared.update(found[: FEW // CHOSEN])
        return [new[number] for number, _ in shared.most_common(CHOSEN)]

    return likeliest


class _Gone:
    """Says why a finding of the earlier version has no counterpart."""

    def __init__(self, earlier: DocumentAudit, later: DocumentAudit, rules: Judges) -> None:
        self._later, self._rules = later, rules
        self._text = folded(later.text)
        self._failed = {failure.rule for failure in later.failures}
        self._is_read_less = later.status is Status.PARTIAL and not set(later.problems) <= set(
            earlier.problems
        )
        self._is_elsewhere = _country(earlier) != _country(later)

    def reason(self, finding: Finding) -> Departure:
        """Return the reason, in doubt one that does not call it fixed."""
        if self._later.status is Status.UNREADABLE:
            return Departure.UNREADABLE
        if self._is_read_less:
            return Departure.PARTLY_READ
        if finding.span is not None and folded(finding.quote) not in self._text:
            return Departure.WORDS_GONE
        return self._unlike_before(finding.rule) or Departure.NO_LONGER_FLAGGED

    def _unlike_before(self, rule: str) -> Departure | None:
        """Return why the rule's silence says nothing: it did not judge this version as it judged the one before."""
        if rule in self._failed:
            return Departure.RULE_FAILED
        if not self._rules.has(rule):
            return Departure.RULE_ABSENT
        if self._is_elsewhere:
            return Departure.OTHER_COUNTRY
        return Departure.RULES_CHANGED if self._rules.have_changed(rule) else None


def _country(document: DocumentAudit) -> str | None:
    return document.jurisdiction.country if document.jurisdiction else None
