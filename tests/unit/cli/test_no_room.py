"""A disk that is full: one sentence that names the file, and nothing half-written is left."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the limit that stands for a full disk is POSIX's"
)

ROOM = 4_000
"""Bytes that a file may grow to: less than any of these outputs."""
RUN = """
import resource, sys
from auditor.cli.main import main
main(["audit", sys.argv[3], "-q"])  # keeps what was read of the rules, for which there is no room afterwards
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("ending", ["xlsx", "audit"])
def test_an_output_for_which_there_is_no_room_is_told_and_not_left_half_written(tmp_path, ending):
    page, output = tmp_path / "page.txt", tmp_path / "out" / f"spring.{ending}"
    page.write_text("Our clinic in Ohio helps addicts. " * 400, "utf-8")
    output.parent.mkdir()
    command = [sys.executable, "-c", RUN, str(ROOM), "audit", str(page), "-q", "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"“spring.{ending}”" in done.stderr
    assert list(output.parent.iterdir()) == []
