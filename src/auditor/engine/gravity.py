"""Raises a rule's findings to critical in the setting that its `critical_if` describes.

The same words weigh differently: praise of a clinic asks for proof anywhere, and is forbidden in itself to a physician
in Ontario.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.engine.checks.base import Flag
from auditor.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.checks.setting import Setting
    from auditor.model.analysis import Sentence
    from auditor.model.span import Span

MESSAGE = "critical"
"""The message for such findings, where the rule has one of that name."""


def graver(examine: Examine, setting: Setting, *, has_message: bool) -> Examine:
    """Return the examination with its findings critical where the setting holds."""

    def judged(subject: Subject) -> Iterator[Verdict]:
        for verdict in examine(subject):
            if isinstance(verdict, Flag) and _holds(setting, subject, verdict.span):
                message = MESSAGE if has_message else verdict.message
                yield replace(verdict, severity=Severity.CRITICAL, message=message)
            else:
                yield verdict

    return judged


def _holds(setting: Setting, subject: Subject, span: Span | None) -> bool:
    if setting.is_idle(subject):
        return False
    sentence = _sentence(subject, span)
    return setting.concerns(subject, sentence) if sentence else setting.concerns_page(subject)


def _sentence(subject: Subject, span: Span | None) -> Sentence | None:
    if span is None:
        return None
    return next((s for s in subject.analysis.sentences if s.span.overlaps(span)), None)
