"""Which elements of HTML stand as boxes, which carry no text for readers, and which are lists, cells or buttons."""

from __future__ import annotations

BOXES = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
        "header", "hgroup", "hr", "html", "label", "legend", "li", "listing", "main", "marquee", "menu", "nav", "ol", "p", "plaintext",
        "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    }
)  # fmt: skip
"""Elements that stand as boxes; all others run within the line.

The head is among them: where a page leaves out `body`, the parser keeps elements it does not know in the head.
"""

WITHOUT_TEXT = frozenset(
    {
        "script", "style", "link", "meta", "base", "title", "noscript", "iframe", "object", "embed", "video", "audio",
        "canvas", "map", "area", "datalist", "progress", "meter", "frame", "frameset", "noframes", "noembed", "param", "source",
        "track", "annotation", "annotation-xml", "rp", "rt", "applet", "col", "colgroup",
    }
)  # fmt: skip
"""Elements without text for readers of the page, or with text for programs that cannot show what they hold."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
CELLS = frozenset({"td", "th"})
PRESSED = frozenset({"a", "button"})

MAY_RUN_IN = frozenset({"div", "p", "section", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Boxes that effects and builders set within a line by style."""

PLAIN_BOXES = frozenset(
    {"div", "nav", "header", "footer", "section", "aside", "main", "article", "center", "form", "ul"}
)
"""Boxes that say nothing of what is in them; links alone in one are a menu, not a sentence."""

LINK_LIKE = frozenset({"a", "button", "input", "img", "svg", "br", "wbr"})
"""What a menu is made of."""

GAP_BOXES = frozenset(
    {"div", "a", "button", "section", "figure", "td", "center", "body", "header", "footer", "nav"}
)
"""Boxes in which elements within the line are often set apart by style; in paragraphs they split words."""

NO_CARDS = frozenset(
    {"p", "ul", "ol", "dl", "main", "nav", "header", "footer", "head", "body", "html", "[document]"}
)
"""Boxes that are never the container of a card."""
