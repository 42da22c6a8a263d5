"""What Linux tells of the processes of a command: which there are, what they run and how long they have worked."""

import os
from pathlib import Path


def processes_of(session):
    """Return the processes of a session that live, with the command line of each."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            state = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            if state[3] == str(session) and state[0] not in "ZX":
                found[int(folder.name)] = command_of(folder.name)
        except (OSError, IndexError):
            continue  # it has ended, or is none
    return found


def children_of(process):
    """Return what a process started, in whichever of its threads."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text("ascii").split()]


def command_of(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has ended
        return b""


def seconds_of(process):
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def workers_of(process):
    """Return the workers of a program that live."""
    return [child for child in children_of(process) if b"spawn_main" in command_of(child)]
