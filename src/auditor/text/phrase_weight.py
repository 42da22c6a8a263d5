"""Weighs gates: how many sentences one lets through, so that the most telling is asked first."""

from __future__ import annotations

from functools import lru_cache

Gate = frozenset[str]
"""Words, and stems such as `heal*`, of which a sentence must have one."""

COMMON_WEIGHT = 25
"""A word of `COMMON` stands in about as many sentences as this many other words together."""

COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "has", "have", "if",
    "in", "is", "it", "its", "no", "not", "of", "on", "or", "our", "so", "that", "the", "their", "they",
    "this", "to", "us", "was", "we", "when", "which", "who", "will", "with", "you", "your",
})  # fmt: skip


@lru_cache(maxsize=65_536)
def openness(gate: Gate) -> int:
    """How many sentences a gate lets through, roughly: the fewer, the better."""
    return len(gate) + (COMMON_WEIGHT - 1) * len(gate & COMMON)


def openness_and_words(gate: Gate) -> tuple[int, str]:
    """Order gates by openness, and equally open ones by their words."""
    return openness(gate), min(gate)
