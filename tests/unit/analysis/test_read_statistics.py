"""What a reading adds to the statistics that rules find, by a reader that says what it is told to."""

from array import array
from dataclasses import replace

import pytest

from auditor.analysis.read_statistics import (
    DOUBT,
    SURE_COVERED,
    SURE_OTHERWISE,
    SURE_STATISTIC,
    SURE_SUPPORTED,
    SURE_UNNAMED,
)
from auditor.analysis.sentences import split
from auditor.analysis.statistics import collect
from auditor.analysis.support.citations import with_evidence
from auditor.analysis.support.references import read as read_references
from auditor.model.analysis import Grade, Promoter, SupportKind
from auditor.model.learned import HUNDRED, Learned, SupportRead

SELLER = Promoter(names=("Larkfield Clinic",))
NOTHING = SupportRead(-5, -5, -5, -5)
NAMED = SupportRead(5, 5, -5, -5)
COVERED = SupportRead(5, 5, -5, 5)
GOES_ON = SupportRead(5, -5, -5, 5)
UNNAMED = SupportRead(5, -5, 5, -5)


class Says:
    """A reader that says what is set down for the beginning of a sentence, else nothing."""

    def __init__(self, said):
        self.said, self.asked = said, []

    def weigh_support(self, told):
        self.asked += [here.words for here in told]
        return [next((v for k, v in self.said.items() if here.words.startswith(k)), NOTHING) for here in told]


def statistics(read, lexicon, text, said, weights=None):
    document = read(text)
    reader = Says(said)
    learned = Learned((), (), *(weights or ({}, (), None)), reader=lambda: reader)
    parts = with_evidence(
        document,
        split(document),
        read_references(document, SELLER, lexicon),
        SELLER,
        lexicon,
    )
    found = collect(document, parts, SELLER, replace(lexicon, learned=lambda: learned))
    return {s.span.of(document.text): s for s in found}, reader


