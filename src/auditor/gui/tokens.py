"""The window's colours and measures: light, dark and high contrast. Palette, style sheet and drawings are made from them.

Every pair that carries words stands at 4.5:1 or better (7:1 in high contrast), every ring, dot and border that
carries meaning at 3:1 or better; a test holds them to it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.decision import Verdict
    from auditor.model.finding import Severity

GRID = 4
"""Pixels; every distance in the window is a multiple of it."""

RADIUS = 6
"""Pixels; corners of buttons, fields and cards."""

TEXT_PX = 13
SMALL_PX = 12
HEADING_PX = 15
TITLE_PX = 22

TEXT_SIZES = (100, 125, 150, 200)
"""Per cent of the measures above that the user may choose."""

ROW_HEIGHT = 32
"""Pixels; one finding in the table."""

DOCUMENT_ROW_HEIGHT = 56
"""Pixels; one document in the list: name, state, bar."""


class Scheme(StrEnum):
    """What the user may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour that means something: its ink on a surface, a soft tint behind words, and a strong one."""

    ink: str
    soft: str
    strong: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one scheme."""

    is_dark: bool
    window: str
    surface: str
    sunken: str
    line: str
    control: str
    """Borders of fields and buttons, empty tracks: 3:1 on window and surface."""
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    critical: Hue
    high: Hue
    medium: Hue
    low: Hue
    good: Hue

    def severity(self, severity: Severity) -> Hue:
        """Return the colour of a severity."""
        hues = {"critical": self.critical, "high": self.high, "medium": self.medium, "low": self.low}
        return hues[severity.value]

    def ink(self, name: str) -> str:
        """Return a colour by its name; of one that means something, its ink."""
        colour = getattr(self, name)
        return colour.ink if isinstance(colour, Hue) else str(colour)

    def verdict(self, verdict: Verdict) -> str:
        """Return the ink of what was decided."""
        return {
            "confirmed": self.good.ink,
            "approved-claim": self.good.ink,
            "needs-substantiation": self.medium.ink,
            "later": self.low.ink,
        }.get(verdict.value, self.muted)


LIGHT = Tokens(
    is_dark=False,
    window="#F3F5F7",
    surface="#FFFFFF",
    sunken="#E9EDF1",
    line="#D9DFE5",
    control="#788492",
    text="#17202A",
    muted="#52606D",
    accent="#0B6B69",
    accent_hover="#084F4E",
    on_accent="#FFFFFF",
    selection="#D7ECEA",
    critical=Hue("#B4182D", "#FCE4E7", "#F6A9B3"),
    high=Hue("#A34400", "#FDE9D9", "#F7BC8C"),
    medium=Hue("#765900", "#FBF1CC", "#EFD166"),
    low=Hue("#3A5E8C", "#E2ECF8", "#AECBEE"),
    good=Hue("#1B6B3C", "#DDF3E5", "#93D3AC"),
)

DARK = Tokens(
    is_dark=True,
    window="#12171D",
    surface="#1A2129",
    sunken="#242D37",
    line="#313C48",
    control="#76838F",
    text="#E6EBF0",
    muted="#A5B1BD",
    accent="#54C5BF",
    accent_hover="#7BD8D3",
    on_accent="#06201F",
    selection="#1D4442",
    critical=Hue("#FF8E98", "#47212A", "#8E2F40"),
    high=Hue("#FFAA6B", "#452B14", "#8A4A12"),
    medium=Hue("#E8C84F", "#3B320F", "#6E5A00"),
    low=Hue("#93BFEC", "#20344E", "#2F5788"),
    good=Hue("#72CF9A", "#173A27", "#1F6B43"),
)

CONTRAST = Tokens(
    is_dark=True,
    window="#000000",
    surface="#000000",
    sunken="#1F1F1F",
    line="#9A9A9A",
    control="#FFFFFF",
    text="#FFFFFF",
    muted="#E4E4E4",
    accent="#FFE45C",
    accent_hover="#FFF0A0",
    on_accent="#000000",
    selection="#06264F",
    critical=Hue("#FFA3AB", "#3A0009", "#7C0A1C"),
    high=Hue("#FFB77A", "#331800", "#653000"),
    medium=Hue("#FFE45C", "#2B2500", "#4F4400"),
    low=Hue("#A8CFFF", "#001E40", "#0A3A6E"),
    good=Hue("#8CE8B0", "#00260F", "#0B4A24"),
)
