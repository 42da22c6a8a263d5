"""Review files on the command line: made, shown, and never overwritten."""

import json
from zipfile import ZipFile

import pytest

from auditor.cli.main import main
from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile

FLAGGED = "Our clinic in Ohio helps addicts. We are open on weekdays."


@pytest.fixture
def review(tmp_path):
    page, target = tmp_path / "page.txt", tmp_path / "page.audit"
    page.write_text(FLAGGED, "utf-8")
    assert main(["audit", str(page), "--output", str(target), "-q"]) == 1
    return target


def test_a_review_holds_the_page_itself(review):
    with AuditFile(review, is_read_only=True) as file:
        (row,) = file.document_rows()
        sha256 = file.document(row.id).source.sha256
        assert file.sources.content(row.id, sha256).decode() == FLAGGED


def test_findings_are_shown_with_their_decisions(review, capfd):
    with AuditFile(review) as file:
        file.decisions.decide(
            [1], Verdict.DISMISSED, Author("Ana", "2026-11-22T10:00:00Z"), "Dismissed", "Quoted"
        )
    assert main(["review", "show", str(review)]) == 0
    shown = capfd.readouterr().out
    assert "dismissed" in shown
    assert "Ana, 2026-11-22T10:00:00Z (Quoted)" in shown
    assert "1 finding: 1 dismissed." in shown
    assert main(["review", "show", str(review), "--format", "json"]) == 0
    (finding,) = json.loads(capfd.readouterr().out)["documents"][0]["findings"]
    assert finding["decision"] == {
        "verdict": "dismissed",
        "reason": "Quoted",
        "reviewer": "Ana",
        "decided_at": "2026-11-22T10:00:00Z",
    }


