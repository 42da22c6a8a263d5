"""A broken pack is refused with file, line and what was expected; nothing is half-loaded."""

import re
import shutil

import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.pack import read_rules
from auditor.engine.runner import judge
from auditor.engine.schema import RuleFile
from auditor.engine.yaml_source import read_yaml
from auditor.errors import PackError
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
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


CRISIS_LINE = """\
schema_version: 1
topics: [emergency, suicide]
countries:
  "US":
    name: "United States"
    resources:
      - id: us-988
        name: "988 Suicide & Crisis Lifeline"
        topics: [suicide]
        status: active
        phone: {canonical: "988", written: ["9-8-8"]}
        sms: [{number: "988", keyword: null}]
        url: "https://988lifeline.org/"
        verified: "yes"
"""


@pytest.fixture
def rules(tmp_path):
    """A rules folder with one pack of one rule, a list and a crisis line."""
    folder = tmp_path / "rules"
    for name in ("_lists", "_resources", "core"):
        (folder / name).mkdir(parents=True)
    (folder / "_lists" / "crisis.yaml").write_text("topic-suicide: [suicid*]\n", "utf-8")
    (folder / "_resources" / "crisis.yaml").write_text(CRISIS_LINE, "utf-8")
    shutil.copy(rules_folder() / "_texts.yaml", folder)
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
    ("a broken phrase", "works for everyone]", "works (for everyone]", "line 7", "never closed"),
    ("a list that is not there", "[works for everyone]", "[works <nowhere>]", "line 7", "no list “nowhere”"),
    (
        "a broken expression",
        "[works for everyone]",
        '["/works (for/"]',
        "line 7",
        "this is not a regular expression",
    ),
    ("an empty phrase", "[works for everyone]", '[""]', "line 7", "the phrase is empty"),
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
        "a message of the wrong type",
        '"“{trigger}” has no limits."',
        "[a]",
        "line 8",
        "this should be a text, not a list",
    ),
    (
        "a typo in the name of a message",
        "advice:",
        '  needs-reveiw: "Look."\nadvice:',
        "line 10",
        "“needs-reveiw” is no message of this check. Expected: “needs-review”, if that is what was meant",
    ),
    ("a typo in a placeholder", "{trigger}", "{triger}", "line 9", "“{triger}” is no placeholder"),
    (
        "a placeholder of another check",
        '"Say for whom."',
        '"Say for {topics}."',
        "line 10",
        "“{topics}” is no placeholder",
    ),
    ("a placeholder that is never closed", "{trigger}", "{trigger", "line 9", "the braces do not match"),
    (
        "a placeholder that is more than a name",
        "{trigger}",
        "{trigger.x}",
        "line 9",
        "“{trigger.x}” is no placeholder",
    ),
    (
        "a typo in a key of a basis",
        "clause:",
        "clasue:",
        "line 12",
        "Expected: “clause”, if that is what was meant",
    ),
    ("an address that is none", "clause:", 'url: "javascript:x", clause:', "line 12", "is no web address"),
    (
        "an unknown country of an example",
        "  acceptable:",
        "  country: XX\n  acceptable:",
        "line 15",
        "country “XX”",
    ),
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


def test_the_error_says_what_was_expected(rules):
    (rules / "core" / "absolute-claim.yaml").write_text(RULE.replace("severity", "severty", 1), "utf-8")
    with pytest.raises(PackError) as caught:
        read_rules(rules)
    assert caught.value.remedy.startswith(
        "Expected: “severity”, if that is what was meant; the keys are id, title,"
    )


def test_a_duplicate_id_is_refused_with_both_places(rules):
    (rules / "core" / "another.yaml").write_text(RULE, "utf-8")
    with pytest.raises(
        PackError, match=r"another.yaml, line 1: .*stands twice, here and in absolute-claim.yaml"
    ):
        read_rules(rules)


def test_a_pack_with_the_id_of_another_is_refused(rules):
    (rules / "us").mkdir()
    (rules / "us" / "pack.yaml").write_text(PACK, "utf-8")
    with pytest.raises(
        PackError, match=r"us.pack.yaml, line 1: the id “core” differs from the folder's name"
    ):
        read_rules(rules)


