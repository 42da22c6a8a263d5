"""PDFs as pages: where they stand, what is drawn first, what lies under a click, and the whole of it in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage

from auditor.gui.actions import Do
from auditor.gui.models.sheet_list import SHEET_ROLE, SheetList
from auditor.gui.widgets.occurrences import Occurrences
from auditor.gui.widgets.sheet_hits import SheetHits
from auditor.gui.widgets.sheet_layout import EDGE, GAP, MARGIN, OWN_SIZE, SheetLayout
from auditor.gui.widgets.sheet_marks import SheetMarks
from auditor.gui.widgets.sheet_tiles import TileCache
from auditor.loaders.pdf.render import DrawnPdf
from auditor.model.finding import Severity
from auditor.model.listing import BoxMark
from auditor.model.sheet import SheetSize, Tile
from auditor.model.span import Span
from auditor.workflow.kept import keep
from auditor.workflow.page_renderer import RenderError

from . import factory
from .conftest import shown

A4 = SheetSize(600, 800)
LANDSCAPE = SheetSize(800, 600)


class TestLayout:
    def test_the_usual_page_fills_the_width(self):
        layout = SheetLayout([A4, LANDSCAPE, A4], 0.0, 640)
        assert layout.scale == 1.0
        portrait, landscape, _ = layout.places
        assert (landscape.x, landscape.width, landscape.height) == (MARGIN, 800, 600)
        assert (portrait.x, portrait.y, portrait.width) == (120, GAP, 600)
        assert layout.height == 2 * 800 + 600 + 4 * GAP

    def test_at_own_size_a_point_is_a_point(self):
        layout = SheetLayout([A4], 1.0, 300)
        assert layout.scale == OWN_SIZE
        assert layout.places[0].width == 800
        assert layout.width == 800 + 2 * MARGIN
        assert layout.rect(1, (30, 60, 60, 75)) == (MARGIN + 40, GAP + 80, 40, 20)

    @pytest.mark.parametrize(
        ("top", "height", "pages"), [(0, 500, [1]), (0, 830, [1, 2]), (815, 9, [1]), (900, 3000, [2, 3])]
    )
    def test_only_what_is_seen_is_drawn(self, top, height, pages):
        layout = SheetLayout([A4, A4, A4], 0.75, 640)
        assert [place.page for place in layout.seen(top, height)] == pages

    def test_a_page_enlarged_is_cut_into_tiles_and_only_those_seen_are_wanted(self):
        layout = SheetLayout([A4], 4.0, 640)
        tiles = list(layout.tiles(layout.places[0], GAP, 100, 1.0))
        assert [(tile.x, tile.y, tile.width) for tile in tiles] == [(0, 0, EDGE), (EDGE, 0, 3200 - EDGE)]
        assert [t.y for t in layout.tiles(layout.places[0], 4200, 100, 1.0)] == [2 * EDGE, 2 * EDGE]

    def test_a_sharp_display_gets_twice_the_pixels(self):
        layout = SheetLayout([A4], 0.0, 640)
        (tile,) = layout.tiles(layout.places[0], 0, 400, 2.0)
        assert (tile.page_width, tile.page_height) == (1200, 1600)

    def test_nothing_to_show_is_no_trouble(self):
        layout = SheetLayout([], 0.0, 640)
        assert list(layout.seen(0, 400)) == []
        assert layout.page_at(5) == 0


def test_tiles_looked_at_longest_ago_give_way_but_never_those_seen():
    cache = TileCache(budget=3 * 4 * 100)
    tiles = [Tile(page, 10, 10, 0, 0, 10, 10) for page in range(1, 6)]
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    for tile in tiles[:3]:
        cache.put(tile, image, ())
    cache.get(tiles[0])
    cache.put(tiles[3], image, {tiles[2]})
    assert [tile in cache for tile in tiles] == [True, False, True, True, False]
    cache.put(tiles[4], image, set(tiles))
    assert cache.bytes == 4 * 4 * 100
    assert [tile.page for tile, _ in cache.others(1, 20)] == [1]
    assert cache.others(1, 10) == []


MARKS = (
    BoxMark(1, 1, ((100.0, 100.0, 200.0, 112.0), (50.0, 114.0, 90.0, 126.0)), Severity.HIGH, "Claim"),
    BoxMark(2, 1, ((110.0, 100.0, 130.0, 112.0),), Severity.LOW, "Smaller"),
    BoxMark(3, 2, (), Severity.CRITICAL, "Nowhere"),
    BoxMark(4, 2, (), Severity.LOW, "Nowhere either"),
    BoxMark(5, 9, ((1.0, 1.0, 2.0, 2.0),), Severity.LOW, "On a page that is not there"),
)


class TestMarks:
    @pytest.fixture
    def layout(self):
        return SheetLayout([A4, A4], 0.75, 640)

    @pytest.fixture
    def marks(self):
        return SheetMarks(MARKS, 2)

    @pytest.mark.parametrize(
        ("x", "y", "number"), [(150, 106, 1), (60, 120, 1), (120, 106, 2), (300, 300, None), (10, 2, None)]
    )
    def test_the_smallest_mark_under_a_point_is_meant(self, marks, layout, x, y, number):
        found = marks.at(layout, QPointF(x + MARGIN, y + GAP))
        assert (found.id if found else None) == number

    def test_what_has_no_place_on_its_page_stands_beside_it(self, marks, layout):
        first, second = (marks.rects(layout, marks.get(number))[0] for number in (3, 4))
        assert first.left() > MARGIN + 600
        assert second.top() > first.bottom()
        assert marks.at(layout, first.center()).id == 3
        assert marks.get(5) is None

    @pytest.mark.parametrize(("top", "number"), [(0, 1), (118, 3), (4000, 4)])
    def test_the_nearest_is_the_next_one_else_the_last(self, marks, layout, top, number):
        assert marks.nearest(layout, top) == number


def test_the_list_of_pages_counts_findings_and_names_the_weightiest(qtmodeltester):
    pages = SheetList()
    pages.set_sheets([A4, A4, A4], MARKS[:4])
    qtmodeltester.check(pages)
    entry = pages.index(1).data(SHEET_ROLE)
    assert (entry.findings, entry.severity) == (2, Severity.CRITICAL)
    said = [pages.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 2)]
    assert said == ["Page 1: 2 findings, the weightiest high", "Page 3: no findings on it"]


class TestHits:
    HITS = (((0.0, 0.0, 1.0, 1.0),), ((2.0, 0.0, 3.0, 1.0),))

    @pytest.fixture
    def hits(self):
        """Pages are told from page 3 on, then from the first on."""
        made = SheetHits()
        assert not made.add(3, (), 3)
        assert made.add(5, self.HITS, 3)
        assert not made.add(4, self.HITS, 3)
        assert not made.add(1, self.HITS[:1], 3)
        return made

    def test_the_first_place_from_here_on_is_shown_and_counted_among_all(self, hits):
        assert (hits.current, hits.at, hits.total) == ((5, self.HITS[0]), 4, 5)
        assert not hits.is_complete
        assert not hits.finish()
        assert hits.is_complete

    def test_going_on_begins_again_at_the_other_end(self, hits):
        seen = []
        for _ in range(5):
            hits.step(1)
            seen.append(hits.at)
        assert seen == [5, 1, 2, 3, 4]
        hits.step(-1)
        assert hits.at == 3

    def test_with_places_only_above_the_first_of_all_is_shown_in_the_end(self):
        hits = SheetHits()
        assert not hits.add(1, self.HITS, 3)
        assert (hits.at, hits.current) == (0, None)
        assert hits.finish()
        assert hits.at == 1


class TestOccurrences:
    TEXT = "Nobody relapses.\n\nnobody\nRELAPSES (at all). Nobody else."

    @pytest.mark.parametrize(
        ("words", "starts"), [("nobody relapses", [0, 18]), ("(at", [34]), ("  ", []), ("zzz", [])]
    )
    def test_any_case_and_any_space(self, words, starts):
        assert [span.start for span in Occurrences(self.TEXT, words).spans] == starts

    def test_going_on_begins_at_the_place_in_view_and_again_at_the_end(self):
        found = Occurrences(self.TEXT, "nobody")
        found.begin_at(5)
        assert found.at == 1
        found.step(1)
        found.step(1)
        assert found.current == Span(0, 6)

    def test_few_around_the_current_one_are_lit(self):
        found = Occurrences("ab " * 500, "ab")
        found.begin_at(900)
        lit = found.around(Span(0, 1500), 10)
        assert len(lit) == 10
        assert found.current in lit


class Local:
    """Draws in this process; page 3 fails like a page that kills its renderer."""

    def __init__(self):
        self.drawn = []
        self.pdf = None

    def open(self, name, content):
        if content == b"locked":
            raise RenderError("It needs a password.")
        self.pdf = DrawnPdf(name, content, 100)
        return self.pdf.sizes()

    def draw(self, tile):
        self.drawn.append(tile)
        if tile.page == 3:
            raise RenderError("Drawing this crashed the page renderer.")
        return self.pdf.draw(tile)

    def find(self, words, page):
        return self.pdf.find(words, page)

    def kill(self):
        pass

    def close(self):
        if self.pdf is not None:
            self.pdf.close()


@pytest.fixture
def reading(qapp, qtbot, world):
    """The window with the leaflet shown as pages."""
    from auditor.gui.program import Program

    from .conftest import dispose, hurry

    world.shows_page = True
    renderer = Local()
    program = Program(qapp, replace(world.surroundings(), make_renderer=lambda: renderer))
    hurry(program)
    program.window.resize(1280, 1000)
    program.window.show()
    content, audit = factory.leaflet()
    program.intake.take_inputs(["/in/leaflet.pdf"])
    qtbot.waitUntil(lambda: bool(world.sessions) and bool(world.session.submitted))
    keep(content, audit.source.sha256, world.folder / "session" / "kept")
    world.session.finish(1, audit)
    qtbot.waitUntil(lambda: shown(program) == 3)
    program.renderer = renderer
    qtbot.waitUntil(lambda: program.window.workbench.document.readers.sheets.view.page == 2)
    program.window.activateWindow()
    yield program
    dispose(program)


def test_a_pdf_is_read_as_pages(reading, qtbot, world):
    """Drawing, choosing, clicking, scrolling, failing."""
    pane = reading.window.workbench.document
    view = pane.readers.sheets.view
    numbers = {reading.desk.finding(n).finding.title: n for n in reading.findings.ids}

    # The weightiest finding is in view and drawn strongly; a click on another chooses it.
    qtbot.waitUntil(lambda: view.wanted() is None)
    assert reading.renderer.drawn[0].page <= 2
    assert reading.listing.current == numbers["Claim 2"]
    frame = view._marks.rects(view._layout, view._marks.get(numbers["Claim 2"]))[0]
    at = frame.translated(-view.horizontalScrollBar().value(), -view.verticalScrollBar().value())
    look = QColor(view.viewport().grab().toImage().pixel(at.topLeft().toPoint() + QPoint(3, 3)))
    assert look.red() > 200 > look.blue()
    view.go_to_page(1)
    qtbot.waitUntil(lambda: view.page == 1)
    mark = view._marks.rects(view._layout, view._marks.get(numbers["Claim 1"]))[0]
    spot = mark.translated(-view.horizontalScrollBar().value(), -view.verticalScrollBar().value()).center()
    qtbot.mouseMove(view.viewport(), spot.toPoint())
    assert view.viewport().toolTip() == "Claim 1"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert reading.listing.current == numbers["Claim 1"]

    # Scrolling takes the list along: going on begins at what is seen.
    with qtbot.waitSignal(view.in_view) as told:
        view.go_to_page(3)
    assert told.args == [numbers["Claim 3"]]
    reading.listing.step(1)
    assert reading.listing.current == numbers["Claim 3"]

    # A page that cannot be drawn says so; the others are there.
    qtbot.waitUntil(lambda: 3 in view._failed)
    assert "crashed" in view._failed[3]


def test_a_pdf_is_searched_enlarged_and_gone_through_by_its_list(reading, qtbot):
    pane = reading.window.workbench.document
    sheets, view = pane.readers.sheets, pane.readers.sheets.view
    view.go_to_page(3)

    # One search for all ways of reading, from the place in view on.
    pane.focus_reader()
    reading.window.actions_[Do.FIND].trigger()
    bar = pane._find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar._words, "advanced CLINIC")
    qtbot.waitUntil(lambda: bar._count.text() == "3 of 4")
    reading.window.actions_[Do.SEARCH_NEXT].trigger()
    assert bar._count.text() == "4 of 4"
    pane.toggle_look()
    assert bar._count.text() == "1 of 4"
    assert pane.view.isVisible()
    qtbot.keyClick(bar._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar._count.text() == "4 of 4"
    pane.toggle_look()
    qtbot.keyClick(bar._words, Qt.Key.Key_Escape)
    assert bar.isHidden()

    # How large is remembered, for each way of reading by itself.
    before = view._layout.scale
    reading.window.actions_[Do.LARGER].trigger()
    assert view._layout.scale == pytest.approx(before * 1.1)
    assert reading.settings.zooms["sheets"] == pytest.approx(view._layout.zoom, abs=1e-3)
    assert reading.settings.zooms["text"] == 1.0
    reading.window.actions_[Do.FIT_WIDTH].trigger()
    assert reading.settings.zooms["sheets"] == 0.0

    # The list of pages goes there, and can be put away.
    sheets.strip.setFocus()
    sheets.strip.setCurrentIndex(sheets.strip.model().index(3, 0))
    assert view.page == 4
    reading.window.actions_[Do.PAGE_LIST].trigger()
    assert not sheets.strip.isVisible()
    assert reading.settings.shows_page_list is False


def test_a_pdf_that_cannot_be_opened_is_shown_as_text_with_a_word_on_why(reading, qtbot):
    pane = reading.window.workbench.document
    reading.pages.set_file("leaflet.pdf", b"locked")
    qtbot.waitUntil(lambda: "password" in pane._notice.words)
    assert pane.view.isVisible()
