"""What is shown early of a long document is nearly always there when all of it is judged, and it is not next to nothing."""

import pytest
from own_rules import own_rules
from scoring import HERE, TODAY, audited

from auditor.model.source import Request, RequestKind
from auditor.workflow.beginning import audit_beginning
from auditor.workflow.options import Options

pytestmark = pytest.mark.xdist_group("quality")

SETS = ("evidence", "pages")
"""The first is full of sources and of ways to lead to them, which is what a beginning cannot tell; the second of claims."""
LEAST_STANDING = 0.96
"""Share of what is told early that is told of the same words when all is judged, by the same rule or that of a country."""
LEAST_TOLD = 3
"""Findings told early of a document, on average."""
LEAST_DOCUMENTS = 12
"""Documents of a set of which something is told early."""


def early_of(path):
    """Return what is told early of a document, nothing where it is short or has nothing to tell."""
    audit = audit_beginning(
        Request(RequestKind.FILE, str(path), path.name), own_rules(), Options(today=TODAY)
    )
    return audit.findings if audit else ()


def judged(path):
    """Return what is flagged when all of a document is judged."""
    return {matter(f) for f in audited(path.name, path.read_bytes()).findings}


def matter(finding):
    """Return of which words a finding is and what it says of them, wherever; the country may be known from the end only."""
    return finding.rule.partition("/")[2], finding.quote, finding.trigger_quote


@pytest.mark.parametrize("name", SETS)
def test_what_is_told_early_stands_when_all_is_judged(name):
    documents = [
        p.with_name(p.name.removesuffix(".gold.json")) for p in sorted((HERE / name).glob("*.gold.json"))
    ]
    told = {path: found for path in documents if (found := early_of(path))}
    findings = [(path, f) for path, found in told.items() for f in found]
    whole = {path: judged(path) for path in told}
    gone = [f"{path.name}: {f.rule}: {f.quote}" for path, f in findings if matter(f) not in whole[path]]
    assert 1 - len(gone) / len(findings) >= LEAST_STANDING, "\n".join(gone)
    assert len(findings) >= LEAST_TOLD * len(told)
    assert len(told) >= LEAST_DOCUMENTS
    assert all(f.span is not None for _, f in findings)
