"""What was written out about a finding beside the words it is known by: whoever changes that in a spreadsheet is found out."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import SourceFinder
from auditor.export.places import PlaceFinder
from auditor.export.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.audit import DocumentAudit
    from auditor.model.claim import ClaimMatch
    from auditor.model.finding import Finding

CONTINUED = " … [continued on"
"""What a cell says whose text goes on elsewhere; only what stands before it can be compared."""

WORDS = "words"
TITLES = (
    *("place", "why", "basis", "how to fix", "suggested wording", "evidence", "source"),
    *("address", "state", "grade", "occurrences", WORDS),
)
"""Titles of cells that are too long to be kept of every row, in the spreadsheet and, further ones, in the table in plain
text; the number is compared as a number."""

_DIGEST = 8
_MONTH = re.compile(
    r"\b(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic)\w*|(?<=\d)(?:st|nd|rd|th)\b|\b(?:of|de)\b",
    re.IGNORECASE,
)

Mark = bytes | str
"""A cell as it is kept: a few bytes that stand for its words, or its words where only their beginning can be compared."""


def plain(text: str) -> str:
    """Return a text without what spreadsheet programs change about it: spaces, apostrophes, dashes, capitals."""
    letters = "".join(visible(text).replace("_x005F_", "_").split())
    return letters.replace("'", "").replace("-", "").casefold()


def agrees(cell: str, words: str) -> bool:
    """Whether a cell says what was written out, in whatever way a spreadsheet program spaces and keeps it."""
    shown, _, rest = cell.partition(CONTINUED)
    told, expected = plain(shown), plain(words)
    return expected.startswith(told) and bool(told) if rest else told == expected


def mark_of(title: str, cell: str) -> Mark:
    """Return what is kept of a cell."""
    is_kept = title == "evidence" or CONTINUED in cell or (title == WORDS and _has_digit(cell))
    return cell if is_kept else _digest(cell)


class WrittenOut:
    """Compares rows with what was written out about the findings of one document."""

    def __init__(self, document: DocumentAudit) -> None:
        self._places, self._sources = PlaceFinder(document), SourceFinder(document)
        self._approvals, self._source, self._status = document.approvals, document.source, document.status

    def changed(self, finding: Finding, marks: Mapping[str, Mark]) -> list[str]:
        """Return the titles of the cells that say something else, in whichever form they were written."""
        forms = {
            "place": self._places.of_finding(finding).label,
            "why": finding.message,
            "basis": wording.basis(finding.basis),
            "how to fix": finding.advice,
            "suggested wording": finding.suggestion or "",
            "source": self._sources.sources(finding.span),
            "address": self._source.uri,
            "state": wording.STATUS[self._status],
            "grade": wording.GRADE[finding.grade] if finding.grade else "",
            "occurrences": str(finding.occurrences),
        }
        if not _is_retold(marks.get(WORDS), finding.trigger_quote):
            forms[WORDS] = finding.trigger_quote
        changed = [title for title, words in forms.items() if not _holds(marks.get(title), words)]
        match = self._approvals.get(finding.fingerprint)
        if not _is_evidence(marks.get("evidence"), self._untold(finding, match), match):
            changed.append("evidence")
        return changed

    @staticmethod
    def _untold(finding: Finding, match: ClaimMatch | None) -> Finding:
        """Return the finding without what the register knows of its words."""
        known = _registered(match)
        bare = finding.evidence.removesuffix(known).strip() if known else finding.evidence
        return replace(finding, evidence=bare)


def _holds(mark: Mark | None, words: str) -> bool:
    """A table in plain text has one line for what the spreadsheet has several for."""
    if mark is None:
        return True
    forms = (words, words.replace("\n", "; ")) if "\n" in words else (words,)
    if isinstance(mark, str):
        return any(agrees(mark, form) for form in forms)
    return any(mark == _digest(form) for form in forms)


def _is_retold(mark: Mark | None, words: str) -> bool:
    """Whether a cell holds some figure for a bare figure or date: programs show “1,200”, “4.9” and “3 March” their own way."""
    is_bare = _has_digit(words) and not any(map(str.isalpha, _MONTH.sub("", words)))
    return is_bare and isinstance(mark, str)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _is_evidence(mark: Mark | None, finding: Finding, match: ClaimMatch | None) -> bool:
    """What the register of approved claims knew when it was written out stands behind it, and may have changed."""
    if not isinstance(mark, str):
        return True
    shown, is_begun = plain(mark.partition(CONTINUED)[0]), CONTINUED in mark
    for words in (wording.evidence(finding), finding.evidence):
        form = plain(words).rstrip(".")
        if not form and shown in {"", plain(_registered(match))}:
            return True
        if form and (shown.startswith(form) or (is_begun and form.startswith(shown))):
            return True
    return False


def _registered(match: ClaimMatch | None) -> str:
    return match.words if match else ""


def _digest(text: str) -> bytes:
    return blake2b(plain(text).encode("utf-8", "replace"), digest_size=_DIGEST).digest()
