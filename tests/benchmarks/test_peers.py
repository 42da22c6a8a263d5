"""Five hundred short texts from the command to the findings, beside the linters of prose that writers use.

Each is run as its users run it, whole process, start-up included; none of them looks for what this program looks for,
so only what the reading costs is compared. Peers that are not installed are skipped (`make bench` installs them).
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

FILES = 500
FILE_BYTES = 4_000
ROUNDS = 5
AIM_MEGABYTES, MOST_MEGABYTES = 150, 190
"""What the largest process, a worker, is to hold, and what it may at most."""
PEERS = Path(os.environ.get("AUDITOR_PEERS") or Path(sys.prefix) / "peers")
BIN = Path(sys.prefix) / "bin"
NODE = shutil.which("node") or "node"

AIMS = {"write-good": 1, "proselint": 4, "alex": 8, "textlint": 20}
"""How many times as fast as each of them the program is to be."""
HELD = "a worker: 28 MB are numbers of the model, 25 MB phrases of the rules, 8 MB what wordings weigh, 20 MB the library of numbers"
LIMIT = "reading sentences as wholes is six sevenths of it: half of these leave a doubt as claims, and nearly all hold a number"

OPENINGS = (
    "Our team",
    "The clinic in {city}",
    "A nurse",
    "Your dentist",
    "The trial",
    "Every programme",
    "Dr. {name}",
)
ACTS = ("explains", "offers", "looked at", "describes", "plans", "reviews", "reports on")
THINGS = (
    "daily sleep",
    "a course of {n} visits",
    "lasting back pain",
    "the best care for {cond}",
    "care at home",
    "what {n}% of guests said",
)
ENDS = (
    "in {n} weeks",
    "for people with {cond}",
    "at no extra cost",
    "as the guideline says [{n}]",
    "unlike other clinics",
    "with your family",
)
FILLERS = {
    "city": ("Bend", "Ennis", "Ceduna", "Malton"),
    "name": ("Ito", "Vale", "Okafor"),
    "cond": ("anxiety", "acne", "back pain", "hair loss"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Texts as drafts are: a heading, paragraphs of three to six sentences, now and then a claim or a figure."""
    folder, chance = tmp_path_factory.mktemp("texts"), random.Random(9)  # noqa: S311 - the same each time
    for number in range(FILES):
        (folder / f"{number:03d}.md").write_text(_text(chance), "utf-8")
    return folder


def _text(chance: random.Random) -> str:
    parts, length = [f"# {_sentence(chance)}"], 0
    while length < FILE_BYTES:
        parts.append(" ".join(f"{_sentence(chance)}." for _ in range(chance.randint(3, 6))))
        length += len(parts[-1])
    return "\n\n".join(parts)


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choice(part) for part in (OPENINGS, ACTS, THINGS, ENDS))
    return words.format(n=chance.randint(2, 96), **{name: chance.choice(of) for name, of in FILLERS.items()})


def _commands(folder: Path) -> dict[str, list[str]]:
    files, modules = [str(path) for path in sorted(folder.iterdir())], PEERS / "node_modules"
    return {
        "write-good": [NODE, str(modules / "write-good/bin/write-good.js"), *files],
        "proselint": [str(BIN / "proselint"), "check", str(folder)],
        "alex": [NODE, str(modules / "alex/cli.js"), *files],
        "textlint": [
            NODE,
            str(modules / "textlint/bin/textlint.js"),
            "--rule",
            "write-good",
            "--rule",
            "alex",
            *files,
        ],
    }


def _seconds(command: list[str]) -> tuple[float, float]:
    """Return the seconds of a command and the most megabytes one of its processes held."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=PEERS if PEERS.is_dir() else None, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode >= 0
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def _is_installed(command: list[str]) -> bool:
    script = command[1] if command[0] == NODE else command[0]
    return Path(script).is_file() and shutil.which(command[0]) is not None


def test_five_hundred_texts_beside_linters_of_prose(folder, figures, tmp_path):
    commands = {name: command for name, command in _commands(folder).items() if _is_installed(command)}
    if not commands:
        pytest.skip("no peer is installed: make bench")
    ours = [
        sys.executable,
        "-m",
        "auditor",
        "audit",
        str(folder),
        "--quiet",
        "--output",
        str(tmp_path / "a.json"),
    ]
    _seconds(ours)  # the first run of all compiles what later ones find
    rounds = [(_seconds(ours), {name: _seconds(c)[0] for name, c in commands.items()}) for _ in range(ROUNDS)]
    megabytes = max(held for (_, held), _ in rounds)
    for name in commands:
        gain = statistics.median(theirs[name] / seconds for (seconds, _), theirs in rounds)
        figures(
            f"500 texts of 4 KB, whole process, beside {name}",
            f"{gain:.2f} times as fast",
            f"≥ {AIMS[name]}",
            is_met=gain >= AIMS[name],
            beside=name,
            limit=LIMIT,
        )
    figures(
        "500 texts of 4 KB, the most one process holds",
        f"{megabytes:.0f} MB",
        f"< {AIM_MEGABYTES} MB",
        is_met=megabytes < AIM_MEGABYTES,
        limit=HELD,
    )
    assert megabytes < MOST_MEGABYTES
