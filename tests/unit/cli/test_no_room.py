"""A disk that is full: one sentence that says what to do, no traceback, and nothing half-written is left."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from auditor.cli import main as command

posix = pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk is POSIX's")

FULL = Path("/dev/full")
"""A disk on which there never is room, where the system has one."""
ROOM = 4_000
"""Bytes that a file may grow to: less than any of these outputs."""
RUN = """
import resource, sys
from auditor.cli.main import main
main(["audit", sys.argv[2], "-q"])  # keeps what was read of the rules, for which there is no room afterwards
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[3:]))
"""
CRASH = """
import resource, sys
from auditor.cli import main
def fail(_):
    raise ValueError("a bug")
main._run = fail
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main.main(["rules"]))
"""
NO_TEMPORARY = (
    "auditor: No temporary file can be written: the disk is full, or the folders for them may not be written to. "
    "Make room, or name another folder for them in the variable TMPDIR.\n"
)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Our clinic in Ohio helps addicts. " * 400, "utf-8")
    return path


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "spring"


def run(room, page, *arguments, **more):
    command = [sys.executable, "-c", RUN, str(room), str(page), "audit", *map(str, arguments), "-q"]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


@posix
@pytest.mark.parametrize(
    ("room", "ending"), [(ROOM, "xlsx"), (ROOM, "audit"), (0, "xlsx"), (0, "json"), (0, "jsonl")]
)
def test_an_output_for_which_there_is_no_room_is_told_and_not_left_half_written(page, output, room, ending):
    done = run(room, page, page, "-o", output.with_suffix(f".{ending}"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"“spring.{ending}”" in done.stderr
    assert list(output.parent.iterdir()) == []


@posix
def test_without_room_for_any_temporary_file_a_review_is_not_begun(page, output):
    done = run(0, page, page, "-o", output.with_suffix(".audit"))
    assert (done.returncode, done.stderr) == (2, NO_TEMPORARY)
    assert list(output.parent.iterdir()) == []


@posix
def test_without_room_for_any_temporary_file_standard_input_is_not_read(page):
    done = run(0, page, "-", input="Our clinic in Ohio helps addicts.")
    assert (done.returncode, done.stderr) == (2, NO_TEMPORARY)


@posix
def test_what_needs_no_room_is_done_without(page):
    done = run(0, page, page)
    assert (done.returncode, done.stderr) == (1, "")


@posix
@pytest.mark.parametrize("room", [0, 10])
def test_a_crash_without_room_for_its_report_is_told_all_the_same(tmp_path, room):
    told = subprocess.run(
        [sys.executable, "-c", CRASH, str(room)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert told.returncode == 70
    assert told.stderr == (
        "auditor: The program failed (ValueError). No report could be saved. "
        "Make room on the disk, and try again.\n"
    )
    assert list(tmp_path.iterdir()) == []


def end_with(error, monkeypatch):
    def fail(_):
        raise error

    monkeypatch.setattr(command, "_run", fail)
    return command.main(["rules"])


@pytest.mark.parametrize("kind", [errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EMFILE])
def test_a_crash_is_told_whatever_keeps_its_report_from_being_saved(monkeypatch, capsys, kind):
    def refuse(**_):
        raise OSError(kind, os.strerror(kind))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert end_with(ValueError("a bug"), monkeypatch) == 70
    assert capsys.readouterr().err.startswith("auditor: The program failed (ValueError). No report")


def test_the_report_of_a_crash_holds_the_traceback(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert end_with(ValueError("a bug"), monkeypatch) == 70
    (report,) = tmp_path.iterdir()
    assert str(report) in capsys.readouterr().err
    assert report.read_text("utf-8").endswith("ValueError: a bug\n")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (errno.ENOSPC, "There is no room left to write to. Make room"),
        (errno.EDQUOT, "There is no room left to write to. Make room"),
        (errno.EFBIG, "There is no room left to write to. Make room"),
        (errno.EROFS, "What was to be written to can only be read. Name another place"),
    ],
)
def test_no_room_wherever_it_shows_is_no_bug(monkeypatch, capsys, kind, sentence):
    assert end_with(OSError(kind, os.strerror(kind)), monkeypatch) == 2
    assert capsys.readouterr().err.startswith(f"auditor: {sentence}")


def test_a_missing_file_is_not_taken_for_a_missing_temporary_folder(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert end_with(FileNotFoundError(errno.ENOENT, "No such file or directory"), monkeypatch) == 70


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_the_exit_status_stands_where_nothing_can_be_said():
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "auditor", "review", "show", "nowhere.audit"], stderr=full, check=False
        )
    assert done.returncode == 2
