"""Ends what pdfminer follows for ever: a reference in a PDF that leads to a reference that leads back to it."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def let_references_end() -> None:
    """Have pdfminer take a reference that leads to no object for one to nothing, in this process from now on.

    It asks each reference for its object until that is none; so one that leads to itself, as damaged files have them,
    would be asked until the reader's time is over.
    """
    from pdfminer.pdftypes import PDFObjRef  # noqa: PLC0415 - slow to import and hardly ever needed

    one_step = PDFObjRef.resolve

    def resolve(reference: Any, default: object = None) -> Any:
        seen = set()
        found: Any = reference
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                return default
            seen.add(found.objid)
            found = one_step(found, default)
        return found

    PDFObjRef.resolve = resolve  # type: ignore[assignment, method-assign]
