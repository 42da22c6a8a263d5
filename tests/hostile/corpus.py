"""All hostile files, and those that every run of the tests goes through."""

from __future__ import annotations

from .archives import ARCHIVES
from .documents import WORD_FILES
from .pages import PAGES
from .pdfs import PDFS
from .regressions import DOCUMENTS
from .texts import TEXTS

CORPUS = (*PDFS, *PAGES, *WORD_FILES, *ARCHIVES, *TEXTS)
NAMED = frozenset(
    {
        *("million-attributes.html", "one-text-node.html", "entities-odd.html", "entities-laughing.html"),
        *("utf8-broken.html", "utf16-halves.html", "encodings-mixed.html", "nested-div.html"),
        *(
            "zip-bomb.docx",
            "entity-of-a-file.docx",
            "path-absolute.docx",
            "path-above.docx",
            "parts-missing.docx",
        ),
        *("million-pages-declared.pdf", "box-a-billion-wide.pdf", "flate-bomb.pdf", "object-stream-bomb.pdf"),
        *("truncated-40.pdf", "bits-flipped-0.pdf", "pages-hold-themselves.pdf", "frame-of-itself.mhtml"),
    }
)
"""One of each kind that is promised to be borne: whatever they take, every run goes through them."""
SLOW = frozenset(
    {
        *("ampersands.html", "best-upon-best.html", "headings.html", "languages.html", "nested-list.html"),
        *("nested-quote.html", "one-sentence-of-figures.html", "paragraphs.html", "quotes-never-closed.html"),
        *(
            "quotes.html",
            "rows.html",
            "short-sentences.html",
            "table-wide.html",
            "telephones.html",
            "years.html",
        ),
        *("brackets.txt", "bullets.txt", "bytes.txt", "definitions.txt", "dots.txt", "entities.txt"),
        *(
            "entries.txt",
            "fences.txt",
            "footnotes.txt",
            "headings.txt",
            "indents.txt",
            "lines.txt",
            "mails.txt",
        ),
        *("marks.txt", "numbers.txt", "pictures.txt", "table.txt", "ticks.txt", "underlines.txt"),
        *("bullets.md", "dots.md", "entries.md", "footnotes.md", "front-matter-open.md", "front-matter.md"),
        *("headings.md", "mails.md", "marks.md", "numbers.md", "one-letter.md", "one-line.md", "pictures.md"),
        *("table.md", "underlines.md", "forms-billionfold.pdf", "letters-on-letters.pdf"),
    }
)
"""Files, mostly of thousands of little sentences, that take from a twentieth of a second to seconds even when they are small."""
SHORTLY = tuple(case for case in CORPUS if case.name not in SLOW - NAMED - DOCUMENTS.keys())
"""What every run of the tests goes through; `make fuzz` takes all."""
