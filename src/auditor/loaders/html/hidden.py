"""Decides which elements no reader of the page can reach.

Hidden and unreachable is what nobody audits: templates, unused variants, copies of carousel slides, closed
dialogs. Hidden for the moment is audited: the panels of tabs and accordions, slides that turn up in their
turn, boxes that fade in. In doubt an element counts as seen: a false alarm costs less than a claim unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.html.styles import PLAIN, Look, Styles, names_of
from auditor.loaders.html.tree import ancestors_of, attribute, tags_of, text_of
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.loaders.html.tree import Element, Page

_CLONES = frozenset(
    {
        "slick-cloned", "swiper-slide-duplicate", "splide__slide--clone", "glide__slide--clone", "owl-cloned", "bx-clone",
        "flickity-clone", "n2-ss-slide-clone", "tns-slide-cloned", "keen-slider__slide--clone", "cloned",
    }
)  # fmt: skip
"""Class names by which carousel scripts mark the copies they make of slides."""

_SLIDES = regex.compile(
    r"(?:^|[-_])(?:slide|carousel[-_]item|owl[-_]item|carousel[-_]cell|swiper[-_]slide)$", regex.IGNORECASE
)
_OPENERS = ("accordion", "faq", "toggle", "collaps", "expand", "disclosure", "more", "read", "truncat")
_TABS = frozenset({"tab", "tabs"})
_PANEL_ENDS = frozenset({"content", "panel", "pane", "body", "inner", "answer", "text", "detail", "details"})
_PANEL_NAMES = frozenset(
    {"collapse", "tab", "tabcontent", "tabpanel", "tabpane", "readmore", "more", "moretext"}
)
"""Words of which the class names are made of what opens under a clickable line or a tab."""

_FADING_IN = regex.compile(
    r"^(?:wow|elementor-invisible|aos-init|aos-animate|et-waypoint|animate__\w+|animated|fade-?in\w*|reveal|js-reveal|sr-item)$"
)
"""Class names of boxes that scripts show when the reader gets there."""

_POPUPS = regex.compile(
    r"(?:^|[-_])(?:modal|pop-?up|popups?|dialog|overlay|lightbox|cookies?|consent|gdpr|toast|tooltip|exit|loader|spinner)(?:[-_]|$)"
)
"""Class names of things that open over the page."""

_MENUS = regex.compile(
    r"(?:^|[-_])(?:off-?canvas|drawer|menu|nav|navbar|navigation|sub-?menu|dropdown|search)(?:[-_]|$)"
)
"""Class names of menus, and of what some builders make answers to questions of."""
MENU_WORDS = 15
"""Words outside links and buttons up to which a hidden menu is just a menu."""

_HIDING_HELPERS = regex.compile(r"hid|none|invisible|noshow|no-show", regex.IGNORECASE)
_POPUP_ROLES = frozenset({"dialog", "alertdialog", "tooltip", "status"})
_MENU_ROLES = frozenset({"menu", "menubar", "navigation", "search"})
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "data-tab", "data-toggle-target")


class Visibility:
    """Tells for each element whether readers can reach it, and how it is shown."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._styles = Styles(sheet for sheet in page.noted["style"] if not _is_inert(sheet))
        self._has_rules = not self._styles.is_silent
        self._controlled: frozenset[str] | None = None
        self._pillars: frozenset[int] | None = None

    def look(self, tag: Element) -> Look | None:
        """Return how an element is shown, or None when no reader can reach it."""
        attrs = tag.attrs
        if attrs:
            if "class" in attrs and not _CLONES.isdisjoint(names_of(attrs)):
                return None
            is_marked = "hidden" in attrs or "aria-hidden" in attrs
            if is_marked and self._is_marked_hidden(tag) and not self._can_be_opened(tag):
                return None
        if self._has_rules or "style" in attrs:
            return self._styled(tag, attrs)
        return PLAIN

    def _styled(self, tag: Element, attrs: Mapping[str, str]) -> Look | None:
        look = self._styles.look(tag, attrs)
        if not (look.is_gone or look.is_unseen) or tag.name in {"html", "body"}:
            return look
        if look.is_unseen and not look.is_gone and any(_FADING_IN.match(name) for name in names_of(attrs)):
            return look
        return look if self._can_be_opened(tag) or self._is_state(tag, look) else None

    def _is_state(self, tag: Element, look: Look) -> bool:
        if look.hiding is None or any(_HIDING_HELPERS.search(name) for name in look.hiding.names):
            return False
        return self._styles.is_shown_in_a_state(look.hiding) and not _is_overlay(tag)

    def _is_marked_hidden(self, tag: Element) -> bool:
        if "hidden" in tag.attrs and attribute(tag, "hidden").lower() != "until-found":
            return True
        return attribute(tag, "aria-hidden").lower() == "true" and not self._carries_the_page(tag)

    def _can_be_opened(self, tag: Element) -> bool:
        names = names_of(tag.attrs)
        if attribute(tag, "role").lower() == "tabpanel" or any(_SLIDES.search(name) for name in names):
            return True
        if _is_overlay(tag):
            return False
        return any(_is_panel(name) for name in names) or attribute(tag, "id") in self._controlled_ids()

    def _controlled_ids(self) -> frozenset[str]:
        """Return the ids that some button, tab or link of the page opens; collected when first asked for."""
        if self._controlled is None:
            self._controlled = frozenset(
                name.lstrip("#") for tag in tags_of(self._page.root) for name in _opened_by(tag) if name
            )
        return self._controlled

    def _carries_the_page(self, tag: Element) -> bool:
        """Whether an element holds the page's main part; scripts hide that from screen readers behind a pop-up."""
        if self._pillars is None:
            first = (*self._page.noted["main"][:1], *self._page.noted["h1"][:1])
            self._pillars = frozenset(
                id(parent) for mark in first for parent in (mark, *ancestors_of(mark)) if parent.name != "h1"
            )
        return id(tag) in self._pillars


def _is_overlay(tag: Element) -> bool:
    """Whether a hidden element is a pop-up or a menu; a "menu" with sentences in it is content."""
    role, names = attribute(tag, "role").lower(), names_of(tag.attrs)
    if tag.name == "dialog" or role in _POPUP_ROLES or any(_POPUPS.search(name) for name in names):
        return True
    is_menu = tag.name == "nav" or role in _MENU_ROLES or any(_MENUS.search(name) for name in names)
    return is_menu and not _has_sentences(tag)


def _has_sentences(tag: Element) -> bool:
    pressed = sum(len(text_of(inner).split()) for inner in tags_of(tag) if inner.name in {"a", "button"})
    return len(text_of(tag).split()) - pressed > MENU_WORDS


def _is_panel(name: str) -> bool:
    """Whether a class name is that of a panel, such as `accordion-content` or `et_pb_tab`."""
    words = name.replace("_", "-").split("-")
    if words[-1] in _PANEL_NAMES:
        return True
    return words[-1] in _PANEL_ENDS and any(word in _TABS or word.startswith(_OPENERS) for word in words)


def _opened_by(tag: Element) -> list[str]:
    attrs = tag.attrs
    found = [part for name in _CONTROLS if name in attrs for part in attribute(tag, name).split()]
    if (
        "data-toggle" in attrs or "data-bs-toggle" in attrs or attribute(tag, "role") == "tab"
    ) and "href" in attrs:
        found.append(attribute(tag, "href").rpartition("#")[2])
    return found


def _is_inert(tag: Element) -> bool:
    return any(parent.name in {"noscript", "template"} for parent in ancestors_of(tag))
