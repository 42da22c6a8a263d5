"""Which rules apply to a document: its country's packs over the general one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.country import EU_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.pack import Pack, Rule


def rules_for(packs: Sequence[Pack], country: str | None, chosen: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run, in a fixed order.

    Packs without countries always apply; the others when they name the document's country (or the EU for its
    members). `chosen` pack ids narrow this to those packs, whatever the country. A rule that extends another
    takes its place.
    """
    rules = [rule for pack in packs if _applies(pack, country, chosen) for rule in pack.rules]
    replaced = {rule.replaces for rule in rules if rule.replaces}
    return tuple(rule for rule in rules if rule.id not in replaced)


def _applies(pack: Pack, country: str | None, chosen: Sequence[str]) -> bool:
    if chosen:
        return pack.id in chosen
    if not pack.countries or country in pack.countries:
        return True
    return "EU" in pack.countries and country in EU_MEMBERS
