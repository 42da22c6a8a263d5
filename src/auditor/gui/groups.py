"""Findings as the table shows them in groups: what each group is called, and where preliminary ones stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.gui.words import PRELIMINARY, category_words
from auditor.model.listing import Group, Listing
from auditor.model.order import Grouping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.listing import FindingRow

_KEY = "\0preliminary"
"""What no rule, document or category is called."""


def named(listing: Listing, by: Grouping | None) -> Listing:
    """Call categories what reviewers call them, and tell rules of one title apart."""
    if by is Grouping.CATEGORY:
        groups = tuple(replace(group, label=category_words(group.label)) for group in listing.groups)
    elif by is Grouping.RULE:
        groups = tuple(replace(group, label=f"{group.label} · {group.key}") for group in listing.groups)
    else:
        return listing
    return replace(listing, groups=groups)


def with_preliminary(listing: Listing, rows: Sequence[FindingRow], by: Grouping | None) -> Listing:
    """Put preliminary findings behind all others; among groups they are one of their own."""
    if not rows:
        return listing
    ids = [*listing.ids, *(row.id for row in rows)]
    if by is None:
        return Listing(ids)
    weightiest = min((row.severity for row in rows), key=lambda severity: severity.rank)
    group = Group(_KEY, f"{PRELIMINARY}: still being read", len(rows), 0, weightiest, is_preliminary=True)
    return Listing(ids, (*listing.groups, group))
