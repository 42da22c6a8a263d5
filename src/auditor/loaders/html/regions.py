"""Tells in which region of the page an element begins: navigation, header, footer, sidebar or main part.

Regions are tagged, never dropped: crisis lines and disclaimers live in footers. Elements and roles decide first;
class names and ids only where they are unmistakable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.loaders.html.tree import attribute, tags_of
from auditor.model.document import Region

if TYPE_CHECKING:
    from auditor.loaders.html.tree import Element
BY_NAME = {
    "nav": Region.NAV,
    "header": Region.HEADER,
    "footer": Region.FOOTER,
    "aside": Region.ASIDE,
    "main": Region.MAIN,
}

_BY_ROLE = {
    "navigation": Region.NAV,
    "menubar": Region.NAV,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "dialog": Region.ASIDE,
    "alertdialog": Region.ASIDE,
    "main": Region.MAIN,
}

_WORDS = {
    Region.NAV: """nav navbar navigation site-nav site-navigation main-nav main-navigation primary-nav primary-menu main-menu
        mainmenu mainnav menu nav-menu nav-links topnav top-nav top-menu mobile-menu mobile-nav mobile-navigation breadcrumb
        breadcrumbs w-nav w-nav-menu sub-menu dropdown-menu elementor-nav-menu wp-block-navigation megamenu mega-menu hamburger-menu
""",
    Region.HEADER: """site-header site_header masthead page-top topbar top-bar top-header main-header global-header header-main
        et-top-navigation main-header-bar navbar-header elementor-location-header siteheader sqs-header""",
    Region.FOOTER: """footer site-footer site_footer page-footer main-footer global-footer colophon footer-widgets footer-wrapper
        footer-container footer-bottom elementor-location-footer sitefooter footer-sections sqs-footer main-footer-bar
        footer-area footer-copyright site-info""",
    Region.ASIDE: """sidebar side-bar aside widget-area right-sidebar left-sidebar secondary-sidebar cookie-banner cookie-notice
        cookie-consent cookieconsent cc-window onetrust-consent-sdk cookie-law-info-bar related-posts""",
}

SKIP_LINKS = frozenset(
    {"skip", "skip-link", "skip-links", "skiplink", "skip-to-content", "skip-nav", "header-skip-link"}
)
"""Class names of the links that jump past the menu."""
BY_WORD = {word: region for region, words in _WORDS.items() for word in words.split()}
BY_WORD |= dict.fromkeys(sorted(SKIP_LINKS), Region.NAV)
_BILL_OF_FARE = "menu"
"""What names the list of what a house serves as often as the links of a site."""
_EITHER = frozenset({"", "footer"})
"""What names a card's foot as often as the page's."""
_OF_THE_SITE = frozenset({Region.HEADER, Region.FOOTER})
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?(?:#.*)?", re.IGNORECASE)

_STRONGER = frozenset({Region.FOOTER, Region.ASIDE})
"""Regions that keep what stands inside them, such as the links of a footer."""


def region_of(tag: Element, names: tuple[str, ...], outer: Region, *, is_content: bool) -> Region:
    """Return the region of an element inside `outer`.

    `names` are its classes and id in lower case; `is_content` says it is below an article or main part.
    """
    if tag.name not in BY_NAME and "role" not in tag.attrs and BY_WORD.keys().isdisjoint(names):
        return outer
    found = _own(tag, names, is_content=is_content)
    if found is None or outer in _STRONGER:
        return outer
    if found is Region.HEADER and (outer is Region.NAV or _holds_headline(tag)):
        return outer if outer is not Region.HEADER else Region.MAIN
    if found is Region.MAIN:
        return Region.MAIN
    return found


def opens_content(tag: Element) -> bool:
    """Whether headers and footers below this element are those of a piece of content, not of the page."""
    return tag.name in {"article", "main", "blockquote", "figure"} or attribute(tag, "role").lower() in {
        "main",
        "article",
    }


def _own(tag: Element, names: tuple[str, ...], *, is_content: bool) -> Region | None:
    """Return the region an element declares for itself."""
    role = attribute(tag, "role").lower() if "role" in tag.attrs else ""
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    word = next((name for name in names if name in BY_WORD), "")
    if word == _BILL_OF_FARE and tag.name not in BY_NAME and _tells_more_than_it_links(tag):
        word = ""
    by_word = BY_WORD.get(word)
    by_name = BY_NAME.get(tag.name)
    if is_content and (by_name or by_word) in _OF_THE_SITE:
        return by_word if word not in _EITHER else None
    return by_name or by_word


def _tells_more_than_it_links(tag: Element) -> bool:
    """Whether paragraphs stand in an element, more than links do: a drip bar's menu is no menu of the site."""
    names = [below.name for below in tags_of(tag)]
    return names.count("p") > names.count("a")


def _holds_headline(tag: Element) -> bool:
    """Whether a header holds the page's headline rather than the site's name."""
    heading = tag.headline
    if heading is None:
        return False
    return not any(below.name == "img" for below in tags_of(heading)) and not _is_home_link(heading)


def _is_home_link(heading: Element) -> bool:
    links = [below for below in tags_of(heading) if below.name == "a"]
    return len(links) == 1 and _HOME.fullmatch(attribute(links[0], "href")) is not None
