"""A program killed in the middle of deciding loses no decision that was told, and leaves a whole file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from auditor.store.audits import AuditFile

from .conftest import document

SCRIPT = str(Path(__file__).parent / "decide_on.py")
FEW, MANY = 4, 40


def kill_while_deciding(path: Path, first: int, after: int) -> int:
    """Let a process decide, kill it once it has told so many decisions; return the last one told."""
    process = subprocess.Popen(
        [sys.executable, SCRIPT, str(path), str(first)], stdout=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if int(line) >= first + after:
            break
    process.kill()
    rest = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    whole = [int(number) for number in rest if number.isdigit()]
    return max([int(line), *whole[:-1]])


@pytest.mark.parametrize("kills", [FEW, pytest.param(MANY, marks=pytest.mark.benchmark)])
def test_no_decision_that_was_told_is_lost(tmp_path, kills):
    path = tmp_path / "a.audit"
    with AuditFile(path) as file:
        file.save([(0, document())])
    told = 0
    for kill in range(kills):
        told = kill_while_deciding(path, told + 1, after=3 + kill * 7 % 11)
        with AuditFile(path) as file:
            reasons = {decision.reason for decision in file.decisions.history(1)}
            assert f"r{told}" in reasons
            kept = [int(reason[1:]) for reason in reasons]
            assert file.findings.one(1).decision.reason == f"r{max(kept)}"
            told = max(kept)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM decision").fetchone() == (told,)
    print(f"\n{kills} kills while deciding: {told} decisions told, {told} kept, the file is whole")  # noqa: T201
