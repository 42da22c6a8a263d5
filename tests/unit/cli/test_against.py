"""`auditor audit … --against`: a new version beside the review of the one before, from bytes to output."""

import json

import pytest

from auditor.cli.main import main
from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile

FIRST = (
    "Our clinic in Ohio helps addicts. We are the best clinic in the country.\n\n"
    "We guarantee that you will be cured. We are open on weekdays.\n"
)
SECOND = (
    "Our clinic in Ohio helps addicts. We are one of the very best clinics in the country.\n\n"
    "We are open on weekdays. No side effects, ever: our method is one hundred percent safe.\n"
)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """The review of the first version, with a decision about every finding."""
    folder = tmp_path_factory.mktemp("old")
    page, review = folder / "page.txt", folder / "old.audit"
    page.write_text(FIRST, "utf-8")
    assert main(["audit", str(page), "--output", str(review), "-q"]) == 1
    with AuditFile(review) as file:
        numbers = [mark.id for mark in file.findings.marks(1)]
        author = Author("Ana", "2026-11-22T10:00:00Z")
        file.decisions.decide(numbers, Verdict.CONFIRMED, author, "Confirmed", "Told marketing")
    return review


@pytest.fixture
def new(tmp_path):
    path = tmp_path / "new.txt"
    path.write_text(SECOND, "utf-8")
    return path


def by_state(document):
    found = {}
    for finding in document["findings"]:
        found.setdefault(finding["state"], []).append(finding["trigger"].lower())
    return found


def test_every_finding_carries_its_state_and_the_fixed_are_listed(old, new, tmp_path):
    before, target = old.read_bytes(), tmp_path / "out.json"
    assert main(["audit", str(new), "--against", str(old), "--output", str(target), "-q"]) == 1
    (document,) = json.loads(target.read_text("utf-8"))["documents"]
    states = by_state(document)
    assert "addicts" in states["open"]
    assert any("best" in words for words in states["stale"])
    assert any("safe" in words or "side effects" in words for words in states["new"])
    assert any("guarantee" in gone["quote"] for gone in document["fixed"])
    carried = next(f for f in document["findings"] if f["trigger"] == "addicts")["decision"]
    assert (carried["reviewer"], carried["decided_at"]) == ("Ana", "2026-11-22T10:00:00Z")
    stale = next(f for f in document["findings"] if f["state"] == "stale")
    assert stale["decision"] is None
    assert stale["before"]["decision"]["reason"] == "Told marketing"
    assert old.read_bytes() == before


def test_the_summary_says_it_in_one_line_and_the_findings_beside_each(old, new, capfd):
    assert main(["audit", str(new), "--against", str(old)]) == 1
    told = capfd.readouterr()
    assert "Since the version before: " in told.err
    assert "1 decision no longer fits" in told.err
    assert "[stale]" in told.out
    assert "new.txt: fixed: " in told.out


def test_the_review_goes_on_in_a_new_file(old, new, tmp_path, capfd):
    target = tmp_path / "new.audit"
    assert main(["audit", str(new), "--against", str(old), "--output", str(target), "-q"]) == 1
    with AuditFile(target) as file:
        (row,) = file.document_rows()
        assert row.name == "new.txt"
        assert file.sources.content(row.id, file.document(row.id).source.sha256).decode() == SECOND
        assert file.decisions.steps().undo.words == "New version of new.txt"
    assert main(["review", "show", str(target), "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["documents"][0]["fixed"]
    assert main(["review", "show", str(target)]) == 0
    shown = capfd.readouterr().out
    assert "[stale]" in shown
    assert "  fixed: " in shown
    assert "Since the version before: " in shown
    again = target.read_bytes()
    assert main(["audit", str(new), "--against", str(old), "--output", str(target), "-q"]) == 2
    assert "may hold decisions" in capfd.readouterr().err
    assert target.read_bytes() == again


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no audit file"),
        (b"%PDF-1.7", "damaged or is not an audit file"),
        (b"", "is empty: it holds no audit"),
        ("newer", "newer version of Auditor"),
    ],
)
def test_what_is_no_review_ends_with_status_2_before_any_work(old, new, tmp_path, capsys, content, said):
    path, target = tmp_path / "other.audit", tmp_path / "out.json"
    if content == "newer":
        path.write_bytes(old.read_bytes()[:60] + (9001).to_bytes(4, "big") + old.read_bytes()[64:])
    elif content is not None:
        path.write_bytes(content)
    assert main(["audit", str(new), "--against", str(path), "--output", str(target), "-q"]) == 2
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_a_version_of_nothing_is_refused(new, capsys):
    assert main(["audit", str(new), "--version-of", "page.txt", "-q"]) == 2
    assert "--version-of goes with --against" in capsys.readouterr().err
