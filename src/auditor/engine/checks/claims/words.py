"""The word knowledge behind claims: what a noun is the name of, where a noun phrase or a statement ends."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.engine.checks.grammar import NOUNS, WORDS, grammar_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.checks.grammar import Grammar
    from auditor.model.lexicon import Lexicon


class Head(StrEnum):
    """What the noun of a phrase is the name of."""

    PROVIDER = "provider"
    CARE = "care"
    """What belongs to a provider: care, equipment, standards."""
    METHOD = "method"
    """What is done or sold: also said of medicine at large."""
    PEOPLE = "people"
    OUTCOME = "outcome"
    REMEDY = "remedy"
    """Medicines: the promoter's only when it says so itself."""
    CLINICAL = "clinical"
    EVERYDAY = "everyday"
    UNKNOWN = "unknown"
    NONE = "none"
    """There is no noun: the word stands by itself or in the predicate."""

    @property
    def is_offer(self) -> bool:
        """Whether such a thing can be on offer."""
        return self in {Head.PROVIDER, Head.CARE, Head.METHOD, Head.PEOPLE, Head.OUTCOME}

    @property
    def is_house(self) -> bool:
        """Whether it belongs to a provider by its nature, so that on a selling page it needs no owner."""
        return self in {Head.PROVIDER, Head.CARE, Head.PEOPLE, Head.OUTCOME}

    @property
    def is_standing(self) -> bool:
        """Whether it is measured against others even when the promoter says "our"."""
        return self in {Head.OUTCOME, Head.CARE}


_LISTS = {
    Head.EVERYDAY: "everyday-nouns",
    Head.CLINICAL: "clinical-nouns",
    Head.REMEDY: "remedy-nouns",
    Head.METHOD: "method-nouns",
    Head.CARE: "care-nouns",
    Head.PEOPLE: "people-nouns",
    Head.PROVIDER: "provider-nouns",
    Head.OUTCOME: "outcome-nouns",
}
"""Later lists win where a noun stands in two."""

MAX_NOUN_WORDS = 3
MAX_PHRASE_WORDS = 9
"""A noun phrase longer than this has been read past its end."""

_TOKEN = regex.compile(r"[\p{L}\p{N}#+&][\p{L}\p{N}'’.\-‐‑+&]*|[^\s]")


_LOOSE_SIGNS = frozenset({",", "/", "-", "“", '"', "”", "™", "®"})


@dataclass(frozen=True)
class Vocabulary:
    """Every list the claim checks share, compiled once a process."""

    nouns: Mapping[str, Head]
    measures: frozenset[str]
    standards: frozenset[str]
    ends: frozenset[str]
    trailing: frozenset[str]
    quantifiers: frozenset[str]
    verbs: frozenset[str]
    helping: frozenset[str]
    scope_nouns: frozenset[str]
    time_nouns: frozenset[str]
    natural: frozenset[str]
    """What anybody has without buying it: sleep, water."""
    own: regex.Pattern[str]
    own_of_one: regex.Pattern[str]
    """The words of a practitioner who speaks alone: I, my."""
    practising: PhraseSet
    breaks: regex.Pattern[str]
    relative: frozenset[str]
    reporting: frozenset[str]
    advice: regex.Pattern[str]
    others: PhraseSet
    readers: PhraseSet
    inviting: PhraseSet
    scopes: PhraseSet
    markets: PhraseSet
    """Scopes that say that the thing is for sale."""
    places: regex.Pattern[str]
    grammar: Grammar

    def is_verb(self, token: str) -> bool:
        """Whether a word makes a statement of a line."""
        if token in self.helping or token in self.verbs or token in self.reporting:
            return True
        return self._is_verb_form(token)

    def noun(self, words: list[str]) -> Head | None:
        """Classify the noun that the last words of a phrase make: the longest known one."""
        for count in range(min(MAX_NOUN_WORDS, len(words)), 0, -1):
            found = self._known(words[-count:])
            if found is not None:
                return found
        return None

    def is_measure(self, word: str) -> bool:
        """Whether a noun only measures the next one: level, standard, range."""
        return any(f in self.measures for f in _singular(word))

    def ends_phrase(self, word: str) -> bool:
        """Whether a word ends a noun phrase: a preposition, a verb, "available" behind its noun."""
        return word in self.ends or word in self.trailing or word in self.verbs or self._is_verb_form(word)

    def _is_verb_form(self, word: str) -> bool:
        return self.grammar.verb is not None and self.grammar.verb.fullmatch(word) is not None

    def _known(self, words: list[str]) -> Head | None:
        lead = "".join(f"{w} " for w in words[:-1])
        return next((self.nouns[lead + f] for f in _singular(words[-1]) if lead + f in self.nouns), None)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The noun phrase that begins at an offset: what its head names, and where it ends."""

    head: Head
    end: int
    words: tuple[str, ...] = ()

    @property
    def last_word(self) -> str:
        """The noun, as written in lower case; empty where there is none."""
        return self.words[-1] if self.words else ""


def read_noun_phrase(text: str, start: int, end: int, vocabulary: Vocabulary) -> NounPhrase:
    """Read the noun phrase that `text[start:end]` begins with. The last known noun is its head.

    Behind a bare "in", "of" or "for" the next phrase counts when it names an offer: "the leader in day surgery".
    """
    phrase = _read(text, start, end, vocabulary)
    if phrase.head is not Head.NONE:
        return phrase
    lead = vocabulary.grammar.preposition.match(text, start, end)
    beyond = _read(text, lead.end(), end, vocabulary) if lead else phrase
    return beyond if beyond.head.is_offer else phrase


def _read(text: str, start: int, end: int, vocabulary: Vocabulary) -> NounPhrase:
    head, last, words = Head.NONE, start, list[str]()
    for match in _TOKEN.finditer(text, start, end):
        word = match.group().casefold().replace("’", "'").strip(".'-")
        role = _role(word, match.group(), words, head, vocabulary)
        if role is _Role.END:
            break
        if role is _Role.MEASURED:
            head = Head.NONE
        elif role is _Role.NOUN:
            words.append(word)
            last = match.end()
            head = _head_of(words, head, vocabulary)
    return NounPhrase(head, last, tuple(words))


class _Role(Enum):
    """What a word does in a noun phrase."""

    NOUN = auto()
    SKIPPED = auto()
    MEASURED = auto()
    """The "of" of "the highest level of care": the noun is still to come."""
    END = auto()


def _role(word: str, raw: str, words: list[str], head: Head, vocabulary: Vocabulary) -> _Role:
    if not word or not word[0].isalnum():
        return _Role.SKIPPED if raw in _LOOSE_SIGNS and not head.is_offer else _Role.END
    grammar = vocabulary.grammar
    if word in grammar.joining:
        return _Role.SKIPPED if head in {Head.NONE, Head.UNKNOWN} else _Role.END
    if word in grammar.of and words and vocabulary.is_measure(words[-1]):
        return _Role.MEASURED
    if (word in grammar.degrees and not head.is_offer) or (word in vocabulary.trailing and not words):
        return _Role.SKIPPED
    return _Role.END if vocabulary.ends_phrase(word) or len(words) >= MAX_PHRASE_WORDS else _Role.NOUN


def _head_of(words: list[str], head: Head, vocabulary: Vocabulary) -> Head:
    """What the phrase read so far names: its last known noun, or the provider's care where it speaks of quality."""
    known = vocabulary.noun(words)
    is_compound = (
        known is None and vocabulary.noun(words[:-1]) is head and _is_compound(head, words, vocabulary)
    )
    found = known or (Head.UNKNOWN if head is Head.NONE or is_compound else head)
    of_quality = found in {Head.METHOD, Head.UNKNOWN} and words[0] in vocabulary.standards
    return Head.CARE if of_quality else found


