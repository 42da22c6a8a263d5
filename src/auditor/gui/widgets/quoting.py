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
    at, length = (quote.index(trigger), len(trigger)) if trigger in quote else (0, 0)
    first, last = _shown(quote, at)
    begin, end = min(at, last), min(at + length, last)
    parts = [safe_markup(part) for part in (quote[first:begin], quote[begin:end], quote[end:last])]
    if begin < end:
        parts[1] = f"<b>{parts[1]}</b>"
    return "".join([f"{_ELLIPSIS} " if first else "", *parts, f" {_ELLIPSIS}" if last < len(quote) else ""])


def _shown(quote: str, at: int) -> tuple[int, int]:
    """Return from where to where a quote is shown: whole, or cut between words around an offset."""
    if len(quote) <= MOST_CHARS and quote.count("\n") < MOST_LINES:
        return 0, len(quote)
    first = quote.find(" ", at - BEFORE, at) + 1 or at if at > BEFORE else 0
    breaks = [found.start() for found in islice(re.finditer("\n", quote[first:]), MOST_LINES)]
    last = min(len(quote), first + MOST_CHARS, *(first + line for line in breaks[MOST_LINES - 1 :]))
    if last == len(quote) or quote[last].isspace():
        return first, last
    return first, max(quote.rfind(" ", at + 1, last), 0) or last
