"""What is known of the words a check can say is what the checks say."""

import ast
from pathlib import Path

import pytest
from own_rules import own_rules

import auditor.engine.checks as checks_package
from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.engine.checks.registry import KINDS
from auditor.engine.spoken import REASONS, kinds, messages_of, values_of
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.workflow.resources import samples_folder

CHECKS = Path(checks_package.__file__).parent
BOOK = own_rules()
RULES = [rule for pack in BOOK.packs for rule in pack.rules]


def test_every_check_kind_is_known():
    assert kinds() == {kind.replace("_", "-") for kind in KINDS}


def given_in(path):
    """The reasons written into a module as the second argument of `Pass`."""
    calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
    passes = (c for c in calls if getattr(c.func, "id", "") == "Pass" and len(c.args) > 1)
    return {c.args[1].value for c in passes if isinstance(c.args[1], ast.Constant)}


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.py")), ids=lambda p: p.stem)
def test_every_reason_that_is_given_is_known(path):
    assert given_in(path) <= REASONS


def subjects():
    for path in sorted(samples_folder().iterdir()):
        content = path.read_bytes()
        source = Source(path.name, path.name, content, size=len(content))
        document = loader_for(source).load(source, Limits())
        if document.text:
            yield Subject(document, analyse(document, BOOK.lexicon), "2026-07-01").speaking("en")


def test_the_samples_hear_nothing_that_is_not_known():
    heard = [(rule, verdict) for subject in subjects() for rule in RULES for verdict in rule.examine(subject)]
    flags = [(rule, v) for rule, v in heard if isinstance(v, Flag)]
    assert len({rule.check for rule, _ in flags}) > 8
    for rule, flag in flags:
        assert not flag.message or flag.message in messages_of(rule.check, {}) | set(rule.messages), rule.id
        assert set(flag.values) <= values_of(rule.check), rule.id
    assert {v.reason for _, v in heard if isinstance(v, Pass)} <= REASONS
