"""Weighs the wording of sentences by what was learned of them, and finds the words that weigh most.

Shared by the rules of check kind `reads-like`, so that a document is read once for all of them. The cues of every sentence
are weighed, and where they do not rule a claim out, or other rules flag something, the sentence is read as a whole too, with
what stands before it and above it: that takes some hundred times as long. A long sentence is weighed in its parts: a promise at its end is a promise, whatever stands before.
"""

from __future__ import annotations

import math
import re
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.engine.checks.stance import JUDGED
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.clauses import words_after, words_before
from auditor.text.cue_weights import weigh
from auditor.text.cues import placed_cues, words_in
from auditor.text.surroundings import told

if TYPE_CHECKING:
    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Sentence
    from auditor.model.learned import Learned, Reader
    from auditor.text.cue_weights import Weights

MOST_NAMED = 10
"""So many words are named at most as those that weigh most."""
LONG_CHARS = 60
"""A sentence of so many code points is weighed in parts too."""
SHORT_WORDS = 6
"""A sentence of fewer words says as little as a part."""
SHORTEST_PART = 3
"""Words that a part has at least."""
FEWEST_NAMED = 3
"""So few words are named at least, where a sentence has them: one alone says nothing."""

WORDS_BEFORE, WORDS_BEHIND = 4, 8
"""So many words on both sides of what a rule flags say what it does there."""

DOUBT = -4.0
"""Log-odds: what reaches them for no category by its cues is no claim, and is not read as a whole."""

_BREAK = re.compile(r"[,;:)]\s+|\s*—\s*|\s+[–-]\s+|\s+(?=\()|(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What speaks for a sentence being a claim of each category, as a whole and in its parts."""

    whole: Weights
    parts: tuple[tuple[Span, Weights], ...] = field(default=())
    is_short: bool = False
    """Whether it has so few words that they say little."""
    read: Weights | None = None
    """What the model alone reads in the whole; None where the cues left no doubt and it was not asked."""

    def most(self, column: int) -> float:
        """Return what speaks for a category where it speaks most."""
        return max([self.whole[column], *(weights[column] for _, weights in self.parts)])

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be a claim of some kind."""
        return max(map(max, [self.whole, *(weights for _, weights in self.parts)])) >= DOUBT

    def mixed(self, read: Weights, reader: Reader) -> Reading:
        """Return what its cues and what was read of it as a whole say together."""
        parts = tuple((part, reader.mixed(weights, read)) for part, weights in self.parts)
        return Reading(reader.mixed(self.whole, read), parts, self.is_short, read)


def readings(subject: Subject, learned: Learned) -> list[Reading | None]:
    """Weigh the sentences of a document that can make claims; None stands for the others, and for what nobody waits for."""
    sentences = subject.analysis.sentences
    flagged = {
        sentence.index for _, words in subject.flagged if (sentence := subject.sentence_at(words.start))
    }
    found = [
        _reading(subject.document.text, s.span, learned)
        if _can_claim(subject, s) and (s.index in flagged or not subject.in_haste)
        else None
        for s in sentences
    ]
    doubtful = {n: each for n, each in enumerate(found) if each and (n in flagged or each.is_doubtful)}
    reader = learned.reader() if doubtful else None
    if reader:
        around = [here for _, here in told(subject.document, sentences)]
        read = reader.weigh([around[number] for number in doubtful])
        for (number, reading), weights in zip(doubtful.items(), read, strict=True):
            found[number] = reading.mixed(weights, reader)
    return found


def _can_claim(subject: Subject, sentence: Sentence) -> bool:
    """Whether it is a sentence. Heads of columns are none: what a table sets side by side is the matter of comparisons."""
    return sentence.role in JUDGED and subject.block(sentence).kind is not BlockKind.TABLE_HEADER


def _reading(text: str, span: Span, learned: Learned) -> Reading:
    parts = _parts(text, span) if len(span) >= LONG_CHARS else []
    words = span.of(text)
    return Reading(
        weigh(words, learned),
        tuple((part, weigh(part.of(text), learned)) for part in parts),
        is_short=len(words.split()) < SHORT_WORDS,
    )


def _parts(text: str, span: Span) -> list[Span]:
    """Return the stretches between commas, dashes and brackets; none when there is only one."""
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text, span.start, span.end)]
    starts = [span.start, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), span.end]
    parts = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    return [p for p in parts if p.of(text).count(" ") >= SHORTEST_PART - 1] if len(parts) > 1 else []


def with_neighbours(text: str, sentence: Span, words: Span) -> str:
    """Return some words of a sentence with a few on both sides: all that is read of a long one may say less of them."""
    start = words_before(text, sentence.start, words.start, WORDS_BEFORE)
    end = words_after(text, words.end, max(words.end, sentence.end), WORDS_BEHIND)
    return " ".join(text[start:end].split())


def weightiest(text: str, learned: Learned, column: int) -> str:
    """Return the stretch of a sentence that speaks most for a category: it weighs more than the rest does on average."""
    words = list(words_in(text))
    weights = [0.0] * len(words)
    for cue, places in placed_cues([word.group() for word in words]):
        if cue in learned.places:
            weight = learned.columns[column][learned.places[cue]] / len(places)
            for number in places:
                weights[number] += weight
    if not words:
        return text
    first, last = _heaviest(weights)
    return " ".join(text[words[first].start() : words[last].end()].split())


def _heaviest(weights: list[float]) -> tuple[int, int]:
    """Return the first and last of the neighbours that together lie furthest above the average."""
    usual = sum(weights) / len(weights)
    fewest = min(FEWEST_NAMED, len(weights))
    best, found = -math.inf, (0, len(weights) - 1)
    for first in range(len(weights)):
        total = 0.0
        for last in range(first, min(len(weights), first + MOST_NAMED)):
            total += weights[last] - usual
            if total > best and last - first + 1 >= fewest:
                best, found = total, (first, last)
    return found
