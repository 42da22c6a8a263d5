"""`auditor review`: what can be done with a review file without opening the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import output
from auditor.workflow.export import write
from auditor.workflow.review import read_review

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit status. Raises StoreError."""
    audit = read_review(Path(arguments.review))
    if arguments.format == "json":
        write(audit, "json", None)
    else:
        output.print_review(audit)
    return 0
