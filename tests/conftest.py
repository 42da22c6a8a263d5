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

# Two processes that each multiply matrices on two cores only wait for one another. The processes that tests are shared
# among load numpy before anything of ours, so they have to be born with it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
