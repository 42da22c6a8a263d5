"""The rules as a reviewer reads about them: what each flags, why, on what basis, and how well it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from auditor.model.finding import Basis, Severity
from auditor.model.span import Span
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """How a rule did on a set of labelled documents."""

    labels: int
    found: int
    flagged: int
    right: int

    @property
    def missed(self) -> int:
        """Labels that no rule found."""
        return self.labels - self.found

    @property
    def wrong(self) -> int:
        """Findings that an expert would not have made."""
        return self.flagged - self.right

    @property
    def recall(self) -> float | None:
        """The share of labels found, if there are any."""
        return self.found / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        """The share of findings that are right, if there are any."""
        return self.right / self.flagged if self.flagged else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a rule was measured: by its own test table, and on labelled documents by the name of their set."""

    cases_flagged: int
    cases_silent: int
    sets: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rule says of its offending example, what it advises, and where the words stand that it marks there."""

    message: str
    advice: str
    triggers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueRule:
    """One rule. `shown` is what it says of the text in `offends`, `messages` all the sentences it can say."""

    id: str
    title: str
    category: str
    severity: Severity
    messages: tuple[str, ...]
    basis: tuple[Basis, ...]
    offends: str
    acceptable: str
    shown: Shown
    replaces: str | None = None
    accuracy: Accuracy | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What a law, code or policy asks, the rules that ask it, and what no text can tell of it."""

    id: str
    title: str
    rules: tuple[str, ...] = ()
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class CataloguePack:
    """The rules of one jurisdiction, and what they cover of its law."""

    id: str
    title: str
    version: str
    countries: tuple[str, ...]
    is_opt_in: bool
    rules: tuple[CatalogueRule, ...]
    demands: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """What the words of the rules mean to a reviewer: severities, outcomes, categories."""

    severities: Mapping[str, str]
    outcomes: Mapping[str, str]
    categories: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All packs, with the words that explain them.

    `sets` says of each labelled set how it was used, `categories` how the rules of each category did on each set.
    """

    packs: tuple[CataloguePack, ...]
    guide: Guide
    sets: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)
