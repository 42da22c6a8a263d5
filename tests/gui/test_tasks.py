"""Work goes on elsewhere, answers arrive here."""

from __future__ import annotations

import threading

import pytest

from auditor.gui.tasks import Lane, Relay


@pytest.fixture
def bugs():
    return []


@pytest.fixture
def lane(qapp, bugs):
    made = Lane("test", bugs.append)
    yield made
    made.close()
    made.deleteLater()


def test_work_runs_elsewhere_and_its_answer_arrives_here(lane, qtbot):
    seen = []
    lane.submit(threading.current_thread, lambda worker: seen.append((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] is not threading.main_thread()
    assert seen[0][1] is threading.main_thread()


def test_one_thing_after_another(lane, qtbot):
    seen = []
    for number in range(20):
        lane.submit(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_an_error_arrives_where_it_was_asked_for(lane, bugs, qtbot):
    errors = []
    lane.submit(lambda: 1 / 0, failed=errors.append)
    lane.submit(lambda: int("x"))
    qtbot.waitUntil(lambda: bool(errors and bugs))
    assert [type(e) for e in errors + bugs] == [ZeroDivisionError, ValueError]


def test_a_cancelled_task_says_nothing_any_more(lane, qtbot):
    gate, seen = threading.Event(), []
    running = lane.submit(gate.wait, seen.append)
    waiting = lane.submit(lambda: seen.append("ran"), seen.append)
    running.cancel()
    waiting.cancel()
    gate.set()
    lane.submit(lambda: "last", seen.append)
    qtbot.waitUntil(lambda: "last" in seen)
    assert seen == ["last"]


def test_closing_finishes_the_work_but_delivers_nothing(qapp, qtbot, bugs):
    lane, ran, seen = Lane("test", bugs.append), [], []
    for number in range(3):
        lane.submit(lambda number=number: ran.append(number), seen.append)
    lane.close(lambda: ran.append("last"))
    lane.close()
    lane.submit(lambda: ran.append("too late"))
    qtbot.wait(5)
    assert (ran, seen) == ([0, 1, 2, "last"], [])


def test_events_of_other_threads_arrive_in_order(qapp, qtbot):
    relay, seen = Relay(), []
    relay.received.connect(lambda event: seen.append((event, threading.current_thread())))
    thread = threading.Thread(target=lambda: [relay(number) for number in range(5)])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert [event for event, _ in seen] == [0, 1, 2, 3, 4]
    assert {thread for _, thread in seen} == {threading.main_thread()}
