"""A document printed as it looks: how the browser's process and the writer of the marked PDF understand each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from auditor.model.values import dataclass

MARK_ADDRESS = "https://mark.invalid/"
"""On a page made ready for print the words of findings are links that begin so and end in their numbers: wherever the
browser puts the words on the paper, a link lies over them. No such address can exist (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages as the browser printed them, or why it did not.

    `numbers` are those of the links, by the finding's fingerprint; `opened` are those whose words the page hides until
    it is clicked, and that were opened for print; `pale` are those whose words are light, on a dark ground. `undrawn`
    are the characters of the text that no font of this computer has.
    """

    content: bytes = b""
    numbers: Mapping[str, int] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    pale: frozenset[int] = frozenset()
    reason: str = ""
    undrawn: str = ""
