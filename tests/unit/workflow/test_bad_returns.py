"""What comes back damaged, locked, from elsewhere or made to do harm is said in a sentence, soon, and changes nothing."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import zipfile
from contextlib import suppress

import pytest
from openpyxl import Workbook

from auditor.errors import UserError
from auditor.workflow.round_trip import preview_return

from .test_round_trip import Sheet, exported, new_review

FINDINGS = "xl/worksheets/sheet2.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAX_MEMORY_MB = 500
MAX_SECONDS = 60
"""For all of the large ones together, on a machine that has other things to do; each takes a second or two."""


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    with new_review(tmp_path_factory.mktemp("review")) as file:
        yield file


@pytest.fixture(scope="module")
def good(review, tmp_path_factory):
    return exported(review, tmp_path_factory.mktemp("good") / "audit.xlsx").read_bytes()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            with archive.open(name, "w", force_zip64=True) as target:
                for piece in [data] if isinstance(data, bytes) else data:
                    target.write(piece)
    return stream.getvalue()


def with_rows(content, rows):
    """Return the workbook with something in place of, or behind, the rows of its findings."""
    parts = parts_of(content)
    before, _, after = parts[FINDINGS].partition(b"</sheetData>")
    parts[FINDINGS] = rows(before, b"</sheetData>" + after)
    return packed(parts)


def said(review, tmp_path, content, name="back.xlsx"):
    """Return what is said of a file; nothing when it is taken."""
    path = tmp_path / name
    path.write_bytes(content)
    before = review.findings.one(1).decision
    try:
        preview = preview_return(path, review)
    except UserError as error:
        return str(error)
    finally:
        assert review.findings.one(1).decision == before
    assert preview.proposals == ()
    return ""


def _zip(**parts):
    return packed({name.replace("__", "/"): data.encode() for name, data in parts.items()})


def _of_another_kind(main):
    root = f'<Relationships><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    return packed({"_rels/.rels": root.encode(), main: b"<document/>"})


OTHERS = {
    "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is in the old .xls format"),
    "letter": (_of_another_kind("word/document.xml"), "is no .xlsx workbook"),
    "binary workbook": (_of_another_kind("xl/workbook.bin"), "is no .xlsx workbook"),
    "open document": (
        _zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "is no .xlsx workbook",
    ),
    "empty archive": (packed({}), "is no .xlsx workbook"),
    "page": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is no audit that Auditor wrote"),
    "web page named .xls": (
        b"<html><table><tr><td>Fingerprint</td></tr></table>",
        "is no audit that Auditor wrote",
    ),
    "noughts": (b"\0" * 5_000, "is no audit that Auditor wrote"),
}


@pytest.mark.parametrize("kind", [*OTHERS])
def test_a_file_of_another_kind_is_named(review, tmp_path, kind):
    content, words = OTHERS[kind]
    assert words in said(review, tmp_path, content)


def _entity(before, after):
    kind = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    return kind + before + b"<row><c t='str'><v>&b;</v></c></row>" + after


SPOILED = {
    "entities": _entity,
    "row twice": lambda b, a: b + b'<row r="2"/>' + a,
    "row beyond all": lambda b, a: b + b'<row r="1048577"/>' + a,
    "cell beyond all": lambda b, a: b + b'<row r="40"><c r="XFE40"/></row>' + a,
    "no such text": lambda b, a: b + b'<row r="40"><c t="s"><v>7</v></c></row>' + a,
    "a text before the first": lambda b, a: b + b'<row r="40"><c t="s"><v>-1</v></c></row>' + a,
    "cut short": lambda b, _: b[: len(b) // 2],
    "no XML": lambda *_: b"Fingerprint,Decision",
}


@pytest.mark.parametrize("kind", [*SPOILED])
def test_a_damaged_workbook_is_refused(review, tmp_path, good, kind):
    assert "is damaged and cannot be read" in said(review, tmp_path, with_rows(good, SPOILED[kind]))


@pytest.mark.parametrize("share", [0.01, 0.5, 0.999])
def test_a_file_that_was_cut_short_is_refused(review, tmp_path, good, share):
    assert "is damaged and cannot be read" in said(review, tmp_path, good[: int(len(good) * share)])


def test_no_changed_byte_brings_it_down(review, tmp_path, good):
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for _ in range(60):
        content = bytearray(good)
        for _ in range(chance.choice((1, 8, 60))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path = tmp_path / "back.xlsx"
        path.write_bytes(content)
        with suppress(UserError):
            assert preview_return(path, review).proposals == ()


@pytest.mark.parametrize(
    ("column", "title", "words"),
    [
        (
            "Decision",
            "Entscheidung",
            "has no column “Decision”, but one titled “Entscheidung”, which Auditor did not",
        ),
        ("Sentence", "Claim", "has no column “Sentence”, but one titled “Claim”"),
        ("Reason", None, "has no column “Reason”, but one without a title"),
        ("Response", "Reason", "has 2 columns titled “Reason”"),
        ("Fingerprint", "ID", "no sheet has the column “Fingerprint”"),
        ("Decision", '="Decision"', 'has no column “Decision”, but one titled “="Decision"”'),
    ],
)
def test_a_changed_title_is_named(review, tmp_path, good, column, title, words):
    (tmp_path / "audit.xlsx").write_bytes(good)
    sheet = Sheet(tmp_path / "audit.xlsx")
    sheet[2, "Decision"] = "Confirmed"
    sheet[1, column] = title
    assert words in said(review, tmp_path, sheet.save().read_bytes())


def test_a_merged_header_is_named(review, tmp_path, good):
    (tmp_path / "audit.xlsx").write_bytes(good)
    sheet = Sheet(tmp_path / "audit.xlsx")
    sheet[2, "Reason"] = "Because"
    first = sheet.titles["Decision"]
    sheet.sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=first + 1)
    assert "has no column “Reason”, but one without a title" in said(
        review, tmp_path, sheet.save().read_bytes()
    )


def test_titles_of_ones_own_are_let_be(review, tmp_path, good):
    (tmp_path / "audit.xlsx").write_bytes(good)
    sheet = Sheet(tmp_path / "audit.xlsx")
    sheet.sheet.cell(1, len(sheet.titles) + 3).value = "Owner"
    assert said(review, tmp_path, sheet.save().read_bytes()) == ""


def test_rows_of_another_audit_are_not_gathered_without_end(review, tmp_path):
    path = exported(review, tmp_path / "audit.csv")
    more = b"Finding,a.html,,,,,,,,,,,,,,,,,,f,Confirmed\r\n" * 3_000
    assert "holds far more than this review can have given out" in said(
        review, tmp_path, path.read_bytes() + more, "back.csv"
    )


def ten_million_empty(before, after):
    yield before
    for _ in range(100):
        yield b"<row/>" * 100_000
    yield after


def ten_million_coloured(before, after):
    yield before
    for _ in range(100):
        yield b'<row><c s="2"/></row>' * 100_000
    yield after


def far_down(before, after):
    yield before + b'<row r="1048576"><c t="str"><v>x</v></c></row>' + after


def after_ten_million_empty(before, after):
    for _ in range(100):
        yield before + b"<row/>" * 100_000
        before = b""
    yield b'<row r="20000000"><c t="str"><v>x</v></c></row>' + after


def endless_row(before, after):
    yield before + b'<row r="90">'
    for _ in range(60):
        yield b'<c r="A90"/>' * 10_000
    yield b"</row>" + after


def endless_text(before, after):
    yield before + b'<row r="90"><c t="str"><v>'
    for _ in range(20):
        yield b"a" * 1_000_000
    yield b"</v></c></row>" + after


def endless_space(before, after):
    yield before
    for _ in range(20):
        yield b" " * 1_000_000
    yield after


def endless_tag(before, after):
    yield before + b'<row r="90"><c r="'
    for _ in range(20):
        yield b"A" * 1_000_000
    yield b'"/></row>' + after


TOO_LARGE = "unpacks to more than an audit can hold"
LARGE = {
    ten_million_empty: "8 unchanged",
    ten_million_coloured: "8 unchanged",
    far_down: "8 unchanged",
    after_ten_million_empty: "rows below more than 100,000 empty ones",
    endless_row: TOO_LARGE,
    endless_text: TOO_LARGE,
    endless_space: TOO_LARGE,
    endless_tag: TOO_LARGE,
}

CHILD = """
import re, sys, time
from pathlib import Path
from auditor.errors import UserError
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return
for path in map(Path, sys.argv[2:]):
    with AuditFile(Path(sys.argv[1]), is_read_only=True) as review:
        try:
            print(path.stem, preview_return(path, review).unchanged, "unchanged")
        except UserError as error:
            print(path.stem, error)
