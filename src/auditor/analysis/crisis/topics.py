"""Finds the crisis topics a document speaks of, in any wording.

A topic that is only named in passing is a weak mention: inside the name of a line or a body (“988 Suicide & Crisis
Lifeline”), a post, a course or a book, or among the conditions that keep somebody from taking part. Weak mentions do
not make the page one that speaks of the topic.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Role, TopicMention, Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

TOPICS = ("suicide", "self-harm", "overdose", "withdrawal", "violence", "eating-disorder")
"""In the order a reviewer reads them; each has its list `topic-<name>`."""

TITLE_WORDS = 12
"""A quotation of no more words, most of them with a capital, is a title."""
TITLE_SHARE = 0.6

_READ = frozenset({Role.BODY, Role.NOTE})
_WORD = regex.compile(r"\p{L}[\p{L}'’-]{3,}")


def find(document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[TopicMention, ...]:
    """Return the mentions of crisis topics in reading order."""
    reader = _Reader(document, lexicon)
    found = [m for s in sentences if s.role in _READ for m in reader.read(s, sentences)]
    return tuple(sorted(found, key=lambda m: (m.span, m.topic)))


class _Reader:
    """Reads the sentences of one document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._text = document.text

    def read(self, sentence: Sentence, sentences: Sequence[Sentence]) -> Iterator[TopicMention]:
        """Yield the mentions in one sentence."""
        span = sentence.span
        keys = words_of(span.of(self._text))
        lexicon = self._lexicon.of(sentence.language)
        hits = [
            (topic, hit) for topic in TOPICS for hit in self._spans(span, f"topic-{topic}", keys, lexicon)
        ]
        hits += [("withdrawal", hit) for hit in self._bare_withdrawal(sentence, keys, lexicon)]
        if not hits:
            return
        cleared = self._spans(span, "topic-unless", keys, lexicon)
        names = [*self._spans(span, "topic-in-names", keys, lexicon), *self._titles(sentence)]
        is_list = self._is_exclusion(sentence, sentences, keys, lexicon)
        for topic, hit in hits:
            if not any(hit.overlaps(c) for c in cleared):
                yield TopicMention(topic, hit, strong=not is_list and not any(n.contains(hit) for n in names))

    def _bare_withdrawal(self, sentence: Sentence, keys: frozenset[str], lexicon: Lexicon) -> list[Span]:
        """Return withdrawal of what is not said, where it is of something that is dangerous to stop."""
        hits = self._spans(sentence.span, "topic-withdrawal-bare", keys, lexicon)
        if not hits:
            return []
        block = self._document.blocks[sentence.block].span
        if self._has("dependence-words", block, lexicon):
            return hits
        is_harmless = self._has("harmless-withdrawal", block, lexicon)
        return hits if not is_harmless and self._speaks_of_dependence else []

    @cached_property
    def _speaks_of_dependence(self) -> bool:
        """Whether the document speaks of what is dangerous to stop, in any of its blocks."""
        return any(
            self._has("dependence-words", block.span, self._lexicon) for block in self._document.blocks
        )

    def _has(self, name: str, span: Span, lexicon: Lexicon) -> bool:
        return phrases(lexicon, name).first(self._text, span.start, span.end) is not None

    def _spans(self, span: Span, name: str, keys: frozenset[str], lexicon: Lexicon) -> list[Span]:
        found = phrases(lexicon, name).find(self._text, span.start, span.end, keys)
        return [Span(m.start, m.end) for m in found]

    def _titles(self, sentence: Sentence) -> list[Span]:
        """Return the quotations in a sentence that are titles of books, talks and films."""
        if sentence.voice is Voice.PATIENT:
            return []
        return [q for q in sentence.quotes if _is_title(q.of(self._text))]

    def _is_exclusion(
        self, sentence: Sentence, sentences: Sequence[Sentence], keys: frozenset[str], lexicon: Lexicon
    ) -> bool:
        """Whether a sentence, or the line that leads into its list, says who cannot take part."""
        words = phrases(lexicon, "topic-excluded")
        if words.first(self._text, sentence.span.start, sentence.span.end, keys):
            return True
        lead = self._lead_in(sentence, sentences)
        return lead is not None and words.first(self._text, lead.span.start, lead.span.end) is not None

    def _lead_in(self, sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
        blocks = self._document.blocks
        block = blocks[sentence.block]
        if block.kind is not BlockKind.LIST_ITEM:
            return None
        for other in reversed(sentences[: sentence.index]):
            before = blocks[other.block]
            if before.kind is not BlockKind.LIST_ITEM or before.group != block.group:
                return other
        return None


def _is_title(quoted: str) -> bool:
    words = _WORD.findall(quoted)
    if not words or len(quoted.split()) > TITLE_WORDS:
        return False
    return bool(sum(w[0].isupper() for w in words) >= len(words) * TITLE_SHARE)
