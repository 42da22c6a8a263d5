"""Finds who answers for a document: author, named reviewer, dates, and the disclaimer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.dates import first_date
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Authorship, Role
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Jurisdiction, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

DATE_REACH = 120
"""Code points after a cue in which its date stands: a name with titles and posts comes between."""

_NAME = regex.compile(
    r"""[ \t:–—-]*(?:our[ ]+)?
        (?P<name>(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss)\.?[ ]+)?
            \p{Lu}[\p{L}.'’-]*(?:[ ]+(?:de|van|von|der|la)?[ ]*\p{Lu}[\p{L}.'’-]*){0,4}
            (?:,[ ]*[A-Z][A-Za-z]*[A-Z.][A-Za-z.]*)*)    # degrees and posts: MD, FRACS, Ph.D.""",
    regex.VERBOSE,
)
_TITLE_ONLY = regex.compile(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|The|Our|A|An)\.?$")


def read(
    document: Document, sentences: tuple[Sentence, ...], jurisdiction: Jurisdiction, lexicon: Lexicon
) -> Authorship:
    """Return who answers for the document and when; what the page's own data says fills the gaps."""
    reader = _Reader(document, sentences, lexicon, month_first=jurisdiction.country == "US")
    data = document.publication
    return Authorship(
        author=reader.name("author-cues") or next(iter(data.authors), None),
        reviewer=reader.name("reviewer-cues") or next(iter(data.reviewers), None),
        reviewed_on=reader.date("review-date-cues") or data.reviewed_on,
        published_on=reader.date("publication-date-cues") or data.published_on,
        disclaimer=reader.disclaimer(),
    )


class _Reader:
    """Looks for cues in the sentences that are not references."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, *, month_first: bool
    ) -> None:
        self._text = document.text
        self._lexicon = lexicon
        self._month_first = month_first
        self._sentences = [
            (s, words_of(s.span.of(document.text))) for s in sentences if s.role is not Role.REFERENCE
        ]

    def name(self, cues: str) -> str | None:
        """Return the first name that follows a cue."""
        for end in self._ends(cues):
            match = _NAME.match(self._text, end)
            if match and not _TITLE_ONLY.match(match.group("name")):
                return str(match.group("name")).rstrip(".,")
        return None

    def date(self, cues: str) -> str | None:
        """Return the first date that follows a cue closely."""
        for end in self._ends(cues):
            date = first_date(self._text[end : end + DATE_REACH], month_first=self._month_first)
            if date:
                return date
        return None

    def disclaimer(self) -> str | None:
        """Return the sentence that limits the page's claims, if there is one."""
        for sentence, keys in self._sentences:
            found = phrases(self._lexicon.of(sentence.language), "disclaimers")
            if found.first(self._text, sentence.span.start, sentence.span.end, keys):
                return sentence.span.of(self._text)
        return None

    def _ends(self, cues: str) -> Iterator[int]:
        for sentence, keys in self._sentences:
            found = phrases(self._lexicon.of(sentence.language), cues)
            for match in found.find(self._text, sentence.span.start, sentence.span.end, keys):
                yield match.end
