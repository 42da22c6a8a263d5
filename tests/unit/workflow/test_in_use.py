"""A review that a window has open is not written into beside it."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from PySide6.QtCore import QLockFile

from auditor.cli.main import main
from auditor.errors import StoreError
from auditor.store.audits import AuditFile
from auditor.workflow.in_use import check_free
from auditor.workflow.review import open_review


@pytest.fixture
def review(tmp_path):
    with AuditFile(tmp_path / "spring.audit") as file:
        return file.path


def test_what_a_window_has_open_is_only_read(review, capfd):
    lock = QLockFile(str(review.with_name(".spring.audit.lock")))
    assert lock.tryLock(0)
    open_review(review, is_read_only=True).close()
    assert main(["review", "import", "back.csv", str(review), "--yes"]) == 2
    said = "“spring.audit” is open in a window of Auditor; nothing was changed. Do it in that window"
    assert said in " ".join(capfd.readouterr().err.split())
    lock.unlock()
    open_review(review, is_read_only=False).close()


def test_a_lock_that_a_crash_left_behind_does_not_count(review):
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    lock = review.with_name(".spring.audit.lock")
    lock.write_text(f"{int(gone.stdout)}\nauditor\n{socket.gethostname()}\n")
    check_free(review)
    lock.write_text("1\nauditor\nelsewhere.example\n")
    with pytest.raises(StoreError, match=r"on the computer “elsewhere\.example”"):
        check_free(review)
