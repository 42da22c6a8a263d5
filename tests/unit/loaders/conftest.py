"""What the tests of the loaders share: a way to load a text and to write a document down in a few words."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from auditor.loaders.base import Limits
from auditor.loaders.docx.loader import DocxLoader
from auditor.loaders.html.loader import HtmlLoader
from auditor.loaders.markdown.loader import MarkdownLoader
from auditor.loaders.plain.loader import PlainLoader
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model.document import Document


@pytest.fixture
def plain() -> Callable[[str], Document]:
    def load(text: str) -> Document:
        return PlainLoader().load(Source("letter.txt", "file:///letter.txt", text.encode()), Limits())

    return load


@pytest.fixture
def markdown() -> Callable[[str], Document]:
    def load(text: str) -> Document:
        return MarkdownLoader().load(Source("page.md", "file:///page.md", text.encode()), Limits())

    return load


@pytest.fixture
def html() -> Callable[[str], Document]:
    def load(markup: str) -> Document:
        return HtmlLoader().load(Source("page.html", "file:///page.html", markup.encode()), Limits())

    return load


@pytest.fixture
def shape() -> Callable[[Document], list[tuple[str, str]]]:
    def of(document: Document) -> list[tuple[str, str]]:
        return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]

    return of


NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_TIES = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(ties: dict[str, tuple[str, str]]) -> str:
    """`ties` maps an id to the kind and the target; targets with a scheme are outside the package."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{TIES}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, (kind, target) in ties.items()
    )
    return f'<Relationships xmlns="{PACKAGE_TIES}">{rows}</Relationships>'


def docx_bytes(body: str, ties: dict[str, tuple[str, str]] | None = None, **parts: str) -> bytes:
    """A Word file with this body; `parts` are the inner XML of `styles`, `footnotes` and so on by their names."""
    known = {f"id_{name}": (_KINDS.get(name, name), f"{name}.xml") for name in parts if name not in _OUTSIDE}
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(
            {"doc": ("officeDocument", "word/document.xml"), "core": ("core-properties", "docProps/core.xml")}
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(known | (ties or {})),
    }
    for name, inner in parts.items():
        root = _ROOTS.get(name.rstrip("0123456789"), name)
        place = _OUTSIDE.get(name, f"word/{name}.xml")
        files[place] = inner if inner.startswith("<?") else f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_OUTSIDE = {"core": "docProps/core.xml"}
_ROOTS = {"header": "hdr", "footer": "ftr"}
_KINDS = {"header1": "header", "header2": "header", "footer1": "footer"}


@pytest.fixture
def docx() -> Callable[..., Document]:
    def load(body: str, ties: dict[str, tuple[str, str]] | None = None, **parts: str) -> Document:
        return DocxLoader().load(
            Source("a.docx", "file:///a.docx", docx_bytes(body, ties, **parts)), Limits()
        )

    return load


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    return docx_bytes