PARAGRAPH = "<p>{} Then spring came. Of the rest, 41% slept through.</p>"
VAGUE = "Studies show that 60% sleep badly. Winter is long. The nights are cold."
"""So far off that no rule takes it for the source of what comes next."""
CASES = {
    "a source that only a reading sees": ("", {"Of the rest": NAMED}, Grade.NAMED, SupportKind.NAMED_SOURCE),
    "a source before it": ("We kept a ledger.", {"Of the rest": COVERED}, Grade.NAMED, SupportKind.CARRIED),
    "an authority without a name": ("", {"Of the rest": UNNAMED}, Grade.VAGUE, SupportKind.UNNAMED_AUTHORITY),
    "nothing": ("", {}, Grade.NONE, None),
    "the vague words it goes on with": (VAGUE, {"Of the rest": GOES_ON}, Grade.VAGUE, SupportKind.CARRIED),
    "vague words it does not go on with": (VAGUE, {}, Grade.NONE, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_reading_says_what_supports_a_statistic(read, lexicon, case):
    first, said, grade, kind = CASES[case]
    found, _ = statistics(read, lexicon, PARAGRAPH.format(first), said)
    evidence = found["Of the rest, 41% slept through."].evidence
    assert (evidence.grade, next((s.kind for s in evidence.supports), None)) == (grade, kind)


@pytest.mark.parametrize(
    ("first", "grade"),
    [
        ("Last year we helped 1,386 women.", Grade.NONE),
        ("Last year 1,386 women were helped.", Grade.NAMED),
        ("The ledger of the parish lies open.", Grade.NAMED),
        ("Last year we helped 1,386 women. The ledger of the parish lies open.", Grade.NAMED),
    ],
    ids=["an own claim", "a claim of others", "no claim", "a source behind an own claim"],
)
def test_nothing_is_taken_over_from_an_own_claim_that_has_no_source(read, lexicon, first, grade):
    text = f"<p>{first} Of them, 41% slept through.</p>"
    found, _ = statistics(read, lexicon, text, {"Of them": COVERED})
    assert found["Of them, 41% slept through."].evidence.grade is grade


def test_what_rules_found_stands(read, lexicon):
    text = "<p>According to the CDC, 41% of adults slept badly in 2023.</p>"
    found, _ = statistics(read, lexicon, text, {})
    assert [s.evidence.grade for s in found.values()] == [Grade.NAMED]


def test_what_was_refused_stays_refused(read, lexicon):
    text = "<p>Of the rest, 41% of adults slept through.<sup>7</sup></p><h2>References</h2><ol><li>Roe J. Sleep. 2019.</li></ol>"
    found, _ = statistics(read, lexicon, text, {"Of the rest": NAMED})
    assert [s.evidence.grade for s in found.values()] == [Grade.NONE]


@pytest.mark.parametrize(
    ("odds", "is_one"), [(SURE_STATISTIC + 0.1, True), (SURE_STATISTIC - 0.1, False)], ids=["sure", "unsure"]
)
def test_a_quantity_that_no_rule_knows_is_a_statistic_where_a_reading_is_sure(read, lexicon, odds, is_one):
    text = "<p>The gauge said 7 where it had said 9.</p>"
    found, _ = statistics(read, lexicon, text, {"The gauge": SupportRead(odds, -5, -5, -5)})
    assert [[f.quote for f in s.figures] for s in found.values()] == ([["7", "9"]] if is_one else [])


@pytest.mark.parametrize(
    ("text", "more", "reads_otherwise"),
    [
        ("Of the rest, 41% slept through.", -0.1, True),
        ("Of the rest, 41% slept through.", 0.1, False),
        ("Of the rest, we asked a sample of 41 adults.", -0.1, False),
        ("Of the rest, 94% of our patients recovered.", -0.1, False),
    ],
    ids=["surely none", "perhaps none", "in doubt already", "own results"],
)
def test_a_figure_in_a_sentence_that_reads_like_none_is_marked(read, lexicon, text, more, reads_otherwise):
    speaks = SupportRead(SURE_OTHERWISE + more, -5, -5, -5)
    [statistic] = statistics(read, lexicon, f"<p>{text}</p>", {"Of the rest": speaks})[0].values()
    assert statistic.reads_otherwise is reads_otherwise


def test_only_sentences_that_may_hold_a_quantity_are_read(read, lexicon):
    _, reader = statistics(read, lexicon, PARAGRAPH.format("We kept a ledger."), {})
    assert reader.asked == ["Of the rest, 41% slept through."]


def test_what_rules_support_is_not_read(read, lexicon):
    text = "<p>According to the CDC, 41% of adults slept badly in 2023. Of the rest, 12% did.</p>"
    _, reader = statistics(read, lexicon, text, {})
    assert reader.asked == []


@pytest.mark.parametrize("doubt", [True, False], ids=["doubtful", "settled"])
def test_what_rules_see_no_figure_in_is_read_where_its_cues_leave_a_doubt(read, lexicon, doubt):
    weight = round(HUNDRED * (DOUBT + (0.1 if doubt else -0.1)))
    weights = ({}, (), (weight, array("i")))
    _, reader = statistics(read, lexicon, "<p>The gauge said 7 where it had said 9.</p>", {}, weights)
    assert reader.asked == (["The gauge said 7 where it had said 9."] if doubt else [])


def test_a_statistic_without_support_is_read_whatever_its_cues_say(read, lexicon):
    weights = ({}, (), (-900, array("i")))
    _, reader = statistics(read, lexicon, PARAGRAPH.format("We kept a ledger."), {}, weights)
    assert reader.asked == ["Of the rest, 41% slept through."]


def test_rows_of_tables_are_left_to_the_rules(read, lexicon):
    text = (
        "<table><tr><th>Sleep</th><th>Share</th></tr><tr><td>Through the night</td><td>41%</td></tr></table>"
    )
    found, reader = statistics(read, lexicon, text, {"Through": NAMED})
    assert [s.evidence.grade for s in found.values()] == [Grade.NONE]
    assert reader.asked == []


BARS = {
    "a named source": ("", "supported", SURE_SUPPORTED, Grade.NAMED),
    "an unnamed authority": ("", "unnamed", SURE_UNNAMED, Grade.VAGUE),
    "an unnamed authority that it goes on with": (VAGUE, "covered", SURE_COVERED, Grade.VAGUE),
}


@pytest.mark.parametrize("bar", BARS)
def test_support_is_seen_above_its_bar(read, lexicon, bar):
    first, matter, odds, grade = BARS[bar]
    for more, expected in ((0.1, grade), (-0.1, Grade.NONE)):
        speaks = NOTHING._replace(**{"statistic": 5, matter: odds + more})
        found, _ = statistics(read, lexicon, PARAGRAPH.format(first), {"Of the rest": speaks})
        assert found["Of the rest, 41% slept through."].evidence.grade is expected
