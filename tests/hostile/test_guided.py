"""A search led by coverage for bytes that break a reader, each reader in a process of its own; run by `make fuzz`."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.workflow.resources import samples_folder

from .books import BOOKS
from .case import QUICK
from .corpus import SHORTLY
from .sound import PACK_FILES, SHORTCUTS, write_packs, write_review

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.fuzz
SCRIPT = Path(__file__).with_name("guided.py")
SECONDS = 5
"""For each reader: all together under two minutes of the ten."""
MOST_SEED = 20_000
READERS = (
    "html",
    "mhtml",
    "md",
    "txt",
    "docx",
    "pdf",
    "rules",
    "audit",
    "xlsx",
    "csv",
    "claims",
    "list",
    "shortcut",
)
"""As `guided.py` names them."""


def seeds(reader: str, sound: Path) -> Iterator[bytes]:
    """Return sound and hostile files of the reader's kind."""
    ending = f".{reader}"
    yield from (p.read_bytes() for p in samples_folder().iterdir() if p.suffix == ending)
    yield from (case.make(QUICK) for case in SHORTLY if case.name.endswith(ending))
    yield from (p.read_bytes() for p in sound.iterdir() if p.suffix == ending)
    yield from {
        "xlsx": lambda: [make(QUICK) for name, make in BOOKS.items() if "laughing" not in name],
        "claims": lambda: [(sound / "a.csv").read_bytes()],
        "rules": lambda: [text.encode() for text in PACK_FILES.values()],
        "list": lambda: [SHORTCUTS["a.txt"]],
        "shortcut": lambda: list(SHORTCUTS.values()),
    }.get(reader, list)()


@pytest.fixture(scope="module")
def sound(rule_book, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    write_review(folder, rule_book)
    return folder


@pytest.mark.skipif(not importlib.util.find_spec("atheris"), reason="atheris is made for Linux only")
@pytest.mark.parametrize("reader", READERS)
def test_no_bytes_break_a_reader(reader, sound, tmp_path):
    for name in ("seeds", "room", "finds"):
        (tmp_path / name).mkdir()
    for number, seed in enumerate(seeds(reader, sound)):
        if len(seed) <= MOST_SEED:
            (tmp_path / "seeds" / str(number)).write_bytes(seed)
    write_packs(tmp_path / "room")
    command = [sys.executable, str(SCRIPT), reader, str(tmp_path), str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    sys.stdout.write(f"\n{reader}: {told[-1].split()[-1] if told else 'no'} tries\n")
    assert not [p.read_bytes() for p in (tmp_path / "finds").iterdir()], (
        done.stdout[-4_000:] + done.stderr[-4_000:]
    )
    assert done.returncode == 0, done.stderr[-4_000:]
