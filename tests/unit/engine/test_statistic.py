"""The check on figures: what passes, what is flagged, with which words and weight."""

from dataclasses import replace

import msgspec
import pytest
from own_rules import own_rules
from scoring import audited

from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.engine.checks.statistic import Params, prepare
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import (
    Analysis,
    Authorship,
    Crisis,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Jurisdiction,
    Language,
    Promoter,
    Statistic,
    Support,
    SupportKind,
)
from auditor.model.document import BlockKind
from auditor.model.span import Span

TEXT = "About 94% stay well."
NONE = Evidence()
VAGUE = Evidence(Grade.VAGUE, (Support(SupportKind.UNNAMED_AUTHORITY, "studies show", None),))
WHOLE = Evidence(Grade.VAGUE, (Support(SupportKind.UNNAMED_AUTHORITY, TEXT, Span(0, len(TEXT))),))
NAMED = Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, "CDC", None),))
CITED = Evidence(Grade.REFERENCED, (Support(SupportKind.MARK, "[2]", None, "2: Roe A"),))
ORPHAN = Evidence(rejected=("mark 9 has no entry",))


def subject(evidence=NONE, text=TEXT, figure="94%", *, in_doubt=False, own=False):
    builder = DocumentBuilder("text/plain")
    builder.add_block(BlockKind.PARAGRAPH, [Inline(text)])
    document = builder.build()
    start = text.index(figure)
    found = Figure(Span(start, start + len(figure)), FigureKind.PERCENTAGE, figure)
    statistic = Statistic(document.blocks[0].span, 0, (found,), evidence, in_doubt, own)
    return Subject(
        document,
        Analysis(
            sentences=(), statistics=(statistic,), references=(), orphan_marks=(), promoter=Promoter(), contacts=(),
            crisis=Crisis(), jurisdiction=Jurisdiction(None, ""), authorship=Authorship(), language=Language("en", is_supported=True),
        ),
    )  # fmt: skip


def verdicts(made, **params):
    return list(prepare(msgspec.convert(params, Params), own_rules().lexicon)(made))


@pytest.mark.parametrize(
    ("evidence", "message", "outcome"),
    [
        (NONE, "", "violation"),
        (VAGUE, "vague", "violation"),
        (WHOLE, "unnamed", "violation"),
        (ORPHAN, "refused", "violation"),
        (Evidence(in_doubt=True), "carried", "needs-review"),
    ],
)
def test_a_figure_below_the_bar_is_flagged_with_the_message_that_fits(evidence, message, outcome):
    (flag,) = verdicts(subject(evidence))
    assert isinstance(flag, Flag)
    assert (flag.message, flag.outcome.value, flag.grade) == (message, outcome, evidence.grade)


@pytest.mark.parametrize("evidence", [NAMED, CITED])
def test_a_supported_figure_passes(evidence):
    (passed,) = verdicts(subject(evidence))
    assert isinstance(passed, Pass)
    assert passed.reason == "cited"


def test_a_pack_can_ask_for_more_than_a_name():
    (flag,) = verdicts(subject(NAMED), accept="linked")
    assert (flag.message, flag.outcome.value) == ("named", "violation")


def test_a_grade_can_be_set_aside_for_review():
    (flag,) = verdicts(subject(NAMED), review=["named"])
    assert flag.outcome.value == "needs-review"


def test_a_quantity_in_doubt_is_for_review_or_passes():
    (flag,) = verdicts(subject(in_doubt=True))
    assert (flag.message, flag.outcome.value) == ("doubtful", "needs-review")
    (passed,) = verdicts(subject(in_doubt=True), doubtful=False)
    assert passed.reason == "doubtful-figure"


def test_own_outcomes_and_other_figures_belong_to_one_rule_each():
    assert len(verdicts(subject(own=True), about="own-outcome")) == 1
    assert verdicts(subject(own=True), about="other") == []
    assert verdicts(subject(), about="own-outcome") == []


@pytest.mark.parametrize(
    ("figure", "severity"),
    [
        ("100%", "critical"),
        ("0%", "critical"),
        ("99.5%", None),
        ("94%", None),
        ("10%", None),
        ("90%", None),
    ],
)
def test_an_absolute_figure_weighs_more(figure, severity):
    (flag,) = verdicts(subject(text=f"About {figure} stay well.", figure=figure), raise_absolutes=True)
    assert (flag.severity and flag.severity.value) == severity


def test_a_misspelt_parameter_is_refused():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"about": "all"}, Params)


def test_a_row_whose_head_reaches_down_from_above_is_quoted_from_its_first_words():
    builder = DocumentBuilder("text/html")
    builder.add_row([[], [Inline("41%")], [Inline("61%")]], headers=["Group", "At 6 weeks", "At 12 weeks"])
    made = subject(text="41%", figure="41%")
    document = builder.build()
    found = tuple(
        Figure(c.span, FigureKind.PERCENTAGE, c.span.of(document.text)) for c in document.blocks[0].cells[1:]
    )
    statistic = Statistic(document.blocks[0].span, 0, found, NONE, in_doubt=False, own_outcome=False)
    row = Subject(document, replace(made.analysis, statistics=(statistic,)))
    assert [v.trigger.of(document.text) for v in verdicts(row) if isinstance(v, Flag)] == ["41%"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("92% finish and 81% are sober a year on.", " The same goes for “81%” beside it."),
        ("92% finish, 81% are sober and 77% work.", " The same goes for “81%”, “77%” beside it."),
        ("92% of 340 patients finish.", ""),
        ("92% of clients finish.", ""),
    ],
)
def test_the_reason_names_every_figure_of_its_sentence(text, said):
    (finding,) = audited("page.md", f"# A year on\n\n{text}".encode()).findings
    first = "“92%” is stated as a fact, and nothing here says where it comes from."
    assert finding.message == f"{first}{said}"
