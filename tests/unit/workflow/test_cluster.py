"""Documents audited on a cluster get what they get here, each once; whatever is lost on the way is told or tried again."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from distributed import Client

from auditor.cli.main import main
from auditor.errors import UserError
from auditor.model.document import Status
from auditor.sources.gather import gather
from auditor.workflow import cluster_client, cluster_connection
from auditor.workflow.audit import Settings, audit
from auditor.workflow.books import records, worker_book
from auditor.workflow.document import audit_request
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder
from auditor.workflow.review import read_review
from auditor.workflow.workers import Cluster

pytestmark = [
    pytest.mark.xdist_group("cluster"),
    pytest.mark.skipif(os.name == "nt", reason="processes are ended by group, which Windows does not know"),
    pytest.mark.filterwarnings(
        "ignore:unclosed:ResourceWarning"
    ),  # of connections whose other end was killed
]

AT = "2026-11-22T10:00:00Z"
ABANDONED = ("--idle-timeout", "300")
"""A scheduler whose test was killed ends by itself, and its workers with it."""
PATIENCE = 240
"""Seconds after which a test is sure that what it waits for will not come, on the busiest machine."""
DEADLY = """
import os
from auditor.workflow import cluster_reader
sound = getattr(cluster_reader, "sound", cluster_reader.audit_on_worker)  # a preload is loaded more than once
cluster_reader.sound = sound
def audit_on_worker(request, *more):
    return os._exit(1) if "poison" in request.name else sound(request, *more)
