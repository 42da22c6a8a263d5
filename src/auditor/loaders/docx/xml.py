"""Names for the elements of Word's XML, the same for both editions of its namespaces."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for the type

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_WORD = [uri for uri, prefix in _PREFIXES.items() if prefix == "w"]
_TIES = [uri for uri, prefix in _PREFIXES.items() if prefix == "r"]
_FALSE = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Return an element's name with its usual prefix, such as `w:p`; without one where the namespace is unknown."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute in Word's own namespace, or None."""
    return _of_namespaces(element, _WORD, name)


def tie(element: Element | None, name: str = "id") -> str | None:
    """Return an attribute that names a relationship, or None."""
    return _of_namespaces(element, _TIES, name)


def children(element: Element) -> Iterator[Element]:
    """Yield the child elements."""
    return (child for child in element if isinstance(child.tag, str))


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in children(element) if name_of(one) == name), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """Return the `val` of the descendant along a path, or None."""
    return attribute(child(element, *path), "val")


def is_on(element: Element | None, *path: str) -> bool | None:
    """Return whether a switch such as `w:vanish` is on, None when it is not there."""
    found = child(element, *path)
    if found is None:
        return None
    return (attribute(found, "val") or "true").lower() not in _FALSE


@cache
def _short(tag: str) -> str:
    name = etree.QName(tag)
    prefix = _PREFIXES.get(name.namespace or "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _of_namespaces(element: Element | None, uris: list[str], name: str) -> str | None:
    if element is None:
        return None
    for uri in uris:
        found = element.get(f"{{{uri}}}{name}")
        if found is not None:
            return str(found)
    return None
