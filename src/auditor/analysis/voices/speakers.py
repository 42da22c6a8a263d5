"""Decides who is quoted: a patient or customer, or somebody else (clinician, agency, paper)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.voices.professions import SENTENCE_END, Professions, without_stops
from auditor.analysis.voices.review_sites import ReviewSites
from auditor.analysis.voices.signed_lines import NameLines, line_of, name_lines
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.persons import persons_of
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.persons import Persons


REPORTING_CHARS = 160
"""Who says it, between two halves of what is said, may be told at more length: a name, a post, a house."""

EARLIER_CHARS = 300
"""How far before a quotation a speaker's title may stand ("Dr Moran founded … “…,” she says")."""

AROUND_CHARS = 1_000
"""How far from a quotation the words of its own sentence are looked for: no sentence is longer."""
CLAUSE_CHARS = 25
"""A reporting verb follows its quotation at once: “…”, says Hélène."""

STORY_WORDS = 4
"""Shorter quotations without a speaker are words in quotation marks, not speech."""

_LINE_TRIM = " \n\t—–―-~|•*_.,()★☆"
_PROPER_NAME = regex.compile(r"(?<![.!?]\s)(?<!^)\b\p{Lu}\p{Ll}+")
_QUOTED = regex.compile(r"[“\"][^“”\"]*[”\"]?")
_ANY_NAME = regex.compile(r"\b\p{Lu}\p{Ll}+")
_FULL_NAME_ALONE = regex.compile(r"^\W*\p{Lu}[\p{L}'’.]+(?:\s\p{Lu}[\p{L}'’.]+)+\W*$")
_FULL_NAME = regex.compile(r"\b\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+")


