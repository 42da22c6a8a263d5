"""Web archives: the page inside is read as a page, with its style sheets back in place."""

from __future__ import annotations

import base64
import quopri
from typing import TYPE_CHECKING

import pytest

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.mhtml_loader import MhtmlLoader, page_inside
from auditor.loaders.registry import load, loader_for
from auditor.model.document import Document, Place, Status
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.span import Span


class Recorder:
    """Stands in for the loader of the page inside, and keeps what it was given."""

    media_type = "text/html"

    def __init__(self) -> None:
        self.given: list[Source] = []

    def accepts(self, source: Source) -> bool:
        return source.content is not None

    def load(self, source: Source, limits: Limits) -> Document:  # noqa: ARG002 - a stand-in
        self.given.append(source)
        return Document("text/html", Status.COMPLETE, "text", ())

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002
        self.given.append(source)
        return (Place(selector="p"),)


def archive(*parts: tuple[str, str, bytes], kind: str = "related", head: str = "") -> bytes:
    """Parts are media type, further headers, and content."""
    pieces = [
        f'MIME-Version: 1.0\r\nSubject: Better nights\r\n{head}Content-Type: multipart/{kind}; boundary="b"\r\n\r\n'.encode()
    ]
    for media_type, headers, content in parts:
        pieces.append(
            f"--b\r\nContent-Type: {media_type}\r\n{headers}".encode() + b"\r\n" + content + b"\r\n"
        )
    return b"".join(pieces) + b"--b--\r\n"


def inner(content: bytes) -> Source:
    recorder = Recorder()
    MhtmlLoader(lambda _: recorder).load(Source("a.mhtml", "file:///a.mhtml", content), Limits())
    return recorder.given[0]


PAGE = "<!DOCTYPE html><html><body><p>Half of our guests slept – all woke.</p></body></html>"
QUOTED = "Content-Transfer-Encoding: quoted-printable\r\n"
BASE64 = "Content-Transfer-Encoding: base64\r\n"
ADDRESS = "Content-Location: https://night.example/page\r\n"

PAGES = [
    ("as it is", ("text/html; charset=utf-8", ADDRESS, PAGE.encode()), PAGE.encode()),
    (
        "quoted-printable",
        ("text/html; charset=utf-8", ADDRESS + QUOTED, quopri.encodestring(PAGE.encode())),
        PAGE.encode(),
    ),
    (
        "base64",
        ("text/html; charset=windows-1252", ADDRESS + BASE64, base64.b64encode(PAGE.encode("cp1252"))),
        PAGE.encode("cp1252"),
    ),
]


