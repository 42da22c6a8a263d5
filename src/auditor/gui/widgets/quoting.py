"""What a finding quotes, as markup: so much of it that the buttons of the decision stay in view below.

All of it is marked in the document beside.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from auditor.gui.widgets.detail_parts import safe_markup

if TYPE_CHECKING:
    from auditor.model.finding import Finding

MOST_CHARS = 360
"""Code points that are shown of a quote."""
MOST_LINES = 7
"""Lines that are shown of it: rows of a table are short, and many."""
BEFORE = 120
"""Code points that may stand before the trigger where a long quote is cut."""

_LINE_ENDS = re.compile(r"\s*\n\s*")
_ELLIPSIS = "…"


def quote_markup(finding: Finding) -> str:
    """Return the words found, the trigger in bold; of a long quote what stands around the beginning of the trigger."""
    quote, trigger = (_LINE_ENDS.sub("\n", words) for words in (finding.quote, finding.trigger_quote))
    at = max(quote.find(trigger), 0)
    first, last = _first_shown(quote, at), _last_shown(quote, at)
    begin, end = min(at, last), min(at + len(trigger), last)
    parts = [safe_markup(part) for part in (quote[first:begin], quote[begin:end], quote[end:last])]
    if begin < end:
        parts[1] = f"<b>{parts[1]}</b>"
    return "".join([f"{_ELLIPSIS} " if first else "", *parts, f" {_ELLIPSIS}" if last < len(quote) else ""])


def _first_shown(quote: str, at: int) -> int:
    """Return where the words before an offset begin: with the quote, or at a word in a long one."""
    if _is_short(quote) or at <= BEFORE:
        return 0
    return quote.find(" ", at - BEFORE, at) + 1 or at


def _last_shown(quote: str, at: int) -> int:
    """Return where the words after an offset end: with the quote, or behind a word in a long one."""
    if _is_short(quote):
        return len(quote)
    first = _first_shown(quote, at)
    breaks = [found.start() for found in islice(re.finditer("\n", quote[first:]), MOST_LINES)]
    last = min(
        first + MOST_CHARS, first + breaks[-1] if len(breaks) == MOST_LINES else len(quote), len(quote)
    )
    if last == len(quote) or quote[last].isspace():
        return last
    return max(quote.rfind(" ", at + 1, last), 0) or last


def _is_short(quote: str) -> bool:
    return len(quote) <= MOST_CHARS and quote.count("\n") < MOST_LINES
