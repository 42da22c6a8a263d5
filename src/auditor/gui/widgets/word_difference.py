"""Shows in which words two sentences differ: what was taken out is struck, what was put in is underlined."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, breakable, moment_words
from auditor.text.likeness import Kind, differences

if TYPE_CHECKING:
    from auditor.gui.tokens import Tokens
    from auditor.model.decision import Decision
    from auditor.model.listing import StoredFinding
    from auditor.model.reaudit import EarlierFinding


def changed_markup(found: StoredFinding, tokens: Tokens) -> str:
    """Return what has changed at a finding since the version before, and what had been decided; nothing when nothing has."""
    if found.before is None:
        return ""
    decided = _decided(found.before.decision)
    muted = f'<br><span style="color: {tokens.muted}">{decided}</span>' if decided else ""
    return f"{_what(found, found.before, tokens)}{muted}"


def difference_markup(before: str, after: str, tokens: Tokens) -> str:
    """Return both sentences in one; the lines through and under the words say it without the colours."""
    looks = {
        Kind.SAME: "{}",
        Kind.REMOVED: f'<s style="color: {tokens.critical.ink}">{{}}</s>',
        Kind.ADDED: f'<u style="color: {tokens.good.ink}">{{}}</u>',
    }
    words = "".join(looks[each.kind].format(_safe(each.text)) for each in differences(before, after))
    return words.replace("</s><u", "</s>\u2009<u")  # else what was put in sticks to what was taken out


def _what(found: StoredFinding, before: EarlierFinding, tokens: Tokens) -> str:
    now = found.finding
    if before.quote != now.quote:
        return difference_markup(before.quote, now.quote, tokens)
    if before.rule != now.rule:
        return f"The words stand as before; the rule was {_safe(before.rule)}."
    return "The words stand as before; their support or what is missing has changed."


def _decided(decision: Decision) -> str:
    if decision.verdict.is_open:
        return ""
    said = f"{VERDICT_SIGNS[decision.verdict]} {VERDICT_WORDS[decision.verdict]} then"
    who = ", ".join(w for w in (decision.reviewer, moment_words(decision.decided_at)) if w)
    return _safe(": ".join(w for w in (said, decision.reason) if w) + (f" ({who})" if who else ""))


def _safe(words: str) -> str:
    return escape(breakable(words)).replace("\n", "<br>")
