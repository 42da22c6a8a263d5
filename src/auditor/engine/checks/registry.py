"""The check kinds a rule can name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

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

WHOLE = frozenset({"crisis_resource", "presence", "authorship", "reference"})
"""Kinds that ask what stands anywhere in a document: what its beginning lacks may stand at its end."""

PAGE = "page"
"""How far a rule looks for what satisfies it, when it looks through the whole document."""


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


def asks_of_page(name: str) -> bool:
    """Return whether rules of a kind ask what stands anywhere in a document."""
    return name.replace("-", "_") in WHOLE


def needs_whole(name: str, parameters: Mapping[str, Any]) -> bool:
    """Return whether what stands further down a document can clear what a rule flags in its beginning.

    `parameters` are as they stand in the file, not checked yet. Whether there is support further down is not asked
    here: that hangs on the place, not on the rule.
    """
    return asks_of_page(name) or any(map(_is_page_wide, _listed(parameters.get("unless_said"))))


def _is_page_wide(said: object) -> bool:
    return isinstance(said, dict) and said.get("within") == PAGE


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def kind_names() -> str:
    """Return the names for an error message."""
    return ", ".join(k.replace("_", "-") for k in KINDS)
