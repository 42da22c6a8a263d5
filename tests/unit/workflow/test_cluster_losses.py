"""What is lost of a cluster in the middle of a run costs another try, or is told of the documents it takes along."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import auditor
from auditor.cli.main import main
from auditor.export.base import export_audit
from auditor.model.document import Status
from auditor.workflow import cluster_connection
from auditor.workflow.audit import Settings, audit
from auditor.workflow.workers import Cluster

from .cluster_processes import HURRIED, ON_A_CLUSTER, PATIENCE, Command, Processes

pytestmark = [*ON_A_CLUSTER, pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")]
"""Of connections whose other end was killed."""

longer = pytest.mark.fuzz
"""What takes some seconds more; all others together are to take no more than the suite can spare."""
AT = "2026-11-22T10:00:00Z"
FIXED = ("--audited-at", AT, "--format", "jsonl")
CLAIM = "Our clinic in Ohio is the best. "
LINE = "We are open on weekday number {} of the year, and so is the café beside the gate. "
LONG = "page99-long.txt"
"""Takes some seconds, when the others are done."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    for number in range(6):
        (made / f"page{number:02}.txt").write_text(
            f"{CLAIM}{60 + number}% of our patients stay sober. ", "utf-8"
        )
    (made / LONG).write_text(CLAIM + "".join(map(LINE.format, range(500))), "utf-8")
    return made


@pytest.fixture(scope="module")
def audited_here(pages, remembered):
    return audit([str(pages)], Settings(), AT)


@pytest.fixture(scope="module")
def rows_here(audited_here, tmp_path_factory):
    """What is written without a cluster, by the names of the documents."""
    target = tmp_path_factory.mktemp("here") / "rows.jsonl"
    export_audit(audited_here, target)
    return rows(target)


def rows(target):
    found = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    return [(row["source"]["name"], row) for row in found]


def test_a_worker_that_is_killed_at_a_document_costs_a_retry_and_nothing_else(
    cluster, pages, rows_here, tmp_path
):
    cluster.have_workers(2)
    command = Command([pages], cluster, tmp_path / "there.jsonl", *FIXED, "-q")
    at_work = cluster.wait_for_worker_at(LONG, command.process)
    os.kill(at_work, signal.SIGKILL)
    [lost] = [worker for worker in cluster.workers if worker.pid == at_work]
    assert lost.wait(PATIENCE) == -signal.SIGKILL
    assert command.ended() == (1, "")
    assert rows(tmp_path / "there.jsonl") == rows_here
    assert len({name for name, _ in rows_here}) == len(rows_here) == 7


@pytest.fixture(scope="module")
def endless(pages, tmp_path_factory):
    """The same, with a document at the end that nobody waits for."""
    made = tmp_path_factory.mktemp("endless")
    for page in pages.glob("page0?.txt"):
        shutil.copy(page, made)
    (made / LONG).write_text("".join(map(LINE.format, range(20_000))), "utf-8")
    return made


@pytest.fixture
def alone(tmp_path_factory, remembered):
    """A cluster whose scheduler may be lost."""
    made = Processes(tmp_path_factory.mktemp("alone"))
    yield made
    made.end()


def lose_workers(processes):
    processes.lose_workers()


def lose_scheduler(processes):
    processes.scheduler.kill()


def freeze_scheduler(processes):
    os.kill(processes.scheduler.pid, signal.SIGSTOP)


WITHOUT_WORKERS = ("cluster-without-workers", "The cluster lost its last worker, so")
WITHOUT_SCHEDULER = ("cluster-lost", "scheduler was lost, so")


def test_without_a_scheduler_what_was_audited_is_kept_and_the_rest_told(alone, endless, rows_here, tmp_path):
    check_loss(alone, lose_scheduler, WITHOUT_SCHEDULER, endless, rows_here, tmp_path / "out.jsonl")


@longer
def test_so_it_is_without_workers(cluster, endless, rows_here, tmp_path):
    check_loss(cluster, lose_workers, WITHOUT_WORKERS, endless, rows_here, tmp_path / "out.jsonl")


@longer
def test_so_it_is_with_a_scheduler_that_says_nothing_any_more(cluster, endless, rows_here, tmp_path):
    try:
        check_loss(cluster, freeze_scheduler, WITHOUT_SCHEDULER, endless, rows_here, tmp_path / "out.jsonl")
    finally:
        os.kill(cluster.scheduler.pid, signal.SIGCONT)
        cluster.lose_workers()  # they would be at the document still


