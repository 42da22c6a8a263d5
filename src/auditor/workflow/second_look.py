"""Draws the sample of a second look: the same file and the same seed always give the same items, in the same order."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.model.second_look import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.model.decision import Author
    from auditor.model.second_look import Candidate, Look, Sizes
    from auditor.store.audits import AuditFile


def draw(file: AuditFile, sizes: Sizes, seed: str, author: Author) -> Look:
    """Draw a sample and keep it in the file. Raises UserError when there is nothing to draw, StoreError."""
    drawn = sample(file.second_looks.candidates(), sizes, seed)
    if not drawn:
        raise UserError(
            "There is nothing to look at again: no finding is decided and nothing was let pass, or all sizes are 0.",
            "Decide about some findings first, or ask for more items.",
        )
    return file.second_looks.begin(drawn, sizes, seed, author)


def new_seed() -> str:
    """Return a seed that nobody chose, short enough to be read out."""
    return f"{secrets.randbelow(1_000_000):06}"


def sample(candidates: Iterable[Candidate], sizes: Sizes, seed: str) -> tuple[Candidate, ...]:
    """Return the items drawn, all kinds mixed.

    Chance is a hash of the seed and of what the item is, so that it is the same on every machine and in every version.
    """
    by_kind: dict[Kind, dict[str, list[Candidate]]] = {kind: defaultdict(list) for kind in Kind}
    for candidate in sorted(candidates, key=lambda c: _chance(seed, c.key)):
        by_kind[candidate.kind][candidate.rule].append(candidate)
    drawn: list[Candidate] = []
    for kind, by_rule in by_kind.items():
        shares = allot({rule: len(some) for rule, some in by_rule.items()}, sizes.of(kind), seed)
        drawn += [candidate for rule, some in by_rule.items() for candidate in some[: shares[rule]]]
    return tuple(sorted(drawn, key=lambda c: _chance(f"{seed}/order", c.key)))


def allot(counts: Mapping[str, int], size: int, seed: str) -> dict[str, int]:
    """Return how many items each rule gets: one first, so that rare rules appear, then in proportion to what it has.

    With fewer places than rules, chance says which rules go without.
    """
    rules = sorted(counts, key=lambda rule: _chance(seed, rule))
    shares = {rule: int(at < size) for at, rule in enumerate(rules)}
    while sum(shares.values()) < min(size, sum(counts.values())):
        neediest = _neediest(rules, counts, shares)
        shares[neediest] += 1
    return shares


def _neediest(rules: Sequence[str], counts: Mapping[str, int], shares: Mapping[str, int]) -> str:
    """Return the rule whose share lags most behind its number of items (the divisors of Sainte-Laguë)."""
    left = [rule for rule in rules if shares[rule] < counts[rule]]
    return max(left, key=lambda rule: counts[rule] / (2 * shares[rule] + 1))


def _chance(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()
