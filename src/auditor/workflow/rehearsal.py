"""Reads and judges a page made of the rules' own examples, so that what pages make the program compile is known for the next run.

Most patterns stand in the program; some are made of word lists when a page first asks for them. The examples of
all rules together ask for nearly all.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.analysis.pipeline import analyse
from auditor.engine.runner import judge
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.source import Source
from auditor.text.late_regex import codes

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook
    from auditor.text.late_regex import Codes

NAME = "examples.html"


def pattern_codes(book: RuleBook) -> Codes:
    """Return what the patterns at hand are compiled to, after the examples have been read and judged."""
    content = _page(book).encode()
    document = load(Source(NAME, NAME, content, size=len(content)), Limits())
    judge(document, analyse(document, book.lexicon), book, NAME)
    return codes()


def _page(book: RuleBook) -> str:
    texts = (rule.examples.offends for pack in book.packs for rule in pack.rules)
    paragraphs = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    return f"<!DOCTYPE html><html><head><title>Examples</title></head><body>\n{paragraphs}</body></html>"
