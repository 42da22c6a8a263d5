"""Reads footnotes, endnotes, headers and footers of a Word file: each once, and only what Word shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.loaders.docx.body import BodyReader
from auditor.loaders.docx.xml import attribute, child, children, is_on, name_of, tie
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.loaders.docx.context import Context, NoteReference
    from auditor.loaders.docx.xml import Element
    from auditor.loaders.runs import Run, RunBlock


def read_notes(context: Context) -> list[RunBlock]:
    """Return the notes that the text refers to, in the order of their marks, footnotes before endnotes."""
    package = context.package
    blocks: list[RunBlock] = []
    for kind in ("footnote", "endnote"):
        part = package.related(package.main, f"{kind}s")
        root = package.tree(part)
        if part is None or root is None:
            continue
        by_id = {attribute(note, "id"): note for note in children(root)}
        # Notes may refer to notes, so the list can grow while it is read.
        for reference in _references(context, kind):
            note = by_id.get(reference.note_id)
            if note is not None:
                blocks.extend(_note_blocks(context, part, note, reference))
    return blocks


def read_margins(
    context: Context, body: Element, settings: Element | None
) -> tuple[list[RunBlock], list[RunBlock]]:
    """Return the headers and the footers that some page shows, repeated ones once."""
    shows_even = is_on(settings, "w:evenAndOddHeaders") or False
    parts: dict[str, Region] = {}
    ties = context.package.relationships(context.package.main)
    for section in body.iter("{*}sectPr"):
        for reference in children(section):
            name = name_of(reference)
            known = ties.get(tie(reference) or "")
            if (
                name in {"w:headerReference", "w:footerReference"}
                and known is not None
                and _is_shown(section, reference, even=shows_even)
            ):
                parts.setdefault(
                    known.target, Region.HEADER if name == "w:headerReference" else Region.FOOTER
                )
    headers: dict[str, list[RunBlock]] = {}
    footers: dict[str, list[RunBlock]] = {}
    for part, region in parts.items():
        blocks = _margin_blocks(context, part, region)
        kept = headers if region is Region.HEADER else footers
        kept.setdefault("\n".join(_words(block) for block in blocks), blocks)
    return [b for blocks in headers.values() for b in blocks], [
        b for blocks in footers.values() for b in blocks
    ]


def _references(context: Context, kind: str) -> Iterator[NoteReference]:
    seen = 0
    while True:
        references = [one for one in context.notes.references.values() if one.kind == kind]
        if seen >= len(references):
            return
        yield references[seen]
        seen += 1


def _note_blocks(context: Context, part: str, note: Element, reference: NoteReference) -> list[RunBlock]:
    reader = BodyReader(context, part)
    reader.read(note)
    blocks = [replace(block, kind=BlockKind.FOOTNOTE, paragraph=None) for block in reader.blocks]
    if not blocks:
        return []
    first = replace(blocks[0], note=reference.label, anchor=reference.anchor)
    if reference.is_custom:
        first = replace(first, runs=_without_sign(first.runs, reference.label))
    return [first, *blocks[1:]]


def _without_sign(runs: tuple[Run, ...], sign: str) -> tuple[Run, ...]:
    """Return a note's text without the sign it repeats at its beginning."""
    if runs and runs[0].mark == sign:
        return runs[1:]
    if runs and runs[0].text.lstrip().startswith(sign):
        return (replace(runs[0], text=runs[0].text.lstrip().removeprefix(sign)), *runs[1:])
    return runs


def _margin_blocks(context: Context, part: str, region: Region) -> list[RunBlock]:
    root = context.package.tree(part)
    if root is None:
        return []
    reader = BodyReader(context, part, region)
    reader.read(root)
    return [replace(block, paragraph=None) for block in reader.blocks]


def _is_shown(section: Element, reference: Element, *, even: bool) -> bool:
    kind = attribute(reference, "type") or "default"
    if kind == "first":
        return child(section, "w:titlePg") is not None and is_on(section, "w:titlePg") is not False
    return even if kind == "even" else True


def _words(block: RunBlock) -> str:
    return (
        " | ".join("".join(run.text for run in cell) for cell in block.cells) if block.cells else block.text
    )
