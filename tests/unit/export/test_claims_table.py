"""Approved claims in the exports: in the audit as JSON, and the register as a spreadsheet."""

import io
import json
from dataclasses import replace

import jsonschema
import openpyxl
import pytest

from auditor.errors import UserError
from auditor.export import wording
from auditor.export.claims.columns import COLUMNS
from auditor.export.claims.read import read_claims
from auditor.export.claims.write import write_claims_table
from auditor.export.json_data import schema, write_json
from auditor.model.audit import RegisterRecord
from auditor.model.claim import Claim, ClaimMatch, Difference, Entry, Evidence, MatchKind, Scope, ScopeKind
from auditor.model.decision import Author

from . import factory

AT = "2026-11-22T10:00:00Z"
CLAIM = Claim(
    ("About half of our clients recover", "=SUM(A1) is half of them"),
    Evidence("Doe 2024", "https://evidence.example"),
    Scope(ScopeKind.COUNTRY, ("UK", "IE")),
    "Ana",
    "2026-12-01",
    "+note",
)
ENTRY = Entry("k1", 1, 2, CLAIM, Author("Ben", AT), "brand.claims")


def test_json_says_how_a_finding_stands_to_the_register():
    audit = factory.audit()
    document = audit.documents[0]
    number = document.findings[0].fingerprint
    match = ClaimMatch(
        MatchKind.NEAR,
        "k1",
        1,
        "brand.claims",
        "half",
        "Doe",
        "Ana",
        AT,
        differences=(Difference("half", "most"),),
    )
    held = replace(
        audit,
        documents=(replace(document, approvals={number: match}), *audit.documents[1:]),
        register=RegisterRecord("brand.claims", 1),
    )
    stream = io.BytesIO()
    write_json(held, stream, with_text=False)
    plain = json.loads(stream.getvalue())
    jsonschema.validate(plain, json.loads(schema()))
    found = [f["approval"] for f in plain["documents"][0]["findings"] if "approval" in f]
    assert [(f["state"], f["differences"]) for f in found] == [
        ("near-miss", [{"approved": "half", "found": "most"}])
    ]
    assert wording.approvals(held) == "1 claim in brand.claims: 1 near an approved wording"
    assert wording.approvals(audit) == ""
    missing = replace(held, register=RegisterRecord("brand.claims", trouble="There is no register."))
    assert wording.approvals(missing) == "There is no register."


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_register_comes_back_as_it_was_written(tmp_path, ending):
    target = tmp_path / f"register{ending}"
    write_claims_table([ENTRY], target, AT)
    table = read_claims(target)
    (row,) = table.rows
    assert (row.key, row.claim, table.refused) == ("k1", CLAIM, ())


def test_no_cell_of_the_workbook_is_a_formula(tmp_path):
    write_claims_table([ENTRY], tmp_path / "register.xlsx", AT)
    sheet = openpyxl.load_workbook(tmp_path / "register.xlsx").worksheets[0]
    cells = {COLUMNS[c.column - 1]: c for c in sheet[2]}
    assert {c.data_type for c in cells.values()} <= {"s", "n", "inlineStr"}
    assert cells["State"].value == "Ends soon"
    assert (tmp_path / "register.xlsx").stat().st_size > 0


def test_rows_that_cannot_be_read_are_told_and_others_go_on(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Our claims"])
    book.active.append(["Wordings", "Reference", "Holds for", "Places"])
    book.active.append(["we help many adults", "Doe", "Moon", ""])
    book.active.append(["=A1&B1", "Doe", "", ""])
    book.active.append(["we help most adults\nwe help adults, mostly", "Doe", "", "UK"])
    book.save(tmp_path / "in.xlsx")
    table = read_claims(tmp_path / "in.xlsx")
    assert [(r.place, r.reason.split(".")[0]) for r in table.refused] == [
        ("Sheet, row 3", "“Moon” is no scope"),
        ("Sheet, row 4", "“Wordings” holds a formula in place of text"),
    ]
    (row,) = table.rows
    assert row.claim.wordings == ("we help most adults", "we help adults, mostly")
    assert row.claim.scope == Scope(ScopeKind.COUNTRY, ("UK",))


def test_a_table_of_something_else_is_refused(tmp_path):
    (tmp_path / "in.csv").write_text("Name,Price\nsoap,3\n", "utf-8")
    with pytest.raises(UserError, match="holds no approved claims"):
        read_claims(tmp_path / "in.csv")


def test_a_table_without_end_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("auditor.export.claims.read.MAX_CLAIMS", 2)
    (tmp_path / "in.csv").write_text("Wordings\n" + "soap helps\n" * 3, "utf-8")
    with pytest.raises(UserError, match="more than 2 rows of claims"):
        read_claims(tmp_path / "in.csv")
