"""The check kinds a rule can name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

KINDS = (
    "phrase",
    "claim",
    "comparison",
    "promise",
    "statistic",
    "authority",
    "testimonial",
    "crisis_resource",
    "helpline",
    "presence",
    "authorship",
    "reference",
    "figure_age",
    "reads_like",
)
"""One module each in this folder; a rule writes the name with a hyphen."""

WORDLESS = frozenset({"statistic", "crisis_resource", "helpline", "authorship", "reference"})
"""Kinds that ask the analysis and no words of their own: they judge a text in any language that it was read in."""


FAINT = frozenset({"reads_like"})
"""Kinds that go by likeness: they keep silent where a rule that knows the words has spoken."""


def check_kind(name: str) -> Any:
    """Return the module of a check kind. Raises KeyError for an unknown one."""
    module = name.replace("-", "_")
    if module not in KINDS:
        raise KeyError(name)
    return import_module(f"auditor.engine.checks.{module}")


def needs_words(name: str) -> bool:
    """Return whether rules of a kind look for words of one language."""
    return name.replace("-", "_") not in WORDLESS


def is_faint(name: str) -> bool:
    """Return whether rules of a kind go by likeness alone."""
    return name.replace("-", "_") in FAINT


def kind_names() -> str:
    """Return the names for an error message."""
    return ", ".join(k.replace("_", "-") for k in KINDS)