@dataclass(frozen=True)
class SpeakerReader:
    """The word lists behind the judgement."""

    saying: PhraseSet
    patients: PhraseSet
    listeners: PhraseSet
    naming: PhraseSet
    professions: Professions
    own_patients: PhraseSet
    experts: PhraseSet
    businesspeople: PhraseSet
    crowds: PhraseSet
    well_known: PhraseSet
    endorsements: PhraseSet
    headings: PhraseSet
    sites: ReviewSites
    classes: frozenset[str]
    persons: Persons
    lines: NameLines

    def is_story_block(self, block: Block) -> bool:
        """Whether the page itself marks the block as somebody's story or review."""
        return any(
            part in self.classes for name in block.classes for part in (name, *regex.split(r"[-_\s]+", name))
        )

    def is_story_heading(self, words: str) -> bool:
        """Whether a heading announces what patients or customers say."""
        return bool(self.headings.find(words))

    def is_reporting_clause(self, between: str) -> bool:
        """Whether all that stands between two quotations is who said the first: the second goes on with it."""
        words = without_stops(self.lines.shortened, between.strip())
        return (
            len(words) <= REPORTING_CHARS
            and not SENTENCE_END.search(words[:-1])
            and bool(self.saying.find(words))
        )

    def is_reported(self, text: str, quotation: Span, block: Block) -> bool:
        """Whether a quotation is followed at once by who says it: “…,” says Dwayne from Mesa."""
        after = text[quotation.end : min(block.span.end, quotation.end + CLAUSE_CHARS)]
        return text[quotation.end - 2 : quotation.end - 1] == "," and bool(self.saying.find(after))

    def said_by(self, document: Document, quotation: Span, block: Block) -> str:
        """Return the words that say who speaks a quotation: a line of its own, or the rest of its sentence."""
        line = line_of(document, quotation, block, self.lines)
        return _around(document.text, quotation, block) if line is None else line

    def voice(
        self, document: Document, quotation: Span, block: Block, *, in_stories: bool, house: frozenset[str]
    ) -> Voice | None:
        """Return who speaks a quotation, or None when it is words in quotation marks rather than speech.

        `house` holds the promoter's own names, folded: what is signed with them is nobody's story.
        """
        text = document.text
        words = quotation.of(text)
        line = line_of(document, quotation, block, self.lines)
        if line is not None and (is_speech(words) or in_stories):
            is_own = line.strip(_LINE_TRIM).casefold() in house
            return Voice.QUOTED if is_own else self._named(line, words, in_stories=in_stories)
        return self._unlined(document, quotation, block, in_stories=in_stories, house=house)

    def _unlined(
        self, document: Document, quotation: Span, block: Block, *, in_stories: bool, house: frozenset[str]
    ) -> Voice | None:
        """Return who speaks a quotation that no line of its own signs."""
        text = document.text
        words = quotation.of(text)
        around = _around(text, quotation, block)
        if self.sites.lead_in(around) and not in_stories:
            return Voice.PATIENT if self.sites.is_review(text, block.span, words) else None
        if _is_lone_question(words, around) and not in_stories:
            return None
        if self.saying.find(around) or self._is_led_in(around):
            if not self._is_told(text, quotation, block):
                return None
            known = self._known(text, around, words, house)
            earlier = self._earlier(document, quotation, block, around)
            return known or self._reported(around, earlier, words, in_stories=in_stories)
        if not in_stories and not around and self.professions.is_spoken_of(text, block.span, quotation.start):
            return Voice.QUOTED
        return self._unsigned(around, words, block, in_stories=in_stories)

    def _known(self, text: str, around: str, words: str, house: frozenset[str]) -> Voice | None:
        """The voice of somebody whom the page names elsewhere, or who thanks the promoter by name."""
        if self._is_introduced(text, around) or self._is_of_the_house(text, around, words):
            return Voice.QUOTED
        if self._is_thanked(words, around, house) and self.persons.told.search(words):
            return Voice.PATIENT
        return None

    def _is_told(self, text: str, quotation: Span, block: Block) -> bool:
        """Whether a quotation is something said, and no word or two that something is called."""
        words = quotation.of(text)
        if len(words.split()) < STORY_WORDS and self.naming.find(text[block.span.start : quotation.start]):
            return False
        after = text[quotation.end : min(block.span.end, quotation.end + CLAUSE_CHARS)]
        return is_speech(words) or (after.startswith(",") and bool(self.saying.find(after)))

    def _earlier(self, document: Document, quotation: Span, block: Block, around: str) -> str:
        """The words before a quotation that may say who speaks: of its paragraph.

        A nameless “she says” that opens a paragraph and tells nothing of the speaker goes on with the block above.
        """
        text = document.text
        here = text[max(block.span.start, quotation.start - EARLIER_CHARS) : quotation.start]
        is_nameless = not here.strip() and not _PROPER_NAME.search(around)
        if not is_nameless or not block.index or self.persons.told.search(quotation.of(text)):
            return here
        above = document.blocks[block.index - 1].span
        return text[max(above.start, above.end - EARLIER_CHARS) : above.end]

    def _is_of_the_house(self, text: str, around: str, words: str) -> bool:
        """Whether somebody who is given a profession elsewhere speaks, and not of his or her own life."""
        if self.persons.told.search(words) or self.patients.find(around) or self.own_patients.find(around):
            return False
        names = {m.group() for m in _ANY_NAME.finditer(around)}
        return any(self.professions.is_given(text, name) for name in names)

    def _unsigned(self, around: str, words: str, block: Block, *, in_stories: bool) -> Voice | None:
        """Return the voice of a quotation nobody is named for."""
        is_personal = bool(self.persons.told.search(words))
        if block.kind is BlockKind.TABLE_ROW and is_personal and is_speech(words):
            return Voice.PATIENT
        if len(words.split()) < STORY_WORDS or (around.strip("*_.★☆ ") and not in_stories):
            return None
        if in_stories or is_personal or self.is_story_block(block):
            return Voice.PATIENT
        return Voice.QUOTED if block.kind is BlockKind.QUOTE else None

    def _named(self, line: str, words: str, *, in_stories: bool) -> Voice:
        if self.well_known.find(line):
            return Voice.QUOTED
        if self.own_patients.find(line):
            return Voice.PATIENT
        if self.lines.with_age.match(line):  # whoever gives an age with the name speaks as a private person
            return Voice.PATIENT
        is_personal = bool(self.persons.told.search(words))
        if self.experts.find(line) and not (in_stories and is_personal):
            return Voice.PATIENT if self.endorsements.find(words) else Voice.QUOTED
        if in_stories or self.patients.find(line) or self.lines.with_age_or_initial.match(line):
            return Voice.PATIENT
        is_telling = is_personal or self.persons.shared.search(words)
        return Voice.QUOTED if _FULL_NAME_ALONE.match(line) and not is_telling else Voice.PATIENT

    def _reported(self, around: str, earlier: str, words: str, *, in_stories: bool) -> Voice | None:
        if self.crowds.find(around):
            return Voice.QUOTED
        is_known = bool(self.experts.find(around)) or self._is_of_business(around, words)
        if is_known and not self.own_patients.find(around):
            return Voice.QUOTED
        if in_stories or self._is_said_by_patients(around) or self.headings.find(around):
            return Voice.PATIENT
        if self._is_known_expert(around, earlier):
            return Voice.QUOTED
        return self._by_somebody(around, words) if self.persons.somebody.search(around) else None

    def _is_said_by_patients(self, around: str) -> bool:
        """Whether patients speak, and are not those who are told: “…,” she told her guests."""
        by = _QUOTED.sub(" ", around)
        told = [(m.start, m.end) for m in self.listeners.find(by)]
        return any(
            not any(start <= m.start and m.end <= end for start, end in told) for m in self.patients.find(by)
        )

    def _is_of_business(self, around: str, words: str) -> bool:
        """Whether somebody speaks for a firm, and not of his or her own life."""
        return bool(self.businesspeople.find(around)) and not self.persons.told.search(words)

    def _by_somebody(self, around: str, words: str) -> Voice:
        """Who somebody is that no noun tells of; a nameless "she says" that explains to the reader is no patient."""
        if self.persons.told.search(words) or self.persons.shared.search(words):
            return Voice.PATIENT
        explains = not _PROPER_NAME.search(around) and self.persons.second.search(words)
        return Voice.QUOTED if explains or _FULL_NAME.search(around) else Voice.PATIENT

    def _is_led_in(self, around: str) -> bool:
        """Whether a person is named, or customers announced, before a colon that opens the quotation."""
        named = self.patients.find(around) or _PROPER_NAME.search(around) or self.headings.find(around)
        return around.endswith(":") and bool(named)

    def _is_introduced(self, text: str, around: str) -> bool:
        """Whether the surname behind a title is given a profession somewhere on the page."""
        titled = self.lines.titled.search(around)
        if titled is None or self.patients.find(around) or self.own_patients.find(around):
            return False
        return self.professions.is_near(text, titled.group(1))

    def _is_known_expert(self, around: str, earlier: str) -> bool:
        """Whether the one who speaks was introduced with a title before; a nameless "she says" is taken for that person."""
        names = {m.group() for m in _PROPER_NAME.finditer(around)}
        return bool(self.experts.find(earlier)) and (not names or any(n in earlier for n in names))

    def _is_thanked(self, words: str, around: str, house: frozenset[str]) -> bool:
        """Whether the promoter is named in what is said and not as the house of whoever says it: a customer speaks."""
        said, by = words.casefold(), f" {around.casefold()} "
        if not any(name in said for name in house) or any(name in by for name in house):
            return False
        return not any(own in by for own in self.lines.own)


