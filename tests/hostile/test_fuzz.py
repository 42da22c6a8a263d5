"""The hostile files as large as real ones, sound ones between them, and some at their true size; run by `make fuzz`."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, cycle
from typing import TYPE_CHECKING

import pytest

from auditor.model.source import Request, RequestKind
from auditor.store import codec
from auditor.workflow.options import Options
from auditor.workflow.pool import WorkerPool
from auditor.workflow.resources import rules_folder, samples_folder
from auditor.workflow.worker import WorkerLimits

from .case import FULL, LARGE
from .corpus import CORPUS
from .sound import SAMPLES
from .test_corpus import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.model.audit import DocumentAudit

    from .case import Case

pytestmark = pytest.mark.fuzz

SCALE = FULL if os.environ.get("AUDITOR_HOSTILE") == "full" else LARGE
"""`AUDITOR_HOSTILE=full make fuzz` makes them a hundred times as large: that takes hours."""
LIMITS = WorkerLimits(seconds=60.0, memory_bytes=2_000_000_000)
STATED_LIMITS = frozenset({"too-slow", "too-much-memory"})
REACH_A_LIMIT = frozenset({"quotes-never-closed.html", "best-upon-best.html"})
"""One sentence of thirty thousand superlatives, each of them looked at: the only files that may be given up."""
CRASHES_BY_MEMORY = frozenset({"flate-bomb-in-xmp.pdf", "forms-billionfold.pdf"})
"""pdfium ends the process where it gets no more memory, which is told as a crash of the reader."""
TRUE_SIZES = {
    "million-attributes.html": (FULL, "complete", ""),
    "one-text-node.html": (20_300, "unreadable", "file-too-large"),
    "zip-bomb.docx": (8_500, "unreadable", "unpacks-too-large"),
    "flate-bomb.pdf": (1_100, "complete", ""),
}
"""A million attributes, a text of two hundred megabytes, and half a gigabyte unpacked: each with how it has to end."""
BETWEEN = 10
"""Hostile files from one sound one to the next."""


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(rules_folder(), limits=LIMITS)
    yield made
    made.close()


def audited(pool: WorkerPool, path: Path) -> tuple[DocumentAudit, float]:
    """Audit a file as the program does; returned with the seconds that took."""
    began = time.monotonic()
    request = Request(RequestKind.FILE, str(path), path.name)
    audit = pool.submit(request, Options(today="2026-11-28")).result()
    return audit, time.monotonic() - began


def wrong_with(case: Case, audit: DocumentAudit, took: float) -> str:
    """Return what is wrong with the outcome, nothing when the file ended as files of its kind may."""
    codes = {problem.code for problem in audit.problems}
    if took > LIMITS.seconds + 10:
        return f"took {took:.0f} s"
    if codes == {"reader-crashed"} and case.name in CRASHES_BY_MEMORY:
        return ""
    if codes & STATED_LIMITS and case.name not in REACH_A_LIMIT:
        return f"was given up: {', '.join(codes)}"
    return verdict(case, audit)


def test_every_large_hostile_file_ends_within_its_limits_and_costs_no_other(tmp_path, pool):
    for name in SAMPLES:
        shutil.copy(samples_folder() / name, tmp_path)
    alone = {name: codec.dump(audited(pool, tmp_path / name)[0]) for name in SAMPLES}
    samples = cycle(SAMPLES)

    def end(job: Case | str) -> tuple[Case | str, DocumentAudit, float]:
        if isinstance(job, str):
            return job, *audited(pool, tmp_path / job)
        path = tmp_path / job.name
        path.write_bytes(job.make(SCALE))
        try:
            return job, *audited(pool, path)
        finally:
            path.unlink()

    jobs = chain.from_iterable(
        (next(samples), *CORPUS[start : start + BETWEEN]) for start in range(0, len(CORPUS), BETWEEN)
    )
    wrong, ends, slow = {}, Counter(), {}
    with ThreadPoolExecutor(pool.jobs) as hands:  # no more than can be worked on: none waits for another
        for number, (job, audit, took) in enumerate(hands.map(end, jobs)):
            if isinstance(job, str):
                if codec.dump(audit) != alone[job]:
                    wrong[f"{job}, file {number}"] = "is audited otherwise than alone"
                continue
            ends[audit.status.value] += 1
            if took > 10:
                slow[job.name] = (
                    f"{took:.0f} s: {', '.join(p.code for p in audit.problems) or audit.status.value}"
                )
            if said := wrong_with(job, audit, took):
                wrong[job.name] = said
    sys.stdout.write(f"\n{len(CORPUS)} hostile files: {dict(ends)}; over ten seconds: {slow or 'none'}\n")
    assert wrong == {}


def test_files_of_true_size_end_as_they_should(tmp_path, pool):
    for case in CORPUS:
        if case.name in TRUE_SIZES:
            scale, status, code = TRUE_SIZES[case.name]
            path = tmp_path / case.name
            path.write_bytes(case.make(scale))
            audit, took = audited(pool, path)
            path.unlink()
            sys.stdout.write(f"\n{case.name} at {scale} times: {took:.0f} s\n")
            told = ", ".join(problem.code for problem in audit.problems)
            assert (audit.status.value, told, verdict(case, audit)) == (status, code, ""), case


def test_the_lists_name_files_that_there_are():
    assert {case.name for case in CORPUS} >= REACH_A_LIMIT | CRASHES_BY_MEMORY | TRUE_SIZES.keys()
