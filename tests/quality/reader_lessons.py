"""What the model that reads sentences as wholes is taught: texts as rows of pieces, what is asked of each, and what is known of that."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import torch
from labelled import LEARNED

from auditor.model.learned import SupportRead
from auditor.text.sentence_reader import LONGEST, MOST_PIECES, with_before
from auditor.text.transformer import CLAIMS, SUPPORT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

    from evidence_lessons import Lesson
    from labelled import Labelled
    from torch import Tensor

    from auditor.text.wordpieces import WordPieces

TOGETHER = 96
"""Texts from which each step learns."""
LENGTHS = (8, 12, 16, 20, 24, 32, 44, MOST_PIECES, 72, 92, LONGEST)
"""Texts are learned from with others of about their length."""


class Known(NamedTuple):
    """A text as a row of pieces, how many are the sentence's own, what is asked, what holds, what is settled, and what teachers say."""

    row: tuple[int, ...]
    own: int
    ask: str
    holds: list[bool]
    settled: list[bool]
    likely: list[float] | None = None


@dataclass(frozen=True)
class Group:
    """Texts of about one length of which the same is asked, a row each; the shapes of the first three are one."""

    ask: str
    pieces: Tensor
    present: Tensor
    """1 where there is a piece."""
    said: Tensor
    """1 where it is one of the sentence's own."""
    holds: Tensor
    settled: Tensor
    likely: Tensor | None
    """What teachers say: how likely each is."""


def of_claims(labelled: Iterable[Labelled], pieces: WordPieces) -> list[Known]:
    """Return what there is to learn of which claims sentences make."""
    return [
        Known(
            *with_before(pieces, each.told),
            CLAIMS,
            [category in each.claims for category in LEARNED],
            [each.claims.get(category) is not False for category in LEARNED],
        )
        for each in labelled
    ]


def of_support(lessons: Iterable[Lesson], pieces: WordPieces) -> list[Known]:
    """Return what there is to learn of what supports sentences."""
    return [
        Known(
            *with_before(pieces, each.told),
            SUPPORT,
            [each.known.get(matter, False) for matter in SupportRead._fields],
            [matter in each.known for matter in SupportRead._fields],
        )
        for each in lessons
    ]


def together(known: Iterable[Known], dice: random.Random) -> list[Group]:
    """Return all texts in groups, in an order of chance."""
    return [_group(texts) for texts in _alike(known, dice)]


def told_by(read: Callable[[Group], Tensor], known: Iterable[Known], dice: random.Random) -> list[Known]:
    """Return all texts with what a teacher says of each; it `read`s log-odds."""
    groups = _alike(known, dice)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        likely = chain.from_iterable(read(_group(texts)).sigmoid().tolist() for texts in groups)
        return [each._replace(likely=said) for each, said in zip(chain(*groups), likely, strict=True)]


def _alike(known: Iterable[Known], dice: random.Random) -> list[list[Known]]:
    """Return all texts with others of which the same is asked and that are about as long, in an order of chance."""
    alike: dict[tuple[str, int], list[Known]] = {}
    for each in known:
        alike.setdefault((each.ask, _room(each)), []).append(each)
    groups = []
    for _, texts in sorted(alike.items()):
        dice.shuffle(texts)
        groups += [texts[at : at + TOGETHER] for at in range(0, len(texts), TOGETHER)]
    dice.shuffle(groups)
    return groups


def _room(text: Known) -> int:
    return next(length for length in LENGTHS if len(text.row) <= length)


def _group(texts: Sequence[Known]) -> Group:
    length = _room(texts[0])
    pieces = torch.zeros(len(texts), length, dtype=torch.long)
    present, said = torch.zeros(2, len(texts), length)
    for place, each in enumerate(texts):
        pieces[place, : len(each.row)] = torch.tensor(each.row)
        present[place, : len(each.row)] = 1
        said[place, : each.own] = 1
    holds = torch.tensor([each.holds for each in texts], dtype=torch.float32)
    settled = torch.tensor([each.settled for each in texts], dtype=torch.float32)
    heard = [each.likely for each in texts if each.likely is not None]
    likely = torch.tensor(heard) if heard else None
    return Group(texts[0].ask, pieces, present, said, holds, settled, likely)
