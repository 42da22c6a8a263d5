"""Applies the page's own style sheets to an element: whether it is shown, and whether it stands as a box."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from auditor.loaders.html.css import MAX_RULES, Rule, Showing, Step, declarations, read_sheet
from auditor.loaders.html.tree import ancestors_of, attribute
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from auditor.loaders.html.tree import Element

_INLINE_DISPLAYS = frozenset(
    {
        "inline",
        "inline-block",
        "inline-flex",
        "contents",
        "ruby",
        "none",
        "initial",
        "unset",
        "inherit",
        "revert",
    }
)
_ROW_DISPLAYS = frozenset({"flex", "grid"})
_GONE = frozenset({"hidden", "collapse"})
MAX_RULES_PER_NAME = 500
"""Rules kept for one class, id or tag, the last ones; real sheets have a dozen."""
MAX_CLIMB = 200
"""Ancestors looked at for one selector; no page anyone designed is deeper."""
MAX_NAME_CHARS = 1_000
"""Characters of a class attribute that are looked at; generated ones of utility frameworks reach some hundreds."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is shown. `hiding` is the step that names the element in the rule that hides it."""

    is_gone: bool = False
    is_unseen: bool = False
    """Invisible, but taking its room: `visibility`, not `display`."""
    is_box: bool = False
    is_row: bool = False
    is_in_line: bool = False
    """Part of a line although its tag makes a box."""
    hiding: Step | None = None


PLAIN = Look()
"""The look of an element no rule speaks of."""


def names_of(attrs: Mapping[str, str]) -> tuple[str, ...]:
    """Return an element's classes and id in lower case."""
    return _names(attrs.get("class", "")[:MAX_NAME_CHARS], attrs.get("id", "")[:MAX_NAME_CHARS])


@lru_cache(maxsize=2_000)
def _names(classes: str, own: str) -> tuple[str, ...]:
    # Pages write the same few class attributes again and again.
    return tuple(f"{classes} {own}".lower().split())


class Styles:
    """The rules of a page that decide what is shown, found by the element's names."""

    def __init__(self, sheets: Iterable[Element]) -> None:
        self._by_name: dict[str, deque[Rule]] = {}
        self._by_tag: dict[str, deque[Rule]] = {}
        self._everywhere: deque[Rule] = deque(maxlen=MAX_RULES_PER_NAME)
        self._shown_names: set[str] = set()
        self._count = 0
        for place, sheet in enumerate(sheets):
            self._read(text_of_sheet(sheet), attribute(sheet, "media"), place)
        self.is_silent = not (self._by_name or self._by_tag or self._everywhere)
        """Whether no rule can apply to an element without a style attribute."""

    def look(self, tag: Element, attrs: Mapping[str, str]) -> Look:
        """Return how an element is shown by its style attribute and the page's rules."""
        style = attrs.get("style")
        inline = declarations(style[: MAX_NAME_CHARS * 10]) if isinstance(style, str) else {}
        rules = (
            []
            if self.is_silent
            else [rule for rule in self._candidates(tag, attrs) if _fits(rule.steps, tag)]
        )
        if not rules and not inline:
            return PLAIN
        display, display_rule = _winner([(r.display, r) for r in rules if r.display], inline.get("display"))
        visibility, visibility_rule = _winner(
            [(r.visibility, r) for r in rules if r.visibility], inline.get("visibility")
        )
        is_gone, is_unseen = display == "none", visibility in _GONE
        hiding = display_rule if is_gone else visibility_rule if is_unseen else None
        return Look(
            is_gone=is_gone,
            is_unseen=is_unseen,
            is_box=bool(display) and display not in _INLINE_DISPLAYS,
            is_row=display in _ROW_DISPLAYS,
            is_in_line=display == "inline" or inline.get("display", ("",))[0] == "inline-block",
            hiding=hiding.steps[-1] if hiding else None,
        )

    def is_shown_in_a_state(self, step: Step) -> bool:
        """Whether another rule shows the elements a hiding rule is about, as panels and menus are when opened."""
        return any(name in self._shown_names for name in step.names)

    def _read(self, css: str, media: str, place: int) -> None:
        for found in read_sheet(css, media, place):
            if isinstance(found, Showing):
                self._shown_names.update(found.names)
            elif self._count < MAX_RULES:
                self._count += 1
                self._file(found)

    def _file(self, rule: Rule) -> None:
        last = rule.steps[-1]
        if last.names:
            self._by_name.setdefault(min(last.names), deque(maxlen=MAX_RULES_PER_NAME)).append(rule)
        elif last.tag:
            self._by_tag.setdefault(last.tag, deque(maxlen=MAX_RULES_PER_NAME)).append(rule)
        elif last.attributes:
            self._everywhere.append(rule)

    def _candidates(self, tag: Element, attrs: Mapping[str, str]) -> list[Rule]:
        found = [*self._by_tag.get(tag.name, ()), *self._everywhere]
        if "class" in attrs or "id" in attrs:
            for name in marked_names(attrs):
                found.extend(self._by_name.get(name, ()))
        return found


def text_of_sheet(sheet: Element) -> str:
    """Return a style element's text, which the parser keeps as a kind of its own."""
    return "".join(str(child) for child in sheet.contents if isinstance(child, str))


def marked_names(attrs: Mapping[str, str]) -> frozenset[str]:
    """Return an element's classes as `.name` and its id as `#name`."""
    return _marked_names(attrs.get("class", "")[:MAX_NAME_CHARS], attrs.get("id", "")[:MAX_NAME_CHARS])


@lru_cache(maxsize=2_000)
def _marked_names(classes: str, own: str) -> frozenset[str]:
    names = {f".{name}" for name in classes.split()}
    if own.strip():
        names.add(f"#{own.strip()}")
    return frozenset(names)


def _winner(found: list[tuple[str, Rule]], inline: tuple[str, bool] | None) -> tuple[str, Rule | None]:
    """Return the value that wins the cascade, and its rule unless the style attribute said it."""
    value, rule = max(found, key=lambda one: one[1].rank, default=("", None))
    if inline is not None and inline[0] and (rule is None or inline[1] or not rule.rank[0]):
        return inline[0], None
    return value, rule


def _fits(steps: tuple[Step, ...], tag: Element) -> bool:
    """Whether the element and its ancestors are those the selector names; nearest ancestors are tried first."""
    if not _is(steps[-1], tag):
        return False
    at, is_child = len(steps) - 2, steps[-1].is_child
    for node in islice(ancestors_of(tag), MAX_CLIMB):
        if at < 0:
            break
        if _is(steps[at], node):
            is_child, at = steps[at].is_child, at - 1
        elif is_child:
            return False
    return at < 0


def _is(step: Step, tag: Element) -> bool:
    if step.tag and step.tag != tag.name:
        return False
    if step.names and not step.names <= marked_names(tag.attrs):
        return False
    return all(_has(tag, *wanted) for wanted in step.attributes)


def _has(tag: Element, name: str, relation: str, wanted: str) -> bool:
    value = tag.attrs.get(name)
    if not isinstance(value, str):
        return False
    tests = {
        "": True,
        "=": value == wanted,
        "~=": wanted in value.split(),
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
        "|=": value.split("-")[0] == wanted,
    }
    return tests[relation]
