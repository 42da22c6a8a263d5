"""How fast PDFs become findings, and on the way blocks with boxes, beside a bare pdfplumber loop over the same file in the same run.

Every figure is taken in a process of its own (`pdf_tasks.py`), turn about, in processor time, and the median of the rounds'
ratios is judged: the machine's load falls on all sides. The files are made here (`leaflets.py`); where the generator of the
measurements stands beside the checkout (`../shared/perf`, or AUDITOR_SHARED), its files are measured too. Run by `make bench`,
never by `make test`.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from .leaflets import write_leaflet, write_plain
from .pdf_tasks import BOXES_A_PAGE

pytestmark = pytest.mark.benchmark

ROUNDS, LONG_ROUNDS = 5, 1
"""Measurements of each side; of 400 pages one takes minutes."""
AIM = 8.0
"""Times the pages a second of `pdfplumber.extract_words` with sizes that the whole audit is to do."""
LEAST_AUDIT = 0.2
"""What must hold today, on a busy machine too; half of what was measured. It has to rise."""
LEAST_BLOCKS = 5.0
"""What must hold of the loader alone."""
MOST_MEMORY = 1.3
"""Times the peak memory at 40 pages that 400 pages may take."""
MOST_OF_TEXT = 4.0
"""Times what pdfium's plain text call takes on pages without tables."""
LEAST_RECALL = 0.98
"""Share of source sentences that come back whole from two columns."""
LEAST_MARKS = 0.99
"""Share of raised marks that are found where they stand in their sentence, with what they say."""
MOST_INVENTED = 0.01
"""Marks that nobody wrote, as a share of those that were written."""

YARDSTICK = "pdfplumber's extract_words with font names and sizes"
LIMIT = "reading the file to blocks is {blocks:.0%} of it; the rest judges every sentence, two thirds of it by reading them as wholes"
REMEDY = (
    "without the reading of sentences as wholes about as fast as the yardstick, by calculation; the aim is out of reach while every"
    " sentence is judged by every rule"
)

SHARED = Path(os.environ.get("AUDITOR_SHARED") or Path(__file__).parents[3] / "shared") / "perf"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TASKS = Path(__file__).with_name("pdf_tasks.py")


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="session")
def own(folder) -> Path:
    path = folder / "own40.pdf"
    write_leaflet(path, 40)
    return path


@pytest.fixture(scope="session")
def shared(folder) -> Path:
    """The files of the generator: those it prints itself, and where a Chromium is, those that prints."""
    if not (SHARED / "make_pdfs.py").is_file():
        pytest.skip("the generator of the measurements is not beside this checkout")
    made = folder / "shared"
    made.mkdir()
    script = Path(__file__).with_name("leaflets.py")
    subprocess.run(
        [sys.executable, script, SHARED, made, *([BROWSER] if BROWSER else [])],
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
    )
    return made


def _leaflet(name: str, request) -> Path:
    if name == "own40":
        return request.getfixturevalue("own")
    if name.startswith("ch") and BROWSER is None:
        pytest.skip("no Chromium to print with")
    return request.getfixturevalue("shared") / f"{name}.pdf"


@pytest.fixture(params=["own40", "rl40", "ch40", "rl400", "ch400"])
def leaflet(request) -> Path:
    return _leaflet(request.param, request)


def test_pages_become_findings_and_blocks_beside_bare_words(leaflet, figures):
    rounds = LONG_ROUNDS if leaflet.stem.endswith("400") else ROUNDS
    once = ", one round" if rounds == 1 else ""
    taken = [{task: measured(task, leaflet) for task in ("audit", "blocks", "words")} for _ in range(rounds)]
    assert min(each["audit"]["findings"] for each in taken) > 0
    audit, blocks = (
        statistics.median(each["words"]["seconds"] / each[task]["seconds"] for each in taken)
        for task in ("audit", "blocks")
    )
    figures(
        f"PDF to findings with their boxes, the whole audit, {leaflet.name}",
        f"{audit:.2f} times as fast{once}",
        f"≥ {AIM:.0f}",
        is_met=audit >= AIM,
        beside=YARDSTICK,
        limit=LIMIT.format(blocks=audit / blocks),
        remedy=REMEDY,
        uses=("pdfplumber", "pypdfium2", "regex", "numpy"),
    )
    figures(
        f"PDF to blocks, with the boxes of {BOXES_A_PAGE} spans a page, {leaflet.name}",
        f"{blocks:.1f} times as fast{once}",
        f"none of its own, ≥ {LEAST_BLOCKS:.0f} must hold",
        is_met=blocks >= LEAST_BLOCKS,
        beside=YARDSTICK,
        limit="a part of the whole audit: no rule is run",
        uses=("pdfplumber", "pypdfium2"),
    )
    assert blocks >= LEAST_BLOCKS
    assert audit >= LEAST_AUDIT


def test_sentences_and_marks_come_back(leaflet, figures):
    found = measured("truth", leaflet)
    is_met = found["recall"] >= LEAST_RECALL and found["marks"] >= LEAST_MARKS
    figures(
        f"Sentences and raised marks that come back from two columns, {leaflet.name}",
        f"{found['recall']:.3f} and {found['marks']:.3f}, marks that nobody wrote {found['invented']:.3f}",
        f"≥ {LEAST_RECALL} and {LEAST_MARKS}",
        is_met=is_met,
        limit="a mark counts where it stands in its sentence and says the same",
        uses=("pypdfium2",),
    )
    assert is_met
    assert found["invented"] <= MOST_INVENTED


@pytest.mark.parametrize("pages", [40, 400])
def test_a_pdf_without_tables_costs_a_few_times_its_plain_text(folder, figures, pages):
    path = folder / f"plain{pages}.pdf"
    write_plain(path, pages)
    ratio = statistics.median(
        measured("load", path)["seconds"] / measured("text", path)["seconds"] for _ in range(ROUNDS)
    )
    figures(
        f"PDF of {pages} pages without tables to blocks",
        f"{ratio:.1f} times",
        f"≤ {MOST_OF_TEXT:.0f}",
        is_met=ratio <= MOST_OF_TEXT,
        beside="pdfium's plain text of each page",
        uses=("pypdfium2",),
    )
    assert ratio <= MOST_OF_TEXT


@pytest.mark.parametrize("name", ["own", "rl", "ch"])
def test_memory_hardly_grows_with_the_pages(request, folder, name, figures):
    short = _leaflet(f"{name}40", request)
    long = short.with_name(f"{name}400.pdf")
    if name == "own":
        write_leaflet(long, 400)
    ratio = measured("memory", long)["megabytes"] / measured("memory", short)["megabytes"]
    figures(
        f"Memory at 400 pages, {name}",
        f"{ratio:.2f} times",
        f"≤ {MOST_MEMORY}",
        is_met=ratio <= MOST_MEMORY,
        beside="the same at 40 pages",
        uses=("pypdfium2",),
    )
    assert ratio <= MOST_MEMORY


def measured(task: str, path: Path) -> dict[str, float]:
    """Run one task in a process of its own, on one thread as workers have it of the library of numbers."""
    done = subprocess.run(
        [sys.executable, TASKS, task, path],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    return json.loads(done.stdout.splitlines()[-1])
