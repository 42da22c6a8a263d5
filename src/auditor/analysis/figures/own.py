"""Tells a figure about the promoter's own results from one about a disease or somebody else's study."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.analysis import Grade, SupportKind
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.names import names_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.model.analysis import Figure, Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

_SHORT_WORDS = 7
"""A counter, heading or row without a subject speaks of the page's own results."""
_OPENING_WORDS = 4
"""Within so many words a clause says whose it is: "At Larkfield we have …"."""
_SUBJECTLESS = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TABLE_ROW,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
        BlockKind.TITLE,
        BlockKind.DESCRIPTION,
    }
)


@dataclass(frozen=True)
class Clauses:
    """How a sentence falls into clauses, and how one of them goes on with the people of the one before."""

    breaks: regex.Pattern[str]
    reasons: regex.Pattern[str]
    """Breaks behind which something general follows: "because", "we know that"."""
    pronouns: regex.Pattern[str]
    """ "They", at the head of a clause."""
    bare: regex.Pattern[str]
    """A share that names nobody: "97%"; and behind it a verb, or "of them"."""

    def goes_on(self, clause: str, figure: str) -> bool:
        """Whether a clause counts those of the one before: "97% of them last", "they last in 97%"."""
        if self.pronouns.match(clause):
            return True
        return self.bare.search(clause, max(0, clause.find(figure))) is not None


@dataclass(frozen=True)
class OwnFigures:
    """Judges the sentences of one document."""

    document: Document
    promoter: Promoter
    names: regex.Pattern[str] | None
    own: regex.Pattern[str]
    results: regex.Pattern[str]
    strong: regex.Pattern[str]
    clauses: Clauses

    def speaks_of_results(self, sentence: Sentence, figures: Iterable[Figure]) -> bool:
        """Whether the sentence tells by one of its figures how the promoter's own patients fare."""
        text = sentence.span.of(self.document.text)
        if not self.promoter.is_selling or not self.results.search(text) or self._is_somebody_elses(sentence):
            return False
        if self.speaks_of_itself(sentence):
            return any(self._is_of_itself(text, f.span.shift(-sentence.span.start)) for f in figures)
        return (
            bool(self.strong.search(text))
            and len(text.split()) <= _SHORT_WORDS
            and self._is_short_block(sentence)
        )

    def speaks_of_itself(self, sentence: Sentence) -> bool:
        """Whether the sentence says "we" or "our", or names the promoter or what it offers."""
        return self._names_itself(sentence.span.of(self.document.text))

    def _names_itself(self, text: str) -> bool:
        return bool(self.own.search(text) or (self.names is not None and self.names.search(text)))

    def _is_of_itself(self, text: str, figure: Span) -> bool:
        """Whether the owner stands in the clause of a figure, or opens the clause before and the figure is of nobody new.

        "Smokers lose twice as many implants, so we will talk to you" says nothing of the house's own; "we have placed
        3,000 implants, and 97% of them last" does.
        """
        breaks = list(self.clauses.breaks.finditer(text))
        before = [b for b in breaks if b.end() <= figure.start]
        start = before[-1].end() if before else 0
        end = next((b.start() for b in breaks if b.start() >= figure.end), len(text))
        if self._names_itself(text[start:end]):
            return True
        if not before or self.clauses.reasons.fullmatch(before[-1].group()):
            return False
        opening = text[before[-2].end() if len(before) > 1 else 0 : before[-1].start()]
        head = " ".join(opening.split()[:_OPENING_WORDS])
        return self._names_itself(head) and self.clauses.goes_on(
            text[start:end], text[figure.start : figure.end]
        )

    def _is_short_block(self, sentence: Sentence) -> bool:
        return self.document.blocks[sentence.block].kind in _SUBJECTLESS

    def _is_somebody_elses(self, sentence: Sentence) -> bool:
        """Whether a mark, link or named body stands behind the figure, or an unnamed study is its subject."""
        if sentence.evidence.grade.rank >= Grade.LINKED.rank:
            return True
        return any(s.kind is SupportKind.UNNAMED_AUTHORITY for s in sentence.evidence.supports)


def own_figures(document: Document, promoter: Promoter, lexicon: Lexicon) -> OwnFigures:
    """Return the judge for a document."""
    names = names_pattern((*promoter.names, *promoter.offers))
    return OwnFigures(document, promoter, names, *_patterns(lexicon))


@lru_cache(maxsize=4)
def _patterns(
    lexicon: Lexicon,
) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], Clauses]:
    everybodys = one_of(lexicon.words("own-result-everybodys"))
    return (
        _whole_words(lexicon.words("own-result-owners"), rf"(?!\s{everybodys}\b)"),
        _whole_words(lexicon.words("own-result-words")),
        _whole_words(lexicon.words("own-result-strong")),
        _clauses(lexicon),
    )


def _clauses(lexicon: Lexicon) -> Clauses:
    def said(name: str) -> str:
        return one_of(lexicon.words(name), lists=lexicon.lists)

    reasons = said("own-clause-reasons")
    return Clauses(
        breaks=_pattern(rf"{reasons}|{said('own-clause-breaks')}"),
        reasons=_pattern(reasons),
        pronouns=_pattern(rf"\W*{said('own-clause-pronouns')}\b"),
        bare=_pattern(said("own-clause-shares")),
    )


def _whole_words(words: tuple[str, ...], behind: str = "") -> regex.Pattern[str]:
    parts = "|".join(regex.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return _pattern(rf"(?<![\w’'])(?:{parts})(?!\w){behind}")


def _pattern(form: str) -> regex.Pattern[str]:
    return regex.compile(form, regex.IGNORECASE)
