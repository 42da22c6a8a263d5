"""Which rules apply to a document: its own country's over the Union's, and the Union's over the general ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.model.country import COUNTRIES, EU_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.pack import Pack, Rule
    from auditor.model.audit import PackRecord

UNION = "EU"


def rules_for(packs: Sequence[Pack], country: str | None, chosen: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run, in a fixed order.

    Packs without countries always apply; the others when they name the document's country (or the Union for its
    members). `chosen` pack ids narrow this to those packs, whatever the country; a pack that is asked for on its
    own account (`is_opt_in`) never narrows, it comes to the others. Of a rule and those that extend
    it, the one for the narrowest place runs: the Union's steps aside for a member's, the general one for both.
    Two countries chosen side by side both have their say, for neither lies within the other.
    """
    is_narrowed = narrows(packs, chosen)
    at_hand = [p for p in packs if is_at_hand(p, chosen, packs) and (is_narrowed or reaches(p, country))]
    rivals: dict[str, list[tuple[Rule, frozenset[str]]]] = defaultdict(list)
    for pack in at_hand:
        for rule in pack.rules:
            rivals[_root(rule)].append((rule, _places(pack)))
    return tuple(
        rule for pack in at_hand for rule in pack.rules if not _is_replaced(rule, pack, rivals[_root(rule)])
    )


def is_at_hand(pack: Pack | PackRecord, chosen: Sequence[str], packs: Sequence[Pack | PackRecord]) -> bool:
    """Whether a pack may run, given what was chosen, if it reaches the readers."""
    if pack.id in chosen:
        return True
    return not pack.is_opt_in and not narrows(packs, chosen)


def narrows(packs: Sequence[Pack | PackRecord], chosen: Sequence[str]) -> bool:
    """Whether one of the ordinary packs was chosen, so that only chosen ones run."""
    return any(pack.id in chosen for pack in packs if not pack.is_opt_in)


def reaches(pack: Pack, country: str | None) -> bool:
    """Whether a pack applies to readers in a country; None is a country that could not be told."""
    return not pack.countries or country in _places(pack)


def _is_replaced(rule: Rule, pack: Pack, rivals: Sequence[tuple[Rule, frozenset[str]]]) -> bool:
    """Whether one of `rivals`, which ask the same, stands for a place within the rule's, or extends it there."""
    if len(rivals) == 1:
        return False
    here = _places(pack)
    return any(place < here or (other.replaces == rule.id and place == here) for other, place in rivals)


def _root(rule: Rule) -> str:
    return rule.replaces or rule.id


def _places(pack: Pack) -> frozenset[str]:
    """Return every country a pack reaches; one without countries reaches all."""
    named = frozenset(pack.countries) or COUNTRIES
    return named | EU_MEMBERS if UNION in named else named
