"""Labelled sentences with what stands before them: which are statistics, and what supports each.

`lines/` holds documents written to be learned from, a line for each sentence: what it is, its support, its claims and
its words (see the README here). The labelled documents teach the same where their labels tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from labelled import plain, told_documents, unlearned
from labelled_lines import told_blocks

from auditor.analysis.figures import quantities
from auditor.analysis.figures.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from labelled_lines import Block

    from auditor.model.learned import Told

SIGNS = {
    "-": {"statistic": False},
    "0": {"statistic": True, "supported": False, "unnamed": False, "covered": False},
    "v": {"statistic": True, "supported": False, "unnamed": True, "covered": False},
    "n": {"statistic": True, "supported": True, "unnamed": False, "covered": False},
    "m": {"statistic": True},
    "c": {"statistic": True, "covered": True},
}
"""What each sign of support says of a sentence; what it does not say is not learned."""
GRADES = {
    "none": {"statistic": True, "supported": False, "unnamed": False, "covered": False},
    "vague": {"statistic": True, "supported": False, "unnamed": True},
    "named": {"statistic": True, "supported": True, "unnamed": False},
    "linked": {"statistic": True},
    "referenced": {"statistic": True},
}
"""What a label's grade says."""


FEWEST_WORDS = 3
"""Shorter sentences stand in many a quote by chance."""


@dataclass
class Lesson:
    """A sentence as it is told, and what is known of it."""

    told: Told
    known: dict[str, bool]


def lessons() -> Iterator[Lesson]:
    """Yield all that is learned from: sentences that may hold a quantity."""
    words = vocabulary(unlearned())
    lines = chain.from_iterable(map(_lessons_of_block, told_blocks()))
    for lesson in chain(lines, _lessons_of_documents()):
        if quantities.may_hold_one(lesson.told.words, words):
            yield lesson


def _lessons_of_block(block: Block) -> Iterator[Lesson]:
    source = ""
    for line, here in block:
        sign = line.sign[0]
        source = sign if sign in "0vnm" else source
        known = dict(SIGNS[sign])
        if sign == "c" and source in {"v", "n"}:
            known |= {"supported": source == "n", "unnamed": source == "v"}
        if line.sign[1:] != "?":
            yield Lesson(here, known)


def _lessons_of_documents() -> Iterator[Lesson]:
    for items, around in told_documents():
        own = [item for item in items if item["cat"] == "statistic"]
        for here in around:
            known = _known(plain(here.words), own)
            if known is not None:
                yield Lesson(here, known)


def _known(words: str, items: Sequence[dict[str, str]]) -> dict[str, bool] | None:
    """Return what the labels say of a sentence; None where it is in doubt."""
    is_told = words.count(" ") > FEWEST_WORDS
    own = [i for i in items if plain(i["quote"]) in words or (is_told and words in plain(i["quote"]))]
    if not own:
        return SIGNS["-"]
    if any(i["level"] == "may" and i["grade"] in {"none", "vague", None} for i in own):
        return None
    [grade, *others] = {i["grade"] for i in own}
    return None if others else GRADES[grade]
