"""A search led by coverage for bytes that break a reader, each reader in a process of its own; run by `make fuzz`."""

from __future__ import annotations

import importlib.util
import re
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
SECONDS = 4
"""For each reader: all together under two minutes of the ten."""
LONGEST = {"audit": 200_000, "docx": 40_000, "xlsx": 40_000}
"""Bytes: what sound files of these kinds have; others are held to `SHORT`."""
SHORT = 20_000
"""Longer tries are fewer, and what a length alone does is the hostile corpus's matter."""
FEWEST_TRIES = 50
"""Beyond the seeds: fewer would search nothing. The slowest reader manages hundreds."""
DEAR = frozenset(
    {
        *(
            "million-pages-declared.pdf",
            "million-times-one-page.pdf",
            "truncated-3.pdf",
            "box-a-billion-wide.pdf",
        ),
        "flate-bomb-in-xmp.pdf",
    }
)
"""Seeds of tenths of a second up to seconds, on which and on whose kin all the time would go."""
CLAIMS = "No.,Wordings,Reference,Holds for,Places,Valid until\n1,We heal.,A trial,Countries,AU,2027-01-31\n"
TRIES = re.compile(r"number_of_executed_units:\s*(\d+)")
READERS = (
    "html",
    "mhtml",
    "md",
    "txt",
    "docx",
    "pdf",
    "rules",
    "pack",
    "words",
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
    yield from (case.make(QUICK) for case in SHORTLY if case.name.endswith(ending) and case.name not in DEAR)
    yield from (p.read_bytes() for p in sound.iterdir() if p.suffix == ending)
    yield from {
        "xlsx": lambda: [make(QUICK) for name, make in BOOKS.items() if "laughing" not in name],
        "claims": lambda: [(sound / "a.csv").read_bytes(), CLAIMS.encode()],
        **{
            kind: lambda: [text.encode() for text in PACK_FILES.values()]
            for kind in ("rules", "pack", "words")
        },
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
    longest = LONGEST.get(reader, SHORT)
    short = {seed for seed in seeds(reader, sound) if 0 < len(seed) <= longest}
    assert short
    for number, seed in enumerate(short):
        (tmp_path / "seeds" / str(number)).write_bytes(seed)
    write_packs(tmp_path / "room")
    command = [sys.executable, str(SCRIPT), reader, str(tmp_path), str(SECONDS), str(longest)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    tries = sum(map(int, TRIES.findall(done.stderr)))
    sys.stdout.write(f"\n{reader}: {tries} tries from {len(short)} seeds\n")
    assert not [p.read_bytes() for p in (tmp_path / "finds").iterdir()], (
        done.stdout[-4_000:] + done.stderr[-4_000:]
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    assert tries >= len(short) + FEWEST_TRIES, done.stderr[-4_000:]
