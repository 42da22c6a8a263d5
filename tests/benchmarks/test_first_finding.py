"""How soon the window is there, and how soon after a drop it shows a first finding."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

SCRIPT = Path(__file__).with_name("first_finding.py")
PAIRS = 5
MAX_START = 2.0
"""Times what an empty window of the same library takes."""
MOST_START, MOST_READY = 4.0, 10.0
"""What must hold today, on a busy machine too: twice the aim, and twice what it takes until all panes and workers are begun."""
PAGE_SECONDS, PDF_SECONDS = 0.3, 1.0
MOST_TIMES = 2
"""Times its aim from which on a first finding fails: these are seconds, so that nothing else may run meanwhile."""
PAGE_BYTES, PDF_PAGES = 50_000, 400
LIMIT = (
    "its beginning is judged on its own first, the whole takes its place when it is there; of some 0.2 s that a beginning takes a worker,"
    " reading sentences as wholes is the half, rules and analysis 0.08 s, reading the page 0.03 s; the rest is the way to the worker"
    " and into the window"
)
REMEDY = "a beginning of half the length would give back about 0.1 s, by calculation, and show less; a model that reads in half the time 0.05 s"
EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
QTimer.singleShot(0, window.close)
sys.exit(application.exec())
"""
SENTENCES = (
    "Our team in {town} offers the most advanced care in the county, visit {n}.",
    "{n}% of our guests sleep better after a month.",
    "Groups meet on weekday evenings, and families are welcome at visit {n}.",
    "What stay {n} costs depends on its length and on what your insurer pays.",
    "Nobody should stop a medicine from one day to the next; ask about it at visit {n}.",
)


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    kept = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    quiet = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }
    return {**os.environ, **kept, **compiled, **quiet}


def _run(command: list[str], surroundings: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True, timeout=600)
    return time.perf_counter() - started, done.stdout


def test_the_window_opens_in_little_more_than_an_empty_one(surroundings, figures):
    start, ready = ([sys.executable, str(SCRIPT), how] for how in ("start", "ready"))
    runs = [start, ready, [sys.executable, "-c", EMPTY]]
    for command in runs:
        _run(command, surroundings)  # compiled once, as installed programs are
    rounds = [[_run(command, surroundings)[0] for command in runs] for _ in range(PAIRS)]
    ratio = statistics.median(ours / empty for ours, _, empty in rounds)
    whole = statistics.median(ours / empty for _, ours, empty in rounds)
    figures(
        "From the command to the open window and its end",
        f"{ratio:.2f} times ({statistics.median(ours for ours, *_ in rounds):.2f} s), with all panes and workers begun {whole:.2f}",
        f"≤ {MAX_START}",
        is_met=ratio <= MAX_START,
        beside="an empty QMainWindow",
        limit="the names of Qt's constants 15 ms, the pictures and words of the start page 15 ms, style and fonts 12 ms",
        remedy="fewer pictures and words on the start page, or a window drawn before they are there",
        uses=("PySide6",),
    )
    assert ratio <= MOST_START
    assert whole <= MOST_READY


def test_a_dropped_page_shows_its_first_finding_at_once(surroundings, figures, tmp_path):
    files = [_page(tmp_path / f"page-{n}.html", n) for n in range(PAIRS)]
    _judge("a dropped page of 50 KB", files, PAGE_SECONDS, surroundings, figures, ("beautifulsoup4", "lxml"))


def test_a_dropped_pdf_of_four_hundred_pages_shows_its_first_finding_soon(surroundings, figures, tmp_path):
    files = [_pdf(tmp_path / f"leaflet-{n}.pdf", n) for n in range(PAIRS)]
    _judge("a dropped PDF of 400 pages", files, PDF_SECONDS, surroundings, figures, ("pypdfium2",))


def _judge(what, files, aim, surroundings, figures, uses):
    _, said = _run([sys.executable, str(SCRIPT), "drop", *map(str, files)], surroundings)
    each = json.loads(said.splitlines()[-1])
    assert len(each) == len(files)
    seconds = statistics.median(each)
    figures(
        f"First finding of {what}, window running",
        f"{seconds:.2f} s",
        f"≤ {aim} s",
        is_met=seconds <= aim,
        limit=LIMIT,
        remedy=REMEDY,
        uses=("PySide6", *uses, "regex", "numpy"),
    )
    assert seconds <= MOST_TIMES * aim


def _text(number: int, paragraph: int) -> str:
    return " ".join(s.format(town="Bend", n=number * 1000 + paragraph) for s in SENTENCES)


def _page(path: Path, number: int) -> Path:
    body, paragraph = "", 0
    while len(body) < PAGE_BYTES:
        text = _text(number, paragraph := paragraph + 1)
        body += (
            f'<div class="wp-block-column is-layout-flow" style="flex-basis:50%"><p class="has-medium-font-size">{text}</p></div>\n'
            * (1)
            + f'<ul class="wp-block-list">{"".join(f"<li class=wp-block-list-item><span class=icon></span>Step {n} of {paragraph}</li>" for n in range(8))}</ul>\n'
        )
    path.write_text(
        f"<!DOCTYPE html><html><head><title>Elm House {number}</title></head><body><main>{body}</main></body></html>",
        "utf-8",
    )
    return path


def _pdf(path: Path, number: int) -> Path:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    for page in range(PDF_PAGES):
        for line in range(40):
            canvas.drawString(
                60,
                780 - 17 * line,
                SENTENCES[line % 5].format(town="Bend", n=number * 50_000 + page * 40 + line),
            )
        canvas.showPage()
    canvas.save()
    return path
