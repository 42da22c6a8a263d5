"""The paragraph-like pieces of a plain text, before they become blocks."""

from __future__ import annotations

import re

from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

NUMBERED = re.compile(
    r"(?P<label>\d{1,3}[.)]|\(\d{1,3}\)(?!\s+\d)|\([a-z]\)|\[(?:\d{1,3}|[a-z*†‡§]{1,2})\])\s+(?=\S)"
)
"""The number or label an entry begins with: `3.`, `3)`, `(3)`, `(c)`, `[3]`, `[a]`."""

MAIL_HEADER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*: \S")
"""The beginning of a line such as `Subject: …` at the head of a letter."""

MAX_HEADING_CHARS = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading, list item or table row: its text, or its cells, and where it stood.

    `level` is the heading level or the list depth. `headers` are the column headers of a row. `alone` is
    True when blank lines, or the ends of the text, stand on both sides; `indent` counts leading spaces.
    """

    kind: BlockKind
    text: str = ""
    cells: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    level: int = 0
    group: int | None = None
    region: Region = Region.MAIN
    alone: bool = False
    one_line: bool = True
    indent: int = 0

    @property
    def label(self) -> str | None:
        """The number or sign the piece begins with, without its brackets and points."""
        match = NUMBERED.match(self.text)
        return match["label"].strip("[](). ") if match else None

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())
