"""Learns to read sentences as wholes, and writes what the program reads them with beside the rules.

`make learn-reader` writes `rules/_learned/reader.npz`. Two language models are taught with the same sentences as the cues, a
large one (`teacher_model.py`) and a middling one (`reader_model.py`); a part of the latter then learns from both. That takes
some hours on two cores.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from evidence_lessons import lessons
from labelled import (
    LEARNED,
    Labelled,
    alone,
    cases,
    digest,
    plain,
    sentences,
    sentences_of_documents,
    told_in,
    unlearned,
)
from reader_lessons import of_claims, of_support, together, told_by
from reader_model import as_arrays, beginning, check, odds, shortened, teach, vocabulary
from teacher_model import Teacher

from auditor.engine.pack import read_rules
from auditor.engine.reader_file import FILE
from auditor.engine.tables import read_table
from auditor.model.learned import SupportRead
from auditor.text.transformer import CLAIMS, SUPPORT
from auditor.text.wordpieces import WordPieces
from auditor.workflow.resources import rules_folder, tables_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from numpy.typing import NDArray
    from reader_lessons import Group, Known
    from reader_model import Parts
    from torch import Tensor

    from auditor.engine.tables import Case
    from auditor.model.lexicon import Lexicon

    Arrays = Mapping[str, NDArray[Any]]

MASK = "[MASK]"
"""The piece that hides another."""
ASKED = {CLAIMS: len(LEARNED), SUPPORT: len(SupportRead._fields)}
"""How many answers there are to each question."""
ROUNDS = 2
"""How often the middling model sees each lesson; the large one sees each of claims once."""
LAST_ROUNDS = 9
"""How often the part that ships does."""
FASTEST = 1.2e-4
"""How far a step goes at most."""
SLOWER = 6e-5
"""The same for the large model, and when the cases of rules of words are learned at the end."""
LARGE_SHARE = 0.7
"""What the large model says of claims counts so much, the other the rest: together they are right more often than either."""
AGAIN = 5
"""Of all else every so many is learned once more with them, so that nothing is forgotten."""
FREQUENT = 20_000
"""Pieces with lower numbers are frequent in English: they are kept even if no labelled sentence has them."""
ALONE_SHARE = 0.4
"""Sentences that are seen without what stands around them: not every sentence stands in a text."""
MIX = {
    "superlative": (0.32, 0.42, 0.98),
    "guarantee": (-0.28, 0.21, 0.95),
    "comparative": (-0.41, 0.27, 0.97),
    "testimonial": (1.44, -0.02, 1.38),
    "urgency": (0.77, 0.33, 0.96),
    "vague-authority": (0.52, 0.4, 0.94),
}
"""What is there before, and how much cues and reading count together: fitted on labelled sets that neither had learned from."""
assert set(MIX) == set(LEARNED), "told before the teaching, not behind it"


def cases_of_words() -> Iterator[Labelled]:
    """Yield the sentences in the cases of the rules that find claims by their words: what the words say must not be unlearned.

    A case tells of its rule's own category only.
    """
    lexicon = unlearned()
    rules = {rule.id: rule for pack in read_rules(rules_folder()).packs for rule in pack.rules}
    for path in sorted(tables_folder().glob("*/*.yaml")):
        rule = rules[f"{path.parent.name}/{path.stem}"]
        if rule.category in LEARNED and not rule.is_faint:
            for case in read_table(path):
                if case.known_defect is None:
                    yield from _sentences_of_case(case, rule.category, lexicon)


def _sentences_of_case(case: Case, category: str, lexicon: Lexicon) -> Iterator[Labelled]:
    name, text = case.document
    untold = dict.fromkeys((other for other in LEARNED if other != category), False)
    for here in told_in(name, text.encode(), lexicon):
        is_claim = any(plain(flag) in plain(here.words) for flag in case.flags)
        yield Labelled(here, untold | ({category: True} if is_claim else {}))


def taught(pieces: WordPieces, names: Mapping[str, int]) -> tuple[Arrays, set[int]]:
    """Return the parts of the model after all lessons, and the pieces of words that came up in them."""
    dice = random.Random(0)  # noqa: S311 - the same lessons every time
    known, words = [*sentences(), *cases(), *sentences_of_documents()], [*cases_of_words()]
    support, mask = of_support(lessons(), pieces), names[MASK]

    def texts(claims: Iterable[Labelled], every: int = 1) -> list[Known]:
        return [*of_claims(_seen(claims, dice), pieces), *support[::every]]

    parts, large = beginning(ASKED), Teacher(names, ASKED[CLAIMS])
    rounds = chain.from_iterable(together(texts([*known, *words]), dice) for _ in range(ROUNDS))
    teach(partial(odds, parts), parts.values(), [*rounds], mask, FASTEST)
    once_more = together(texts([*known[::AGAIN], *cases(), *words], AGAIN), dice)
    teach(partial(odds, parts), parts.values(), once_more, mask, SLOWER)

    last = texts([*known, *words])
    of_all_claims = [text for text in last if text.ask == CLAIMS]
    teach(large, large.learning(), together(of_all_claims, dice), mask, SLOWER)
    last = told_by(partial(_heard, parts, large.eval()), last, dice)

    small_parts = shortened(parts)
    rounds = chain.from_iterable(together(last, dice) for _ in range(LAST_ROUNDS))
    teach(partial(odds, small_parts), small_parts.values(), [*rounds], mask, FASTEST)
    check(small_parts, together(last[:1], dice)[0])
    return as_arrays(small_parts), {piece for text in last for piece in text.row}


def _heard(parts: Parts, large: Teacher, group: Group) -> Tensor:
    """Return what both teachers say; the large one knows nothing of support."""
    said = odds(parts, group, group.pieces)
    if group.ask == SUPPORT:
        return said
    return LARGE_SHARE * large(group, group.pieces) + (1 - LARGE_SHARE) * said


def _seen(known: Iterable[Labelled], dice: random.Random) -> Iterator[Labelled]:
    """Yield sentences, some of them by themselves."""
    for each in known:
        yield replace(each, told=alone(each.told.words)) if dice.random() < ALONE_SHARE else each


def small(numbers: Mapping[str, int], parts: Arrays, used: Collection[int]) -> Arrays:
    """Return the parts as they are kept: words that may come up, and large tables as whole numbers with a scale."""
    kept = [(name, number) for name, number in numbers.items() if number < FREQUENT or number in used]
    rows = parts["words"][[number for _, number in kept]]
    scale = np.abs(rows).max(1, keepdims=True) / 127
    made = {
        "vocabulary": np.frombuffer("\n".join(name for name, _ in kept).encode(), np.uint8),
        "categories": np.frombuffer("\n".join(LEARNED).encode(), np.uint8),
        "from": np.frombuffer(digest().encode(), np.uint8),
        "mix": np.array([MIX[category] for category in LEARNED], np.float32),
        "words": np.round(rows / scale).astype(np.int8),
        "words.scale": scale.astype(np.float32),
    }
    for name, part in parts.items():
        if re.fullmatch(r"\d+\.\w+", name):
            each = np.abs(part).max(0, keepdims=True) / 127
            made[name], made[f"{name}.unit"] = np.round(part / each).astype(np.int8), each.astype(np.float32)
        elif name != "words":
            made[name] = part.astype(np.float32)
    return made


def main() -> None:
    """Learn, and write what was learned into the rules folder."""
    numbers = vocabulary()
    parts, used = taught(WordPieces(numbers), numbers)
    target = rules_folder() / FILE
    np.savez(target, **small(numbers, parts, used))
    sys.stdout.write(f"{target}: written\n")


if __name__ == "__main__":
    main()
