"""Reads the content of one Word paragraph: text, links, fields, marks, and what is inserted, deleted or hidden."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, ClassVar

from auditor.loaders.docx.drawing import Drawn, branch, look_into
from auditor.loaders.docx.symbols import letter_of
from auditor.loaders.docx.xml import attribute, child, children, name_of, tie
from auditor.loaders.runs import RunWriter
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.loaders.docx.context import Context
    from auditor.loaders.docx.package import Relationship
    from auditor.loaders.docx.xml import Element

_LINK_CODE = re.compile(
    r'\s*HYPERLINK\s+(?:"(?P<target>[^"]*)"|(?P<bare>[^\s\\"]+))?(?:.*?\\l\s+"(?P<place>[^"]*)")?',
    re.IGNORECASE,
)
_REFERENCE_CODE = re.compile(r"\s*(?:REF|NOTEREF)\s+\"?(?P<place>[^\s\"\\]+)", re.IGNORECASE)
_UNREAD_CODE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SECTION)\b", re.IGNORECASE)

_DELETED = frozenset({"w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:rt", "w:sdtPr", "w:sdtEndPr", "w:fldData"})
_PLACEHOLDER = ("w:sdtPr", "w:showingPlcHdr")


@dataclass(slots=True)
class Field:
    """A field that is being read: its code so far, and whether its result has begun."""

    code: str = ""
    in_result: bool = False
    is_skipped: bool = False
    writer: RunWriter | None = None


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs of one part, one after another; a field may begin in one and end in the next."""

    context: Context
    ties: dict[str, Relationship]
    fields: list[Field] = field(default_factory=list)
    writer: RunWriter = field(default_factory=RunWriter)
    drawn: Drawn = field(default_factory=Drawn)
    _paragraph: Element | None = None

    def read(self, paragraph: Element) -> tuple[RunWriter, Drawn]:
        """Return the paragraph's content and its drawings."""
        self.writer, self.drawn = RunWriter(), Drawn()
        self._paragraph = child(paragraph, "w:pPr")
        self._read_all(paragraph)
        self.writer.close()
        # A field whose end is missing must not hide the rest of the document.
        self.fields = [one for one in self.fields if one.in_result and not one.is_skipped]
        return self.writer, self.drawn

    def _read_all(self, element: Element) -> None:
        for one in children(element):
            name = name_of(one)
            handler = self._HANDLERS.get(name)
            if handler is not None:
                handler(self, one)
            elif name not in _DELETED:
                self._read_all(one)

    def _link(self, element: Element) -> None:
        relationship = self.ties.get(tie(element) or "")
        place = attribute(element, "anchor")
        target = relationship.target if relationship is not None and relationship.is_external else ""
        self.writer.open_link(f"{target}#{place}" if place else target)
        self._read_all(element)
        self.writer.close_link()

    def _control(self, element: Element) -> None:
        content = child(element, "w:sdtContent")
        if content is not None and child(element, *_PLACEHOLDER) is None:
            self._read_all(content)

    def _simple_field(self, element: Element) -> None:
        self.fields.append(Field(attribute(element, "instr") or ""))
        self._begin_result()
        self._read_all(element)
        self._end_field()

    def _alternative(self, element: Element) -> None:
        chosen = branch(element)
        if chosen is not None:
            self._read_all(chosen)

    def _bookmark(self, element: Element) -> None:
        name = attribute(element, "name")
        if name and name != "_GoBack":
            self.writer.anchor(name)

    def _run(self, element: Element) -> None:
        properties = child(element, "w:rPr")
        is_hidden = self.context.styles.is_hidden(properties, self._paragraph)
        if not is_hidden:
            self._raise(to=self.context.styles.is_raised(properties), element=element)
        custom = self._custom_mark(element)
        for one in children(element):
            name = name_of(one)
            if name == "w:fldChar":
                self._field_sign(one)
            elif name == "w:instrText" and self.fields and not self.fields[-1].in_result:
                self.fields[-1].code += one.text or ""
            elif not is_hidden and not self._is_in_code() and not (custom and name == "w:t"):
                self._run_child(one, name, custom)

    def _raise(self, *, to: bool, element: Element) -> None:
        if to and not self.writer.is_raised:
            self.writer.open_raised()
        elif not to and self.writer.is_raised and any(name_of(one) == "w:t" for one in children(element)):
            self.writer.close_raised()

    def _run_child(self, element: Element, name: str, custom: str | None) -> None:
        if name in _SIGNS:
            self.writer.text(_SIGNS[name])
        elif name in {"w:t", "m:t"}:
            self.writer.text(element.text or "")
        elif name in {"w:br", "w:cr"}:
            self.writer.line_break()
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            self._note(element, name[2:].removesuffix("Reference"), custom)
        elif name in {"w:drawing", "w:pict", "w:object"}:
            look_into(element, self.drawn)
        elif name == "mc:AlternateContent":
            chosen = branch(element)
            for one in children(chosen) if chosen is not None else ():
                self._run_child(one, name_of(one), custom)
        elif name == "w:ruby":
            self._ruby(element)
        elif name == "w:sym":
            self._symbol(element)

    def _note(self, element: Element, kind: str, custom: str | None) -> None:
        reference = self.context.notes.refer(kind, attribute(element, "id") or "", custom)
        self.writer.mark(reference.label, f"#{reference.anchor}")

    def _custom_mark(self, element: Element) -> str | None:
        """Return the sign that stands for a note's number when the writer chose one."""
        for one in children(element):
            if (attribute(one, "customMarkFollows") or "0") not in {"0", "false"}:
                texts = [t.text or "" for t in children(element) if name_of(t) == "w:t"]
                return "".join(texts).strip() or None
        return None

    def _ruby(self, element: Element) -> None:
        base = child(element, "w:rubyBase")
        if base is not None:
            self._read_all(base)

    def _symbol(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            return
        self.writer.text(letter_of(attribute(element, "font") or "", code))

    def _field_sign(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self._begin_result()
        elif kind == "end" and self.fields:
            self._end_field()

    def _begin_result(self) -> None:
        current = self.fields[-1]
        current.in_result = True
        link = _LINK_CODE.match(current.code)
        reference = _REFERENCE_CODE.match(current.code)
        if link:
            place = f"#{link['place']}" if link["place"] else ""
            self._open_field_link(current, (link["target"] or link["bare"] or "") + place)
        elif reference:
            self._open_field_link(current, f"#{reference['place']}")
        current.is_skipped = _UNREAD_CODE.match(current.code) is not None

    def _open_field_link(self, current: Field, target: str) -> None:
        self.writer.open_link(target)
        current.writer = self.writer

    def _end_field(self) -> None:
        ended = self.fields.pop()
        if ended.writer is self.writer:
            self.writer.close_link()

    def _is_in_code(self) -> bool:
        return any(one.is_skipped or not one.in_result for one in self.fields)

    _HANDLERS: ClassVar[dict[str, Callable[[InlineReader, Element], None]]] = {
        "w:r": _run,
        "m:r": _run,
        "w:hyperlink": _link,
        "w:sdt": _control,
        "w:fldSimple": _simple_field,
        "w:bookmarkStart": _bookmark,
        "mc:AlternateContent": _alternative,
    }


_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
