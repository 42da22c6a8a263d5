"""The page as it looks: locked away from everything, its findings marked, clickable, and found where they stand."""

from __future__ import annotations

import http.server
import json
import os
import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from auditor.gui.web.clean_page import clean_page
from auditor.gui.web.page_view import PageView
from auditor.gui.web.private_copy import private_copy
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind
from auditor.model.finding import Severity
from auditor.model.listing import FindingMark, PageMark
from auditor.model.span import Span

from . import factory

pytestmark = pytest.mark.xdist_group("browser")

PAGE = """<!doctype html><html><head><title>Elm</title><style>p {{ font: 16px sans-serif; margin: 20px }}</style></head>
<body><h1>Elm Clinic</h1><p id="a">We are the <b>most</b> <i>advanced</i> clinic<sup>3</sup> in Leeds.</p>
<div style="height: 3000px"></div><details><summary>More</summary><p id="b">Nobody relapses.</p></details>
<p id="c">We are the most advanced clinic in York.</p>{extra}</body></html>"""

MARKS = (
    PageMark(1, "We are the most advanced clinic[3] in Leeds.", "most advanced", Severity.HIGH, "#a"),
    PageMark(2, "Nobody relapses.", "Nobody relapses", Severity.CRITICAL, "#b"),
    PageMark(3, "We are the most advanced clinic", "most advanced", Severity.HIGH, "#c"),
    PageMark(4, "Words that stand nowhere.", "nowhere", Severity.LOW, "#a"),
)


@pytest.fixture
def view(qtbot, tmp_path):
    made = PageView(tmp_path)
    made.resize(700, 500)
    made.show()
    yield made
    made.dispose()
    made.deleteLater()


def shown(qtbot, view, extra="", marks=MARKS):
    with qtbot.waitSignal(view.marked, timeout=20_000) as told:
        view.show_page(private_copy(PAGE.format(extra=extra).encode()), marks)
    return told.args[0]


