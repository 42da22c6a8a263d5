"""Says a flagged sentence in other words, by the pairs a specialist wrote down in `_rewordings/<name>.yaml`.

Example: `find: "{the most _}", write: "(a)"` makes “a clinic in Leeds” of “the most advanced clinic in Leeds”. What
comes out is a candidate only: whoever shows it runs all rules over it first. Where the advertiser has to supply
something, `[year|2019]` is shown as “[year]” and tried as “2019”.
"""

from __future__ import annotations

import string
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from auditor.engine.english import english_of, tidied
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import PhraseError, PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from auditor.engine.english import English
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

PLACE = "place"
"""The group of a regular expression that must be the name of a place the lists know; written with its preposition."""

ARTICLE = "(a)"
"""Stands in `write` for the article that fits the noun phrase behind it: a, an or none."""

MIN_WORDS = 3
"""A sentence of fewer words says nothing any more."""

MAX_PASSES = 4
"""Times the rest of a sentence is gone through for more of the same."""

_WORDS = regex.compile(r"[^\W_]+")
_SUPPLIED = regex.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")
# Signs that no page holds stand between what is shown and what is tried.
_OPEN, _OR, _CLOSE = "\ue000", "\ue001", "\ue002"
_Edit = tuple[int, int, str]
_KEPT = regex.compile(f"{_OPEN}([^{_OR}]*){_OR}([^{_CLOSE}]*){_CLOSE}")


def shown(candidate: str) -> str:
    """Return a candidate as it is shown: what is to be supplied in square brackets."""
    made: str = _KEPT.sub(r"[\1]", candidate)
    return made


def tried(candidate: str) -> str:
    """Return a candidate as it is tried: with something of the kind supplied."""
    return tidied(_KEPT.sub(r"\2", candidate), candidate)


class RewordingEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pair. `find` are phrases whose braces hold what is replaced; in a regular expression the group `trigger` does.

    Named groups of a regular expression can be used in `write` and `then` as `{name}`. `noun` asks for a noun phrase
    right behind; `one` puts it in the singular, `then` is added behind it. `drop` are words further on that lose
    their sense, `unless` words of the sentence that forbid it. `also` says that other places of the sentence may be
    changed with the flagged one.
    """

    find: list[str]
    write: str = ""
    noun: bool = False
    one: bool = False
    then: str = ""
    drop: list[str] = []
    unless: list[str] = []
    also: bool = False


@dataclass(frozen=True)
class Pair:
    """Ways to say a thing, with what is written instead."""

    entry: RewordingEntry
    find: PhraseSet
    drop: PhraseSet
    unless: PhraseSet
    clinging: PhraseSet
    """What holds on to the praise, so that the noun cannot stand without it: “the best I know”."""
    frames: PhraseSet
    """What makes a point of the words behind it, which others would lose: “so gentle that …”."""
    broken: PhraseSet
    """What no sentence may hold that did not hold it before: “one of surgeons”."""
    grammar: English

    def candidates(self, sentence: str, start: int, end: int) -> Iterator[str]:
        """Yield the sentence said otherwise, for each place of the pair that touches `sentence[start:end]`."""
        for match in self.find.find(sentence):
            touches = match.trigger_start < end and start < match.trigger_end
            if touches and not self.unless.first(sentence) and not self._is_the_point(sentence, match):
                made = self._made(sentence, match)
                if made is not None and not self._is_broken(made, sentence):
                    yield tidied(made, sentence)

    def _is_the_point(self, sentence: str, match: Match) -> bool:
        """Whether the sentence leads up to the words, so that what is said before them hangs on them."""
        return self.frames.first(sentence, 0, match.trigger_start) is not None

    def _is_broken(self, made: str, sentence: str) -> bool:
        """Whether a changed sentence holds what is no English, or says nothing, where the one before did not."""
        found = self.broken.first(tried(tidied(made, sentence)))
        return found is not None and self.broken.first(tried(sentence)) is None

    def _made(self, sentence: str, match: Match) -> str | None:
        """Return the sentence with all that the pair changes; None where the grammar does not allow it."""
        groups = self._groups(sentence, match)
        if groups is None:
            return None
        start, end = match.trigger_start, match.trigger_end
        if _is_all(sentence, start, end):
            end = len(sentence.rstrip())
        edits = [(m.trigger_start, m.trigger_end, "") for m in self.drop.find(sentence, end)]
        written = _SUPPLIED.sub(rf"{_OPEN}\1{_OR}\2{_CLOSE}", self.entry.write.format_map(groups))
        written += "." if end > match.trigger_end else ""
        if self._asks_for_noun:
            return self._made_before_noun(sentence, (start, end, written), edits, groups)
        return _applied(sentence, [(start, end, written), *edits])

    def _made_before_noun(
        self, sentence: str, edit: _Edit, others: list[_Edit], groups: dict[str, str]
    ) -> str | None:
        """Return the sentence changed in front of a noun phrase, which gets its article and number."""
        start, end, written = edit
        phrase = self.grammar.noun_phrase(sentence, end)
        if phrase is None:
            return None
        noun = self.grammar.singular(phrase.noun) if self.entry.one else phrase.noun
        if noun is None:
            return None
        article = self.grammar.article(sentence[:start], phrase.first, noun)
        then = f" {self.entry.then.format_map(groups)}" if self.entry.then else ""
        noun = _like(noun, sentence[phrase.noun_start : phrase.end])
        edits = [
            (start, end, written.replace(ARTICLE, article)),
            (phrase.noun_start, phrase.end, noun + then),
            *others,
        ]
        made = _applied(sentence, edits)
        return None if self.clinging.first(made, len(_applied(sentence[: phrase.end], edits))) else made

    def _groups(self, sentence: str, match: Match) -> dict[str, str] | None:
        """Return the named groups as they are written elsewhere; None where a place is none."""
        groups = match.phrase.groups(sentence, match)
        place = groups.pop(PLACE, None)
        if place is not None and not self.grammar.is_place(place):
            return None
        if not _WORDS.search(sentence[: match.trigger_start]):
            groups = {
                name: value[0].lower() + value[1:] if value.istitle() else value
                for name, value in groups.items()
            }
        return groups | ({PLACE: self.grammar.at_place(place)} if place else {})

    @property
    def _asks_for_noun(self) -> bool:
        entry = self.entry
        return entry.noun or entry.one or bool(entry.then) or ARTICLE in entry.write


@dataclass(frozen=True)
class Rewordings:
    """All pairs of a file, in the order in which they are tried."""

    read: Callable[[], tuple[Pair, ...]]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs, read when somebody first asks for them. Raises PackError."""
        return self.read()

    def candidates(self, sentence: str, start: int, end: int) -> Iterator[str]:
        """Yield what could be written instead of a sentence whose words `sentence[start:end]` are flagged."""
        seen = {sentence}
        for pair in self.pairs:
            for made in pair.candidates(sentence, start, end):
                for candidate in (self._gone_through(made), made):
                    if candidate not in seen and len(_WORDS.findall(shown(candidate))) >= MIN_WORDS:
                        seen.add(candidate)
                        yield candidate

    def _gone_through(self, sentence: str) -> str:
        """Return a changed sentence with the pairs that may be used anywhere in it used wherever they fit."""
        for _ in range(MAX_PASSES):
            more = (m for p in self.pairs if p.entry.also for m in p.candidates(sentence, 0, len(sentence)))
            changed = next((m for m in more if m != sentence), sentence)
            if changed == sentence:
                break
            sentence = changed
        return sentence


