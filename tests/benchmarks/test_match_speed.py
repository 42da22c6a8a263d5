"""What matching costs beside trying every phrase on every sentence.

The phrases are those of all rules and lists of the program. Both sides run by turns in one process, and the
median of the ratios is judged.
"""

from __future__ import annotations

import random
import statistics
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from auditor.engine.pack import read_rules
from auditor.text.phrase_lists import lists_of
from auditor.text.phrase_match import cut
from auditor.text.phrases import PhraseError, PhraseSet, compile_phrase
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.benchmark

AIM = 5
MIN_GAIN = 10.0
"""How many times faster the gated set must be than every phrase tried on every sentence."""
PAIRS = 7
WORDS = (
    "our team listens and works with you on a plan for sleep and daily life because most people who come to us have "
    "tried to cope with pain alone for many years the clinic offers care at home or in a small group and studies show "
    "that talking about it early may help some patients feel better ask your doctor before you stop any medicine"
)


@pytest.fixture(scope="module")
def phrases():
    """Every phrase of the program but regular expressions, read beforehand, in an order that mixes rules."""
    lists = read_rules(rules_folder(), is_checked=True).lexicon.lists
    reader = lists_of(lists)
    found = []
    for source in dict.fromkeys([*reader.met, *reader.all_entries()]):
        with suppress(PhraseError):
            if not source.startswith("/"):
                found.append(compile_phrase(source, lists))
    random.Random(5).shuffle(found)  # noqa: S311 - the same order each time
    return found


@pytest.fixture(scope="module")
def sentences():
    chance = random.Random(7)  # noqa: S311 - the same sentences each time
    words = WORDS.split()
    return [
        " ".join(chance.choice(words) for _ in range(chance.randint(8, 22))).capitalize() + "."
        for _ in range(15)
    ]


def _seconds(work: Callable[[], object]) -> float:
    cut.cache_clear()  # cutting sentences into words is a part of matching
    started = time.process_time()
    work()
    return time.process_time() - started


def _find(phrases: PhraseSet, sentences: Sequence[str]) -> int:
    return sum(len(phrases.find(sentence)) for sentence in sentences)


def test_a_gated_set_is_many_times_faster_than_every_phrase_on_every_sentence(phrases, sentences, figures):
    gated = PhraseSet(tuple(phrases))
    expected = sum(1 for s in sentences for p in phrases for _ in p.find(s))
    assert _find(gated, sentences) == expected > 0
    ratios = [
        _seconds(lambda: [list(p.find(s)) for s in sentences for p in phrases])
        / _seconds(lambda: _find(gated, sentences))
        for _ in range(PAIRS)
    ]
    gain = statistics.median(ratios)
    figures(
        "Matching the phrases of all rules",
        f"{gain:.0f} times as fast, {len(phrases):,} phrases",
        f"≥ {AIM}",
        is_met=gain >= AIM,
        beside="every phrase tried on every sentence, with the same findings",
    )
    assert gain > MIN_GAIN
