"""Which files open, which are refused in plain words, and what is left on the disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from auditor.errors import StoreError
from auditor.store.audits import AuditFile
from auditor.store.connection import APPLICATION_ID, connect, disconnect, transaction
from auditor.store.migrations import MAJOR, STEPS

from .conftest import document


def number(connection, pragma):
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_a_new_file_carries_our_id_and_version(tmp_path):
    connection = connect(tmp_path / "new.audit")
    assert number(connection, "application_id") == APPLICATION_ID
    assert number(connection, "user_version") == MAJOR * 1000 + len(STEPS)
    assert number(connection, "journal_mode") == "wal"
    assert number(connection, "foreign_keys") == 1
    disconnect(connection)


def test_closing_leaves_one_clean_file(tmp_path):
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document())])
    assert [path.name for path in tmp_path.iterdir()] == ["a.audit"]
    assert b"Nine out of ten" in (tmp_path / "a.audit").read_bytes()


def test_two_may_have_it_open_and_the_last_one_tidies_up(tmp_path):
    writer, reader = AuditFile(tmp_path / "a.audit"), AuditFile(tmp_path / "a.audit")
    writer.save([(0, document())])
    assert len(reader.document_rows()) == 1
    writer.close()
    reader.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.audit"]


def made_by_another_program(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def with_another_id(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id=7")


def from_a_newer_major(path):
    AuditFile(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={(MAJOR + 1) * 1000}")


def cut_short(path):
    with AuditFile(path) as file:
        file.save([(0, document())])
    path.write_bytes(path.read_bytes()[:5000])


def a_text(path):
    path.write_text("this is a letter, not an audit. " * 100)


def a_folder(path):
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (made_by_another_program, "belongs to another program"),
        (with_another_id, "belongs to another program"),
        (from_a_newer_major, "newer version"),
        (cut_short, "damaged"),
        (a_text, "damaged or is not an audit file"),
        (a_folder, "cannot be used here"),
    ],
)
def test_what_cannot_be_opened_says_why_and_is_left_alone(tmp_path, spoil, sentence):
    path = tmp_path / "session.audit"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=sentence) as caught:
        use(path)
    assert caught.value.remedy
    assert (path.read_bytes() if path.is_file() else None) == before


def use(path):
    with AuditFile(path) as file:
        file.audit()


def test_a_newer_minor_opens(tmp_path):
    AuditFile(tmp_path / "a.audit").close()
    with closing(sqlite3.connect(tmp_path / "a.audit")) as newer:
        newer.execute(f"PRAGMA user_version={MAJOR * 1000 + 900}")
    with AuditFile(tmp_path / "a.audit") as file:
        assert file.document_rows() == ()


def test_opening_again_runs_no_step_twice(tmp_path):
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document())])
    with AuditFile(tmp_path / "a.audit") as file:
        assert len(file.document_rows()) == 1


def test_what_fails_half_way_leaves_nothing_behind(tmp_path):
    connection = connect(tmp_path / "a.audit")
    with pytest.raises(sqlite3.IntegrityError), transaction(connection):
        connection.executemany("INSERT INTO audit VALUES (?, '{}')", [(1,), (1,)])
    assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)
    disconnect(connection)
