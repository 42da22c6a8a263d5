"""Reads counts of nought in words: "nobody who finished has relapsed since", "not a single guest has broken a bone".

Advice and manners count nobody: "nobody who has fallen should wait", "no one has to come alone".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.analysis.figures.small import is_harm
from auditor.analysis.figures.words import is_past
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context

NOUN_WITHIN = 3
"""Words behind "not a single" in which the person stands."""
TOLD_WITHIN = 16
"""Words behind "nobody" in which it is told what has befallen none of them."""
HARM_WITHIN = 4
"""Words behind "had", "needed" or "broken" in which the harm or the bone stands."""


def none_of_them(context: Context, at: int) -> Reading | None:
    """Read a "nobody" or "not one" of those cared for, with what has befallen none of them."""
    person = _not_one_person(context, at)
    if person is not None:
        mishap = _mishap(context, person)
        return _of_nought(at, person) if mishap is not None else None
    last = _nobody(context, at)
    if last is None:
        return None
    mishap = _mishap(context, last)
    if mishap is None or not _are_own(context, at, last, mishap):
        return None
    return _of_nought(at, last)


def _of_nought(first: int, last: int) -> Reading:
    """A count of nought, in doubt: whether it is meant of all who were ever there only the house's file tells."""
    return Reading(first, last, FigureKind.COUNT, in_doubt=True)


def _not_one_person(context: Context, at: int) -> int | None:
    """Where the person stands behind "not one", "not a single", "without a single"."""
    turns, words = context.turns, context.words
    opening = (context.at(at), context.at(at + 1))
    if opening not in turns.not_one or opening[0] == "a":
        return None
    here = at + 2 + (context.at(at + 2) == "single")
    if opening[1] == "a" and context.at(at + 2) != "single":
        return None
    return next(
        (
            i
            for i in range(here, here + NOUN_WITHIN)
            if context.at(i) in words.person or context.at(i) + "s" in words.people
        ),
        None,
    )


def _nobody(context: Context, at: int) -> int | None:
    """Where "nobody", "no one", "none of our" ends."""
    for turn in context.turns.nobody:
        if tuple(context.texts[at : at + len(turn)]) == turn:
            return at + len(turn) - 1
    return None


def _mishap(context: Context, after: int) -> int | None:
    """Where it is told, behind "has" or "have", what has befallen none of those named before; the last that is told."""
    end = min(len(context.texts), after + TOLD_WITHIN)
    told = [i for i in range(after + 1, end - 1) if context.at(i) in context.turns.ongoing]
    return next((i for i in reversed(told) if _is_mishap(context, i)), None)


def _is_mishap(context: Context, has: int) -> bool:
    words, turns = context.words, context.turns
    here = has + 1
    while context.at(here) in {"ever", "yet", "since", "been", "again"}:
        here += 1
    verb, following = context.at(here), context.after(here, HARM_WITHIN)
    if verb in turns.mishaps:
        return True
    if verb in turns.broken:
        return not turns.bones.isdisjoint(following)
    is_suffered = verb in words.suffered and is_past(verb, words)
    return (is_suffered and any(is_harm(context, w) for w in following)) or (
        context.at(has) == "had"
        and context.at(has - 1) not in turns.ongoing
        and any(is_harm(context, w) for w in context.after(has, HARM_WITHIN))
    )


def _are_own(context: Context, at: int, last: int, mishap: int) -> bool:
    """Whether those meant are chosen ("nobody who finished …") and it is told of them, or are the house's own."""
    turns = context.turns
    if context.at(last + 1) in turns.none_chosen:
        between = context.texts[last + 2 : mishap]
        return any(is_past(w, context.words) or w in turns.ongoing for w in between)
    if tuple(context.texts[at : last + 1])[:1] == ("none",):
        return True
    return not turns.none_here.isdisjoint(context.after(last, 2 * TOLD_WITHIN))
