"""What tests of hostile files share: the rules, read once, and the file that hostile ones point at."""

from __future__ import annotations

import pytest

from auditor.workflow.books import worker_book
from auditor.workflow.resources import rules_folder

from .case import CANARY, SECRET


@pytest.fixture(scope="session")
def rule_book():
    return worker_book(str(rules_folder()))


@pytest.fixture(scope="session", autouse=True)
def canary():
    CANARY.parent.mkdir(exist_ok=True)
    CANARY.write_text(SECRET, "utf-8")
