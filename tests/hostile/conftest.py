"""What tests of hostile files share: the rules, read once."""

from __future__ import annotations

import pytest

from auditor.workflow.books import worker_book
from auditor.workflow.resources import rules_folder


@pytest.fixture(scope="session")
def rule_book():
    return worker_book(str(rules_folder()))
