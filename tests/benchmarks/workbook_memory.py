"""Writes a workbook of many findings and prints the peak memory of the process. Run as a script by `test_workbook.py`.

workbook_memory.py FOLDER FILE     the documents stand pickled in the folder and are taken up one at a time,
                                   so that what is measured is the writing and not the keeping of the audit
"""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.export.base import Format, write_audit
from auditor.model.audit import Audit, PackRecord

if TYPE_CHECKING:
    from collections.abc import Iterator


class OneByOne(Sequence[Any]):
    """Documents that are read each time they are asked for."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = paths

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return OneByOne(self._paths[at])
        return pickle.loads(self._paths[at].read_bytes())  # noqa: S301 - written by this benchmark itself

    def __iter__(self) -> Iterator[Any]:
        return (self[at] for at in range(len(self)))


def main(folder: Path, target: Path) -> None:
    """Write the workbook and print the peak in KiB, as the system counts it for this program alone."""
    documents: Any = OneByOne(sorted(folder.iterdir()))
    audit = Audit("1.0.0", "2026-01-05T10:00:00Z", (PackRecord("us", "Us", "1", "0" * 64),), documents)
    with target.open("wb") as stream:
        write_audit(audit, stream, Format.XLSX)
    # Not `ru_maxrss`: it goes on counting what the process that started this one had.
    sys.stdout.write(re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
