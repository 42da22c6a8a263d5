"""Nothing a test does reaches the user's own cache or settings, and nothing of it is left behind."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = "AUDITOR_TEST_HOME"

# Set before anything asks for it, in this process and in every worker it starts; the first of them tidies up.
if HOME not in os.environ:
    os.environ[HOME] = tempfile.mkdtemp(prefix="auditor-tests-")
    atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)
os.environ["XDG_CACHE_HOME"] = str(Path(os.environ[HOME]) / "cache")

# Reports of crashes, and what a worker that is killed leaves, go there too; pytest keeps its own folders where it does.
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
os.environ["TMPDIR"] = str(Path(os.environ[HOME]) / "tmp")
Path(os.environ["TMPDIR"]).mkdir(exist_ok=True)
tempfile.tempdir = None
