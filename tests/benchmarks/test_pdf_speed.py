"""How fast PDFs become blocks with boxes, beside a bare pdfplumber loop over the same file in the same run.

Every figure is taken in a process of its own, turn about, in processor time, and the medians are compared: the
machine's load falls on both. The files are made here; where the generator of the measurements stands beside the checkout
(`../shared/perf`, or AUDITOR_SHARED), its two files are measured too. Run by `make bench`, never by `make test`.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

PAIRS = 5
"""Measurements of each side; the medians are compared."""
LEAST_SPEED = 8.0
"""Times the pages a second of `pdfplumber.extract_words` with sizes."""
MOST_MEMORY = 1.3
"""Times the peak memory at 40 pages that 400 pages may take."""
MOST_OF_TEXT = 4.0
"""Times what pdfium's plain text call takes on pages without tables."""
LEAST_RECALL = 0.98
"""Share of source sentences that come back whole from two columns."""
LEAST_MARKS = 0.99
"""Share of raised marks that are found."""
BOXES_A_PAGE = 20
"""Spans a page whose boxes are asked for, as findings would."""

SHARED = Path(os.environ.get("AUDITOR_SHARED") or Path(__file__).parents[3] / "shared") / "perf"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

WORDS = (
    "patients",
    "visits",
    "evening",
    "treatment",
    "anxiety",
    "sleep",
    "nurses",
    "recovery",
    "weeks",
    "clinic",
)


def _sentence(chance: random.Random, number: int) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 20))]
    share = f"{chance.randint(3, 98)} per cent"
    return f"{words[0].capitalize()} {' '.join(words[1:])} in {share} of case {number}"


