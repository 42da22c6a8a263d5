"""The door to all exports: picks the format by the file's ending and writes the file whole or not at all."""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.errors import ExportError, TemporaryFileError, is_no_room, is_no_temporary_folder
from auditor.held_folder import folder_beside
from auditor.model.template import PLAIN
from auditor.model.values import dataclass
from auditor.places import is_refused, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.printed import Printed
    from auditor.model.template import Template


class Format(StrEnum):
    """What an audit can be written as; the value is the file's ending."""

    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    JSONL = "jsonl"
    PARQUET = "parquet"


STREAMED = frozenset({Format.JSONL, Format.PARQUET})
"""Forms that are written as documents are done: no more of them is held than one or a few."""


def _nothing_kept(_position: int) -> None:
    return None


def _nothing_printed(_position: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user may choose about an export.

    `with_text` adds the documents' text (JSON and JSON Lines only); `prepared_by` names the person who audits; `content` gives the
    audited bytes of a document by its position, or None when they are not kept, and `printed` the document as a browser
    printed it, or None when it has pages of its own or nobody was asked to (both for the marked PDF); `template` is the
    organisation's own look.
    """

    with_text: bool = False
    prepared_by: str = ""
    content: Callable[[int], bytes | None] = _nothing_kept
    printed: Callable[[int], Printed | None] = _nothing_printed
    template: Template = PLAIN


def format_of(path: Path) -> Format:
    """Return the format that the file's ending names.

    Raises ExportError when it names none.
    """
    ending = path.suffix.lower().removeprefix(".")
    try:
        return Format(ending)
    except ValueError:
        known = ", ".join(f".{known.value}" for known in Format)
        raise ExportError(
            f"“{path.name}” does not say what to write: its ending is none of {known}.",
            "Change the ending, or choose a format.",
        ) from None


def export_audit(
    audit: Audit, path: Path, format_: Format | None = None, options: ExportOptions | None = None
) -> None:
    """Write the audit to a file, in the format given or else in the one its ending names.

    The file appears only when it is complete; one that was there before stays whole until then.
    Raises ExportError when it cannot be written.
    """
    chosen = format_ or format_of(path)
    settings = options or ExportOptions()
    write_whole(path, lambda stream: write_audit(audit, stream, chosen, settings))


def export_documents(
    head: Audit,
    documents: Iterable[DocumentAudit],
    path: Path,
    format_: Format,
    options: ExportOptions | None = None,
) -> None:
    """Write documents to a file as they come, in a form that is written so; `head` says what is true of all.

    The file appears only when the last one is written. Raises ExportError when it cannot be.
    """
    write_whole(path, lambda stream: write_documents(head, documents, stream, format_, options))


def write_documents(
    head: Audit,
    documents: Iterable[DocumentAudit],
    stream: BinaryIO,
    format_: Format,
    options: ExportOptions | None = None,
) -> None:
    """Write documents to an open binary stream as they come, in a form that is written so."""
    settings = options or ExportOptions()
    if format_ is Format.PARQUET:
        from auditor.export.parquet import write_parquet  # noqa: PLC0415 - as below

        write_parquet(head, documents, stream, settings.template)
    else:
        from auditor.export.json_lines import write_json_lines  # noqa: PLC0415

        write_json_lines(head, documents, stream, with_text=settings.with_text, template=settings.template)


def write_audit(
    audit: Audit, stream: BinaryIO, format_: Format, options: ExportOptions | None = None
) -> None:
    """Write the audit to an open binary stream."""
    settings = options or ExportOptions()
    # Each writer is imported where it is chosen: the spreadsheet's library alone costs a fifth of a second.
    if format_ in STREAMED:
        write_documents(audit, audit.documents, stream, format_, settings)
    elif format_ is Format.JSON:
        from auditor.export.json_data import write_json  # noqa: PLC0415

        write_json(audit, stream, with_text=settings.with_text, template=settings.template)
    elif format_ is Format.CSV:
        from auditor.export.csv_table import write_csv  # noqa: PLC0415

        write_csv(audit, stream, prepared_by=settings.prepared_by, template=settings.template)
    elif format_ is Format.HTML:
        from auditor.export.html.page import write_html  # noqa: PLC0415

        write_html(audit, stream, prepared_by=settings.prepared_by, template=settings.template)
    elif format_ is Format.PDF:
        from auditor.export.pdf.marked import write_pdf  # noqa: PLC0415

        write_pdf(
            audit,
            stream,
            settings.content,
            settings.printed,
            prepared_by=settings.prepared_by,
            template=settings.template,
        )
    else:
        from auditor.export.xlsx.workbook import write_xlsx  # noqa: PLC0415

        write_xlsx(audit, stream, prepared_by=settings.prepared_by, template=settings.template)


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write beside the file and then put it in its place, in one step."""
    target = _resolved(path)
    try:
        if _is_device(target):
            with target.open("wb") as stream:
                write(stream)
        else:
            _replace(target, write)
    except OSError as error:
        raise _explained(path, error) from error


def _resolved(path: Path) -> Path:
    """Return where a link leads, so that the file behind it is replaced and not the link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise _bad_name(path) from error


def _is_device(target: Path) -> bool:
    """Whether it is a terminal, a pipe or the like, which must be written to and never replaced."""
    return target.exists() and not target.is_file() and not target.is_dir()


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    with folder_beside(target) as folder:
        unfinished = folder / "part"
        with unfinished.open("xb") as stream:
            write(stream)
        os.replace(unfinished, target)  # noqa: PTH105 - a test stands in for a file that another program holds open


def _explained(path: Path, error: OSError) -> ExportError:
    """Return the plain sentence for what the operating system said."""
    name, folder = path.name or str(path), path.absolute().parent
    if is_no_temporary_folder(error) or is_no_room(error):
        return _without_room(name, error)
    if isinstance(error, IsADirectoryError):
        return ExportError(f"“{name}” is a folder.", "Give the name of a file.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExportError(f"The folder “{folder}” does not exist.", "Make it, or choose another.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _forbidden(path, error)
    if is_refused(error):
        return ExportError(*unreachable(path, error))
    return ExportError(f"“{name}” could not be written: {error.strerror or error}.", "Choose another place.")


def _without_room(name: str, error: OSError) -> ExportError:
    if is_no_temporary_folder(error):
        said = f"“{name}” was not written: there is no room for temporary files."
        return ExportError(said, TemporaryFileError().remedy)
    if error.errno == errno.EFBIG:
        said = f"“{name}” was not written: it grew larger than a file may be there."
        return ExportError(said, "Choose another disk.")
    return ExportError(f"The disk is full; “{name}” was not written.", "Free some space and export again.")


def _forbidden(path: Path, error: OSError) -> ExportError:
    if error.errno != errno.EROFS and os.path.exists(path):  # noqa: PTH110 - unlike Path.exists, it answers for forbidden folders too
        return ExportError(
            f"“{path.name}” may not be overwritten.",
            "Close it if it is open in another program, such as Excel; otherwise choose another name.",
        )
    folder = path.absolute().parent
    return ExportError(f"You may not write into the folder “{folder}”.", "Choose another folder.")


def _bad_name(path: Path) -> ExportError:
    return ExportError(f"“{path}” is no name a file can have here.", "Choose another name.")
