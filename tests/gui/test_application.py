"""The real program, from the command line to the closed window, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = """<html lang="en"><head><title>Quay Clinic</title></head><body><main>
<h1>Quay Clinic</h1>
<p>Our clinic offers the most advanced treatment in the United States. Our treatment is a guaranteed cure.</p>
</main></body></html>"""


def test_the_command_opens_the_window_audits_and_closes_in_order(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "whole_program.py"), "page.html", "empty.pdf"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:2] for row in rows] == [["page.html", "complete"], ["empty.pdf", "unreadable"]], done.stderr
    assert int(rows[0][2]) >= 1
    assert done.stderr == ""
    assert done.returncode == 0
    assert (tmp_path / "data" / "auditor" / "last.audit").is_file()
    assert (tmp_path / "config" / "auditor" / "window.ini").is_file()
