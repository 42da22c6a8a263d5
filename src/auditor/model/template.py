"""How an organisation wants its exports to look: name, logo, colours, columns and the wording of the disclaimer."""

from __future__ import annotations

from auditor.model.values import dataclass

COLUMNS = (
    *("No.", "Document", "Place", "Severity", "Outcome", "Category", "Rule", "Sentence", "Why", "Basis"),
    *("How to fix", "Suggested wording", "Evidence", "Source"),
    *("Decision", "Reason", "Reviewer", "Decided at", "Response"),
)
"""What can be shown of a finding, in the order of the program's own exports."""

BAND, ACCENT = "1F3A4D", "1A5A96"
"""The program's own colours, where a template names none."""

MAX_NAME = 100
MAX_DISCLAIMER = 2000
"""Characters: what a page's head and foot can hold."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as PNG, without anything but its pixels; width and height are in pixels."""

    png: bytes
    width: int
    height: int

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Return the size at which it fits into a box, never larger than it is."""
        scale = min(width / self.width, height / self.height, 1.0)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class Template:
    """What the organisation says; what is empty is as the program has it.

    `band` is the colour behind titles, `accent` the one of links and bars, both as six hexadecimal digits.
    """

    organisation: str = ""
    logo: Logo | None = None
    band: str = ""
    accent: str = ""
    columns: tuple[str, ...] = COLUMNS
    disclaimer: str = ""

    def shows(self, column: str) -> bool:
        """Whether a column was chosen."""
        return column in self.columns


PLAIN = Template()
"""Everything as the program has it."""
