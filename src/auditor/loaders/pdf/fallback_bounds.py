"""Bounds what pdfminer does without end: it follows references for ever, and enters whatever one map of characters names."""

from __future__ import annotations

from functools import cache
from typing import Any

MOST_CODES = 65_536
"""Entries of one map of characters: a font's codes have two bytes as a rule, so a true map has hardly more."""


@cache
def bound_pdfminer() -> None:
    """Have pdfminer end what it begins, in this process from now on."""
    _let_references_end()
    _let_maps_end()


def _let_references_end() -> None:
    """Take a reference that leads to no object for one to nothing.

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


def _let_maps_end() -> None:
    """Read a map of characters (ToUnicode) no further than a true one goes.

    It enters each code of a range by itself, and a kilobyte has room for ranges of millions. The reader of such a map
    takes the end of the file for its end, so it is told that.
    """
    from pdfminer.cmapdb import FileUnicodeMap  # noqa: PLC0415
    from pdfminer.psexceptions import PSEOF  # noqa: PLC0415

    enter = FileUnicodeMap.add_cid2unichr

    def add(unicode_map: Any, cid: int, code: Any) -> None:
        unicode_map.entered = getattr(unicode_map, "entered", 0) + 1
        if unicode_map.entered > MOST_CODES:
            raise PSEOF
        enter(unicode_map, cid, code)

    FileUnicodeMap.add_cid2unichr = add  # type: ignore[assignment, method-assign]
