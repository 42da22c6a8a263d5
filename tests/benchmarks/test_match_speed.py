"""What matching costs beside trying every phrase on every sentence.

The phrases are those of all rules and lists of the program, regular expressions among them; the sentences are those of marketing
texts. Both sides run by turns in one process, and the median of the ratios is judged.
"""

from __future__ import annotations

import random
import statistics
import time
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.engine.pack import read_rules
from auditor.text.phrase_lists import lists_of
from auditor.text.phrase_match import cut
from auditor.text.phrases import PhraseError, PhraseSet, compile_phrase, words_of
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from auditor.text.phrases import Match, Phrase

pytestmark = pytest.mark.benchmark

AIM = 5
"""How many times faster the gated set must be than every phrase tried on every sentence."""
PAIRS = 5
SENTENCES = 300
LIMIT = "regular expressions that name no word to look for first are tried on every sentence on both sides: two fifths of what ours takes"
REMEDY = "words to look for first in those"
LINES = Path(__file__).parents[1] / "quality" / "lines"


@pytest.fixture(scope="module")
def phrases() -> list[Phrase]:
    """Every phrase of the program, read beforehand, in an order that mixes rules."""
    book = read_rules(rules_folder(), is_checked=True)
    reader = lists_of(book.lexicon.lists)
    found = []
    for source in dict.fromkeys([*reader.met, *chain.from_iterable(reader.sets), *reader.all_entries()]):
        with suppress(PhraseError):
            found.append(compile_phrase(source, book.lexicon.lists))
    random.Random(5).shuffle(found)  # noqa: S311 - the same order each time
    return found


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Some hundred sentences of the labelled texts, at a fixed step through all of them."""
    lines = (line.split("\t") for path in sorted(LINES.glob("*.tsv")) for line in _lines_of(path))
    said = list(dict.fromkeys(cells[-1] for cells in lines if cells[0] == "S"))
    return said[:: len(said) // SENTENCES][:SENTENCES]


def _lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _seconds(work: Callable[[], object]) -> float:
    cut.cache_clear()  # cutting sentences into words is a part of matching
    started = time.process_time()
    work()
    return time.process_time() - started


def _each(phrases: Sequence[Phrase], sentence: str) -> Iterator[Match]:
    """Try every phrase; a regular expression with “if” is by its meaning tried only where one of its words stands."""
    keys = words_of(sentence)
    for phrase in phrases:
        if not phrase.cues or not phrase.cues.isdisjoint(keys):
            yield from phrase.find(sentence)


def _told(found: Iterable[Match]) -> set[tuple[str, int, int, int, int]]:
    return {(m.phrase.source, m.start, m.end, m.trigger_start, m.trigger_end) for m in found}


def test_a_gated_set_is_many_times_faster_than_every_phrase_on_every_sentence(phrases, sentences, figures):
    gated = PhraseSet(tuple(phrases))
    expressions = sum(phrase.pattern is not None for phrase in phrases)
    assert len(sentences) == SENTENCES
    assert expressions > 0
    for sentence in sentences:
        assert _told(gated.find(sentence)) == _told(_each(phrases, sentence)), sentence
    ratios = [
        _seconds(lambda: [list(_each(phrases, s)) for s in sentences])
        / _seconds(lambda: [gated.find(s) for s in sentences])
        for _ in range(PAIRS)
    ]
    gain = statistics.median(ratios)
    figures(
        "Matching the phrases of all rules",
        f"{gain:.0f} times as fast, {len(phrases):,} phrases, {expressions:,} of them regular expressions, {SENTENCES} sentences",
        f"≥ {AIM}",
        is_met=gain >= AIM,
        beside="every phrase tried on every sentence, with the same findings: the same phrases at the same places",
        limit=LIMIT,
        remedy=REMEDY,
        uses=("regex",),
    )
    assert gain >= AIM
