"""Holds a page's blocks while it is walked, and numbers the small containers they share.

A block's group is the smallest container it shares with its neighbours:

- a data table: all its rows and its caption;
- a list: its items, where an item is one block;
- a card: a container with at most `CARD_BLOCKS` blocks of together at most `CARD_CHARS` characters, one of
  them short, such as a counter ("3,200+" over "families healed"), a price box or a list item with a heading. Where cards lie inside one
  another the innermost wins, but a container that adds blocks to one single card is that card.

Running text has no group. Groups are numbered from 1 in the order in which they first appear.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.model.document import BlockKind, Locator, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.builder import DocumentBuilder, Inline

CARD_BLOCKS = 6
"""Blocks a card may hold: figure, sign, label and a line or two below them."""
CARD_CHARS = 400
"""Characters a card may hold: what is read as one at a glance."""
CARD_LABEL_CHARS = 80
"""Longest that the shortest block of a card may be: without a name, a figure or a label, paragraphs are just text."""

_ITEM_KINDS = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


@dataclass(slots=True, eq=False)
class Group:
    """A container whose blocks belong together; compared by identity."""

    is_card: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A block before its group is known. `cells` are set for table rows, with the header text of each."""

    kind: BlockKind
    inlines: list[Inline]
    region: Region
    path: str
    size: int = 0
    level: int = 0
    classes: tuple[str, ...] = ()
    group: Group | None = None
    cells: list[list[Inline]] | None = None
    headers: list[str] = field(default_factory=list)


def close_card(drafts: list[Draft], first: int) -> None:
    """Group the blocks from `first` on if the container that ends here is a card."""
    count = len(drafts) - first
    if not 2 <= count <= CARD_BLOCKS:
        return
    inside = drafts[first:]
    sizes = [draft.size for draft in inside]
    if sum(sizes) > CARD_CHARS or min(sizes) > CARD_LABEL_CHARS:
        return
    loose = [draft for draft in inside if draft.group is None]
    groups = list(dict.fromkeys(draft.group for draft in inside if draft.group is not None))
    if not loose or len(groups) > 1 or any(not group.is_card for group in groups):
        return
    if len(loose) > 1 or groups:
        group = groups[0] if groups else Group(is_card=True)
        for draft in loose:
            draft.group = group


def close_item(drafts: list[Draft], first: int, group: Group | None) -> None:
    """Group the blocks of a list item that are no card of their own with the list."""
    for draft in drafts[first:]:
        if draft.group is None and draft.kind in _ITEM_KINDS:
            draft.group = group


def write(drafts: list[Draft], builder: DocumentBuilder) -> None:
    """Hand the blocks over in order."""
    numbers: dict[Group, int] = {}
    for draft in drafts:
        group = None if draft.group is None else numbers.setdefault(draft.group, len(numbers) + 1)
        locator = Locator(selector=draft.path or None)
        if draft.cells is None:
            builder.add_block(
                draft.kind,
                draft.inlines,
                region=draft.region,
                locator=locator,
                level=draft.level,
                group=group,
                classes=draft.classes,
            )
            continue
        builder.add_row(
            draft.cells,
            headers=draft.headers,
            is_header=draft.kind is BlockKind.TABLE_HEADER,
            region=draft.region,
            locator=locator,
            group=group,
            classes=draft.classes,
        )
