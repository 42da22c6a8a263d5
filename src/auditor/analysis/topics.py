"""Finds the crisis topics a document speaks of, in any wording.

A topic named only inside the name of a line or a body (“988 Suicide & Crisis Lifeline”) is a weak mention:
it does not make the page one that speaks of suicide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Role, TopicMention
from auditor.model.span import Span
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

TOPICS = ("suicide", "self-harm", "overdose", "withdrawal", "violence", "eating-disorder")
"""In the order a reviewer reads them; each has its list `topic-<name>`."""

_READ = frozenset({Role.BODY, Role.NOTE})


def find(document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[TopicMention, ...]:
    """Return the mentions of crisis topics in reading order."""
    found = [
        m
        for s in sentences
        if s.role in _READ
        for m in _in_sentence(document.text, s.span, lexicon.of(s.language))
    ]
    return tuple(sorted(found, key=lambda m: (m.span, m.topic)))


def _in_sentence(text: str, span: Span, lexicon: Lexicon) -> Iterator[TopicMention]:
    keys = words_of(span.of(text))
    hits = [
        (topic, Span(m.start, m.end))
        for topic in TOPICS
        for m in phrases(lexicon, f"topic-{topic}").find(text, span.start, span.end, keys)
    ]
    if not hits:
        return
    cleared = _spans(text, span, lexicon, "topic-unless", keys)
    names = _spans(text, span, lexicon, "topic-in-names", keys)
    for topic, hit in hits:
        if not any(hit.overlaps(c) for c in cleared):
            yield TopicMention(topic, hit, strong=not any(n.contains(hit) for n in names))


def _spans(text: str, span: Span, lexicon: Lexicon, name: str, keys: frozenset[str]) -> list[Span]:
    return [Span(m.start, m.end) for m in phrases(lexicon, name).find(text, span.start, span.end, keys)]
