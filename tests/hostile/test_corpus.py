"""Whatever is dropped ends in a stated problem or a right audit, small, in this process; nothing else is read or written."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.loaders.base import Limits
from auditor.model.document import Status
from auditor.model.source import Request, RequestKind
from auditor.sources.base import make_source
from auditor.store import codec
from auditor.workflow import beginning
from auditor.workflow.beginning import audit_beginning
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

from .case import CANARY, CLAIM, LARGE, QUICK, SECRET
from .corpus import CORPUS, NAMED, SHORTLY, SLOW
from .regressions import DOCUMENTS
from .test_guided import READERS
from .watch import watch

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit

    from .case import Case

SECURITY = Path(__file__).parents[2] / "packaging" / "SECURITY.md"
FEW_PAGES = Limits(pages=50)
"""A million pages are declared in no time, but looked for up to the limit."""
MOST_SECONDS = 10.0
"""Of processor time for a file of some kilobytes. Most take a hundredth, the slowest one: what goes over this hangs at full size."""


def verdict(case: Case, audit: DocumentAudit) -> str:
    """Return what is wrong with the outcome, nothing when it is a stated problem or a right audit."""
    if any(problem.code in {"internal-error", "reader-crashed"} for problem in audit.problems):
        return f"crashed: {audit.problems[-1].message}"
    if audit.status is not Status.COMPLETE and not audit.problems:
        return "is not read, and nothing says why"
    if audit.failures:
        return f"a rule failed: {audit.failures[0]}"
    if said := unfit(audit):
        return said
    if audit.status is Status.COMPLETE and case.shows_claim and not has_claim(audit):
        return "counts as read, but the claim in it was not found"
    return ""


def too_slow(seconds: float) -> str:
    return f"took {seconds:.0f} s of processor time" if seconds > MOST_SECONDS else ""


def unfit(audit: DocumentAudit) -> str:
    """Return why an audit may not be kept, nothing when it may."""
    kept = codec.dump(audit)
    try:
        kept.encode("utf-8")
    except UnicodeEncodeError:
        return "its text cannot be kept"
    return "shows what stands in another file" if SECRET in kept else ""


def has_claim(audit: DocumentAudit) -> bool:
    words = CLAIM.split()[3]
    return any(finding.rule.endswith("/superlative") and words in finding.quote for finding in audit.findings)


def test_what_is_promised_by_name_and_what_once_broke_is_in_every_run():
    names = [case.name for case in CORPUS]
    assert len(set(names)) == len(names)
    assert set(names) >= SLOW
    assert {case.name for case in SHORTLY} >= NAMED | DOCUMENTS.keys()


def test_what_is_promised_about_these_tests_is_so():
    told = " ".join(SECURITY.read_text("utf-8").split())
    assert f"{len(SHORTLY)} of {len(CORPUS)} hostile files in small" in told
    assert LARGE == 20, "“at twenty times that size”"
    assert f"any of {len(READERS)} readers" in told


def test_every_small_hostile_file_ends_in_a_problem_or_a_right_audit(rule_book, monkeypatch, tmp_path):
    inside = tmp_path / "above" / "inside"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)  # where a name with `..` in it would lead to the folder above
    before = below(tmp_path, CANARY.parent)
    touched, wrong = watch(monkeypatch), {}
    for case in SHORTLY:
        source = make_source(case.name, f"{CANARY.parent.as_uri()}/{case.name[:40]}", case.make(QUICK))
        begun = time.process_time()
        audit = audit_source(source, rule_book, Options(today="2026-11-28", limits=FEW_PAGES))
        seconds = time.process_time() - begun
        if said := verdict(case, audit) or ", ".join(touched) or too_slow(seconds):
            wrong[case.name] = said
        touched.clear()
    assert wrong == {}
    assert below(tmp_path, CANARY.parent) == before


def below(*folders: Path) -> list[Path]:
    """Return all that lies in the folders, at any depth."""
    return sorted(path for folder in folders for path in folder.rglob("*"))


def test_the_beginning_of_every_small_hostile_file_is_told_or_left_alone(rule_book, monkeypatch, tmp_path):
    monkeypatch.setattr(beginning, "LONG_CHARS", 400)
    monkeypatch.setattr(beginning, "BEGINNING_CHARS", 200)
    told = 0
    for case in SHORTLY:
        path = tmp_path / case.name
        path.write_bytes(case.make(QUICK))
        early = audit_beginning(Request(RequestKind.FILE, str(path), case.name), rule_book, Options())
        if early is not None:
            told += 1
            assert unfit(early) == "", case
            assert early.status is Status.PARTIAL, case
    assert told
