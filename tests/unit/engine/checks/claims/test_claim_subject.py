"""Whose the thing is that a superlative is said of."""

import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Subject
from auditor.engine.checks.claims.page import Owner, Page
from auditor.engine.checks.claims.subject import claimed_about
from auditor.engine.checks.claims.words import Head
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.model.span import Span

LEXICON = own_rules().lexicon


def reading(text, words="most advanced"):
    """What `claimed_about` makes of the first "most advanced" of a text."""
    content = text.encode()
    source = Source("page.txt", "", content, size=len(content))
    document = loader_for(source).load(source, Limits())
    page = Page.of(Subject(document, analyse(document, LEXICON)), LEXICON)
    start = document.text.index(words)
    sentence = next(s for s in page.subject.analysis.sentences if s.span.holds(start))
    return claimed_about(page, sentence, Span(start, start + len(words)))


OWNERS = [
    ("Our most advanced laser is new.", Owner.OWN),
    ("We offer the most advanced laser.", Owner.OWN),
    ("The most advanced laser we have is new.", Owner.OWN),
    ("Our team built a laser. It is the most advanced laser.", Owner.OWN),
    ("We built a laser, and it is the most advanced laser.", Owner.OWN),
    ("The clinic is the most advanced in the county.", Owner.OWN),
    ("Your most advanced laser is old.", Owner.READER),
    ("You may want the most advanced laser.", Owner.READER),
    ("We help you find the most advanced laser.", Owner.READER),
    ("Some patients spoke. They want the most advanced laser.", Owner.READER),
    ("Researchers have the most advanced laser.", Owner.OTHER),
    ("Florida has the most advanced lasers.", Owner.OTHER),
    ("The museum's most advanced laser is old.", Owner.OTHER),
    ("Lasers vary. The most advanced laser is loud.", Owner.OPEN),
    ("We know that the most advanced laser is loud.", Owner.OPEN),
    ("Today's most advanced laser is loud.", Owner.OPEN),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_the_owner_is_read_from_determiner_subject_and_link(text, owner):
    assert reading(text).owner is owner


def test_a_possessive_place_gives_a_scope_and_no_owner():
    claimed = reading("Ohio's most advanced clinic")
    assert (claimed.owner, claimed.has_scope, claimed.head) == (Owner.OPEN, True, Head.PROVIDER)


SCOPES = [
    ("It is the most advanced clinic in Wales.", True),
    ("It is the most advanced oil you can buy.", True),
    ("It is the most advanced test available.", True),
    ("It is the most advanced test for children.", False),
]


@pytest.mark.parametrize(("text", "has_scope"), SCOPES)
def test_a_place_a_market_or_what_money_can_buy_is_a_scope(text, has_scope):
    assert reading(text).has_scope is has_scope


SLOGANS = [
    ("The most advanced clinic in Wales", True),
    ("The most advanced oil you can buy", True),
    ("The most advanced clinics use lasers.", False),
]


@pytest.mark.parametrize(("text", "is_slogan"), SLOGANS)
def test_a_slogan_has_no_verb(text, is_slogan):
    assert reading(text).is_fragment is is_slogan


def test_an_invitation_is_seen():
    assert reading("Discover the most advanced laser.").is_inviting


def test_the_subject_of_a_predicate_is_read():
    assert reading("The pain is unmatched.", "unmatched").subject is Head.CLINICAL


def test_an_owner_named_only_behind_the_noun_is_told_apart():
    assert reading("The most advanced laser we know is loud.").is_owned_after
    assert not reading("We know the most advanced laser.").is_owned_after
