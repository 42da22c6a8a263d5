"""Nothing a test does reaches the user's own cache or settings, and nothing of it is left behind."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

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
