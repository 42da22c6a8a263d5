"""Each pane by itself: what it is told it shows, what the user does it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QLabel, QPushButton

from auditor.errors import UserError
from auditor.gui.messages import Level, Message, Messages, Offer
from auditor.gui.models.document_list import DocumentList
from auditor.gui.models.finding_table import Field, FindingTable
from auditor.gui.settings import ZOOMS
from auditor.gui.tokens import LIGHT, Scheme
from auditor.gui.widgets.detail_pane import DetailPane, Tab
from auditor.gui.widgets.document_pane import DocumentPane
from auditor.gui.widgets.documents_pane import DocumentsPane
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.filter_bar import ChoiceButton, FilterBar
from auditor.gui.widgets.finding_view import FindingView
from auditor.gui.widgets.notice_bar import STAY_MS, NoticeBar
from auditor.gui.widgets.painting import draw_bar, shortened
from auditor.model.analysis import Grade
from auditor.model.finding import Basis, Outcome, Severity
from auditor.model.listing import Facets, Filter, FindingMark, StoredFinding
from auditor.model.order import Column, Sort
from auditor.model.span import Span

from . import factory
from .test_models import row


@pytest.fixture
def own(qtbot):
    def add(widget):
        qtbot.addWidget(widget)
        return widget

    return add


class TestNotices:
    @pytest.fixture
    def bar(self, theme, own):
        return own(NoticeBar(theme))

    def test_a_message_is_shown_with_what_to_do(self, bar):
        bar.show_message(Message(Level.ERROR, "It broke.", "Try again."))
        assert bar.isVisible()
        assert bar._words.text() == "It broke. Try again."
        assert not bar._offer.isVisible()

    @pytest.mark.parametrize(
        ("message", "leaves"),
        [
            (Message(Level.DONE, "Done."), True),
            (Message(Level.INFO, "Well."), True),
            (Message(Level.DONE, "Done.", offer=Offer("Open", print)), False),
            (Message(Level.WARNING, "Hm."), False),
            (Message(Level.ERROR, "Oh."), False),
        ],
    )
    def test_only_good_news_leaves_by_itself(self, bar, message, leaves):
        bar.show_message(message)
        assert bar._timer.isActive() is leaves
        assert bar._timer.interval() == STAY_MS

    def test_taking_the_offer_acts_once_and_closes(self, bar):
        acted = []
        bar.show_message(Message(Level.INFO, "Gone.", offer=Offer("Bring back", lambda: acted.append(1))))
        bar._offer.click()
        bar._offer.click()
        assert acted == [1]
        assert not bar.isVisible()

    def test_the_newest_message_counts(self, bar, theme):
        bar.show_message(Message(Level.ERROR, "First."))
        bar.show_message(Message(Level.DONE, "Second."))
        theme.choose(Scheme.DARK)
        assert bar._words.text() == "Second."
        theme.choose(Scheme.LIGHT)

    @pytest.mark.usefixtures("qapp")
    def test_every_kind_of_message_goes_through_one_channel(self):
        channel, heard = Messages(), []
        channel.posted.connect(heard.append)
        channel.done("a")
        channel.info("b", "c")
        channel.warn("d")
        channel.error(UserError("e", "f"))
        assert [(m.level, m.text, m.remedy) for m in heard] == [
            (Level.DONE, "a", ""),
            (Level.INFO, "b", "c"),
            (Level.WARNING, "d", ""),
            (Level.ERROR, "e", "f"),
        ]


class TestDetails:
    @pytest.fixture
    def pane(self, theme, own):
        pane = own(DetailPane(theme))
        pane.resize(380, 600)
        pane.show()
        return pane

    def shown(self, pane):
        return [label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]

    def found(self, **more):
        finding = replace(factory.article().findings[3], **more)
        return StoredFinding(1, 1, "page.html", finding)

    def test_without_a_finding_it_says_what_to_do(self, pane):
        assert self.shown(pane) == ["Choose a finding to see why it was flagged and how to mend it."]

    def test_it_says_why_on_what_basis_and_how_to_mend(self, pane):
        pane.set_finding(self.found(grade=Grade.NONE))
        text = ""
        for tab in Tab:
            pane.show_tab(tab)
            text += "\n".join(self.shown(pane))
        for words in (
            "Superlative about what is sold",
            "The Harbor Method is the <b>most advanced treatment</b> for",
            "ranks the clinic's own method above all others",
            "Regulators act on this when proof is absent. The words alone settle it.",
            "FTC Act, section 5, 15 U.S.C. § 45(a)",
            'href="https://www.ftc.gov/legal-library/browse/statutes"',
            "No support found here.",
            "Name the source beside the claim",
            "The Harbor Method combines medication and weekly counselling.",
            "Rule us/superlative-about-what-is-sold · page.html",
        ):
            assert words in text
        assert pane._chip.accessibleName() == "Severity: High"

    def test_what_is_not_there_takes_no_room(self, pane):
        pane.set_finding(self.found(quote="", suggestion=None, basis=(), grade=None, evidence=""))
        text = self.shown(pane)
        assert not {"Suggested wording", "Basis", "Evidence"} & set(text)

    def test_hostile_words_stay_words(self, pane):
        hostile = Basis("<img src=x>", "<b>", 'https://a.example/"onclick="x')
        pane.set_finding(self.found(quote="<script>x</script>", trigger_quote="script", basis=(hostile,)))
        text = "\n".join(self.shown(pane))
        assert "&lt;<b>script</b>&gt;" in text
        assert "&lt;img src=x&gt;" in text
        assert 'example/&quot;onclick=&quot;x"' in text

    def test_a_basis_from_general_knowledge_says_so(self, pane):
        pane.set_finding(self.found(basis=(Basis("A code", verified=False),)))
        assert "Stated from general knowledge" in pane._basis.label.text()

    def test_the_suggestion_can_be_copied(self, pane):
        pane.set_finding(self.found())
        button = next(b for b in pane.findChildren(QPushButton) if b.text() == "Copy")
        button.click()
        assert (
            QGuiApplication.clipboard().text()
            == "The Harbor Method combines medication and weekly counselling."
        )
        assert button.text() == "Copied"

    def test_a_link_is_an_intention(self, pane, qtbot):
        pane.set_finding(self.found())
        with qtbot.waitSignal(pane.link_wanted) as wanted:
            pane._basis.label.linkActivated.emit("https://www.ftc.gov")
        assert wanted.args == ["https://www.ftc.gov"]

    def test_links_change_colour_with_the_scheme(self, pane, theme):
        pane.set_finding(self.found())
        light = pane._basis.label.text()
        theme.choose(Scheme.DARK)
        assert pane._basis.label.text() != light
        theme.choose(Scheme.LIGHT)


class TestFilters:
    @pytest.fixture
    def bar(self, theme, own):
        return own(FilterBar(theme))

    FACETS = Facets(
        shown=3,
        total=1246,
        severities={Severity.HIGH: 3},
        categories={"statistic": 2, "guarantee": 1},
        outcomes={Outcome.VIOLATION: 3},
    )

    def test_nothing_chosen_wants_everything(self, bar):
        assert bar.wanted() == Filter()

    def test_counts_are_shown_beside_every_choice(self, bar):
        bar.set_facets(self.FACETS)
        assert [a.text() for a in bar._severities._menu.actions()] == [
            "Critical\t0",
            "High\t3",
            "Medium\t0",
            "Low\t0",
        ]
        assert [a.text() for a in bar._categories._menu.actions()] == ["Guarantee\t1", "Statistic\t2"]
        assert bar._count.text() == "3 of 1,246"

    @pytest.mark.parametrize(
        ("facets", "words"),
        [
            (None, ""),
            (Facets(0, 0), ""),
            (Facets(1, 1), "1 finding"),
            (Facets(5, 5), "5 findings"),
            (Facets(0, 5), "0 of 5"),
        ],
    )
    def test_the_count_says_how_many_of_how_many(self, bar, facets, words):
        bar.set_facets(facets)
        assert bar._count.text() == words

    def test_showing_counts_tells_nothing(self, bar, qtbot):
        with qtbot.assertNotEmitted(bar.changed):
            bar.set_facets(self.FACETS)

    def test_a_ticked_category_stays_when_the_rest_hides_it(self, bar):
        bar.set_facets(self.FACETS)
        bar._categories._actions["statistic"].setChecked(True)
        bar.set_facets(replace(self.FACETS, categories={"guarantee": 1}))
        assert bar.wanted().categories == {"statistic"}
        assert "Statistic\t0" in [a.text() for a in bar._categories._menu.actions()]

    def test_clearing_tells_once(self, bar, qtbot):
        bar.set_facets(self.FACETS)
        bar._text.setText("words")
        bar._outcomes._actions["violation"].setChecked(True)
        told = []
        bar.changed.connect(lambda: told.append(bar.wanted()))
        bar.clear()
        qtbot.wait(200)
        assert told == [Filter()]

    def test_the_menu_stays_open_while_ticking(self, theme, own, qtbot):
        holder = own(QLabel())
        button = ChoiceButton("Severity", theme, holder)
        button.set_choices({"high": ("High", 1), "low": ("Low", 2)})
        menu = button._menu
        menu.popup(menu.pos())
        for key in ("high", "low"):
            qtbot.mouseClick(
                menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(button._actions[key]).center()
            )
        assert button.chosen() == ["high", "low"]
        assert button.text() == "Severity: 2"
        assert menu.isVisible()
        menu.close()


class TestTable:
    @pytest.fixture
    def view(self, theme, own):
        self.model = FindingTable(lambda ids: [row(number) for number in ids])
        view = own(FindingView(self.model, theme))
        view.resize(1240, 300)
        view.show()
        self.model.set_ids(list(range(1, 501)))
        return view

    def columns(self, view):
        return [field for field in Field if not view.isColumnHidden(field)]

    def test_columns_give_way_when_there_is_little_room(self, view):
        every = [field for field in Field if field is not Field.STATE]  # nothing was compared
        assert self.columns(view) == every
        view.resize(560, 300)
        assert self.columns(view) == [Field.SEVERITY, Field.QUOTE, Field.DOCUMENT] or self.columns(view)[
            :2
        ] == [
            Field.SEVERITY,
            Field.QUOTE,
        ]
        assert view.columnWidth(Field.QUOTE) >= 250
        view.resize(1240, 300)
        assert self.columns(view) == every

    def test_the_document_is_left_out_while_all_rows_are_of_one(self, view):
        view.set_one_document(True)
        assert Field.DOCUMENT not in self.columns(view)
        view.set_one_document(False)
        assert Field.DOCUMENT in self.columns(view)

    def test_stepping_goes_on_from_where_we_are(self, view):
        view.setCurrentIndex(QModelIndex())
        chosen = []
        view.chosen.connect(chosen.append)
        assert view.step(1)
        assert view.step(1)
        assert view.set_current(400)
        assert view.step(1)
        assert chosen == [1, 2, 400, 401]
        assert not view.set_current(999)
        assert view.set_current(500)
        assert not view.step(1)

    def test_choosing_by_number_scrolls_there(self, view):
        view.set_current(400)
        assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))

    def test_a_click_on_a_head_is_an_intention(self, view, qtbot):
        with qtbot.waitSignal(view.sort_wanted) as wanted:
            view.horizontalHeader().setSortIndicator(Field.PLACE, Qt.SortOrder.DescendingOrder)
        assert wanted.args == [Sort(Column.PLACE, is_descending=True)]

    def test_showing_an_order_tells_nothing(self, view, qtbot):
        with qtbot.assertNotEmitted(view.sort_wanted):
            view.set_sort(Sort(Column.DOCUMENT, is_descending=True))
        assert view.horizontalHeader().sortIndicatorSection() == Field.DOCUMENT

    def test_drawing_fetches_only_what_is_seen(self, theme, own):
        asked = []
        model = FindingTable(lambda ids: asked.append(len(ids)) or [row(number) for number in ids])
        view = own(FindingView(model, theme))
        view.resize(900, 300)
        model.set_ids(list(range(100_000)))
        view.grab()
        assert sum(asked) <= 200

    def test_an_empty_table_says_why(self, view):
        self.model.set_ids([])
        blank = view.grab().toImage()
        view.set_empty_words("No finding fits these filters.")
        assert view.grab().toImage() != blank


class TestDrawing:
    @pytest.fixture
    def metrics(self, own):
        own(QLabel())
        return QFontMetrics(QFont())

    LONG = "Since 1987 our clinic has offered people from all over the country the most advanced treatment."

    def test_a_short_sentence_is_left_alone(self, metrics):
        assert shortened("Best clinic.", (0, 4), metrics, 400) == ("Best clinic.", (0, 4))

    def test_a_long_one_begins_a_little_before_its_trigger(self, metrics):
        at = self.LONG.index("most advanced")
        words, (start, end) = shortened(self.LONG, (at, at + 13), metrics, 200)
        assert words.startswith("… ")
        assert words[start:end] == "most advanced"
        assert len(words) < len(self.LONG)

    def test_without_a_trigger_it_begins_at_the_beginning(self, metrics):
        assert shortened(self.LONG, None, metrics, 50) == (self.LONG, None)

    def test_line_breaks_keep_their_place(self, metrics):
        assert shortened("96%\nsuccess", (4, 11), metrics, 400) == ("96% success", (4, 11))

    @pytest.mark.usefixtures("qapp")
    def test_every_severity_present_stays_visible_in_the_bar(self):
        image = QImage(100, 4, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_bar(painter, image.rect(), {Severity.LOW: 5000, Severity.CRITICAL: 1}, LIGHT)
        painter.end()
        colours = {image.pixelColor(x, 2).name().upper() for x in range(100)}
        assert {LIGHT.critical.ink, LIGHT.low.ink} <= colours

    @pytest.mark.usefixtures("qapp")
    def test_no_findings_draw_no_bar(self):
        image = QImage(20, 4, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_bar(painter, image.rect(), {}, LIGHT)
        painter.end()
        assert {image.pixelColor(x, 2).name() for x in range(20)} == {"#ffffff"}

    def test_a_long_title_does_not_widen_its_pane(self, own):
        label = own(ElidedLabel("heading"))
        label.setText("word " * 200)
        assert label.minimumSizeHint().width() == 1
        label.resize(QSize(60, 20))
        label.grab()


class TestDocuments:
    @pytest.fixture
    def model(self):
        model = DocumentList()
        model.add([(1, "a.html"), (2, "b.html")])
        return model

    @pytest.fixture
    def pane(self, model, theme, own):
        return own(DocumentsPane(model, theme))

    def test_progress_is_there_only_while_something_is_to_do(self, pane):
        pane.show()
        pane.set_progress(3, 12)
        assert pane._progress.isVisible()
        assert pane._progress._words.text() == "3 of 12 audited"
        pane.set_progress(12, 12)
        assert not pane._progress.isVisible()

    def test_choosing_a_row_tells_its_document(self, pane, qtbot):
        with qtbot.waitSignal(pane.chosen) as chosen:
            pane.select_row(2)
        assert chosen.args[0].name == "b.html"
        assert pane.current_entry().ticket == 2

    def test_a_waiting_document_can_be_given_up_from_its_menu(self, pane, qtbot):
        pane.resize(260, 300)
        pane.show()
        at = pane._list.visualRect(pane._list.model().index(1, 0)).center()
        pane._list.customContextMenuRequested.emit(at)
        menu = QGuiApplication.instance().activePopupWidget()
        with qtbot.waitSignal(pane.cancel_wanted) as wanted:
            menu.actions()[0].trigger()
        assert wanted.args == [1]
        menu.close()

    def test_there_is_no_menu_where_nothing_can_be_given_up(self, pane):
        pane.show()
        at = pane._list.visualRect(pane._list.model().index(0, 0)).center()
        pane._list.customContextMenuRequested.emit(at)
        assert QGuiApplication.instance().activePopupWidget() is None


class TestReading:
    @pytest.fixture
    def pane(self, theme, own, tmp_path):
        pane = own(DocumentPane(theme, tmp_path, ZOOMS, shows_page=False))
        pane.resize(600, 400)
        pane.show()
        return pane

    def long(self):
        from auditor.loaders.builder import DocumentBuilder, Inline
        from auditor.model.document import BlockKind, Locator

        builder = DocumentBuilder("application/pdf", title="A long report")
        for number in range(900):
            words = f"Paragraph {number} says something 🧠 that nobody reads to its end. " * 3
            builder.add_block(BlockKind.PARAGRAPH, [Inline(words)], locator=Locator(page=1 + number // 10))
        document = builder.build()
        made = factory._audit(document, factory.source("long.pdf"), (), country="US")
        at = document.text.index("Paragraph 777 ")
        return made, FindingMark(5, Span(at, at + 30), Severity.HIGH, "Claim")

    def test_a_long_document_is_shown_in_parts(self, pane):
        document, mark = self.long()
        pane.set_document(document, [mark])
        assert pane.readers._parts.isVisible()
        assert pane.readers._parts._words.text().startswith("Part 1 of ")
        assert "page" in pane.readers._parts._words.text()
        assert "Paragraph 0 " in pane.view.toPlainText()
        assert "Paragraph 777 " not in pane.view.toPlainText()
        pane.readers._parts._next.click()
        assert pane.readers._parts._words.text().startswith("Part 2 of ")
        pane.readers._parts._previous.click()
        assert "Paragraph 0 " in pane.view.toPlainText()
        assert not pane.readers._parts._previous.isEnabled()

    def test_a_finding_brings_its_part_with_it(self, pane):
        document, mark = self.long()
        pane.set_document(document, [mark])
        pane.view.set_current(5)
        assert "Paragraph 777 " in pane.view.toPlainText()
        (selection,) = pane.view.extraSelections()
        assert selection.cursor.selectedText() == mark.span.of(document.text)

    def test_a_short_one_needs_no_parts(self, pane):
        pane.set_document(factory.article(), [])
        assert not pane.readers._parts.isVisible()
        assert pane._title.text() == "Opioids and Depression: What Helps | Harbor Clinic"
        assert pane._facts.text() == "Audited · opioids-and-depression.html · 192 words · country US"

    def test_the_current_mark_is_seen_and_drawn_strongly(self, pane):
        document = factory.article()
        marks = [
            FindingMark(number, finding.span, finding.severity, finding.title)
            for number, finding in enumerate(document.findings)
            if finding.span
        ]
        pane.set_document(document, marks)
        for mark in marks:
            pane.view.set_current(mark.id)
            (start, _), *_ = pane.view._map.ranges(mark.span)
            cursor = pane.view.textCursor()
            cursor.setPosition(start)
            assert pane.view.viewport().rect().contains(pane.view.cursorRect(cursor).center())
            assert pane.view._pulse.is_running
            pane.view._pulse.stop()
            pane.view._draw_current()
            selections = pane.view.extraSelections()
            strong = selections[-1].format.background().color().name().upper()
            assert strong == LIGHT.severity(mark.severity).strong

    def test_changing_the_scheme_keeps_document_and_mark(self, pane, theme):
        document, mark = self.long()
        pane.set_document(document, [mark])
        pane.view.set_current(5)
        theme.choose(Scheme.DARK)
        assert "Paragraph 777 " in pane.view.toPlainText()
        assert len(pane.view.extraSelections()) == 1
        theme.choose(Scheme.LIGHT)

    def test_a_mark_says_what_it_is_when_pointed_at(self, pane, qtbot):
        document, mark = self.long()
        pane.set_document(document, [mark])
        pane.view.set_current(5)
        cursor = pane.view.textCursor()
        cursor.setPosition(cursor.position() + 3)
        qtbot.mouseMove(pane.view.viewport(), pane.view.cursorRect(cursor).center())
        assert pane.view.viewport().toolTip() == "Claim"
        assert pane.view.mark_at(pane.view.viewport().rect().bottomRight()) is None