cluster_reader.audit_on_worker = audit_on_worker
"""
"""What stands for a document that ends its worker, however that comes about."""


class Processes:
    """A scheduler and workers on this machine; all of them, and what they started, end with the test."""

    def __init__(self, folder):
        self.folder, self.workers = folder, []
        self.file = folder / "scheduler.json"
        (folder / "deadly.py").write_text(DEADLY, "utf-8")
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", *ABANDONED
        )
        self.address = self._told_address()

    def have_workers(self, count):
        """See to it that so many are there; return their processes."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        for _ in range(count - len(self.workers)):
            preload = ("--preload", str(self.folder / "deadly.py"))
            self.workers.append(self._start("worker", "--no-nanny", "--nthreads", "1", *preload))
        self.ask(lambda client: client.wait_for_workers(count, timeout=PATIENCE))
        return self.workers

    def ask(self, question):
        """Ask the cluster something as somebody who looks on."""
        with Client(self.address, set_as_default=False, timeout=PATIENCE) as client:
            return question(client)

    def end(self):
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _told_address(self):
        """Wait for the file in which the scheduler says where it is, and until that is written whole."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                return json.loads(self.file.read_text("utf-8"))["address"]
            time.sleep(0.05)
        self.end()
        raise TimeoutError

    def _start(self, *command):
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard", "--scheduler-file", str(self.file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,
        )


@pytest.fixture(scope="module")
def remembered():
    """The rules have been read here before, so that no worker spends its time on that."""
    return records(str(rules_folder()))


@pytest.fixture
def start(tmp_path, remembered):
    """Start a cluster that may be lost."""
    made = []

    def _start():
        made.append(Processes(tmp_path))
        return made[-1]

    yield _start
    for processes in made:
        processes.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, remembered):
    processes = Processes(tmp_path_factory.mktemp("cluster"))
    yield processes
    processes.end()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    for number in range(10):
        words = (
            f"Our clinic number {number} in Ohio is the best, and {60 + number}% of our patients stay sober. "
        )
        (made / f"page{number:02}.txt").write_text(words * 8, "utf-8")
    return made


@pytest.fixture(scope="module")
def audited_here(pages, remembered):
    book, options = worker_book(str(rules_folder())), Options(today=AT[:10])
    return tuple(audit_request(request, book, options) for request in gather([str(pages)]))


def there(processes, inputs, on_progress=lambda _: None):
    settings = Settings(cluster=Cluster(processes.address))
    return audit([str(one) for one in inputs], settings, AT, on_progress).documents


def test_a_worker_that_is_killed_costs_a_retry_and_no_document(cluster, pages, audited_here):
    first, _ = cluster.have_workers(2)

    def kill(progress):
        if progress.done == 2:
            os.kill(first.pid, signal.SIGKILL)

    assert there(cluster, [pages], kill) == audited_here
    assert first.wait(PATIENCE) == -signal.SIGKILL


def test_a_document_that_ends_every_worker_is_told_and_those_beside_it_are_audited(
    cluster, pages, audited_here, tmp_path
):
    def once(dask_scheduler):
        dask_scheduler.allowed_failures = 0

    cluster.have_workers(3)  # one is lost while others wait beside it, one with that document alone
    cluster.ask(lambda client: client.run_on_scheduler(once))
    (tmp_path / "poison.txt").write_text("We help.", "utf-8")
    some = sorted(pages.iterdir())[:4]
    first, poison, *rest = there(cluster, [some[0], tmp_path / "poison.txt", *some[1:]])
    assert [p.code for p in poison.problems] == ["workers-lost"]
    assert (first, *rest) == audited_here[:4]


def test_pages_addresses_and_archives_go_into_one_review(cluster, pages, tmp_path):
    cluster.have_workers(1)
    archive, review = tmp_path / "crawl.warc", tmp_path / "spring.audit"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>We are the best clinic in Ohio.</p>"
    head = f"WARC-Type: response\r\nWARC-Target-URI: https://clinic.example/\r\nWARC-Date: {AT}\r\n"
    archive.write_bytes(
        f"WARC/1.1\r\n{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    )
    with served(b"<p>We help people in Ohio to sleep.</p>") as address:
        inputs = [str(archive), address, str(pages / "page00.txt"), str(tmp_path / "none.txt")]
        assert main(["audit", *inputs, "--cluster", cluster.address, "-o", str(review), "-q"]) == 3
    kept = read_review(review)
    assert [d.source.uri for d in kept.documents[:2]] == ["https://clinic.example/", address]
    assert [d.status is Status.UNREADABLE for d in kept.documents] == [False, False, False, True]
    assert len(kept.documents[0].findings) > 0
    assert main(["review", "package", str(review), str(tmp_path / "proof.zip")]) == 0


@contextmanager
def served(page):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_run_that_is_told_to_end_leaves_the_cluster_in_order(cluster, tmp_path):
    cluster.have_workers(1)
    endless = tmp_path / "endless.txt"
    endless.write_text("Nine out of ten of our patients sleep better, and so will you. " * 100_000, "utf-8")
    output = tmp_path / "a.jsonl"
    command = [sys.executable, "-m", "auditor", "audit", str(endless), "--cluster", cluster.address]
    running = subprocess.Popen([*command, "--timeout", "20", "-q", "-o", str(output)], stderr=subprocess.PIPE)

    def until_it_is_read(client):
        deadline = time.monotonic() + PATIENCE
        while not any(client.processing().values()) and time.monotonic() < deadline:
            time.sleep(0.05)

    cluster.ask(until_it_is_read)
    running.terminate()
    assert (running.communicate(timeout=PATIENCE)[1], running.returncode) == (b"", 128 + signal.SIGTERM)
    assert [path.name for path in tmp_path.iterdir()] == ["endless.txt"]


def test_a_scheduler_that_is_lost_leaves_what_was_audited_and_tells_the_rest(
    start, pages, audited_here, monkeypatch
):
    monkeypatch.setattr(cluster_connection, "FIRST_WORKER_SECONDS", 0.2)
    processes = start()
    with pytest.raises(UserError, match="has no workers"):
        there(processes, [pages])
    processes.have_workers(1)

    def kill(progress):
        if progress.done == 1:
            monkeypatch.setattr(cluster_connection, "SILENT_SECONDS", 1)
            processes.scheduler.kill()

    documents = there(processes, [pages], kill)
    audited = [d for d in documents if d.status is not Status.UNREADABLE]
    assert audited == list(audited_here[: len(audited)])
    assert 0 < len(audited) < len(documents) == 10
    assert {p.code for d in documents[len(audited) :] for p in d.problems} == {"cluster-lost"}


def test_where_no_cluster_answers_a_sentence_says_so(pages, monkeypatch, capfd):
    monkeypatch.setattr(cluster_client, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    assert main(["audit", str(pages), "--cluster", f"tcp://127.0.0.1:{port}", "-q"]) == 2
    assert f"No cluster answers at “tcp://127.0.0.1:{port}”" in capfd.readouterr().err
    assert main(["audit", str(pages), "--cluster", "nonsense", "-q"]) == 2
    assert "“nonsense” is no address of a cluster. Write it like tcp://" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cluster", "tcp://a:1", "--jobs", "2"], "--jobs does not go with --cluster."),
        (["--cluster-ca", "a.pem"], "go with --cluster."),
        (["--cluster", "tls://a:1", "--cluster-ca", "a.pem"], "A safe connection needs three files."),
        (
            ["--cluster", "tls://a:1", "--cluster-ca", "a", "--cluster-cert", "b", "--cluster-key", "c"],
            "There is no file “a”.",
        ),
    ],
)
def test_wrong_use_is_told(pages, capfd, arguments, said):
    assert main(["audit", str(pages), *arguments, "-q"]) == 2
    assert said in capfd.readouterr().err
