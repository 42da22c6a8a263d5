"""A quote takes so much room that the decision below it stays in view."""

import re
from dataclasses import replace
from html import unescape

import pytest

from auditor.gui.widgets.quoting import BEFORE, MOST_CHARS, MOST_LINES, quote_markup
from auditor.gui.words import breakable

from . import factory

LONG = "We have worked here since 1987, " * 20
ROWS = "\n\n".join(f"Row {number} | Yes | No" for number in range(30))


def markup_of(quote, trigger):
    return quote_markup(replace(factory.article().findings[0], quote=quote, trigger_quote=trigger))


def shown(quote, trigger):
    """What is seen, a line end for each break, the trigger between stars."""
    markup = markup_of(quote, trigger)
    words = re.sub("</?b>", "*", markup).replace("<br>", "\n")
    return unescape(words).replace("\u200b", "")


@pytest.mark.parametrize(
    ("quote", "trigger", "seen"),
    [
        ("The best clinic.", "best", "The *best* clinic."),
        ("The <best> & only.", "<best>", "The *<best>* & only."),
        ("Best of all.", "Best", "*Best* of all."),
        ("No trigger is in it.", "", "No trigger is in it."),
        ("Nor is this one.", "another", "Nor is this one."),
        ("One.\n\nTwo.", "One.\n\nTwo.", "*One.\nTwo.*"),
    ],
)
def test_a_short_quote_is_shown_whole(quote, trigger, seen):
    assert shown(quote, trigger) == seen


def test_of_a_long_quote_the_trigger_is_seen_with_what_stands_around_it():
    seen = shown(LONG + "with the best of all results, " + LONG, "best of all")
    assert seen.startswith("… ")
    assert seen.endswith(" …")
    assert "with the *best of all* results, We have" in seen
    assert seen.index("*") <= BEFORE + 2
    assert len(seen) <= MOST_CHARS + 6
    assert set(re.findall(r"\w+", seen)) <= set(re.findall(r"\w+", LONG + "with the best of all results"))


def test_of_a_long_trigger_the_beginning_is_seen():
    seen = shown(LONG.strip(), LONG.strip())
    assert seen.startswith("*We have")
    assert seen.endswith("* …")
    assert len(seen) <= MOST_CHARS + 4


def test_of_many_rows_the_first_are_seen():
    seen = shown(ROWS, ROWS)
    assert seen == "*" + "\n".join(ROWS.split("\n\n")[:MOST_LINES]) + "* …"


def test_words_without_blanks_are_cut_all_the_same():
    assert len(shown("治" * 2_000, "治" * 2_000)) <= MOST_CHARS + 4


def test_words_can_still_be_broken():
    assert markup_of("x" * 300, "") == breakable("x" * 300)
