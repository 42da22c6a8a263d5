"""Finds the thing a claim is made about: the noun it belongs to, and whose that is.

"Our most advanced clinic" belongs to the promoter by its determiner, "it is the most advanced clinic" by its
subject, one link back, "the most common side effect" to medicine whoever says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.page import SLOGAN_WORDS, Owner, begins_with_pronoun, is_definite, lead
from auditor.engine.checks.claims.words import Head, NounPhrase, read_noun_phrase
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from auditor.engine.checks.claims.page import Page
    from auditor.engine.checks.claims.words import Vocabulary
    from auditor.engine.checks.grammar import Grammar
    from auditor.model.analysis import Sentence

DETERMINER_CHARS = 60
"""How far before a word its determiner may stand ("the United Kingdom's very own leading …")."""

WORD_CHARS = 60
"""How far back the word before a relative pronoun is looked for: however long the sentence, no more is read."""

SEEKING_CHARS = 30
"""How far behind "find" or "choose" the thing sought may stand ("… find out which of the very best …")."""

_COMMA = regex.compile(r"\s*,\s*")
_SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Claimed:
    """The thing claimed about. `owns_directly`: "our" or the promoter's name stands right before the word."""

    phrase: NounPhrase
    owner: Owner
    owns_directly: bool = False
    has_scope: bool = False
    has_near_scope: bool = False
    """The scope belongs to the noun itself: "our largest clinic in Ireland"."""
    is_for_sale: bool = False
    """The scope says that it is to be had: "the purest hormones money can buy"."""
    is_fragment: bool = False
    is_inviting: bool = False
    is_owned_after: bool = False
    """The owner is only named behind the noun: "the only test we do"."""
    is_said_of_something: bool = False
    """Something stands before it in its statement: it is not itself what the statement is about."""
    is_first: bool = False
    """Nothing stands before it, no article either: "Highest standards in all we do are …"."""
    is_predicate: bool = False
    """The words say what the subject is: "our plan is the fastest way"."""
    subject: Head = Head.NONE
    """What the subject names when the word stands in the predicate ("the comfort is unmatched")."""
    is_natural: bool = False
    """It is said of what nobody sells: "sleep is the best medicine"."""
    is_definite: bool | None = None
    """Whether an article makes the phrase definite; None where the words right before the trigger tell."""

    @property
    def head(self) -> Head:
        """What the noun names."""
        return self.phrase.head

    @property
    def is_own_predicate(self) -> bool:
        """Whether the words say what the promoter is."""
        return self.owner is Owner.OWN and self.is_predicate


def claimed_about(page: Page, sentence: Sentence, trigger: Span) -> Claimed:
    """Find what the words at `trigger` are said of."""
    text, words = page.text, page.vocabulary
    left, right = clause_of(page, sentence, trigger)
    phrase = read_noun_phrase(text, trigger.end, right, words)
    owner, direct, scoped = _by_determiner(page, sentence, trigger)
    subject = Head.NONE
    if owner is Owner.OPEN:
        owner, subject = _by_subject(page, sentence, left, trigger, phrase.head)
    joined = owner in {Owner.OPEN, Owner.OWN} and _is_joined(page, sentence, right, trigger)
    if joined:
        owner = Owner.OWN
    is_natural = owner is Owner.OPEN and page.is_natural(sentence, left, trigger.start)
    is_untold = owner is Owner.OPEN and not is_natural
    of_topic = is_untold and (
        _is_of_topic(page, left, trigger, phrase.head) or _is_pointed_at(page, left, trigger, phrase.head)
    )
    if of_topic:
        owner = Owner.OWN
    after = owner is Owner.OPEN and (page.is_own(phrase.end, right) or _stands_beside_staff(page, phrase.end))
    if after:
        owner = Owner.OWN
    grammar = words.grammar
    scope = _scope(page, sentence, phrase.end, part_end(page, trigger.end, sentence.span.end))
    slogan = (text[left : scope.start] + text[scope.end : right]) if scope else text[left:right]
    return Claimed(
        phrase,
        owner,
        owns_directly=direct,
        has_scope=scoped
        or scope is not None
        or grammar.in_place.search(text, trigger.start, trigger.end) is not None,
        has_near_scope=scoped or (scope is not None and _is_near(text[phrase.end : scope.start], grammar)),
        is_for_sale=words.markets.first(text, phrase.end, right, page.keys(sentence)) is not None,
        is_fragment=is_slogan(slogan, words),
        is_inviting=words.inviting.first(text, left, trigger.start, page.keys(sentence)) is not None,
        is_owned_after=after,
        is_said_of_something=grammar.leading.fullmatch(text, left, trigger.start) is None,
        is_first=not text[left : trigger.start].strip(" “\"'‘•-"),
        is_predicate=of_topic or joined or grammar.predicate.search(text, left, trigger.start) is not None,
        subject=subject,
        is_natural=is_natural,
    )


