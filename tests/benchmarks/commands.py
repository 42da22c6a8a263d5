"""What a command takes: its time, the processor's time, and the most that one of its processes held.

Linux counts what a process held before it became another program: started from a large process, every command would seem
as large. So this file is started as a small program of its own, which starts the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Took(NamedTuple):
    """What one run took, and how it ended."""

    seconds: float
    processor_seconds: float
    """Of all its processes."""
    megabytes: float
    """The most that one of its processes held."""
    status: int


def run(command: Sequence[str], said: Path, folder: Path) -> Took:
    """Run a command in a folder; what it says goes into the file `said`."""
    between = [sys.executable, __file__, str(said), str(folder)]
    told = subprocess.run([*between, *command], stdout=subprocess.PIPE, check=True).stdout
    return Took(*json.loads(told))


def _run_and_tell(said: str, folder: str, *command: str) -> None:
    with open(said, "wb") as stream:  # noqa: PTH123 - what is imported here would be counted
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    took = Took(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    _run_and_tell(*sys.argv[1:])
