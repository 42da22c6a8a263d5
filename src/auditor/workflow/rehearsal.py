"""Audits a page made of the rules' own examples, so that what pages make the program compile is known for the next run.

Most patterns stand in the program; some are made of word lists when a page first asks for them. The examples of
all rules together ask for nearly all.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.model.source import Source
from auditor.text.late_regex import codes
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook
    from auditor.text.late_regex import Codes

NAME = "examples.html"


def pattern_codes(book: RuleBook) -> Codes:
    """Return what the patterns at hand are compiled to, after an audit of the examples."""
    page = _page(book).encode()
    audit_source(Source(NAME, NAME, page, size=len(page)), book, Options())
    return codes()


def _page(book: RuleBook) -> str:
    texts = (
        text
        for pack in book.packs
        for rule in pack.rules
        for text in (rule.examples.offends, rule.examples.acceptable)
    )
    paragraphs = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    return f"<!DOCTYPE html><html><head><title>Examples</title></head><body>\n{paragraphs}</body></html>"
