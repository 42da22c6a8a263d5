"""Raises a rule's findings to critical in the setting that its `critical_if` describes.

The same words weigh differently: praise of a clinic asks for proof anywhere, and is forbidden in itself to a physician
in Ontario.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.engine.checks.base import Flag
from auditor.engine.checks.setting import OnlyIf
from auditor.model.finding import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.checks.setting import Setting
    from auditor.model.analysis import Sentence
    from auditor.model.span import Span

MESSAGE = "critical"
"""The message for such findings, where the rule has one of that name."""


class CriticalIf(OnlyIf, frozen=True, forbid_unknown_fields=True):
    """The setting in which a rule's findings are critical.

    With `settles` the words are forbidden there whatever stands behind them: what would else be left to a person, or
    weigh less, is a critical violation too.
    """

    settles: bool = False


def graver(examine: Examine, setting: Setting, *, settles: bool, has_message: bool) -> Examine:
    """Return the examination with its findings critical where the setting holds."""

    def judged(subject: Subject) -> Iterator[Verdict]:
        for verdict in examine(subject):
            if isinstance(verdict, Flag) and _holds(setting, subject, verdict.span):
                yield _raised(verdict, settles=settles, has_message=has_message)
            else:
                yield verdict

    return judged


def _raised(flag: Flag, *, settles: bool, has_message: bool) -> Flag:
    if flag.severity is not None and not settles:  # the check has weighed the case itself
        return flag
    outcome = Outcome.VIOLATION if settles else flag.outcome
    return replace(
        flag, severity=Severity.CRITICAL, outcome=outcome, message=MESSAGE if has_message else flag.message
    )


def _holds(setting: Setting, subject: Subject, span: Span | None) -> bool:
    if setting.is_idle(subject):
        return False
    sentence = _sentence(subject, span)
    return setting.concerns(subject, sentence) if sentence else setting.concerns_page(subject)


def _sentence(subject: Subject, span: Span | None) -> Sentence | None:
    if span is None:
        return None
    return next((s for s in subject.analysis.sentences if s.span.overlaps(span)), None)
