"""Writes the audit as a Parquet table for programs that look at many documents: one row a finding, and one a document.

The row of a document stands before those of its findings and is there also where nothing was found or nothing could be
read: who counts documents counts rows whose `entry` is “document”. Columns bear the names of the JSON of an audit and never
change their types; what is true of the whole stands in the metadata of the file. Rows are written as documents are done.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from auditor.errors import ExportError
from auditor.export.json_data import Json, document_json, failures_json, head_json
from auditor.export.safe_text import encodable
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.template import Template

SCHEMA_ID = "auditor.findings/1"

DOCUMENT = "document"
FINDING = "finding"
FIXED = "fixed"
NOT_COMPARED = "not-compared"

ROWS_TOGETHER = 5_000
"""Rows written as one group: few enough to be held, enough to be packed well."""

_COLUMNS: dict[str, Any] = {
    "entry": "string",
    "position": "number",
    "name": "string",
    "uri": "string",
    "media_type": "string",
    "bytes": "number",
    "sha256": "string",
    "retrieved_at": "string",
    "status": "string",
    "problems": [{"code": "string", "message": "string"}],
    "document_title": "string",
    "language": "string",
    "jurisdiction": "string",
    "words": "number",
    "crisis": "string",
    "failures": [{"rule": "string", "error": "string"}],
    "fingerprint": "string",
    "rule": "string",
    "title": "string",
    "category": "string",
    "severity": "string",
    "outcome": "string",
    "start": "number",
    "end": "number",
    "quote": "string",
    "trigger_start": "number",
    "trigger_end": "number",
    "trigger": "string",
    "message": "string",
    "advice": "string",
    "suggestion": "string",
    "grade": "string",
    "evidence": "string",
    "basis": [{"title": "string", "clause": "string", "url": "string"}],
    "place": {
        "page": "number",
        "boxes": [["measure"]],
        "selector": "string",
        "offset": "number",
        "paragraph": "number",
    },
    "occurrences": "number",
    "state": "string",
    "reason": "string",
    "decision": {"verdict": "string", "reason": "string", "reviewer": "string", "decided_at": "string"},
    "response": "string",
    "approval": {
        "state": "string",
        "register": "string",
        "entry": "number",
        "key": "string",
        "wording": "string",
        "evidence": "string",
        "approver": "string",
        "scope": "string",
        "expires_on": "string",
    },
}
"""Stable: programs read them by name. New ones are added at the end."""


def check_installed() -> None:
    """Raise ExportError when the library that writes Parquet is not there."""
    if find_spec("pyarrow") is None:
        raise ExportError(
            "Parquet is written by an addition that is not installed.",
            "Install it (pip install 'auditor[cluster]'), or end the name in .jsonl, which needs nothing more.",
        )


def write_parquet(
    head: Audit, documents: Iterable[DocumentAudit], stream: BinaryIO, template: Template = PLAIN
) -> None:
    """Write documents to a binary stream; `head` says what is true of all of them. Raises ExportError."""
    check_installed()
    import pyarrow as pa  # noqa: PLC0415 - half a second, for this form alone
    from pyarrow import parquet  # noqa: PLC0415

    schema = _schema(head, template)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for rows in _groups(documents):
            writer.write_table(pa.Table.from_pylist(rows, schema))


def _groups(documents: Iterable[DocumentAudit]) -> Iterator[list[dict[str, Json]]]:
    """Yield rows in groups; those of one document stay together."""
    rows: list[dict[str, Json]] = []
    for position, document in enumerate(documents):
        rows += map(_encodable, _rows(document, position))
        if len(rows) >= ROWS_TOGETHER:
            yield rows
            rows = []
    if rows:
        yield rows


def _rows(document: DocumentAudit, position: int) -> Iterator[dict[str, Json]]:
    said: dict[str, Any] = document_json(document, with_text=False)
    common: dict[str, Json] = {
        "position": position,
        **said["source"],
        **{name: said[name] for name in ("status", "problems", "language", "jurisdiction", "words")},
        "document_title": said["title"],
        "crisis": said["crisis"]["verdict"] if said["crisis"] else None,
        "failures": failures_json(document),
    }
    yield {"entry": DOCUMENT, **common}
    for entry, name in ((FINDING, "findings"), (FIXED, "fixed"), (NOT_COMPARED, "not_compared")):
        for finding in said.get(name, ()):
            yield {"entry": entry, **common, **finding}


def _schema(head: Audit, template: Template) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - as above

    said = {"schema": SCHEMA_ID, **head_json(head, template)}
    told = {
        f"auditor.{name}": value if isinstance(value, str) else encodable(json.dumps(value))
        for name, value in said.items()
    }
    fields = [pa.field(name, _type(kind)) for name, kind in _COLUMNS.items()]
    return pa.schema(fields, metadata=told)


def _type(kind: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - as above

    if isinstance(kind, list):
        return pa.list_(_type(kind[0]))
    if isinstance(kind, dict):
        return pa.struct([pa.field(name, _type(one)) for name, one in kind.items()])
    return {"string": pa.string(), "number": pa.int64(), "measure": pa.float64()}[kind]


def _encodable(value: Any) -> Any:
    """Return the row with half letters replaced, which no file in UTF-8 can hold."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    return [_encodable(one) for one in value] if isinstance(value, list) else value
