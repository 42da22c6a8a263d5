"""An export of some findings says so everywhere, and never lets a document look clean whose findings are left out."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import openpyxl
import pytest
from pypdf import PdfReader

from auditor.export.base import Format, write_audit
from auditor.export.entries import entries
from auditor.export.json_data import schema
from auditor.model.decision import Verdict
from auditor.model.finding import Severity
from auditor.model.listing import AuditHeader, Filter
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return
from auditor.workflow.selection import filter_words, narrowed

from .test_round_trip import ANA, document

SAID = "Only findings with decision Confirmed; document “a.html”: 2 of 8. 6 findings left out."


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    with AuditFile(tmp_path_factory.mktemp("selection") / "review.audit") as file:
        file.set_header(AuditHeader("1", "2026-11-22T09:00:00Z"))
        file.save([(0, document("a.html")), (1, document("b.html", "cd" * 32))])
        file.decisions.decide([1, 3, 6], Verdict.CONFIRMED, ANA, "Confirmed")
        yield file


@pytest.fixture(scope="module")
def chosen(review):
    return narrowed(review, Filter(verdicts=frozenset({Verdict.CONFIRMED}), document=1))


def written(audit, form):
    stream = io.BytesIO()
    write_audit(audit, stream, form)
    return stream.getvalue()


def test_only_what_passes_is_there_and_each_document_says_what_is_not(chosen):
    assert [(len(d.findings), d.left_out) for d in chosen.documents] == [(2, 2), (0, 4)]


def test_the_filter_is_told_in_words(review):
    wanted = Filter(
        " cured ",
        frozenset({Severity.HIGH, Severity.CRITICAL}),
        frozenset({"vague-authority"}),
        verdicts=frozenset({Verdict.LATER, Verdict.UNDECIDED}),
    )
    assert filter_words(wanted, review) == (
        "“cured” in their words; severity Critical or High; category Vague authority; decision Undecided or Later"
    )


def test_findings_keep_the_numbers_they_have_in_the_whole(review):
    both = narrowed(review, Filter(verdicts=frozenset({Verdict.CONFIRMED})))
    assert [entry.number for entry in entries(both)] == [1, 3, 6]
    page = written(both, Format.HTML).decode()
    assert [at for at in range(1, 9) if f'id="finding-{at}"' in page] == [1, 3, 6]


def test_every_form_says_so(chosen, review, tmp_path):
    plain = json.loads(written(chosen, Format.JSON))
    jsonschema.validate(plain, json.loads(schema()))
    assert plain["filter"] == {"words": "decision Confirmed; document “a.html”", "shown": 2, "total": 8}
    assert [d["left_out"] for d in plain["documents"]] == [2, 4]
    table = csv.DictReader(io.StringIO(written(chosen, Format.CSV).decode("utf-8-sig")))
    assert [row["Why"] for row in table if row["Category"] == "filter"] == [SAID]
    page = written(chosen, Format.HTML).decode()
    front = " ".join(PdfReader(io.BytesIO(written(chosen, Format.PDF))).pages[0].extract_text().split())
    (tmp_path / "some.xlsx").write_bytes(written(chosen, Format.XLSX))
    summary = openpyxl.load_workbook(tmp_path / "some.xlsx")["Summary"]
    cells = " ".join(str(cell.value) for row in summary for cell in row if cell.value)
    for said in (page, front, cells):
        assert SAID[1:] in said
        assert "2 of 8 findings" in said
        assert "Nothing shown (4 findings left out by the filter)" in said
        assert "Nothing flagged" not in said
    assert preview_return(tmp_path / "some.xlsx", review).unchanged == 2
