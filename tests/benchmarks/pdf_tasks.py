"""What is measured of one PDF, each in a process of its own. Run as a script by `test_pdf_speed.py`.

pdf_tasks.py TASK FILE                 does one task with the file, and prints what it took or found
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import time
from collections import Counter
from pathlib import Path

BOXES_A_PAGE = 20
"""Spans a page whose boxes are asked for, where no rule is there to find any."""
KEY_CHARS = 40
"""A mark is known by its label and by so many characters of its sentence before it."""
DAY = "2026-01-05"
WARM_PAGES, WARM_SENTENCES, WARM_WORDS = 10, 100, 12


def _load(path: Path, pages: int = 5_000):
    from auditor.loaders.base import Limits
    from auditor.loaders.pdf.loader import PdfLoader
    from auditor.model.source import Source

    loader, source = PdfLoader(), Source(path.name, str(path), path.read_bytes())
    return loader, source, loader.load(source, Limits(pages=pages))


def _audit(path: Path) -> dict[str, float]:
    """The whole way from the bytes to findings with their boxes, by every rule of the program."""
    from auditor.engine.pack import read_rules
    from auditor.model.document import Status
    from auditor.model.source import Source
    from auditor.workflow.document import audit_source
    from auditor.workflow.options import Options
    from auditor.workflow.resources import rules_folder

    book, options = read_rules(rules_folder(), is_checked=True), Options(today=DAY)
    audit_source(Source("warm.txt", "warm.txt", _warm(path)), book, options)
    begun = time.process_time()
    audit = audit_source(Source(path.name, str(path), path.read_bytes()), book, options)
    seconds = time.process_time() - begun
    if audit.status is not Status.COMPLETE or audit.failures:
        raise SystemExit(f"not audited in full: {audit.status}, {audit.problems}, {audit.failures}")
    boxed = sum(bool(finding.place and finding.place.boxes) for finding in audit.findings)
    return {"seconds": seconds, "findings": boxed}


def _warm(path: Path) -> bytes:
    """Return words of the file in sentences that nobody wrote.

    Rules are prepared when they first meet their words, which is no part of a document's cost; but what has been read of a sentence
    is remembered, so that none may be met here.
    """
    _, _, document = _load(path, pages=WARM_PAGES)
    words = document.text.split()
    random.Random(3).shuffle(words)  # noqa: S311 - the same each time
    lines = [" ".join(words[at : at + WARM_WORDS]) for at in range(0, len(words), WARM_WORDS)]
    return "\n\n".join(f"{line}." for line in lines[:WARM_SENTENCES]).encode()


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
    text = _squeezed(document.text)
    sentences = {_squeezed(sentence) for sentence in told["sentences"] if len(sentence) > 45}
    wanted = Counter(_key(before, label) for before, label in json.loads(_marks_of(path).read_text()))
    found = Counter(_key(document.text[: mark.span.start], mark.label) for mark in document.marks)
    return {
        "recall": sum(sentence in text for sentence in sentences) / len(sentences),
        "marks": (wanted & found).total() / wanted.total(),
        "invented": (found - wanted).total() / wanted.total(),
    }


def _key(before: str, label: str) -> tuple[str, str]:
    """What a raised mark is known by: where it stands in which sentence, and what it says."""
    return _squeezed(before[-3 * KEY_CHARS :])[-KEY_CHARS:], label


def _marks_of(path: Path) -> Path:
    return path.with_suffix(".marks.json")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


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


TASKS = {
    "load": _whole,
    "text": _text,
    "blocks": _blocks,
    "words": _words,
    "audit": _audit,
    "truth": _truth,
    "memory": _memory,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]))) + "\n")
