"""A screen of our own for tests that need a real mouse: an X server on a display nobody uses, moved by xdotool."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NEEDED = ("Xvfb", "xdotool")
STEP_SECONDS = 0.15
"""Between two movements of the mouse; programs talk over the server in between."""

MARKS = [
    pytest.mark.xvfb,
    pytest.mark.xdist_group("xvfb"),
    pytest.mark.skipif(
        not all(shutil.which(name) for name in NEEDED),
        reason=f"needs {' and '.join(NEEDED)}; `make test` installs them",
    ),
]


class Screen:
    """An X server of our own on a display nobody uses."""

    def __init__(self, log):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1100x700x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stdout=log,
            stderr=log,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f":{answer.readline().strip()}"
        self.environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
        }
        self.programs = []

    def start(self, script, *arguments):
        program = subprocess.Popen(
            [sys.executable, str(HERE / script), *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        self.programs.append(program)
        lines = Lines(program)
        lines.wait_for("ready")
        return lines

    def mouse(self, *command):
        subprocess.run(["xdotool", *map(str, command)], env=self.environment, check=True, timeout=10)
        time.sleep(STEP_SECONDS)

    def drag(self, start, end):
        self.mouse("mousemove", *start)
        self.mouse("mousedown", 1)
        self.mouse("mousemove_relative", 8, 8)
        self.mouse("mousemove_relative", 8, 8)
        self.mouse("mousemove", *end)
        self.mouse("mousemove_relative", 5, 5)
        self.mouse("mousemove_relative", 5, 5)
        self.mouse("mouseup", 1)

    def close(self):
        for program in [*self.programs, self.server]:
            program.terminate()
            program.wait(timeout=10)


class Lines:
    """What a program says, line by line, with a limit on how long it may take."""

    def __init__(self, program):
        self._heard = queue.Queue()
        self.said = []
        threading.Thread(target=self._listen, args=(program.stdout,), daemon=True).start()

    def wait_for(self, beginning, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self.said.append(self._heard.get(timeout=max(deadline - time.monotonic(), 0)))
            except queue.Empty:
                break
            if self.said[-1].startswith(beginning):
                return self.said[-1]
        raise AssertionError(f"never said “{beginning}”, but: {self.said}")

    def _listen(self, stream):
        with stream:
            for line in stream:
                self._heard.put(line.rstrip("\n"))
