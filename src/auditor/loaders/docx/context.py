"""What the readers of a Word file's parts share: the package, its styles, its notes and the trouble found."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.docx.xml import name_of
from auditor.model.source import Problem
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.docx.package import Package
    from auditor.loaders.docx.styles import Styles
    from auditor.loaders.docx.xml import Element

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote or endnote that the text refers to: `kind` is "footnote" or "endnote"."""

    kind: str
    note_id: str
    label: str
    is_custom: bool = False

    @property
    def anchor(self) -> str:
        """The name of the place where the note's text begins."""
        return f"{self.kind}-{self.note_id}"


@dataclass(slots=True)
class Notes:
    """Gives notes their labels in the order in which the text refers to them."""

    has_both: bool = False
    references: dict[tuple[str, str], NoteReference] = field(default_factory=dict)

    def refer(self, kind: str, note_id: str, custom: str | None = None) -> NoteReference:
        """Return the reference to a note; a second one to the same note has the same label."""
        known = self.references.get((kind, note_id))
        if known is not None:
            return known
        label = custom or self._next(kind)
        reference = NoteReference(kind, note_id, label, is_custom=custom is not None)
        self.references[kind, note_id] = reference
        return reference

    def _next(self, kind: str) -> str:
        number = 1 + sum(one.kind == kind and not one.is_custom for one in self.references.values())
        # Word numbers endnotes i, ii, iii; that matters only where footnotes take the digits.
        return _roman(number) if kind == "endnote" and self.has_both else str(number)


@dataclass(slots=True)
class Context:
    """Everything that does not change from part to part."""

    package: Package
    styles: Styles
    notes: Notes
    problems: list[Problem] = field(default_factory=list)
    groups: int = 0

    def new_group(self) -> int:
        """Return a number for a list, table or card that no other has."""
        self.groups += 1
        return self.groups

    def add_problem(self, code: str, message: str) -> None:
        """Note, once, that something was not read."""
        problem = Problem(code, message)
        if problem not in self.problems:
            self.problems.append(problem)


def notes_for(root: Element) -> Notes:
    """Return the label keeper for a text: it must know first whether both kinds of note occur."""
    names = {name_of(element) for element in root.iter("{*}footnoteReference", "{*}endnoteReference")}
    return Notes(has_both=len(names) > 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written