def compile_pairs(entries: Sequence[RewordingEntry], lexicon: Lexicon) -> tuple[Pair, ...]:
    """Compile the pairs of a file. Raises PhraseError."""
    grammar = english_of(lexicon)
    for entry in entries:
        _check_groups(entry)
    return tuple(
        Pair(
            entry,
            compile_phrases(entry.find, lexicon.lists),
            compile_phrases(entry.drop, lexicon.lists),
            compile_phrases(entry.unless, lexicon.lists),
            compile_phrases([f"^ {words}" for words in lexicon.words("clinging-words")], lexicon.lists),
            compile_phrases(lexicon.words("point-frames"), lexicon.lists),
            compile_phrases(lexicon.words("broken-wordings"), lexicon.lists),
            grammar,
        )
        for entry in entries
    )


def _is_all(sentence: str, start: int, end: int) -> bool:
    """Whether the words are all of the sentence, which then ends as a plain statement does."""
    rest = sentence[:start] + sentence[end:]
    return not _WORDS.search(rest) and sentence.rstrip()[-1:] in {".", "!", "?"}


def _check_groups(entry: RewordingEntry) -> None:
    """Refuse a pair that writes a group which one of its patterns does not have. Raises PhraseError."""
    for text in (entry.write, entry.then):
        for _, name, _, _ in string.Formatter().parse(text):
            for find in entry.find:
                if name is not None and f"(?P<{name}>" not in find:
                    raise PhraseError(find, f"it has no group “{name}”, which is written")


def _like(noun: str, written: str) -> str:
    """Return a noun with the capitals of the form in which it was written."""
    return written[: len(noun)] if written.casefold().startswith(noun) else written[0] + noun[1:]


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Return the text with each range replaced; of two that overlap the first counts."""
    parts, at = [], 0
    for start, end, written in sorted(edits):
        if start >= at:
            parts += [text[at:start], written]
            at = end
    return "".join([*parts, text[at:]])