memory = Path("/proc/self/status")
print(re.findall(r"VmHWM:\\s*(\\d+)", memory.read_text())[0] if memory.exists() else 0)
"""


def test_what_is_made_to_exhaust_the_reader_does_not(review, tmp_path, good):
    paths = []
    for make in LARGE:
        paths.append(tmp_path / f"{make.__name__}.xlsx")
        paths[-1].write_bytes(with_rows(good, make))
    paths.append(tmp_path / "empty.csv")
    paths[-1].write_bytes(exported(review, tmp_path / "audit.csv").read_bytes() + b",,,\r\n" * 10_000_000)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(review.path), *map(str, paths)],
        check=True, capture_output=True, text=True, timeout=MAX_SECONDS,
    )  # fmt: skip
    *lines, memory = done.stdout.splitlines()
    for line, words in zip(lines, [*LARGE.values(), "8 unchanged"], strict=True):
        assert words in line
    assert int(memory) / 1024 < MAX_MEMORY_MB


def test_what_unpacks_to_too_much_is_not_unpacked(review, tmp_path, good, monkeypatch):
    monkeypatch.setattr("auditor.export.spreadsheets.package.MAX_UNPACKED", 10_000)
    assert TOO_LARGE in said(review, tmp_path, good)
    monkeypatch.undo()
    monkeypatch.setattr("auditor.export.spreadsheets.package.MAX_PART", 1_000)
    assert TOO_LARGE in said(review, tmp_path, good)
    monkeypatch.undo()
    monkeypatch.setattr("auditor.export.spreadsheets.package.MAX_PARTS", 10)
    assert TOO_LARGE in said(review, tmp_path, good)


def test_a_workbook_of_ours_from_another_program_says_what_its_first_row_is(review, tmp_path):
    book = Workbook()
    book.active.append(["Invoice", "Total"])
    stream = io.BytesIO()
    book.save(stream)
    assert re.search("Its first row says: Invoice, Total", said(review, tmp_path, stream.getvalue()))
