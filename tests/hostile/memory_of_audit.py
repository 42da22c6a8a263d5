"""Audits a folder as the command does, and tells what memory its processes held on the way. Run as a script."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from auditor.cli.main import main
from auditor.workflow import audit

EARLY = 200
"""Documents after which everything is loaded, and one worker has been replaced by another."""


def held_mb() -> float:
    """Return the resident memory of this process and its children, in megabytes."""
    own = Path("/proc/self/task") / str(Path("/proc/self").resolve().name) / "children"
    numbers = ["self", *own.read_text("ascii").split()]
    return sum(_resident(number) for number in numbers) / 1e6


def _resident(number: str) -> int:
    try:
        return int(Path(f"/proc/{number}/statm").read_text("ascii").split()[1]) * 4_096
    except OSError:  # it has just ended
        return 0


def run(folder: str, output: str) -> int:
    told: dict[str, float] = {}
    began = time.monotonic()
    yield_in_order = audit._in_order

    def watched(*args, **kwargs):
        for number, document in enumerate(yield_in_order(*args, **kwargs), 1):
            when = "early_mb" if number <= EARLY else "late_mb"
            told[when] = max(told.get(when, 0), round(held_mb()))
            yield document

    audit._in_order = watched
    status = main(["audit", folder, "--quiet", "--jobs", "2", "--output", output])
    told["seconds"] = round(time.monotonic() - began)
    sys.stdout.write(json.dumps(told) + "\n")
    return status


if __name__ == "__main__":
    raise SystemExit(run(*sys.argv[1:]))