def test_a_review_that_is_there_is_not_made_again(review, capsys):
    before = review.read_bytes()
    assert main(["audit", str(review.with_suffix(".txt")), "--output", str(review), "-q"]) == 2
    assert "may hold decisions" in capsys.readouterr().err
    assert review.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no audit file"),
        (b"%PDF-1.7", "damaged or is not an audit file"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_review_is_said_so(tmp_path, capsys, content, said):
    path = tmp_path / "x.audit"
    if content is not None:
        path.write_bytes(content)
    assert main(["review", "show", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_a_spreadsheet_goes_out_and_comes_back(review, tmp_path, capfd):
    table = tmp_path / "page.csv"
    assert main(["review", "export", str(review), str(table)]) == 0
    before = review.read_bytes()
    table.write_text(
        table.read_text("utf-8-sig").replace("Undecided,,,,,", "Confirmed,,,,We take it out.,"), "utf-8"
    )
    assert main(["review", "import", str(table), str(review)]) == 0
    shown = capfd.readouterr().out
    assert "Undecided → Confirmed" in shown
    assert "1 decision and 1 response to take in (0 conflicts), 0 unchanged, 0 rows refused." in shown
    assert review.read_bytes() == before
    assert main(["review", "import", str(table), str(review), "--yes", "--reviewer", "Ana"]) == 0
    assert "1 finding changed" in capfd.readouterr().out
    with AuditFile(review, is_read_only=True) as file:
        decision = file.findings.one(1).decision
    assert (decision.verdict, decision.reviewer, decision.response) == (
        Verdict.CONFIRMED,
        "Ana",
        "We take it out.",
    )


def test_a_decision_that_loses_to_the_reviews_own_is_not_counted_as_taken_in(review, tmp_path, capfd):
    table = tmp_path / "page.csv"
    assert main(["review", "export", str(review), str(table)]) == 0
    table.write_text(table.read_text("utf-8-sig").replace("Undecided,", "Confirmed,"), "utf-8")
    with AuditFile(review) as file:
        file.decisions.decide([1], Verdict.DISMISSED, Author("Ana", "2026-11-22T10:00:00Z"), "Dismissed")
    for side, number in (("ours", "0 decisions"), ("theirs", "1 decision")):
        assert main(["review", "import", str(table), str(review), "--conflicts", side]) == 0
        assert f"{number} and 0 responses to take in (1 conflict)" in capfd.readouterr().out


def test_rows_that_were_refused_are_told_in_the_exit_status(review, tmp_path, capfd):
    table = tmp_path / "page.csv"
    assert main(["review", "export", str(review), str(table)]) == 0
    table.write_text(table.read_text("utf-8-sig").replace("Undecided,,,,,", "Oui,,,,,"), "utf-8")
    assert main(["review", "import", str(table), str(review), "--yes"]) == 3
    assert "“Oui” is no decision" in capfd.readouterr().out
    assert main(["review", "import", str(tmp_path / "none.xlsx"), str(review)]) == 2
    assert "There is no file" in capfd.readouterr().err


def test_a_template_without_an_export_is_told(tmp_path, capfd):
    for target in ([], ["--output", str(tmp_path / "page.audit")]):
        assert main(["audit", str(tmp_path), *target, "--template", "house.toml"]) == 2
        assert "A template says how exports look, and none is asked for." in capfd.readouterr().err


def test_an_export_can_be_narrowed_and_says_so(review, tmp_path, capfd):
    target = tmp_path / "some.json"
    only = ["--severity", "critical", "--decision", "confirmed", "--decision", "dismissed", "--text", "help"]
    assert main(["review", "export", str(review), str(target), *only]) == 0
    plain = json.loads(target.read_text("utf-8"))
    words = "“help” in their words; severity Critical; decision Confirmed or Dismissed"
    assert plain["filter"] == {"words": words, "shown": 0, "total": 1}
    assert main(["review", "export", str(review), str(target), "--rule", "core/labl"]) == 2
    assert "has no finding with the rule “core/labl”. It has those of" in capfd.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["audit", "page.txt", "-q", "-o"],
        ["review", "export", "page.audit"],
        ["review", "package", "page.audit"],
    ],
)
def test_nothing_is_written_in_half_of_a_look(review, tmp_path, capfd, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.toml").write_text('organisation = "Northfield"\nlogo = "gone.png"\n')
    target = "page.zip" if "package" in command else "page.html"
    assert main([*command, target, "--template", "house.toml"]) == 2
    assert "house.toml, line 2: there is no picture “gone.png”" in capfd.readouterr().err
    assert not (tmp_path / target).exists()
    (tmp_path / "house.toml").write_text('organisation = "Northfield"\n')
    assert main([*command, target, "--template", "house.toml"]) in {0, 1}
    made = tmp_path / target
    report = ZipFile(made).read("report.html") if made.suffix == ".zip" else made.read_bytes()
    assert b"<p>Northfield</p>" in report


def test_a_second_look_is_drawn_and_shown_and_says_nothing_of_the_first_decision(review, capfd):
    with AuditFile(review) as file:
        file.decisions.decide([1], Verdict.DISMISSED, Author("Ana", "2026-11-22T10:00:00Z"), "", "Quoted")
    assert main(["review", "second", "show", str(review)]) == 0
    assert "No second look has been drawn" in capfd.readouterr().out
    assert main(["review", "second", "draw", str(review), "--seed", "7", "--reviewer", "ana"]) == 0
    said = capfd.readouterr()
    assert "seed 7; 0 judged" in said.out
    assert "wants another person" in said.err
    assert main(["review", "second", "show", str(review), "--format", "json"]) == 0
    shown = json.loads(capfd.readouterr().out)
    found = next(item for item in shown["items"] if item["is_finding"])
    assert (found["first"], found["judgement"]["verdict"]) == (None, "undecided")
    assert (shown["look"]["seed"], shown["total"]["dismissed"], shown["total"]["agreement"]) == ("7", 1, None)


def test_a_second_look_that_cannot_be_drawn_says_why(review, tmp_path, capfd):
    assert main(["review", "second", "draw", str(review), *["--not-flagged", "0"]]) == 2
    assert "nothing to look at again" in capfd.readouterr().err
    assert main(["review", "second", "show", str(tmp_path / "gone.audit")]) == 2
    assert "There is no audit file" in capfd.readouterr().err
