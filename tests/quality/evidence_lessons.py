"""Labelled sentences with what stands before them: which are statistics, and what supports each.

`lines/` holds documents written to be learned from, a line for each sentence: what it is, its support, its claims and
its words (see the README here). The labelled documents teach the same where their labels tell.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from learn import DOCUMENTS, LINES, plain, unlearned
from scoring import HERE

from auditor.analysis import figures
from auditor.analysis.figure_words import vocabulary
from auditor.analysis.pipeline import analyse
from auditor.analysis.surroundings import MOST_CHARS, Over, told
from auditor.engine.checks.stance import JUDGED
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.document import BlockKind
from auditor.model.learned import Told
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SIGNS = {
    "-": {"statistic": False},
    "0": {"statistic": True, "supported": False, "unnamed": False, "covered": False},
    "v": {"statistic": True, "supported": False, "unnamed": True, "covered": False},
    "n": {"statistic": True, "supported": True, "unnamed": False, "covered": False},
    "m": {"statistic": True},
    "c": {"statistic": True, "covered": True},
}
"""What each sign of support says of a sentence; what it does not say is not learned."""
KINDS = {
    "D": BlockKind.TITLE,
    "H": BlockKind.HEADING,
    "P": BlockKind.PARAGRAPH,
    "S": BlockKind.PARAGRAPH,
    "L": BlockKind.LIST_ITEM,
    "T": BlockKind.TABLE_ROW,
    "C": BlockKind.CAPTION,
    "R": BlockKind.FOOTNOTE,
}
"""What each line begins, or is: a further sentence begins nothing."""
GRADES = {
    "none": {"statistic": True, "supported": False, "unnamed": False, "covered": False},
    "vague": {"statistic": True, "supported": False, "unnamed": True},
    "named": {"statistic": True, "supported": True, "unnamed": False},
    "linked": {"statistic": True},
    "referenced": {"statistic": True},
}
"""What a label's grade says."""


FEWEST_WORDS = 3
"""Shorter sentences stand in many a quote by chance."""


@dataclass
class Lesson:
    """A sentence as it is told, and what is known of it."""

    told: Told
    known: dict[str, bool]


@dataclass
class _Line:
    """A sentence of the lines: what it is, what supports it, the letters of its claims, and its words."""

    kind: str
    sign: str
    letters: str
    text: str


def lessons() -> Iterator[Lesson]:
    """Yield all that is learned from: sentences that may hold a quantity."""
    words = vocabulary(unlearned())
    lines = chain.from_iterable(_lessons_of_lines(_lines(path)) for path in sorted(LINES.glob("*.tsv")))
    for lesson in chain(lines, _lessons_of_documents()):
        if figures.may_hold_one(lesson.told.words, words):
            yield lesson


def _lines(path: Path) -> list[_Line]:
    return [_Line(*line.split("\t")) for line in path.read_text("utf-8").splitlines()]


def _lessons_of_lines(lines: Sequence[_Line]) -> Iterator[Lesson]:
    over, run, last = Over(), 0, ""
    for block in _blocks(lines):
        first = block[0]
        is_head = first.kind == "T" != last and first.sign == "-"
        kind = BlockKind.TABLE_HEADER if is_head else KINDS[first.kind]
        run, last = (run if first.kind == last else run + 1), first.kind
        yield from _lessons_of_block(block, over.at(kind, run))
        over.passed(kind, block[-1].text)


def _lessons_of_block(block: Sequence[_Line], above: str) -> Iterator[Lesson]:
    source = ""
    for place, line in enumerate(block):
        sign = line.sign[0]
        source = sign if sign in "0vnm" else source
        known = dict(SIGNS[sign])
        if sign == "c" and source in {"v", "n"}:
            known |= {"supported": source == "n", "unnamed": source == "v"}
        if line.sign[1:] != "?":
            before = " ".join(each.text for each in block[:place])
            yield Lesson(Told(line.text, before[-MOST_CHARS:], above), known)


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the sentences of each block: a further sentence belongs to the one before it."""
    block: list[_Line] = []
    for line in lines:
        if block and line.kind != "S":
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lessons_of_documents() -> Iterator[Lesson]:
    lexicon = unlearned()
    for gold in sorted(g for name in DOCUMENTS for g in (HERE / name).glob("*.gold.json")):
        path = gold.with_name(gold.name.removesuffix(".gold.json"))
        content = path.read_bytes()
        document = load(Source(path.name, path.name, content, size=len(content)), Limits())
        items = [i for i in json.loads(gold.read_text("utf-8"))["items"] if i["cat"] == "statistic"]
        for sentence, here in told(document, analyse(document, lexicon).sentences):
            if sentence.role in JUDGED and sentence.language == lexicon.language:
                known = _known(plain(here.words), items)
                if known is not None:
                    yield Lesson(here, known)


def _known(words: str, items: Sequence[dict[str, str]]) -> dict[str, bool] | None:
    """Return what the labels say of a sentence; None where it is in doubt."""
    is_told = words.count(" ") > FEWEST_WORDS
    own = [i for i in items if plain(i["quote"]) in words or (is_told and words in plain(i["quote"]))]
    if not own:
        return SIGNS["-"]
    if any(i["level"] == "may" and i["grade"] in {"none", "vague", None} for i in own):
        return None
    [grade, *others] = {i["grade"] for i in own}
    return None if others else GRADES[grade]
