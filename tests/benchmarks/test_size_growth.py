"""What a page costs when there is one of it, and when there are ten thousand: time and memory of the whole process."""

from __future__ import annotations

import os
import random
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from .commands import Took, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.benchmark

SIZES = (1, 10, 100, 1_000, 10_000)
MAX_GROWTH = 1.2
"""Times the processor seconds a page costs at fewer pages, once the start is spread over a hundred of them."""
MAX_MEMORY = 1.3
"""Times the memory at a tenth of the pages; what is written for each page leaves the process with it."""
LEAST_BYTES = 1_000
"""What the result says of a page takes at least so much: its words and its findings."""
USES = ("beautifulsoup4", "lxml", "regex", "numpy", "msgspec")

SENTENCES = (
    "Our team in Bend sees you within {n} days and keeps one plan for body and mind.",
    "Most guests sleep better after {n} weeks, and {m}% of them stay well for a year.",
    "Groups meet on weekday evenings, and families are welcome at visit {n}.",
    "What a stay costs depends on its length and on what your insurer pays.",
    "We offer the most advanced care in the county, as {m} families know.",
    "Nobody should stop a medicine from one day to the next.",
)


def _page(chance: random.Random) -> str:
    paragraphs = (" ".join(chance.choice(SENTENCES) for _ in range(4)) for _ in range(4))
    body = "".join(
        f"<p>{p.format(n=chance.randint(2, 90), m=chance.randint(11, 97))}</p>" for p in paragraphs
    )
    return f"<html><title>Elm House</title><body><main>{body}</main></body></html>"


def _audit(folder: Path, pages: int) -> Took:
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
    took = run(command, folder / "said.txt", folder)
    assert took.status == 1
    assert (folder / f"{pages}.json").stat().st_size > pages * LEAST_BYTES
    shutil.rmtree(inside)
    return took


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what a process took")
def test_a_page_costs_the_same_among_ten_thousand(tmp_path, figures):
    _audit(tmp_path, 2)  # the first run of all compiles what later ones find
    costs = {pages: _audit(tmp_path, pages) for pages in SIZES}
    each = {pages: 1000 * cost.processor_seconds / pages for pages, cost in costs.items()}
    last, since_hundred = each[10_000] / each[1_000], each[10_000] / each[100]
    memory = costs[10_000].megabytes / costs[1_000].megabytes
    figures(
        "Processor time a page, at 1, 10, 100, 1,000 and 10,000 pages",
        ", ".join(f"{value:.0f} ms" for value in each.values())
        + f"; from 1,000 to 10,000 {last:.2f} times, from 100 {since_hundred:.2f} times",
        f"≤ {MAX_GROWTH} times from 1,000 to 10,000, and from 100",
        is_met=max(last, since_hundred) <= MAX_GROWTH,
        limit="judged from a hundred pages on: up to there the start of the program and its workers is most of it, and a page costs less"
        " the more there are",
        remedy="a profile of ten thousand pages beside one of a hundred",
        uses=USES,
    )
    figures(
        "Memory of the largest process, at 1, 10, 100, 1,000 and 10,000 pages",
        ", ".join(f"{cost.megabytes:.0f} MB" for cost in costs.values())
        + f"; from 1,000 to 10,000 {memory:.2f} times",
        f"≤ {MAX_MEMORY} times from 1,000 to 10,000",
        is_met=memory <= MAX_MEMORY,
        limit="the last step alone is judged: it grows before too, and what is kept from one page to the next was not told apart",
        remedy="a profile of what the largest process keeps from one page to the next",
        uses=USES,
    )
    assert last <= MAX_GROWTH
    assert since_hundred <= MAX_GROWTH
    assert memory <= MAX_MEMORY
