"""A worker that takes more memory than it may ends by itself, also where the system holds no limit."""

import subprocess
import sys

import pytest

from auditor.workflow.memory_watch import OUT_OF_MEMORY

LIMIT = 200_000_000
TAKE = """
import sys, time
from auditor.workflow import memory_watch
memory_watch.watch_memory(int(sys.argv[1]))
taken = b"x" * int(sys.argv[2])
time.sleep(float(sys.argv[3]))
"""


@pytest.mark.parametrize(
    ("taken", "seconds", "status"), [(2 * LIMIT, 30, OUT_OF_MEMORY), (LIMIT // 10, 0.3, 0)]
)
def test_a_process_that_takes_too_much_ends_and_no_other(taken, seconds, status):
    done = subprocess.run([sys.executable, "-c", TAKE, str(LIMIT), str(taken), str(seconds)], check=False)
    assert done.returncode == status
