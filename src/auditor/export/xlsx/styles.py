"""The look of the spreadsheet: its colours, fonts and cell styles, in one place.

Each severity and state has its word; the colour only repeats it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from auditor.export import wording
from auditor.model.analysis import CrisisVerdict, Grade
from auditor.model.colour import WHITE, ink_on, readable
from auditor.model.decision import FindingState
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.template import ACCENT, BAND
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from openpyxl.styles.styleable import StyleableObject

    from auditor.model.template import Template

FONT = "Calibri"
BODY_SIZE = 10
INK = "1F2933"
QUIET = "5F6B76"
PAPER = WHITE
WASH = "F3F6F8"
"""Behind totals and labels."""
LINE = "D5DCE2"
FAINT = "E9EDF1"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a template may choose: behind titles, of the words there, of headings on white, and of links."""

    band: str = BAND
    ink: str = PAPER
    heading: str = BAND
    link: str = ACCENT


HOUSE = Palette()
"""The program's own."""


def palette_of(template: Template) -> Palette:
    """Return the colours of a template; words stay readable whatever the band is."""
    band = template.band or BAND
    return Palette(band, ink_on(band), readable(band, PAPER), template.accent or ACCENT)


@dataclass(frozen=True, slots=True)
class Tint:
    """A dark colour for words, a light one to stand behind them, and a full one for charts."""

    ink: str
    fill: str
    solid: str


RED = Tint("8C1D18", "F9DAD7", "B3372F")
ORANGE = Tint("8A3D00", "FDE5D0", "DB7F32")
YELLOW = Tint("6B5200", "FFF3CC", "E2B93B")
BLUE = Tint("1F4E79", "DDEBF7", "7FA7C9")
GREEN = Tint("1E5B34", "DDF0E3", "5B9E74")
GREY = Tint("5F6B76", "ECEFF1", "9AA5AE")

SEVERITY_TINT = {
    Severity.CRITICAL: RED,
    Severity.HIGH: ORANGE,
    Severity.MEDIUM: YELLOW,
    Severity.LOW: BLUE,
}

Tints = dict[str, Tint]
"""Which word of a column gets which tint."""

SEVERITY_WORDS: Tints = {wording.SEVERITY[s]: tint for s, tint in SEVERITY_TINT.items()}
OUTCOME_WORDS: Tints = {
    wording.OUTCOME[Outcome.VIOLATION]: RED,
    wording.OUTCOME[Outcome.NEEDS_REVIEW]: YELLOW,
}
STATE_WORDS: Tints = {
    wording.STATE[FindingState.NEW]: YELLOW,
    wording.STATE[FindingState.STALE]: RED,
}
STATUS_WORDS: Tints = {wording.STATUS[Status.PARTIAL]: YELLOW, wording.STATUS[Status.UNREADABLE]: RED}
GRADE_WORDS: Tints = {
    wording.GRADE[Grade.NONE]: RED,
    wording.GRADE[Grade.VAGUE]: ORANGE,
    wording.GRADE[Grade.NAMED]: YELLOW,
    wording.GRADE[Grade.LINKED]: GREEN,
    wording.GRADE[Grade.REFERENCED]: GREEN,
}
VERDICT_WORDS: Tints = {
    wording.VERDICT[CrisisVerdict.MISSING]: RED,
    wording.VERDICT[CrisisVerdict.COMMERCIAL_ONLY]: ORANGE,
    wording.VERDICT[CrisisVerdict.PRESENT]: GREEN,
    wording.VERDICT[CrisisVerdict.NOT_REQUIRED]: GREY,
    wording.STATUS[Status.UNREADABLE]: RED,
}

TRIGGER_PROPERTIES = (
    f'<rPr><b/><sz val="{BODY_SIZE}"/><color rgb="FF{INK}"/><rFont val="{FONT}"/><family val="2"/></rPr>'
)
"""The words that fired a rule, in bold. Font and size are named because a run without them falls back to Excel's own."""


class Kind(StrEnum):
    """What a cell holds, which decides how it is set."""

    TEXT = "text"
    CHIP = "chip"
    """One word out of a few, centred."""
    INDEX = "index"
    NUMBER = "number"
    MOMENT = "moment"
    LINK = "link"
    HEADER = "header"
    CODE = "code"
    """Hashes and the like, which nobody reads."""
    # On the summary:
    TITLE = "title"
    SUBTITLE = "subtitle"
    SECTION = "section"
    LABEL = "label"
    NOTE = "note"
    ALARM = "alarm"
    HEADER_NUMBER = "header-number"
    FACT = "fact"
    ENTRY = "entry"
    """A name or text in a small table of the summary."""
    COUNT = "count"
    """A number whose zero is a dash, so that the others stand out."""
    TOTAL = "total"
    TOTAL_LABEL = "total-label"


