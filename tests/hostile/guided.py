"""Lets atheris look for bytes that break one reader, led by which of our lines they reach.

Run as a process of its own: `guided.py READER FOLDER SECONDS LONGEST`. In FOLDER lie `seeds`, sound files to begin with; `room`,
where the reader's file is put beside those it needs; and `finds`, where what breaks it is kept. The process then ends with
another status than 0. Only code of ours is watched: a fault of ours is what is sought, and
watching the libraries too would cost most of the tries.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["auditor"]):
    from auditor.engine.pack import read_rules
    from auditor.errors import AuditorError
    from auditor.export.claims.read import read_claims
    from auditor.export.returned.findings import read_returned
    from auditor.loaders.registry import loader_for
    from auditor.sources.addresses import from_list, from_shortcut
    from auditor.sources.base import ReadLimits, make_source
    from auditor.store.audits import AuditFile
    from auditor.workflow.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable

READER, FOLDER, SECONDS, LONGEST = sys.argv[1:]
ROOM = Path(FOLDER) / "room"
SLOWEST = 20
"""Seconds for one try, under the watching."""
MOST_MEMORY = 3_000
"""Megabytes of the whole process."""


def loaded(ending: str) -> Callable[[bytes], object]:
    """Load a document of that ending."""

    def load(content: bytes) -> object:
        source = make_source(f"a.{ending}", f"file:///a.{ending}", content)
        return loader_for(source).load(source, Options().limits)

    return load


def written(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Put the bytes into the room under that name, and read them there."""
    path = ROOM / name

    def write_and_read(content: bytes) -> object:
        path.write_bytes(content)
        return read(path)

    return write_and_read


def opened(path: Path) -> None:
    """Open a review and ask it for all it holds."""
    with AuditFile(path, is_read_only=True) as file:
        file.header()
        file.document_rows()
        file.audit()
        file.decisions.steps()


READERS: dict[str, Callable[[bytes], object]] = {
    **{ending: loaded(ending) for ending in ("html", "mhtml", "md", "txt", "docx", "pdf")},
    "rules": written("core/absolute-claim.yaml", lambda path: read_rules(path.parents[1])),
    "pack": written("core/pack.yaml", lambda path: read_rules(path.parents[1])),
    "words": written("_lists/crisis.yaml", lambda path: read_rules(path.parents[1])),
    "audit": written("a.audit", opened),
    "xlsx": written("a.xlsx", lambda path: read_returned(path, 1_000)),
    "csv": written("a.csv", lambda path: read_returned(path, 1_000)),
    "claims": written("claims.csv", read_claims),
    "list": written("a.txt", lambda path: from_list(path, ReadLimits())),
    "shortcut": written("a.webloc", lambda path: from_shortcut(path, ReadLimits())),
}


def main() -> None:
    """Search until the time is over or something breaks."""
    read = READERS[READER]

    def one_try(content: bytes) -> None:
        with suppress(AuditorError):
            read(content)

    searched = [f"-max_total_time={SECONDS}", f"-artifact_prefix={FOLDER}/finds/", f"-max_len={LONGEST}"]
    bounds = [f"-timeout={SLOWEST}", f"-rss_limit_mb={MOST_MEMORY}", "-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *searched, *bounds, f"{FOLDER}/seeds"], one_try)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
