"""Work on several threads ends as work on one does."""

import concurrent.futures
import os
import threading

import pytest

from auditor.text import threads
from auditor.text.threads import at_one_time, cores


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(threads, "cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_two_items_are_worked_on_at_one_time_and_come_in_order():
    both = threading.Barrier(2, timeout=30)

    def work(item):
        both.wait()
        return item * 10

    assert list(at_one_time(work, [2, 1])) == [20, 10]


@pytest.mark.parametrize(("many", "items"), [(1, [3, 1, 2]), (8, [3]), (8, [])])
def test_there_is_no_thread_without_need(monkeypatch, many, items):
    monkeypatch.setattr(threads, "cores", lambda: many)
    assert list(at_one_time(lambda item: (item, threading.current_thread()), items)) == [
        (item, threading.current_thread()) for item in items
    ]


@pytest.mark.usefixtures("two_cores")
def test_where_no_thread_can_be_started_the_work_is_done_all_the_same(monkeypatch):
    def refused(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(concurrent.futures.ThreadPoolExecutor, "submit", refused)
    assert list(at_one_time(str, [1, 2])) == ["1", "2"]


@pytest.mark.usefixtures("two_cores")
def test_what_goes_wrong_is_told():
    with pytest.raises(ZeroDivisionError):
        list(at_one_time(lambda item: 1 // item, [1, 0]))


def test_no_more_cores_are_used_than_may_be(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {5}, raising=False)
    assert cores() == 1
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1
