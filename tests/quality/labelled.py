"""What there is to learn claims from: labelled sentences and documents, and the cases of the rules that use what is learned.

Sets that are held back are not among it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labelled_lines import LINES, told_blocks
from scoring import HELD_BACK, HERE

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.stance import JUDGED
from auditor.engine.lexicon import read_lexicon
from auditor.engine.tables import read_table
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.learned import Told
from auditor.model.source import Source
from auditor.text import cues as reading
from auditor.text.surroundings import told
from auditor.workflow.resources import rules_folder, tables_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.lexicon import Lexicon

SENTENCES = HERE / "sentences"
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
assert not HELD_BACK & set(DOCUMENTS)

_WORDS = re.compile(r"[^\W_]+")


@dataclass
class Labelled:
    """A sentence as it is told, with the categories that must (True) or may (False) be flagged in it."""

    told: Told
    claims: dict[str, bool]


def sentences() -> Iterator[Labelled]:
    """Yield the sentences that were written to be learned from, by themselves or in documents."""
    for path in sorted(SENTENCES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            letters, text = line.split("\t")
            yield Labelled(alone(text), claims_of(letters))
    for line, here in chain.from_iterable(told_blocks()):
        yield Labelled(here, claims_of(line.letters))


def alone(text: str) -> Told:
    """Return a sentence around which nothing stands."""
    return Told(text, "", "")


def claims_of(letters: str) -> dict[str, bool]:
    """Return the categories that letters name."""
    return {LETTERS[letter.upper()]: letter.isupper() for letter in letters if letter != "-"}


def cases() -> Iterator[Labelled]:
    """Yield the cases of the rules that use what is learned: what a specialist adds there is learned too."""
    for path in _tables():
        category = path.stem.removeprefix("possible-")
        for case in read_table(path):
            yield Labelled(alone(case.document[1]), {category: True} if case.flags else {})


def _tables() -> list[Path]:
    return sorted((tables_folder() / "core").glob("possible-*.yaml"))


def unlearned() -> Lexicon:
    """Return the lists of words without what was learned before: that must not say what is learned now."""
    return replace(read_lexicon(rules_folder(), is_checked=True), learned=lambda: None)


def sentences_of_documents() -> Iterator[Labelled]:
    """Yield the sentences of the labelled documents in which rules look for claims."""
    for items, around in told_documents():
        for here in around:
            yield Labelled(here, _claims_in(here.words, items))


def told_documents() -> Iterator[tuple[list[dict[str, Any]], list[Told]]]:
    """Yield the labels of each labelled document, and its sentences in which rules look for something."""
    lexicon = unlearned()
    for gold in sorted(g for name in DOCUMENTS for g in (HERE / name).glob("*.gold.json")):
        path = gold.with_name(gold.name.removesuffix(".gold.json"))
        items = json.loads(gold.read_text("utf-8"))["items"]
        yield items, told_in(path.name, path.read_bytes(), lexicon)


def told_in(name: str, content: bytes, lexicon: Lexicon) -> list[Told]:
    """Return the sentences of a document in which rules look for something, each as it is told."""
    document = load(Source(name, name, content, size=len(content)), Limits())
    return [
        here
        for sentence, here in told(document, analyse(document, lexicon).sentences)
        if sentence.role in JUDGED and sentence.language == lexicon.language
    ]


def _claims_in(text: str, items: list[dict[str, Any]]) -> dict[str, bool]:
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
    yield from (*sorted(SENTENCES.glob("*.tsv")), *sorted(LINES.glob("*.tsv")))
    for name in DOCUMENTS:
        yield from sorted((HERE / name).iterdir())
    yield from _tables()
    ours = ("evidence_lessons.py", "labelled.py", "labelled_lines.py", "learn.py")
    yield from (*(HERE / name for name in ours), Path(reading.__file__))
