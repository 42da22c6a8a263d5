"""A sheet of paper to draw test PDFs on, and ways to load them and write down what was read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from auditor.loaders.base import Limits
from auditor.loaders.pdf.loader import PdfLoader
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditor.model.document import Document

PLAIN, BOLD = "Times-Roman", "Times-Bold"


class Paper:
    """Draws with places counted from the top left, as a person would say them."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        self._buffer = io.BytesIO()
        self.width, self.height = size
        self.canvas = Canvas(self._buffer, pagesize=size, invariant=1, pageCompression=0, **options)

    def write(self, x: float, y: float, text: str, size: float = 10, font: str = PLAIN) -> float:
        """Write one line; return where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return x + stringWidth(text, font, size)

    def wrap(self, text: str, width: float, size: float = 10, font: str = PLAIN) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if stringWidth(longer, font, size) > width and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def lines(
        self, x: float, y: float, lines: Iterable[str], size: float = 10, lead: float = 0, font: str = PLAIN
    ) -> float:
        """Write lines under one another; return the baseline that the next would have."""
        for line in lines:
            self.write(x, y, line, size, font)
            y += lead or size * 1.25
        return y

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float = 10,
        lead: float = 0,
        font: str = PLAIN,
    ) -> float:
        return self.lines(x, y, self.wrap(text, width, size, font), size, lead, font)

    def marked(self, x: float, y: float, *parts: tuple[str, bool] | str, size: float = 10) -> float:
        """Write text with raised marks: a part is text, or (mark, True)."""
        for part in parts:
            if isinstance(part, str):
                x = self.write(x, y, part, size)
            else:
                x = self.write(x, y - 0.4 * size, part[0], 0.6 * size)
        return x

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, fill: bool = False) -> None:
        self.canvas.setFillGray(0.9)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=int(not fill), fill=int(fill))
        self.canvas.setFillGray(0)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def link(self, x0: float, y0: float, x1: float, y1: float, target: str) -> None:
        self.canvas.linkURL(target, (x0, self.height - y1, x1, self.height - y0))

    def next(self) -> None:
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


def load_bytes(content: bytes, limits: Limits | None = None) -> Document:
    return PdfLoader().load(Source("leaflet.pdf", "file:///leaflet.pdf", content), limits or Limits())


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture(scope="session")
def new_paper() -> type[Paper]:
    return Paper


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    return load_bytes


@pytest.fixture(scope="session")
def told() -> Callable[[Document], list[str]]:
    """Return what was read, a block a line: its kind and its words."""

    def of(document: Document) -> list[str]:
        return [f"{block.kind.value}: {block.span.of(document.text)}" for block in document.blocks]

    return of
