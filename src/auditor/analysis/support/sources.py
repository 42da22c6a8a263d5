"""Finds in a sentence who is named as the source, or what only sounds like one.

A name counts when something ties it to what is said: "according to", a verb of reporting, a noun such as
survey or trial, a year beside an author. The promoter's own name is no source, unless it describes a survey of
its own by number or period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.support.source_shapes import YEAR
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.support.source_shapes import SourceShapes
    from auditor.analysis.support.source_words import SourceWords
    from auditor.text.phrases import PhraseSet

NEAR_WORDS = 5
"""Words between a name and the verb or noun that makes it a source."""
MIN_OWN_NUMBER = 2
"""Digits of a number that describes a survey of one's own."""

_BRACKET = regex.compile(r"\((?P<inside>[^()]{2,160})\)|\[(?P<square>[^\[\]]{2,160})\]")
_DATED_SQUARE = regex.compile(rf"\[[^\[\]]{{2,150}}{YEAR}[^\[\]]{{0,10}}\]")
_YEAR_ALONE = regex.compile(rf"(?<!\d){YEAR}(?!\d)")
_PART = regex.compile(r"\S+")
_ENDS_IN_NAME = regex.compile(r"\p{Lu}[\w’'-]*\s*$")
""" "… Control and Prevention (CDC)": the bracket only gives the short form."""
_HYPHENED = regex.compile(r"-\p{Ll}")
_NOUN_BEHIND = regex.compile(r"\s(\p{Ll}{3,})")
_POSSESSIVE = regex.compile(r"[’']s?$")
_ACRONYM = regex.compile(r"(?=(?:[^\p{Lu}]*\p{Lu}){2})[\p{L}\d:*+\-]+(?:\s\d{1,2})?")
_WORD = regex.compile(r"[^\W\d_][\w’'-]*")
_ENDS_IN_YEAR = regex.compile(rf"(?<![\d-]){YEAR}[)\]]?\W*$")
_AUTHOR_YEAR = regex.compile(
    rf"\W*(?P<name>\p{{Lu}}[\p{{L}}'’-]+(?:\s(?:&|\p{{Ll}}{{1,3}})\s\p{{Lu}}[\p{{L}}'’-]+)?),?\s\(?{YEAR}\)?\W*"
)
_TITLE_YEAR = regex.compile(
    rf"\s*[“\"‘'*_]*\p{{Lu}}[\w’']*(?:[\s-]+[\w’'&:-]+)+[”\"’'*_]*[,.;(]\s*\(?{YEAR}\)?\W*"
)
"""A title of more than one word, and its year, behind the name of whom it is by."""
_SAMPLE = regex.compile(r"\(n\s?=\s?\d", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceFound:
    """The words that name a source; `is_named` is False for an unnamed authority."""

    start: int
    end: int
    is_named: bool
    name: str = ""


@dataclass(frozen=True)
class SourceFinder:
    """Finds sources in the sentences of one document."""

    words: SourceWords
    own: frozenset[str]
    """The promoter's names and offers, folded."""

    def find(self, text: str, start: int, end: int, keys: frozenset[str]) -> SourceFound | None:
        """Return the source named in `text[start:end]`, else an unnamed authority, else None."""
        if self.words.own_set_up.first(text, start, end, keys) is not None:
            return self.own_survey(text, start, end, keys)
        return (
            (self._may_name(text, start, end, keys) and self.named(text, start, end))
            or self.document(text, start, end, keys)
            or self.own_survey(text, start, end, keys)
            or self.vague(text, start, end, keys)
        )

    def _may_name(self, text: str, start: int, end: int, keys: frozenset[str]) -> bool:
        """Whether it is worth looking for a name: something must tie it to what is said."""
        return (
            not keys.isdisjoint(self.words.cues)
            or text.find("(", start, end) >= 0
            or _DATED_SQUARE.search(text, start, end) is not None
        )

    def named(self, text: str, start: int, end: int) -> SourceFound | None:
        """Return the first source that is named."""
        sentence = text[start:end]
        for finder in (self._in_brackets, self._authors, self._named):
            for found in finder(sentence):
                return SourceFound(start + found.start, start + found.end, is_named=True, name=found.name)
        return None

    def heads(self, text: str) -> str:
        """Return the body an entry begins with, as bibliographies put it first: "CDC, 2021", "The Census Bureau. …"."""
        match = self.words.shapes.head.match(text)
        if match is None or not self._is_name(match["name"]):
            return ""
        name, _ = self._stripped(match["name"])
        return name if self._is_body(name) else ""

    def cites(self, text: str) -> bool:
        """Whether a note is nothing but a work with its year: "HMICFRS, Everyone's business, 2014", "Jaffe 1982"."""
        author = _AUTHOR_YEAR.fullmatch(text)
        match = author or self.words.shapes.head.match(text)
        if match is None or not _ENDS_IN_YEAR.search(text) or not self._is_name(match["name"]):
            return False
        if self.words.shapes.title.search(match["name"].split()[0]):
            return False
        is_short = match["name"].isalpha() and _ACRONYM.fullmatch(match["name"]) is not None
        return author is not None or is_short or _TITLE_YEAR.fullmatch(text, match.end()) is not None

    def is_line(self, text: str) -> bool:
        """Whether a line is nothing but a body behind a dash, or with its year: "— NAMI", "CDC, 2022"."""
        if not self.heads(text):
            return False
        is_sure = text[0] in "—–-" or _ENDS_IN_YEAR.search(text) is not None
        return is_sure and self.words.shapes.line.fullmatch(text) is not None

    def document(self, text: str, start: int, end: int, keys: frozenset[str]) -> SourceFound | None:
        """Return a document that can be found without an author, such as a medicine's leaflet."""
        match = self.words.documents.first(text, start, end, keys)
        return (
            SourceFound(match.start, match.end, is_named=True, name=text[match.start : match.end])
            if match
            else None
        )

    def vague(self, text: str, start: int, end: int, keys: frozenset[str]) -> SourceFound | None:
        """Return the first unnamed authority."""
        for match in self.words.vague.find(text, start, end, keys):
            before = text[start : match.start].split()
            if not before or before[-1].casefold() not in self.words.own:
                return SourceFound(match.start, match.end, is_named=False)
        return None

    def own_survey(self, text: str, start: int, end: int, keys: frozenset[str]) -> SourceFound | None:
        """Return a survey, audit or follow-up of the promoter's own that is described by number or period."""
        if not self._is_own(text, start, end, keys):
            return None
        return SourceFound(start, end, is_named=True, name=text[start:end])

    def _is_own(self, text: str, start: int, end: int, keys: frozenset[str]) -> bool:
        words = self.words

        def says(phrases: PhraseSet) -> bool:
            return phrases.first(text, start, end, keys) is not None

        sentence = text[start:end]
        shapes = words.shapes
        numbers = shapes.own_number.findall(sentence)
        counts = sum(_YEAR_ALONE.fullmatch(n) is None for n in numbers)
        is_sample = _is_sample(sentence, shapes) and self.vague(text, start, end, keys) is None
        if says(words.own_set_up) or shapes.of_so_many.match(sentence) or is_sample:
            return True
        is_report, is_survey = says(words.own_report), says(words.own_survey)
        if is_report and (numbers or says(words.own_period)):
            return True
        is_answered = bool(keys & words.own_response) or (counts > 1 and bool(keys & words.own_response_weak))
        if not is_survey and not is_answered:
            return False
        is_own = bool(keys & words.own) or any(name in folded(sentence) for name in self.own)
        if is_survey and counts and is_answered and says(words.own_people):
            return True
        if not is_own and not is_answered and self.vague(text, start, end, keys) is not None:
            return False
        has_period = is_survey and (bool(numbers) or says(words.own_period))
        return counts > 1 or (is_own and (counts > 0 or has_period))

    def _in_brackets(self, sentence: str) -> Iterator[SourceFound]:
        names = self.words.shapes.name
        for match in _BRACKET.finditer(sentence):
            inside = match["inside"] or match["square"]
            if (
                self._is_body(inside)
                and names.fullmatch(inside)
                and not _ENDS_IN_NAME.search(sentence[: match.start()])
            ):
                yield SourceFound(match.start(), match.end(), is_named=True, name=inside)
            if not _YEAR_ALONE.search(inside) and not self.words.source_line.match(inside):
                continue
            for name in names.finditer(inside):
                if self._is_name(name.group()):
                    yield SourceFound(match.start(), match.end(), is_named=True, name=inside)

    def _authors(self, sentence: str) -> Iterator[SourceFound]:
        for pattern in (self.words.shapes.authors, self.words.shapes.name_year):
            for match in pattern.finditer(sentence):
                if self._is_name(match["name"]):
                    yield SourceFound(match.start(), match.end(), is_named=True, name=match.group())

    def _named(self, sentence: str) -> Iterator[SourceFound]:
        for match in self.words.shapes.name.finditer(sentence):
            name, offset = self._stripped(match.group())
            start, end = match.start() + offset, match.start() + offset + len(name)
            if name and self._is_name(name) and self._is_tied(sentence, name, start, end):
                yield SourceFound(start, end, is_named=True, name=name)

    def _is_tied(self, sentence: str, name: str, start: int, end: int) -> bool:
        """Whether the sentence rests on the name."""
        before, after = sentence[:start], sentence[end:]
        shapes = self.words.shapes
        if self.words.lead_in.search(before[-48:]) and self._follows_lead_in(before):
            return not self._is_rate(before, name, after)
        body = self._is_body(name)
        is_known = body or self._is_acronym(before, name)
        spoken_of = is_known and self.words.behind.search(before[-90:]) is not None
        if (
            spoken_of
            or (body and _head(name, shapes) in self.words.titles)
            or self._is_named_study(before, name, after)
            or self.words.ties.is_journal(before, name, after, self.words.own_period)
        ):
            return True
        after = _past_appositive(after, shapes)
        near = [w.casefold() for w in _WORD.findall(after[:60])[:NEAR_WORDS]]
        if is_known and self.words.studies.intersection(near[:4]) and not after.startswith(","):
            return True
        told = _is_kind_of_body(near, self.words) and (" " in name or is_known)
        if told or (body and self.words.verbs.intersection(near)) or self.words.gave_number.match(after):
            return True
        if " " in name and self.words.firm_verbs.intersection(near[:1]) and not shapes.title.search(before):
            return True
        behind = [w.casefold() for w in _WORD.findall(before[-80:])[-8:]]
        appositive = (
            after.startswith(",")
            and self.words.verbs.intersection(near[:1])
            and self.words.studies.intersection(behind)
        )
        return bool(appositive and _ACRONYM.fullmatch(name)) or self._is_tied_further(before, name, after)

    def _is_tied_further(self, before: str, name: str, after: str) -> bool:
        """Whether the forms that need more than one word beside the name hold."""
        ties, is_short = self.words.ties, self._is_acronym(before, _POSSESSIVE.sub("", name))
        is_known = is_short or self._is_body(name)
        return (is_short and ties.is_acronym_speaking(after)) or ties.hold(
            before, name, after, is_known=is_known, verbs=self.words.verbs
        )

    def _is_acronym(self, before: str, name: str) -> bool:
        """Whether a body may go by these letters: not those of an illness that people have."""
        return _ACRONYM.fullmatch(name) is not None and not self.words.ties.borne.search(before)

    def _is_named_study(self, before: str, name: str, after: str) -> bool:
        """Whether "the Marlowe trial", "Marlowe’s trial of 2019" or "Ada Marlowe found in 2019" is said."""
        near = [w.casefold() for w in _WORD.findall(after[:40])]
        shapes = self.words.shapes
        dated = _YEAR_ALONE.search(after[:40]) is not None
        if near[:1] and near[0] in self.words.studies and not after.startswith((",", ".", ";")):
            is_called = name.endswith(("'s", "’s")) or before.casefold().endswith(shapes.study_articles)
            return dated and is_called
        if dated and not self.words.firm_verbs.isdisjoint(near[:1]) and not shapes.title.search(before):
            return True
        return dated and " " in name and not self.words.verbs.isdisjoint(near[:1])

    def _follows_lead_in(self, before: str) -> bool:
        """Whether only a few words stand between the lead-in and the name."""
        found = list(self.words.lead_in.finditer(before))
        if not found:
            return False
        between = before[found[-1].end() :]
        return len(between.split()) <= NEAR_WORDS + 1 and not set(",;:.").intersection(between)

    def _is_rate(self, before: str, name: str, after: str) -> bool:
        """Whether so much of something is told for each of others: "per ICU bed", "per PGT-tested embryo"."""
        if not self.words.shapes.rate.search(before):
            return False
        counted = _NOUN_BEHIND.match(after)
        return _HYPHENED.search(name) is not None or (
            counted is not None and counted.group(1) not in self.words.studies
        )

    def _is_body(self, name: str) -> bool:
        bare = _POSSESSIVE.sub("", name)
        if bare in self.words.names or any(w in self.words.names for w in bare.split()):
            return True
        parts = bare.split()
        return len(parts) > 1 and any(_POSSESSIVE.sub("", p) in self.words.bodies for p in parts)

    def _last(self, name: str) -> str:
        last: str = _POSSESSIVE.sub("", name).split()[-1]
        return last

    def _is_name(self, name: str) -> bool:
        """Whether capitalised words name somebody else than the promoter."""
        bare, _ = self._stripped(name)
        key = folded(_POSSESSIVE.sub("", bare))
        is_somebody = bare and bare.replace(".", "") not in self.words.not_names  # a country: "U.S."
        return bool(is_somebody) and not any(
            key == own or (len(own) > 5 and own in key) or (len(key) > 5 and key in own) for own in self.own
        )

    def _stripped(self, name: str) -> tuple[str, int]:
        """Cut words that name nobody from both ends: "In the X:BOT", "According", "The"."""
        parts = [(m.group(), m.start(), m.end()) for m in _PART.finditer(name)]
        while parts and self._names_nobody(parts[0][0], [p[0] for p in parts[1:]]):
            parts.pop(0)
        has_body = len(parts) > 1 and any(self._heads_body(p[0]) for p in parts)
        while parts and (not parts[-1][0][:1].isupper() or (not has_body and self._is_empty(parts[-1][0]))):
            parts.pop()
        if not parts:
            return "", 0
        return name[parts[0][1] : parts[-1][2]], parts[0][1]

    def _names_nobody(self, first: str, others: list[str]) -> bool:
        """Whether a first word is none of a name: “The”, and “National” too unless a body's name follows."""
        if not self._is_empty(first):
            return False
        if others and self._heads_body(first):
            return False
        begins = _POSSESSIVE.sub("", first) in self.words.begin_bodies
        return not (begins and any(self._heads_body(word) for word in others))

    def _heads_body(self, word: str) -> bool:
        return _POSSESSIVE.sub("", word) in self.words.bodies

    def _is_empty(self, word: str) -> bool:
        bare = _POSSESSIVE.sub("", word)
        return bare in self.words.not_names or not bare[:1].isupper()


def _is_sample(sentence: str, shapes: SourceShapes) -> bool:
    """Whether a sentence says of how many people, and when, its figures are."""
    sampled = _SAMPLE.search(sentence) and _YEAR_ALONE.search(sentence)
    return bool(sampled or shapes.so_many_of_them.search(sentence))


def _is_kind_of_body(near: list[str], words: SourceWords) -> bool:
    """Whether a name is followed by what it is and what that says: "the Long Mile initiative reports"."""
    return len(near) > 1 and near[0].capitalize() in words.bodies and near[1] in words.verbs


def _head(name: str, shapes: SourceShapes) -> str:
    """The noun that says what a name is of: "Survey" in "Health Survey for Larkshire", "Journal" in "Journal of Pain"."""
    head: str = shapes.of.split(name, maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    return head


def _past_appositive(after: str, shapes: SourceShapes) -> str:
    """Leave out what explains a name between commas: "Asthma Larch, the national charity, reckons …"."""
    match = shapes.appositive.match(after)
    return after[match.end() :] if match else after
