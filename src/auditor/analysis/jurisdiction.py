"""Decides whose readers a document addresses, with the reasons and the runner-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Jurisdiction

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def detect(document: Document, lexicon: Lexicon, *, chosen: str | None = None) -> Jurisdiction:
    """Return the readers' country; the user's choice wins."""
    return Jurisdiction(chosen, "chosen by the user" if chosen else "nothing points to a country", chosen_by_user=bool(chosen))
