"""Nothing leaves the machine: a whole audit runs where no process of it may so much as make a socket.

The window runs under the same guard in `tests/gui/test_application.py`; that its pages reach nothing is tested there too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .case import CLAIM
from .pdfs import pdf

GUARD = Path(__file__).parent / "no_network"


def guarded(log: Path) -> dict[str, str]:
    """Return the surroundings of a process that may not use the network; who tries stands in the log."""
    path = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "AUDITOR_NETWORK_LOG": str(log)}


def run(log: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], env=guarded(log), capture_output=True, text=True, timeout=120, check=False
    )


def test_the_guard_forbids_and_tells(tmp_path):
    log = tmp_path / "log"
    told = run(log, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "forbidden here" in told.stderr
    assert "socket" in log.read_text("utf-8")


def test_an_audit_with_all_that_it_writes_needs_no_network(tmp_path):
    folder, log = tmp_path / "in", tmp_path / "log"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf())
    link = '<a href="https://b.example/"><img src="https://b.example/x.png"></a><iframe src="http://127.0.0.1:9/">'
    (folder / "b.html").write_text(f"<html><body><main><p>{CLAIM}</p>{link}</main></body></html>", "utf-8")
    review, sheet = tmp_path / "a.audit", tmp_path / "a.xlsx"
    audited = run(log, "-m", "auditor", "audit", str(folder), "--output", str(review))
    assert audited.returncode in {1, 3}, audited.stderr
    assert "NOT AUDITED" not in audited.stderr
    exported = run(log, "-m", "auditor", "review", "export", str(review), str(sheet))
    assert exported.returncode == 0, exported.stderr
    assert sheet.is_file()
    assert not log.exists(), log.read_text("utf-8")
