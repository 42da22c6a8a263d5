"""The real program, from the command line to the closed window, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.cli.processes import seconds_of, workers_of

PAGE = """<html lang="en"><head><title>Quay Clinic</title></head><body><main>
<h1>Quay Clinic</h1>
<p>Our clinic offers the most advanced treatment in the United States. Our treatment is a guaranteed cure.</p>
</main></body></html>"""


GUARD = Path(__file__).parents[1] / "hostile" / "no_network"
SCRIPT = str(Path(__file__).parent / "whole_program.py")


@pytest.fixture
def environment(tmp_path):
    settings = tmp_path / "config" / "auditor" / "window.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[look]\npage=false\n")  # the browser has much to say on a machine without a screen
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH")))),
        "AUDITOR_NETWORK_LOG": str(tmp_path / "network"),
    }


def test_the_command_opens_the_window_audits_without_a_network_and_closes_in_order(tmp_path, environment):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, SCRIPT, "page.html", "empty.pdf"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
    assert [row[:2] for row in rows] == [["page.html", "complete"], ["empty.pdf", "unreadable"]], done.stderr
    assert int(rows[0][2]) >= 1
    assert done.stderr == ""
    assert done.returncode == 0
    assert not (tmp_path / "network").exists(), (tmp_path / "network").read_text("utf-8")
    assert (tmp_path / "data" / "auditor" / "last.audit").is_file()
    assert (tmp_path / "config" / "auditor" / "window.ini").is_file()


CLOSED_AT_ONCE = """
import sys
from auditor.gui import application
see = application.seen
application.seen = lambda window: see(window) and not window.close()
assert application.run([]) == 0
late = ("auditor.workflow", "auditor.store", "auditor.gui.program", "auditor.gui.controllers")
assert not [name for name in sys.modules if name.startswith(late)]
"""


def test_the_window_is_seen_before_what_works_in_it_is_loaded(environment):
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_AT_ONCE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="what is looked at of processes is Linux's")
@pytest.mark.parametrize(
    ("number", "worked"),
    [(signal.SIGTERM, 0.0), (signal.SIGINT, 0.02), (signal.SIGINT, 0.06), (signal.SIGINT, 0.3)],
)
def test_a_signal_closes_the_window_in_order(tmp_path, environment, number, worked):
    """Ctrl+C reaches the workers too, while they are starting or at their documents; none of them says anything of it."""
    words = "Nine out of ten of our patients sleep better, and so will you. " * 100_000
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(words, "utf-8")
    program = subprocess.Popen(
        [sys.executable, SCRIPT, "a.txt", "b.txt"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert program.stdout.readline() == "open\n"
        deadline = time.monotonic() + 30
        while not any(seconds_of(worker) >= worked for worker in workers_of(program.pid)):
            assert time.monotonic() < deadline, "no worker came so far"
            time.sleep(0.005)
        (os.killpg if number == signal.SIGINT else os.kill)(program.pid, number)
        _, said = program.communicate(timeout=30)
    finally:
        program.kill()
    assert (program.returncode, said) == (0, "")
    assert (tmp_path / "config" / "auditor" / "window.ini").is_file()
    assert list((tmp_path / "data" / "auditor" / "open").iterdir()) == []
