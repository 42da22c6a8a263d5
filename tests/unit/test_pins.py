"""Every library that runs with the program is pinned, and the one installed here is the one that is pinned."""

from __future__ import annotations

from importlib.metadata import distribution, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINS = Path(__file__).parents[2] / "packaging" / "constraints.txt"
ASKED = ("", "cluster")
"""What the program is installed with: by itself, and to audit on other machines."""


def pinned() -> dict[str, str]:
    lines = PINS.read_text("utf-8").splitlines()
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def at_run_time(name: str, extras: tuple[str, ...]) -> dict[str, str]:
    """Return the libraries that one brings with it, and those that these bring, with the versions installed."""
    found: dict[str, str] = {}
    waiting = [(name, extras)]
    while waiting:
        name, extras = waiting.pop()
        for line in requires(name) or ():
            asked = Requirement(line)
            library = canonicalize_name(asked.name)
            is_asked = asked.marker is None or any(
                asked.marker.evaluate({"extra": extra}) for extra in extras
            )
            if is_asked and library not in found:
                found[library] = distribution(library).version
                waiting.append((library, ("", *asked.extras)))
    return found


def test_the_libraries_at_run_time_are_those_that_are_pinned():
    installed, pins = at_run_time("auditor", ASKED), pinned()
    assert {"pyside6", "lxml", "distributed", "shiboken6"} <= installed.keys(), "or nothing was looked at"
    otherwise = {
        name: (version, pins.get(name)) for name, version in installed.items() if pins.get(name) != version
    }
    assert otherwise == {}
