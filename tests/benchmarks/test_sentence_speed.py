"""How fast and how rightly text is cut into sentences, beside pysbd on the same text.

The cases in `sentence_cases.txt` (`|` marks where a sentence ends) were written without the splitter in view, and no
rule of it may be made for them: they are a yardstick, as the speed is.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from auditor.analysis.sentences import sentence_spans
from auditor.workflow.resources import samples_folder

pytestmark = pytest.mark.benchmark

MIN_GAIN = 20
PAIRS = 5
SAMPLES = sorted(path for path in samples_folder().iterdir() if path.suffix in {".html", ".md", ".txt"})
"""Pages as they are written; the cases below are far denser in abbreviations than any text."""
CASES = [
    line.split("|") for line in Path(__file__).with_name("sentence_cases.txt").read_text("utf-8").splitlines()
]


def ours(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@pytest.fixture(scope="module")
def peer():
    pysbd = pytest.importorskip("pysbd")
    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda text: [sentence.strip() for sentence in segmenter.segment(text)]


def seconds(cut, paragraphs: list[str]) -> float:
    started = time.process_time()
    for paragraph in paragraphs:
        cut(paragraph)
    return time.process_time() - started


def test_sentences_are_cut_many_times_faster_than_by_pysbd(peer, figures):
    paragraphs = [
        p for path in SAMPLES for p in BeautifulSoup(path.read_bytes(), "lxml").get_text().split("\n\n")
    ]
    gain = statistics.median(seconds(peer, paragraphs) / seconds(ours, paragraphs) for _ in range(PAIRS))
    figures(
        "Cutting text into sentences",
        f"{gain:.0f} times as fast",
        "≥ 20",
        is_met=gain >= MIN_GAIN,
        beside="pysbd",
        uses=("pysbd", "regex"),
    )
    assert gain >= MIN_GAIN


def test_at_least_as_many_cases_are_right_as_with_pysbd(peer, figures):
    right, wrong = 0, []
    for case in CASES:
        if ours(" ".join(case)) == case:
            right += 1
        else:
            wrong.append(ours(" ".join(case)))
    theirs = sum(peer(" ".join(case)) == case for case in CASES)
    figures(
        "Sentences cut rightly, cases not written for the splitter",
        f"{right} of {len(CASES)} (pysbd {theirs})",
        "at least pysbd's",
        is_met=right >= theirs,
        beside="pysbd",
        uses=("pysbd", "regex"),
    )
    assert right >= theirs, wrong