_ALIGNMENT = {
    Kind.TEXT: Alignment(wrap_text=True, vertical="top"),
    Kind.CHIP: Alignment(wrap_text=True, vertical="top", horizontal="center"),
    Kind.INDEX: Alignment(vertical="top", horizontal="center"),
    Kind.NUMBER: Alignment(vertical="top", horizontal="right", indent=1),
    Kind.MOMENT: Alignment(wrap_text=True, vertical="top", horizontal="left"),
    Kind.LINK: Alignment(wrap_text=True, vertical="top"),
    Kind.HEADER: Alignment(wrap_text=True, vertical="center"),
    Kind.CODE: Alignment(wrap_text=True, vertical="top"),
    Kind.TITLE: Alignment(vertical="center"),
    Kind.SUBTITLE: Alignment(vertical="top"),
    Kind.SECTION: Alignment(vertical="bottom"),
    Kind.LABEL: Alignment(vertical="top"),
    Kind.NOTE: Alignment(wrap_text=True, vertical="top"),
    Kind.ALARM: Alignment(wrap_text=True, vertical="center"),
    Kind.HEADER_NUMBER: Alignment(vertical="center", horizontal="right"),
    Kind.FACT: Alignment(wrap_text=True, vertical="top"),
    Kind.ENTRY: Alignment(wrap_text=True, vertical="center", horizontal="left"),
    Kind.COUNT: Alignment(vertical="center", horizontal="right"),
    Kind.TOTAL: Alignment(vertical="center", horizontal="right"),
    Kind.TOTAL_LABEL: Alignment(vertical="center"),
}


def _font(*, size: float = BODY_SIZE, color: str = INK, bold: bool = False, is_link: bool = False) -> Font:
    return Font(
        name=FONT, family=2, size=size, color=color, bold=bold, underline="single" if is_link else None
    )


_BODY = _font()
_BOLD = _font(bold=True)
_FONTS = {
    Kind.INDEX: _font(color=QUIET),
    Kind.CODE: _font(size=9, color=QUIET),
    Kind.LABEL: _font(color=QUIET),
    Kind.NOTE: _font(color=QUIET),
    Kind.ALARM: _font(color=RED.ink),
    Kind.TOTAL: _BOLD,
    Kind.TOTAL_LABEL: _BOLD,
}
_FILLS = {Kind.ALARM: RED.fill, Kind.TOTAL: WASH, Kind.TOTAL_LABEL: WASH}
_ON_BAND = {
    Kind.HEADER: (BODY_SIZE, True),
    Kind.HEADER_NUMBER: (BODY_SIZE, True),
    Kind.TITLE: (20, True),
    Kind.SUBTITLE: (11, False),
}
"""Size, and whether bold, of the words that stand on the band."""
_FORMATS = {
    Kind.INDEX: "0",
    Kind.NUMBER: "#,##0",
    Kind.COUNT: '#,##0;-#,##0;"–"',
    Kind.TOTAL: "#,##0",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}

HAIRLINE = Side(style="thin", color=LINE)
UNDERLINE = Border(bottom=HAIRLINE)
GRID = Border(left=Side(style="thin", color=FAINT), bottom=HAIRLINE)


def dress(
    target: StyleableObject,
    kind: Kind,
    palette: Palette = HOUSE,
    *,
    is_guarded: bool = False,
    is_ruled: bool = False,
) -> None:
    """Give a cell or a column the style of its kind.

    `is_guarded` marks text that looks like a formula, so that it stays text when somebody edits the cell.
    `is_ruled` draws a line below.
    """
    target.font = _font_of(kind, palette)
    target.alignment = _ALIGNMENT[kind]
    if fill := palette.band if kind in _ON_BAND else _FILLS.get(kind):
        target.fill = PatternFill("solid", fgColor=fill)
    if kind in _FORMATS:
        target.number_format = _FORMATS[kind]
    if is_ruled:
        target.border = UNDERLINE
    if is_guarded:
        target.quotePrefix = True


def _font_of(kind: Kind, palette: Palette) -> Font:
    if kind in _ON_BAND:
        size, is_bold = _ON_BAND[kind]
        return _font(size=size, color=palette.ink, bold=is_bold)
    if kind is Kind.SECTION:
        return _font(size=13, color=palette.heading, bold=True)
    if kind is Kind.LINK:
        return _font(color=palette.link, is_link=True)
    return _FONTS.get(kind, _BODY)
