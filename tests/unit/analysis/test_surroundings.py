"""What stands around a sentence: the words before it in its block, and what is above that."""

import pytest

from auditor.analysis.sentences import split
from auditor.text.surroundings import MOST_CHARS, told

PAGE = """
<html><body><main>
<h1>Falls at home</h1>
<p>We asked 200 people. Half had fallen. A third twice.</p>
<p>Most had told nobody.</p>
<h2>By the register of 2023:</h2>
<ul><li>41% on stairs.</li><li>12% outdoors. None at work.</li></ul>
<p>In the county:</p>
<table><caption>Falls a year</caption><tr><th>Year</th><th>Falls</th></tr><tr><td>2022</td><td>310</td></tr></table>
</main></body></html>
"""
EXPECTED = {
    "We asked 200 people.": ("", "Falls at home"),
    "A third twice.": ("We asked 200 people. Half had fallen.", "Falls at home"),
    "Most had told nobody.": ("", "Falls at home A third twice."),
    "41% on stairs.": ("", "By the register of 2023:"),
    "12% outdoors.": ("", "By the register of 2023:"),
    "None at work.": ("12% outdoors.", "By the register of 2023:"),
    "2022 | 310": ("", "Falls a year Year | Falls"),
}


@pytest.fixture(scope="module")
def around(read):
    document = read(PAGE)
    return {here.words: (here.before, here.above) for _, here in told(document, split(document))}


@pytest.mark.parametrize("words", EXPECTED)
def test_a_sentence_is_told_with_what_it_may_rest_on(around, words):
    assert around[words] == EXPECTED[words]


def test_only_the_end_of_what_stands_before_is_kept(read):
    document = read("<p>" + "A calm sentence of no weight. " * 60 + "One in four falls.</p>")
    *_, (_, here) = told(document, split(document))
    assert here.words == "One in four falls."
    assert len(here.before) <= MOST_CHARS
    assert here.before.endswith("of no weight.")
