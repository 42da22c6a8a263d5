"""What is not finished is private, and goes when its process goes, however it goes."""

import os
import signal
import stat
import subprocess
import sys

import pytest

from auditor import held_folder
from auditor.held_folder import BESIDE, folder_beside

TEXT = "Our clinic in Ohio helps addicts. We are open on weekdays."

STAND_STILL = """
import sys
from auditor.cli.main import main
from auditor.export import json_data
from auditor.workflow import review

def still(*_):
    print("written", flush=True)
    sys.stdin.read()
    return ()

write = json_data.write_json
json_data.write_json = lambda *given, **more: (write(*given, **more), given[1].flush(), still())
review.taken = still  # all of the document is in the review, but for its bytes
main(["audit", sys.argv[1], "-q", "-o", sys.argv[2]])
"""

kill = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "spring.json"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "temporary").mkdir()
    return {**os.environ, "TMPDIR": str(tmp_path / "temporary")}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def leave_behind(target):
    """Return a folder as a killed process leaves one."""
    left = target.with_name(f"{BESIDE}0badcafe")
    with folder_beside(target) as folder:
        (folder / "part").write_bytes(b"findings")
        folder.parent.rename(left)
    return left


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told in another way there")
def test_nobody_else_may_look_in_and_the_finished_file_has_the_rights_of_any_file(target):
    with folder_beside(target) as folder:
        assert mode(folder) == mode(folder.parent) == 0o700
        assert folder.parent.parent == target.parent
        (folder / "part").write_bytes(b"whole")
        (folder / "part").replace(target)
    target.with_name("any").touch()
    assert mode(target) == mode(target.with_name("any"))
    assert names(target.parent) == ["any", "spring.json"]


def test_a_folder_that_nobody_holds_is_removed_by_the_next(target):
    left = leave_behind(target)
    with folder_beside(target) as folder:
        assert names(target.parent) == [folder.parent.name]
    assert not left.exists()


def test_two_at_a_time_leave_each_other_alone(target):
    with folder_beside(target) as first, folder_beside(target) as second:
        assert first.is_dir()
        assert second.is_dir()
    assert names(target.parent) == []


def test_one_left_by_another_computer_stays_for_its_lock_may_not_be_seen_here(target, monkeypatch):
    with monkeypatch.context() as there:
        there.setattr(held_folder, "_this_computer", lambda: "reception")
        left = leave_behind(target)
    with folder_beside(target):
        assert (left / "content" / "part").is_file()


def test_what_is_not_known_as_ours_stays(target):
    left = leave_behind(target)
    elsewhere = target.parent.with_name("elsewhere")
    left.rename(elsewhere)
    being_made, linked = target.with_name(f"{BESIDE}1"), target.with_name(f"{BESIDE}2")
    alike, file = target.with_name("auditor-part-3"), target.with_name(f"{BESIDE}4")
    being_made.mkdir()
    linked.symlink_to(elsewhere)
    alike.mkdir()
    (alike / "lock").write_bytes((elsewhere / "lock").read_bytes())
    file.write_text("held")
    before = names(target.parent)
    with folder_beside(target):
        pass
    assert names(target.parent) == before
    assert (elsewhere / "content" / "part").is_file()


def test_who_is_killed_while_removing_leaves_the_lock_by_which_the_next_knows_it(target, monkeypatch):
    left = leave_behind(target)
    with monkeypatch.context() as killed:
        killed.setattr(held_folder.shutil, "rmtree", lambda path, **_: removed.append(path))
        removed = []
        held_folder._remove(left)
    assert removed == [left / "content", left]


@kill
@pytest.mark.parametrize(
    ("ending", "parts"),
    [("json", ["part"]), ("audit", ["", "-shm", "-wal"])],
)
def test_what_a_killed_audit_left_is_private_and_removed_by_the_next(
    page, target, environment, tmp_path, ending, parts
):
    output, folder = target.with_suffix(f".{ending}"), target.parent
    holder = subprocess.Popen(
        [sys.executable, "-c", STAND_STILL, str(page), str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert holder.stdout.readline() == "written\n"
    (left,) = folder.iterdir()
    inside = names(left / "content")
    assert (
        [name.removeprefix(inside[0]) for name in inside] == parts if ending == "audit" else inside == parts
    )
    assert (left.name.startswith(BESIDE), mode(left)) == (True, 0o700)

    again = [sys.executable, "-m", "auditor", "audit", str(page), "-q", "-o"]
    other = folder / f"autumn.{ending}"
    assert subprocess.run([*again, str(other)], check=False, env=environment).returncode == 1
    assert names(folder) == sorted([left.name, other.name]), "its holder lives"

    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert left.is_dir()
    assert subprocess.run([*again, str(output)], check=False, env=environment).returncode == 1
    assert names(folder) == sorted([output.name, other.name])
    assert names(tmp_path / "temporary") == []
