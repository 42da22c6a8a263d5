"""Learns what wordings weigh, from the labelled sentences and documents here, and writes it beside the rules.

`make learn` writes `rules/_learned/cues.txt`. Sets that are held back are not learned from. A linear reading is learned
for each category by itself (logistic regression over the cues of `auditor.text.cues`): what it says of a sentence can be
told by the words that weigh most, and it needs nothing but sums when the program runs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from scoring import HELD_BACK, HERE

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.stance import JUDGED
from auditor.engine.learned_file import FILE, REMARK, START
from auditor.engine.lexicon import read_lexicon
from auditor.engine.tables import read_table
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.learned import HUNDRED
from auditor.model.source import Source
from auditor.text import cues as reading
from auditor.text.cues import cues
from auditor.workflow.resources import rules_folder, tables_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scipy.sparse import csr_matrix

    from auditor.model.lexicon import Lexicon

SENTENCES = HERE / "sentences"
LINES = HERE / "lines"
"""Sentences that have before their claims what they are and what supports them, in two columns."""
LETTERS = {
    "S": "superlative",
    "G": "guarantee",
    "C": "comparative",
    "T": "testimonial",
    "U": "urgency",
    "V": "vague-authority",
    "X": "stigma",
}
"""How labelled sentences name their categories: a capital where a claim must be flagged, a small letter where it may."""
LEARNED = tuple(category for category in LETTERS.values() if category != "stigma")
"""Labels for people are a matter of words alone: lists know them."""
DOCUMENTS = ("corpus", "evidence", "fresh", "later", "pages", "short", "turns", "wide")
"""The labelled sets whose documents are learned from."""
TIMES_SEEN = 2
"""A cue that stands in fewer sentences says nothing."""
KEPT = 40_000
"""Cues that are kept: those that weigh most in any category."""
STIFFNESS = 100.0
"""How far the weights may go to fit what is labelled (the inverse of what holds them back)."""
CLAIM_WEIGHT = 2.0
"""A claim counts so many times as much as a sentence without one: there are fewer of them."""

_WORDS = re.compile(r"[^\W_]+")


@dataclass
class Labelled:
    """A sentence with the categories that must (True) or may (False) be flagged in it."""

    text: str
    claims: dict[str, bool]


def sentences() -> Iterator[Labelled]:
    """Yield the sentences that were written to be learned from."""
    for path in (*sorted(SENTENCES.glob("*.tsv")), *sorted(LINES.glob("*.tsv"))):
        for line in path.read_text("utf-8").splitlines():
            *_, letters, text = line.split("\t")
            yield Labelled(text, claims_of(letters))


def claims_of(letters: str) -> dict[str, bool]:
    """Return the categories that letters name."""
    return {LETTERS[letter.upper()]: letter.isupper() for letter in letters if letter != "-"}


def cases() -> Iterator[Labelled]:
    """Yield the cases of the rules that use what is learned: what a specialist adds there is learned too."""
    for path in _tables():
        category = path.stem.removeprefix("possible-")
        for case in read_table(path):
            yield Labelled(case.document[1], {category: True} if case.flags else {})


def _tables() -> list[Path]:
    return sorted((tables_folder() / "core").glob("possible-*.yaml"))


def unlearned() -> Lexicon:
    """Return the lists of words without what was learned before: that must not say what is learned now."""
    return replace(read_lexicon(rules_folder(), is_checked=True), learned=lambda: None)


def sentences_of_documents() -> Iterator[Labelled]:
    """Yield the sentences of the labelled documents in which rules look for claims."""
    lexicon = unlearned()
    for gold in sorted(g for name in DOCUMENTS for g in (HERE / name).glob("*.gold.json")):
        path = gold.with_name(gold.name.removesuffix(".gold.json"))
        content = path.read_bytes()
        document = load(Source(path.name, path.name, content, size=len(content)), Limits())
        items = json.loads(gold.read_text("utf-8"))["items"]
        for sentence in analyse(document, lexicon).sentences:
            if sentence.role in JUDGED and sentence.language == lexicon.language:
                text = sentence.span.of(document.text)
                yield Labelled(text, _claims_in(text, items))


def _claims_in(text: str, items: list[dict[str, str]]) -> dict[str, bool]:
    """Return the categories of the labels that stand in a sentence: it has the core of one, and is in its quote or has that in it."""
    words = plain(text)
    claims: dict[str, bool] = {}
    for item in items:
        core, quote = plain(item.get("core") or item["quote"]), plain(item["quote"])
        if item["level"] != "not" and core in words and (quote in words or words in quote):
            claims[item["cat"]] = claims.get(item["cat"], False) or item["level"] == "must"
    return claims


def plain(text: str) -> str:
    """Return the words of a text alone, with spaces around each, so that none is found within another."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def digest() -> str:
    """Return a digest of the files that are learned from, and of those that say how."""
    made = hashlib.sha256()
    for path in _inputs():
        made.update(path.read_bytes())
    return made.hexdigest()[:16]


def _inputs() -> Iterator[Path]:
    yield from sorted(SENTENCES.glob("*.tsv"))
    yield from sorted(LINES.glob("*.tsv"))
    for name in DOCUMENTS:
        yield from sorted((HERE / name).iterdir())
    yield from _tables()
    yield from (HERE / "learn.py", Path(reading.__file__))


def learn(known: Sequence[Labelled]) -> str:
    """Return the file of weights."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    found = [cues(each.text) for each in known]
    seen = Counter(cue for each in found for cue in each)
    reader = DictVectorizer(dtype=float)
    matrix: csr_matrix = reader.fit_transform(
        {cue: 1 / sqrt(len(each)) for cue in each if seen[cue] >= TIMES_SEEN} for each in found
    )
    starts, columns = [], []
    for category in LEARNED:
        settled = [n for n, each in enumerate(known) if each.claims.get(category) is not False]
        model = LogisticRegression(
            C=STIFFNESS, class_weight={False: 1.0, True: CLAIM_WEIGHT}, max_iter=500, solver="liblinear"
        )
        model.fit(matrix[settled], [category in known[n].claims for n in settled])
        starts.append(round(HUNDRED * model.intercept_[0]))
        columns.append([round(HUNDRED * weight) for weight in model.coef_[0]])
    rows = sorted(
        zip(reader.get_feature_names_out(), zip(*columns, strict=True), strict=True),
        key=lambda row: max(map(abs, row[1])),
    )[-KEPT:]
    return _written(starts, sorted(rows))


def _written(starts: Sequence[int], rows: Sequence[tuple[str, tuple[int, ...]]]) -> str:
    lines = [
        f"{REMARK}What wordings weigh, in hundredths; written by `make learn`, never by hand.",
        f"{REMARK}from {digest()}",
        "\t".join([str(len(rows)), *LEARNED]),
        *("\t".join([cue, *map(str, weights)]) for cue, weights in [(START, starts), *rows]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn, and write what was learned into the rules folder."""
    assert not HELD_BACK & set(DOCUMENTS)
    known = [*sentences(), *cases(), *sentences_of_documents()]
    target = rules_folder() / FILE
    target.parent.mkdir(exist_ok=True)
    target.write_text(learn(known), "utf-8")
    print(f"{target}: learned from {len(known)} sentences")  # noqa: T201 - a script says what it wrote


if __name__ == "__main__":
    main()
