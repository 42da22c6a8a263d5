"""Folders that are closed or may only be read, names that are too long, and drives that no longer answer.

What the system refuses is refused in earnest here: rights are taken away, and what cannot be read is the memory of a
process, of which the system gives nothing out (EIO).
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.errors import ExportError, StoreError
from auditor.export import base as export
from auditor.places import check_reachable, is_drive_gone, unreachable
from auditor.store.trouble import trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE_BY_ONE = Path(__file__).with_name("one_by_one.py")
UNREADABLE = Path("/proc/self/mem")
"""A file that opens and gives nothing out, as one on a drive that was lost does."""
PR_CAPBSET_DROP, RIGHTS_OF_ROOT = 24, (1, 2)
"""The call that takes a right away, and the rights to write and to read what one may not (capability(7))."""
TOO_LONG = "n" * 252

pytestmark = pytest.mark.skipif(not UNREADABLE.exists(), reason="the system has no file that cannot be read")


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    status: int
    said: str
    complained: str


def run(*commands: Sequence[object], folder: Path, **more) -> list[Done]:
    """Run commands one after the other in a process that is refused what it may not do, root's too."""
    written = json.dumps([[str(part) for part in command] for command in commands])
    told = subprocess.run(
        [sys.executable, str(ONE_BY_ONE), written],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
        preexec_fn=as_anybody,
        **more,
    )
    return [Done(*one) for one in json.loads(told.stdout)]


