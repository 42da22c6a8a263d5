"""Makes the PDFs that are measured, each with what stands in it told beside it.

Beside each X.pdf stand `X.json` with its sentences without a mark, and `X.marks.json` with the raised marks in the order they were
written: for each the words of its sentence before it, and its label. Run as a script it makes those of the shared generator:

leaflets.py GENERATOR_FOLDER INTO [BROWSER]
"""

from __future__ import annotations

import json
import random
import re
import runpy
import sys
from pathlib import Path

WORDS = (
    "patients",
    "visits",
    "evening",
    "treatment",
    "anxiety",
    "sleep",
    "nurses",
    "recovery",
    "weeks",
    "clinic",
)
CHARS_A_PAGE = 5_900
LINES_A_PAGE = 40
MARKED = re.compile(r"(?P<before>.*?)<su(?:per|p)\b[^>]*>(?:<a [^>]*>)?(?P<label>\d+)", re.DOTALL)
"""A sentence with a raised mark as the shared generator writes it, for both of its printers."""


def write_leaflet(path: Path, pages: int) -> None:
    """Two columns, headings, ruled tables, raised marks and links, with what was written beside it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    told = _Told(random.Random(7))  # noqa: S311 - a file that looks alike each time
    story, written = [], 0
    while written < pages * CHARS_A_PAGE:
        parts, length = told.part()
        story += parts
        written += length

    def foot(canvas, document):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(45, 25, f"Evening care, page {document.page}")

    width, height = A4
    column = (width - 108) / 2
    frames = [Frame(45, 45, column, height - 90), Frame(63 + column, 45, column, height - 90)]
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates([PageTemplate("two", frames, onPage=foot)])
    document.build(story)
    path.with_suffix(".json").write_text(json.dumps({"sentences": told.plain, "supers": len(told.marks)}))
    path.with_suffix(".marks.json").write_text(json.dumps(told.marks))


class _Told:
    """Makes the parts of a leaflet, and remembers what it wrote."""

    def __init__(self, chance: random.Random) -> None:
        from reportlab.lib.styles import getSampleStyleSheet

        self.plain: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self._chance, self._styles = chance, getSampleStyleSheet()

    def part(self) -> tuple[list, int]:
        """Return a heading, a table or a paragraph, and how much of a page it takes in characters."""
        from reportlab.platypus import Paragraph

        kind = self._chance.random()
        if kind < 0.12:
            return [Paragraph("What the evening brings", self._styles["Heading2"])], 250
        if kind < 0.18:
            return self._table(), 900
        written, length = self._sentences()
        text = f'{written} <a href="https://study.example/a">source</a>'
        return [Paragraph(text, self._styles["BodyText"])], length

    def _table(self) -> list:
        from reportlab.lib import colors
        from reportlab.platypus import Spacer, Table, TableStyle

        chance = self._chance
        rows = [["Service", "Visits", "Better"]]
        rows += [
            [chance.choice(WORDS), str(chance.randint(20, 900)), f"{chance.randint(3, 98)}%"]
            for _ in range(6)
        ]
        return [
            Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])),
            Spacer(1, 8),
        ]

    def _sentences(self) -> tuple[str, int]:
        parts, length = [], 0
        for _ in range(self._chance.randint(3, 6)):
            plain = sentence(self._chance, len(self.plain) + len(self.marks))
            if self._chance.random() < 0.25:
                label = str(self._chance.randint(1, 60))
                self.marks.append((plain, label))
                parts.append(f"{plain}<super size=6>{label}</super>.")
            else:
                self.plain.append(plain)
                parts.append(f"{plain}.")
            length += len(plain)
        return " ".join(parts), length


def sentence(chance: random.Random, number: int) -> str:
    """Return a sentence that is like no other, because it names its number."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 20))]
    share = f"{chance.randint(3, 98)} per cent"
    return f"{words[0].capitalize()} {' '.join(words[1:])} in {share} of case {number}"


def write_plain(path: Path, pages: int) -> None:
    """Running text in one column, forty lines a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    chance, canvas = random.Random(8), Canvas(str(path), pagesize=A4)  # noqa: S311 - the same each time
    for _ in range(pages):
        for line in range(LINES_A_PAGE):
            canvas.drawString(60, 780 - 17 * line, sentence(chance, line)[:90])
        canvas.showPage()
    canvas.save()


def write_shared(generator: Path, folder: Path, browser: list[str]) -> None:
    """Run the generator of the measurements, and write beside its files which marks it wrote.

    It counts its marks and does not tell them, so that each of its sentences is looked at as it is made.
    """
    sys.path.insert(0, str(generator))
    import corpus

    makers: list[Remembering] = []

    class Remembering(corpus.Gen):
        """Makes what the generator makes, and keeps the marks of it."""

        def __init__(self, seed: int = 7) -> None:
            super().__init__(seed)
            self.marks: list[tuple[str, str]] = []
            makers.append(self)

        def sent(self, cite: str = "plain") -> str:
            said = super().sent(cite)
            self.marks += [(m["before"], m["label"]) for m in [MARKED.match(said)] if m]
            return said

    corpus.Gen = Remembering
    sys.argv = ["make_pdfs.py", str(folder), *browser]
    runpy.run_path(str(generator / "make_pdfs.py"), run_name="__main__")
    made = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
    for path, maker in zip(made, makers, strict=True):
        if json.loads(path.with_suffix(".json").read_text())["supers"] != len(maker.marks):
            raise SystemExit(f"the marks of {path.name} were not all seen")
        path.with_suffix(".marks.json").write_text(json.dumps(maker.marks))


if __name__ == "__main__":
    write_shared(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
