"""What Linux tells of the processes of a command: which there are, what they run and how long they have worked.

A process or a thread may end between being listed and being asked; then nothing is told of it.
"""

import os
from pathlib import Path


def processes_of(session):
    """Return the processes of a session that live, with the command line of each."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _fields(folder)
        if fields and int(fields[3]) == session and fields[0] not in (b"Z", b"X"):
            found[int(folder.name)] = command_of(folder.name)
    return found


def children_of(process):
    """Return what a process started, in whichever of its threads."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in _told(thread).split()]


def command_of(process):
    return _told(Path(f"/proc/{process}/cmdline"))


def seconds_of(process):
    """Return how long a process has worked, in its own seconds; 0 if it has ended."""
    fields = _fields(Path(f"/proc/{process}"))
    return int(fields[11]) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def workers_of(process):
    """Return the workers of a program that live."""
    return [child for child in children_of(process) if b"spawn_main" in command_of(child)]


def _fields(folder):
    """Return what stands behind the name of a process: its state, its parent, its group, its session and more."""
    return _told(folder / "stat").rpartition(b")")[2].split()


def _told(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""