def _is_joined(page: Page, sentence: Sentence, right: int, trigger: Span) -> bool:
    """Whether the words, without a verb of their own, go on with what the promoter is: “We are a hospice, and the only nonprofit one”."""
    text, grammar = page.text, page.vocabulary.grammar
    near = max(sentence.span.start, trigger.start - DETERMINER_CHARS)
    joint = grammar.joined.search(text, near, trigger.start)
    if joint is None or _first_predicate(page, trigger.end, right) is not None:
        return False
    begins, _ = clause_of(page, sentence, Span(joint.start(), joint.start()))
    said = _first_predicate(page, begins, joint.start())
    return said is not None and page.is_own(begins, said)


def _first_predicate(page: Page, start: int, end: int) -> int | None:
    """Where a stretch first begins to say what its subject is, if it does."""
    predicate = page.vocabulary.grammar.predicate
    words = (space.end() for space in _SPACE.finditer(page.text, start, end))
    return next((m.start() for at in words if (m := predicate.search(page.text, start, at))), None)


def _is_pointed_at(page: Page, left: int, trigger: Span, head: Head) -> bool:
    """Whether a selling page points at what it offers: "This best-selling formula", "these unmatched results"."""
    pointing = page.vocabulary.grammar.pointing
    return (
        page.is_selling and head.is_offer and pointing.fullmatch(page.text, left, trigger.start) is not None
    )


def _is_of_topic(page: Page, left: int, trigger: Span, head: Head) -> bool:
    """Whether a selling page says what its own topic is: "Veneers are the fastest way", "ketamine, a breakthrough medicine"."""
    if not page.is_selling or head is Head.CLINICAL:
        return False
    subject = page.first_phrase(left, trigger.start)
    says_what = page.vocabulary.grammar.predicate.search(page.text, left, trigger.start) is not None
    if says_what and head is not Head.REMEDY:
        return any(page.is_sold_topic(w) for w in subject.words) or page.is_coined(left, trigger.start)
    return head is Head.REMEDY and page.is_sold_remedy(left, trigger.start)


def _stands_beside_staff(page: Page, end: int) -> bool:
    """Whether one of the page's people follows at once: "one of Leeds's best surgeons, Dr Byrne …"."""
    comma = _COMMA.match(page.text, end)
    if comma is None or not page.is_selling:
        return False
    return page.starts_with_staff(comma.end())


def _is_near(between: str, grammar: Grammar) -> bool:
    """Whether a scope belongs to the noun: nothing but "one" stands before it ("the only one in Kent")."""
    return not between.strip() or between.strip().casefold() in grammar.scope_nouns_meant


def is_slogan(statement: str, vocabulary: Vocabulary) -> bool:
    """Whether a statement has no verb ("World-class physicians.")."""
    tokens = statement.casefold().replace("’", "'").split()
    if len(tokens) > SLOGAN_WORDS:
        return False
    words = [t.strip('.,;:!?"“”()') for t in tokens]
    speaks = bool(words) and words[0] in vocabulary.grammar.speakers
    return not speaks and not any(
        vocabulary.is_verb(word) and before not in vocabulary.grammar.infinitives
        for before, word in zip(["", *words], words, strict=False)
    )


def clause_of(page: Page, sentence: Sentence, trigger: Span) -> tuple[int, int]:
    """Where the statement that holds the trigger begins and ends. A relative clause reaches back to its noun."""
    text, words = page.text, page.vocabulary
    start, end = sentence.span.start, sentence.span.end
    begins = start
    for match in words.breaks.finditer(text, start, trigger.start):
        if not _reaches_back(text, start, match, words):
            begins = match.end()
    stop = next((m.start() for m in words.breaks.finditer(text, trigger.end, end)), end)
    return begins, stop


def _reaches_back(text: str, start: int, match: regex.Match[str], words: Vocabulary) -> bool:
    """Whether "who", "which", "that" hangs on the noun before it rather than on "we know"."""
    word = (match.group("word") or "").casefold()
    if word not in words.relative:
        return False
    stretch = text[max(start, match.start() - WORD_CHARS) : match.start()].casefold().rstrip()
    if word == "that" and stretch.endswith(","):
        return False
    before = stretch.rstrip(" ,").rpartition(" ")[2]
    return bool(before) and before not in words.reporting


def _by_determiner(page: Page, sentence: Sentence, trigger: Span) -> tuple[Owner, bool, bool]:
    """Read "our", "your", "Larkspur's", "Ohio's" before the word: owner, owned directly, scope."""
    at = max(sentence.span.start, trigger.start - DETERMINER_CHARS)
    grammar = page.vocabulary.grammar
    match = grammar.determiner.search(page.text, at, trigger.start)
    if match is None:
        return Owner.OPEN, False, False
    word = match.group("word").casefold().replace("’", "'")
    if word in grammar.own_determiners or page.is_named_at(at, match.start("word"), match.end("word")):
        return Owner.OWN, True, False
    if word in grammar.reader_determiners:
        return Owner.READER, False, False
    noun = word.removesuffix("'s")
    if noun in grammar.open_determiners or noun in page.vocabulary.time_nouns:
        return Owner.OPEN, False, False
    scoped = noun in page.vocabulary.scope_nouns or match.group("word")[0].isupper()
    return (Owner.OPEN if scoped else Owner.OTHER), False, scoped


