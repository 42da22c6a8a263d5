"""The words that tell a source from a mere mention, compiled once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.figures.glossary import glossary_of
from auditor.analysis.support.author_years import cited_words
from auditor.analysis.support.mentions import table_words
from auditor.analysis.support.source_continued import continued_of
from auditor.analysis.support.source_covers import covers_of
from auditor.analysis.support.source_frames import frames_of
from auditor.analysis.support.source_shapes import shapes_of
from auditor.analysis.support.source_ties import ties_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.numerals import tokens_of
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.analysis.figures.glossary import Glossary
    from auditor.analysis.support.author_years import CitedWords
    from auditor.analysis.support.mentions import TableWords
    from auditor.analysis.support.source_continued import Continued
    from auditor.analysis.support.source_covers import Covers
    from auditor.analysis.support.source_frames import Frames
    from auditor.analysis.support.source_shapes import SourceShapes
    from auditor.analysis.support.source_ties import Ties
    from auditor.model.lexicon import Lexicon
    from auditor.text.numerals import Token


class Told(NamedTuple):
    """How a sentence says where what stands before it is from."""

    behind: regex.Pattern[str]
    """ "That is what the survey found"."""
    gave: regex.Pattern[str]
    """ "The council published the figures in May"."""
    pointing: regex.Pattern[str]
    """ "Learn more at", where nothing else is said."""
    pointers: frozenset[str]
    of_table: PhraseSet
    """ "The numbers in the table come from the shoe trial"."""


@dataclass(frozen=True)
class SourceWords:
    """Word sets and patterns; names keep their case, everything else is lower case."""

    names: frozenset[str]
    journals: frozenset[str]
    bodies: frozenset[str]
    studies: frozenset[str]
    verbs: frozenset[str]
    firm_verbs: frozenset[str]
    not_names: frozenset[str]
    begin_bodies: frozenset[str]
    """Of those, the words that a body's name may begin with: “National”, “Alzheimer”."""
    own: frozenset[str]
    own_survey: PhraseSet
    own_report: PhraseSet
    own_period: PhraseSet
    own_people: PhraseSet
    own_response: frozenset[str]
    own_response_weak: frozenset[str]
    titles: frozenset[str]
    cues: frozenset[str]
    """Words of which at least one stands in every sentence that names a source outside brackets."""
    past: frozenset[str]
    elliptical: frozenset[str]
    openings: frozenset[str]
    documents: PhraseSet
    same_source_noun: regex.Pattern[str]
    same_source: regex.Pattern[str]
    """ "the same survey", "this study"."""
    disclaimers: PhraseSet
    vague: PhraseSet
    opens_unnamed: PhraseSet
    """ "Surveys suggest": an authority of the sentence's own, though without a name."""
    lead_in: regex.Pattern[str]
    """ "according to" and the like, at their end."""
    source_line: regex.Pattern[str]
    taken_from: regex.Pattern[str]
    """How a line without a colon says where the figures over it come from: "All figures from", "Taken from"."""
    based_on: regex.Pattern[str]
    """How it says at more length what was counted for them: "Based on the scores of 611 patients who …"."""
    unshown: PhraseSet
    """ "Internal member data": named behind "Source:", and nobody can look it up."""
    told: Told
    lead_word: regex.Pattern[str]
    """Words by which a paragraph leads in to the table or list under it."""
    set_up: frozenset[str]
    study_nouns: frozenset[str]
    behind: regex.Pattern[str]
    """A comma and a verb of reporting, whose subject follows: ", says the"."""
    own_speaker: regex.Pattern[str]
    """ "our patients", "with us": the page speaks of its own work."""
    own_set_up: PhraseSet
    pointer: regex.Pattern[str]
    """Words of a sentence that leads to a report: "in full", "the methods"."""
    anyone: frozenset[str]
    not_verbs: frozenset[str]
    verbs_in_er: frozenset[str]
    gave_number: regex.Pattern[str]
    """ "gave that number": what follows a name behind a colon."""
    frames: Frames
    ties: Ties
    covers: Covers
    continued: Continued
    shapes: SourceShapes
    cited: CitedWords
    tables: TableWords
    glossary: Glossary | None
    """What the language says for the words of quantity."""

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text in the words of the figure readers."""
        tokens = tokens_of(text)
        return tokens if self.glossary is None else self.glossary.translated(tokens)


_CUE_LISTS = (
    *("source-verbs", "source-firm-verbs", "source-studies", "source-titles", "source-leadins"),
    *("source-authors", "number-givers", "acronym-verbs", "own-papers"),
    *("trial-parties",),
)


@lru_cache(maxsize=4)
def source_words(lexicon: Lexicon) -> SourceWords:
    """Read the lists once a process."""
    frames = frames_of(lexicon)
    return SourceWords(
        names=frozenset(lexicon.words("source-names")),
        journals=frozenset(lexicon.words("source-journals")),
        bodies=frozenset(lexicon.words("source-bodies")),
        studies=frozenset(lexicon.words("source-studies")),
        verbs=frozenset(lexicon.words("source-verbs")),
        firm_verbs=frozenset(lexicon.words("source-firm-verbs")),
        not_names=frozenset(lexicon.words("source-not-names")),
        begin_bodies=frozenset(lexicon.words("source-body-beginnings")),
        own=frozenset(lexicon.words("own-words")),
        own_survey=compile_phrases(lexicon.words("own-survey-words"), lexicon.lists),
        own_report=compile_phrases(lexicon.words("own-report-words"), lexicon.lists),
        own_period=compile_phrases(lexicon.words("own-survey-periods"), lexicon.lists),
        own_people=compile_phrases(lexicon.words("own-survey-people"), lexicon.lists),
        own_response=frozenset(lexicon.words("own-response-words")),
        own_response_weak=frozenset(lexicon.words("own-response-weak")),
        titles=frozenset(lexicon.words("source-titles")),
        cues=_cues(lexicon),
        past=frozenset(lexicon.words("past-verbs")),
        elliptical=frozenset(lexicon.words("elliptical-verbs")),
        openings=frozenset(w for entry in lexicon.words("opening-words") for w in entry.split()),
        documents=compile_phrases(lexicon.words("source-documents"), lexicon.lists),
        same_source_noun=_pattern(rf"\b{_any(lexicon.words('same-source-nouns'))}\b"),
        same_source=_pattern(rf"\b{frames.same}\s{_any(lexicon.words('same-source-nouns'))}\b"),
        disclaimers=compile_phrases(lexicon.words("note-disclaimers"), lexicon.lists),
        vague=compile_phrases(lexicon.words("vague-sources"), lexicon.lists),
        opens_unnamed=compile_phrases(lexicon.words("vague-openers"), lexicon.lists),
        lead_in=_pattern(rf"\b{_any(lexicon.words('source-leadins'))}\b"),
        lead_word=_pattern(rf"\b{_any(lexicon.words('lead-in-words'))}\b"),
        taken_from=_pattern(rf"\W*{_any(lexicon.words('taken-from'))}\s"),
        based_on=_pattern(rf"\W*{_any(lexicon.words('based-on-lines'))}\s"),
        unshown=compile_phrases(lexicon.words("no-source-lines"), lexicon.lists),
        told=_told(lexicon),
        source_line=_pattern(rf"\W*{_any(lexicon.words('source-lines'))}\s?(?::|–|—)\s?"),
        study_nouns=frozenset(lexicon.words("study-nouns")),
        set_up=frozenset(lexicon.words("study-set-up-verbs")),
        behind=_behind(lexicon, frames),
        own_speaker=_own_speaker(lexicon),
        own_set_up=compile_phrases(lexicon.words("own-survey-set-ups"), lexicon.lists),
        pointer=_pattern(rf"\b{_any(lexicon.words('report-pointers'))}\b"),
        anyone=frozenset(lexicon.words("counted-anyone")),
        verbs_in_er=frozenset(lexicon.words("verbs-in-er")),
        gave_number=_pattern(rf"\s{_any(lexicon.words('number-givers'))}\b"),
        not_verbs=frozenset(lexicon.words("no-elliptical-verbs")),
        frames=frames,
        ties=ties_of(lexicon),
        covers=covers_of(lexicon),
        continued=continued_of(lexicon),
        shapes=shapes_of(lexicon),
        cited=cited_words(lexicon),
        tables=table_words(lexicon),
        glossary=glossary_of(lexicon),
    )


def _told(lexicon: Lexicon) -> Told:
    return Told(
        behind=_pattern(rf"\W*{_any(lexicon.words('told-by'))}\s"),
        gave=_pattern(rf"\b{_any(lexicon.words('figure-givers'))}\b"),
        pointing=_pattern(rf"\W*{_any(lexicon.words('pointing-openers'))}\b"),
        pointers=frozenset(lexicon.words("pointing-words")),
        of_table=compile_phrases(lexicon.words("table-told-by"), lexicon.lists),
    )


def _cues(lexicon: Lexicon) -> frozenset[str]:
    """Return the words without one of which no sentence names a source."""
    words = (w.casefold() for name in _CUE_LISTS for entry in lexicon.words(name) for w in entry.split())
    return frozenset(words).difference(lexicon.words("source-function-words"))


def _behind(lexicon: Lexicon, frames: Frames) -> regex.Pattern[str]:
    """Return a comma and a verb of reporting, whose subject follows."""
    verbs = _any(lexicon.words("source-verbs"))
    return _pattern(
        rf",[”\"’']?\s{verbs}\s(?:{frames.the}\s)?(?:[\w’-]+\s){{0,4}}(?:[\w’-]+,\s)?(?:{frames.the}\s)?$"
    )


def _own_speaker(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return who speaks for the page, without what is everybody's: "our country"."""
    speakers, everybodys = _any(lexicon.words("own-speakers")), _any(lexicon.words("own-speakers-generic"))
    return _pattern(rf"\b{speakers}\b(?!\s{everybodys}\b)")


def _any(words: Iterable[str]) -> str:
    return one_of(words, blank=r"\ ")


def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)
