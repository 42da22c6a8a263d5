"""The command line: exit statuses, outputs, and plain sentences for wrong use."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from own_rules import own_rules

from auditor.cli.main import main

CLEAN = "Our clinic helps people to sleep. We are open on weekdays."
FLAGGED = "Our clinic in Ohio helps addicts. We are open on weekdays."


@pytest.fixture
def page(tmp_path):
    def _page(text, name="page.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return _page


def test_a_clean_page_ends_with_status_0(page):
    assert main(["audit", page(CLEAN), "-q"]) == 0


def test_findings_end_with_status_1(page):
    assert main(["audit", page(FLAGGED), "-q"]) == 1


@pytest.mark.parametrize(("fail_on", "status"), [("low", 1), ("critical", 0), ("never", 0)])
def test_the_severity_that_fails_can_be_set(page, fail_on, status):
    assert main(["audit", page(FLAGGED), "-q", "--fail-on", fail_on]) == status


def test_what_could_not_be_audited_ends_with_status_3_even_beside_clean_pages(page, tmp_path):
    assert main(["audit", page(CLEAN), str(tmp_path / "nowhere.html"), "-q"]) == 3
    assert main(["audit", page(CLEAN), page("", "empty.txt"), "-q", "--fail-on", "never"]) == 3


WRONG = [
    (["audit", "{page}", "--output", "audit.doc"], "no ending that names a format"),
    (["audit", "{page}", "--format", "xlsx"], "Name a file with --output"),
    (
        ["audit", "{page}", "--format", "xlsx", "--output", "a.json"],
        "“a.json” ends in .json, and --format says",
    ),
    (["audit", "{page}", "--audited-at", "noon"], "“noon” is no time"),
    (["audit", "{page}", "--rules", "/nowhere"], "There is no rules folder"),
    (["audit", "{page}", "--pack", "mars", "-q"], "There is no pack “mars”"),
    (["audit", "{page}", "--country", "Utopia", "-q"], "“UTOPIA” is no country"),
    (["rules", "check", "--rules", "/nowhere"], "There is no rules folder"),
    (["rules", "show", "core/nothing"], "There is no rule “core/nothing”"),
    (["audit", "{page}", "--output", "/nowhere/audit.json"], "The folder “/nowhere” does not exist"),
    (["audit", "{page}", "--format", "json", "--output", "{page}"], "is one of the documents to audit"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[w[1] for w in WRONG])
def test_wrong_use_ends_with_status_2_and_a_sentence(page, capfd, arguments, said):
    assert main([a.format(page=page(CLEAN)) for a in arguments]) == 2
    error = capfd.readouterr().err  # that of the workers too
    assert said in error
    assert "Traceback" not in error


def test_the_json_is_the_same_byte_for_byte(page, capfdbinary):
    outputs = []
    for _ in range(2):
        main(
            [
                "audit",
                page(FLAGGED),
                "--format",
                "json",
                "--with-text",
                "-q",
                "--audited-at",
                "2026-01-02T03:04:05Z",
            ]
        )
        outputs.append(capfdbinary.readouterr().out)
    assert outputs[0] == outputs[1]
    audit = json.loads(outputs[0])
    assert audit["audited_at"] == "2026-01-02T03:04:05Z"
    assert audit["documents"][0]["text"] == FLAGGED


def test_standard_input_is_audited(monkeypatch, capfdbinary):
    monkeypatch.setattr(
        "sys.stdin", type("Stdin", (), {"buffer": __import__("io").BytesIO(FLAGGED.encode())})
    )
    assert main(["audit", "-", "--format", "json", "-q"]) == 1
    assert json.loads(capfdbinary.readouterr().out)["documents"][0]["source"]["name"] == "standard input"


def test_without_an_output_the_findings_are_printed_line_by_line(page, capfd):
    main(["audit", page(FLAGGED)])
    printed = capfd.readouterr()
    assert "stigmatising-label" in printed.out
    assert "1 document, 1 finding:" in printed.err


def test_a_folder_is_audited_in_a_fixed_order(tmp_path, page, capfdbinary):
    for name in ("b.txt", "a.txt", "c.txt"):
        page(CLEAN, name)
    main(["audit", str(tmp_path), "--format", "json", "-q"])
    names = [d["source"]["name"] for d in json.loads(capfdbinary.readouterr().out)["documents"]]
    assert names == ["a.txt", "b.txt", "c.txt"]


def test_the_schema_is_printed(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Audit"


def test_the_rules_are_listed_and_shown(capsys):
    assert main(["rules", "list"]) == 0
    assert "core/stigmatising-label" in capsys.readouterr().out
    assert main(["rules", "show", "core/stigmatising-label"]) == 0
    assert "Offends:" in capsys.readouterr().out


def test_signs_in_a_file_name_do_not_steer_the_terminal(page, capfd):
    main(["audit", page(FLAGGED, "a\x1b[31mred\u202e.txt")])
    printed = capfd.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert "\u202e" not in printed.out + printed.err
    assert "red" in printed.out


def test_an_output_that_lacks_a_sign_does_not_end_the_command(tmp_path):
    (tmp_path / "page.txt").write_text(FLAGGED, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "audit", str(tmp_path / "page.txt")],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    assert b"stigmatising-label" in done.stdout


@pytest.mark.parametrize("seconds", ["0", "-5", "nan", "soon"])
def test_a_time_limit_must_be_a_time(page, seconds, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["audit", page(CLEAN), "--timeout", seconds])
    assert ended.value.code == 2
    assert "is no time" in capsys.readouterr().err


HEAVY = ("PySide6", "pdfplumber", "openpyxl", "bs4", "httpx", "docx", "phonenumbers")


def test_the_catalogue_holds_every_rule_of_the_program(tmp_path, capsys):
    assert main(["rules", "doc", "--output", str(tmp_path / "rules.html")]) == 0
    page = (tmp_path / "rules.html").read_text("utf-8")
    assert main(["rules", "list"]) == 0
    rules = re.findall(r"^  (\S+/\S+)", capsys.readouterr().out, re.MULTILINE)
    assert [r for r in rules if f'id="{r.replace("/", "-")}"' not in page] == []
    assert "claims a rank" in page
    assert "<mark>" in page


def test_the_catalogue_goes_to_standard_output_without_a_file(capfdbinary):
    assert main(["rules", "doc"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")


@pytest.mark.parametrize("arguments", [["--help"], ["audit", "--help"], ["rules", "list"]])
def test_a_light_command_imports_no_heavy_library(arguments):
    code = f"import sys; from auditor.cli.main import main\ntry: main({arguments!r})\nexcept SystemExit: pass\nprint(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_auditing_a_page_imports_neither_qt_nor_pdf_nor_spreadsheet_libraries(tmp_path):
    (tmp_path / "page.html").write_text(
        "<html lang=en><p>Our clinic helps people to sleep well.</p></html>", "utf-8"
    )
    code = (
        "import sys\nfrom pathlib import Path\nfrom auditor.engine.pack import read_rules\n"
        "from auditor.workflow.document import audit_request\nfrom auditor.workflow.options import Options\n"
        "from auditor.workflow.resources import rules_folder\nfrom auditor.model.source import Request, RequestKind\n"
        f"audit_request(Request(RequestKind.FILE, {str(tmp_path / 'page.html')!r}, 'page.html'), read_rules(rules_folder()), Options())\n"
        "print(sorted({'PySide6', 'pdfplumber', 'openpyxl', 'pypdfium2', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to try")
def test_a_full_disk_is_said_in_a_sentence(page):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "auditor", "audit", page(FLAGGED), "--format", "json", "-q"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.startswith("auditor: There is no room left")) == (2, True)


def test_the_command_leaves_with_its_status_and_all_it_had_to_say(page):
    command = [sys.executable, "-m", "auditor", "audit", page(FLAGGED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "stigmatising-label" in done.stdout
    assert "1 document, 1 finding:" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no signal that can be waited for")
def test_a_command_that_is_told_to_end_leaves_no_copy_of_what_it_audited(page, tmp_path):
    aside = tmp_path / "aside"
    aside.mkdir()
    endless = page("Nine out of ten of our patients sleep better, and so will you. " * 200_000)
    command = [sys.executable, "-m", "auditor", "audit", endless, "--output", str(tmp_path / "a.audit"), "-q"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(aside)})
    deadline = time.monotonic() + 20
    while not any(aside.glob("*/*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert any(aside.glob("*/*"))
    running.terminate()
    assert (running.communicate(timeout=20)[1], running.returncode) == (b"", 128 + signal.SIGTERM)
    assert [list(aside.iterdir()), (tmp_path / "a.audit").exists()] == [[], False]


def test_a_rules_folder_that_cannot_read_sentences_as_wholes_says_so(monkeypatch, capsys):
    book = own_rules()
    poorer = replace(book.lexicon, learned=lambda: replace(book.lexicon.learned(), reader=lambda: None))
    monkeypatch.setattr("auditor.engine.pattern_probe.runaway_patterns", lambda _: ())
    for lexicon, said in ((poorer, 1), (book.lexicon, 0)):
        monkeypatch.setattr("auditor.cli.rules.read_book", lambda _, it=lexicon: replace(book, lexicon=it))
        assert main(["rules", "check"]) == 0
        assert capsys.readouterr().out.count("No sentence is read as a whole") == said
