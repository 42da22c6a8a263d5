"""When the words of a finding are those of an approved claim, when they are nearly, and when they are not."""

import pytest

from auditor.model.claim import Claim, Entry, Evidence, Flagged, MatchKind, Scope, ScopeKind
from auditor.model.decision import Author
from auditor.model.span import Span
from auditor.workflow.recognise import Recogniser, Resemblance

TODAY = "2026-11-22"
HALF = "about half of our clients are sober after a year"


def entry(*wordings, number=1, **more):
    claim = Claim(wordings, Evidence(reference="Doe 2024"), approver="Ana", **more)
    return Entry(f"k{number}", number, 1, claim, Author("Ana", "2026-01-01T00:00:00Z"))


def flagged(quote, trigger, country="US", names=("https://clinic.example/a", "a")):
    at = quote.find(trigger)
    assert at >= 0
    return Flagged(quote, Span(at, at + len(trigger)), country, names)


def match(entries, quote, trigger, **more):
    return Recogniser(entries, TODAY).match(flagged(quote, trigger, **more))


APPROVED = [
    (HALF, "About half of our clients are sober after a year.", "About half"),
    (HALF, "At our clinic, about half of our clients are sober after a year [3].", "about half"),
    (HALF, "“About half of our clients are sober after a year,” and we mean it.", "About half"),
    ("the most advanced clinic in Ohio", "We are the most advanced clinic in Ohio.", "most advanced"),
    ("our long-term programme works", "Our long term programme works for adults", "works"),
]


@pytest.mark.parametrize(("wording", "quote", "trigger"), APPROVED)
def test_an_approved_wording_is_recognised_within_the_sentence(wording, quote, trigger):
    assert match([entry(wording)], quote, trigger).kind is MatchKind.APPROVED


TURNED = [
    # The figure changed
    (HALF, "More than half of our clients are sober after a year.", "More than half"),
    (HALF, "About a third of our clients are sober after a year.", "a third"),
    (HALF, "About half of our clients are sober after two years.", "About half"),
    (HALF, "About half of our clients are sober after half a year.", "About half"),
    ("92% of clients finish the programme", "92.5% of clients finish the programme.", "92.5%"),
    ("92% of clients finish the programme", "29% of clients finish the programme.", "29%"),
    ("92% of clients finish the programme", "Up to 92% of clients finish the programme.", "92%"),
    ("92% of clients finish the programme", "A whopping 92% of clients finish the programme.", "92%"),
    ("92% of clients finish the programme", "<92% of clients finish the programme.", "92%"),
    ("92% of clients finish the programme", "88–92% of clients finish the programme.", "92%"),
    ("our success rate is 92%", "Our success rate is 92%–95%.", "92%"),
    ("our success rate is 92%", "Our success rate is 92% and rising.", "92%"),
    ("our success rate is 92%", "Our success rate is 92%+.", "92%+"),
    ("half of our clients stay sober", "Two and a half of our clients stay sober.", "half"),
    # A second figure in the sentence is approved by nobody
    ("our success rate is 92%", "Our success rate is 92%, and 85% never relapse.", "92%"),
    # The sense changed
    ("the most advanced clinic in Ohio", "We are not the most advanced clinic in Ohio.", "most advanced"),
    ("our programme helps adults recover", "Our programme always helps adults recover.", "helps"),
    ("our programme helps adults recover", "Our programme helps adults recover every time.", "helps"),
    ("our programme helps adults recover", "Does it mean our programme helps adults recover?", "helps"),
    # What fired the rule is not what was approved
    ("we treat adults in Ohio", "We treat adults in Ohio and are the very best.", "very best"),
]


@pytest.mark.parametrize(("wording", "quote", "trigger"), TURNED)
def test_what_turns_the_claim_is_never_recognised(wording, quote, trigger):
    found = match([entry(wording)], quote, trigger)
    assert found is None or found.kind is MatchKind.NEAR


