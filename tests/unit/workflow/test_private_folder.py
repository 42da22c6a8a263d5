"""Temporary files are private, and go when their process goes, however it goes."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from auditor.errors import TemporaryFileError
from auditor.workflow.private_folder import PREFIX, private_folder, remove_abandoned

HOLD = """
import sys
from auditor.workflow.private_folder import private_folder
with private_folder() as folder:
    (folder / "page.html").write_bytes(b"secret")
    print(folder.parent, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own_place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_folder_is_private_and_goes_afterwards(tmp_path):
    with private_folder() as folder:
        assert stat.S_IMODE(folder.parent.stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.parent.parent == tmp_path
        remove_abandoned()
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_known", [False, True], ids=["no folder is found", "the one found has gone"])
def test_without_a_place_for_temporary_files_it_is_said_what_to_do(tmp_path, monkeypatch, is_known):
    nowhere = str(tmp_path / "nowhere")
    monkeypatch.setattr(tempfile, "tempdir", nowhere if is_known else None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [nowhere])
    with pytest.raises(TemporaryFileError, match="Make room, or name another folder"), private_folder():
        pass


def test_trouble_inside_is_not_taken_for_trouble_with_the_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"page\.html"), private_folder() as folder:
        (folder / "page.html").read_bytes()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_what_a_killed_process_left_is_removed_by_the_next_and_nothing_else(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    left = Path(holder.stdout.readline().strip())
    (tmp_path / f"{PREFIX}being-made").mkdir()
    (tmp_path / f"{PREFIX}of-others").symlink_to(left)
    remove_abandoned()
    assert (left / "content" / "page.html").is_file(), "its holder lives"
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert left.is_dir()
    with private_folder():
        assert not left.exists()
    assert {path.name for path in tmp_path.iterdir()} == {f"{PREFIX}being-made", f"{PREFIX}of-others"}
