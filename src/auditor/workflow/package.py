"""The evidence package: one zip with the review, its spreadsheet and report, the audited bytes, and a hash of each.

Anyone can check it years later: with `auditor review verify`, which accounts for every byte; unpacked, with the usual tool
for SHA-256 lists; and as a whole, by its own SHA-256, which is its seal when it is kept apart.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from auditor import places
from auditor.errors import ExportError, StoreError
from auditor.export import wording
from auditor.export.base import ExportOptions, Format, write_audit, write_whole
from auditor.model.template import PLAIN
from auditor.store.audits import AuditFile
from auditor.store.copies import copy_audit
from auditor.workflow.package_zip import close_with_seal
from auditor.workflow.private_folder import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO, BinaryIO

    from auditor.model.audit import Audit
    from auditor.model.template import Template

SCHEMA = "auditor.package/1"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
REVIEW = "review.audit"
SOURCES = "sources"
FORMS = {"audit.xlsx": Format.XLSX, "report.html": Format.HTML, "audit.json": Format.JSON}

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can tell."""

Progress = Callable[[int, int], None]
"""Told how many documents of how many are done."""

_TOLD_EACH = 25
"""Documents between two words on progress: more would make it restless."""

_CHUNK = 1 << 20
_UNSAFE = re.compile(r"[^\w.\-]+")
_NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in a package."""

    path: str
    bytes: int
    sha256: str


def _tell_nobody(_done: int, _total: int) -> None:
    """Stand in for whoever does not ask."""


def write_package(
    review: Path,
    target: Path,
    *,
    prepared_by: str = "",
    template: Template = PLAIN,
    progress: Progress = _tell_nobody,
) -> str:
    """Write the package of a review and return its seal, the SHA-256 of the zip; it appears only when it is whole.

    `progress` is told how many of the documents are packed.

    Raises StoreError when the review cannot be read, ExportError when the package cannot be written.
    """
    if places.exists(target) and places.exists(review) and target.samefile(review):
        raise ExportError(f"“{target.name}” is the review itself.", "Choose another name for the package.")
    seals: list[str] = []
    options = ExportOptions(prepared_by=prepared_by, template=template)
    write_whole(target, lambda stream: seals.append(_write(review, stream, options, progress)))
    return seals[0]


def _write(review: Path, stream: BinaryIO, options: ExportOptions, progress: Progress) -> str:
    """Make the zip where it can be gone back in, which not every target allows, and give it out with its seal."""
    with private_folder() as folder, (folder / "package.zip").open("x+b") as made:
        _pack(review, made, options, progress)
        close_with_seal(made)
        made.seek(0)
        seal = hashlib.sha256()
        while chunk := made.read(_CHUNK):
            seal.update(chunk)
            stream.write(chunk)
        return seal.hexdigest()


def _pack(review: Path, stream: BinaryIO, options: ExportOptions, progress: Progress) -> None:
    with AuditFile(review, is_read_only=True) as file:
        audit = file.audit()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            packer = _Packer(archive, _zip_time(audit.audited_at))
            _pack_review(packer, review)
            for name, form in FORMS.items():
                with packer.open(name) as part:
                    _write_form(audit, part, options, form)
            lacking = _pack_sources(packer, file, progress)
            _pack_lists(packer, audit, lacking, options)


def _write_form(audit: Audit, part: IO[bytes], options: ExportOptions, form: Format) -> None:
    # A part of a zip cannot be gone back in, as the writers of workbooks do.
    buffer = io.BytesIO()
    write_audit(audit, buffer, form, replace(options, with_text=form is Format.JSON))
    part.write(buffer.getbuffer())


def _pack_review(packer: _Packer, review: Path) -> None:
    with private_folder() as folder:
        copy = folder / REVIEW
        copy_audit(review, copy)
        with packer.open(REVIEW) as part, copy.open("rb") as content:
            while chunk := content.read(_CHUNK):
                part.write(chunk)


def _pack_sources(packer: _Packer, file: AuditFile, progress: Progress) -> list[dict[str, str]]:
    """Pack the audited bytes; return the documents whose bytes are not in the review, with the reason."""
    lacking, rows = [], file.document_rows()
    for done, row in enumerate(rows, 1):
        if done % _TOLD_EACH == 0:
            progress(done, len(rows))
        source = file.document(row.id).source
        try:
            content = file.sources.content(row.id, source.sha256)
        except StoreError as error:
            lacking.append({"document": source.name, "sha256": source.sha256, "reason": error.message})
            continue
        with packer.open(f"{SOURCES}/{row.position + 1:04d}-{_safe_name(source.name)}") as part:
            part.write(content)
    return lacking


def _pack_lists(packer: _Packer, audit: Audit, lacking: list[dict[str, str]], options: ExportOptions) -> None:
    manifest = {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": audit.tool_version},
        "audited_at": audit.audited_at,
        "prepared_by": options.prepared_by,
        "organisation": options.template.organisation,
        "notice": wording.notice(options.template),
        "filter": None,
        "packs": [{"id": p.id, "version": p.version, "sha256": p.sha256} for p in audit.packs],
        "documents_not_read": [document.source.name for document in audit.unread],
        "sources_not_kept": lacking,
        "files": [{"path": p.path, "bytes": p.bytes, "sha256": p.sha256} for p in packer.packed],
    }
    with packer.open(MANIFEST) as part:
        part.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    with packer.open(SUMS) as part:
        part.write(sums_of(packer.packed))


class _Packer:
    """Writes files into the archive and remembers the hash of each."""

    def __init__(self, archive: zipfile.ZipFile, moment: tuple[int, int, int, int, int, int]) -> None:
        self._archive = archive
        self._moment = moment
        self.packed: list[Packed] = []

    def open(self, path: str) -> _Part:
        entry = zipfile.ZipInfo(path, self._moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return _Part(self._archive.open(entry, "w", force_zip64=True), path, self.packed)


class _Part:
    """A file on its way into the archive."""

    def __init__(self, stream: IO[bytes], path: str, packed: list[Packed]) -> None:
        self._stream, self._path, self._packed = stream, path, packed
        self._hash = hashlib.sha256()
        self._bytes = 0

    def write(self, content: bytes | memoryview) -> int:
        self._hash.update(content)
        self._bytes += len(content)
        return self._stream.write(content)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stream.close()
        if kind is None:
            self._packed.append(Packed(self._path, self._bytes, self._hash.hexdigest()))


def sums_of(packed: Iterable[Packed]) -> bytes:
    """Return the list of hashes as the usual tools for SHA-256 read it."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in packed).encode()


def _safe_name(name: str) -> str:
    """Return a name that every system can unpack, and that leads nowhere."""
    stem, dot, ending = name.rpartition(".")
    kept = _UNSAFE.sub("_", stem if dot else name).strip("._")[:_NAME_CHARS] or "document"
    return f"{kept}.{_UNSAFE.sub('_', ending)[:10]}" if dot else kept


def _zip_time(stamp: str) -> tuple[int, int, int, int, int, int]:
    time = wording.moment(stamp)
    if time is None or time.year < EARLIEST[0]:
        return EARLIEST
    return time.year, time.month, time.day, time.hour, time.minute, time.second
