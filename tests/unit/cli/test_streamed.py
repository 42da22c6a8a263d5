"""Forms that are written as documents are done: the same findings as the others, and whole or not at all."""

import json
import sqlite3
import subprocess
import sys

import pytest
from pyarrow import parquet

from auditor.cli.main import main
from auditor.export import parquet as parquet_export
from auditor.workflow.review import read_review

PAGES = {
    "a.txt": "Our clinic in Ohio helps addicts. We are open on weekdays.",
    "b.txt": "Our clinic helps people to sleep. We are open on weekdays.",
    "c.txt": "",
}
FIXED = ("--audited-at", "2026-11-22T10:00:00Z", "--country", "US", "-q")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def documents(folder, tmp_path_factory):
    """What the JSON says of the pages."""
    target = tmp_path_factory.mktemp("out") / "audit.json"
    assert main(["audit", str(folder), "-o", str(target), *FIXED]) == 3
    return json.loads(target.read_text("utf-8"))["documents"]


def test_lines_can_be_printed(folder, documents, capfdbinary):
    assert main(["audit", str(folder), "--format", "jsonl", *FIXED]) == 3
    given = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert [(g["source"], g["findings"]) for g in given] == [(d["source"], d["findings"]) for d in documents]


def test_a_table_has_the_findings_of_the_json(folder, documents, tmp_path):
    assert main(["audit", str(folder), "-o", str(tmp_path / "a.parquet"), *FIXED]) == 3
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    found = [r["fingerprint"] for r in rows if r["entry"] == "finding"]
    assert found == [f["fingerprint"] for d in documents for f in d["findings"]]
    assert [r["status"] for r in rows if r["entry"] == "document"] == [d["status"] for d in documents]


def test_a_review_is_written_as_documents_are_done_and_exported_to_the_same(folder, documents, tmp_path):
    review = tmp_path / "a.audit"
    assert main(["audit", str(folder), "-o", str(review), *FIXED]) == 3
    kept = read_review(review)
    assert [f.fingerprint for _, f in kept.findings] == [
        f["fingerprint"] for d in documents for f in d["findings"]
    ]
    with sqlite3.connect(review) as database:
        assert database.execute("SELECT count(*) FROM source").fetchone() == (3,)
    assert main(["review", "export", str(review), str(tmp_path / "a.jsonl")]) == 0
    given = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert [g["source"]["sha256"] for g in given] == [d["source"]["sha256"] for d in documents]


def test_the_summary_counts_what_went_by(folder, tmp_path, capfd):
    main(["audit", str(folder), "-o", str(tmp_path / "a.jsonl"), *FIXED[:-1]])
    said = capfd.readouterr().err
    assert said.index("c.txt: NOT AUDITED") < said.index("a.txt: 1 finding")
    assert "3 documents, 1 finding: " in said
    assert f"Written to {tmp_path / 'a.jsonl'}" in said


def test_a_register_approves_what_goes_by(folder, tmp_path, capfd):
    missing = tmp_path / "none.claims"
    main(["audit", str(folder), "-o", str(tmp_path / "a.jsonl"), "--register", str(missing), *FIXED])
    assert "No approved claim was recognised" in capfd.readouterr().err
    [line, *_] = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["audit"]["register"]["name"] == "none.claims"


def test_where_the_rules_cannot_be_used_nothing_is_left_behind(folder, tmp_path, capfd):
    assert main(["audit", str(folder), "-o", str(tmp_path / "a.jsonl"), "--pack", "mars", "-q"]) == 2
    assert "There is no pack “mars”" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_table_is_refused_before_the_work_is_done_where_it_cannot_be_written(folder, monkeypatch, capfd):
    assert main(["audit", str(folder), "--format", "parquet", "-q"]) == 2
    assert "A Parquet table cannot be printed." in capfd.readouterr().err
    monkeypatch.setattr(parquet_export, "find_spec", lambda _: None)
    assert main(["audit", str(folder), "-o", "a.parquet", "-q"]) == 2
    assert "or end the name in .jsonl, which needs nothing more." in capfd.readouterr().err


def test_the_schema_of_a_line_is_published(capfd):
    assert main(["schema", "--lines"]) == 0
    assert json.loads(capfd.readouterr().out)["$id"] == "urn:auditor:document:1"


def test_no_other_form_loads_what_the_table_needs(folder):
    code = (
        "import sys; from auditor.cli.main import main; "
        f"main(['audit', {str(folder / 'a.txt')!r}, '--format', 'jsonl', '-q']); "
        "sys.exit(bool({'pyarrow', 'distributed', 'warcio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
