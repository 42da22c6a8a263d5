"""Opens the package of a Word file: its parts, their relationships and properties, each within limits.

Nothing is unpacked to disk, nothing outside the package is followed, and parts that nobody asks for
(pictures, fonts) are never unpacked at all.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from auditor.errors import LoadError
from auditor.loaders.docx.xml import Element, children, name_of
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.source import Source

MAX_PART_BYTES = 100_000_000
"""Of one XML part when unpacked: a hundred times the longest report seen; the tree takes several times that."""
_MAIN_PART = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part says of another: the kind of tie, and a part's name or an outside address."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of one Word file. Raises LoadError with a plain sentence for whatever is wrong with it."""

    def __init__(self, source: Source, unpacked_bytes: int) -> None:
        self._name = source.name
        self._left = unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(BytesIO(source.content or b""))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        self._parts = {entry.filename.lstrip("/"): entry for entry in self._archive.infolist()}
        self.main = self._main_part()

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their id; none when it has none."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relationship] = {}
        for element in children(root) if root is not None else ():
            target = element.get("Target", "")
            is_external = element.get("TargetMode") == "External"
            kind = element.get("Type", "").rpartition("/")[2]
            resolved = target if is_external else _resolved(folder, target)
            found[element.get("Id", "")] = Relationship(kind, resolved, is_external)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the name of the first part that `part` is tied to in this way, or None."""
        ties = self.relationships(part).values()
        return next((tie.target for tie in ties if tie.kind == kind and not tie.is_external), None)

    def tree(self, part: str | None) -> Element | None:
        """Return the root element of an XML part, or None when there is no such part."""
        entry = self._parts.get(part) if part else None
        if entry is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._bytes(entry), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            message = f"“{self._name}” holds declarations that Word never writes and was not opened. Ask the sender for a clean copy."
            raise LoadError("unsafe-file", message)
        return root

    def required_tree(self, part: str) -> Element:
        """Return the root element of a part without which there is nothing to read."""
        root = self.tree(part)
        if root is None:
            raise self._damaged()
        return root

    def _main_part(self) -> str:
        part = self.related("", "officeDocument") or _MAIN_PART
        if part not in self._parts:
            raise LoadError(
                "damaged-file",
                f"“{self._name}” is a Word file without a text part. Save it again and audit that copy.",
            )
        return part

    def _bytes(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise LoadError(
                "encrypted-file", f"“{self._name}” is protected by a password. Remove it and audit it again."
            )
        limit = min(MAX_PART_BYTES, self._left)
        try:
            with self._archive.open(entry) as part:
                content = part.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._damaged() from error
        if len(content) > limit:
            message = f"“{self._name}” unpacks to more than any document needs and was not opened. Save it again without attachments."
            raise LoadError("unpacks-too-large", message)
        self._left -= len(content)
        return content

    def _damaged(self) -> LoadError:
        return LoadError(
            "damaged-file",
            f"“{self._name}” is damaged or cut off. Open it in Word, save it again and audit that copy.",
        )


def _resolved(folder: str, target: str) -> str:
    """Return the name of a part as the package counts; one that points outside names no part."""
    path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
    return path.lstrip("/")


def text_of(root: Element | None, name: str) -> str:
    """Return the text of the first child of that name, empty when there is none."""
    for child in children(root) if root is not None else ():
        if name_of(child).rpartition(":")[2] == name:
            return (child.text or "").strip()
    return ""
