"""Chooses the loader for a source: by content first, by name only between formats that look alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from auditor.errors import LoadError

if TYPE_CHECKING:
    from auditor.loaders.base import Loader
    from auditor.model.source import Source

# Looked at in this order; the module is imported only when its signature fits, so that a text file never
# pays for a PDF library.
_LOADERS = (
    ("auditor.loaders.pdf_loader", "PdfLoader"),
    ("auditor.loaders.docx_loader", "DocxLoader"),
    ("auditor.loaders.mhtml_loader", "MhtmlLoader"),
    ("auditor.loaders.html_loader", "HtmlLoader"),
    ("auditor.loaders.plain_loader", "PlainLoader"),
)

_SIGNATURES = {"pdf": 0, "docx": 1, "mhtml": 2, "html": 3, "plain": 4}


def loader_for(source: Source) -> Loader:
    """Return the loader for a source.

    Raises LoadError with a code of its own for empty, binary and unsupported content.
    """
    from auditor.loaders.sniff import sniff  # noqa: PLC0415 - keeps the registry free of import cost

    form = sniff(source)
    if form not in _SIGNATURES:
        raise LoadError("unsupported-format", f"“{source.name}” is not a format that can be audited.")
    module, name = _LOADERS[_SIGNATURES[form]]
    return cast("Loader", getattr(import_module(module), name)())
