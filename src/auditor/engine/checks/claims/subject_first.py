"""Finds the thing a claim is made about, and whose it is, in a language whose adjectives follow their noun.

"Nuestro equipo es el más experimentado", "somos líderes", "es el tratamiento más eficaz": the promoter shows in the
determiner, in the verb, or one link back. See `claim_subject` for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.page import Owner, begins_with_pronoun, is_definite, lead
from auditor.engine.checks.claims.subject import SEEKING_CHARS, Claimed, clause_of, is_slogan, part_end
from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.noun_first import around, read_noun_first
from auditor.model.span import Span

if TYPE_CHECKING:
    from auditor.engine.checks.claims.page import Page
    from auditor.engine.checks.claims.words import Vocabulary
    from auditor.engine.checks.noun_first import Around
    from auditor.model.analysis import Sentence


def claimed_about(page: Page, sentence: Sentence, trigger: Span) -> Claimed:
    """Find what the words at `trigger` are said of."""
    text, words = page.text, page.vocabulary
    left, right = clause_of(page, sentence, trigger)
    found = around(text, left, right, trigger, words)
    owner, direct, subject = _owner(page, sentence, left, found, trigger)
    after = owner is Owner.OPEN and page.is_own(found.phrase.end, right)
    grammar = words.grammar
    scope = _scope(page, sentence, trigger.end, part_end(page, trigger.end, sentence.span.end))
    slogan = (text[left : scope.start] + text[scope.end : right]) if scope else text[left:right]
    return Claimed(
        found.phrase,
        Owner.OWN if after else owner,
        owns_directly=direct,
        has_scope=scope is not None,
        has_near_scope=scope is not None and scope.start <= found.phrase.end + 1,
        is_fragment=is_slogan(slogan, words),
        is_inviting=words.inviting.first(text, left, trigger.start, page.keys(sentence)) is not None,
        is_owned_after=after,
        is_said_of_something=grammar.leading.fullmatch(text, left, min(found.start, trigger.start)) is None,
        is_predicate=any(
            grammar.predicate.search(text, left, end) is not None
            for end in {found.start if found.determiner else trigger.start, trigger.start}
        ),
        subject=subject,
        is_definite=found.is_definite(grammar),
    )


def _owner(
    page: Page, sentence: Sentence, left: int, found: Around, trigger: Span
) -> tuple[Owner, bool, Head]:
    """Whose the thing is, whether its determiner says so, and what the subject names where the words are said of it."""
    text, words = page.text, page.vocabulary
    if found.determiner in words.grammar.own_determiners or page.is_named(found.start, found.phrase.end):
        return Owner.OWN, True, Head.NONE
    if found.determiner in words.grammar.reader_determiners:
        return Owner.READER, False, Head.NONE
    if page.is_own(left, trigger.start):
        return (Owner.READER if _seeks(text, left, trigger.start, words) else Owner.OWN), False, Head.NONE
    if words.others.first(text, left, trigger.start, page.keys(sentence)) is not None:
        return Owner.OTHER, False, Head.NONE
    stretch = text[left : trigger.start]
    if begins_with_pronoun(stretch, words.grammar):
        own = page.is_own(sentence.span.start, left)
        return (Owner.OWN if own else page.linked_to(sentence, left)), False, Head.NONE
    opens = left + lead(stretch, words.grammar)
    subject = read_noun_first(text, opens, trigger.start, words).head if found.start > opens else Head.NONE
    is_house = subject is Head.PROVIDER and is_definite(stretch, words.grammar)
    return (Owner.OWN if is_house else Owner.OPEN), False, subject


def _seeks(text: str, left: int, start: int, words: Vocabulary) -> bool:
    """Whether the statement helps a reader to look for something ("le ayudamos a encontrar la mejor …")."""
    last = max((m.end() for m in words.advice.finditer(text, left, start)), default=None)
    return last is not None and start - last <= SEEKING_CHARS


def _scope(page: Page, sentence: Sentence, start: int, end: int) -> Span | None:
    """The place, market or field named behind the word: "de Texas", "en el mercado", "del país"."""
    listed = page.vocabulary.scopes.first(page.text, start, end, page.keys(sentence))
    placed = page.vocabulary.grammar.in_place.search(page.text, start, end)
    found = [Span(listed.start, listed.end)] if listed else []
    if placed:
        found.append(Span(placed.start(), placed.end()))
    return min(found, default=None)