def ask(qtbot, view, script):
    answers = []
    view._page.runJavaScript(f"JSON.stringify({script})", 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return json.loads(answers[0] or "null")


def test_findings_are_found_across_elements_note_marks_and_twins(qtbot, view):
    assert shown(qtbot, view) == [1, 2, 3]
    words = ask(qtbot, view, "[...CSS.highlights.get('high')].map(r => r.toString().replace(/\\s+/g, ' '))")
    assert words == ["We are the most advanced clinic3 in Leeds", "We are the most advanced clinic"]
    where = ask(
        qtbot,
        view,
        "[...CSS.highlights.get('high')].map(r => r.startContainer.parentElement.closest('p').id)",
    )
    assert where == ["a", "c"]


def test_the_current_finding_is_strong_in_view_and_unfolded(qtbot, view):
    shown(qtbot, view)
    view.set_current(2)
    qtbot.waitUntil(lambda: ask(qtbot, view, "CSS.highlights.has('critical-current')"))
    assert ask(qtbot, view, "document.querySelector('details').open")
    assert 0 < ask(qtbot, view, "document.getElementById('b').getBoundingClientRect().top") < 500


def test_a_finding_chosen_before_the_page_is_there_is_shown_when_it_is(qtbot, view):
    with qtbot.waitSignal(view.marked, timeout=20_000):
        view.show_page(private_copy(PAGE.format(extra="").encode()), MARKS)
        view.set_current(1)
    qtbot.waitUntil(lambda: ask(qtbot, view, "CSS.highlights.has('high-current')"))


def test_a_click_on_a_mark_chooses_its_finding(qtbot, view):
    shown(qtbot, view)
    x, y = ask(
        qtbot,
        view,
        "(() => { const b = document.querySelector('#a b').getBoundingClientRect(); return [b.left + 5, b.top + 5]; })()",
    )
    with qtbot.waitSignal(view.mark_chosen, timeout=10_000) as told:
        QTest.mouseClick(view._view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert told.args == [1]


ASKED: list[str] = []


class _Counter(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ASKED.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Counter)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    ASKED.clear()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


HOSTILE = """
<script>fetch('{s}/fetch'); document.title = 'ran'; location = '{s}/moved';</script>
<script src="{s}/script.js"></script><link rel="stylesheet" href="{s}/a.css"><style>@import '{s}/b.css';
@font-face {{ font-family: x; src: url({s}/font.woff) }} body {{ font-family: x; background: url({s}/bg.png) }}</style>
<link rel="preload" href="{s}/preload" as="script"><link rel="prefetch" href="{s}/prefetch"><link rel="icon" href="{s}/icon.png">
<link rel="dns-prefetch" href="{s}"><link rel="preconnect" href="{s}">
<meta http-equiv="refresh" content="0; url={s}/refresh"><base href="{s}/base/"><img src="relative.png">
<img src="{s}/img.png" onerror="fetch('{s}/onerror')"><picture><source srcset="{s}/srcset.png"><img></picture>
<iframe src="{s}/frame"></iframe><iframe srcdoc="<img src='{s}/srcdoc.png'>"></iframe><object data="{s}/object"></object>
<embed src="{s}/embed"><video src="{s}/video" poster="{s}/poster.png" autoplay></video><audio src="{s}/audio" autoplay></audio>
<svg><image href="{s}/svg.png"/></svg><form id="f" action="{s}/form"><input autofocus></form>
<a id="l" href="{s}/link" ping="{s}/ping" target="_blank">link</a>
"""


def test_a_hostile_page_reaches_nobody(qtbot, view, server):
    shown(qtbot, view, HOSTILE.format(s=server))
    x, y = ask(
        qtbot,
        view,
        "(() => { const l = document.getElementById('l'); l.scrollIntoView(); const b = l.getBoundingClientRect(); return [b.left + 3, b.top + 3]; })()",
    )
    QTest.mouseClick(view._view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    ask(qtbot, view, "document.getElementById('f').submit() || 1")
    QTest.qWait(1_500)
    assert ASKED == []
    assert ask(qtbot, view, "document.title") == "Elm"
    assert ask(qtbot, view, "document.querySelector('#a') !== null")


def test_words_are_found_from_place_to_place_and_pages_enlarged(qtbot, view):
    shown(qtbot, view)
    with qtbot.waitSignal(view.found, timeout=10_000, check_params_cb=lambda at, *_: at == 1) as told:
        view.look_for("advanced")
    assert told.args == [1, 2, True]
    with qtbot.waitSignal(view.found, timeout=10_000, check_params_cb=lambda at, *_: at == 2):
        view.look_on(1)
    qtbot.waitUntil(lambda: ask(qtbot, view, "window.scrollY") > 1_000)
    view.zoom(2)
    assert view._view.zoomFactor() == pytest.approx(1.21)
    view.zoom(0)
    assert view._view.zoomFactor() == 1.0


def test_the_finding_nearest_to_what_was_scrolled_to_is_told(qtbot, view):
    with qtbot.waitSignal(view.in_view, timeout=10_000) as told:
        shown(qtbot, view)
    assert told.args == [1]  # as long as none is chosen, the first in view when the page opens
    with qtbot.waitSignal(view.in_view, timeout=10_000) as told:
        ask(qtbot, view, "window.scrollTo(0, 2000) || 1")
    assert told.args == [2]


def test_a_browser_that_dies_is_told(qtbot, view):
    shown(qtbot, view)
    with qtbot.waitSignal(view.failed, timeout=10_000):
        os.kill(view._page.renderProcessPid(), 9)
    qtbot.waitUntil(lambda: view._view is None)
    assert shown(qtbot, view) == [1, 2, 3]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>Tea</p>", "<p>Tea</p>"),
        ("<html><head><meta charset='windows-1252'><base href='x'></head><body>Caf\xe9", "Caf\xe9"),
        ("<!doctype html><html lang='en'><body>Tea", "<body>Tea"),
    ],
)
def test_the_private_copy_keeps_the_words_and_brings_its_policy_first(page, kept):
    copy = private_copy(page.encode("cp1252"))
    assert kept in copy
    assert "<base" not in copy
    assert copy.index("Content-Security-Policy") < copy.index(kept)
    assert "default-src 'none'" in copy


def test_a_document_without_a_look_becomes_a_plain_page_with_all_its_words():
    article = factory.article()
    page = clean_page(article.title, article.text, article.blocks)
    assert "<h1>Opioids and depression: what helps</h1>" in page
    assert "<tr><td>Harbor Method</td><td>21 days</td><td>93%</td></tr>" in page
    assert "<li>Completely safe, with no side effects</li>" in page
    assert page.count("<table>") == page.count("</table>") == 1
    assert "in the past year<sup>[1]</sup>.</p>" in page
    assert page.index("<hr>") < page.index('<p class="note">1. National')


def test_lists_are_nested_and_tables_kept_apart():
    builder = DocumentBuilder("text/markdown", title="Draft")
    for level, words in ((1, "Tea"), (2, "Green"), (2, "Black & white"), (1, "Coffee")):
        builder.add_block(BlockKind.LIST_ITEM, [Inline(words)], level=level)
    for group in (1, 2):
        builder.add_row([[Inline("a")], [Inline("b")]], headers=["x", "y"], group=group)
    document = builder.build()
    page = clean_page(document.title, document.text, document.blocks).replace("\n", "")
    assert (
        "<ul><li>Tea</li><ul><li>Green</li><li>Black &amp; white</li></ul><li>Coffee</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table><table>" in page
    )


def test_every_finding_has_its_own_words_on_a_page_of_ours(qtbot, view):
    """Also where two overlap, where one begins within a cell, and where the same words stand twice."""
    article = factory.article()
    words = ("93%", "93% of our patients", "Completely safe", "90 days", "clean after one stay")
    at = article.text.index("93% of our")
    starts = (article.text.index("93%", at + 5), at, *map(article.text.index, words[2:]))
    marks = sorted(
        (
            FindingMark(number, Span(start, start + len(said)), Severity.HIGH, said)
            for number, (start, said) in enumerate(zip(starts, words, strict=True), 1)
        ),
        key=lambda mark: mark.span.start,
    )
    page = clean_page(article.title, article.text, article.blocks, marks)
    numbers = tuple(PageMark(mark.id, "no such words", "none", Severity.HIGH) for mark in marks)
    with qtbot.waitSignal(view.marked, timeout=20_000) as told:
        view.show_page(page, numbers, is_own=True)
    assert sorted(told.args[0]) == [1, 2, 3, 4, 5]
    said = ask(qtbot, view, "[...CSS.highlights.get('high')].map(range => range.toString())")
    assert said == [mark.title for mark in marks]
    places = ask(
        qtbot, view, "[...CSS.highlights.get('high')].map(r => r.startContainer.closest('li, td').nodeName)"
    )
    assert places.count("TD") == 2


def test_the_window_shows_the_page_and_the_table_follows_a_click(qapp, qtbot, world):
    from auditor.gui.program import Program
    from auditor.workflow.kept import keep

    from .conftest import dispose, hurry
    from .conftest import shown as rows

    world.shows_page = True
    program = Program(qapp, world.surroundings())
    try:
        hurry(program)
        program.window.show()
        article = factory.article("a.html")
        content = clean_page(article.title, article.text, article.blocks).encode()
        import hashlib
        from dataclasses import replace

        article = replace(article, source=replace(article.source, sha256=hashlib.sha256(content).hexdigest()))
        program.intake.take_inputs(["/in/a.html"])
        qtbot.waitUntil(lambda: bool(world.sessions) and bool(world.session.submitted))
        keep(content, article.source.sha256, world.folder / "session" / "kept")
        world.session.finish(1, article)
        qtbot.waitUntil(lambda: rows(program) == 9)
        pane = program.window.workbench.document
        qtbot.waitUntil(lambda: pane.browser is not None, timeout=20_000)
        with qtbot.waitSignal(pane.browser.marked, timeout=20_000) as told:
            pass
        assert len(told.args[0]) == 8
        pane.browser.mark_chosen.emit(told.args[0][2])
        assert program.listing.current == told.args[0][2]
        pane.toggle_look()
        assert pane.view.isVisible()
        assert program.settings.shows_page is False
    finally:
        dispose(program)
