"""Finds who answers for a document: author, named reviewer, dates, and the disclaimer's words."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.authorship.bylines import Bylines
from auditor.analysis.authorship.dates import date_reader
from auditor.analysis.authorship.person_names import Person, name_reader
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Authorship
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.authorship.bylines import Cue
    from auditor.analysis.authorship.dates import Date
    from auditor.model.analysis import Jurisdiction, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

STRAY_WORDS = 1
"""So few words stand before a date that belongs to a byline, in the next sentence too ("Date: …")."""
NEAR = 25
"""Code points in which the words stand that say what was reviewed."""

_PLAIN_WORD = regex.compile(r"\b\p{Ll}{3,}\b")
# In small letters it reads like more of the sentence before it.
_WEB_ADDRESS = regex.compile(
    r"(?<=[.!?])\s+(?:https?://\S+|(?:\S+@)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:/\S*)?)\s*$"
)


def read(
    document: Document, sentences: tuple[Sentence, ...], jurisdiction: Jurisdiction, lexicon: Lexicon
) -> Authorship:
    """Return who answers for the document and when; what the page's own data says fills the gaps."""
    reader = _Reader(document, sentences, lexicon, month_first=jurisdiction.country == "US")
    data = document.publication
    reviewer, reviewed, published = reader.reviewer(), reader.reviewed(), reader.published()
    return Authorship(
        author=reader.author() or next(iter(data.authors), None),
        reviewer=reviewer.name if reviewer else next(iter(data.reviewers), None),
        reviewed_on=reviewed.iso if reviewed else reader.day(data.reviewed_on),
        published_on=published.iso if published else reader.day(_published(document)),
        disclaimer=_disclaimer(document, sentences, lexicon),
        reviewer_at=Span(reviewer.start, reviewer.end) if reviewer else None,
        date_at=Span(date.start, date.end) if (date := reviewed or published) else None,
    )


class _Reader:
    """Reads the bylines of one document."""

    def __init__(
        self, document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon, *, month_first: bool
    ) -> None:
        self._text = document.text
        self._month_first = month_first
        self._names = name_reader(lexicon)
        self._lexicon = lexicon
        self._dates_in = date_reader(lexicon)
        self._verbs = frozenset(lexicon.words("active-review-verbs"))
        self._reviewed_it = _reviewed_it(lexicon)
        self._plain = frozenset(lexicon.words("plain-review-words"))
        self._sentences = sentences
        self._bylines = Bylines(document, sentences, lexicon)

    def reviewer(self) -> Person | None:
        """The person who checked the page."""
        return self._person("reviewer-cues") or next((p for p, _ in self._active), None)

    def author(self) -> str | None:
        """The person who wrote it."""
        person = self._person("author-cues", "maker-cues")
        return person.name if person else None

    def reviewed(self) -> Date | None:
        """When it was last gone over: a review counts before an update; a review that lies ahead is none."""
        published = self._date("publication-date-cues")
        for cue, date in self._dates("review-date-cues"):
            is_ahead = published is not None and date.iso[:4] > published.iso[:4] and self._is_plain(cue)
            if not is_ahead:
                return date
        return next((d for _, d in self._active if d), None) or self._date("update-cues")

    def published(self) -> Date | None:
        """When it came out; a date on the author's line is that."""
        return self._date("publication-date-cues") or self._date("author-cues", "maker-cues")

    def _person(self, *kinds: str) -> Person | None:
        for cue in self._bylines.of(*kinds):
            for place in self._bylines.places(cue):
                person = self._names.after(self._text, self._past_date(cue, place), place.end)
                if person is not None:
                    return person
        return None

    def _past_date(self, cue: Cue, place: Span) -> int:
        """Where a name can begin: behind a date that comes first ("Medically reviewed March 2025 by …")."""
        date = self._date_in(place.start, place.end, is_asked=True)
        is_first = date is not None and not any(c.isalpha() for c in self._text[place.start : date.start])
        return date.end if date is not None and is_first and cue.kind == "reviewer-cues" else place.start

    @cached_property
    def _active(self) -> tuple[tuple[Person, Date | None], ...]:
        """“Dr Lim reviewed this page on 3 May 2025”: who, and when if it is told."""
        return tuple(self._all_active())

    def _all_active(self) -> Iterator[tuple[Person, Date | None]]:
        for sentence in self._sentences:
            span = sentence.span
            if self._verbs.isdisjoint(words_of(span.of(self._text))):
                continue
            for match in self._reviewed_it.finditer(self._text, span.start, span.end):
                nouns = phrases(self._lexicon.of(sentence.language), "page-nouns")
                if nouns.first(self._text[match.end() : match.end() + NEAR]):
                    person = self._names.before(self._text, span.start, match.start())
                    if person is not None:
                        yield person, self._date_in(match.end(), span.end)

    def _date(self, *kinds: str) -> Date | None:
        return next((date for _, date in self._dates(*kinds)), None)

    def _dates(self, *kinds: str) -> Iterator[tuple[Cue, Date]]:
        for cue in self._bylines.of(*kinds):
            is_asked = cue.kind not in {"author-cues", "maker-cues"}
            under = self._bylines.line_under(cue)
            for place in (*self._bylines.places(cue), *([under] if under else [])):
                date = self._date_in(place.start, place.end, is_asked=is_asked)
                if date is not None and self._is_of(cue, place.start, date):
                    yield cue, date
                    break

    def _date_in(self, start: int, end: int, *, is_asked: bool = False) -> Date | None:
        return self._dates_in.find(self._text, start, end, month_first=self._month_first, is_asked=is_asked)

    def day(self, data: str | None) -> str | None:
        """The date in what the page's own data gives as a moment."""
        return self._dates_in.first(data) if data else None

    def _is_of(self, cue: Cue, start: int, date: Date) -> bool:
        """Whether a date belongs to the words before it: in their sentence, or at the beginning of the next."""
        said = _PLAIN_WORD.findall(self._text, start, date.start)
        if cue.kind in {"publication-date-cues", "update-cues"} and len(said) > STRAY_WORDS:
            return False
        for sentence in self._sentences:
            if start < sentence.span.start <= date.start:
                before = self._text[sentence.span.start : date.start]
                if sentence.span.contains(Span(date.start, date.end)) and len(before.split()) > STRAY_WORDS:
                    return False
        return True

    def _is_plain(self, cue: Cue) -> bool:
        """Whether the words may speak of a review to come: “review June 2027” beside “issued June 2024”."""
        return cue.span.of(self._text).casefold().strip(" :") in self._plain


def _published(document: Document) -> str | None:
    """When the page's own data says that it came out; a file's time of saving says nothing of the kind."""
    data = document.publication
    return data.published_on or (data.modified_on if "html" in document.media_type else None)


@lru_cache(maxsize=4)
def _reviewed_it(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return how somebody says of the page that it was gone over: "reviewed this"."""
    verbs, what = (one_of(lexicon.words(f"active-review-{name}")) for name in ("verbs", "what"))
    return regex.compile(rf"\b{verbs}\s+{what}\s+", regex.IGNORECASE)


def _disclaimer(document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> str | None:
    """Return the sentence that limits the page's claims, if there is one."""
    text = document.text
    for sentence in sentences:
        found = phrases(lexicon.of(sentence.language), "disclaimers")
        start, end = sentence.span.start, sentence.span.end
        if found.first(text, start, end, words_of(text[start:end])):
            words: str = _WEB_ADDRESS.sub("", text[start:end])
            return words
    return None
