"""Finds what stands in drawings: text boxes, alternative texts of pictures, diagrams, word art."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.docx.xml import child, children, name_of, tie
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.docx.xml import Element


@dataclass(slots=True)
class Drawn:
    """What one paragraph's drawings hold. `diagrams` are relationship ids; `charts` counts what is not read."""

    boxes: list[Element] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    charts: int = 0
    pictures: int = 0


def branch(element: Element) -> Element | None:
    """Return the branch of an alternative that Word shows; the other says the same for old programs."""
    options = list(children(element))
    choice = next((one for one in options if name_of(one) == "mc:Choice"), None)
    return choice if choice is not None else next(iter(options), None)


def look_into(element: Element, drawn: Drawn) -> None:
    """Collect what is drawn in an element, each thing once."""
    alt = _alternative(element)
    boxes = len(drawn.boxes)
    _descend(element, drawn)
    if alt and len(drawn.boxes) == boxes:
        drawn.alts.append(alt)


def _descend(element: Element, drawn: Drawn) -> None:
    waiting = [element]
    while waiting:
        current = waiting.pop()
        name = name_of(current)
        if name == "w:txbxContent":
            drawn.boxes.append(current)
            continue
        if name == "mc:AlternateContent":
            chosen = branch(current)
            waiting.extend([chosen] if chosen is not None else [])
            continue
        _note(current, name, drawn)
        waiting.extend(reversed(list(children(current))))


def _note(element: Element, name: str, drawn: Drawn) -> None:
    if name == "dgm:relIds":
        drawn.diagrams.append(tie(element, "dm") or "")
    elif name == "c:chart":
        drawn.charts += 1
    elif name == "v:textpath":
        drawn.words.append(element.get("string") or "")
    elif name in {"a:blip", "v:imagedata"}:
        drawn.pictures += 1


def _alternative(element: Element) -> str:
    for holder in children(element):
        properties = child(holder, "wp:docPr")
        if properties is not None:
            is_decorative = any(one.get("val") == "1" for one in properties.iter("{*}decorative"))
            return "" if is_decorative else (properties.get("descr") or properties.get("title") or "").strip()
        if name_of(holder).startswith("v:") and holder.get("alt"):
            return (holder.get("alt") or "").strip()
    return ""
