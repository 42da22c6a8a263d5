from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.quotation import quotations, resumes

CASES = {
    "curly marks": ("“They asked,” says Orla.", ["“They asked,”"]),
    "straight marks": ('She said "no pain" twice.', ['"no pain"']),
    "single marks beside a possessive": ("the patients’ ‘detox’ is mild", ["‘detox’"]),
    "a possessive inside single marks": (
        "‘the patients’ notes are kept’ he said",
        ["‘the patients’ notes are kept’"],
    ),
    "a possessive after a single word in marks": ("It ‘melts’ fat and the clients’ needs", ["‘melts’"]),
    "a contraction inside single marks": ("‘I couldn’t sleep’", ["‘I couldn’t sleep’"]),
    "feet and inches": ('He is 5\'10" and the strap is 12" long', []),
    "a comma before the closing single mark": (
        "'I was lost,' said Ann. 'I am found.'",
        ["'I was lost,'", "'I am found.'"],
    ),
    "elided words": ("rock 'n' roll, 'tis said", []),
    "guillemets": ("«Je dors»", ["«Je dors»"]),
    "brackets around": ('("so-called cure")', ['"so-called cure"']),
    "two quotations": ("“one” and “two”", ["“one”", "“two”"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quoted_stretches_are_told_from_other_marks(text, expected):
    assert [s.of(text) for s in quotations(text, 0, len(text)).spans] == expected


def test_a_mark_that_is_never_closed_is_handed_on():
    found = quotations("“It began in May", 0, 16)
    assert (found.spans, found.opened_at, found.mark) == ((), 0, "“")


def test_a_carried_quotation_ends_at_its_closing_mark():
    text = "“and then it stopped.” — Bea"
    assert quotations(text, 0, len(text), "“").closed_at == text.index("”") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "repeats the mark": ("“Then I slept.", True),
        "closes it": ("Then I slept.”", True),
        "speaks of else": ("Our fees", False),
    }.values(),
)
def test_a_block_that_goes_on_with_a_quotation_is_known(text, expected):
    assert resumes(text, 0, len(text), "“") is expected


@given(st.text(alphabet="ab “”\"'‘’.,", max_size=60))
def test_quotations_lie_in_order_and_do_not_overlap(text):
    spans = quotations(text, 0, len(text)).spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(s) >= 2 and s.end <= len(text) for s in spans)
