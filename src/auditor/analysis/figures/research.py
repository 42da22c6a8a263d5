"""Reads how many pieces of research a review pooled: "a review of 24 trials"; a sample size, and so in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral


def pooled(context: Context, number: Numeral) -> Reading | None:
    """Read trials and studies that are counted in a sentence about a review of them."""
    words = context.words
    if number.value < 2 or context.words.pooling.isdisjoint(context.all):
        return None
    noun = context.noun(number.last, words.research)
    return Reading(number.first, noun, FigureKind.COUNT, in_doubt=True) if noun is not None else None
