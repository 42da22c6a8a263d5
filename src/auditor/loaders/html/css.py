"""Reads from style sheets the few rules that decide whether an element is shown, and as a box or within a line.

Only selectors of tags, classes, ids and attributes, alone or below one another, are understood; that is what
hides text on real pages. What a page says under a condition (a narrow screen, a pointer above, an open state)
can show an element but never hides it: text that some reader sees is audited.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SHEET_CHARS = 5_000_000
"""Characters of style sheets read per page; the largest inlined themes have about a million."""
MAX_RULES = 50_000
"""Rules on display kept per page; a large theme has some thousands."""
MAX_STEPS = 12
"""Steps of one selector; longer ones are not written by people."""

_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_NAME = r"(?:\\.|[\w-]|[^\x00-\x7f])+"
_PART = re.compile(
    rf"([.#])({_NAME})|\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*[\"']?([^\]\"']*)[\"']?\s*)?\]|(::?[\w-]+)(\([^()]*\))?"
)
_TAG = re.compile(rf"\*|{_NAME}")
_SPLIT_STEPS = re.compile(r"\s*([>+~])\s*|\s+")
_ESCAPE = re.compile(r"\\(.)")
_STATE = re.compile(
    r"(?:^|[.#_-])(?:is|has)-|(?:active|open|opened|show|shown|expanded|current|selected|visible|in|on|toggled)$"
)
_SKIPPED_AT = (
    "@keyframes",
    "@-",
    "@font",
    "@page",
    "@property",
    "@counter",
    "@starting",
    "@view",
    "@namespace",
)
_PLAIN_MEDIA = frozenset(
    {"", "all", "screen", "only screen", "all,screen", "screen,all", "screen,print", "print,screen"}
)
_PAPER_MEDIA = frozenset(
    {"print", "speech", "aural", "embossed", "braille", "tty", "only print", "not screen", "not all"}
)


class Force(Enum):
    """How sure a rule applies."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    """On some screens or in some state of the page."""
    NEVER = "never"
    """On paper, inside an animation: not for readers of the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a selector; `is_child` means the step before it is its parent, not just an ancestor."""

    tag: str = ""
    names: frozenset[str] = frozenset()
    """Classes written `.name` and ids written `#name`."""
    attributes: tuple[tuple[str, str, str], ...] = ()
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What one selector says about being shown. `rank` orders rules as the cascade does."""

    steps: tuple[Step, ...]
    display: str
    visibility: str
    force: Force
    rank: tuple[bool, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Showing:
    """A rule that shows its element in a state only: `names` are those of the element it is about."""

    names: frozenset[str]


def read_sheet(css: str, media: str, place: int) -> Iterator[Rule | Showing]:
    """Yield the rules of one style sheet, the `place`-th of the page."""
    outer = _media_force(media)
    if outer is Force.NEVER or not _says_something(css):
        return
    number = 0
    for prelude, body, force in _blocks(css[:MAX_SHEET_CHARS], outer):
        declared = _declared(body)
        if declared is None:
            continue
        for selector in _split_list(prelude):
            number += 1
            yield from _rules(selector, declared, force, (place, number))


def declarations(body: str) -> dict[str, tuple[str, bool]]:
    """Return what a block or a style attribute declares: the value, and whether it is important."""
    found: dict[str, tuple[str, bool]] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        key = name.strip().lower()
        if not colon or key not in {"display", "visibility", "vertical-align"}:
            continue
        word, is_important, _ = value.strip().lower().partition("!")
        found[key] = (word.strip(), bool(is_important))
    return found


def _declared(body: str) -> tuple[str, str, bool] | None:
    found = declarations(body)
    display, visibility = found.get("display", ("", False)), found.get("visibility", ("", False))
    if not display[0] and not visibility[0]:
        return None
    return display[0], visibility[0], display[1] or visibility[1]


def _blocks(css: str, outer: Force) -> Iterator[tuple[str, str, Force]]:
    """Yield selector list, declarations and force of each block that could matter."""
    css = _STRING.sub(_without_braces, _without_comments(css))
    stack: list[tuple[str, Force]] = [("", outer)]
    for piece in css.split("}"):
        matters = _says_something(piece)
        if not matters and piece.count("{") == 1 and "@" not in piece:
            continue  # a rule of its own about something else, as most are
        *openers, body = piece.split("{")
        for opener in openers:
            stack.append(_opened(opener, *stack[-1]))
        prelude, force = stack[-1]
        if openers and matters and prelude and force is not Force.NEVER:
            yield prelude, body, force
        if len(stack) > 1:
            stack.pop()


def _without_comments(css: str) -> str:
    kept, at = [], 0
    while (start := css.find("/*", at)) >= 0:
        kept.append(css[at:start])
        end = css.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(css)
    return " ".join((*kept, css[at:])).replace("<!--", " ").replace("-->", " ")


def _says_something(css: str) -> bool:
    """Whether a piece of a sheet could be about being shown."""
    lowered = css.lower()
    return "display" in lowered or "visibility" in lowered


def _without_braces(match: re.Match[str]) -> str:
    return re.sub(r"[{};]", "_", match.group())


def _opened(opener: str, prelude: str, force: Force) -> tuple[str, Force]:
    """Return selector list and force inside a block that begins with `opener`."""
    head = opener.rpartition(";")[2].strip()
    if head.startswith("@"):
        return prelude, _at_force(head.lower(), force)
    if prelude:  # a rule inside a rule
        joined = [
            inner.replace("&", outer) if "&" in inner else f"{outer} {inner}"
            for outer in _split_list(prelude)[:MAX_STEPS]
            for inner in _split_list(head)[:MAX_STEPS]
        ]
        return ",".join(joined)[: MAX_SHEET_CHARS // 1_000], force
    return head, force


def _at_force(head: str, force: Force) -> Force:
    if force is Force.NEVER or head.startswith(_SKIPPED_AT):
        return Force.NEVER
    if head.startswith("@media"):
        inner = _media_force(head[len("@media") :])
        return inner if force is Force.ALWAYS or inner is Force.NEVER else force
    is_sure = head.startswith("@layer") or (head.startswith("@supports") and "not" not in head)
    return force if is_sure else Force.SOMETIMES


def _media_force(media: str) -> Force:
    query = re.sub(r"\s*,\s*", ",", " ".join(media.lower().split()))
    if query in _PLAIN_MEDIA:
        return Force.ALWAYS
    parts = query.split(",")
    if all(part.split(" and ")[0] in _PAPER_MEDIA for part in parts):
        return Force.NEVER
    return Force.SOMETIMES


def _split_list(prelude: str) -> list[str]:
    if "(" not in prelude:
        return [part.strip() for part in prelude.split(",") if part.strip()]
    parts, depth, start = [], 0, 0
    for at, char in enumerate(prelude):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(prelude[start:at].strip())
            start = at + 1
    return [part for part in (*parts, prelude[start:].strip()) if part]


def _rules(
    selector: str, declared: tuple[str, str, bool], force: Force, order: tuple[int, int]
) -> Iterator[Rule | Showing]:
    display, visibility, is_important = declared
    steps, is_whole = _steps(selector)
    if not steps:
        return
    is_shown = display not in {"", "none"} or visibility == "visible"
    if is_shown and (not is_whole or any(_STATE.search(name) for step in steps for name in step.names)):
        yield Showing(steps[-1].names)
    if is_whole and (force is Force.ALWAYS or is_shown):
        ids = sum(name[0] == "#" for step in steps for name in step.names)
        classes = sum(name[0] == "." for step in steps for name in step.names)
        classes += sum(len(step.attributes) for step in steps)
        rank = (is_important, ids, classes, sum(bool(step.tag) for step in steps), *order)
        yield Rule(steps, display, visibility, force, rank)


def _steps(selector: str) -> tuple[tuple[Step, ...], bool]:
    """Return the selector's steps and whether they say all of it; states and neighbours are left out."""
    steps: list[Step] = []
    is_whole, is_child = True, False
    for part in _SPLIT_STEPS.split(selector):
        if not part:
            continue
        if part in {">", "+", "~"}:
            is_child = part == ">"
            is_whole = is_whole and is_child
            continue
        step, is_plain = _step(part, is_child=is_child)
        steps.append(step)
        is_whole, is_child = is_whole and is_plain, False
    return (tuple(steps), is_whole) if len(steps) <= MAX_STEPS else ((), False)


def _step(written: str, *, is_child: bool) -> tuple[Step, bool]:
    match = _TAG.match(written)
    tag, at = (match.group().lower(), match.end()) if match else ("", 0)
    names: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    is_plain = True
    while (part := _PART.match(written, at)) is not None:
        at = part.end()
        if part[1]:
            names.append(part[1] + _ESCAPE.sub(r"\1", part[2]))
        elif part[3]:
            attributes.append((part[3].lower(), part[4] or "", part[5] or ""))
        else:
            is_plain = is_plain and part[6].lower() == ":root"
    step = Step("" if tag == "*" else tag, frozenset(names), tuple(attributes), is_child)
    return step, is_plain and at == len(written)
