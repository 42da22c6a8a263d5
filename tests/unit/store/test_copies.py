"""A copy holds everything, also what was written a moment ago, and stands alone."""

from __future__ import annotations

import pytest

from auditor.errors import StoreError
from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile
from auditor.store.copies import copy_audit

from .conftest import document


def test_a_copy_taken_while_the_file_is_open_holds_the_last_decision(tmp_path):
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document())])
        file.decisions.decide([1], Verdict.CONFIRMED, Author("Ana", "2026-11-22T10:00:00Z"), "Confirmed")
        copy_audit(file.path, tmp_path / "b.audit")
    with AuditFile(tmp_path / "b.audit", is_read_only=True) as copy:
        assert copy.findings.one(1).decision.verdict is Verdict.CONFIRMED
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.audit", "b.audit"]


def test_a_copy_that_cannot_be_written_leaves_what_was_there(tmp_path):
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document())])
    with pytest.raises(StoreError):
        copy_audit(tmp_path / "a.audit", tmp_path / "nowhere" / "b.audit")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="could not be written"):
        copy_audit(tmp_path / "a.audit", tmp_path / "folder")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.audit", "folder"]
