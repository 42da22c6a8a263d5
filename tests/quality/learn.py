"""Learns what wordings weigh, from the labelled sentences and documents here, and writes it beside the rules.

`make learn` writes `rules/_learned/cues.txt`. A linear reading is learned for each category by itself, and for statistics (logistic regression over the cues of `auditor.text.cues`): what it says of a sentence can be
told by the words that weigh most, and it needs nothing but sums when the program runs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from evidence_lessons import lessons
from labelled import LEARNED, cases, digest, sentences, sentences_of_documents

from auditor.engine.learned_file import FILE, REMARK, START, STATISTIC
from auditor.model.learned import HUNDRED
from auditor.text.cues import cues
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scipy.sparse import csr_matrix

TIMES_SEEN = 2
"""A cue that stands in fewer sentences says nothing."""
KEPT = 48_000
"""Cues that are kept: those that weigh most in any column."""
STIFFNESS = 100.0
"""How far the weights may go to fit what is labelled (the inverse of what holds them back)."""
CLAIM_WEIGHT = 2.0
"""A claim counts so many times as much as a sentence without one: there are fewer of them."""


@dataclass
class Column:
    """What is learned of one matter: where it starts, and what each cue adds; in log-odds."""

    start: float
    weights: dict[str, float]


def columns() -> Iterator[tuple[str, Column]]:
    """Learn of each category of claims, and of statistics."""
    known = [*sentences(), *cases(), *sentences_of_documents()]
    settled = {
        category: {
            n: category in each.claims
            for n, each in enumerate(known)
            if each.claims.get(category) is not False
        }
        for category in LEARNED
    }
    yield from learn([each.told.words for each in known], settled)
    told = list(lessons())
    settled = {
        STATISTIC: {n: each.known[STATISTIC] for n, each in enumerate(told) if STATISTIC in each.known}
    }
    yield from learn([each.told.words for each in told], settled)


def learn(texts: Sequence[str], settled: Mapping[str, Mapping[int, bool]]) -> Iterator[tuple[str, Column]]:
    """Learn what the cues of texts speak for; `settled` says of each matter whether it holds, by the numbers of the texts."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    found = [cues(text) for text in texts]
    seen = Counter(cue for each in found for cue in each)
    reader = DictVectorizer(dtype=float)
    matrix: csr_matrix = reader.fit_transform(
        {cue: 1 / sqrt(len(each)) for cue in each if seen[cue] >= TIMES_SEEN} for each in found
    )
    for matter, holds in settled.items():
        model = LogisticRegression(
            C=STIFFNESS, class_weight={False: 1.0, True: CLAIM_WEIGHT}, max_iter=500, solver="liblinear"
        )
        model.fit(matrix[list(holds)], list(holds.values()))
        weights = dict(zip(reader.get_feature_names_out(), model.coef_[0], strict=True))
        yield matter, Column(model.intercept_[0], weights)


def written(learned: dict[str, Column]) -> str:
    """Return the file of weights."""
    every = {cue for column in learned.values() for cue in column.weights}
    rows = [(cue, [_whole(column.weights.get(cue, 0)) for column in learned.values()]) for cue in every]
    rows = sorted(rows, key=lambda row: (max(map(abs, row[1])), row[0]))[-KEPT:]
    starts = [_whole(column.start) for column in learned.values()]
    lines = [
        f"{REMARK}What wordings weigh, in hundredths; written by `make learn`, never by hand.",
        f"{REMARK}from {digest()}",
        "\t".join([str(len(rows)), *learned]),
        *("\t".join([cue, *map(str, weights)]) for cue, weights in [(START, starts), *sorted(rows)]),
    ]
    return "\n".join(lines) + "\n"


def _whole(weight: float) -> int:
    return round(HUNDRED * weight)


def main() -> None:
    """Learn, and write what was learned into the rules folder."""
    learned = dict(columns())
    target = rules_folder() / FILE
    target.parent.mkdir(exist_ok=True)
    target.write_text(written(learned), "utf-8")
    print(f"{target}: learned of {', '.join(learned)}")  # noqa: T201 - a script says what it wrote


if __name__ == "__main__":
    main()
