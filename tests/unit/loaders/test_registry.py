"""The right loader reads each source, only its library is imported, and a lying name is said."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.registry import load, loader_for
from auditor.model.document import Status
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

CHOSEN = [
    ("a.txt", b"We help.", "PlainLoader"),
    ("a.md", b"# We help", "MarkdownLoader"),
    ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--", "MhtmlLoader"),
]


@pytest.mark.parametrize(("name", "content", "loader"), CHOSEN)
def test_the_loader_follows_the_bytes(name: str, content: bytes, loader: str) -> None:
    assert type(loader_for(Source(name, name, content))).__name__ == loader


def test_a_word_file_has_its_loader(make_docx: Callable[..., bytes]) -> None:
    loader = loader_for(Source("a.docx", "a.docx", make_docx("<w:p/>")))
    assert loader.media_type.endswith("wordprocessingml.document")


def test_a_text_named_as_pdf_is_read_and_the_doubt_is_said() -> None:
    source = Source("offer.pdf", "offer.pdf", b"The page you asked for is gone.")
    document = load(source, Limits())
    assert document.text == "The page you asked for is gone."
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["named-otherwise"]
    assert "named like a PDF but is plain text" in document.problems[0].message
    loader = loader_for(source)
    assert loader.accepts(source)
    assert [place.paragraph for place in loader.locate(source, document, [document.blocks[0].span])] == [1]


def test_a_text_named_as_a_page_is_read_without_ado() -> None:
    document = load(Source("letter.html", "letter.html", b"Dear guest, sleep well."), Limits())
    assert document.status is Status.COMPLETE


def test_a_zip_named_as_pdf_is_refused_as_that() -> None:
    with pytest.raises(LoadError) as caught:
        load(Source("a.pdf", "a.pdf", b"PK\x05\x06" + b"\x00" * 18), Limits())
    assert caught.value.code == "not-a-pdf"


PROBE = """
import sys
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.source import Source
load(Source("a.txt", "a.txt", b"We help 3 in 4 guests."), Limits())
print(sorted({"bs4", "lxml", "pdfplumber", "pypdfium2", "docx", "markdown_it", "email", "httpx"} & set(sys.modules)))
"""


def test_a_text_imports_no_library_of_another_format() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
