"""Writes the audit as JSON Lines: each document on a line of its own, written as it is done.

A line says of the whole audit what a reader of it alone must know. What it says of its document and of the findings is
what the JSON of an audit says of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from auditor.export.json_data import Json, document_json, failures_json, head_json, schema
from auditor.export.safe_text import encodable
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.template import Template

SCHEMA_ID = "auditor.document/1"

_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}
"""Signs that some readers take for the end of a line."""


def write_json_lines(
    head: Audit,
    documents: Iterable[DocumentAudit],
    stream: BinaryIO,
    *,
    with_text: bool,
    template: Template = PLAIN,
) -> None:
    """Write documents to a binary stream, in UTF-8; `head` says what is true of all of them."""
    said: dict[str, Json] = {"schema": SCHEMA_ID, "audit": head_json(head, template)}
    for document in documents:
        body = document_json(document, with_text=with_text)
        line = _line({**said, **body, "failures": failures_json(document)})
        stream.write(line.encode("utf-8"))


def line_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of one line."""
    whole: dict[str, Any] = json.loads(schema())
    stated: dict[str, Any] = whole["properties"]
    of_audit = ("tool", "audited_at", "packs", "filter", "notice", "organisation", "register")
    made = {
        "$schema": whole["$schema"],
        "$id": "urn:auditor:document:1",
        "title": "Audited document",
        "description": "One line of an audit as JSON Lines: a document, what was found in it, and what is true of the whole audit.",
        "type": "object",
        "allOf": [{"$ref": "#/$defs/document"}],
        "required": ["schema", "audit", "failures"],
        "properties": {
            "schema": {"const": SCHEMA_ID},
            "audit": {
                "type": "object",
                "description": "What is true of the whole audit.",
                "required": [name for name in of_audit if name in whole["required"]],
                "properties": {name: stated[name] for name in of_audit},
            },
            "failures": stated["failures"],
        },
        "$defs": whole["$defs"],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _line(value: dict[str, Json]) -> str:
    text = encodable(json.dumps(value, ensure_ascii=False))
    for sign, written in _LINE_ENDS.items():
        text = text.replace(sign, written)
    return text + "\n"