def _by_subject(page: Page, sentence: Sentence, left: int, trigger: Span, seen: Head) -> tuple[Owner, Head]:
    """Read the owner off what stands before the word in its statement.

    What readers meet with (`seen`) is the provider's where it is its house: "you are in the safest hands".
    """
    text, words, keys = page.text, page.vocabulary, page.keys(sentence)
    if page.is_own(left, trigger.start):
        return (Owner.READER if _seeks(text, left, trigger.start, words) else Owner.OWN), Head.NONE
    stretch = text[left : trigger.start]
    if _is_of_staff(page, sentence, left, trigger.start) or _is_ranked_person(page, left, trigger, seen):
        return Owner.OWN, Head.PEOPLE
    if words.others.first(text, left, trigger.start, keys) is not None or _is_place(stretch, words):
        return Owner.OTHER, Head.NONE
    if begins_with_pronoun(stretch, words.grammar):
        own = page.is_own(sentence.span.start, left)
        return (Owner.OWN if own else page.linked_to(sentence, left)), Head.NONE
    return _by_subject_noun(page, sentence, left, trigger, seen)


def _by_subject_noun(
    page: Page, sentence: Sentence, left: int, trigger: Span, seen: Head
) -> tuple[Owner, Head]:
    """Read the owner off the noun that a statement begins with."""
    text, words = page.text, page.vocabulary
    stretch = text[left : trigger.start]
    phrase = read_noun_phrase(text, left + lead(stretch, words.grammar), trigger.start, words)
    if is_definite(stretch, words.grammar) and (
        phrase.head is Head.PROVIDER or page.is_called(phrase.last_word)
    ):
        return Owner.OWN, Head.PROVIDER
    if _is_reader(page, sentence, left, trigger.start) and not seen.is_house:
        return Owner.READER, phrase.head
    return Owner.OPEN, phrase.head


def _is_of_staff(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """Whether one of the page's people is the subject, by name and title or as "she" behind such a name."""
    if not page.is_selling:
        return False
    grammar = page.vocabulary.grammar
    opened = grammar.opened.match(page.text, start, end)
    start = opened.end() if opened else start
    subject = grammar.subject_name.match(page.text, start, end)
    if subject is None:
        return False
    if grammar.he_she.fullmatch(subject.group()) is None:
        return page.is_staff(start, subject.end())
    before = page.before(sentence)
    return before is not None and page.is_staff(before.span.start, before.span.end)


def _is_ranked_person(page: Page, left: int, trigger: Span, seen: Head) -> bool:
    """Whether "she" is said to be regarded as the best of a profession: a page that sells says it of its own people."""
    ranked = page.vocabulary.grammar.ranked_person
    return (
        page.is_selling
        and seen is Head.PEOPLE
        and ranked.fullmatch(page.text, left, trigger.start) is not None
    )


def _is_reader(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """Whether "you" or people at large are the subject: nothing but small words stands before them."""
    words = page.vocabulary
    found = words.readers.first(page.text, start, end, page.keys(sentence))
    if found is None:
        return False
    before = page.text[start : found.start].casefold().split()
    return all(w in words.ends or w in words.quantifiers for w in before)


def _is_place(stretch: str, words: Vocabulary) -> bool:
    """Whether a place is the subject ("Florida has the highest …"), not only where it is ("In Florida, …")."""
    bare = stretch.lstrip(" “\"'‘")
    place = words.places.match(bare)
    return place is not None and bare[place.end() : place.end() + 1] == " "


def _seeks(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether the statement helps a reader to look for something ("we help you find the best …")."""
    last = max((m.end() for m in words.advice.finditer(text, start, end)), default=None)
    return last is not None and end - last <= SEEKING_CHARS


def part_end(page: Page, start: int, end: int) -> int:
    """Where the part of a sentence ends that a semicolon, colon or dash closes."""
    found = page.vocabulary.grammar.parted.search(page.text, start, end)
    return found.start() if found else end


def _scope(page: Page, sentence: Sentence, start: int, end: int) -> Span | None:
    """The place, market or field named in a stretch: "in Florida", "on the market", "of any clinic"."""
    listed = page.vocabulary.scopes.first(page.text, start, end, page.keys(sentence))
    placed = page.vocabulary.grammar.in_place.search(page.text, start, end)
    found = [Span(listed.start, listed.end)] if listed else []
    if placed:
        found.append(Span(placed.start(), placed.end()))
    return min(found, default=None)
