"""Runs commands one after the other in this process, and writes how each ended and what it said."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from auditor.cli.main import main


def done(command: list[str]) -> tuple[int, str, str]:
    said, complained = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(said), redirect_stderr(complained):
        try:
            status = main(command)
        except SystemExit as ended:
            status = int(ended.code or 0)
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (said, complained)]
    return status, texts[0], texts[1]


if __name__ == "__main__":
    sys.stdout.write(json.dumps([done(command) for command in json.loads(sys.argv[1])]))