def test_a_near_miss_says_which_words_differ():
    found = match([entry(HALF)], "More than half of our clients are sober after a year.", "More than half")
    assert found.words == (
        "Close to register entry 1: the approved wording says “about half”, this says “More than half”."
    )
    over = match([entry("half of our clients stay sober")], "Over half of our clients stay sober.", "half")
    assert over.words.endswith("the approved wording says “half”, this says “Over half”.")
    added = match([entry("we help adults recover")], "We always help adults recover.", "always help")
    assert added.words == "Close to register entry 1: this adds “always”."


def test_two_figures_are_approved_when_both_are():
    both = [entry("our success rate is 92%"), entry("85% of clients never relapse", number=2)]
    quote = "Our success rate is 92%, 85% of clients never relapse."
    assert match(both, quote, "92%").number == 1
    assert match(both, quote, "85%").number == 2


def test_an_expired_approval_says_since_when():
    expired, last_day = entry(HALF, expires_on="2026-11-21"), entry(HALF, expires_on=TODAY)
    found = match([expired], "About half of our clients are sober after a year.", "About half")
    assert found.kind is MatchKind.EXPIRED
    assert "expired on 2026-11-21" in found.words
    assert match([last_day], f"{HALF}.", "about half").kind is MatchKind.APPROVED
    renewed = [expired, entry(HALF, number=2)]
    assert match(renewed, f"{HALF}.", "about half").number == 2


SCOPES = [
    (Scope(ScopeKind.COUNTRY, ("UK", "IE")), {"country": "IE"}, MatchKind.APPROVED),
    (Scope(ScopeKind.COUNTRY, ("UK", "IE")), {"country": "US"}, MatchKind.ELSEWHERE),
    (Scope(ScopeKind.COUNTRY, ("UK",)), {"country": None}, MatchKind.ELSEWHERE),
    (Scope(ScopeKind.DOCUMENT, ("page.html",)), {"names": ("/x/page.html", "page.html")}, MatchKind.APPROVED),
    (Scope(ScopeKind.DOCUMENT, ("page.html",)), {"names": ("/x/b.html", "b.html")}, MatchKind.ELSEWHERE),
]


@pytest.mark.parametrize(("scope", "where", "kind"), SCOPES)
def test_an_approval_holds_where_it_was_given(scope, where, kind):
    assert match([entry(HALF, scope=scope)], f"{HALF}.", "about half", **where).kind is kind


def test_what_is_withdrawn_or_unlike_or_wordless_is_not_recognised():
    assert match([entry(HALF, is_withdrawn=True)], f"{HALF}.", "about half") is None
    assert match([entry(HALF)], "We are the most advanced clinic in Ohio.", "most advanced") is None
    assert Recogniser([entry(HALF)], TODAY).match(Flagged("", None, "US", ("a",))) is None


NEAR = [
    ("we help most adults sleep better", "We help many adults sleep better."),
    ("our nurses visit every week", "Our nurses visit you every week at home."),
    ("the most trusted clinic in the county", "The most trusted clinic in the whole state."),
]
FAR = [
    ("we help most adults sleep better", "Most adults need seven hours of sleep."),
    ("our nurses visit every week", "Our rooms are cleaned every day."),
    ("the most trusted clinic in the county", "The most common side effect is a rash."),
]


@pytest.mark.parametrize(("wording", "quote"), NEAR)
def test_nearly_the_same_words_are_a_near_miss_and_never_overlooked(wording, quote):
    found = Recogniser([entry(wording)], TODAY).match(Flagged(quote, None, "US", ("a",)))
    assert found.kind is MatchKind.NEAR
    assert Resemblance([entry(wording)])(quote)


@pytest.mark.parametrize(("wording", "quote"), FAR)
def test_other_sentences_are_none(wording, quote):
    assert Recogniser([entry(wording)], TODAY).match(Flagged(quote, None, "US", ("a",))) is None


@pytest.mark.parametrize(("wording", "quote", "trigger"), APPROVED)
def test_what_is_recognised_always_resembles(wording, quote, trigger):
    assert Resemblance([entry(wording)])(quote)
