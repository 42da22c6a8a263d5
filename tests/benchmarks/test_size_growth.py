"""What a page costs when there is one of it, and when there are ten thousand: time and memory of the whole process."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.benchmark

SIZES = (1, 10, 100, 1_000, 10_000)
MAX_GROWTH = 1.2
"""Times the processor seconds a page costs at a tenth of the pages, once the start is spread over a hundred of them."""
MAX_MEMORY = 1.3
"""Times the memory at a tenth of the pages; what is written for each page leaves the process with it."""

SENTENCES = (
    "Our team in Bend sees you within {n} days and keeps one plan for body and mind.",
    "Most guests sleep better after {n} weeks, and {m}% of them stay well for a year.",
    "Groups meet on weekday evenings, and families are welcome at visit {n}.",
    "What a stay costs depends on its length and on what your insurer pays.",
    "We offer the most advanced care in the county, as {m} families know.",
    "Nobody should stop a medicine from one day to the next.",
)


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    seconds: float
    megabytes: float


def _page(chance: random.Random) -> str:
    paragraphs = (" ".join(chance.choice(SENTENCES) for _ in range(4)) for _ in range(4))
    body = "".join(
        f"<p>{p.format(n=chance.randint(2, 90), m=chance.randint(11, 97))}</p>" for p in paragraphs
    )
    return f"<html><title>Elm House</title><body><main>{body}</main></body></html>"


def _audit(folder: Path, pages: int) -> Cost:
    chance, inside = random.Random(4), folder / str(pages)  # noqa: S311 - the same pages each time
    inside.mkdir()
    for number in range(pages):
        (inside / f"{number:05d}.html").write_text(_page(chance), "utf-8")
    command = [
        sys.executable,
        "-m",
        "auditor",
        "audit",
        str(inside),
        "--quiet",
        "--output",
        str(folder / f"{pages}.json"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    shutil.rmtree(inside)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what a process took")
def test_a_page_costs_the_same_among_ten_thousand(tmp_path, figures):
    _audit(tmp_path, 2)  # the first run of all compiles what later ones find
    costs = {pages: _audit(tmp_path, pages) for pages in SIZES}
    each = {pages: 1000 * cost.seconds / pages for pages, cost in costs.items()}
    growth, memory = each[10_000] / each[1_000], costs[10_000].megabytes / costs[1_000].megabytes
    figures(
        "Processor time a page, at 1, 10, 100, 1,000 and 10,000 pages",
        ", ".join(f"{value:.0f} ms" for value in each.values()) + f"; last step {growth:.2f} times",
        f"≤ {MAX_GROWTH} times from 1,000 to 10,000",
        is_met=growth <= MAX_GROWTH,
        limit="the start of the program and its workers, up to a hundred pages",
    )
    figures(
        "Memory of the largest process, at 1, 10, 100, 1,000 and 10,000 pages",
        ", ".join(f"{cost.megabytes:.0f} MB" for cost in costs.values()),
        f"≤ {MAX_MEMORY} times from 1,000 to 10,000",
        is_met=memory <= MAX_MEMORY,
    )
    assert growth <= MAX_GROWTH
    assert memory <= MAX_MEMORY
