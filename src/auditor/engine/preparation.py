"""Prepares what a rule asks for: its check kind with its parameters, and the setting in which it is graver."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from auditor.engine.checks import registry
from auditor.engine.checks.setting import compile_setting
from auditor.engine.gravity import MESSAGE, graver
from auditor.engine.learned_file import FILE
from auditor.model.learned import NotLearnedError
from auditor.text.phrases import PhraseError, is_reading_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.schema import RuleFile
    from auditor.engine.yaml_source import YamlSource
    from auditor.model.lexicon import Lexicon


def examine_of(source: YamlSource, rule: RuleFile, given: dict[str, Any], lexicon: Lexicon) -> Examine:
    """Return the check that a rule asks for. Raises PackError: at once within `reading_all`, otherwise when it is run."""
    if not is_reading_all():
        return _when_run(lambda: _prepared(source, rule, given, lexicon))
    return _prepared(source, rule, given, lexicon)


def _when_run(prepare: Callable[[], Examine]) -> Examine:
    """Prepare a check when a document comes to it: a page is judged by the rules of one country, a seventh of them."""
    prepared = cache(prepare)

    def examine(subject: Subject) -> Iterable[Verdict]:
        return prepared()(subject)

    return examine


def _prepared(source: YamlSource, rule: RuleFile, given: dict[str, Any], lexicon: Lexicon) -> Examine:
    examine = _prepare(source, rule.check or "", given, lexicon)
    if rule.critical_if is None:
        return examine
    try:
        setting = compile_setting(rule.critical_if, (), lexicon)
    except PhraseError as error:
        at = source.place_of(error.is_of, "$.critical_if")
        raise source.error(str(error), at, "a phrase as the rule guide describes it") from error
    except KeyError as error:
        raise source.error(
            f"there is no list {error}", "$.critical_if", "the name of a list in _lists"
        ) from error
    return graver(examine, setting, settles=rule.critical_if.settles, has_message=MESSAGE in rule.messages)


def _prepare(source: YamlSource, check: str, given: dict[str, Any], lexicon: Lexicon) -> Examine:
    try:
        kind: Any = registry.check_kind(check)
    except KeyError:
        raise source.error(f"unknown check “{check}”", "$.check", f"one of {registry.kind_names()}") from None
    params = source.convert(given, kind.Params, "$.with")
    try:
        examine: Examine = kind.prepare(params, lexicon)
    except PhraseError as error:
        at = source.place_of(error.is_of, "$.with")
        raise source.error(str(error), at, "a phrase as the rule guide describes it") from error
    except KeyError as error:
        raise source.error(f"there is no list {error}", "$.with", "the name of a file in _lists") from error
    except NotLearnedError as error:
        raise source.error(
            f"nothing was learned of “{error}”", "$.with.category", f"a column of {FILE}"
        ) from error
    return examine
