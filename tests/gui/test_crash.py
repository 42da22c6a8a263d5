"""Our own mistakes are saved and told, and the program goes on."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from auditor.gui.crash import REPORTS_KEPT, CrashReporter
from auditor.gui.dialogs.crash import CrashDialog

from .conftest import sweep


@pytest.fixture
def told():
    return []


@pytest.fixture
def reporter(tmp_path, told):
    return CrashReporter(tmp_path / "crashes", told.append)


def test_a_report_holds_the_error_and_nothing_of_the_documents(reporter, told):
    try:
        int("not a number")
    except ValueError as error:
        reporter.report_error(error)
    text = told[0].read_text(encoding="utf-8")
    assert text.startswith("Auditor ")
    assert "ValueError: invalid literal" in text
    assert "Python" in text


def test_errors_nobody_took_are_reported_from_every_thread(reporter, told):
    hooks = sys.excepthook, threading.excepthook
    try:
        reporter.install()
        sys.excepthook(ValueError, ValueError("here"), None)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    finally:
        reporter.uninstall()
        sys.excepthook, threading.excepthook = hooks
    assert ["here" in told[0].read_text(), "ZeroDivisionError" in told[1].read_text()] == [True, True]


def test_ctrl_c_is_no_crash(reporter, told, capsys):
    reporter.report(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []


def test_a_disk_that_is_full_does_not_hide_the_error(tmp_path, told):
    (tmp_path / "taken").write_text("a file where the folder should be")
    CrashReporter(tmp_path / "taken", told.append).report_error(ValueError("x"))
    assert told == [None]


def test_old_reports_give_way(reporter, tmp_path):
    for _ in range(REPORTS_KEPT + 3):
        reporter.report_error(ValueError("again"))
    assert len(list((tmp_path / "crashes").iterdir())) == REPORTS_KEPT


def test_the_dialog_says_where_the_report_lies_and_can_open_the_folder(program, tmp_path, qtbot):
    program._show_crash(tmp_path / "crash-1.txt")
    dialog = program.window.findChild(CrashDialog)
    assert not dialog.isModal()
    assert str(tmp_path / "crash-1.txt") in "".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.folder_wanted.disconnect()  # else it would open the desktop's own file manager
    with qtbot.waitSignal(dialog.folder_wanted) as wanted:
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Open folder").click()
    assert wanted.args == [str(tmp_path)]
    dialog.accept()


def test_without_a_report_there_is_no_folder_to_open(program):
    program._show_crash(None)
    dialog = program.window.findChild(CrashDialog)
    assert [button.text() for button in dialog.findChildren(QPushButton)] == ["Go on"]
    assert "could not be saved" in "".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()


def test_a_mistake_in_a_background_task_takes_the_crash_road(program, qtbot):
    def mistake(_file):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        program.desk.ask(mistake)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_crash_is_told_and_the_window_lives(program, qtbot):
    program.crashes._tell = program._relay
    program.crashes.report_error(ValueError("a mistake"))
    qtbot.waitUntil(lambda: program.window.findChild(CrashDialog) is not None)
    program.window.findChild(CrashDialog).accept()
    sweep()
    assert program.window.isVisible()
