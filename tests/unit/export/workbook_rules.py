"""What Excel demands of a workbook besides its schema, read from the file's own XML: the causes of its repair prompt.

Told apart from the library that writes the workbook and from the one that checks the schema, so that neither vouches for itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from itertools import pairwise

from lxml import etree
from openpyxl.utils import coordinate_to_tuple, range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REFERENCE = f"{{{OFFICE}}}id"

MAX_TEXT, MAX_LINKS, MAX_ADDRESS, MAX_TITLE = 32_767, 65_530, 2_079, 31
MAX_CHOICES = 255
SHEET_NAME = re.compile(r"[^\[\]:*?/\\]+")
DEFINED_NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]([0-9]*)")


class Package:
    """The parts of a workbook, and what each refers to."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self._archive.namelist()

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self._archive.read(name))

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Return what a part refers to by id: kind, target and whether that lies outside."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self.names:
            return {}
        found = {}
        for entry in self.tree(path).iter(f"{PACKAGE}Relationship"):
            outside = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            inner = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[entry.get("Id", "")] = (
                entry.get("Type", "").rpartition("/")[2],
                target if outside else inner,
                outside,
            )
        return found

    def sheets(self) -> dict[str, str]:
        """Return the part of each sheet by the name on its tab."""
        relations = self.relations("xl/workbook.xml")
        entries = self.tree("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {entry.get("name", ""): relations[entry.get(REFERENCE)][1] for entry in entries}


def broken_rules(content: bytes) -> list[str]:
    """Return every rule that the workbook breaks, with its place."""
    package = Package(content)
    styles = len(package.tree("xl/styles.xml").find(f"{MAIN}cellXfs"))
    found = [*_packing(package), *_workbook(package)]
    for title, part in package.sheets().items():
        tree = package.tree(part)
        sheet = [*_cells(tree, styles), *_links(tree, package, part), *_rules(tree, package)]
        found += [f"{title}: {said}" for said in (*sheet, *_tables(tree, package, part))]
    return found


def _packing(package: Package):
    if len(set(package.names)) < len(package.names):
        yield "a part stands twice in the file"
    told = package.tree("[Content_Types].xml")
    endings = {entry.get("Extension") for entry in told.iter(f"{TYPES}Default")}
    parts = [entry.get("PartName", "").lstrip("/") for entry in told.iter(f"{TYPES}Override")]
    yield from (f"{name} is told of and missing" for name in parts if name not in package.names)
    for name in package.names:
        if name not in parts and name.rpartition(".")[2] not in endings and name != "[Content_Types].xml":
            yield f"{name} has no content type"
        for relation, (_, target, outside) in package.relations(name).items():
            if not outside and target not in package.names:
                yield f"{name} refers by {relation} to {target}, which is missing"
        if any(outside and kind != "hyperlink" for kind, _, outside in package.relations(name).values()):
            yield f"{name} refers to something outside that is no link"
        if "macro" in name.lower() or "vba" in name.lower() or "externalLink" in name:
            yield f"{name} has no business here"


def _workbook(package: Package):
    tree = package.tree("xl/workbook.xml")
    titles = [entry.get("name", "") for entry in tree.iter(f"{MAIN}sheet")]
    if len({title.casefold() for title in titles}) < len(titles):
        yield "two sheets share a name"
    for title in titles:
        if not SHEET_NAME.fullmatch(title) or len(title) > MAX_TITLE or title[:1] == "'" or title[-1:] == "'":
            yield f"“{title}” is no name for a sheet"
    if len({entry.get("sheetId") for entry in tree.iter(f"{MAIN}sheet")}) < len(titles):
        yield "two sheets share a number"
    if any(entry.get("state", "visible") != "visible" for entry in tree.iter(f"{MAIN}sheet")):
        yield "a sheet is hidden"
    for entry in tree.iter(f"{MAIN}definedName"):
        sheet = re.match(r"'?((?:[^'!]|'')+)'?!", entry.text or "")
        if sheet and sheet[1].replace("''", "'") not in titles:
            yield f"{entry.get('name')} names a sheet that is not there"
        if not 0 <= int(entry.get("localSheetId", 0)) < len(titles):
            yield f"{entry.get('name')} belongs to a sheet that is not there"


def _cells(tree: etree._Element, styles: int):
    rows = [int(row.get("r")) for row in tree.iter(f"{MAIN}row")]
    if any(first >= second for first, second in pairwise(rows)):
        yield "rows are out of order"
    for row in tree.iter(f"{MAIN}row"):
        places = [coordinate_to_tuple(cell.get("r")) for cell in row]
        if any(first >= second for first, second in pairwise(places)) or any(
            at != int(row.get("r")) for at, _ in places
        ):
            yield f"cells of row {row.get('r')} are out of order"
        if float(row.get("ht", 1)) > 409:
            yield f"row {row.get('r')} is too high"
        for cell in row:
            if int(cell.get("s", 0)) >= styles:
                yield f"{cell.get('r')} has a style that is not there"
            if sum(_length(words.text or "") for words in cell.iter(f"{MAIN}t")) > MAX_TEXT:
                yield f"{cell.get('r')} holds too much text"
    merged = [range_boundaries(entry.get("ref")) for entry in tree.iter(f"{MAIN}mergeCell")]
    if any(_overlap(a, b) for at, a in enumerate(merged) for b in merged[at + 1 :]):
        yield "merged cells overlap"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _overlap(first, second) -> bool:
    left, top, right, bottom = first
    return left <= second[2] and second[0] <= right and top <= second[3] and second[1] <= bottom


def _links(tree: etree._Element, package: Package, part: str):
    links = list(tree.iter(f"{MAIN}hyperlink"))
    relations = package.relations(part)
    if len(links) > MAX_LINKS:
        yield f"{len(links)} links"
    if len({link.get("ref") for link in links}) < len(links):
        yield "a cell has two links"
    for link in links:
        kind, target, _ = relations.get(link.get(REFERENCE), ("", "", False))
        if kind != "hyperlink" or not target:
            yield f"the link of {link.get('ref')} leads nowhere"
        if len(target) + len(link.get("location", "")) > MAX_ADDRESS:
            yield f"the link of {link.get('ref')} is too long"


def _rules(tree: etree._Element, package: Package):
    looks = package.tree("xl/styles.xml").find(f"{MAIN}dxfs")
    for rule in tree.iter(f"{MAIN}cfRule"):
        if rule.get("dxfId") is not None and int(rule.get("dxfId")) >= len(looks):
            yield "a colour rule has a look that is not there"
    order = [int(rule.get("priority")) for rule in tree.iter(f"{MAIN}cfRule")]
    if len(set(order)) < len(order):
        yield "two colour rules have one rank"
    for choice in tree.iter(f"{MAIN}dataValidation"):
        if len(choice.findtext(f"{MAIN}formula1", "")) > MAX_CHOICES + 2:
            yield "the choices of a drop-down are too long"


def _tables(tree: etree._Element, package: Package, part: str):
    every = [(name, package.tree(name)) for name in package.names if name.startswith("xl/tables/")]
    for which in ("id", "displayName"):
        if len({table.get(which).casefold() for _, table in every}) < len(every):
            yield f"two tables share their {which}"
    own = [target for kind, target, _ in package.relations(part).values() if kind == "table"]
    if len(own) != len(list(tree.iter(f"{MAIN}tablePart"))):
        yield "tables are not as many as it says"
    for name, table in every:
        if name in own:
            yield from _table(tree, table)


def _table(tree: etree._Element, table: etree._Element):
    name = table.get("displayName")
    if not DEFINED_NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
        yield f"“{name}” is no name for a table"
    left, top, right, bottom = range_boundaries(table.get("ref"))
    titles = [column.get("name") for column in table.iter(f"{MAIN}tableColumn")]
    if len({title.casefold() for title in titles}) < len(titles) or len(titles) != right - left + 1:
        yield f"the columns of {name} are not one of each"
    head = [row for row in tree.iter(f"{MAIN}row") if int(row.get("r")) == top]
    if [_shown(cell) for cell in head[0]][left - 1 : right] != titles:
        yield f"the header of {name} says otherwise than its columns"
    if bottom <= top:
        yield f"{name} has no rows"
    if table.find(f"{MAIN}autoFilter").get("ref") != table.get("ref"):
        yield f"the filter of {name} is not over it"


def _shown(cell: etree._Element) -> str:
    return "".join(words.text or "" for words in cell.iter(f"{MAIN}t"))
