"""What packs are read to: the rules, ready to run, pack by pack, and the word lists they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING, overload

from auditor.engine.checks import registry
from auditor.model.audit import PackRecord, RuleRecord
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.engine.checks.base import Examine
    from auditor.engine.rewording import Rewordings
    from auditor.engine.schema import Examples
    from auditor.engine.wordings import Wording
    from auditor.model.finding import Basis, Severity
    from auditor.model.lexicon import Lexicon


@dataclass(frozen=True)
class Rule:
    """A rule ready to run. `id` is `<pack>/<rule>`; `replaces` is the rule it extends, which then does not run."""

    id: str
    title: str
    category: str
    severity: Severity
    check: str
    examine: Examine = field(repr=False)
    messages: Mapping[str, str] = field(repr=False)
    advice: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    basis: tuple[Basis, ...] = field(repr=False)
    examples: Examples = field(repr=False)
    pack: str
    path: Path = field(repr=False)
    yields_to: tuple[str, ...] = ()
    """Categories whose findings on the same words make this rule's superfluous."""
    replaces: str | None = None
    rewordings: Rewordings | None = field(default=None, repr=False)
    """How what it flags can be said otherwise."""
    wordings: Mapping[str, Wording] = field(default_factory=dict, repr=False)
    """Its words in further languages."""
    needs_whole: bool = False
    """Whether only a whole document can tell: what it flags in the beginning may be cleared further down."""

    @property
    def needs_words(self) -> bool:
        """Whether it looks for words, so that it has to be written for each language."""
        return registry.needs_words(self.check)

    @property
    def asks_of_page(self) -> bool:
        """Whether it asks what stands anywhere in a document, which the wording of one sentence does not settle."""
        return registry.asks_of_page(self.check)

    @property
    def is_faint(self) -> bool:
        """Whether it goes by likeness, and leaves to the other rules of its category what they have judged."""
        return registry.is_faint(self.check)


@dataclass(frozen=True)
class Pack:
    """Rules of one jurisdiction; `countries` empty means everywhere."""

    id: str
    title: str
    version: str
    countries: tuple[str, ...]
    rules: Sequence[Rule]
    sha256: str
    is_opt_in: bool = False
    """Whether it runs only when it is asked for by name."""

    def record(self) -> PackRecord:
        """Return what the exports state about the pack."""
        rules = tuple(RuleRecord(r.id, r.title, r.category, r.severity, self.id, r.basis) for r in self.rules)
        return PackRecord(self.id, self.title, self.version, self.sha256, rules, self.is_opt_in)


class LateRules(Sequence[Rule]):
    """The rules of a pack, made when somebody first looks at one: a page meets the packs of one country."""

    def __init__(self, make: Callable[[], tuple[Rule, ...]]) -> None:
        self._make = cache(make)

    def __len__(self) -> int:
        return len(self._make())

    @overload
    def __getitem__(self, number: int) -> Rule: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Rule]: ...
    def __getitem__(self, number: int | slice) -> Rule | Sequence[Rule]:
        return self._make()[number]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._make())


@dataclass(frozen=True)
class RuleBook:
    """All packs at hand, the word lists they share, and the sentences of the ledger."""

    packs: tuple[Pack, ...]
    lexicon: Lexicon
    texts: Mapping[str, str]

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its full id. Raises KeyError."""
        for pack in self.packs:
            for rule in pack.rules:
                if rule.id == rule_id:
                    return rule
        raise KeyError(rule_id)
