"""`auditor register`, and an audit that is held against a register."""

import json

import pytest

from auditor.cli.main import main
from auditor.store.audits import AuditFile

PAGE = "Our clinic in Ohio helps addicts. We are open on weekdays."
TABLE = """Wordings;Reference;Evidence file;Holds for;Places;Approver;Valid until;Note
our clinic in Ohio helps addicts;;study.txt;Countries;US;Ana;2099-12-31;
we have no evidence for this;;;;;Ana;;
=HYPERLINK("https://evil.example") at our place;Doe 2024;;;;Ana;;
"""


@pytest.fixture
def register(tmp_path):
    (tmp_path / "study.txt").write_text("counted", "utf-8")
    (tmp_path / "claims.csv").write_text(TABLE, "utf-8")
    target = tmp_path / "brand.claims"
    assert main(["register", "import", str(tmp_path / "claims.csv"), str(target), "--reviewer", "Ana"]) == 3
    return target


def test_rows_without_evidence_are_refused_and_the_others_go_on(register, tmp_path, capsys):
    assert main(["register", "import", str(tmp_path / "claims.csv"), str(tmp_path / "other.claims")]) == 3
    said = capsys.readouterr().out
    assert "Row 3: not taken. There is no evidence." in said
    assert "2 added, 0 changed, 0 as before, 1 not taken." in said
    assert main(["register", "list", str(register), "--format", "json", "--today", "2099-12-15"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["state"] == "soon"
    assert first["evidence"]["file"]["name"] == "study.txt"
    assert second["wordings"] == ['=HYPERLINK("https://evil.example") at our place']


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_out_is_taken_in_unchanged(register, tmp_path, capsys, ending):
    table = tmp_path / f"out.{ending}"
    assert main(["register", "export", str(register), str(table)]) == 0
    assert main(["register", "import", str(table), str(register)]) == 0
    assert "0 added, 0 changed, 2 as before, 0 not taken." in capsys.readouterr().out


def test_an_approved_claim_does_not_count_for_the_exit_status(register, tmp_path, capfd):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    command = ["audit", str(page), "--country", "US", "--register", str(register)]
    assert main([*command, "--format", "json", "-q"]) == 0
    audit = json.loads(capfd.readouterr().out)
    assert audit["register"] == {"name": "brand.claims", "claims": 2, "trouble": None}
    (finding,) = audit["documents"][0]["findings"]
    assert finding["decision"]["verdict"] == "approved-claim"
    assert finding["decision"]["reviewer"] == "Ana"
    assert "study.txt" in finding["decision"]["reason"]
    assert finding["approval"]["state"] == "approved"


def test_a_register_that_is_missing_is_told_and_the_audit_goes_on(tmp_path, capfd):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    assert main(["audit", str(page), "--register", "gone.claims", "--format", "json", "-q"]) == 1
    shown = capfd.readouterr()
    assert "no register “gone.claims”" in shown.err
    assert "No approved claim was recognised." in json.loads(shown.out)["register"]["trouble"]


def test_a_review_has_a_register_of_its_own(register, tmp_path, capsys):
    review = tmp_path / "r.audit"
    AuditFile(review).close()
    assert main(["register", "import", str(tmp_path / "claims.csv"), str(review)]) == 3
    assert main(["register", "list", str(review)]) == 0
    assert "2 approved claims." in capsys.readouterr().out
