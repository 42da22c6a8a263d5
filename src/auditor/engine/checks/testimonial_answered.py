"""Questions and objections that a page puts into its readers' mouths in order to answer them.

“I can't afford it.” – “It costs less than your coffee.” Who only asks, or doubts, proves nothing of the offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block
    from auditor.text.phrases import PhraseSet

MOST_WORDS = 12
"""A question or an objection is no longer; who says more, tells a story."""

LOWEST_LEVEL = 6

LEAD_BLOCKS = 3
"""So many blocks above a quotation at most its lead-in stands: “A script for the phone:” over a row of sentences."""

SIGNATURE_WORDS = 3
"""Who signs a quotation that opens an answer, signs with no more words than these."""

_OPENING_MARKS = " \n\t\"“”‘’'«»"
_ENDED = regex.compile(r"[.!?…][\s”\"’')*_]*$")
_NAME = regex.compile(r"\W*\p{Lu}[\p{L}'’-]*\.?(?:\s\p{Lu}[\p{L}'’-]*\.?){0,2}\W*")
"""A name or initials, and nothing else."""
_ASKS = regex.compile(r"\?[\"”’'»]*$")


@dataclass(frozen=True)
class Answering:
    """How a page shows that it will answer."""

    headings: PhraseSet
    objections: PhraseSet
    leads: PhraseSet
    """Headings and lead-ins over words that are offered to be said to somebody."""
    verbs: PhraseSet
    """What stands before such words: “Ask”, “You could say:”."""
    scripts: PhraseSet
    """What is said to somebody in need."""
    signed: PhraseSet
    """What stands behind a quotation in place of a name: “Anon.”, “Verified buyer”."""
    replies: PhraseSet
    """Answers of a word or two, which names are written like: “Never.”"""

    def meets(self, subject: Subject, run: Sequence[Sentence]) -> bool:
        """Whether a quotation is there to be answered by what follows it."""
        said = subject.words(run[0].quotes[0].cover(run[-1].quotes[-1]) if _is_quoted(run) else run[0].span)
        if not _is_quoted(run) or len(said.split()) > MOST_WORDS:
            return False
        words = said.strip(_OPENING_MARKS)
        if subject.block(run[0]).kind is BlockKind.HEADING:
            is_asked = bool(_ASKS.search(said)) or bool(self.objections.find(words))
            return is_asked or self._is_under_answers(subject, run)
        return self._is_followed(subject, run) and self._is_under_answers(subject, run)

    def _is_followed(self, subject: Subject, run: Sequence[Sentence]) -> bool:
        """Whether the page itself goes on in the same paragraph behind words that open it, and nobody signs them."""
        answer = _sentence_behind(subject, run)
        return answer is not None and not self._is_signature(subject.words(answer.span))

    def _is_signature(self, words: str) -> bool:
        if self.signed.first(words) is not None:
            return len(words.split()) <= SIGNATURE_WORDS
        return _NAME.fullmatch(words) is not None and self.replies.first(words) is None

    def is_script(self, subject: Subject, run: Sequence[Sentence]) -> bool:
        """Whether a quotation offers words to be said to somebody: a question to him, or what stands under “What to say”."""
        if not _is_quoted(run):
            return False
        quotes = [subject.words(q).strip(_OPENING_MARKS) for s in run for q in s.quotes]
        if any(len(q.split()) > MOST_WORDS for q in quotes):
            return False
        ahead = subject.words(run[0].span)[: run[0].quotes[0].start - run[0].span.start].strip(_OPENING_MARKS)
        if self.verbs.first(ahead) is not None or self._is_led_in(subject, run):
            return True
        return all(q.endswith("?") and self.scripts.first(q.rstrip("?")) is not None for q in quotes)

    def _is_led_in(self, subject: Subject, run: Sequence[Sentence]) -> bool:
        above = subject.document.blocks[max(0, run[0].block - LEAD_BLOCKS) : run[0].block]
        leads = [b for b in above if subject.words(b.span).rstrip().endswith(":")]
        heads = [next(_headings_over(subject, run[0]), None), *leads]
        return any(b is not None and self.leads.first(subject.words(b.span)) is not None for b in heads)

    def _is_under_answers(self, subject: Subject, run: Sequence[Sentence]) -> bool:
        return any(self.headings.find(subject.words(h.span)) for h in _headings_over(subject, run[0]))


def _is_quoted(run: Sequence[Sentence]) -> bool:
    return bool(run[0].quotes) and bool(run[-1].quotes)


def _sentence_behind(subject: Subject, run: Sequence[Sentence]) -> Sentence | None:
    """The page's own sentence behind a quotation that opens its paragraph; None where there is none."""
    opens = run[0].quotes[0].start - subject.block(run[0]).span.start <= 1
    ends = run[-1].span.end - run[-1].quotes[-1].end <= 1
    behind = run[-1].index + 1
    sentences = subject.analysis.sentences
    if not (opens and ends) or behind == len(sentences) or sentences[behind].block != run[-1].block:
        return None
    answer = sentences[behind]
    is_own = answer.voice not in {Voice.PATIENT, Voice.QUOTED}
    return answer if is_own and _ENDED.search(subject.words(answer.span)) else None


def _headings_over(subject: Subject, sentence: Sentence) -> Iterator[Block]:
    """Yield the headings a sentence stands under, the nearest first."""
    block = subject.block(sentence)
    level = block.level if block.kind is BlockKind.HEADING else LOWEST_LEVEL + 1
    for above in reversed(subject.document.blocks[: block.index]):
        if above.kind is BlockKind.HEADING and above.level < level:
            level = above.level
            yield above
