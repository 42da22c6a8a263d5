"""Decides who speaks a sentence and how: asserted, asked, quoted, held up as a mention, negated, hedged.

What the fields of a sentence mean for a rule: a word inside one of `negations` is denied or rejected; the cue
itself stands before the stretch, so that “no side effects” is a promise and “we never promise …” denies one.
`hedges` are the weakening words; they count for what stands in the same clause.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.sections import Sections, section_reader
from auditor.analysis.voices import quotations
from auditor.analysis.voices.house_words import house_words
from auditor.analysis.voices.scopes import scope_reader
from auditor.analysis.voices.speakers import is_speech, speaker_reader
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.persons import persons_of
from auditor.text.phrases import PhraseSet, compile_phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon

SPOKEN_SHARE = 0.25
"""Share of a sentence that has to stand in quotation marks before the speaker owns the sentence."""

_QUESTION = regex.compile(r"\?[\s'\"’”)\]*_]*$")
_SHARE_CELL = regex.compile(r"\|\s*\d[\d.,]*\s?%")
"""In a row of a survey an answer stands beside its share: “I would come again | 79%”."""
_ATTRIBUTION = regex.compile(r"^[\s)*_]*(?:[—–―~]|-{1,2})\s*\S")


def with_voices(
    document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Return the sentences with voice, quotes, negations and hedges set."""
    languages = _Languages(lexicon, {s.block: s.language for s in reversed(sentences)})
    sections = languages.sections(document)
    reader = _Reader(document, _spoken(document, promoter, sections, languages), sections, languages)
    result: list[Sentence] = []
    for sentence in sentences:
        before = result[-1] if result else None
        result.append(reader.read(sentence, before))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Languages:
    """The lists of the language that a block is in."""

    lexicon: Lexicon
    blocks: Mapping[int, str]

    def of(self, block: int) -> Lexicon:
        """The lexicon of a block's language."""
        return self.lexicon.of(self.code(block))

    def code(self, block: int) -> str:
        """The language of a block."""
        return self.blocks.get(block, self.lexicon.language)

    def sections(self, document: Document) -> Sections:
        """The sections under headings in any language of the document."""
        codes = sorted({*self.blocks.values(), self.lexicon.language})
        found = [section_reader(self.lexicon.of(code)).read(document) for code in codes]
        return Sections(
            frozenset().union(*(s.stories for s in found)), frozenset().union(*(s.mentions for s in found))
        )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The quotations of a document in order, with who speaks each (None: words in quotation marks only)."""

    spans: tuple[Span, ...]
    voices: tuple[Voice | None, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def over(self, span: Span) -> range:
        """The numbers of the quotations that overlap `span`."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


