"""Everything can be reached by keyboard and has a name that a screen reader can say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from auditor.gui.actions import Do
from auditor.gui.dialogs.addresses import AddressesDialog
from auditor.gui.dialogs.crash import CrashDialog
from auditor.gui.widgets.detail_pane import DetailPane
from auditor.gui.widgets.document_view import DocumentView
from auditor.gui.widgets.documents_pane import DocumentsPane
from auditor.gui.widgets.filter_bar import FilterBar
from auditor.gui.widgets.finding_view import FindingView


def nameless(window):
    """Walk what assistive programs see; return focusable things without a name or words."""
    found = []

    def walk(interface):
        widget = interface.object()
        if isinstance(widget, QWidget):
            if not widget.isVisible():
                return
            name = interface.text(QAccessible.Text.Name)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not name.strip():
                found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
        for index in range(interface.childCount()):
            child = interface.child(index)
            if child is not None and child.isValid() and isinstance(child.object(), QWidget):
                walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    return found


def test_a_nameless_button_would_be_found(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    QToolButton(holder)
    holder.show()
    assert nameless(holder) == ["QToolButton in QWidget"]


def test_everything_on_the_start_page_has_a_name(program):
    assert nameless(program.window) == []


def test_everything_on_the_workbench_has_a_name(audited, qtbot):
    audited.window.workbench.filters._severities._actions["high"].trigger()
    audited.messages.warn("Something to read.")
    audited.listing.step(1)
    audited.listing.step(1)
    assert nameless(audited.window) == []


def test_everything_in_the_dialogs_has_a_name(program, tmp_path):
    for dialog in (AddressesDialog("", program.window), CrashDialog(tmp_path / "crash.txt", program.window)):
        dialog.show()
        assert nameless(dialog) == []
        assert dialog.windowTitle()
        dialog.close()


def test_views_say_what_they_are(audited):
    roles = {
        widget.accessibleName(): QAccessible.queryAccessibleInterface(widget).role()
        for widget in (audited.window.workbench.findings, audited.window.workbench.documents._list)
    }
    assert roles == {"Findings": QAccessible.Role.Table, "Documents": QAccessible.Role.List}


def walk_by_tab(window, steps, key=Qt.Key.Key_Tab):
    seen = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        seen.append(QApplication.focusWidget())
    return seen


def pane_of(widget):
    panes = (DocumentsPane, FilterBar, FindingView, DocumentView, DetailPane)
    while widget is not None and not isinstance(widget, panes):
        widget = widget.parentWidget()
    return type(widget)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_reaches_every_pane_and_leaves_it_again(audited, qtbot, key):
    audited.window.activateWindow()
    qtbot.waitUntil(audited.window.isActiveWindow)
    audited.window.actions_[Do.GO_DOCUMENTS].trigger()
    start = QApplication.focusWidget()
    seen = walk_by_tab(audited.window, 40, key)
    assert {DocumentsPane, FilterBar, FindingView, DocumentView, DetailPane} <= {
        pane_of(widget) for widget in seen
    }
    assert start in seen


def test_the_start_page_can_be_used_by_keyboard(program, world, qtbot):
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    seen = walk_by_tab(program.window, 8)
    assert program.window.start._target in seen
    world.files = ["/in/a.html"]
    program.window.start._target.setFocus()
    QTest.keyClick(program.window.start._target, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["/in/a.html"])


@pytest.mark.parametrize(
    ("name", "pane"),
    [
        (Do.GO_DOCUMENTS, DocumentsPane),
        (Do.GO_FINDINGS, FindingView),
        (Do.GO_TEXT, DocumentView),
        (Do.GO_DETAILS, DetailPane),
        (Do.FIND, FilterBar),
    ],
)
def test_every_pane_has_a_key(audited, qtbot, name, pane):
    audited.window.activateWindow()
    qtbot.waitUntil(audited.window.isActiveWindow)
    QTest.keySequence(audited.window, audited.window.actions_[name].shortcut())
    assert pane_of(QApplication.focusWidget()) is pane


def test_no_two_actions_share_a_key_and_all_are_in_a_menu(program):
    keys = [program.window.actions_[name].shortcut().toString() for name in Do]
    keys = [key for key in keys if key]
    assert len(set(keys)) == len(keys)
    menus = [action.menu() for action in program.window.menuBar().actions()]
    listed = {action.text() for menu in menus for action in menu.actions()}
    assert {program.window.actions_[name].text() for name in Do} <= listed


def test_severity_is_said_in_words_wherever_it_is_coloured(audited):
    labels = [label.text() for label in audited.window.workbench.detail.findChildren(QLabel)]
    assert audited.window.workbench.detail._chip.accessibleName() == "Severity: Critical"
    assert any("Violation" in text for text in labels)