def test_a_pack_for_an_unknown_country_is_refused(rules):
    (rules / "core" / "pack.yaml").write_text(PACK + "countries: [XX]\n", "utf-8")
    with pytest.raises(PackError, match=r"pack.yaml, line 4: unknown country “XX”.*Expected: one of"):
        read_rules(rules)


def test_a_file_that_would_be_passed_over_is_refused(rules):
    (rules / "core" / "absolute-claim.yaml").rename(rules / "core" / "absolute-claim.yml")
    with pytest.raises(PackError, match=r"absolute-claim.yml would not be read. Expected: .*ends in .yaml"):
        read_rules(rules)


def test_rules_without_a_pack_are_refused(rules):
    (rules / "fr").mkdir()
    shutil.copy(rules / "core" / "absolute-claim.yaml", rules / "fr")
    with pytest.raises(PackError, match=r"fr holds rules and no pack.yaml"):
        read_rules(rules)


UNREADABLE = [
    ("a control character", "title: bell \x07\n", "line 1: this is not YAML"),
    ("a list that holds itself", "id: &a [*a]\n", "line 1: values lie too deep"),
    ("a bomb of aliases", "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + b] * 9)}]\n" for b, c in zip("abcdefg", "bcdefgh", strict=True)
    ), "or repeat too often"),
    ("a list instead of keys", "- id: absolute-claim\n", "line 1: this should be a mapping, not a list"),
    ("one word", "absolute-claim\n", "line 1: this should be a mapping, not a text"),
    ("nothing", "\n", "is empty"),
    ("a number without end", f"id: {'9' * 5000}\n", "line 1: the id"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_a_file_that_is_no_rule_is_refused(rules, name, text, said):
    (rules / "core" / "absolute-claim.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError) as caught:
        read_rules(rules)
    assert "absolute-claim.yaml" in str(caught.value)
    assert said in str(caught.value)


def test_a_misspelt_key_is_refused_in_every_rule_of_the_program(tmp_path):
    for path in sorted(p for p in rules_folder().glob("[!_]*/*.yaml") if p.name != "pack.yaml"):
        text = path.read_text("utf-8")
        for key in re.findall(r"^(\w+):", text, re.MULTILINE):
            (tmp_path / path.name).write_text(
                re.sub(rf"^{key}:", f"{key}x:", text, count=1, flags=re.MULTILINE), "utf-8"
            )
            source = read_yaml(tmp_path / path.name)
            with pytest.raises(PackError, match=rf"{path.name}, line \d+: unknown key “{key}x”"):
                source.convert(source.value, RuleFile)


BAD_LINES = [
    ("no number", 'canonical: "988"', 'canonical: "none"', "line 11: “none” holds no telephone number"),
    ("a number too short", 'canonical: "988"', 'canonical: "98"', "line 11: “98” holds no telephone number"),
    (
        "a number that is no text",
        'canonical: "988"',
        "canonical: 988",
        "line 11: this should be a text, not a number",
    ),
    ("a text to a word", 'number: "988"', 'number: "HOME"', "line 12: “HOME” is no number to send a text to"),
    ("a typo in a key", "phone:", "phon:", "line 11: unknown key “phon”. Expected: “phone”, if"),
    ("a typo in the key of all", "countries:", "countrys:", "line 3: unknown key “countrys”"),
    ("an unknown country", '"US":', '"XX":', "line 4: unknown country “XX”. Expected: one of AT, AU"),
    ("an unknown topic", "topics: [suicide]", "topics: [suicid]", "line 9: unknown topic “suicid”"),
    (
        "an unknown status",
        "status: active",
        "status: open",
        "line 10: unknown status “open”. Expected: one of active",
    ),
    (
        "an address that is none",
        '"https://988lifeline.org/"',
        '"988lifeline.org"',
        "line 13: “988lifeline.org” is no",
    ),
    ("no resources", "resources:", "resource:", "line 6: unknown key “resource”"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), BAD_LINES, ids=[b[0] for b in BAD_LINES])
def test_a_mistake_in_a_crisis_line_is_told_with_its_place(rules, name, old, new, said):
    assert old in CRISIS_LINE
    path = rules / "_resources" / "crisis.yaml"
    path.write_text(CRISIS_LINE.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        read_rules(rules)
    assert f"crisis.yaml, {said}" in str(caught.value)


def test_two_crisis_lines_of_one_id_are_refused(rules):
    path = rules / "_resources" / "crisis.yaml"
    entry = CRISIS_LINE[CRISIS_LINE.index("      - id") :]
    path.write_text(CRISIS_LINE + entry, "utf-8")
    with pytest.raises(PackError, match=r"crisis.yaml, line 15: there are two lines with the id “us-988”"):
        read_rules(rules)


def test_a_broken_entry_of_a_list_is_told_where_it_stands(rules):
    (rules / "_lists" / "reception.yaml").write_text("reception-words:\n  - good\n  - very (good\n", "utf-8")
    path = rules / "core" / "absolute-claim.yaml"
    path.write_text(RULE.replace("works for everyone", "works <reception-words>"), "utf-8")
    with pytest.raises(PackError, match=r"reception.yaml, line 3: “very \(good”: the bracket"):
        read_rules(rules)


@pytest.mark.parametrize("entry", ["top #1 clinic", "approved in #", "good # a comment"])
def test_an_entry_that_a_number_sign_cuts_short_is_refused(rules, entry):
    (rules / "_lists" / "reception.yaml").write_text(
        f"reception-words:\n  - very good\n  - {entry}\n", "utf-8"
    )
    with pytest.raises(
        PackError, match=r"reception.yaml, line 3: what stands behind “.+” is a comment to YAML"
    ):
        read_rules(rules)


def test_comments_on_lines_of_their_own_and_quoted_number_signs_are_read(rules):
    text = "reception-words:\n  # Kind words.\n  - '#1 in'\n  - \"top # of\"\n"
    (rules / "_lists" / "reception.yaml").write_text(text, "utf-8")
    assert read_rules(rules).lexicon.words("reception-words") == ("#1 in", "top # of")


def test_a_broken_entry_of_a_list_nobody_names_is_told_too(rules):
    (rules / "_lists" / "reception-words.txt").write_text("good\n\n# a comment\nvery (good\n", "utf-8")
    with pytest.raises(PackError, match=r"reception-words.txt, line 4: “very \(good”"):
        read_rules(rules)


def test_a_misspelt_reason_is_refused(rules):
    path = rules / "_texts.yaml"
    path.write_text(path.read_text("utf-8").replace("\nnegated:", "\nnegatd:", 1), "utf-8")
    with pytest.raises(
        PackError, match=r"_texts.yaml, line \d+: nothing gives the reason “negatd”. Expected: “negated”"
    ):
        read_rules(rules)


def test_a_reason_without_a_sentence_is_refused(rules):
    path = rules / "_texts.yaml"
    path.write_text(re.sub(r"^negated:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    with pytest.raises(
        PackError, match=r"_texts.yaml, line 2: there is no sentence for the reason “negated”"
    ):
        read_rules(rules)


def test_two_lists_of_one_name_are_refused(rules):
    (rules / "_lists" / "topic-suicide.txt").write_text("suicide\n", "utf-8")
    with pytest.raises(PackError, match=r"crisis.yaml, line \d+: there are two lists named “topic-suicide”"):
        read_rules(rules)


def test_a_folder_without_packs_is_refused(tmp_path):
    with pytest.raises(PackError, match="no rules folder"):
        read_rules(tmp_path / "nowhere")


def test_a_folder_without_the_shared_lists_is_refused(rules):
    shutil.rmtree(rules / "_lists")
    with pytest.raises(PackError, match=r"_lists cannot be read.*a whole rules folder"):
        read_rules(rules)


def test_crisis_rules_without_any_crisis_line_are_refused(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder, ignore=shutil.ignore_patterns("_resources"))
    with pytest.raises(PackError, match=r"crisis\.yaml is missing.*compares pages with"):
        read_rules(folder, is_checked=True)


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


GERMAN = PACK.replace("core", "de").replace("General", "Germany") + "countries: [DE]\n"


def extending(rules, more):
    (rules / "de").mkdir()
    (rules / "de" / "pack.yaml").write_text(GERMAN, "utf-8")
    text = "id: absolute-claim\nextends: core/absolute-claim\n" + more
    (rules / "de" / "absolute-claim.yaml").write_text(text, "utf-8")
    return rules


def test_a_mistake_that_other_rules_take_over_is_told_where_it_stands(rules):
    extending(rules, "").joinpath("de").rename(rules / "at")
    (rules / "at" / "pack.yaml").write_text(GERMAN.replace("id: de", "id: at"), "utf-8")
    file = rules / "core" / "absolute-claim.yaml"
    file.write_text(file.read_text("utf-8").replace("check: phrase", "check: fraze"), "utf-8")
    with pytest.raises(PackError, match=r"core/absolute-claim\.yaml, line \d+: unknown check “fraze”"):
        read_rules(rules)


def test_a_list_with_a_plus_sign_adds_to_the_extended_rule_s(rules):
    more = "with: {+phrases: [never fails]}\nexamples: {offends: It never fails., acceptable: It may fail.}\n"
    book = read_rules(extending(rules, more))
    for text in ("It never fails.", "It works for everyone."):
        assert [f.rule for f in audited(book, text).findings] == ["de/absolute-claim"]


def test_a_list_that_the_extended_rule_lacks_is_not_added_to(rules):
    with pytest.raises(PackError, match="there is no list “unless” to add to"):
        read_rules(extending(rules, "with: {+unless: [in jest]}\n"))


def test_findings_are_critical_in_the_setting_the_rule_names_and_only_there(rules):
    (rules / "_lists" / "pages.yaml").write_text("about-teeth: [teeth]\n", "utf-8")
    more = "critical_if: {about: [teeth]}\nmessages: {critical: Forbidden to dentists.}\n"
    book = read_rules(extending(rules, more))
    found = [
        audited(book, f"It works for everyone. We care for {part}.").findings[0] for part in ("teeth", "skin")
    ]
    assert [(f.severity.value, f.message) for f in found] == [
        ("critical", "Forbidden to dentists."),
        ("high", "“works for everyone” has no limits."),
    ]


def test_a_setting_of_an_unknown_topic_is_refused(rules):
    with pytest.raises(PackError, match="there is no list 'about-tooth'"):
        read_rules(extending(rules, "critical_if: {about: [tooth]}\n"))


def audited(book, text):
    """Judge a text by a book without the word lists that an analysis needs: the program's own lists stand in."""
    source = Source("page.txt", "", text.encode(), size=len(text.encode()))
    document = loader_for(source).load(source, Limits())
    analysis = analyse(document, own_rules().lexicon, country="DE")
    return judge(document, analysis, book, "page.txt")


@pytest.mark.parametrize(
    "name", ["_learned/NOTICE.txt", "_learned/notes.md", "_lists/README.md", "_resources/list.txt"]
)
def test_what_nobody_judges_by_changes_no_hash(rules, name):
    before = read_rules(rules).packs[0].sha256
    (rules / name).parent.mkdir(exist_ok=True)
    (rules / name).write_text("Copyright somebody\n", "utf-8")
    assert read_rules(rules).packs[0].sha256 == before


def test_the_model_comes_with_a_notice_of_whose_it_is():
    notice = (rules_folder() / "_learned" / "NOTICE.txt").read_text("utf-8")
    assert "all-MiniLM-L6-v2" in notice
    assert "Apache License, Version 2.0" in notice


@pytest.mark.parametrize(
    "name", ["_lists/of-our-own.yaml", "_lists/words.txt", "_lists/xx/words.yaml", "_learned/cues.txt"]
)
def test_the_hash_of_a_pack_changes_with_what_all_judge_by(rules, name):
    before = read_rules(rules).packs[0].sha256
    (rules / name).parent.mkdir(exist_ok=True)
    (rules / name).write_text("0\n^\n" if name.endswith("cues.txt") else "of-our-own: [word]\n", "utf-8")
    assert read_rules(rules).packs[0].sha256 != before


def test_the_hash_of_a_pack_changes_with_any_of_its_files(rules):
    before = read_rules(rules).packs[0].sha256
    path = rules / "core" / "absolute-claim.yaml"
    path.write_text(path.read_text("utf-8").replace("some people", "most people"), "utf-8")
    assert read_rules(rules).packs[0].sha256 != before
