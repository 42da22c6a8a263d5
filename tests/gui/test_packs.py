"""Rule packs that run only when asked for: offered in a menu, remembered, and stated in the audit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from auditor.gui.program import Program

from . import factory
from .conftest import dispose, hurry


def offered(program):
    return [action.text() for action in program.window.actions_.packs.actions()]


def tick(program):
    [action] = program.window.actions_.packs.actions()
    action.trigger()


@pytest.fixture
def begun(program, qtbot):
    program.begin([])
    qtbot.waitUntil(lambda: bool(offered(program)))
    return program


def test_only_packs_that_wait_to_be_asked_for_are_offered(begun):
    assert offered(begun) == ["Check against “App shops” too"]
    assert begun.window.actions_.packs.menuAction().isVisible()


def test_without_such_packs_there_is_no_menu(program):
    program.window.actions_.offer_packs([], ())
    assert not program.window.actions_.packs.menuAction().isVisible()


def test_the_choice_holds_for_what_is_added_from_then_on(begun, world, qtbot):
    qtbot.waitUntil(lambda: bool(world.sessions))
    assert world.session.packs == ()
    tick(begun)
    assert world.session.packs == ("shops",)
    tick(begun)
    assert world.session.packs == ()


def test_the_choice_is_remembered_and_there_before_the_first_document(qapp, begun, world, qtbot):
    tick(begun)
    dispose(begun)
    again = Program(qapp, world.surroundings())
    hurry(again)
    again.begin(["/in/page.html"])
    qtbot.waitUntil(lambda: bool(offered(again)) and bool(world.session.submitted))
    assert world.session.packs == ("shops",)
    assert again.window.actions_.chosen_packs() == ("shops",)
    dispose(again)


def test_the_audit_states_a_pack_that_came_to_it_later(audited, world, qtbot):
    def stated():
        found = []
        audited.desk.ask(lambda file: [p.id for p in file.header().packs], found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    assert stated() == ["us"]
    audited.window.actions_.offer_packs([factory.ASKED_PACK], ())
    tick(audited)
    audited.intake.take_inputs(["/in/later.html"])
    QCoreApplication.processEvents()
    world.session.finish(len(world.session.submitted), factory.clean())
    qtbot.waitUntil(lambda: stated() == ["us", "shops"])
