"""Reads web archives (MHTML) and saved mails: unwraps the page inside and has it read by the loader that fits it."""

from __future__ import annotations

import base64
import email
import email.policy
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from auditor.errors import LoadError
from auditor.loaders.sniff import MHTML, sniff
from auditor.model.source import Source
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from email.message import EmailMessage

    from auditor.loaders.base import Limits, Loader
    from auditor.model.document import Document, Place
    from auditor.model.span import Span

MAX_STYLES_BYTES = 5_000_000
"""Of all style sheets put back into a page; they matter only for what they hide."""
MAX_PICTURES_BYTES = 30_000_000
"""Of all pictures put back into a page that is looked at."""
_PAGES = ("text/html", "application/xhtml+xml")
_READABLE = (*_PAGES, "text/plain")
_SHEET_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_PICTURE = re.compile(r"(?P<before><img\b[^<>]*?\ssrc\s*=\s*[\"'])(?P<address>[^\"'<>]*+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


@dataclass(frozen=True, slots=True)
class _Part:
    """One readable piece of the archive."""

    media_type: str
    charset: str | None
    location: str
    content_id: str
    content: bytes


class MhtmlLoader:
    """Unwraps an archive. `loader_for` finds the loader for the page inside, so that this one need not know it."""

    media_type = "multipart/related"

    def __init__(self, loader_for: Callable[[Source], Loader]) -> None:
        self._loader_for = loader_for

    def accepts(self, source: Source) -> bool:
        """Whether the bytes begin like a mail or web archive."""
        try:
            return sniff(source) == MHTML
        except LoadError:
            return False

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the page inside. Raises LoadError when there is none, or when it cannot be read."""
        page, subject = _unwrapped(source)
        document = self._inner(page).load(page, limits)
        return replace(document, media_type=self.media_type, title=document.title or subject)

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return where each span stands in the page inside."""
        page, _ = _unwrapped(source)
        return self._inner(page).locate(page, document, spans)

    def _inner(self, page: Source) -> Loader:
        if sniff(page) == MHTML:
            raise LoadError(
                "nested-archive",
                f"“{page.name}” holds another archive instead of a page. Unpack it and audit that.",
            )
        return self._loader_for(page)


def page_inside(source: Source) -> Source | None:
    """Return the web page of an archive with its style sheets and pictures put in, to be looked at; None when there is none.

    Raises LoadError when the archive cannot be read.
    """
    page, _ = _unwrapped(source)
    if page.media_type not in _PAGES:
        return None
    message = email.message_from_bytes(source.content or b"", policy=email.policy.default)
    pictures = dict(_pictures(message))

    def put_in(found: re.Match[str]) -> str:
        address = unescape(found["address"])
        return f"{found['before']}{pictures.get(address) or pictures.get(_joined(page.uri, address)) or found['address']}"

    text = (page.content or b"").decode("latin-1")
    return replace(page, content=_PICTURE.sub(put_in, text).encode("latin-1"))


def _pictures(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the pictures in an archive, each with the picture itself as an address."""
    left = MAX_PICTURES_BYTES
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if not isinstance(content, bytes) or len(content) > left:
            continue
        left -= len(content)
        picture = f"data:{part.get_content_type()};base64,{base64.b64encode(content).decode()}"
        yield f"cid:{str(part.get('content-id', '')).strip().strip('<>')}", picture
        yield str(part.get("content-location", "")).strip(), picture


def _unwrapped(source: Source) -> tuple[Source, str]:
    """Return the page as a source of its own, and the archive's subject line."""
    try:
        message = email.message_from_bytes(source.content or b"", policy=email.policy.default)
        parts = [part for one in message.walk() if (part := _part(one)) is not None]
        subject = str(message.get("subject", ""))
        root = _root(message, parts)
    except RecursionError as error:
        raise LoadError(
            "too-deep", f"“{source.name}” is nested deeper than any page needs and was not opened."
        ) from error
    except (ValueError, LookupError, AttributeError, TypeError, IndexError) as error:
        # The mail parser of the standard library stumbles over broken headers with these.
        raise LoadError(
            "damaged-file", f"“{source.name}” is a damaged web archive. Save the page again."
        ) from error
    if root is None:
        raise LoadError("no-text", f"There is no page in the archive “{source.name}”. Save the page again.")
    sheets = [part for part in parts if part.media_type == "text/css"]
    content = _with_sheets(root, sheets) if root.media_type in _PAGES else root.content
    address = (
        root.location
        if root.location.startswith(("http:", "https:"))
        else str(message.get("snapshot-content-location", ""))
    )
    page = Source(
        name=source.name,
        uri=address or source.uri,
        content=content,
        media_type=root.media_type,
        charset=root.charset,
        retrieved_at=source.retrieved_at,
    )
    return page, subject


def _joined(base: str, address: str) -> str:
    """Return the address as it stands in a page at `base`; alone, where one of the two is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _part(message: EmailMessage) -> _Part | None:
    media_type = message.get_content_type()
    if (
        message.is_multipart()
        or media_type not in {*_READABLE, "text/css"}
        or message.get_content_disposition() == "attachment"
    ):
        return None
    content = message.get_payload(decode=True)
    return _Part(
        media_type=media_type,
        charset=message.get_content_charset(),
        location=str(message.get("content-location", "")).strip(),
        content_id=str(message.get("content-id", "")).strip().strip("<>"),
        content=content if isinstance(content, bytes) else b"",
    )


def _root(message: EmailMessage, parts: Sequence[_Part]) -> _Part | None:
    """Return the page: the part the archive names, else the first page, else the first text."""
    start = str(message.get_param("start") or "").strip("<>")
    named = [part for part in parts if start and part.content_id == start and part.media_type in _READABLE]
    pages = [part for part in parts if part.media_type in _PAGES]
    texts = [part for part in parts if part.media_type == "text/plain"]
    return next(iter([*named, *pages, *texts]), None)


def _with_sheets(root: _Part, sheets: Sequence[_Part]) -> bytes:
    """Return the page with its style sheets put back in place of the links to them: they say what is hidden."""
    by_address = {f"cid:{sheet.content_id}": sheet for sheet in sheets if sheet.content_id}
    by_address |= {sheet.location: sheet for sheet in sheets if sheet.location}
    charset = (root.charset or "utf-8").lower()
    if not by_address or charset.startswith(("utf-16", "utf-32")):
        return root.content
    left = MAX_STYLES_BYTES

    def restored(link: re.Match[str]) -> str:
        nonlocal left
        found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(link.group())}
        address = found.get("href", "")
        sheet = by_address.get(address) or by_address.get(_joined(root.location, address))
        if sheet is None or "stylesheet" not in found.get("rel", "").lower() or len(sheet.content) > left:
            return link.group()
        left -= len(sheet.content)
        media = re.sub(r"[^\w\s(),:.-]", "", found.get("media", "all"))
        rules = sheet.content.decode("latin-1").replace("</", "<\\/")
        return f'<style media="{media}">{rules}</style>'

    # Latin-1 maps each byte to one character and back, so the page's own bytes stay as they are.
    return _SHEET_LINK.sub(restored, root.content.decode("latin-1")).encode("latin-1")