@pytest.mark.parametrize(("part", "content"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_the_page_is_unwrapped_with_its_address_and_charset(
    part: tuple[str, str, bytes], content: bytes
) -> None:
    page = inner(archive(part))
    assert page.content is not None
    assert page.content.strip() == content
    assert page.uri == "https://night.example/page"
    assert page.charset == part[0].rpartition("=")[2]


ROOTS = [
    (
        "the first page, not its frames",
        [("text/html", "", b"<html>one</html>"), ("text/html", "", b"<html>ad</html>")],
        b"one",
    ),
    (
        "the page before the text of a mail",
        [("text/plain", "", b"plain"), ("text/html", "", b"<html>rich</html>")],
        b"rich",
    ),
    ("the text of a mail without a page", [("text/plain", "", b"Dear guest, plain.")], b"plain"),
    (
        "no attachment",
        [
            ("text/html", "Content-Disposition: attachment\r\n", b"<html>no</html>"),
            ("text/html", "", b"<html>yes</html>"),
        ],
        b"yes",
    ),
]


@pytest.mark.parametrize(("parts", "words"), [case[1:] for case in ROOTS], ids=[case[0] for case in ROOTS])
def test_the_right_part_is_the_page(parts: list[tuple[str, str, bytes]], words: bytes) -> None:
    assert words in (inner(archive(*parts, kind="mixed")).content or b"")


def test_the_part_that_the_archive_names_is_the_page() -> None:
    content = archive(
        ("text/html", "Content-ID: <ad>\r\n", b"<html>ad</html>"),
        ("text/html", "Content-ID: <it>\r\n", b"<html>it</html>"),
    )
    named = content.replace(b'boundary="b"', b'boundary="b"; start="<it>"')
    assert b"it" in (inner(named).content or b"")


def test_style_sheets_are_put_back_because_they_say_what_is_hidden() -> None:
    page = b'<html><link rel="stylesheet" href="/s.css" media="screen"><link rel="stylesheet" href="cid:two@x"><link rel="icon" href="/i.css"><p class="no">x</p></html>'
    content = archive(
        ("text/html", ADDRESS, page),
        ("text/css", "Content-Location: https://night.example/s.css\r\n", b".no { display: none } </style>"),
        ("text/css", "Content-ID: <two@x>\r\n", b".so { color: red }"),
        ("text/css", "Content-Location: https://night.example/i.css\r\n", b".icon {}"),
    )
    put_back = (inner(content).content or b"").decode()
    assert '<style media="screen">.no { display: none } <\\/style></style>' in put_back
    assert '<style media="all">.so { color: red }</style>' in put_back
    assert ".icon" not in put_back


def test_the_page_to_look_at_has_its_pictures_put_in() -> None:
    page = b"<html><img alt='a' src='cid:one@x'><img src=\"/two.png\"><img src='https://other.example/x.png'></html>"
    content = archive(
        ("text/html", ADDRESS, page),
        ("image/gif", "Content-ID: <one@x>\r\n" + BASE64, base64.b64encode(b"GIF89a")),
        (
            "image/png",
            "Content-Location: https://night.example/two.png\r\n" + BASE64,
            base64.b64encode(b"PNG"),
        ),
    )
    found = page_inside(Source("a.mhtml", "file:///a.mhtml", content))
    assert found is not None
    shown = (found.content or b"").decode()
    assert "<img alt='a' src='data:image/gif;base64,R0lGODlh'>" in shown
    assert '<img src="data:image/png;base64,UE5H">' in shown
    assert "src='https://other.example/x.png'" in shown


def test_a_letter_in_an_archive_has_no_page_to_look_at() -> None:
    letter = archive(("text/plain", "", b"Dear guests"), kind="mixed")
    assert page_inside(Source("a.eml", "file:///a.eml", letter)) is None


def test_findings_are_placed_in_the_page_inside() -> None:
    recorder = Recorder()
    loader = MhtmlLoader(lambda _: recorder)
    source = Source("a.mhtml", "file:///a.mhtml", archive(("text/html", ADDRESS, PAGE.encode())))
    assert loader.locate(source, Document("x", Status.COMPLETE, "", ()), []) == (Place(selector="p"),)
    assert (recorder.given[0].content or b"").strip() == PAGE.encode()


def test_an_archive_without_a_title_takes_its_subject() -> None:
    document = MhtmlLoader(lambda _: Recorder()).load(
        Source("a.mht", "a.mht", archive(("text/html", "", PAGE.encode()))), Limits()
    )
    assert document.title == "Better nights"
    assert document.media_type == "multipart/related"


NESTED = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x--"

BAD = [
    ("no page", archive(("image/png", BASE64, b"aGk=")), "no-text"),
    ("an empty page", archive(("text/html", "", b"")), "empty-file"),
    (
        "a picture that says it is a page",
        archive(("text/html", "", b"\x89PNG\r\n\x1a\n\x00\x00")),
        "image-without-text",
    ),
    ("an archive in an archive", archive(("text/plain", "", NESTED)), "nested-archive"),
    ("cut off in its head", archive(("text/html", "", PAGE.encode()))[:90], "no-text"),
]


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_archives_without_a_page_are_refused_in_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        MhtmlLoader(loader_for).load(Source("a.mht", "a.mht", content), Limits())
    assert caught.value.code == code
    assert "a.mht" in caught.value.message


def test_absurd_nesting_is_refused() -> None:
    opening = "".join(
        f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(2_000)
    )
    content = f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n{opening}".encode()
    with pytest.raises(LoadError) as caught:
        MhtmlLoader(loader_for).load(Source("a.mht", "a.mht", content), Limits())
    assert caught.value.code in {"too-deep", "no-text"}


def test_the_registry_reads_the_page_inside_as_a_page() -> None:
    content = archive(("text/html; charset=utf-8", ADDRESS + QUOTED, quopri.encodestring(PAGE.encode())))
    document = load(Source("a.mhtml", "file:///a.mhtml", content), Limits())
    assert "Half of our guests slept – all woke." in document.text
    assert document.uri == "https://night.example/page"
