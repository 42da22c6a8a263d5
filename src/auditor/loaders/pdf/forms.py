"""Reads what is filled into the form fields of a page, and text typed onto it as a note.

Such words are drawn over the page and are no part of its text, but a reader sees them.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_NOTES = 2_000
"""Annotations of a page that are looked at."""
LONGEST_VALUE = 20_000
"""Bytes of a value that is read."""

_TEXT_FIELDS = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX})


def fields_of(document: Any, page: Any) -> list[str]:
    """Return the visible texts of a page's fields and typed notes, each with its label when it has one."""
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    return list(_texts(document, page, min(count, MOST_NOTES))) if count > 0 else []


def _texts(document: Any, page: Any, count: int) -> Iterator[str]:
    for number in range(count):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        try:
            text = _text(document, note)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        if text.strip():
            yield text.strip()


def _text(document: Any, note: Any) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _read(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))
    if kind != pdfium.FPDF_ANNOT_WIDGET or document.formenv is None:
        return ""
    form = document.formenv.raw
    if pdfium.FPDFAnnot_GetFormFieldType(form, note) not in _TEXT_FIELDS:
        return ""
    value = _read(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
    label = _read(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, note, buffer, size))
    return f"{label}: {value}" if label and value else value


def _read(ask: Callable[[Any, int], int]) -> str:
    size = ask(None, 0)
    if not 2 < size <= LONGEST_VALUE:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "ignore")
