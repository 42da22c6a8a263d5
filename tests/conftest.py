"""Nothing a test does reaches the user's own cache or settings, and nothing of it is left behind."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.workflow.worker import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.remote import Producer
    from xdist.scheduler.loadgroup import LoadGroupScheduling

HOME = "AUDITOR_TEST_HOME"
PREFIX = "auditor-tests-"


def remove_abandoned() -> None:
    """Remove what test runs left that were killed: the number of their process is in the name, and nobody has it now."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not Path("/proc", number).exists() and Path("/proc").is_dir():
            shutil.rmtree(folder, ignore_errors=True)


# Set before anything asks for it, in this process and in every worker it starts; the first of them tidies up.
if HOME not in os.environ:
    remove_abandoned()
    os.environ[HOME] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
    atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)
os.environ["XDG_CACHE_HOME"] = str(Path(os.environ[HOME]) / "cache")

# Reports of crashes, and what a worker that is killed leaves, go there too; pytest keeps its own folders where it does.
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
os.environ["TMPDIR"] = str(Path(os.environ[HOME]) / "tmp")
Path(os.environ["TMPDIR"]).mkdir(exist_ok=True)
tempfile.tempdir = None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep the garbage collector from the tests and the rules, which stay: it took a quarter of all the time of a case."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        collect_seldom()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the groups, which are long, begin first; all else stays in its random order."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadGroupScheduling | None:
    """Hand out tests by the module, and cases by their rule.

    Handed out one by one, each that ends has all those before it counted again: what that costs grows with their square.
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler.loadgroup import LoadGroupScheduling

    class Scheduling(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            scope = super()._split_scope(nodeid)
            if scope != nodeid:
                return scope
            module, _, test = nodeid.partition("::")
            _, is_case, case = test.partition("test_the_case_holds[")
            return f"{module} {case.partition(':')[0]}" if is_case else module

    config.option.loadscopereorder = False  # it would begin with the largest, and always in the same order
    return Scheduling(config, log)