def is_speech(words: str) -> bool:
    """Whether a quotation is something said rather than a word or two in quotation marks."""
    return len(words.split()) >= STORY_WORDS or words[-2:-1] in {".", ",", "!", "?", "…"}


def _is_lone_question(words: str, around: str) -> bool:
    """Whether a question in quotation marks is the reader's: nobody is named who asks it."""
    return words[-2:-1] == "?" and not _PROPER_NAME.search(around)


def _around(text: str, quotation: Span, block: Block) -> str:
    """The words of the same sentence outside the quotation: its lead-in and its reporting clause."""
    before = text[max(block.span.start, quotation.start - AROUND_CHARS) : quotation.start]
    cut = max((m.end() for m in SENTENCE_END.finditer(before)), default=0)
    after = text[quotation.end : min(block.span.end, quotation.end + AROUND_CHARS)]
    is_closed = (
        text[quotation.end - 2 : quotation.end - 1] in {".", "!", "?", "…"}
        and not after[:2].strip()[:1].islower()
    )
    found = SENTENCE_END.search(after)
    behind = "" if is_closed else after[: found.end() if found else len(after)]
    return f"{before[cut:].strip()} {behind.strip()}".strip()


@lru_cache(maxsize=4)
def speaker_reader(lexicon: Lexicon) -> SpeakerReader:
    """Compile the lists, once for each lexicon."""
    patients = compile_phrases(lexicon.words("patient-nouns"), lexicon.lists)
    experts = compile_phrases(lexicon.words("expert-nouns"), lexicon.lists)
    persons, lines = persons_of(lexicon.language), name_lines(lexicon)
    return SpeakerReader(
        saying=compile_phrases(lexicon.words("saying-verbs"), lexicon.lists),
        patients=patients,
        listeners=compile_phrases(lexicon.words("listeners"), lexicon.lists),
        naming=compile_phrases(lexicon.words("naming-verbs"), lexicon.lists),
        own_patients=compile_phrases(lexicon.words("own-patient"), lexicon.lists),
        experts=experts,
        businesspeople=compile_phrases(lexicon.words("business-people"), lexicon.lists),
        professions=Professions(experts, patients, persons, lines.shortened),
        endorsements=compile_phrases(lexicon.words("endorsements"), lexicon.lists),
        crowds=compile_phrases(lexicon.words("crowd-speakers"), lexicon.lists),
        well_known=compile_phrases(lexicon.words("well-known-speakers"), lexicon.lists),
        headings=compile_phrases(lexicon.words("testimonial-headings"), lexicon.lists),
        sites=ReviewSites(compile_phrases(lexicon.words("review-sites"), lexicon.lists)),
        classes=frozenset(lexicon.words("testimonial-classes")),
        persons=persons,
        lines=lines,
    )
