"""Limits by kind of series, weight, and what the day of the audit does."""

from functools import cache

import msgspec
import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks import figure_age
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.finding import Severity
from auditor.model.source import Source

SERIES = {
    "series": [{"words": ["died"], "years": 3}, {"words": ["adults"], "years": 5}],
    "studies": ["trial"],
}
DEATHS = "In {year}, 28,647 people died of an overdose."
ADULTS = "In {year}, 24% of adults smoked."
TRIAL = "In a trial in {year}, 24% of the patients smoked less."
OTHER = "In {year}, 24% of the hips were loose."


@cache
def lexicon():
    return own_rules().lexicon


def verdicts(text, today="2026-07-01", **params):
    source = Source("page.txt", "page.txt", text.encode(), size=len(text))
    document = loader_for(source).load(source, Limits())
    check = figure_age.prepare(msgspec.convert({**SERIES, **params}, figure_age.Params), lexicon())
    return list(check(Subject(document, analyse(document, lexicon(), country="UK"), today)))


@pytest.mark.parametrize(
    ("text", "year", "is_old"),
    [
        (DEATHS, 2022, True),
        (DEATHS, 2023, False),
        (ADULTS, 2020, True),
        (ADULTS, 2022, False),
        (OTHER, 2015, True),
        (OTHER, 2017, False),
    ],
)
def test_each_kind_of_figure_has_its_limit(text, year, is_old):
    assert bool(verdicts(text.format(year=year))) is is_old


def test_a_study_is_left_alone_unless_the_pack_sets_a_limit():
    (passed,) = verdicts(TRIAL.format(year=1994))
    assert isinstance(passed, Pass)
    (flag,) = verdicts(TRIAL.format(year=1994), study_years=20)
    assert isinstance(flag, Flag)
    assert verdicts(TRIAL.format(year=2024)) == []


def test_a_kind_without_a_limit_is_left_alone():
    (passed,) = verdicts(OTHER.format(year=2003), years=None)
    assert isinstance(passed, Pass)


def test_a_figure_of_a_series_weighs_more_from_ten_years_on():
    (old,), (older,) = verdicts(DEATHS.format(year=2019)), verdicts(DEATHS.format(year=2014))
    assert isinstance(old, Flag)
    assert isinstance(older, Flag)
    assert (old.severity, older.severity) == (None, Severity.MEDIUM)
    assert older.values["years"] == "11"


def test_the_day_of_the_audit_decides():
    assert verdicts(DEATHS.format(year=2022), today="2024-07-01") == []
    assert verdicts(DEATHS.format(year=2022), today=None) == []


def test_the_source_gives_the_year_when_the_sentence_does_not():
    text = "Overdose: 28,647 people died.[1]\n\nReferences\n\n1. Moe B. Overdose deaths. J Larch Med. 2014;4:11-19."
    (flag,) = verdicts(text)
    assert isinstance(flag, Flag)
    assert (flag.message, flag.values["year"]) == ("source", "2014")
    assert flag.values["source"].startswith("Moe B.")


def test_a_limit_must_be_a_positive_number_of_years():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"series": [{"words": ["died"], "years": 0}]}, figure_age.Params)
