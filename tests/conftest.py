"""Nothing a test does reaches the user's own cache or settings."""

import os
import tempfile
from pathlib import Path

# Set before anything asks for it, in this process and in every worker it starts.
os.environ.setdefault("AUDITOR_TEST_HOME", tempfile.mkdtemp(prefix="auditor-tests-"))
os.environ["XDG_CACHE_HOME"] = str(Path(os.environ["AUDITOR_TEST_HOME"]) / "cache")
