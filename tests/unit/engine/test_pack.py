"""A broken pack is refused with file, line and what was expected; nothing is half-loaded."""

import shutil

import pytest

from auditor.engine.pack import read_rules
from auditor.errors import PackError
from auditor.workflow.resources import rules_folder

PACK = "id: core\ntitle: General\nversion: 1.0.0\n"
RULE = """\
id: absolute-claim
title: An absolute claim
category: guarantee
severity: high
check: phrase
with:
  phrases: [works for everyone]
messages:
  violation: "“{trigger}” has no limits."
advice: "Say for whom."
basis:
  - {title: "A code", clause: "rule 1"}
examples:
  offends: "It works for everyone."
  acceptable: "It helps some people."
"""


@pytest.fixture
def rules(tmp_path):
    """A rules folder with one pack of one rule, and the lists of the program."""
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder() / "_lists", folder / "_lists")
    shutil.copytree(rules_folder() / "_resources", folder / "_resources")
    shutil.copy(rules_folder() / "_texts.yaml", folder)
    (folder / "core").mkdir()
    (folder / "core" / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "core" / "absolute-claim.yaml").write_text(RULE, "utf-8")
    return folder


def test_a_good_pack_is_read(rules):
    [pack] = read_rules(rules).packs
    assert [r.id for r in pack.rules] == ["core/absolute-claim"]


BROKEN = [
    ("an unknown key", "severity:", "severty:", "line 4", "unknown key “severty”"),
    ("an unknown severity", "high", "awful", "line 4", "awful"),
    ("an unknown check", "check: phrase", "check: guess", "line 5", "unknown check “guess”"),
    ("an unknown parameter", "phrases:", "phrase:", "line 7", "unknown key “phrase”"),
    (
        "a parameter of the wrong type",
        "[works for everyone]",
        "works",
        "line 7",
        "this should be a list, not a text",
    ),
    ("a broken phrase", "works for everyone]", "works (for everyone]", "line 6", "never closed"),
    ("a list that is not there", "[works for everyone]", "[works <nowhere>]", "line 6", "no list “nowhere”"),
    (
        "a condition that asks for nothing",
        "phrases: [works for everyone]",
        "phrases: [works for everyone]\n  only_if: {}",
        "line 8",
        "asks for nothing",
    ),
    (
        "a topic without a list",
        "phrases: [works for everyone]",
        "phrases: [works for everyone]\n  only_if: {about: [gardening]}",
        "line 6",
        "no list 'about-gardening'",
    ),
    ("no message", "violation:", "other:", "line 8", "no message"),
    (
        "an id unlike the file's name",
        "id: absolute-claim",
        "id: other",
        "line 1",
        "differs from the file's name",
    ),
    ("no basis", 'basis:\n  - {title: "A code", clause: "rule 1"}\n', "", "line 1", "missing key “basis”"),
    ("a key twice", "title: An absolute claim", "title: A\ntitle: B", "line 3", "stands twice"),
    ("no YAML", "messages:", "messages: [", "line", "not YAML"),
    (
        "a base that is not there",
        "check: phrase",
        "check: phrase\nextends: core/nothing",
        "line 6",
        "no rule “core/nothing”",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "said"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_mistake_is_told_with_its_place(rules, name, old, new, line, said):
    path = rules / "core" / "absolute-claim.yaml"
    assert old in RULE
    path.write_text(RULE.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        read_rules(rules)
    message = str(caught.value)
    assert "absolute-claim.yaml" in message
    assert line in message
    assert said in message


def test_a_pack_for_an_unknown_country_is_refused(rules):
    (rules / "core" / "pack.yaml").write_text(PACK + "countries: [XX]\n", "utf-8")
    with pytest.raises(PackError, match=r"pack.yaml, line 4: unknown country “XX”.*Expected: one of"):
        read_rules(rules)


def test_a_crisis_line_without_a_number_is_refused(rules):
    path = rules / "_resources" / "crisis.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            'canonical: "911"\n          written: ["911", "9-1-1", "dial 911", "call 911"]',
            'canonical: "none"',
            1,
        ),
        "utf-8",
    )
    with pytest.raises(PackError, match=r"crisis.yaml, line \d+: “none” holds no telephone number"):
        read_rules(rules)


def test_two_lists_of_one_name_are_refused(rules):
    (rules / "_lists" / "topic-suicide.txt").write_text("suicide\n", "utf-8")
    with pytest.raises(PackError, match="two lists named “topic-suicide”"):
        read_rules(rules)


def test_a_folder_without_packs_is_refused(tmp_path):
    with pytest.raises(PackError, match="no rules folder"):
        read_rules(tmp_path / "nowhere")


def test_an_extending_rule_takes_over_what_it_leaves_out(rules):
    (rules / "us").mkdir()
    (rules / "us" / "pack.yaml").write_text("id: us\ntitle: US\nversion: 1.0.0\ncountries: [US]\n", "utf-8")
    (rules / "us" / "absolute-claim.yaml").write_text(
        'id: absolute-claim\nextends: core/absolute-claim\nseverity: critical\nbasis:\n  - {title: "A law"}\n',
        "utf-8",
    )
    book = read_rules(rules)
    rule = book.rule("us/absolute-claim")
    assert (rule.severity.value, rule.basis[0].title, rule.advice) == ("critical", "A law", "Say for whom.")
    assert rule.replaces == "core/absolute-claim"


def test_the_hash_of_a_pack_changes_with_any_of_its_files(rules):
    before = read_rules(rules).packs[0].sha256
    path = rules / "core" / "absolute-claim.yaml"
    path.write_text(path.read_text("utf-8").replace("some people", "most people"), "utf-8")
    assert read_rules(rules).packs[0].sha256 != before
