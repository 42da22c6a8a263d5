"""Real PDF annotations at the findings of a document: the words highlighted, a number beside them, the reason inside.

Each annotation brings its own appearance, so that every viewer shows and prints it alike.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from auditor.model.finding import Severity
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pypdf import PageObject, PdfWriter

Quad = tuple[float, float, float, float]
"""A box in the coordinates of the file: left, bottom, right, top, in points."""

COLOURS = {
    Severity.CRITICAL: (0.98, 0.66, 0.70),
    Severity.HIGH: (0.99, 0.77, 0.53),
    Severity.MEDIUM: (0.99, 0.90, 0.50),
    Severity.LOW: (0.75, 0.86, 0.98),
}
"""Red, green and blue from 0 to 1: light enough for black words on them."""

DIMMED = 0.45
"""What is left of a colour that brightens a dark ground: light words on it are still read."""

NUMBER_SIZE = 5.5
"""Points: as much as fits between two lines of a brochure, and still read on paper."""

_DIGIT = 0.556
"""Width of a digit of Helvetica in ems."""

_GAP = 0.8
"""Points between a number and the words below it: the box ends at the small letters, and the tall ones shall be read."""

_AT_TOP = 14.0
"""Points from the corner of the page, for findings of the whole document."""

_PRINTED = 4
"""The flag by which an annotation is printed too (ISO 32000-1, table 165)."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a finding on its page. `boxes` are those of `Place`: as shown, in points, origin top left.

    A finding `goes_on` from the page before, where its number stands; `is_pale` when its words are light on dark.
    """

    number: int
    severity: Severity
    boxes: tuple[tuple[float, float, float, float], ...]
    words: str
    goes_on: bool = False
    is_pale: bool = False


class PageAnnotator:
    """Adds notes to one page, which may be cropped and turned."""

    def __init__(self, writer: PdfWriter, page: PageObject) -> None:
        self._writer, self._page = writer, page
        self._turns = (int(page.rotation) // 90) % 4
        box = page.cropbox
        self._sides = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        sides = self._sides[self._turns % 2 :: 2]
        self._width = sides[1] - sides[0]
        self._chips: list[Quad] = []

    def add(self, notes: Iterable[Note]) -> None:
        """Add the notes; one without boxes is named at the top of the page."""
        shown = [*self._annotations(notes)]
        if not shown:
            return
        found = self._page.get("/Annots")
        present = found.get_object() if found is not None else None
        annotations = ArrayObject(present) if isinstance(present, ArrayObject) else ArrayObject()
        annotations.extend(self._writer._add_object(entry) for entry in shown)  # noqa: SLF001 - its only way to add one
        self._page[NameObject("/Annots")] = annotations

    def _annotations(self, notes: Iterable[Note]) -> Iterable[DictionaryObject]:
        for note in notes:
            boxes = note.boxes
            if boxes:
                yield self._highlight(note, [self._in_file(box) for box in boxes])
            if note.goes_on:
                continue
            x, y = boxes[0][:2] if boxes else (_AT_TOP, _AT_TOP)
            yield self._number(note, self._free_place(str(note.number), x, y - _GAP))

    def _free_place(self, number: str, x: float, bottom: float) -> Quad:
        """Return where a number stands, as shown: over the words, or right of the numbers that are there already."""
        wide, high = NUMBER_SIZE * _DIGIT * len(number) + 3, NUMBER_SIZE + 1.5
        place = (x, max(bottom - high, 0.0), x + wide, max(bottom - high, 0.0) + high)
        while other := next((chip for chip in self._chips if _overlap(chip, place)), None):
            place = (other[2] + 1, place[1], other[2] + 1 + wide, place[3])
            if place[2] > self._width:  # the next line of numbers, from the side of the page
                place = (_AT_TOP, place[3] + 1, _AT_TOP + wide, place[3] + 1 + high)
        self._chips.append(place)
        return place

    def _in_file(self, box: Sequence[float]) -> Quad:
        """Return a box as shown in the coordinates of the file."""
        (x0, y0), (x1, y1) = self._point(box[0], box[1]), self._point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._sides
        return (
            (left + x, top - y),
            (left + y, bottom + x),
            (right - x, bottom + y),
            (right - y, top - x),
        )[self._turns]

    def _highlight(self, note: Note, quads: Sequence[Quad]) -> DictionaryObject:
        colour = COLOURS[note.severity]
        fill = " ".join(f"{part * (DIMMED if note.is_pale else 1):.3f}" for part in colour)
        drawn = "".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f\n" for x0, y0, x1, y1 in quads)
        entry = self._annotation("/Highlight", _cover(quads), note)
        entry[NameObject("/QuadPoints")] = _numbers(
            value for x0, y0, x1, y1 in quads for value in (x0, y1, x1, y1, x0, y0, x1, y0)
        )
        entry[NameObject("/C")] = _numbers(colour)
        state = DictionaryObject({NameObject("/BM"): NameObject("/Screen" if note.is_pale else "/Multiply")})
        resources = {"/ExtGState": DictionaryObject({NameObject("/Under"): state})}
        self._draw(entry, f"/Under gs {fill} rg\n{drawn}", resources)
        return entry

    def _number(self, note: Note, place: Quad) -> DictionaryObject:
        """Return the number in a chip."""
        text = str(note.number)
        chip = self._in_file(place)
        origin = self._point(place[0] + 1.5, place[3] - 1.5)
        angle = radians(90 * self._turns)
        matrix = f"{cos(angle):.3f} {sin(angle):.3f} {-sin(angle):.3f} {cos(angle):.3f} {origin[0]:.2f} {origin[1]:.2f}"
        fill = " ".join(f"{part:.3f}" for part in COLOURS[note.severity])
        x0, y0, x1, y1 = chip
        content = (
            f"{fill} rg {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f\n"
            f"0 g BT /Bold {NUMBER_SIZE} Tf {matrix} Tm ({text}) Tj ET"
        )
        entry = self._annotation("/FreeText", chip, note)
        entry[NameObject("/DA")] = TextStringObject(f"0 g /Helv {NUMBER_SIZE} Tf")
        self._draw(entry, content, {"/Font": DictionaryObject({NameObject("/Bold"): _bold()})})
        return entry

    def _annotation(self, kind: str, rect: Quad, note: Note) -> DictionaryObject:
        words = note.words if kind == "/Highlight" else str(note.number)
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): _numbers(rect),
                NameObject("/F"): NumberObject(_PRINTED),
                NameObject("/NM"): TextStringObject(f"auditor-{note.number}{kind.replace('/', '-').lower()}"),
                NameObject("/T"): TextStringObject(f"Auditor, no. {note.number}"),
                NameObject("/Contents"): _text(words),
            }
        )

    def _draw(self, entry: DictionaryObject, content: str, resources: dict[str, DictionaryObject]) -> None:
        form = StreamObject()
        form.set_data(content.encode("ascii"))
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): entry["/Rect"],
                NameObject("/Resources"): DictionaryObject(
                    {NameObject(key): value for key, value in resources.items()}
                ),
            }
        )
        reference = self._writer._add_object(form)  # noqa: SLF001 - its only way to add one
        entry[NameObject("/AP")] = DictionaryObject({NameObject("/N"): reference})


def _text(words: str) -> TextStringObject:
    """Return a text in UTF-16: some readers know nothing of the format's own encoding."""
    text = TextStringObject(words)
    text.autodetect_pdfdocencoding, text.autodetect_utf16 = False, True
    text.utf16_bom = BOM_UTF16_BE
    return text


def _bold() -> DictionaryObject:
    """Return one of the fonts that every viewer has."""
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica-Bold"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def _overlap(one: Quad, other: Quad) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _cover(quads: Sequence[Quad]) -> Quad:
    lefts, bottoms, rights, tops = zip(*quads, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _numbers(values: Iterable[float]) -> Any:
    return ArrayObject(FloatObject(round(value, 3)) for value in values)
