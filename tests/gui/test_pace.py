"""The first thing asked for is due at once; what follows is gathered."""

from auditor.gui.pace import Pace


def test_the_first_is_due_at_once_and_the_rest_once_together(qtbot):
    pace, told = Pace(60_000), []
    pace.due.connect(lambda: told.append("due"))
    pace.ask()
    assert told == []  # never within the call
    qtbot.waitUntil(lambda: told == ["due"])
    pace.ask()
    pace.ask()
    qtbot.wait(20)
    assert told == ["due"]
    pace.stop()


def test_after_a_pause_the_next_is_due_at_once_again(qtbot):
    pace, told = Pace(1), []
    pace.due.connect(lambda: told.append("due"))
    for count in (1, 2):
        pace.ask()
        qtbot.waitUntil(lambda count=count: len(told) == count)
        qtbot.wait(2)


def test_what_is_stopped_is_not_told(qtbot):
    pace, told = Pace(1), []
    pace.due.connect(lambda: told.append("due"))
    pace.ask()
    pace.stop()
    qtbot.wait(10)
    assert told == []
