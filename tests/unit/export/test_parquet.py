"""A Parquet table has a row for every document and one for every finding, with columns that keep their types."""

import io
import json
from dataclasses import replace

import pytest
from pyarrow import parquet as reader

from auditor.errors import ExportError
from auditor.export import parquet
from auditor.export.base import Format, export_audit, format_of
from auditor.export.json_data import write_json

from . import factory


def read(audit):
    stream = io.BytesIO()
    parquet.write_parquet(audit, audit.documents, stream)
    return reader.read_table(io.BytesIO(stream.getvalue()))


def said(audit):
    stream = io.BytesIO()
    write_json(audit, stream, with_text=False)
    return json.loads(stream.getvalue())["documents"]


def without_nothing(value):
    """Leave out what JSON leaves out and a table has as nothing."""
    if isinstance(value, dict):
        return {k: without_nothing(v) for k, v in value.items() if v is not None}
    return [without_nothing(v) for v in value] if isinstance(value, list) else value


def full_audit():
    return factory.audit(*factory.audit().documents, factory.compared_page(), factory.hostile("x\ud800y"))


def test_every_finding_is_there_as_the_json_has_it():
    audit = full_audit()
    rows = [r for r in read(audit).to_pylist() if r["entry"] == "finding"]
    expected = [(d, f) for d in said(audit) for f in d["findings"]]
    assert len(rows) == len(expected)
    for row, (document, finding) in zip(rows, expected, strict=True):
        finding.pop("before", None)
        assert without_nothing({k: row[k] for k in finding}) == without_nothing(finding)
        assert (row["name"], row["sha256"]) == (document["source"]["name"], document["source"]["sha256"])


def test_every_document_has_one_row_also_where_nothing_was_found_or_read():
    audit = factory.audit(factory.clean_page(), factory.unread(), factory.web_page())
    rows = [r for r in read(audit).to_pylist() if r["entry"] == "document"]
    assert [(r["position"], r["status"]) for r in rows] == [
        (0, "complete"),
        (1, "unreadable"),
        (2, audit.documents[2].status.value),
    ]
    assert rows[1]["problems"] == said(audit)[1]["problems"]
    assert {rows[0][k] for k in ("rule", "quote", "severity")} == {None}


def test_what_is_gone_since_the_version_before_has_rows_of_its_own():
    audit = factory.audit(factory.compared_page())
    [document] = said(audit)
    rows = read(audit).to_pylist()
    for entry, name in (("fixed", "fixed"), ("not-compared", "not_compared")):
        gone = [(r["fingerprint"], r["reason"]) for r in rows if r["entry"] == entry]
        assert gone == [(g["fingerprint"], g["reason"]) for g in document[name]]


def test_the_columns_and_their_types_are_the_same_whatever_is_in_them():
    tables = [
        read(full_audit()),
        read(factory.audit(factory.unread())),
        read(replace(factory.audit(), documents=())),
    ]
    assert len({str(table.schema.remove_metadata()) for table in tables}) == 1
    assert tables[-1].num_rows == 0
    assert tables[0].column_names[:4] == ["entry", "position", "name", "uri"]


def test_the_file_says_by_what_and_when_it_was_made():
    told = read(factory.audit()).schema.metadata
    assert told[b"auditor.schema"] == b"auditor.findings/1"
    assert told[b"auditor.audited_at"].decode() == factory.AUDITED_AT
    assert [p["id"] for p in json.loads(told[b"auditor.packs"])] == ["core", "us"]
    assert b"no legal clearance" in told[b"auditor.notice"]


def test_rows_are_written_in_groups_so_that_few_are_held(monkeypatch):
    monkeypatch.setattr(parquet, "ROWS_TOGETHER", 10)
    stream = io.BytesIO()
    page, alive = factory.web_page(), []

    def documents():
        for number in range(30):
            alive.append(stream.tell())
            yield replace(page, title=str(number))

    parquet.write_parquet(factory.audit(), documents(), stream)
    file = reader.ParquetFile(io.BytesIO(stream.getvalue()))
    assert file.num_row_groups > 5
    assert alive[-1] > alive[0]  # what came first is written before the last one is asked for


def test_the_same_audit_gives_the_same_bytes(tmp_path):
    for name in ("a.parquet", "b.parquet"):
        export_audit(full_audit(), tmp_path / name)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert format_of(tmp_path / "a.parquet") is Format.PARQUET


def test_without_the_library_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(ExportError, match="pip install 'auditor\\[cluster\\]'"):
        export_audit(factory.audit(), tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []
