"""Opens a workbook somebody else saved: which sheets it has, its texts, its dates, within bounds set beforehand.

The file comes from outside and may be made to exhaust whoever reads it. Nothing is unpacked that is not needed, every
part has a limit that a real audit is far below, and document types, by which XML can blow itself up, are refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from array import array
from typing import TYPE_CHECKING
from xml.parsers import expat

from auditor.export.safe_text import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
CHUNK = 1 << 16
"""Bytes unpacked at a time."""

MAX_UNPACKED = 1_000_000_000
"""Bytes of all sheets together: 100,000 findings unpack to a quarter of that."""

MAX_STRING_BYTES = 150_000_000
"""Bytes of the part that holds the texts of all cells; it is kept in memory."""

MAX_STRINGS = 1_000_000
"""How many texts there may be; 100,000 findings have half of that."""

MAX_PART = 20_000_000
"""Bytes of each part that says how the others belong together."""

MAX_WAITING = 2_000_000
"""Bytes of one tag or remark; the text between tags is passed on as it comes."""

MAX_PARTS = 10_000
"""Parts of a file; a workbook has a dozen and a few for each sheet."""

ENTRY = b"PK\x01\x02"
"""How each part begins in the list of all parts."""

BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats that show a date and that every program knows."""

_VALUE_OR_END = re.compile(rb"(?P<end></(?:[\w.\-]+:)?sheetData)|<(?:[\w.\-]+:)?[vft][\s>]")
_TAG_BYTES = 100
_SIGNS = (b"v>", b"t>", b"f>", b"f ", b"sheetData")
"""Without one of these there is neither a value nor an end; they are found ten times as fast as the tags themselves."""


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|General', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)


class TooLargeError(Exception):
    """The file unpacks to more than an audit can hold."""


class NoWorkbookError(Exception):
    """The file is in good order, and is something else than a workbook."""


DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(KeyError, IndexError, ValueError, OverflowError, NotImplementedError, RuntimeError),
)
"""What reading lets through of a file that is not as it should be."""


def unescaped(text: str) -> str:
    """Return text as it was typed: the format writes odd characters as `_x001B_`."""
    if "_x" not in text:
        return text
    return encodable(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)).replace("\r\n", "\n")


def local(tag: str) -> str:
    """Return the name of an element without its namespace: the strict kind of workbook has others."""
    return tag.rpartition(" ")[2]


def parser_of(
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    data: Callable[[str], object] | None = None,
) -> expat.XMLParserType:
    """Return a reader of XML that calls these for each element's beginning, end and text."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse_type
    return parser


def _refuse_type(*_: object) -> None:
    raise ValueError("a workbook has no document type")


class Strings:
    """The texts of all cells, kept as bytes one behind the other: a list of them would take four times the room."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """Keep a text under the next number."""
        if len(self._ends) > MAX_STRINGS:
            raise TooLargeError
        self._bytes += text.encode("utf-8")
        self._ends.append(len(self._bytes))

    def __getitem__(self, number: int) -> str:
        """Return the text with this number."""
        if number < 0:
            raise IndexError(number)
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode("utf-8")


class Package:
    """A workbook's parts. Raises one of `DAMAGE`, TooLargeError or NoWorkbookError."""

    def __init__(self, content: bytes) -> None:
        if content.count(ENTRY) > MAX_PARTS:
            raise TooLargeError
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._sizes = {entry.filename: entry.file_size for entry in self._archive.infolist()}
        self._main = self._main_part()
        self._relations = self._relations_of(self._main)
        if sum(self._sizes[part] for _, part in self.sheets()) > MAX_UNPACKED:
            raise TooLargeError
        self.strings = self._read_strings()
        self.dates = self._date_styles()

    def feed(self, parser: expat.XMLParserType, part: str) -> Iterator[int]:
        """Let a parser read a part; yields after each piece how many bytes it has read. A part that is cut short is damage, as it should be."""
        fed = 0
        with self._archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                parser.Parse(piece)
                fed += len(piece)
                # What has no end, such as the value of an attribute, is kept by the parser until it comes.
                if fed - parser.CurrentByteIndex > MAX_WAITING:
                    raise TooLargeError
                yield fed
        parser.Parse(b"", True)

    def says_more(self, part: str, read: int) -> bool:
        """Whether a sheet has a value behind the piece that was read last; a parser would take minutes over empty cells."""
        at, rest = 0, b""
        with self._archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                at += len(piece)
                if at < read:
                    continue
                text = rest + piece
                if any(sign in text for sign in _SIGNS) and (found := _VALUE_OR_END.search(text)):
                    return found["end"] is None
                rest = piece[-_TAG_BYTES:]
        return False

    def sheets(self) -> list[tuple[str, str]]:
        """Return the name of each sheet of cells with its part, in the order of the tabs."""
        found = []
        for tag, attributes in self._elements(self._main):
            if tag == "sheet":
                name = next((v for k, v in attributes.items() if local(k) == "id"), "")
                kind, part = self._relations.get(name, ("", ""))
                if kind == "worksheet" and part in self._sizes:
                    found.append((attributes.get("name", ""), part))
        return found

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old programs for the Macintosh did."""
        told = [attributes for tag, attributes in self._elements(self._main) if tag == "workbookPr"]
        return any(attributes.get("date1904") in {"1", "true"} for attributes in told)

    def _main_part(self) -> str:
        known = [part for kind, part in self._relations_of("").values() if kind == "officeDocument"]
        if not known or not known[0].endswith(".xml") or known[0] not in self._sizes:
            raise NoWorkbookError
        if next((tag for tag, _ in self._elements(known[0])), "") != "workbook":
            raise NoWorkbookError
        return known[0]

    def _relations_of(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return what a part refers to, kind and part, by the name of the reference."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._sizes:
            return {}
        found = {}
        for tag, attributes in self._elements(path):
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def _elements(self, part: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each element of a small part, with its attributes, as it begins."""
        if self._sizes[part] > MAX_PART:
            raise TooLargeError
        begun: list[tuple[str, dict[str, str]]] = []
        parser = parser_of(lambda tag, attributes: begun.append((local(tag), attributes)), _nothing)
        for _ in self.feed(parser, part):
            yield from begun
            begun.clear()

    def _part_of(self, kind: str) -> str | None:
        parts = [part for found, part in self._relations.values() if found == kind and part in self._sizes]
        return parts[0] if parts else None

    def _read_strings(self) -> Strings:
        strings, part = Strings(), self._part_of("sharedStrings")
        if part is None:
            return strings
        if self._sizes[part] > MAX_STRING_BYTES:
            raise TooLargeError
        text = TextOfCell()

        def end(tag: str) -> None:
            if local(tag) == "si":
                strings.add(text.taken())
            text.end(tag)

        parser = parser_of(text.start, end, text.data)
        for _ in self.feed(parser, part):
            pass
        return strings

    def _date_styles(self) -> frozenset[str]:
        """Return the numbers of the cell styles that show a number as a date."""
        part = self._part_of("styles")
        formats, styles, is_within = set(BUILT_IN_DATES), [], False
        for tag, attributes in self._elements(part) if part else ():
            if tag == "numFmt" and _DATE_LETTERS.search(_NO_FORMAT.sub("", attributes.get("formatCode", ""))):
                formats.add(int(attributes.get("numFmtId", "-1")))
            if tag in {"cellXfs", "cellStyles", "dxfs"}:
                is_within = tag == "cellXfs"
            elif tag == "xf" and is_within:
                styles.append(int(attributes.get("numFmtId", "0")))
        return frozenset(str(at) for at, number in enumerate(styles) if number in formats)


class TextOfCell:
    """Gathers the words of a cell from its stretches; how they are read aloud, in East Asian scripts, is no part of them."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._is_text = False
        self._aloud = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Take note that an element begins."""
        name = local(tag)
        self._is_text = name == "t" and not self._aloud
        self._aloud += name == "rPh"

    def data(self, words: str) -> None:
        """Take up some text."""
        if self._is_text:
            self._words.append(words)

    def end(self, tag: str) -> None:
        """Take note that an element ends."""
        self._is_text = False
        self._aloud -= local(tag) == "rPh"

    def taken(self) -> str:
        """Return the words and begin anew."""
        words = unescaped("".join(self._words))
        self._words.clear()
        return words


def _nothing(_: str) -> None:
    return None
