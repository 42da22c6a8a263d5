"""Collects what could not be read of a PDF and says it in sentences: no page goes missing in silence."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.pdf.file import is_cut_off
from auditor.model.document import Status
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.builder import DocumentBuilder
    from auditor.loaders.pdf.sheet import Sheet
    from auditor.model.source import Source

PICTURE_PAGE = 0.5
"""Share of a page that pictures must cover for its few words not to be all there is to read."""
FEW_LETTERS = 200
"""Letters under which the text of a picture page is a stamp or a page number."""
ANY_PICTURE = 0.02
"""Share of a page without text that pictures must cover for it not to be an empty page."""
MANY_DRAWINGS = 40
"""Shapes on a page without text from which its letters may be drawn as shapes."""
UNREADABLE = 0.05
"""Share of characters without a known letter from which words are missing from a page, not only bullets and icons."""
WHOLLY_UNREADABLE = 0.8
"""Share from which there is nothing left to audit on a page."""
NO_TEXT = "There is no text in this PDF, so there was nothing to audit."
NONE_ON_PAGES = "All text of this PDF lies outside the edges of its pages, where no reader sees it, so there was nothing to audit."


@dataclass(slots=True)
class Troubles:
    """Page numbers by what is wrong with them."""

    pages: int
    all_pages: int
    is_damaged: bool = False
    without_text: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    outside: int = 0
    """Pages whose text lies beside them."""
    read: int = 0

    def see(self, sheet: Sheet) -> None:
        """Judge a page."""
        letters = sum(map(str.isalnum, sheet.text[: 4 * FEW_LETTERS]))
        if sheet.error:
            self.failed.append(sheet.number)
        elif not letters:
            if sheet.picture_share > ANY_PICTURE or sheet.drawings > MANY_DRAWINGS:
                self.without_text.append(sheet.number)
        else:
            self._see_text(sheet, letters)

    def _see_text(self, sheet: Sheet, letters: int) -> None:
        if sheet.unreadable_share > UNREADABLE:
            self.garbled.append(sheet.number)
        if not (sheet.lines or sheet.tables or sheet.fields):
            self.outside += 1
        elif sheet.unreadable_share <= WHOLLY_UNREADABLE:
            self.read += 1
            if sheet.picture_share > PICTURE_PAGE and letters < FEW_LETTERS:
                self.pictured.append(sheet.number)

    @property
    def status(self) -> Status | None:
        """Unreadable when no page gave text; otherwise for the builder to say."""
        return None if self.read else Status.UNREADABLE

    def report(self, builder: DocumentBuilder, source: Source) -> None:
        """Add a problem for each kind of trouble."""
        if self.is_damaged or is_cut_off(source.content or b""):
            builder.add_problem(
                "damaged-pdf",
                f"The file is damaged or cut off. {_counted(self.pages)} could be opened; whether any is missing cannot be told. "
                "Export it again to be sure.",
            )
        self._report_text(builder)
        if self.failed:
            builder.add_problem(
                "page-unreadable",
                f"{_said(self.failed)} could not be read and {_was(self.failed)} not audited.",
            )
        if self.all_pages > self.pages:
            builder.add_problem(
                "too-many-pages",
                f"The file has {self.all_pages:,} pages; only the first {self.pages:,} were audited. Split it to audit the rest.",
            )

    def _report_text(self, builder: DocumentBuilder) -> None:
        if self.without_text:
            builder.add_problem(
                "no-text-layer",
                f"{_said(self.without_text)} {_is(self.without_text)} {_an_image(self.without_text)} without text and "
                f"{_was(self.without_text)} not audited. Run text recognition (OCR) on the file, or audit the text it was made from.",
            )
        elif not (self.read or self.garbled or self.failed or builder.problems):
            builder.add_problem("no-text-layer", NO_TEXT if self.outside == 0 else NONE_ON_PAGES)
        if self.garbled:
            builder.add_problem(
                "unreadable-font",
                f"{_said(self.garbled)} {_use(self.garbled)} a font that does not say which letters it shows; words set in it "
                "could not be read. Export the file again with its fonts embedded as text.",
            )
        if self.pictured:
            builder.add_problem(
                "text-in-pictures",
                f"{_said(self.pictured)} {_is(self.pictured)} mostly {_a_picture(self.pictured)} with little text; words inside "
                "pictures were not read.",
            )


def _counted(number: int) -> str:
    return "One page" if number == 1 else f"{number:,} pages"


def _said(numbers: Sequence[int]) -> str:
    """Name pages as a person would: "Pages 2, 3 and 7-9"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    names = [name for first, last in spans for name in _names(first, last)]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {listed}"


def _names(first: int, last: int) -> list[str]:
    if last - first < 2:
        return [str(number) for number in range(first, last + 1)]
    return [f"{first}–{last}"]


def _is(numbers: Sequence[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def _was(numbers: Sequence[int]) -> str:
    return "was" if len(numbers) == 1 else "were"


def _use(numbers: Sequence[int]) -> str:
    return "uses" if len(numbers) == 1 else "use"


def _an_image(numbers: Sequence[int]) -> str:
    return "an image" if len(numbers) == 1 else "images"


def _a_picture(numbers: Sequence[int]) -> str:
    return "a picture" if len(numbers) == 1 else "pictures"
