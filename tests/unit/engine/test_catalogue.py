"""What the catalogue gathers is what the files say."""

import re
import shutil

import pytest
from own_rules import own_rules

from auditor.engine.catalogue import catalogue, read_guide
from auditor.engine.coverage import read_coverage
from auditor.errors import PackError
from auditor.model.catalogue import Shown
from auditor.model.finding import Outcome, Severity
from auditor.workflow.resources import rules_folder

BOOK = own_rules()
SHOWN = {rule.id: Shown("It says so.", "Do this.") for pack in BOOK.packs for rule in pack.rules}


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(rules_folder(), tmp_path / "rules")
    return tmp_path / "rules"


def test_every_severity_and_outcome_is_explained():
    guide = read_guide(rules_folder())
    assert set(guide.severities) == {s.value for s in Severity}
    assert set(guide.outcomes) == {o.value for o in Outcome}


def test_the_rule_guide_explains_severities_in_the_same_words():
    guide = (rules_folder() / "README.md").read_text("utf-8")
    table = dict(re.findall(r"^\| `(critical|high|medium|low)` \| (.+) \|$", guide, re.MULTILINE))
    assert table == read_guide(rules_folder()).severities


def test_every_rule_is_in_the_catalogue():
    made = catalogue(BOOK, rules_folder(), SHOWN)
    assert [r.id for p in made.packs for r in p.rules] == [r.id for p in BOOK.packs for r in p.rules]


def test_figures_come_from_the_file_beside_the_packs(folder):
    (folder / "_accuracy.json").write_text(
        '{"sets": {"corpus": {"documents": 2, "use": "tuned on"}}, "categories": {}, "rules": {"core/urgency": '
        '{"cases": {"flagged": 3, "silent": 4}, "sets": {"corpus": {"labels": 4, "found": 3, "flagged": 5, "right": 4}}}}}',
        "utf-8",
    )
    made = catalogue(BOOK, folder, SHOWN)
    rules = {rule.id: rule for pack in made.packs for rule in pack.rules}
    assert made.sets == {"corpus": "tuned on"}
    measure = rules["core/urgency"].accuracy.sets["corpus"]
    assert (measure.missed, measure.wrong, measure.recall, measure.precision) == (1, 1, 0.75, 0.8)
    assert rules["core/guarantee"].accuracy is None


def test_a_folder_without_figures_has_a_catalogue_all_the_same(folder):
    (folder / "_accuracy.json").unlink(missing_ok=True)
    made = catalogue(BOOK, folder, SHOWN)
    assert made.sets == {}


def test_damaged_figures_are_told(folder):
    (folder / "_accuracy.json").write_text("{", "utf-8")
    with pytest.raises(PackError, match=r"_accuracy.json cannot be read"):
        catalogue(BOOK, folder, SHOWN)


def test_a_mistake_in_a_coverage_file_is_told_with_its_place(folder):
    (folder / "_coverage" / "core.yaml").write_text(
        "safe:\n  title: Help\n  ruels: [core/urgency]\n", "utf-8"
    )
    with pytest.raises(PackError, match=r"core.yaml, line 3: unknown key “ruels”. Expected: “rules”"):
        read_coverage(folder, "core")


def test_a_pack_without_a_coverage_file_covers_nothing(folder):
    assert read_coverage(folder, "nowhere") == ()
