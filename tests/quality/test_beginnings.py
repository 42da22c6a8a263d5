"""What is shown early of a long document is nearly always there when all of it is judged, and it is not next to nothing."""

import pytest
from own_rules import own_rules
from scoring import HERE, TODAY, audited

from auditor.model.source import Request, RequestKind
from auditor.workflow import beginning
from auditor.workflow.beginning import audit_beginning
from auditor.workflow.options import Options

pytestmark = pytest.mark.xdist_group("quality")

SET = "evidence"
"""Full of sources and of ways to lead to them, which is what a beginning cannot tell."""
LONG = 2 * beginning.BEGINNING_CHARS
"""Characters of a document of which the beginning is a part; these are shorter than what the window asks about."""
LEAST_STANDING = 0.98
"""Share of what is told early that the whole document tells of the same words."""
LEAST_TOLD = 4
"""Findings told early of a document, on average."""


@pytest.fixture
def told(monkeypatch):
    """Each finding told early, and whether the whole document flags the same words."""
    monkeypatch.setattr(beginning, "LONG_CHARS", LONG)
    found, documents = [], 0
    for labels in sorted((HERE / SET).glob("*.gold.json")):
        path = labels.with_name(labels.name.removesuffix(".gold.json"))
        request = Request(RequestKind.FILE, str(path), path.name)
        early = audit_beginning(request, own_rules(), Options(today=TODAY))
        if early is not None:
            documents += 1
            words = {(f.quote, f.trigger_quote) for f in audited(path.name, path.read_bytes()).findings}
            found += [(path.name, f, (f.quote, f.trigger_quote) in words) for f in early.findings]
    return found, documents


def test_what_is_told_early_stands_when_all_is_judged(told):
    found, documents = told
    cleared = [f"{name}: {f.rule}: {f.quote}" for name, f, stands in found if not stands]
    assert 1 - len(cleared) / len(found) >= LEAST_STANDING, "\n".join(cleared)
    assert len(found) >= LEAST_TOLD * documents
    assert documents >= 12
    assert all(f.span is not None for _, f, _ in found)