def _is_compound(head: Head, words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether an unknown noun makes another thing of the one before it: "mood forecast", "sleep mask"."""
    if head not in {Head.CLINICAL, Head.EVERYDAY} or words[-2].endswith("s") or not words[-1].isalpha():
        return False
    return not words[-1].endswith(vocabulary.grammar.no_noun_endings)


@lru_cache(maxsize=4)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """Compile the shared lists once a process."""
    grammar = grammar_of(lexicon)
    shared = "|".join(regex.escape(w) for w in lexicon.words("shared-nouns"))
    nouns = {noun: head for head, name in _LISTS.items() for noun in lexicon.words(name)}
    breaks = "|".join(regex.escape(w).replace(r"\ ", r"\s+") for w in lexicon.words("statement-breaks"))
    return Vocabulary(
        nouns=nouns,
        measures=frozenset(lexicon.words("measure-nouns")),
        standards=frozenset(lexicon.words("standard-nouns")),
        ends=frozenset(lexicon.words("phrase-ends")),
        trailing=frozenset(lexicon.words("trailing-words")),
        quantifiers=frozenset(lexicon.words("quantifiers")),
        verbs=frozenset(lexicon.words("statement-verbs")),
        helping=frozenset(lexicon.words("helping-verbs")),
        scope_nouns=frozenset(lexicon.words("scope-nouns")),
        time_nouns=frozenset(lexicon.words("time-nouns")),
        natural=frozenset(lexicon.words("natural-means")),
        own=regex.compile(grammar.own.replace(NOUNS, shared)),
        own_of_one=regex.compile(grammar.own_of_one.replace(NOUNS, shared)),
        practising=compile_phrases(lexicon.words("practising-cues"), lexicon.lists),
        breaks=regex.compile(grammar.breaks.replace(WORDS, breaks), regex.IGNORECASE),
        relative=grammar.relative,
        reporting=frozenset(lexicon.words("reporting-verbs")),
        advice=_words_pattern(lexicon.words("advice-verbs")),
        others=compile_phrases(lexicon.words("other-parties"), lexicon.lists),
        readers=compile_phrases(lexicon.words("reader-words"), lexicon.lists),
        inviting=compile_phrases([f"^ {verb}" for verb in lexicon.words("inviting-verbs")], lexicon.lists),
        markets=compile_phrases(lexicon.words("market-phrases"), lexicon.lists),
        scopes=compile_phrases(lexicon.words("scope-phrases"), lexicon.lists),
        places=_words_pattern(lexicon.words("places"), ignore_case=False),
        grammar=grammar,
    )


def _words_pattern(words: tuple[str, ...], *, ignore_case: bool = True) -> regex.Pattern[str]:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    body = "|".join(regex.escape(w).replace(r"\ ", r"\s+") for w in ordered)
    return regex.compile(rf"(?<!\w)(?:{body})(?!\w)", regex.IGNORECASE if ignore_case else 0)


@lru_cache(maxsize=4096)
def _singular(word: str) -> tuple[str, ...]:
    """Return the forms under which a noun may be listed: as it is, without possessive, without plural."""
    bare = word.removesuffix("'s").removesuffix("'")
    forms = [bare]
    if bare.endswith("ies"):
        forms.append(bare[:-3] + "y")
    if bare.endswith("es"):
        forms.append(bare[:-2])
    if bare.endswith("s"):
        forms.append(bare[:-1])
    return tuple(forms)
