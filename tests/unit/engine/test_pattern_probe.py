"""A pattern that runs away is told when it is written, with its place; on a document it is stopped."""

import shutil
import time

import pytest

from auditor.engine.pattern_probe import runaway_patterns
from auditor.workflow.resources import rules_folder

RUNAWAY = [
    "/(?:a|aa)+$/",
    "/(?:\\w|\\w\\w)+;/",
    "/cure (?:a|the|\\w|\\w\\w)*now/",
    "/(x|xx)*y$/",
    "/(?:our|\\w|\\w\\w)+ team/",
]
TAME = [
    "/\\bbest\\b.{0,40}\\bworld\\b/",
    "/\\d(?:[.,]\\d)?\\s*%/",
    "/(?:\\w+\\s){0,3}clinic/ if clinic",
    "most advanced",
]


def written(folder, phrases):
    (folder / "core").mkdir()
    lines = "".join(f"    - '{p}'\n" for p in phrases)
    (folder / "core" / "rule.yaml").write_text(f"id: rule\nwith:\n  phrases:\n{lines}", "utf-8")
    return folder


@pytest.mark.parametrize("pattern", RUNAWAY)
def test_a_pattern_that_runs_away_is_told_with_file_and_line(tmp_path, pattern):
    [told] = runaway_patterns(written(tmp_path, [TAME[0], pattern]))
    assert f"rule.yaml, line 5: the pattern “{pattern}” did not finish" in told


def test_patterns_that_finish_are_left_alone(tmp_path):
    assert list(runaway_patterns(written(tmp_path, TAME))) == []


def test_no_pattern_of_the_program_runs_away():
    assert list(runaway_patterns(rules_folder())) == []


def test_a_runaway_pattern_in_a_list_is_told(tmp_path):
    shutil.copytree(rules_folder() / "_lists", tmp_path / "_lists")
    (tmp_path / "_lists" / "own.txt").write_text("good\n/(?:a|aa)+$/\n", "utf-8")
    [told] = runaway_patterns(tmp_path)
    assert "own.txt, line 2" in told


def test_an_audit_goes_on_beside_a_rule_whose_pattern_runs_away(tmp_path):
    from auditor.engine.pack import read_rules
    from auditor.model.source import Source
    from auditor.workflow.document import audit_source
    from auditor.workflow.options import Options

    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    rule = folder / "core" / "stigmatising-label.yaml"
    rule.write_text(
        rule.read_text("utf-8").replace("  unless:", "  phrases: ['/(?:a|aa)+$/']\n  unless:", 1), "utf-8"
    )
    content = f"Our clinic is the best in the world. {'a' * 400}b\n".encode() * 20
    started = time.perf_counter()
    audit = audit_source(Source("page.txt", "", content, size=len(content)), read_rules(folder), Options())
    assert [f.rule for f in audit.failures] == ["core/stigmatising-label"]
    assert "/(?:a|aa)+$/" in audit.failures[0].error
    assert "core/superlative" in {f.rule for f in audit.findings}
    assert time.perf_counter() - started < 30
