"""The table has one row a finding, says what was not audited, and runs nothing."""

from __future__ import annotations

import csv
import io

import pytest

from auditor.export.csv_table import COLUMNS, write_csv
from auditor.export.safe_text import FORMULA_STARTS

from . import factory


def written(audit):
    stream = io.BytesIO()
    write_csv(audit, stream)
    return stream.getvalue()


def rows(audit):
    return list(csv.DictReader(io.StringIO(written(audit).decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_of_its_encoding_and_ends_its_lines_like_the_standard():
    content = written(factory.audit())
    assert content.startswith(b"\xef\xbb\xbfEntry,Document,")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + 6 + 5 + 3


def test_columns_are_stable():
    assert next(csv.reader(io.StringIO(written(factory.audit()).decode("utf-8-sig")))) == list(COLUMNS)
    assert COLUMNS[:4] == ("Entry", "Document", "Address", "State")


def test_findings_have_the_numbers_of_every_other_export():
    numbers = [(row["Entry"], row["No."]) for row in rows(factory.audit())]
    found = [number for entry, number in numbers if entry == "Finding"]
    assert found == [str(number) for number in range(1, len(factory.audit().findings) + 1)]
    assert not any(number for entry, number in numbers if entry != "Finding")


def test_there_is_one_row_a_finding_in_reading_order():
    found = [row for row in rows(factory.audit()) if row["Entry"] == "Finding"]
    assert [row["Category"] for row in found] == [
        "crisis-resource",
        "superlative",
        "statistic",
        "guarantee",
        "superlative",
    ]
    assert found[1]["Words"] == "the most advanced care"
    assert found[1]["Occurrences"] == "3"
    assert found[2]["Grade"] == "Vague authority"
    assert found[4]["Place"] == "Page 3"


def test_what_was_not_audited_has_rows_of_its_own():
    gaps = [
        (row["Entry"], row["Document"], row["Why"])
        for row in rows(factory.audit())
        if row["Entry"] not in {"Finding", "About this audit"}
    ]
    assert gaps == [
        ("Document read in part", "Brochure & prices.pdf", "Pages 4 and 5 are images without text."),
        ("Rule not checked", "Brochure & prices.pdf", "not checked: a pattern took too long"),
        ("Document not read", "scan.pdf", "All 4 pages are images without text."),
    ]


def test_what_is_true_of_the_whole_has_rows_of_its_own():
    told = [row for row in rows(factory.audit()) if row["Entry"] == "About this audit"]
    assert [(row["Category"], row["Rule"]) for row in told] == [
        ("audit", ""),
        ("filter", ""),
        ("rules", "core"),
        ("rules", "us"),
        ("not read", ""),
        ("notice", ""),
    ]
    assert told[1]["Why"] == "None; every finding is in it."
    assert (told[3]["Why"], told[3]["SHA-256"]) == ("United States, version 1.0.1", "a5" * 32)
    assert told[4]["Why"] == "1 of 4 documents: scan.pdf"
    assert "no legal clearance" in told[5]["Why"]


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "a;=1", 'x","=1', "line\n=1", "\x00=1", "half \ud800"],
)
def test_no_field_runs_as_a_formula(words):
    content = written(factory.audit(factory.hostile(words))).decode("utf-8-sig")
    for separator in (",", ";"):
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            assert all(field[:1] not in FORMULA_STARTS for field in row)


def test_the_stream_stays_open_for_its_owner():
    stream = io.BytesIO()
    write_csv(factory.audit(), stream)
    assert not stream.closed


def test_what_became_of_the_version_before_is_told_row_by_row():
    found = rows(factory.audit(factory.compared_page()))
    told = {row["Sentence"]: (row["Entry"], row["Change"]) for row in found}
    assert told["The very first clinic of its kind."] == ("Finding fixed", "Fixed")
    assert told["We guarantee that you will be cured, completely and for good."] == (
        "Finding",
        "Decision no longer fits",
    )
    (changed,) = (row["Before"] for row in found if row["Before"])
    assert (
        changed
        == "“We promise that you will be cured.”; Dismissed (Opinion), Ada Example, 1 October 2026, 10:00 UTC"
    )
    (unsure,) = (row for row in found if row["Entry"] == "Finding not compared")
    assert unsure["Why"] == "The words may stand as before, but the rules have changed since."