def check_loss(processes, lose, told, inputs, rows_here, target):
    (code, said), expected = told, {name: row["findings"] for name, row in rows_here}
    processes.have_workers(1)
    command = Command([inputs], processes, target, *FIXED, prelude=HURRIED)
    processes.wait_for_worker_at(LONG, command.process)
    lose(processes)
    lost_at = time.monotonic()
    status, warned = command.ended()
    assert time.monotonic() - lost_at < 60  # of the seconds that the command was told to wait
    assert (status, "Traceback" in warned, "distributed" in warned) == (3, False, False)
    assert f"{said} it was not audited. What was audited until then is kept; audit the rest again." in warned
    found = rows(target)
    assert [name for name, _ in found] == list(expected)
    kept = {name: row["findings"] for name, row in found if not row["problems"]}
    assert 0 < len(kept) < len(expected)
    assert kept.items() <= expected.items()
    assert {p["code"] for _, row in found for p in row["problems"]} == {code}


def have_workers(processes):
    processes.have_workers(
        3
    )  # one is lost while others wait beside the document, one with that document alone


def have_guarded_workers(processes):
    processes.have_guarded_workers(2)


@pytest.mark.parametrize("have", [have_workers, pytest.param(have_guarded_workers, marks=longer)])
def test_a_document_that_ends_every_worker_is_told_and_those_beside_it_are_audited(
    cluster, pages, audited_here, tmp_path, have
):
    """Dask gives a document up whose workers were lost so often. What guards a worker starts it again meanwhile."""

    def once(dask_scheduler):
        dask_scheduler.allowed_failures = 0

    have(cluster)
    cluster.ask_scheduler(once)
    (tmp_path / "poison.txt").write_text("We help.", "utf-8")
    some = sorted(pages.glob("page0?.txt"))[:4]
    first, poison, *rest = there(cluster, [some[0], tmp_path / "poison.txt", *some[1:]])
    assert [p.code for p in poison.problems] == ["workers-lost"]
    assert poison.status is Status.UNREADABLE
    assert (first, *rest) == tuple(
        d for d in audited_here.documents if d.source.name in {one.name for one in some}
    )


def there(processes, inputs, on_progress=lambda _: None):
    settings = Settings(cluster=Cluster(processes.address))
    return audit([str(one) for one in inputs], settings, AT, on_progress).documents


@pytest.fixture
def stranger(tmp_path):
    """The same program at another place, with no rules beside it; give its folder and one of its modules."""
    source = Path(auditor.__file__).parent
    shutil.copytree(source, tmp_path / "src/auditor", copy_function=os.symlink)
    return tmp_path / "src", tmp_path / "src/auditor/errors.py"


def change(module):
    content = module.read_text("utf-8")
    module.unlink()  # a link to the one that runs here
    module.write_text(f"{content}\n# changed\n", "utf-8")


def test_workers_judge_by_the_rules_of_who_sends_and_are_refused_with_another_program(
    cluster, pages, audited_here, capfd, stranger
):
    source, module = stranger
    cluster.have_workers(0)
    cluster.add_stranger(source)
    short = sorted(pages.glob("page0?.txt"))
    assert there(cluster, short) == tuple(d for d in audited_here.documents if d.source.name != LONG)

    change(module)
    cluster.add_stranger(source)
    assert main(["audit", str(pages), "--cluster", cluster.address, "-q"]) == 2
    said = capfd.readouterr().err
    assert "is not the same as this one, although both are version" in said
    assert said.count("\n") == 1


@longer
def test_documents_that_come_to_workers_with_another_program_are_told(
    cluster, pages, audited_here, stranger, monkeypatch
):
    monkeypatch.setattr(cluster_connection, "LOOK_SECONDS", 0.1)
    source, module = stranger
    change(module)
    cluster.have_workers(1)
    [own] = cluster.workers

    def replace_worker(progress):
        if progress.done == 1:
            cluster.add_stranger(source)
            cluster.lose_workers([own])

    documents = there(cluster, [pages], replace_worker)
    audited = [d for d in documents if d.status is not Status.UNREADABLE]
    assert 0 < len(audited) < len(documents) == 7
    assert audited == [
        d for d in audited_here.documents if d.source.name in {one.source.name for one in audited}
    ]
    told = {p.code for d in documents if d not in audited for p in d.problems}
    assert told == {"other-program"}


def test_a_run_that_is_told_to_end_leaves_the_cluster_in_order(cluster, endless, tmp_path):
    cluster.have_workers(1)
    output = tmp_path / "a.jsonl"
    command = [sys.executable, "-m", "auditor", "audit", str(endless), "--cluster", cluster.address]
    running = subprocess.Popen([*command, "-q", "-o", str(output)], stderr=subprocess.PIPE)
    cluster.wait_for_worker_at(LONG, running)
    running.terminate()
    assert (running.communicate(timeout=PATIENCE)[1], running.returncode) == (b"", 128 + signal.SIGTERM)
    assert list(tmp_path.iterdir()) == []
    cluster.lose_workers()  # it would be at the document still
