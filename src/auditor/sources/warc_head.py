"""What the first lines of a record say: what it is, whose address it keeps, when it was taken, and the answer in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.model.values import dataclass
from auditor.sources.base import shown_name
from auditor.sources.warc_stream import HeadLines

if TYPE_CHECKING:
    from typing import BinaryIO

    from warcio.statusandheaders import StatusAndHeaders

READABLE = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "application/x-pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/plain",
        "text/markdown",
    }
)
VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
"""What senders say of PDFs and DOCX as well as of anything else: the address decides."""
ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".docx", ".txt", ".md")
FOR_CRAWLERS = ("/robots.txt", "/llms.txt", "/ads.txt")
"""Text that every crawl brings along and no reader sees."""

HTTP = ("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/2", "HTTP/3")
"""How the first line of an answer begins; the longer before what they begin with."""


@dataclass(frozen=True, slots=True)
class Head:
    """A record as its first lines describe it; `answer` is missing where it keeps none that a reader could see."""

    address: str
    taken_at: str | None
    """ISO 8601 UTC; None where the archive names no time."""
    digest: str
    is_part: bool
    """Whether only a part of the answer was kept in it."""
    left: int
    """Bytes that follow all these lines."""
    answer: Answer | None = None
    lines: bytes = b""
    """Those of the answer."""

    @property
    def is_document(self) -> bool:
        """Whether it keeps a page or a document: a success, of a kind that is audited."""
        return self.answer is not None and self.answer.is_success and self.answer.is_readable(self.address)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said of what it sent."""

    is_success: bool
    content_type: str
    is_chunked: bool = False
    packing: str = ""

    def is_readable(self, address: str) -> bool:
        """Whether it sent a page or a document, by its type; by the address where that says nothing."""
        media_type = self.content_type.partition(";")[0].strip().lower()
        path = _path(address)
        if path in FOR_CRAWLERS:
            return False
        return media_type in READABLE or (media_type in VAGUE and path.endswith(ENDINGS))


def read_head(stream: BinaryIO) -> Head:
    """Read the first lines of a record and of the answer in it.

    Raises EOFError and ValueError where there are none; an answer that cannot be read is left to whoever opens the record.
    """
    said = _fields(_parsed(HeadLines(stream), "WARC/"))
    size, kind = int(said.get("content-length", "")), said.get("warc-type", "").lower()
    if size < 0:
        raise ValueError("a negative length")
    address = said.get("warc-target-uri", "").strip("<> ")
    answer, lines = None, b""
    if address.lower().startswith(("http:", "https:")):
        answer, lines = _answer(stream, kind, size, said)
    return Head(
        shown_name(address),
        _moment(said.get("warc-date", "")),
        said.get("warc-block-digest", ""),
        "warc-truncated" in said or "warc-segment-number" in said,
        size - len(lines),
        answer,
        lines,
    )


def _answer(stream: BinaryIO, kind: str, size: int, said: dict[str, str]) -> tuple[Answer | None, bytes]:
    """Return the answer with its lines."""
    if kind == "resource":  # what a crawler had without asking a server for it
        return Answer(is_success=True, content_type=said.get("content-type", "")), b""
    if kind != "response":
        return None, b""
    lines = HeadLines(stream, size)
    parsed = _parsed(lines, *HTTP)
    fields = _fields(parsed)
    answer = Answer(
        str(parsed.get_statuscode()).startswith("2"),
        fields.get("content-type", ""),
        "chunked" in fields.get("transfer-encoding", "").lower(),
        fields.get("content-encoding", "").strip().lower(),
    )
    return answer, bytes(lines.taken)


def _parsed(lines: HeadLines, *begins: str) -> StatusAndHeaders:
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException  # noqa: PLC0415

    try:
        return StatusAndHeadersParser(begins).parse(lines)
    except StatusAndHeadersParserException as error:
        raise ValueError(str(error)) from error


def _fields(parsed: StatusAndHeaders) -> dict[str, str]:
    """Return the lines by their names in small letters; of several of one name, the first."""
    found: dict[str, str] = {}
    for name, value in parsed.headers:
        found.setdefault(name.lower(), value)
    return found


def _moment(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:
        return None


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.lower()
    except ValueError:
        return ""
