"""A command that is stopped, whatever it is at: it ends soon and with its status, says so in a word, and leaves nothing half done."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.stalling import DRIPS, stalling

from auditor.cli.main import main

from .processes import children_of, processes_of, seconds_of, workers_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is looked at of processes is Linux's")

STALLED = """
import os, sys, time
from pathlib import Path

word, names = sys.argv[1:3]
del sys.argv[1:3]

def stalled(real):
    def stall(place, *more, **named):
        if word in str(place):
            Path(os.environ["STALLED"]).touch()
            time.sleep(120)
        return real(place, *more, **named)
    return stall

for name in names.split(","):
    setattr(os, name, stalled(getattr(os, name)))
from auditor.cli.main import run
run()
"""
"""Runs the command; some calls of the system, about a path in which a word stands, take two minutes as if of a drive that hangs."""

SECONDS = 10.0
"""Far less than what the command would go on for, and ample on a busy machine."""

MANY = "Nine out of ten of our patients sleep better, and so will you. " * 100_000
"""To judge it takes longer than any test waits."""

INTERRUPTED = (signal.SIGINT, 130, "auditor: Stopped.\n")
TOLD_TO_END = (signal.SIGTERM, 143, "")
HUNG_UP = (signal.SIGHUP, 129, "")


@pytest.fixture
def dripping():
    with stalling() as made:
        yield made


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A review of two pages: what stands in HTML is printed by a browser when the review becomes a PDF."""
    folder = tmp_path_factory.mktemp("review")
    for name in ("a", "b"):
        page = f"<html lang=en><p>We are the best clinic {name} in the country.</p></html>"
        (folder / f"{name}.html").write_text(page, "utf-8")
    assert main(["audit", str(folder), "-q", "-o", str(folder / "spring.audit")]) == 1
    return folder / "spring.audit"


@pytest.fixture
def place(tmp_path, review):
    """Documents to audit, a review, what lay beside the outputs before, and an empty folder for temporary files."""
    for name in ("in", "out", "aside", "listed"):
        (tmp_path / name).mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(MANY, "utf-8")
        (tmp_path / "listed" / name).write_text("We help.", "utf-8")
    shutil.copy(review, tmp_path / "spring.audit")
    (tmp_path / "out" / "before.xlsx").write_bytes(b"of last year")
    return tmp_path


class Running:
    """A command under way, in a session of its own as in a terminal of its own."""

    def __init__(self, place, arguments, stalls="listdir", at="nothing"):
        self.place, self.stalled = place, place / "stalled"
        self.before = self.seen()
        named = [argument.format(place=place) for argument in arguments]
        self.process = subprocess.Popen(
            [sys.executable, "-c", STALLED, at, stalls, *named],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(place / "aside"), "STALLED": str(self.stalled)},
        )

    def seen(self):
        folders = [self.place / name for name in ("in", "out", "aside", "listed")]
        return {
            path: path.is_file() and path.read_bytes() for folder in folders for path in folder.rglob("*")
        }

    def until(self, is_so):
        deadline = time.monotonic() + 60
        while not is_so():
            assert self.process.poll() is None, self.process.stderr.read()
            assert time.monotonic() < deadline, "it never came to that"
            time.sleep(0.005)

    def children(self):
        return children_of(self.process.pid)

    def workers(self):
        return workers_of(self.process.pid)

    def stop(self, number):
        """Send what a terminal sends to all its processes, or what is sent to one."""
        grandchildren = [child for one in self.children() for child in (one, *children_of(one))]
        send = os.killpg if number == signal.SIGINT else os.kill
        send(self.process.pid, number)
        _, said = self.process.communicate(timeout=SECONDS)
        deadline = time.monotonic() + SECONDS  # the last of them sees a moment later that it is alone
        while (left := processes_of(self.process.pid)) and time.monotonic() < deadline:
            time.sleep(0.02)
        left |= {child: b"" for child in grandchildren if Path(f"/proc/{child}/exe").exists()}
        return self.process.returncode, said, left, self.seen() == self.before


@pytest.fixture
def run(place):
    """Start a command, which is ended with the test however that ends."""
    made = []

    def start(*about):
        made.append(Running(place, *about))
        return made[-1]

    yield start
    for running in made:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)
            running.process.communicate()


