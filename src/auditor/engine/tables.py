"""Reads the test tables of rules: named cases with the exact words that must be flagged, and near misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.yaml_source import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


TODAY = "2026-07-01"
"""The day on which cases and examples are judged, unless they give another."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case. `flags` are the triggers expected, in order; an empty list is a near miss that must stay silent.

    One of `text` (plain text), `html` or `markdown` holds the document. `known_defect` says why a case does not
    hold yet; the day it holds, the test fails until the note is removed.
    """

    name: str
    flags: list[str]
    text: str | None = None
    html: str | None = None
    markdown: str | None = None
    country: str | None = None
    today: str = TODAY
    outcome: str | None = None
    known_defect: str | None = None

    @property
    def document(self) -> tuple[str, str]:
        """The file name to give the text, and the text."""
        if self.html is not None:
            return "case.html", self.html
        if self.markdown is not None:
            return "case.md", self.markdown
        return "case.txt", self.text or ""


def read_table(path: Path) -> tuple[Case, ...]:
    """Read one table. Raises PackError with the line of what is wrong."""
    source = read_yaml(path)
    cases = source.convert(source.value, list[Case])
    for number, case in enumerate(cases):
        given = sum(x is not None for x in (case.text, case.html, case.markdown))
        if given != 1:
            raise source.error(
                f"the case “{case.name}” has {given} texts", f"$[{number}]", "one of text, html, markdown"
            )
    return tuple(cases)
