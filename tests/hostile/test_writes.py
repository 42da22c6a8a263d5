"""The program writes where it was told to, into its own folders, and nowhere else; what is temporary is gone at the end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .case import CLAIM
from .pdfs import pdf

TELL = Path(__file__).parent / "tell_writes"
ONE_BY_ONE = Path(__file__).with_name("one_by_one.py")
WINDOW = Path(__file__).parents[1] / "gui" / "whole_program.py"
OUTPUTS = ("a.audit", "a.csv", "a.html", "a.json", "a.jsonl", "a.pdf", "a.xlsx", "a.zip")
DEVICES = ("/dev/", "/proc/self/")
READING = ("?mode=ro", "?mode=ro&immutable=1")
"""How the address of a database ends that is only read."""
TRIED = re.compile(r"temporary(?:/[a-z0-9_]{8})?")
"""What the standard library writes and removes at once to see whether there is a folder for temporary files."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folders of a user are others")


@dataclass(frozen=True)
class World:
    """All places there are for a process: documents, the folder for outputs, home, the folder for what is temporary."""

    root: Path

    def __getitem__(self, name: str) -> Path:
        return self.root / name

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        python_path = os.pathsep.join(filter(None, (str(TELL), os.environ.get("PYTHONPATH"))))
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {
            "HOME": str(self["home"]),
            "TMPDIR": str(self["temporary"]),
            "PYTHONPATH": python_path,
            "PYTHONDONTWRITEBYTECODE": "1",
            "AUDITOR_WRITES_LOG": str(self["log"]),
        }
        self["log"].unlink(missing_ok=True)
        command = [sys.executable, *map(str, words)]
        return subprocess.run(
            command,
            env=surroundings,
            cwd=self["here"],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def written(self) -> set[str]:
        """Return the places written to, but for devices; what lies below one of the world's own counts as that one.

        In the folder for what is temporary only what is private counts as that.
        """
        paths = [line for line in self["log"].read_text("utf-8").splitlines() if not line.startswith(DEVICES)]
        return {self._place(Path(path)) for path in paths if not path.endswith(READING)}

    def _place(self, path: Path) -> str:
        if not path.is_relative_to(self.root):
            return str(path)
        inside = path.relative_to(self.root)
        is_private = inside.match("temporary/auditor-held-*") or len(inside.parts) > 2
        is_stray = (
            inside.parts[0] == "temporary" and not is_private and not TRIED.fullmatch(inside.as_posix())
        )
        return str(inside) if is_stray else inside.parts[0]


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    """One for all tests: what is remembered of the rules costs seconds to make."""
    tmp_path = tmp_path_factory.mktemp("world")
    for name in ("documents", "out", "home", "temporary", "here"):
        (tmp_path / name).mkdir()
    (tmp_path / "documents" / "a.pdf").write_bytes(pdf())
    (tmp_path / "documents" / "b.html").write_text(
        f"<html><body><main><p>{CLAIM}</p></main></body></html>", "utf-8"
    )
    (tmp_path / "documents" / "c.txt").write_text(f"{CLAIM} Nine in ten of our patients sleep.", "utf-8")
    return World(tmp_path)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_notes_tell_of_a_stray_file_of_a_process_and_of_one_that_it_starts(world):
    script = "import subprocess, sys, os; open('stray', 'w'); subprocess.run([sys.executable, '-c', 'import os; os.mkdir(\"/nowhere/x\")'])"
    world.run("-c", script)
    assert world.written() == {"here", "/nowhere/x"}
    (world["here"] / "stray").unlink()


def test_an_audit_and_all_that_is_made_of_it_are_written_where_they_were_asked_for(world):
    before, review = state(world["documents"]), world["out"] / "a.audit"
    at_home = set(below(world["home"]))
    audited = ("audit", world["documents"], "-q", "--output", review)
    made = [
        ("review", "package" if name.endswith(".zip") else "export", review, world["out"] / name)
        for name in OUTPUTS[1:]
    ]
    done = world.run(
        ONE_BY_ONE, json.dumps([[str(part) for part in command] for command in (audited, *made)])
    )
    assert [status for status, *_ in json.loads(done.stdout)] == [1, *[0] * len(made)], done.stdout
    assert below(world["out"]) == list(OUTPUTS)
    assert (below(world["temporary"]), below(world["here"]), state(world["documents"])) == ([], [], before)
    made_at_home = set(below(world["home"])) - at_home
    assert all(path.startswith(".cache/auditor/rules-") for path in made_at_home), made_at_home
    assert world.written() <= {"out", "home", "temporary"}


def test_the_window_writes_into_its_own_folders(world):
    before = state(world["documents"])
    done = world.run(WINDOW, world["documents"])
    assert done.returncode == 0, done.stderr
    assert "c.txt" in done.stdout
    assert (below(world["temporary"]), below(world["here"]), state(world["documents"])) == ([], [], before)
    assert world.written() <= {"home", "temporary"}
    assert {Path(path).parts[0] for path in below(world["home"])} <= {".cache", ".config", ".local"}
