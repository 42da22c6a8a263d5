"""An export is written whole or not at all, and what goes wrong is said in plain words."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from auditor.errors import ExportError
from auditor.export import base, json_data
from auditor.export.base import ExportOptions, Format, export_audit, format_of
from auditor.export.xlsx import aside

from . import factory


def names_in(folder):
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.xlsx", Format.XLSX), ("a.JSON", Format.JSON), ("a.b.csv", Format.CSV)],
)
def test_the_ending_names_the_format(name, format_):
    assert format_of(Path(name)) is format_


@pytest.mark.parametrize("name", ["audit", "audit.doc", "audit.xls"])
def test_an_unknown_ending_is_refused_with_the_known_ones(name):
    with pytest.raises(ExportError, match=r"\.xlsx, \.json, \.csv"):
        format_of(Path(name))


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("json", b"{\n"), ("csv", b"\xef\xbb\xbf")])
def test_each_format_is_written(tmp_path, ending, start):
    path = tmp_path / f"audit.{ending}"
    export_audit(factory.audit(), path)
    assert path.read_bytes().startswith(start)
    assert names_in(tmp_path) == [path.name]


def test_a_format_that_is_asked_for_outdoes_the_ending(tmp_path):
    path = tmp_path / "audit.txt"
    export_audit(factory.audit(), path, Format.JSON, ExportOptions(with_text=True))
    assert b'"text": ' in path.read_bytes()


def test_an_older_file_is_replaced_and_a_link_to_it_kept(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    export_audit(factory.audit(), link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_failed_export_leaves_the_older_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "audit.json"
    path.write_text("old")

    def fail(_audit, stream, **_more):
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(json_data, "write_json", fail)
    with pytest.raises(ExportError, match="disk is full"):
        export_audit(factory.audit(), path)
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["audit.json"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (errno.EDQUOT, "The disk is full; “audit.json” was not written. Free some space"),
        (
            errno.EFBIG,
            "“audit.json” was not written: it grew larger than a file may be there. Choose another disk",
        ),
        (errno.EROFS, "You may not write into the folder"),
    ],
)
def test_a_disk_that_takes_no_more_is_told_in_plain_words(tmp_path, monkeypatch, kind, sentence):
    path = tmp_path / "audit.json"
    path.write_text("old")

    def fail(*_, **_more):
        raise OSError(kind, "in the system's own words")

    monkeypatch.setattr(json_data, "write_json", fail)
    with pytest.raises(ExportError, match=sentence):
        export_audit(factory.audit(), path)
    assert (path.read_text(), names_in(tmp_path)) == ("old", ["audit.json"])


def test_a_spreadsheet_that_outgrows_the_memory_tells_that_it_has_no_room_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(aside, "SPOOL_BYTES", 1)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "nowhere")])
    with pytest.raises(ExportError, match=r"no room for temporary files\. Make room, or name another folder"):
        export_audit(factory.audit(), tmp_path / "audit.xlsx")
    assert names_in(tmp_path) == []


def test_a_bug_in_a_writer_is_not_taken_for_trouble_with_the_file(tmp_path, monkeypatch):
    def fail(*_args, **_more):
        raise ValueError("a bug")

    monkeypatch.setattr(json_data, "write_json", fail)
    with pytest.raises(ValueError, match="a bug"):
        export_audit(factory.audit(), tmp_path / "audit.json")
    assert names_in(tmp_path) == []


def test_a_file_held_open_by_another_program_is_named(tmp_path, monkeypatch):
    path = tmp_path / "audit.csv"
    path.write_text("old")

    def refuse(*_):
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(base.os, "replace", refuse)
    with pytest.raises(ExportError, match=r"“audit\.csv” may not be overwritten\. Close it if it is open"):
        export_audit(factory.audit(), path)
    assert names_in(tmp_path) == ["audit.csv"]


def test_a_forbidden_folder_is_named(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ExportError, match="may not write into the folder"):
        export_audit(factory.audit(), tmp_path / "audit.csv")


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("missing/audit.csv", "does not exist"),
        ("file.txt/audit.csv", "does not exist"),
        ("folder.csv", "is a folder"),
        (f"{'a' * 300}.csv", "no name a file can have"),
        ("nul\0.csv", "no name a file can have"),
    ],
)
def test_a_place_that_cannot_be_written_is_explained(tmp_path, where, sentence):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(ExportError, match=sentence) as caught:
        export_audit(factory.audit(), tmp_path / where)
    assert caught.value.remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        export_audit(factory.audit(factory.clean_page()), pipe)
        assert os.read(reader, 10).startswith(b"\xef\xbb\xbf")
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_only_the_spreadsheet_loads_its_library():
    program = (
        "import sys, io; from auditor.export.base import write_audit, Format; from auditor.model.audit import Audit\n"
        "audit = Audit('0', '', (), ())\n"
        "write_audit(audit, io.BytesIO(), Format.JSON); write_audit(audit, io.BytesIO(), Format.CSV)\n"
        "assert 'openpyxl' not in sys.modules\n"
        "write_audit(audit, io.BytesIO(), Format.XLSX)\n"
        "assert 'openpyxl' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
