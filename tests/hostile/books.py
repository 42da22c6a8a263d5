"""Hostile workbooks, and reviews that another program has had its hands on."""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

from openpyxl import Workbook

from .case import CANARY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ADDRESS = "https://a.example/"


def workbook(parts: dict[str, str | bytes | None] | None = None) -> bytes:
    """Return a sound workbook with two addresses in it, with parts put in place of its own; None leaves one out."""
    return replaced(saved([["Address"], [ADDRESS], [f"{ADDRESS}beds"]]), parts or {})


def saved(rows: list[list[str]]) -> bytes:
    """Return a workbook of one sheet with these rows."""
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def replaced(book: bytes, parts: dict[str, str | bytes | None]) -> bytes:
    """Return a workbook with parts put in place of its own; None leaves one out."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys((*old.namelist(), *parts)):
            content = parts[name] if name in parts else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def leaking(book: bytes) -> bytes:
    """Return a workbook in which every text is followed by what stands in a file of the machine it is read on."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            if name == STRINGS or name.startswith("xl/worksheets/sheet"):
                text = archive.read(name).decode()
                root = text.index("<", text.index("?>") + 2 if "?>" in text else 0)
                parts[name] = text[:root] + OUTSIDE + text[root:].replace("</t>", "&x;</t>")
    return replaced(book, parts)


def sheet(rows: str, dimension: str = "A1:A2", prologue: str = "") -> str:
    return f'<?xml version="1.0"?>{prologue}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: str, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


ROW = row("1", cell("A1", ADDRESS))
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{CANARY.as_uri()}">]>'

BOOKS: dict[str, Callable[[int], bytes]] = {
    "dimension-of-all": lambda _: workbook({SHEET: sheet(ROW, "A1:XFD1048576")}),
    "last-row-only": lambda _: workbook({SHEET: sheet(ROW + row("1048576", cell("XFD1048576", "x")))}),
    "row-beyond-all": lambda _: workbook({SHEET: sheet(ROW + row("99999999999999999999", cell("A9", "x")))}),
    "row-of-words": lambda _: workbook({SHEET: sheet(row("x", cell("?!", "x")))}),
    "row-backwards": lambda _: workbook({SHEET: sheet(row("-7", cell("A0", "x")))}),
    "column-beyond-all": lambda _: workbook({SHEET: sheet(row("1", cell("ZZZZZZ1", "x")))}),
    "entities-laughing": lambda _: workbook({SHEET: sheet(row("1", cell("A1", "&l11;")), prologue=LAUGHS)}),
    "entity-of-a-file": lambda _: leaking(workbook()),
    "entity-in-the-book": lambda _: workbook({"xl/workbook.xml": LAUGHS + "<workbook>&l11;</workbook>"}),
    "strings-missing": lambda _: workbook({STRINGS: None}),
    "string-beyond-all": lambda _: workbook({SHEET: sheet(row("1", '<c r="A1" t="s"><v>999999999</v></c>'))}),
    "string-of-words": lambda _: workbook({SHEET: sheet(row("1", '<c r="A1" t="s"><v>x</v></c>'))}),
    "strings-bomb": lambda scale: workbook(
        {STRINGS: f'<sst xmlns="{MAIN}"><si><t>{"x" * 100_000 * scale}</t></si></sst>'}
    ),
    "sheet-bomb": lambda scale: workbook({SHEET: sheet(ROW + row("2", cell("B1", "x" * 100_000 * scale)))}),
    "cells": lambda scale: workbook(
        {SHEET: sheet("".join(row(str(n), cell(f"A{n}", "x")) for n in range(1, 300 * scale)))}
    ),
    "nested": lambda scale: workbook({SHEET: sheet("<row>" * 500 * scale + "</row>" * 500 * scale)}),
    "sheet-missing": lambda _: workbook({SHEET: None}),
    "relations-missing": lambda _: workbook({"xl/_rels/workbook.xml.rels": None}),
    "types-missing": lambda _: workbook({"[Content_Types].xml": None}),
    "styles-missing": lambda _: workbook({"xl/styles.xml": None}),
    "styles-odd": lambda _: workbook(
        {"xl/styles.xml": "<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"}
    ),
    "sheet-above": lambda _: workbook(
        {
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="../../../../etc/passwd"/></Relationships>'
        }
    ),
    "date-beyond-all": lambda _: workbook(
        {
            SHEET: sheet(
                row(
                    "1",
                    '<c r="A1" t="d"><v>99999-99-99</v></c>',
                    '<c r="B1" t="n"><v>1e308</v></c>',
                    '<c r="C1" t="e"><v>#</v></c>',
                    '<c r="D1" t="?"><v>x</v></c>',
                )
            )
        }
    ),
    "formula-endless": lambda _: workbook(
        {
            SHEET: sheet(
                row(
                    "1",
                    f'<c r="A1"><f>{"(" * 20_000}</f><v>x</v></c>',
                    '<c r="B1"><f t="shared" ref="A1:A9" si="0"/></c>',
                )
            )
        }
    ),
    "no-zip": lambda _: b"PK\x03\x04" + b"\0" * 100,
}


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for statement in statements:
                database.execute(statement)

    return spoil


def _bomb(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        squeezer = zlib.compressobj(9)
        packed = squeezer.compress(bytes(3_000_000)) + squeezer.flush()
        database.execute("UPDATE source SET packing = 'zlib', content = ?", [packed])


_LOOSE = "PRAGMA ignore_check_constraints=ON"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, x AS body FROM n"

REVIEWS: dict[str, Callable[[Path], None]] = {
    "a-view-that-never-ends": _sql("ALTER TABLE audit RENAME TO kept", f"CREATE VIEW audit AS {ENDLESS}"),
    "a-table-of-another-kind": _sql("DROP TABLE audit", "CREATE VIRTUAL TABLE audit USING fts4(id, body)"),
    "a-trigger-that-takes-decisions": _sql(
        "CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM decision; END"
    ),
    "an-older-review-with-a-trigger": _sql(
        "ALTER TABLE finding DROP COLUMN standing",
        "CREATE TRIGGER t AFTER UPDATE ON finding BEGIN SELECT RAISE(ABORT, 'it was run'); END",
        "PRAGMA user_version=1006",
    ),
    "a-table-missing": _sql("DROP TABLE finding"),
    "a-column-missing": _sql("ALTER TABLE audit RENAME COLUMN body TO corpse"),
    "depth-in-the-header": _sql("UPDATE audit SET body = '" + "[" * 100_000 + "'"),
    "depth-in-a-part": _sql("UPDATE part SET body = '" + "[" * 100_000 + "'"),
    "a-list-for-a-value": _sql("UPDATE audit SET body = '[]'", "UPDATE document SET body = '[1]'"),
    "text-for-bytes": _sql("UPDATE source SET packing = 'zlib', content = 'x'"),
    "severity-beyond-all": _sql(_LOOSE, "UPDATE finding SET severity = 99"),
    "verdict-of-no-kind": _sql(_LOOSE, "UPDATE decision SET verdict = 'perhaps'"),
    "outcome-of-no-kind": _sql(_LOOSE, "UPDATE finding SET outcome = 'perhaps'"),
    "bytes-that-unpack-for-ever": _bomb,
    "version-beyond-all": _sql("PRAGMA user_version=2147483647"),
    "version-below-all": _sql("PRAGMA user_version=-2147483648"),
    "a-document-in-its-own-place": _sql("UPDATE document SET replaced_by = id"),
    "compared-with-itself": _sql("UPDATE document SET compared_with = id"),
}

WITH_STATEMENTS = (
    "a-view-that-never-ends",
    "a-table-of-another-kind",
    "a-trigger-that-takes-decisions",
    "an-older-review-with-a-trigger",
)
"""Reviews with statements of somebody's in them, which would be run by asking for a table."""
