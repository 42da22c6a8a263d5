"""All threading of the window: plain functions run elsewhere, their results arrive in the window's own thread.

A worker never sees a widget. What arrives after `close`, or for a task that was cancelled, is dropped.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(slots=True)
class Task:
    """A piece of work under way. After `cancel` neither of its callbacks is called."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    is_cancelled: bool = False
    is_over: bool = False
    """Its answer or error has been delivered."""

    def cancel(self) -> None:
        """Drop the task's answer, and the task itself when it has not begun."""
        self.is_cancelled = True


class Lane(QObject):
    """One thread that does one thing after another, in the order given."""

    _arrived = Signal(object, object, object)

    def __init__(self, name: str, on_bug: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._is_closed = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._arrived.connect(self._deliver)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Run `work` in the thread; call `done` with its result or `failed` with its error in the window's thread."""
        task = Task(work, done, failed or self._on_bug)
        if not self._is_closed:
            self._pool.submit(self._run, task)
        return task

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Finish what was given, do one last thing in the thread and end it; no answer is delivered any more."""
        if self._is_closed:
            return
        self._is_closed = True
        ending = self._pool.submit(last) if last else None
        self._pool.shutdown(wait=True)
        if ending:
            ending.result()

    def _run(self, task: Task) -> None:
        if task.is_cancelled:
            return
        try:
            result = task.work()
        except Exception as error:  # noqa: BLE001 - the named boundary: a background task
            self._arrived.emit(task, None, error)
        else:
            self._arrived.emit(task, result, None)

    @Slot(object, object, object)
    def _deliver(self, task: Task, result: object, error: Exception | None) -> None:
        if task.is_cancelled or self._is_closed:
            return
        task.is_over = True
        if error is None:
            task.done(result)
        else:
            task.failed(error)


class Relay(QObject):
    """Carries events from threads that are not ours into the window's thread."""

    received = Signal(object)

    def __call__(self, event: object) -> None:
        """Hand an event over; may be called from any thread."""
        self.received.emit(event)
