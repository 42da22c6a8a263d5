"""What becomes of a finding when its page is written anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.model.analysis import Grade, Jurisdiction
from auditor.model.document import Status
from auditor.model.finding import RuleFailure
from auditor.model.reaudit import Departure, JudgedBy, Tie
from auditor.model.source import Problem
from auditor.workflow.matching import judges, pair

from .versions import BEST, CRISIS, FIGURE, finding, pack, page, unreadable

SAME_RULES = judges(JudgedBy(packs=(("core", "aa"),)), [pack()])

REWRITTEN = [
    ("We are the best clinic in Ohio.", "We are one of the best clinics in Ohio."),
    ("Our method is the most advanced in the country.", "Our method is among the most advanced."),
    ("94% of our patients are free of pain.", "61% of our patients report less pain."),
    ("Nine in ten guests stay sober for a year.", "According to our survey, nine in ten guests stay sober."),
    ("No other centre in Texas offers this scan.", "Few other centres in Texas offer this scan."),
    ("The world's leading knee surgeons work here.", "Leading knee surgeons work here."),
    (
        "Anxiety affects 1 in 5 adults every year.",
        "Anxiety affects about 1 in 6 adults (Health Survey 2024).",
    ),
    ("More than half of all smokers quit with our spray.", "Some smokers quit with the help of our spray."),
    (
        "Our implants last a lifetime, guaranteed.",
        "Our implants are made to last, and guaranteed for ten years.",
    ),
    ("Rated number one by patients in Leeds.", "Rated number one by patients in Leeds in the 2025 survey."),
]

DIFFERENT = [
    ("We are the best clinic in Ohio.", "Our surgeons are second to none."),
    ("94% of our patients are free of pain.", "Back pain costs 3 in 10 people their sleep."),
    ("The gentlest detox there is.", "It is the most advanced naltrexone start in New England."),
    ("Nine in ten couples go home with a baby.", "One in six couples needs help to conceive."),
    ("No other centre in Texas offers this scan.", "The only spa in Texas with its own spring."),
    (
        "By fifty, men have lost 40 percent of their muscle.",
        "Testosterone drops by 1 percent a year after thirty.",
    ),
    ("Three out of five hear better within a week.", "Hearing loss touches 466 million people worldwide."),
]


def tied(earlier, later, rules=SAME_RULES):
    """The ties by quote, and why the rest is gone by quote."""
    old = {f.fingerprint: f for f in earlier.findings}
    new = {f.fingerprint: f for f in later.findings}
    found = pair(earlier, later, rules)
    links = {(old[x.earlier].quote, new[x.later].quote): x.tie for x in found.links}
    return links, {old[name].quote: reason for name, reason in found.gone}


@pytest.mark.parametrize(("before", "after"), REWRITTEN)
def test_a_rewritten_sentence_is_the_same_claim(before, after):
    links, gone = tied(page("# Us", (before, BEST)), page("# Us", "Welcome.", (after, BEST)))
    assert links == {(before, after): Tie.SIMILAR}
    assert not gone


@pytest.mark.parametrize(("before", "after"), DIFFERENT)
def test_another_sentence_in_its_place_is_another_claim(before, after):
    links, gone = tied(page("# Us", (before, BEST)), page("# Us", (after, BEST)))
    assert not links
    assert gone == {before: Departure.WORDS_GONE}


def test_a_paragraph_that_moved_goes_on_and_twins_stay_apart():
    one, two = "We are the best clinic in Ohio.", "We are the best clinic in Utah."
    links, gone = tied(page((one, BEST), (two, BEST)), page("# Elsewhere", (two, BEST), (one, BEST)))
    assert links == {(one, one): Tie.SAME, (two, two): Tie.SAME}
    assert not gone


def test_of_twins_the_one_that_is_left_keeps_its_own_counterpart():
    one, two, new = (
        "We are the best clinic in Ohio.",
        "We are the best clinic in Utah.",
        "We are the best in Utah.",
    )
    links, gone = tied(page((one, BEST), (two, BEST)), page((new, BEST)))
    assert links == {(two, new): Tie.SIMILAR}
    assert gone == {one: Departure.WORDS_GONE}


def test_of_two_claims_in_one_rewritten_sentence_each_goes_on_as_itself():
    def both(words, *triggers):
        made = page((words, BEST))
        name = made.findings[0].fingerprint
        found = [replace(made.findings[0], fingerprint=f"{name}|{t}", trigger_quote=t) for t in triggers]
        return replace(made, findings=tuple(found))

    before = both("You will not feel a thing: it is painless.", "not feel a thing", "painless")
    after = both("It is painless and you will not feel a thing today.", "painless", "not feel a thing")
    found = pair(before, after, SAME_RULES)
    pairs = {tuple(name.split("|")[1] for name in (x.later, x.earlier)) for x in found.links}
    assert pairs == {("painless", "painless"), ("not feel a thing", "not feel a thing")}


def test_missing_things_are_told_apart_by_what_is_missing():
    suicide, violence = (
        finding(w, CRISIS, fingerprint=f) for w, f in (("Suicide", "t1"), ("Violence", "t2"))
    )
    left = replace(violence, fingerprint="t1")
    found = pair(page(findings=(suicide, violence)), page(findings=(left,)), SAME_RULES)
    assert [(x.later, x.earlier, x.tie) for x in found.links] == [("t1", "t2", Tie.SAME)]
    assert found.gone == (("t1", Departure.NO_LONGER_FLAGGED),)


def test_the_same_words_with_other_support_are_decided_anew():
    words = "94% of our patients are free of pain."
    before = page((words, FIGURE))
    after = replace(before, findings=(replace(before.findings[0], grade=Grade.NAMED),))
    assert tied(before, after)[0] == {(words, words): Tie.OTHER_SUPPORT}
    other_rules = judges(JudgedBy(packs=(("core", "old"),)), [pack()])
    assert tied(before, after, other_rules)[0] == {(words, words): Tie.SAME}


def test_the_same_words_under_another_rule_are_no_decision_about_the_first():
    words = "94% of our patients are free of pain."
    before = page((words, FIGURE))
    other = replace(before.findings[0], rule="us/uncited-statistic", fingerprint="other")
    assert tied(before, replace(before, findings=(other,)))[0] == {(words, words): Tie.OTHER_RULE}


CLAIM = "We are the best clinic in Ohio."
STANDS = page(CLAIM)


@pytest.mark.parametrize(
    ("later", "rules", "reason"),
    [
        (page("Welcome."), SAME_RULES, Departure.WORDS_GONE),
        (STANDS, SAME_RULES, Departure.NO_LONGER_FLAGGED),
        (unreadable(STANDS), SAME_RULES, Departure.UNREADABLE),
        (
            page("Welcome.", status=Status.PARTIAL, problems=(Problem("x", "Page 2 is an image."),)),
            SAME_RULES,
            Departure.PARTLY_READ,
        ),
        (
            replace(STANDS, failures=(RuleFailure(BEST, "page.html", "took too long"),)),
            SAME_RULES,
            Departure.RULE_FAILED,
        ),
        (STANDS, judges(JudgedBy(packs=(("core", "aa"),)), [pack(rules=())]), Departure.RULE_ABSENT),
        (STANDS, judges(JudgedBy(packs=(("core", "old"),)), [pack()]), Departure.RULES_CHANGED),
        (replace(STANDS, jurisdiction=Jurisdiction("UK", "")), SAME_RULES, Departure.OTHER_COUNTRY),
    ],
)
def test_what_is_gone_is_fixed_only_when_it_could_have_been_seen(later, rules, reason):
    assert tied(page((CLAIM, BEST)), later, rules) == ({}, {CLAIM: reason})
    assert reason.is_fixed == (reason in {Departure.WORDS_GONE, Departure.NO_LONGER_FLAGGED})


def test_a_part_that_was_not_read_before_either_does_not_stand_in_the_way():
    problem = (Problem("x", "Page 2 is an image."),)
    before = page((CLAIM, BEST), status=Status.PARTIAL, problems=problem)
    after = page("Welcome.", status=Status.PARTIAL, problems=problem)
    assert tied(before, after)[1] == {CLAIM: Departure.WORDS_GONE}


def test_of_very_many_alike_each_is_tied_to_its_own():
    def table(words):
        return page(*[(words.format(number, number * 7), BEST) for number in range(60)])

    before = table("Clinic number {} is the best clinic in district {} of the whole country.")
    after = table("In all the country, clinic number {} is one of the best, as district {} knows.")
    links, gone = tied(before, after)
    assert not gone
    assert all(old.split()[2] == new.split()[6] for old, new in links)
