"""The window as a reviewer uses it, from the first drop to the spreadsheet."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from auditor.errors import ExportError, PackError, StoreError
from auditor.gui.actions import Do
from auditor.gui.dialogs.addresses import AddressesDialog
from auditor.gui.messages import Level
from auditor.gui.program import Program
from auditor.gui.tokens import Scheme
from auditor.model.finding import Severity
from auditor.model.order import Column, Sort
from auditor.store.findings import Findings

from . import factory
from .conftest import dispose, shown


def notice(program):
    message = program.window.notices._message
    return f"{message.text} {message.remedy}".strip() if message else ""


def offer(program):
    program.window.notices._offer.click()


def quotes(program):
    return [program.findings.finding_row(row).quote for row in range(shown(program))]


def states(program):
    model = program.documents
    return [(model.entry(row).name, model.entry(row).state.value) for row in range(1, model.rowCount())]


def test_the_empty_window_teaches_and_offers_four_ways_in(program, world, qtbot):
    start = program.window.start
    assert start.isVisible()
    world.files, world.directory = ["/in/a.html"], "/in"
    start._target.click()
    program.window.actions_[Do.OPEN_FOLDER].trigger()
    start.samples_wanted.emit()
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == 3)
    assert world.session.submitted == ["/in/a.html", "/in", str(world.folder / "samples")]


def test_choosing_nothing_in_a_dialog_does_nothing(program, world):
    program.window.actions_[Do.OPEN_FILES].trigger()
    program.window.actions_[Do.OPEN_FOLDER].trigger()
    assert world.sessions == []
    assert program.window.start.isVisible()


def test_documents_go_from_waiting_to_reading_to_done(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html", "/in/b.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 2)
    assert program.window.workbench.isVisible()
    world.session.reading = {1}
    qtbot.waitUntil(lambda: states(program) == [("a.html", "reading"), ("b.html", "waiting")])
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: states(program) == [("a.html", "complete"), ("b.html", "waiting")])
    assert program.window.workbench.documents._progress._words.text() == "1 of 2 audited"
    world.session.finish(2, factory.scan("b.html"))
    qtbot.waitUntil(lambda: states(program)[1] == ("b.html", "unreadable"))
    assert not program.window.workbench.documents._progress.isVisible()


def test_when_everything_is_done_the_result_is_told(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    assert notice(program) == ""
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: notice(program) == "1 document done: 9 findings.")
    program.intake.take_inputs(["/in/b.pdf"])
    qtbot.waitUntil(lambda: program.documents.pending == 1)
    world.session.finish(2, factory.scan("b.pdf"))
    qtbot.waitUntil(lambda: "1 document could not be audited" in notice(program))
    assert program.window.notices._message.level is Level.WARNING


def test_the_list_of_documents_says_state_reason_and_numbers(audited):
    model = audited.documents
    assert states(audited) == [
        ("opioids-and-depression.html", "complete"),
        ("Summer brochure 2026.pdf", "partial"),
        ("flyer-scan.pdf", "unreadable"),
        ("contact.html", "complete"),
    ]
    assert model.entry(0).words == "4 documents · 1 not audited"
    assert model.entry(0).findings == 12
    assert model.entry(2).words.startswith("Audited in part: Pages 2 and 3")
    assert model.entry(3).words.startswith("Not audited: All 4 pages")
    assert model.entry(1).counts[Severity.CRITICAL] == 3


def test_the_weightiest_finding_is_shown_first_with_reason_and_place(audited):
    bench = audited.window.workbench
    assert audited.listing.current == audited.findings.ids[0]
    assert "No public crisis line named" in texts(bench.detail)
    assert "suicidal thoughts" in bench.document.view.toPlainText()


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_f8_goes_through_the_findings_and_stops_at_the_end(audited, qtbot):
    window = audited.window
    seen = [audited.listing.current]
    for _ in range(20):
        window.actions_[Do.NEXT].trigger()
        seen.append(audited.listing.current)
    assert list(dict.fromkeys(seen)) == list(audited.findings.ids)
    window.actions_[Do.PREVIOUS].trigger()
    assert audited.listing.current == audited.findings.ids[-2]


def test_choosing_a_row_shows_its_document_with_the_words_marked(audited, qtbot):
    bench = audited.window.workbench
    row = quotes(audited).index("A permanent cure for cravings, guaranteed in 21 days. 🌿")
    bench.findings.setCurrentIndex(audited.findings.index(row, 1))
    qtbot.waitUntil(lambda: "Find your way back" in bench.document.view.toPlainText())
    marked = [s.cursor.selectedText() for s in bench.document.view.extraSelections()]
    assert marked[-1] == "A permanent cure for cravings, guaranteed in 21 days. 🌿"
    assert "permanent cure" in texts(bench.detail)
    assert "Pages 2 and 3 are images" in bench.document._banner._words.text()


def test_until_the_user_chooses_the_weightiest_finding_stays_current(program, world, qtbot):
    program.intake.take_inputs(["/in/a.pdf", "/in/b.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 2)
    world.session.finish(2, factory.article("b.html"))
    qtbot.waitUntil(lambda: shown(program) == 9)
    world.session.finish(1, factory.brochure("a.pdf"))
    qtbot.waitUntil(lambda: shown(program) == 12)
    assert quotes(program)[0].startswith("A permanent cure")
    assert program.listing.current == program.findings.ids[0]


def test_clicking_a_mark_chooses_its_row(audited, qtbot):
    bench = audited.window.workbench
    view = bench.document.view
    mark = next(m for m in view._marks if "most advanced" in m.span.of(view._text))
    view.set_current(mark.id)
    start = view._map.ranges(mark.span)[0][0]
    cursor = view.textCursor()
    cursor.setPosition(start + 5)
    at = view.cursorRect(cursor).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert audited.listing.current == mark.id
    assert audited.findings.ids[bench.findings.currentIndex().row()] == mark.id
    assert "Superlative about what is sold" in texts(bench.detail)


def test_typing_in_the_filter_narrows_and_says_how_many(audited, qtbot):
    bar = audited.window.workbench.filters
    qtbot.keyClicks(bar._text, "patients")
    qtbot.waitUntil(lambda: shown(audited) == 2)
    assert bar._count.text() == "2 of 12"
    bar._clear.click()
    qtbot.waitUntil(lambda: shown(audited) == 12)
    assert bar._count.text() == "12 findings"


def test_a_filter_that_hides_the_current_finding_lets_go_of_it(audited, qtbot):
    audited.listing.step(1)
    audited.window.workbench.filters._text.setText("permanent")
    qtbot.waitUntil(lambda: shown(audited) == 1)
    assert audited.listing.current is None
    assert "Choose a finding" in texts(audited.window.workbench.detail)


def test_ticked_choices_combine_and_are_counted(audited, qtbot):
    bar = audited.window.workbench.filters
    bar._severities._actions["high"].trigger()
    bar._outcomes._actions["needs-review"].trigger()
    qtbot.waitUntil(lambda: shown(audited) == 1)
    assert quotes(audited) == ["93% of our patients stay clean after one stay"]
    assert bar._severities.text() == "Severity: High"
    assert bar._outcomes.accessibleName() == "Outcome: Needs review"
    assert "Statistic\t1" in [a.text() for a in bar._categories._menu.actions()]


def test_choosing_a_document_narrows_to_it(audited, qtbot):
    bench = audited.window.workbench
    bench.documents.select_row(2)
    qtbot.waitUntil(lambda: shown(audited) == 3)
    bench.documents.select_row(4)
    qtbot.waitUntil(lambda: shown(audited) == 0)
    assert "not a clearance" in bench.findings._empty_words
    bench.documents.select_row(0)
    qtbot.waitUntil(lambda: shown(audited) == 12)


def test_an_unreadable_document_is_never_shown_as_clean(audited, qtbot):
    bench = audited.window.workbench
    bench.documents.select_row(3)
    qtbot.waitUntil(lambda: "4 pages are images" in texts(bench.document))
    assert "not a clean document" in texts(bench.document)
    assert bench.findings._empty_words == "This document was not audited."


def test_a_document_still_waiting_says_so_and_shows_itself_when_it_is_read(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    bench = program.window.workbench
    bench.documents.select_row(1)
    assert "waits for its turn" in texts(bench.document)
    qtbot.waitUntil(lambda: bench.findings._empty_words == "This document has not been read yet.")
    world.session.reading = {1}
    qtbot.waitUntil(lambda: "being read now" in texts(bench.document))
    world.session.finish(1, factory.brochure("a.html"))
    qtbot.waitUntil(lambda: "Find your way back" in bench.document.view.toPlainText())
    qtbot.waitUntil(lambda: shown(program) == 3)


def test_clicking_a_head_sorts_and_is_remembered(audited, world, qtbot):
    header = audited.window.workbench.findings.horizontalHeader()
    header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    expected = sorted(quotes(audited), key=str.lower, reverse=True)
    qtbot.waitUntil(lambda: quotes(audited) == expected)
    assert audited.settings.sort == Sort(Column.QUOTE, is_descending=True)


def test_the_current_finding_stays_current_when_more_come_in(audited, world, qtbot):
    audited.listing.step(1)
    current = audited.listing.current
    audited.intake.take_inputs(["/in/more.html"])
    qtbot.waitUntil(lambda: len(world.session.submitted) == 5)
    world.session.finish(5, factory.article("more.html"))
    qtbot.waitUntil(lambda: shown(audited) == 21)
    assert audited.listing.current == current
    bench = audited.window.workbench
    assert audited.findings.ids[bench.findings.currentIndex().row()] == current


def test_cancelling_one_keeps_the_rest(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html", "/in/b.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 2)
    program.window.workbench.documents.select_row(2)
    program.window.actions_[Do.CANCEL_ONE].trigger()
    qtbot.waitUntil(lambda: states(program) == [("a.html", "waiting"), ("b.html", "unreadable")])
    assert program.documents.entry(2).words == "Not audited: You cancelled it."


def test_cancelling_all_keeps_what_is_done(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html", "/in/b.html", "/in/c.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 3)
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: shown(program) == 9)
    program.window.actions_[Do.CANCEL_ALL].trigger()
    qtbot.waitUntil(lambda: [s for _, s in states(program)] == ["complete", "unreadable", "unreadable"])
    assert shown(program) == 9
    assert not program.window.actions_[Do.CANCEL_ALL].isEnabled()


def test_export_writes_everything_and_says_what_could_not_be_audited(audited, world, qtbot):
    audited.window.actions_[Do.EXPORT].trigger()
    qtbot.waitUntil(lambda: "Saved audit.xlsx" in notice(audited))
    assert notice(audited) == (
        "Saved audit.xlsx: 12 findings in 4 documents. "
        "1 document could not be audited; the file says which and why."
    )
    audit, path = world.written[0]
    assert str(path) == world.target
    assert [d.source.name for d in audit.documents] == [name for name, _ in states(audited)]
    assert audit.documents[0] == factory.article()
    assert audit.packs == (factory.PACK,)
    assert audited.window.actions_[Do.EXPORT].isEnabled()


def test_an_export_while_documents_are_read_says_what_is_missing(audited, world, qtbot):
    audited.intake.take_inputs(["/in/more.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    audited.window.actions_[Do.EXPORT].trigger()
    qtbot.waitUntil(lambda: "1 document still being read" in notice(audited))


def test_an_export_that_fails_is_a_notice(audited, world, qtbot):
    world.write_error = ExportError("The disk is full.", "Choose another place.")
    audited.window.actions_[Do.EXPORT].trigger()
    qtbot.waitUntil(lambda: notice(audited) == "The disk is full. Choose another place.")
    assert audited.window.notices._message.level is Level.ERROR
    assert audited.window.actions_[Do.EXPORT].isEnabled()


def test_a_broken_rule_pack_is_a_notice_and_the_next_try_works(program, world, qtbot):
    def refuse(listener):
        raise PackError("us/pack.yaml, line 3: no such key.", "Mend it or reinstall.")

    world.make_session, kept = refuse, world.make_session
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: "line 3" in notice(program))
    world.make_session = kept
    program.intake.take_inputs(["/in/b.html"])
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["/in/b.html"])


def test_what_is_named_on_the_command_line_is_audited_at_once(program, world, qtbot):
    program.begin(["/in/a.html", "https://clinic.example/"])
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == 2)


def drop(window, mime):
    at = QPoint(200, 200)
    enter = QDragEnterEvent(
        at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    covered = window._overlay.isVisible()
    words = window._overlay._words
    let_go = QDropEvent(
        at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, let_go)
    return covered, words


def test_files_and_links_can_be_dropped_anywhere(program, world, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/in/a.html"), QUrl("https://clinic.example/page")])
    covered, words = drop(program.window, mime)
    assert (covered, words) == (True, "Let go to audit 2 items")
    assert not program.window._overlay.isVisible()
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == 2)
    assert world.session.submitted == ["/in/a.html", "https://clinic.example/page"]
    assert world.session.typed == [False, False]  # the page chose where its link leads


def test_a_link_that_is_dropped_later_is_not_typed_either(audited, world, qtbot):
    mime = QMimeData()
    mime.setText("http://192.168.0.1/status")
    drop(audited.window, mime)
    qtbot.waitUntil(lambda: world.session.submitted[-1] == "http://192.168.0.1/status")
    assert world.session.typed[-1] is False


def test_other_things_are_refused_kindly(program, world):
    mime = QMimeData()
    mime.setText("Some words from a letter.")
    covered, words = drop(program.window, mime)
    assert covered
    assert "Only files, folders and web addresses" in words
    assert "Only files, folders and web addresses" in notice(program)
    assert world.sessions == []


def test_nothing_in_the_window_takes_a_drop_for_itself(audited):
    takers = [w for w in audited.window.findChildren(QWidget) if w.acceptDrops()]
    assert takers == []


def test_addresses_can_be_pasted(program, world, qtbot):
    QGuiApplication.clipboard().setText("https://clinic.example/a\nhttps://clinic.example/b\n")
    program.window.actions_[Do.PASTE].trigger()
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == 2)
    assert world.session.typed == [True, True]


def test_pasting_into_the_filter_stays_there(audited, world, qtbot):
    QGuiApplication.clipboard().setText("https://clinic.example/a")
    audited.window.activateWindow()
    audited.window.actions_[Do.FIND].trigger()
    qtbot.waitUntil(audited.window.workbench.filters._text.hasFocus)
    qtbot.keyClick(audited.window.workbench.filters._text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert audited.window.workbench.filters._text.text() == "https://clinic.example/a"
    assert len(world.session.submitted) == 4


def test_addresses_can_be_typed(program, world, qtbot):
    program.window.actions_[Do.ADDRESSES].trigger()
    dialog = program.window.findChild(AddressesDialog)
    assert not dialog._add.isEnabled()
    dialog._field.setPlainText("https://clinic.example/a\nnonsense")
    assert dialog._state.text() == "1 to add · 1 line cannot be used"
    dialog._add.click()
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["https://clinic.example/a"])
    assert world.session.typed == [True]
    assert "1 thing could not be taken" in notice(program)


def test_a_new_audit_begins_empty_and_the_one_before_can_be_brought_back(audited, world, qtbot):
    audited.window.actions_[Do.NEW].trigger()
    assert audited.window.start.isVisible()
    qtbot.waitUntil(lambda: shown(audited) == 0)
    offer(audited)
    qtbot.waitUntil(lambda: shown(audited) == 12)
    qtbot.waitUntil(lambda: len(states(audited)) == 4)
    audited.window.workbench.documents.select_row(2)
    qtbot.waitUntil(lambda: shown(audited) == 3)


def test_what_still_ran_when_a_new_audit_began_does_not_turn_up_in_it(audited, world, qtbot):
    audited.intake.take_inputs(["/in/late.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    audited.window.actions_[Do.NEW].trigger()
    audited.intake.take_inputs(["/in/first.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 1)
    world.session.finish(6, factory.clean("first.html"))
    qtbot.waitUntil(lambda: states(audited) == [("first.html", "complete")])


def test_a_last_audit_that_is_spoilt_is_told_and_nothing_is_lost(audited, world, qtbot):
    (world.folder / "data").mkdir()
    (world.folder / "data" / "last.audit").write_text("not an audit " * 500)
    audited.review.bring_back_last()
    assert "damaged" in notice(audited)
    assert shown(audited) == 12
    (world.folder / "data" / "last.audit").unlink()
    audited.review.bring_back_last()
    assert "can no longer be read" in notice(audited)
    audited.listing.step(1)
    assert audited.listing.current == audited.findings.ids[1]


def test_a_query_that_fails_is_told_and_the_next_one_works(audited, monkeypatch, qtbot):
    def fail(*_):
        raise StoreError("The file is gone.", "Bring it back.")

    with monkeypatch.context() as broken:
        broken.setattr(Findings, "ids", fail)
        audited.listing.refresh()
        qtbot.waitUntil(lambda: notice(audited) == "The file is gone. Bring it back.")
    audited.window.workbench.filters._text.setText("patients")
    qtbot.waitUntil(lambda: shown(audited) == 2)
    audited.listing.refresh_soon()
    qtbot.waitUntil(lambda: not audited.listing._is_stale)


def test_ending_twice_is_ending_once(audited):
    audited.end()
    audited.end()


def test_nothing_can_be_exported_before_anything_is_done(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    assert not program.window.actions_[Do.EXPORT].isEnabled()
    assert program.window.actions_[Do.CANCEL_ALL].isEnabled()


def test_closing_ends_the_session_and_keeps_the_audit_for_next_time(qapp, qtbot, world, audited):
    dispose(audited)
    assert world.session.is_closed
    again = Program(qapp, world.surroundings())
    again.window.show()
    again.begin([])
    assert "last audit is still here" in notice(again)
    offer(again)
    qtbot.waitUntil(lambda: shown(again) == 12)
    dispose(again)


def test_what_finished_just_before_closing_is_kept(qapp, qtbot, world, audited):
    audited.intake.take_inputs(["/in/late.html"])
    qtbot.waitUntil(lambda: audited.documents.documents == 5)
    world.session.finish(5, factory.article("late.html"))
    qtbot.wait(1)
    dispose(audited)
    again = Program(qapp, world.surroundings())
    again.review.bring_back_last()
    qtbot.waitUntil(lambda: shown(again) == 21)
    dispose(again)


def test_the_scheme_is_changed_at_once_and_remembered(program):
    schemes = {Scheme(action.data()): action for action in program.window.actions_.schemes.actions()}
    schemes[Scheme.DARK].trigger()
    assert program.theme.tokens.is_dark
    assert program.settings.scheme is Scheme.DARK
    schemes[Scheme.LIGHT].trigger()
    assert not program.theme.tokens.is_dark


def test_a_link_opens_only_when_it_is_clicked(audited, monkeypatch):

    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    audited.listing.step(1)
    links = [
        label for label in audited.window.workbench.detail.findChildren(QLabel) if "href" in label.text()
    ]
    assert opened == []
    links[0].linkActivated.emit(re.search('href="(.*?)"', links[0].text()).group(1))
    assert opened == [QUrl("https://www.ftc.gov/legal-library/browse/statutes")]


@pytest.mark.parametrize("name", [Do.EXPORT, Do.NEXT, Do.NEW, Do.CANCEL_ALL])
def test_what_cannot_be_done_is_not_offered(program, name):
    assert not program.window.actions_[name].isEnabled()
