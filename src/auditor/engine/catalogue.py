"""Gathers what a reviewer may want to know of the rules, from their files and from what was measured of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.coverage import read_coverage
from auditor.engine.yaml_source import read_yaml
from auditor.errors import PackError
from auditor.model.catalogue import Accuracy, Catalogue, CataloguePack, CatalogueRule, Guide, Measure, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.engine.pack import Pack, Rule, RuleBook

ACCURACY = "_accuracy.json"
"""What `make accuracy` measured; a folder of somebody's own rules has none."""


class _Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    severities: dict[str, str]
    outcomes: dict[str, str]
    categories: dict[str, str]


class _Counts(msgspec.Struct, frozen=True):
    labels: int
    found: int
    flagged: int
    right: int


class _Cases(msgspec.Struct, frozen=True):
    flagged: int
    silent: int


class _Measured(msgspec.Struct, frozen=True):
    cases: _Cases
    sets: dict[str, _Counts]


class _Set(msgspec.Struct, frozen=True):
    use: str


class _Figures(msgspec.Struct, frozen=True):
    sets: dict[str, _Set] = {}
    categories: dict[str, dict[str, _Counts]] = {}
    rules: dict[str, _Measured] = {}


def read_guide(folder: Path) -> Guide:
    """Return what severities, outcomes and categories mean. Raises PackError."""
    source = read_yaml(folder / "_guide.yaml")
    file = source.convert(source.value, _Guide)
    return Guide(file.severities, file.outcomes, file.categories)


def catalogue(book: RuleBook, folder: Path, shown: Mapping[str, Shown]) -> Catalogue:
    """Return the catalogue of a rules folder. `shown` is what each rule says of its offending example.

    Raises PackError.
    """
    figures = _figures(folder / ACCURACY)
    return Catalogue(
        packs=tuple(_pack(pack, folder, shown, figures) for pack in book.packs),
        guide=read_guide(folder),
        sets={name: one.use for name, one in figures.sets.items()},
        categories={name: _measures(sets) for name, sets in figures.categories.items()},
    )


def _figures(path: Path) -> _Figures:
    if not path.is_file():
        return _Figures()
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Figures)
    except (OSError, msgspec.MsgspecError) as error:
        raise PackError(f"{path} cannot be read: {error}.", "Write it again with: make accuracy") from error


def _pack(pack: Pack, folder: Path, shown: Mapping[str, Shown], figures: _Figures) -> CataloguePack:
    rules = tuple(_rule(rule, shown[rule.id], figures.rules.get(rule.id)) for rule in pack.rules)
    demands = read_coverage(folder, pack.id)
    return CataloguePack(pack.id, pack.title, pack.version, pack.countries, pack.is_opt_in, rules, demands)


def _rule(rule: Rule, shown: Shown, measured: _Measured | None) -> CatalogueRule:
    return CatalogueRule(
        id=rule.id,
        title=rule.title,
        category=rule.category,
        severity=rule.severity,
        messages=tuple(dict.fromkeys(rule.messages.values())),
        basis=rule.basis,
        offends=rule.examples.offends,
        acceptable=rule.examples.acceptable,
        shown=shown,
        replaces=rule.replaces,
        accuracy=_accuracy(measured) if measured else None,
    )


def _accuracy(measured: _Measured) -> Accuracy:
    return Accuracy(measured.cases.flagged, measured.cases.silent, _measures(measured.sets))


def _measures(sets: Mapping[str, _Counts]) -> dict[str, Measure]:
    return {name: Measure(c.labels, c.found, c.flagged, c.right) for name, c in sets.items()}
