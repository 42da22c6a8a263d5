"""Decides without end and says each decision once it is on the disk. Run as a script, to be killed."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile

VERDICTS = (Verdict.CONFIRMED, Verdict.DISMISSED)


def main(path: str, first: int) -> None:
    with AuditFile(Path(path)) as file:
        for number in count(first):
            file.decisions.decide(
                [1], VERDICTS[number % 2], Author("Ana", f"t{number}"), "Decided", f"r{number}"
            )
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