EACH = [INTERRUPTED, pytest.param(*TOLD_TO_END, marks=pytest.mark.fuzz)]
"""Both ways at each stage in `make fuzz`, one in every run: what is done about them is the same."""

XLSX, REVIEW, LINES = "{place}/out/before.xlsx", "{place}/out/new.audit", "{place}/out/new.jsonl"
AUDIT = ("audit", "{place}/in", "-o")


STARTING = (
    (0.02, INTERRUPTED),
    (0.05, TOLD_TO_END),
    (0.0, HUNG_UP),
    *(pytest.param(seconds, INTERRUPTED, marks=pytest.mark.fuzz) for seconds in (0.0, 0.05, 0.1)),
    pytest.param(0.0, TOLD_TO_END, marks=pytest.mark.fuzz),
)
"""How long a worker has run, of its own seconds: it loads its first modules, and has yet to say that Ctrl+C is not for it."""


@pytest.mark.parametrize(("seconds", "end"), STARTING)
def test_while_its_workers_start(run, seconds, end):
    number, status, said = end
    running = run([*AUDIT, REVIEW if seconds else XLSX])
    running.until(lambda: any(seconds_of(worker) >= seconds for worker in running.workers()))
    assert running.stop(number) == (status, said, {}, True)


@pytest.mark.parametrize(("number", "status", "said"), EACH)
def test_while_a_folder_is_listed(run, number, status, said):
    running = run(["audit", "{place}/in/a.txt", "{place}/listed", "-o", XLSX], "scandir", "/listed")
    running.until(running.stalled.exists)
    assert running.stop(number) == (status, said, {}, True)


@pytest.mark.parametrize(("number", "status", "said"), EACH)
@pytest.mark.parametrize("count", [1, 2])
def test_while_an_address_is_fetched(run, dripping, count, number, status, said):
    addresses = [f"http://127.0.0.1:{dripping.server_port}{DRIPS}/{n}" for n in range(count)]
    running = run(["audit", *addresses, "-o", REVIEW])
    running.until(dripping.is_asked.is_set)
    assert running.stop(number) == (status, said, {}, True)


@pytest.mark.parametrize(("number", "status", "said"), EACH)
@pytest.mark.parametrize("arguments", [("audit", "{place}/in/a.txt", "-o", XLSX), (*AUDIT, LINES)])
def test_while_documents_are_judged(run, arguments, number, status, said):
    running = run(arguments)
    running.until(lambda: any(seconds_of(child) > 0.5 for child in running.children()))
    assert running.stop(number) == (status, said, {}, True)


FORMS = ("xlsx", "html", "csv", "json", "jsonl", "parquet", "audit")
"""All that the command writes into a file; a review at its last step too, which is another one than theirs."""


SELDOM = ("html", "csv", "json", "parquet")
"""They go the same road as the spreadsheet."""


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=[pytest.mark.fuzz] * (form in SELDOM)) for form in FORMS]
)
def test_before_what_it_has_written_is_in_its_place(run, place, form):
    number, status, said = (INTERRUPTED, TOLD_TO_END)[FORMS.index(form) % 2]
    running = run(
        ["audit", "{place}/listed/a.txt", "-o", f"{{place}}/out/new.{form}"], "replace,link", "/out/"
    )
    running.until(running.stalled.exists)
    assert any(path.is_relative_to(place / "out") for path in running.seen().keys() - running.before.keys())
    assert running.stop(number) == (status, said, {}, True)


@pytest.mark.parametrize(("number", "status", "said"), EACH)
def test_while_a_review_is_packed(run, number, status, said):
    running = run(["review", "package", "{place}/spring.audit", "{place}/out/new.zip"], "replace", "/out/")
    running.until(running.stalled.exists)
    assert running.stop(number) == (status, said, {}, True)


@pytest.mark.parametrize(("number", "status", "said"), EACH)
def test_while_a_browser_prints_pages(run, number, status, said):
    running = run(["review", "export", "{place}/spring.audit", "{place}/out/new.pdf"])
    running.until(lambda: any(seconds_of(child) > 0.2 for child in running.children()))
    assert running.stop(number) == (status, said, {}, True)
