"""Blocks and their inline content as Markdown and DOCX yield them, before marks and entries are settled."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from auditor.loaders.text_marks import is_power, written_labels
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_RAISED_LABEL = re.compile(r"\s*[\[(]?(\d{1,3}|[a-h]|\*{1,3}|††?|‡‡?|§)[\])]?\s*")
_LABEL = re.compile(r"\s*[\[(]?\^?(\d{1,3}|[a-z]|\*{1,3}|†|‡|§)[\])]?\s*")
_LABEL_LIST = re.compile(r"\s*\[?(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]?\s*")
_TO_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline content. `mark` is a reference mark's label; `plain` text may hide further marks."""

    text: str = ""
    link: str | None = None
    mark: str | None = None
    target: str | None = None
    anchor: str | None = None
    is_break: bool = False
    plain: bool = True


@dataclass(frozen=True, slots=True)
class RunBlock:
    """One block: its inline content, or its cells.

    `note` is the label of a footnote that begins here, `anchor` the name by which the format itself points
    to it, and `paragraph` where it stood in the source.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    cells: tuple[tuple[Run, ...], ...] = ()
    headers: tuple[str, ...] = ()
    level: int = 0
    group: int | None = None
    region: Region = Region.MAIN
    paragraph: int | None = None
    note: str | None = None
    anchor: str | None = None

    @property
    def text(self) -> str:
        """The block's text as a reader sees it."""
        return visible(self.runs)


@dataclass(slots=True)
class RunWriter:
    """Takes text, links and raised text as they open and close, and keeps the runs."""

    runs: list[Run] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    _links: list[tuple[str, int]] = field(default_factory=list)
    _raised: list[int] = field(default_factory=list)

    def text(self, text: str, *, plain: bool = True) -> None:
        """Add visible text; code is not `plain`."""
        if text:
            self.runs.append(Run(text, link=self._link, plain=plain))

    def line_break(self) -> None:
        """Keep a line break."""
        self.runs.append(Run(is_break=True))

    def mark(self, label: str, target: str | None) -> None:
        """Add a reference mark that the format itself marks up."""
        self.runs.append(Run(mark=label, target=target))

    def anchor(self, name: str) -> None:
        """Name this place."""
        self.runs.append(Run(anchor=name))

    def image(self, alt: str) -> None:
        """Remember the words that stand for a picture."""
        if alt.strip():
            self.alts.append(alt)

    def open_link(self, target: str) -> None:
        """Begin a link."""
        self._links.append((target, len(self.runs)))

    def close_link(self) -> None:
        """End a link; one that covers nothing but a label is a reference mark."""
        if not self._links:
            return
        target, start = self._links.pop()
        label = _LABEL.fullmatch(self._text_from(start))
        if label is None or not (label.group(1).isdigit() or target.startswith("#")):
            return
        inside = target.startswith("#")
        mark = Run(mark=label.group(1), target=target if inside else None, link=None if inside else target)
        self.runs[start:] = [mark]

    def open_raised(self) -> None:
        """Begin superscript."""
        self._raised.append(len(self.runs))

    def close_raised(self) -> None:
        """End superscript; raised numbers and signs are reference marks, squares and degrees are not."""
        if not self._raised:
            return
        start = self._raised.pop()
        labels = raised_labels(self._text_from(start), before=visible(self.runs[max(0, start - 3) : start]))
        if any(run.mark is not None for run in self.runs[start:]):
            return
        if labels:
            self.runs[start:] = [Run(mark=label, link=self._link) for label in labels]
        else:
            # Digits keep their height, or the square of ten would read as a hundred and two.
            self.runs[start:] = [
                replace(run, text=run.text.translate(_TO_RAISED)) for run in self.runs[start:]
            ]

    @property
    def is_raised(self) -> bool:
        """Whether superscript is open."""
        return bool(self._raised)

    def close(self) -> None:
        """Close whatever is still open at the end of a paragraph."""
        while self._raised:
            self.close_raised()
        while self._links:
            self.close_link()

    @property
    def _link(self) -> str | None:
        return self._links[-1][0] if self._links else None

    def _text_from(self, start: int) -> str:
        return "".join(run.text for run in self.runs[start:])


def visible(runs: Sequence[Run]) -> str:
    """Return the text of the runs as a reader sees it."""
    return "".join(" " if run.is_break else f"[{run.mark}]" if run.mark else run.text for run in runs)


def unmarked(run: Run) -> Run:
    """Return the run as text alone, for entries whose own label is no mark."""
    return replace(run, text=f"[{run.mark}]", mark=None, target=None) if run.mark else run


def raised_labels(text: str, *, before: str = "") -> list[str]:
    """Return the labels that raised text names; none when it is an ordinal, a sign, a power or a degree."""
    single = _RAISED_LABEL.fullmatch(text)
    if single:
        label = single.group(1)
        is_power_sign = label in {"2", "3"} and is_power(before[-12:])
        is_unit_sign = label.isalpha() and before[-1:].isdigit()
        return [] if is_power_sign or is_unit_sign or before.endswith((" 10", "×10")) else [label]
    several = _LABEL_LIST.fullmatch(text)
    return list(written_labels(several.group(1))) if several else []
