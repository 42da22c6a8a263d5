"""The hostile files as large as real ones, and a thousand files with a hundred hostile among them; run by `make fuzz`."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from auditor.model.source import Request, RequestKind
from auditor.workflow.options import Options
from auditor.workflow.pool import WorkerPool
from auditor.workflow.resources import rules_folder
from auditor.workflow.worker import WorkerLimits

from .case import FULL, LARGE
from .corpus import CORPUS
from .test_corpus import verdict

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit

    from .case import Case

pytestmark = pytest.mark.fuzz

SCALE = FULL if os.environ.get("AUDITOR_HOSTILE") == "full" else LARGE
"""`AUDITOR_HOSTILE=full make fuzz` makes them a hundred times as large: that takes hours."""
LIMITS = WorkerLimits(seconds=60.0, memory_bytes=2_000_000_000)
STATED_LIMITS = frozenset({"too-slow", "too-much-memory"})
CRASHES_BY_MEMORY = frozenset({"flate-bomb-in-xmp.pdf", "forms-billionfold.pdf"})
"""pdfium ends the process where it gets no more memory, which is told as a crash of the reader."""


def test_every_large_hostile_file_ends_within_its_limits_and_costs_no_other(tmp_path):
    pool = WorkerPool(rules_folder(), limits=LIMITS)

    def audited(case: Case) -> tuple[Case, DocumentAudit, float]:
        path = tmp_path / case.name
        path.write_bytes(case.make(SCALE))
        began = time.monotonic()
        request = Request(RequestKind.FILE, str(path), case.name)
        audit = pool.submit(request, Options(today="2026-11-28")).result()
        path.unlink()
        return case, audit, time.monotonic() - began

    wrong, ends, slow = {}, Counter(), {}
    try:
        with ThreadPoolExecutor(pool.jobs) as hands:  # no more than can be worked on: none waits for another
            for case, audit, took in hands.map(audited, CORPUS):
                ends[audit.status.value] += 1
                if took > 10:
                    slow[case.name] = (
                        f"{took:.0f} s: {', '.join(p.code for p in audit.problems) or audit.status.value}"
                    )
                said = verdict(case, audit)
                if (said and case.name not in CRASHES_BY_MEMORY) or took > LIMITS.seconds + 10:
                    wrong[case.name] = said or f"took {took:.0f} s"
    finally:
        pool.close()
    sys.stdout.write(f"\n{len(CORPUS)} hostile files: {dict(ends)}; over ten seconds: {slow or 'none'}\n")
    assert wrong == {}
