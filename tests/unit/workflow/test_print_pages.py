"""Documents printed by a browser in a process of its own, from the command line to the boxes on the paper."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys

import pypdfium2
import pytest

from auditor.cli.main import main
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Place, Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.listing import AuditHeader
from auditor.model.source import Source
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.workflow import print_pages
from auditor.workflow.print_pages import page_printer

pytestmark = pytest.mark.xdist_group("browser")

PAGE = """<!doctype html><html lang="en-GB"><title>Elm</title><style>
@page { size: A5 landscape } @media print { p { display: none } } body { background: #123; color: #fff }
</style><body><p style="position: fixed; top: 500px">Elm Clinic, 12 High Street, Leeds LS1 4AB</p>
<p>We are the <b>most</b> <i>advanced</i> clinic. We are the most advanced clinic.</p>
<details><summary>More</summary><p>Completely safe. Nobody relapses.</p></details>
<p dir="rtl">שלום We are the best clinic in the world</p>
<script>document.body.textContent = "run"</script><img src="http://SERVER/a.png"><link rel="stylesheet" href="http://SERVER/a.css">
<p>★★★★★</p><img width="90" height="50" alt="The finest clinic in Britain" src="data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs="></body></html>"""
DRAFT = "Our clinic in Leeds is the best clinic in Britain. שלום"

QUOTES = (
    (("We are the most advanced clinic.", "most advanced"), ("Nobody relapses.", "Nobody relapses"),
     ("שלום We are the best clinic in the world", "best"), ("★★★★★", "★★★★★"),
     ("The finest clinic in Britain", "finest")),
    ((DRAFT, "best"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def server():
    """Listen; nothing is ever to be heard."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture(scope="module")
def review(tmp_path_factory, server):
    path = tmp_path_factory.mktemp("print") / "elm.audit"
    page = PAGE.replace("SERVER", f"127.0.0.1:{server.getsockname()[1]}")
    contents = (page.encode(), DRAFT.encode())
    with AuditFile(path) as file:
        file.set_header(AuditHeader("1", "2026-11-22T10:00:00Z", ()))
        names = ("page.html", "draft.txt")
        documents = [judged(*each) for each in zip(names, contents, QUOTES, strict=True)]
        numbers = file.save(list(enumerate(documents)))
        file.sources.keep(zip(numbers, contents, strict=True))
    return path


def judged(name, content, quotes):
    """Return the document as it is read, with a finding on each of these words."""
    document = load(Source(name, name, content), Limits())
    findings = []
    for at, (quote, trigger) in enumerate(quotes):
        start = document.text.index(quote)
        block = next(block for block in document.blocks if block.span.holds(start))
        words = start + quote.index(trigger)
        findings.append(
            Finding(
                f"f{at}", "core/claim", "Claim", "superlative", Severity.HIGH, Outcome.VIOLATION,
                Span(start, start + len(quote)), quote, Span(words, words + len(trigger)), trigger, "Why.", "How.",
                place=Place(selector=block.locator.selector),
            )
        )  # fmt: skip
    media_type = "text/html" if name.endswith("html") else "text/plain"
    source = SourceRecord(name, name, media_type, len(content), hashlib.sha256(content).hexdigest())
    return DocumentAudit(
        source, Status.COMPLETE, (), text=document.text, blocks=document.blocks, findings=tuple(findings)
    )


def test_the_marks_lie_over_the_words_that_set_the_findings_off(review, server, tmp_path, monkeypatch):
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")  # the tests may run as root
    target = tmp_path / "elm.pdf"
    assert main(["review", "export", str(review), str(target)]) == 0
    wanted = [trigger for quotes in QUOTES for _, trigger in quotes if trigger != "finest"]
    with pypdfium2.PdfDocument(target) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        marked = [words.replace("\u2060", "") for page in pdf for words in marked_words(page)]
    assert "as it looks on a screen" in text
    assert "שלום" in text
    assert "run" not in text.split()
    with pytest.raises(BlockingIOError):
        server.accept()
    assert sorted(marked) == sorted([*wanted, ""])  # under the mark of an image there are no words


def marked_words(page):
    """Yield what stands under each highlight of ours."""
    words = page.get_textpage()
    raw = pypdfium2.raw
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT:
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, rect)
            yield words.get_text_bounded(rect.left, rect.bottom, rect.right, rect.top).strip()
        raw.FPDFPage_CloseAnnot(annotation)


def test_a_browser_that_cannot_be_started_is_a_reason_and_is_not_tried_for_ever(review, monkeypatch):
    monkeypatch.setattr(print_pages, "_program", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    with AuditFile(review, is_read_only=True) as file, page_printer(file) as printed:
        reasons = [printed(position).reason for position in (0, 1, 0)]
    assert reasons[:2] == ["it crashed the browser, or none could be started"] * 2
    assert reasons[2] == "the browser failed before"


def test_a_browser_that_ends_before_it_is_asked_has_crashed(review, monkeypatch):
    class Gone(subprocess.Popen):
        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            self.wait()

    monkeypatch.setattr(print_pages, "_program", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.setattr(print_pages.subprocess, "Popen", Gone)
    with AuditFile(review, is_read_only=True) as file, page_printer(file) as printed:
        assert printed(0).reason == "it crashed the browser, or none could be started"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="for administrators alone")
def test_an_administrator_is_told_why_nothing_is_printed(review, monkeypatch):
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    with AuditFile(review, is_read_only=True) as file, page_printer(file) as printed:
        assert printed(0).reason.startswith("the program runs as administrator")
