"""A real scheduler and real workers on this machine, and the command line beside them, as processes that can be lost."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from distributed import Client

ON_A_CLUSTER = [
    pytest.mark.xdist_group("cluster"),
    pytest.mark.skipif(os.name == "nt", reason="processes are ended by group, which Windows does not know"),
]
"""All in one process, which has the scheduler."""

ABANDONED = ("--idle-timeout", "300")
"""A scheduler whose test was killed ends by itself, and its workers with it."""
PATIENCE = 240
"""Seconds after which a test is sure that what it waits for will not come, on the busiest machine."""
DEADLY = """
import os, signal
from auditor.workflow import cluster_reader
sound = getattr(cluster_reader, "sound", cluster_reader.audit_on_worker)  # a preload is loaded more than once
cluster_reader.sound = sound
def audit_on_worker(request, *more):
    return os.kill(os.getpid(), signal.SIGKILL) if "poison" in request.name else sound(request, *more)
cluster_reader.audit_on_worker = audit_on_worker
"""
"""What stands for a document that ends its worker, however that comes about."""
COMMAND = "from auditor.cli.main import run; run()"
HURRIED = """
from auditor.workflow import cluster_client, cluster_connection
cluster_connection.SILENT_SECONDS, cluster_connection.NO_WORKER_SECONDS, cluster_client.CONNECT_SECONDS = 3, 1, 2
"""
"""What lets the command wait for what is lost only as long as a test can: by itself it waits up to three minutes."""
ONE_BY_ONE = """
from auditor.export import parquet
parquet.ROWS_TOGETHER = 1
"""
"""What lets it put no two documents together."""


class Processes:
    """A scheduler and workers on this machine; all of them, and what they started, end with the test."""

    def __init__(self, folder):
        self.folder, self.workers, self.odd = folder, [], []
        self.file = folder / "scheduler.json"
        (folder / "deadly.py").write_text(DEADLY, "utf-8")
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", *ABANDONED
        )
        self.address = self._told_address()

    def have_workers(self, count):
        """See to it that so many are there, and no more: plain ones, each a single process."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        plain = [worker for worker in self.workers if worker not in self.odd][:count]
        self.lose_workers([worker for worker in self.workers if worker not in plain])
        for _ in range(count - len(plain)):
            self._add("--no-nanny")
        self.wait_for_workers(count)

    def have_guarded_workers(self, count):
        """Have only such workers as start again when they are lost, by a process that guards each."""
        self.lose_workers()
        for _ in range(count):
            self.odd.append(self._add())
        self.wait_for_workers(count)

    def add_stranger(self, source):
        """Add a worker whose program lies elsewhere."""
        self.odd.append(self._add("--no-nanny", PYTHONPATH=str(source)))
        self.wait_for_workers(len(self.workers))

    def _add(self, *options, **environment):
        preload = ("--preload", str(self.folder / "deadly.py"))
        self.workers.append(self._start("worker", "--nthreads", "1", *options, *preload, **environment))
        return self.workers[-1]

    def lose_workers(self, lost=None):
        """End some, or all, as a machine ends that loses its power, and wait until the scheduler knows."""
        lost = list(self.workers if lost is None else lost)
        for process in lost:
            _kill(process)
        self.workers = [worker for worker in self.workers if worker not in lost]
        self.wait_for_workers(len(self.workers))

    def wait_for_workers(self, count):
        self.wait_until(lambda client: len(client.scheduler_info(n_workers=-1)["workers"]) == count)

    def wait_for_worker_at(self, name, command):
        """Wait until a worker is at the document of this name; return the id of its process."""

        def found(client):
            def at_work(dask_worker):
                requests = [task.run_spec.args[0] for task in dask_worker.state.executing]
                return os.getpid() if name in [getattr(one, "name", None) for one in requests] else None

            if command.poll() is not None:
                raise RuntimeError(command.communicate())
            return next(filter(None, client.run(at_work).values()), None)

        return self.wait_until(found)

    def wait_until(self, question):
        """Wait until what is asked as somebody who looks on is answered, and return the answer."""
        deadline = time.monotonic() + PATIENCE
        with Client(self.address, set_as_default=False, timeout=PATIENCE) as client:
            while time.monotonic() < deadline:
                if answer := question(client):
                    return answer
                time.sleep(0.05)
        raise TimeoutError

    def ask_scheduler(self, question):
        """Run something in the scheduler."""
        with Client(self.address, set_as_default=False, timeout=PATIENCE) as client:
            return client.run_on_scheduler(question)

    def end(self):
        for process in (*self.workers, self.scheduler):
            _kill(process)

    def _told_address(self):
        """Wait for the file in which the scheduler says where it is, and until that is written whole."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                return json.loads(self.file.read_text("utf-8"))["address"]
            time.sleep(0.05)
        self.end()
        raise TimeoutError

    def _start(self, *command, **environment):
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard", "--scheduler-file", str(self.file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env={**os.environ, **environment},
            start_new_session=True,
        )


class Command:
    """`auditor audit` on a cluster, as a process of its own."""

    def __init__(self, inputs, processes, target, *more, prelude=""):
        self.target = target
        command = [sys.executable, "-c", f"{prelude}{COMMAND}", "audit", *map(str, inputs)]
        self.process = subprocess.Popen(
            [*command, "--cluster", processes.address, "-o", str(target), *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def ended(self):
        """Wait for its end; return its exit status and what it said as a warning."""
        said = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode, said

    def unfinished(self):
        """Return what it has written of its target by now, under another name."""
        found = [path.read_bytes() for path in self.target.parent.glob(".auditor-part-*/content/*")]
        return b"".join(found)

    def kill(self):
        _kill(self.process)
        self.process.communicate()


def _kill(process):
    """End a process and what it started; one that was stopped too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