@dataclass(frozen=True)
class _Reader:
    """Reads the sentences of one document."""

    document: Document
    spoken: _Spoken
    sections: Sections
    languages: _Languages

    def read(self, sentence: Sentence, before: Sentence | None) -> Sentence:
        """Return the sentence with everything about its speech set. `before` is the sentence just read."""
        words = sentence.span.of(self.document.text)
        keys = words_of(words)
        lexicon = self.languages.lexicon.of(sentence.language)
        found = scope_reader(lexicon).read(self.document.text, sentence.span, keys)
        numbers = self.spoken.over(sentence.span)
        quotes = tuple(_clipped(self.spoken.spans[n], sentence.span) for n in numbers)
        held_up = sentence.block in self.sections.mentions or (
            bool(quotes)
            and not _is_all_quoted(quotes, sentence.span)
            and (found.is_rejected or found.speaks_of_words)
        )
        voice = None if held_up else self._speaker(sentence, before, numbers)
        if voice is None:
            is_mention = found.is_rejected or held_up
            if quotes and not is_mention:
                is_mention = found.speaks_of_words or bool(_definitions(lexicon).find(words, keys=keys))
            voice = Voice.MENTION if is_mention else _asked(words, keys, lexicon)
        return replace(sentence, voice=voice, quotes=quotes, negations=found.negations, hedges=found.hedges)

    def _speaker(self, sentence: Sentence, before: Sentence | None, numbers: range) -> Voice | None:
        voice = next((v for v in (self.spoken.voices[n] for n in numbers) if v is not None), None)
        if voice is not None:
            inside = sum(len(_clipped(self.spoken.spans[n], sentence.span)) for n in numbers)
            opens = _clipped(self.spoken.spans[numbers[0]], sentence.span).start == sentence.span.start
            if opens or inside >= len(sentence.span) * SPOKEN_SHARE:
                return voice
        if not numbers and before is not None and self._is_attribution(sentence, before):
            return before.voice
        return self._narrator(sentence)

    def _is_attribution(self, sentence: Sentence, before: Sentence) -> bool:
        spoken = before.voice in {Voice.PATIENT, Voice.QUOTED}
        near = sentence.block - before.block <= 1
        return spoken and near and bool(_ATTRIBUTION.match(sentence.span.of(self.document.text)))

    def _narrator(self, sentence: Sentence) -> Voice | None:
        """A story told in the first person under a heading for stories needs no quotation marks."""
        block = self.document.blocks[sentence.block]
        if block.index not in self.sections.stories or block.kind in {BlockKind.HEADING, BlockKind.BUTTON}:
            return None
        if block.kind is BlockKind.TABLE_ROW and _SHARE_CELL.search(block.span.of(self.document.text)):
            return None
        persons = persons_of(self.languages.code(block.index))
        if not persons.first.search(block.span.of(self.document.text)):
            return None
        tells = persons.first.search(self._unquoted(block)) or persons.third.search(
            sentence.span.of(self.document.text)
        )
        return Voice.PATIENT if tells else None

    def _unquoted(self, block: Block) -> str:
        """The words of a block outside quotation marks: who is quoted in it tells no more of the rest than of that person."""
        parts, at = [], block.span.start
        for n in self.spoken.over(block.span):
            quotation = _clipped(self.spoken.spans[n], block.span)
            parts.append(self.document.text[at : quotation.start])
            at = max(at, quotation.end)
        parts.append(self.document.text[at : block.span.end])
        return " ".join(parts)


def _spoken(document: Document, promoter: Promoter, sections: Sections, languages: _Languages) -> _Spoken:
    found = quotations.find(document, quotations.signatures(languages.lexicon))
    house = frozenset(name.casefold() for name in promoter.names)
    voices: list[Voice | None] = []
    for n, (span, block) in enumerate(found):
        speakers = speaker_reader(languages.of(block.index))
        voice = speakers.voice(document, span, block, in_stories=block.index in sections.stories, house=house)
        if n and found[n - 1][1] is block:
            between = document.text[found[n - 1][0].end : span.start]
            goes_on = (
                voices[-1] is Voice.QUOTED
                and speakers.is_reporting_clause(between)
                and not speakers.is_reported(document.text, span, block)
            )
            if goes_on or (voice is None and is_speech(span.of(document.text))):
                voice = voices[-1]
        voices.append(voice)

    def is_own(span: Span, block: Block, voice: Voice | None) -> bool:
        if voice is not Voice.QUOTED:
            return False
        lexicon = languages.of(block.index)
        by = speaker_reader(lexicon).said_by(document, span, block)
        return promoter.announces or house_words(lexicon).is_own(span.of(document.text), by, house)

    kept = [(span, v) for (span, block), v in zip(found, voices, strict=True) if not is_own(span, block, v)]
    spans = tuple(span for span, _ in kept)
    return _Spoken(
        spans, tuple(v for _, v in kept), tuple(s.start for s in spans), tuple(s.end for s in spans)
    )


def _is_all_quoted(quotes: tuple[Span, ...], sentence: Span) -> bool:
    return quotes[0].start == sentence.start and any(sentence.end - q.end <= 1 for q in quotes)


def _clipped(quotation: Span, sentence: Span) -> Span:
    start = max(quotation.start, sentence.start)
    return Span(start, max(start, min(quotation.end, sentence.end)))


def _asked(words: str, keys: frozenset[str], lexicon: Lexicon) -> Voice:
    """Whether a sentence asks; “did you know that” tells."""
    if not _QUESTION.search(words) or _telling(lexicon).first(words, keys=keys) is not None:
        return Voice.ASSERTED
    return Voice.QUESTION


@lru_cache(maxsize=4)
def _telling(lexicon: Lexicon) -> PhraseSet:
    return compile_phrases(lexicon.words("telling-questions"), lexicon.lists)


@lru_cache(maxsize=4)
def _definitions(lexicon: Lexicon) -> PhraseSet:
    return compile_phrases(lexicon.words("mention-definitions"), lexicon.lists)
