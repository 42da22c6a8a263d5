"""Judges whether what was read is the page a reader sees, and says so when it is not.

A page that builds itself with scripts, a frameset, a page of pictures or one whose text is hidden must never
pass for a clean one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.html.tree import attribute, tags_of, text_of
from auditor.model.document import BlockKind, Region, Status
from auditor.model.source import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.loaders.builder import Inline
    from auditor.loaders.html.drafts import Draft
    from auditor.loaders.html.tree import Element, Page

FEW_WORDS = 40
"""Words below which a page with scripts or pictures is suspected to be no more than its shell."""
ALT_WORDS = 5
"""Words of an alternative text that tell what a picture says."""
LARGE_PICTURE = 300
"""Pixels of width or height from which on a picture may hold text; icons and portraits are smaller."""
HIDDEN_WORDS = 150
"""Words that stand unseen in a page that shows few: more than any menu or notice has."""

_ROOTS = re.compile(
    r"^(?:root|app|__next|__nuxt|___gatsby|main-app|app-root|react-root|react-app|ember-app|svelte|q-app|application|mount|container-root)$"
)
_SCRIPT_NOTICE = re.compile(r"\bjava\s?script\b", re.IGNORECASE)
_ROOT_ELEMENTS = re.compile(r"^(?:app|root|my-app|ion-app)$|^app-\w+$|-app$")
_NOT_WORDS = frozenset({"script", "style", "head", "template", "noscript", "svg"})


def judge(page: Page, drafts: list[Draft]) -> tuple[Status | None, list[Problem]]:
    """Return the status this page must have, None when its text decides, and the problems to show."""
    main, around = _words(drafts)
    if page.noted["frameset"] or (page.noted["frame"] and not main + around):
        return Status.UNREADABLE, [_frameset(page)]
    if main >= FEW_WORDS:
        return None, []
    poor = Status.PARTIAL if main + around >= FEW_WORDS else Status.UNREADABLE
    if _is_shell(page, main):
        return poor, [_SHELL]
    if _all_words(page.root) - main - around >= HIDDEN_WORDS:
        return Status.PARTIAL if main + around else Status.UNREADABLE, [_HIDDEN]
    if _has_large_picture(page):
        return Status.PARTIAL if main + around else Status.UNREADABLE, [_PICTURES]
    return (None, []) if main + around else (Status.UNREADABLE, [NO_TEXT])


def _words(drafts: list[Draft]) -> tuple[int, int]:
    """Count the words to read in the main part and around it, no further than needed."""
    main = around = 0
    for draft in drafts:
        if draft.region is Region.HEAD or draft.kind is BlockKind.ALT_TEXT:
            continue
        words = sum(len(inline.text.split()) for inline in _inlines(draft))
        if draft.region is Region.MAIN:
            main += words
        else:
            around += words
        if main >= FEW_WORDS:
            break
    return main, around


def _inlines(draft: Draft) -> Iterable[Inline]:
    return draft.inlines if draft.cells is None else (inline for cell in draft.cells for inline in cell)


def _is_shell(page: Page, words: int) -> bool:
    if not page.noted["script"]:
        return False
    if any(_SCRIPT_NOTICE.search(text_of(notice)) for notice in page.noted["noscript"]):
        return True
    return words == 0 or any(_is_empty_root(tag) for tag in tags_of(page.root))


def _is_empty_root(tag: Element) -> bool:
    name = attribute(tag, "id").lower()
    if not ((name and _ROOTS.match(name)) or _ROOT_ELEMENTS.search(tag.name)):
        return False
    return len(text_of(tag).split()) < FEW_WORDS


def _all_words(root: Element) -> int:
    """Return how many words the page has in all, seen or unseen, scripts left out."""
    body = next((tag for tag in tags_of(root) if tag.name == "body"), root)
    inert = {id(inner) for tag in tags_of(body) if tag.name in _NOT_WORDS for inner in (tag, *tags_of(tag))}
    strings = (
        text_of(tag) for tag in tags_of(body) if id(tag) not in inert and not any(True for _ in tags_of(tag))
    )
    return sum(len(text.split()) for text in strings)


def _has_large_picture(page: Page) -> bool:
    for tag in tags_of(page.root):
        if tag.name == "canvas" or (tag.name == "img" and len(attribute(tag, "alt").split()) < ALT_WORDS):
            sizes = [
                int(size)
                for name in ("width", "height")
                if (size := attribute(tag, name).removesuffix("px")).isdecimal()
            ]
            if not sizes or max(sizes) >= LARGE_PICTURE:
                return True
    return False


def _frameset(page: Page) -> Problem:
    pages = ", ".join(
        f"“{src}”" for frame in page.noted["frame"][:5] if (src := attribute(frame, "src")[:100])
    )
    shown = f" ({pages})" if pages else ""
    return Problem(
        "frameset", f"The page is a set of frames without text of its own. Audit the pages it shows{shown}."
    )


_SHELL = Problem(
    "javascript-shell",
    "The page builds its text with JavaScript and has almost none in the file. Audit its address, or save the page from a browser after it has loaded.",
)
_HIDDEN = Problem(
    "mostly-hidden",
    "Nearly all of the page’s text is hidden until a script shows it, and was not audited. Save the page from a browser after it has loaded.",
)
_PICTURES = Problem(
    "text-in-images", "The page shows pictures and hardly any text. Words inside the pictures were not read."
)
NO_TEXT = Problem("no-text", "The page has no text to audit.")
"""What is said of a page with nothing to read."""
