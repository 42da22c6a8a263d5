"""The window's own house rules: who may know whom, and how large anything may grow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import auditor.gui

ROOT = Path(auditor.gui.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
SMALL = 300
"""Lines; more in one file of the window is more than one job."""


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_more_than_one_job(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= SMALL


@pytest.mark.parametrize("folder", ["widgets", "models", "dialogs"])
def test_what_is_seen_knows_neither_use_cases_nor_files(folder):
    known = {name for path in (ROOT / folder).glob("*.py") for name in imports(path)}
    forbidden = (
        "auditor.workflow",
        "auditor.store",
        "auditor.engine",
        "auditor.gui.controllers",
        "auditor.gui.program",
    )
    assert not [name for name in known if name.startswith(forbidden)]


def test_threads_are_made_in_one_file():
    makers = {
        path.name for path in FILES for name in imports(path) if name.startswith(("concurrent", "threading"))
    }
    assert makers == {"tasks.py", "crash.py"}
