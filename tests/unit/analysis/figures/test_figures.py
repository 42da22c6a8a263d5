"""Which quantities are claims, which are in doubt, and which are left alone."""

import importlib.util
from pathlib import Path

import pytest

from auditor.analysis.figures.quantities import find, numbers
from auditor.analysis.figures.words import Vocabulary, vocabulary


def load(name):
    """Return a table of cases that stands beside this file."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cases = load("figure_cases")
costs = load("cost_cases")
silent = load("silent_cases")


@pytest.fixture(scope="session")
def figures(lexicon):
    words = vocabulary(lexicon)
    return lambda text: find(text, 0, len(text), words)


def touching(found, text, quote):
    start = text.index(quote)
    return [f for f in found if f.figure.span.start < start + len(quote) and start < f.figure.span.end]


@pytest.mark.parametrize(("text", "quote"), [*cases.FIRM, *costs.FIRM])
def test_a_quantity_said_of_people_or_outcome_is_a_figure(figures, text, quote):
    hits = touching(figures(text), text, quote)
    assert hits
    assert not all(f.in_doubt for f in hits)


@pytest.mark.parametrize(("text", "quote"), cases.DOUBT)
def test_sample_sizes_team_sizes_and_experience_are_in_doubt(figures, text, quote):
    found = figures(text)
    assert touching(found, text, quote)
    assert all(f.in_doubt for f in found)


@pytest.mark.parametrize(("text", "quote"), cases.CONTINUING)
def test_a_number_that_names_nothing_is_a_figure_only_behind_another(figures, text, quote):
    hits = touching(figures(text), text, quote)
    assert hits
    assert all(f.continues for f in hits)


@pytest.mark.parametrize("text", silent.NONE)
def test_prices_doses_dates_and_hours_are_left_alone(figures, text):
    assert [f.figure.quote for f in figures(text) if not f.continues] == []


KINDS = {
    "8.4% of adults": "percentage",
    "One in six couples has trouble.": "ratio",
    "Smokers are three times as likely to lose it.": "multiple",
    "Deaths have tripled.": "trend",
    "Some 25,000 patients came.": "count",
    "Members lose an average of 15 pounds.": "measure",
    "It is the second leading cause of death.": "rank",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_each_figure_has_its_kind(figures, text, kind):
    assert [f.figure.kind.value for f in figures(text)] == [kind]


SPANS = {
    "Among 1,000 women aged 50 to 59 who do not take it, about 23 will be ill.": [
        "1,000 women aged 50 to 59 who do not take it, about 23"
    ],
    "For every 10,000 users, 5 to 12 will have a clot.": ["10,000 users, 5 to 12"],
    "Among 1,000 women who answered, the mean age was 54.": ["1,000 women", "54"],
    "Of 120 patients, 40 recovered.": ["120 patients", "40 recovered"],
    "More than 1.2 million Britons live with it.": ["More than 1.2 million Britons"],
    "Between 25–43 % of wearers, and 12% of others, stop.": ["25–43 %", "12%"],
    "About 1 in 5,000 vaccinated children has a fit.": ["About 1 in 5,000 vaccinated children"],
    "It fell from 24 to 9, a drop of 62%.": ["24 to 9", "62%"],
    "Rates are 3 to 5 times higher in men.": ["3 to 5 times higher"],
    "Up to two-thirds recover.": ["Up to two-thirds"],
}


@pytest.mark.parametrize(("text", "quotes"), SPANS.items())
def test_the_words_of_a_figure_are_all_of_it_and_nothing_else(figures, text, quotes):
    assert [f.figure.quote for f in figures(text)] == quotes


def test_offsets_are_those_of_the_whole_text(lexicon):
    text = "Call us. One in four stops.[2] Open 9 to 5."
    found = find(text, 9, 31, vocabulary(lexicon))
    assert [f.figure.span.of(text) for f in found] == ["One in four"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Three of 40 beds, 2.5 hours, and none.", ["Three", "40", "2.5"]),
        ("Open daily.", []),
    ],
)
def test_all_numbers_of_a_sentence_are_told_whatever_they_are_of(lexicon, text, quotes):
    assert [f.quote for f in numbers(text, 0, len(text), vocabulary(lexicon))] == quotes


def test_a_sentence_that_was_read_before_has_its_figures_where_it_stands_now(lexicon):
    sentence, words = "Nearly one in four stops, and 8% relapse.", vocabulary(lexicon)
    first = find(sentence, 0, len(sentence), words)
    text = f"Call us. {sentence}"
    again = find(text, 9, len(text), words)
    assert [f.figure.span for f in again] == [f.figure.span.shift(9) for f in first]
    assert [f.figure.quote for f in again] == [f.figure.span.of(text) for f in again] != []
    assert [(f.in_doubt, f.continues) for f in again] == [(f.in_doubt, f.continues) for f in first]


def test_a_sentence_is_read_anew_with_other_words(lexicon):
    text = "Half of them stop within a year."
    words = vocabulary(lexicon)
    other = Vocabulary(
        **{name: getattr(words, name) for name in words.__match_args__} | {"gate": frozenset()}
    )
    assert find(text, 0, len(text), words)
    assert not find(text, 0, len(text), other)
