"""Notes each path that a Python process, and all it starts, opens to write, makes, moves or removes. Loaded by its place on the path."""

import os
import sys
from pathlib import Path

LOG = os.open(os.environ["AUDITOR_WRITES_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PATHS = {
    "os.chmod": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
    "sqlite3.connect": 1,
}
"""How many of the things an event tells of are paths (Python's table of audit events)."""


def note(event, about):
    if event == "open":
        path, _, flags = about
        paths = (path,) if isinstance(flags, int) and flags & WRITING else ()
    else:
        paths = about[: PATHS.get(event, 0)]
    for path in paths:
        if (
            isinstance(path, str | bytes | os.PathLike) and path != ":memory:"
        ):  # a number is a file that is open already
            os.write(LOG, os.fsencode(Path(folder(event, about), os.fsdecode(path))) + b"\n")


def folder(event, about):
    """Return the folder that a relative path is meant from: that of the process, or one that was opened and is told last."""
    opened = about[-1] if event in {"os.mkdir", "os.remove", "os.rmdir"} else -1
    return Path(f"/proc/self/fd/{opened}").readlink() if opened != -1 else Path.cwd()


sys.addaudithook(note)
