"""Which kinds of check can judge the beginning of a document on its own."""

import pytest

from auditor.engine.checks.registry import KINDS, WHOLE, needs_whole


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("crisis-resource", {"report": "missing"}, True),
        ("presence", {}, True),
        ("authorship", {}, True),
        ("reference", {"report": "unfindable"}, True),
        ("statistic", {}, False),
        ("claim", {}, False),
        ("phrase", {"unless_said": [{"words": ["CE mark"], "within": "page"}]}, True),
        ("phrase", {"unless_said": [{"words": ["CE mark"]}, {"words": ["x"], "within": "block"}]}, False),
        ("phrase", {"unless_said": "not checked yet"}, False),
        ("phrase", {"unless_said": [None, 7]}, False),
    ],
)
def test_what_may_be_cleared_further_down_needs_the_whole(kind, parameters, expected):
    assert needs_whole(kind, parameters) is expected


def test_only_kinds_that_exist_need_the_whole():
    assert set(KINDS) > WHOLE