def write_leaflet(path: Path, pages: int) -> None:
    """Two columns, headings, ruled tables, raised marks and links, with what was written beside it."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

    chance = random.Random(7)  # noqa: S311 - a file that looks alike each time
    styles = getSampleStyleSheet()
    sentences, marks, story, written = [], 0, [], 0
    while written < pages * 5_900:
        kind = chance.random()
        if kind < 0.12:
            story.append(Paragraph("What the evening brings", styles["Heading2"]))
            written += 250
        elif kind < 0.18:
            rows = [["Service", "Visits", "Better"]]
            rows += [
                [chance.choice(WORDS), str(chance.randint(20, 900)), f"{chance.randint(3, 98)}%"]
                for _ in range(6)
            ]
            story += [
                Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])),
                Spacer(1, 8),
            ]
            written += 900
        else:
            parts = []
            for _ in range(chance.randint(3, 6)):
                plain = _sentence(chance, len(sentences) + marks)
                if chance.random() < 0.25:
                    marks += 1
                    parts.append(f"{plain}<super size=6>{chance.randint(1, 60)}</super>.")
                else:
                    sentences.append(plain)
                    parts.append(f"{plain}.")
                written += len(plain)
            story.append(
                Paragraph(
                    " ".join(parts) + ' <a href="https://study.example/a">source</a>', styles["BodyText"]
                )
            )

    def foot(canvas, document):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(45, 25, f"Evening care, page {document.page}")

    width, height = A4
    column = (width - 108) / 2
    frames = [Frame(45, 45, column, height - 90), Frame(63 + column, 45, column, height - 90)]
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates([PageTemplate("two", frames, onPage=foot)])
    document.build(story)
    path.with_suffix(".json").write_text(json.dumps({"sentences": sentences, "supers": marks}))


def write_plain(path: Path, pages: int) -> None:
    """Running text in one column, forty lines a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    chance, canvas = random.Random(8), Canvas(str(path), pagesize=A4)  # noqa: S311 - the same each time
    for _ in range(pages):
        for line in range(40):
            canvas.drawString(60, 780 - 17 * line, _sentence(chance, line)[:90])
        canvas.showPage()
    canvas.save()


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
    if not (SHARED / "make_pdfs.py").is_file():
        pytest.skip("the generator of the measurements is not beside this checkout")
    if BROWSER is None:
        pytest.skip("no Chromium to print with")
    environment = os.environ | {"PYTHONPATH": str(SHARED), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [sys.executable, SHARED / "make_pdfs.py", folder, BROWSER],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture(params=["own40", "rl40", "ch40"])
def leaflet(request) -> Path:
    if request.param == "own40":
        return request.getfixturevalue("own")
    return request.getfixturevalue("shared") / f"{request.param}.pdf"


def test_pages_become_blocks_with_boxes_many_times_faster_than_bare_words(leaflet, figures):
    seconds: dict[str, list[float]] = {"blocks": [], "words": []}
    for _ in range(PAIRS):
        for task, taken in seconds.items():
            taken.append(measured(task, leaflet)["seconds"])
    ratio = statistics.median(seconds["words"]) / statistics.median(seconds["blocks"])
    figures(
        f"PDF to blocks with the boxes of findings, {leaflet.name}",
        f"{ratio:.1f} times as fast",
        f"≥ {LEAST_SPEED:.0f}",
        is_met=ratio >= LEAST_SPEED,
        beside="pdfplumber's extract_words with font names and sizes",
    )
    assert ratio >= LEAST_SPEED


def test_sentences_and_marks_come_back(leaflet, figures):
    found = measured("truth", leaflet)
    is_met = found["recall"] >= LEAST_RECALL and found["marks"] >= LEAST_MARKS
    figures(
        f"Sentences and raised marks that come back from two columns, {leaflet.name}",
        f"{found['recall']:.3f} and {found['marks']:.3f}",
        f"≥ {LEAST_RECALL} and {LEAST_MARKS}",
        is_met=is_met,
    )
    assert is_met


@pytest.mark.parametrize("pages", [40, 400])
def test_a_pdf_without_tables_costs_a_few_times_its_plain_text(folder, figures, pages):
    path = folder / f"plain{pages}.pdf"
    write_plain(path, pages)
    ratio = statistics.median(
        measured("load", path)["seconds"] / measured("text", path)["seconds"] for _ in range(PAIRS)
    )
    figures(
        f"PDF of {pages} pages without tables to blocks",
        f"{ratio:.1f} times",
        f"≤ {MOST_OF_TEXT:.0f}",
        is_met=ratio <= MOST_OF_TEXT,
        beside="pdfium's plain text of each page",
    )
    assert ratio <= MOST_OF_TEXT


@pytest.mark.parametrize("name", ["own", "rl", "ch"])
def test_memory_hardly_grows_with_the_pages(request, folder, name, figures):
    if name == "own":
        short, long = request.getfixturevalue("own"), folder / "own400.pdf"
        write_leaflet(long, 400)
    else:
        made = request.getfixturevalue("shared")
        short, long = made / f"{name}40.pdf", made / f"{name}400.pdf"
    ratio = measured("memory", long)["megabytes"] / measured("memory", short)["megabytes"]
    figures(
        f"Memory at 400 pages, {name}",
        f"{ratio:.2f} times",
        f"≤ {MOST_MEMORY}",
        is_met=ratio <= MOST_MEMORY,
        beside="the same at 40 pages",
    )
    assert ratio <= MOST_MEMORY


def measured(task: str, path: Path) -> dict[str, float]:
    """Run one task of this file in a process of its own."""
    done = subprocess.run([sys.executable, __file__, task, path], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _load(path: Path, pages: int = 5_000):
    from auditor.loaders.base import Limits
    from auditor.loaders.pdf.loader import PdfLoader
    from auditor.model.source import Source

    loader, source = PdfLoader(), Source(path.name, str(path), path.read_bytes())
    return loader, source, loader.load(source, Limits(pages=pages))


def _blocks(path: Path) -> dict[str, float]:
    from auditor.model.span import Span

    _load(path, pages=1)  # importing is not what is measured
    begun = time.process_time()
    loader, source, document = _load(path)
    pages = max(block.locator.page or 0 for block in document.blocks)
    step = max(1, len(document.text) // (pages * BOXES_A_PAGE))
    spans = [Span(at, at + 40) for at in range(0, len(document.text) - 40, step)]
    places = loader.locate(source, document, spans)
    seconds = time.process_time() - begun
    if not all(place.boxes for place in places):
        raise SystemExit("a span without a box")
    return {"seconds": seconds}


def _whole(path: Path) -> dict[str, float]:
    _load(path, pages=1)
    begun = time.process_time()
    _load(path)
    return {"seconds": time.process_time() - begun}


def _text(path: Path) -> dict[str, float]:
    import pypdfium2

    begun = time.process_time()
    document = pypdfium2.PdfDocument(path)
    for page in document:
        words = page.get_textpage()
        words.get_text_bounded()
        words.close()
        page.close()
    return {"seconds": time.process_time() - begun}


def _words(path: Path) -> dict[str, float]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        document.pages[0].extract_words(extra_attrs=["fontname", "size"])
    begun = time.process_time()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            page.close()
    return {"seconds": time.process_time() - begun}


def _truth(path: Path) -> dict[str, float]:
    _, _, document = _load(path)
    told = json.loads(path.with_suffix(".json").read_text())
    text = re.sub(r"\s+", "", document.text)
    wanted = {re.sub(r"\s+", "", sentence) for sentence in told["sentences"] if len(sentence) > 45}
    found = sum(sentence in text for sentence in wanted)
    missed = abs(len(document.marks) - told["supers"])
    return {"recall": found / len(wanted), "marks": 1 - missed / told["supers"]}


def _memory(path: Path) -> dict[str, float]:
    # What any audit has in memory before it opens a document counts on both sides.
    import auditor.workflow.document
    from auditor.engine.pack import read_rules
    from auditor.workflow.resources import rules_folder

    rules = read_rules(rules_folder())
    kept = (auditor.workflow.document, rules, _load(path))
    return {"megabytes": _peak(), "kept": len(kept)}


def _peak() -> float:
    """Return the most memory this process has held; what `getrusage` says includes the process that started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024


if __name__ == "__main__":
    tasks = {
        "load": _whole,
        "text": _text,
        "blocks": _blocks,
        "words": _words,
        "truth": _truth,
        "memory": _memory,
    }
    sys.stdout.write(json.dumps(tasks[sys.argv[1]](Path(sys.argv[2]))) + "\n")
