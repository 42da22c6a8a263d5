"""Workers that die, a program that is killed, files that vanish, a clock that jumps, an end at any moment; and a
thousand files with a hundred hostile among them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.cli.processes import children_of, seconds_of

from auditor.model.document import Status
from auditor.sources.base import make_source
from auditor.sources.gather import gather, open_request
from auditor.workflow.audit import Settings, stream
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options
from auditor.workflow.pool import WorkerPool
from auditor.workflow.resources import samples_folder
from auditor.workflow.session import AuditSession, Finished, Queued

from .case import QUICK
from .corpus import SHORTLY
from .sound import FAULTLESS, SAMPLES

if TYPE_CHECKING:
    from .case import Case

fuzz = pytest.mark.fuzz
FILES, HOSTILE, MARK = 1_000, 100, "-hostile-"
OUR_FAULTS = frozenset({"internal-error", "reader-crashed", "no-worker", "too-slow", "too-much-memory"})
"""What explains nothing: such a small file has to be read, or refused for what it is."""
MOST_GROWTH = 1.3
"""Of the memory of all processes together, after the first two hundred files."""


def sound_files(folder: Path, count: int) -> list[Path]:
    """Write copies of the samples; those of texts end in a word each that means nothing: a figure could be a helpline."""
    folder.mkdir(exist_ok=True)
    made = []
    for number, name in enumerate(islice(cycle(SAMPLES), count)):
        sample = samples_folder() / name
        path = folder / f"{number:04d}-{name}"
        word = "qx" + "".join(chr(97 + int(digit)) for digit in f"{number:04d}")
        path.write_bytes(
            sample.read_bytes() + (b"" if name.endswith(("pdf", "docx")) else f"\n\n{word}".encode())
        )
        made.append(path)
    return made


def settings() -> Settings:
    return Settings(options=Options(today="2026-11-28"), jobs=2)


def test_a_file_that_vanishes_after_it_was_listed_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("We help.", "utf-8")
    (request,) = gather([str(tmp_path)])
    path.unlink()
    tmp_path.rmdir()
    source = open_request(request, Options().limits)
    assert source.trouble is not None
    assert (source.trouble.code, "moved or renamed" in source.trouble.message) == ("missing-file", True)


def test_a_drive_that_is_gone_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("We help.", "utf-8")
    gone = OSError(5, "Input/output error")

    def broken(*_):
        raise gone

    monkeypatch.setattr(os, "scandir", broken)
    (request,) = gather([str(tmp_path)])
    assert request.trouble is not None
    assert (request.trouble.code, "could not be opened" in request.trouble.message) == (
        "unreadable-folder",
        True,
    )


@fuzz
def test_workers_that_are_killed_cost_their_own_documents_only(tmp_path, monkeypatch):
    files, pools = sound_files(tmp_path / "in", 160), []
    dice, killed = random.Random(7), 0  # noqa: S311 - the same moments every time
    begin = WorkerPool.__init__

    def watched(pool, *args, **kwargs):
        begin(pool, *args, **kwargs)
        pools.append(pool)

    monkeypatch.setattr(WorkerPool, "__init__", watched)
    documents = []
    for document in stream([str(tmp_path / "in")], settings()):
        documents.append(document)
        if len(documents) % 8 == 0:
            time.sleep(dice.uniform(0, 0.3))
            for process in pools[0].process_ids()[: dice.randint(1, 2)]:
                os.kill(process, signal.SIGKILL)
                killed += 1
    lost = [d for d in documents if d.status is Status.UNREADABLE]
    assert [d.source.name for d in documents] == [path.name for path in files]
    assert {p.code for d in lost for p in d.problems} <= {"reader-crashed"}
    assert len(lost) <= killed
    sys.stdout.write(f"\n{killed} workers killed, {len(lost)} of {len(documents)} documents lost and told\n")


@fuzz
def test_a_program_that_is_killed_leaves_no_process_behind(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(
            "Nine of ten of our patients sleep better, and so will you. " * 200_000, "utf-8"
        )
    program = subprocess.Popen([sys.executable, "-m", "auditor", "audit", str(tmp_path / "in"), "--quiet"])
    children = eventually(lambda: [p for p in children_of(program.pid) if seconds_of(p) > 0.5])
    program.send_signal(signal.SIGKILL)
    program.wait()
    eventually(lambda: not [p for p in children if Path(f"/proc/{p}").exists()])


def eventually(look, seconds: float = 60.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("it never came to that")


@fuzz
def test_an_audit_can_be_given_up_at_any_moment(tmp_path):
    sound_files(tmp_path / "in", 24)
    dice = random.Random(11)  # noqa: S311 - the same moments every time
    for round_ in range(3):
        events = []
        session = AuditSession(settings(), events.append, lambda: "2026-11-28")
        session.submit([str(tmp_path / "in")])
        time.sleep(dice.uniform(0, 3) * (round_ > 0))
        session.cancel()
        session.submit([str(tmp_path / "in" / f"0000-{SAMPLES[0]}")])
        eventually(lambda events=events: is_settled(events))
        last = [e.document for e in events if isinstance(e, Finished)][-1]
        session.close()
        assert last.status is Status.COMPLETE, "what is named afterwards is audited"


def is_settled(events) -> bool:
    queued = {e.ticket for e in events if isinstance(e, Queued)}
    ended = [e for e in events if isinstance(e, Finished)]
    return (
        bool(queued)
        and sorted(queued) == sorted(e.ticket for e in ended)
        and ended[-1].document.status is not Status.UNREADABLE
    )


@fuzz
def test_a_thousand_files_with_a_hundred_hostile_among_them(tmp_path, rule_book):
    """All sound ones are audited as they are alone, all hostile ones explained, and memory stays flat."""
    folder, output = tmp_path / "in", tmp_path / "a.json"
    sound = sound_files(folder, FILES - HOSTILE)
    for number, case in enumerate(explained_cases(rule_book)):
        (folder / f"{number * 9:04d}{MARK}{case.name}").write_bytes(case.make(QUICK))
    script = str(Path(__file__).with_name("memory_of_audit.py"))
    done = subprocess.run(
        [sys.executable, script, str(folder), str(output)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    written = json.loads(output.read_text("utf-8"))
    documents = {d["source"]["name"]: d for d in written["documents"]}
    options = Options(today=written["audited_at"][:10])
    alone = {path.name[5:]: found_alone(path, rule_book, options) for path in sound[: len(SAMPLES)]}
    otherwise = [path.name for path in sound if found(documents[path.name]) != alone[path.name[5:]]]
    hostile = [d for name, d in documents.items() if MARK in name]
    audited = sum(documents[path.name]["status"] == "complete" for path in sound)
    explained = sum(d["status"] != "complete" and bool(d["problems"]) for d in hostile)
    given_up = {p["code"] for d in hostile for p in d["problems"]} & OUR_FAULTS
    sys.stdout.write(
        f"\n{len(documents)} files: {audited} audited, {explained} explained; exit status 3; {told}\n"
    )
    assert (len(documents), audited, explained) == (FILES, FILES - HOSTILE, HOSTILE)
    assert (otherwise, given_up) == ([], set())
    assert [name for name, told_alone in alone.items() if not told_alone] == [FAULTLESS]
    assert told["late_mb"] < MOST_GROWTH * told["early_mb"]


def found(document) -> list[tuple[str, str, str, str]]:
    """Return the findings of a document in the JSON that was written."""
    return sorted((f["rule"], f["outcome"], f["quote"], f["trigger"]) for f in document["findings"])


def found_alone(path: Path, rule_book, options: Options) -> list[tuple[str, str, str, str]]:
    """Return the findings of a file that is audited by itself, in this process."""
    source = make_source(path.name, path.as_uri(), path.read_bytes())
    audit = audit_source(source, rule_book, options)
    return sorted((f.rule, f.outcome.value, f.quote, f.trigger_quote) for f in audit.findings)


def explained_cases(rule_book) -> list[Case]:
    """Return a hundred hostile files, of all kinds, of which there is something to explain; the others are read as they should be."""
    options = Options(today="2026-11-28")
    sources = {case: make_source(case.name, "file:///x", case.make(QUICK)) for case in SHORTLY}
    told = [
        case
        for case, source in sources.items()
        if audit_source(source, rule_book, options).status is not Status.COMPLETE
    ]
    return list(islice(cycle(told), HOSTILE))
