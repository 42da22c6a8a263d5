"""What the user can ask of an audit; small, because every process of the program imports it."""

from __future__ import annotations

from dataclasses import field

from auditor.loaders.base import Limits
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be judged: the user's country, if chosen, the pack ids, if narrowed, and what is kept of it."""

    country: str | None = None
    packs: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    today: str | None = None
    """The day of the audit (ISO), by which ages are told; without one, rules that ask for an age say nothing."""
    keep_in: str | None = None
    """A private folder in which the bytes of every document are kept, each under its SHA-256."""