def as_anybody() -> None:
    for right in RIGHTS_OF_ROOT:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A page, its review and its spreadsheet; the same in a folder that may only be read; a closed folder; a lost drive."""
    place = tmp_path_factory.mktemp("places")
    (place / "page.txt").write_text("Our clinic in Ohio is the best clinic.", "utf-8")
    made = run(("audit", PAGE, "-q", "-o", REVIEW), ("review", "export", REVIEW, SHEET), folder=place)
    assert [done.status for done in made] == [1, 0]
    for name in ("read-only", "closed"):
        shutil.copytree(place, place / name, ignore=shutil.ignore_patterns("read-only"))
    (place / "lost").mkdir()
    for ending in (
        "audit",
        "claims",
        "csv",
        "docx",
        "html",
        "md",
        "pdf",
        "toml",
        "txt",
        "warc",
        "xlsx",
        "zip",
    ):
        (place / "lost" / f"r.{ending}").symlink_to(UNREADABLE)
    (place / "read-only").chmod(0o555)
    (place / "closed").chmod(0o000)
    yield place
    for name in ("read-only", "closed"):
        (place / name).chmod(0o700)


DOCUMENTS = ("csv", "docx", "html", "md", "pdf", "txt", "warc", "xlsx", "zip")
PAGE, REVIEW, SHEET = "page.txt", "r.audit", "r.xlsx"
WRITING = (
    *(("audit", PAGE, "-q", "-o", f"TARGET.{ending}") for ending in ("xlsx", "jsonl", "audit")),
    ("audit", PAGE, "-q", "--against", REVIEW, "-o", "TARGET.audit"),
    ("review", "export", REVIEW, "TARGET.html"),
    ("review", "package", REVIEW, "TARGET.zip"),
    ("rules", "doc", "-o", "TARGET.html"),
)
READING = (
    ("audit", PAGE, "-q", "--against", "TARGET.audit"),
    ("audit", PAGE, "-q", "--rules", "TARGET"),
    ("audit", PAGE, "-q", "-o", "never.xlsx", "--template", "TARGET.toml"),
    ("review", "show", "TARGET.audit"),
    ("review", "import", "TARGET.xlsx", REVIEW),
    ("review", "import", SHEET, "TARGET.audit", "--yes", "--reviewer", "A. Reader"),
    ("review", "second", "draw", "TARGET.audit"),
    ("review", "verify", "TARGET.zip"),
    ("register", "list", "TARGET.claims"),
    ("register", "import", "TARGET.xlsx", "new.claims"),
)
TARGETS = {
    "a name that is too long": TOO_LONG,
    "a closed folder": "closed/new",
    "a folder that may only be read": "read-only/new",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_a_place_that_is_refused_is_told_in_a_sentence_and_nothing_is_left(place, target):
    before = below(place)
    told = run(*aimed([*WRITING, *READING], target), folder=place)
    assert untold([*WRITING, *READING], told) == {}
    assert below(place) == before


def test_what_a_lost_drive_does_not_give_out_is_told_in_a_sentence(place):
    before = below(place)
    told = run(*aimed(READING, "lost/r"), folder=place)
    assert untold(READING, told) == {}
    assert below(place) == before


def aimed(commands: Sequence[Sequence[str]], target: str) -> list[list[str]]:
    return [[part.replace("TARGET", target) for part in command] for command in commands]


def untold(commands: Sequence[Sequence[str]], told: Sequence[Done]) -> dict[str, Done]:
    """Return the commands that did not end with one sentence that says what is wrong."""
    assert len(commands) == len(told)
    return {" ".join(c): done for c, done in zip(commands, told, strict=True) if not is_told(done)}


def is_told(done: Done) -> bool:
    sentence, *more = [line for line in done.complained.splitlines() if line] or [""]
    is_plain = sentence.startswith("auditor: ") and sentence.endswith(".") and "Error" not in sentence
    return done.status == 2 and is_plain and not more


def below(folder: Path) -> list[str]:
    """Return all that lies in a folder, but for what may not be looked into."""
    return sorted(path for at, _, files in os.walk(folder) for path in (at, *(f"{at}/{f}" for f in files)))


def test_documents_on_a_lost_drive_are_told_one_by_one_and_the_others_are_audited(place):
    (done,) = run(("audit", "lost", "closed", PAGE), folder=place)
    lost = [line.partition(":")[0] for line in done.complained.splitlines() if "NOT AUDITED" in line]
    assert done.status == 3
    assert lost == [*(f"r.{ending}" for ending in DOCUMENTS), "closed"]
    assert "page.txt: 1 finding (1 high)" in done.complained


def test_standard_input_that_is_lost_is_told(place):
    with UNREADABLE.open("rb") as lost:
        (done,) = run(("audit", "-", "-q"), folder=place, stdin=lost)
    assert (done.status, done.complained) == (
        2,
        "auditor: Standard input could not be read. Name the file instead.\n",
    )


def test_in_a_folder_that_may_only_be_read_documents_and_reviews_are_read_and_nothing_is_decided(place):
    taken_in = ("review", "import", SHEET, f"read-only/{REVIEW}", "--yes", "--reviewer", "A. Reader")
    *read, refused = run(
        ("audit", f"read-only/{PAGE}", "-q"),
        ("review", "show", f"read-only/{REVIEW}"),
        ("audit", PAGE, "-q", "--against", f"read-only/{REVIEW}"),
        taken_in,
        folder=place,
    )
    assert [(done.status, done.complained) for done in read] == [(1, ""), (0, ""), (1, "")]
    assert (refused.status, refused.complained) == (
        2,
        "auditor: “r.audit” may not be written here. Save a copy where you may write.\n",
    )


@pytest.mark.fuzz
def test_without_a_folder_for_settings_and_for_what_is_remembered_the_audit_is_the_same(place):
    homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    closed = os.environ | dict.fromkeys(homes, str(place / "closed"))
    assert run(("audit", PAGE), folder=place, env=closed) == run(("audit", PAGE), folder=place)


LOST = [errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT]


@pytest.mark.parametrize("kind", LOST, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["open", "write", "replace"])
def test_a_drive_that_is_lost_while_an_audit_is_written_is_told_and_what_was_there_stays(
    tmp_path, monkeypatch, kind, call
):
    target = tmp_path / "spring.xlsx"
    target.write_bytes(b"the audit before")

    def lost(*_, **__):
        raise OSError(kind, os.strerror(kind), str(target))

    if call == "open":
        monkeypatch.setattr(Path, "open", lost)
    if call == "replace":
        monkeypatch.setattr(os, "replace", lost)
    with pytest.raises(ExportError, match=r"“spring\.xlsx” cannot be reached: its drive does not answer\."):
        export.write_whole(target, lost if call == "write" else lambda stream: stream.write(b"half"))
    monkeypatch.undo()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        (target.name, b"the audit before")
    ]


def test_a_drive_that_is_lost_while_a_review_is_decided_is_told():
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    told = trouble(error, Path("/mnt/spring.audit"), "audit file")
    assert isinstance(told, StoreError)
    assert str(told).startswith("“spring.audit” could not be read or written: there is no room, or its drive")
    assert "What was decided before is safe." in told.remedy


@pytest.mark.parametrize(
    ("number", "is_gone"), [(53, True), (64, True), (1231, True), (2, False), (5, False), (32, False)]
)
def test_drives_that_are_gone_are_known_by_their_numbers_on_windows(number, is_gone):
    error = OSError(errno.EINVAL, "as Windows says it")
    error.winerror = number
    assert is_drive_gone(error) == is_gone


@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("a.pdf", OSError(errno.ENAMETOOLONG, ""), "“a.pdf” is no name a file can have here."),
        ("a\0.pdf", ValueError("embedded null byte"), "is no name a file can have here."),
        (f"{TOO_LONG}.pdf", OSError(errno.ENAMETOOLONG, ""), f"“{'n' * 59}…” is no name"),
        ("a.pdf", OSError(errno.EMFILE, "Too many open files"), "cannot be reached (Too many open files)."),
    ],
)
def test_why_a_place_cannot_be_reached_is_said_plainly(path, error, said):
    assert said in unreachable(Path(path), error)[0]


def test_what_is_merely_not_there_can_be_reached(tmp_path):
    (tmp_path / "file").touch()
    check_reachable(tmp_path / "nothing")
    check_reachable(tmp_path / "file" / "below")
