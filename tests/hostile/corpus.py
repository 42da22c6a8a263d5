"""All hostile files, and a folder of them."""

from __future__ import annotations

from .documents import ARCHIVES, TEXTS, WORD_FILES
from .pages import PAGES
from .pdfs import PDFS

CORPUS = (*PDFS, *PAGES, *WORD_FILES, *ARCHIVES, *TEXTS)
SLOW = frozenset(
    {
        "million-pages-declared.pdf",
        "box-a-billion-wide.pdf",
        "flate-bomb-in-xmp.pdf",
        "million-times-one-page.pdf",
        "truncated-3.pdf",
        "truncated-75.pdf",
        "forms-billionfold.pdf",
        "letters-on-letters.pdf",
        "quotes-never-closed.html",
        "best-upon-best.html",
        "zip-bomb.docx",
        "truncated-40.pdf",
        "truncated-98.pdf",
        "quotes.html",
    }
)
"""Files that take tenths of a second even when they are small."""
_EVERY_RUN = frozenset((*PDFS, *PAGES[::6], *WORD_FILES, *ARCHIVES, *TEXTS[::24]))
REGRESSIONS = {
    "nested-sup.html": "a number of two thousand digits was too large for the machine",
    "one-number.html": "the same, in one text",
    "charset-odd-text.mhtml": "“hex” is a codec, but none of text",
    "charset-nul-text.mhtml": "a character set with a zero byte in its name cannot be looked up",
    "location-odd.mhtml": "an archive named an address that cannot be taken apart",
    "headers.mhtml": "what a mail is stood behind more headers than were looked at",
    "box-of-nothing.pdf": "a page showed none of its text, and nothing said so",
    "root-is-itself-and-pages-are-none.pdf": "a reference to itself was followed for ever by the reader asked last",
    "root-in-a-circle-and-pages-are-none.pdf": "the same, over two objects",
    "character-map-of-millions-and-root-is-itself.pdf": "the reader asked last entered millions of characters one by one",
    "full-stops.html": "the search for the end of a sentence began again at every one of them",
    "brackets.md": "the search for the end of a link began again at every bracket",
    "symbols-odd.docx": "half a letter came into the text, which no file can keep",
    "nested-select.html": "every choice held all those below it",
}
"""What once broke the program, and how."""
SHORTLY = tuple(
    case for case in CORPUS if case.name in REGRESSIONS or (case.name not in SLOW and case in _EVERY_RUN)
)
"""What every run of the tests goes through; `make fuzz` takes all."""
