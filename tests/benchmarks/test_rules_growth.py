"""What twice as many rules cost: the packs of the program, and with them the same again in other words.

The copy has new ids, lists of its own and every word changed, so that it looks for as much as the original and finds
other things. Both books judge the same documents by turns in one process; the median of the ratios is judged.
"""

from __future__ import annotations

import re
import shutil
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from auditor.analysis.pipeline import analyse
from auditor.engine.pack import read_rules
from auditor.engine.runner import judge
from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.document import Status
from auditor.model.source import Source
from auditor.text.phrase_match import cut
from auditor.workflow.resources import rules_folder, samples_folder

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook

pytestmark = pytest.mark.benchmark

MAX_RATIO = 1.4
"""Twice the rules may cost so many times the matching."""
ROUNDS = 7
MORE = "-more"
CORPUS = Path(__file__).parents[1] / "quality" / "corpus"
VOWELS = str.maketrans("aeiouyAEIOUY", "eiouyaEIOUYA")

_LIST = re.compile(r"<([^<>]+)>")
_WORD = re.compile(r"(?<![\\<\w])[^\W\d_]{3,}(?![\w>])")
_EXPRESSION = re.compile(r"(/.+/)(?:\s+if\s+(.+))?", re.DOTALL)
_KEPT_KEYS = frozenset({"pages", "about", "not_about", "kinds", "languages", "topics", "voices"})


def reworded(phrase: str, lists: frozenset[str]) -> str:
    """Return a phrase with other words, that names the copied lists; a regular expression keeps its shape."""
    if phrase in lists:
        return phrase + MORE
    expression = _EXPRESSION.fullmatch(phrase)
    if expression:
        pattern, cues = expression.groups()
        return pattern if cues is None else f"{pattern} if {cues.translate(VOWELS)}"
    parts = _LIST.split(phrase)
    return "".join(
        f"<{part}{MORE}>" if number % 2 else _WORD.sub(lambda m: m.group().translate(VOWELS), part)
        for number, part in enumerate(parts)
    )


def copied(value: Any, lists: frozenset[str], key: str = "") -> Any:
    """Return a rule's parameters with every phrase reworded; single values are settings and stay."""
    if isinstance(value, dict):
        return {k: copied(v, lists, k) for k, v in value.items()}
    if isinstance(value, list) and key not in _KEPT_KEYS:
        return [reworded(v, lists) if isinstance(v, str) else copied(v, lists) for v in value]
    return value


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules folder with a copy of every pack in other words."""
    source = rules_folder()
    folder = tmp_path_factory.mktemp("doubled") / "rules"
    shutil.copytree(source, folder)
    lists = frozenset(
        name for path in source.glob("_lists/*.yaml") for name in yaml.safe_load(path.read_text("utf-8"))
    )
    for path in source.glob("_lists/*.yaml"):
        entries = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - entries such as “no” stay text; the files are our own
        more = {f"{n}{MORE}": [reworded(e, lists) for e in found] for n, found in entries.items()}
        _write(folder / "_lists" / f"{path.stem}{MORE}.yaml", more)
    for path in source.glob("[!_]*/*.yaml"):
        _copy_rule(path, folder / f"{path.parent.name}{MORE}", lists)
    return folder


def _copy_rule(path: Path, pack: Path, lists: frozenset[str]) -> None:
    pack.mkdir(exist_ok=True)
    rule = yaml.safe_load(path.read_text("utf-8"))
    if path.name == "pack.yaml":
        rule["id"] = pack.name
    if "extends" in rule:
        rule["extends"] = rule["extends"].replace("/", f"{MORE}/")
    for key in ("with", "only_if", "unless_said", "critical_if"):
        if key in rule:
            rule[key] = copied(rule[key], lists)
    _write(pack / path.name, rule)


def _write(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, width=10_000, sort_keys=False), "utf-8")


def documents() -> list[Source]:
    paths = [*sorted(CORPUS.glob("[bc]*")), *sorted(samples_folder().iterdir())]
    contents = [(p.name, p.read_bytes()) for p in paths if p.is_file() and p.suffix != ".json"]
    return [Source(name, name, content, size=len(content)) for name, content in contents]


def read(source: Source) -> Any:
    try:
        return loader_for(source).load(source, Limits())
    except LoadError:
        return None


def test_twice_the_rules_cost_little_more_than_once(doubled: Path, figures) -> None:
    books = [read_rules(rules_folder()), read_rules(doubled)]
    counts = [sum(len(pack.rules) for pack in book.packs) for book in books]
    assert counts[1] == 2 * counts[0]
    pages = [d for d in map(read, documents()) if d is not None and d.status is not Status.UNREADABLE]
    read_by = [[(page, analyse(page, book.lexicon)) for page in pages] for book in books]
    found = [_judge(book, analysed)[1] for book, analysed in zip(books, read_by, strict=True)]
    assert found[0] <= found[1]
    ratios = []
    for _ in range(ROUNDS):
        once, twice = (_judge(book, analysed)[0] for book, analysed in zip(books, read_by, strict=True))
        ratios.append(twice / once)
    ratio = statistics.median(ratios)
    figures(
        "Judging with twice as many rules",
        f"{ratio:.2f} times, {counts[1]} rules",
        f"≤ {MAX_RATIO}",
        is_met=ratio <= MAX_RATIO,
        beside=f"{counts[0]} rules",
        uses=("regex", "numpy"),
    )
    assert ratio <= MAX_RATIO


def _judge(book: RuleBook, analysed: list[Any]) -> tuple[float, int]:
    cut.cache_clear()  # cutting sentences into words is a part of matching
    started = time.process_time()
    found = sum(len(judge(page, analysis, book, "page").findings) for page, analysis in analysed)
    return time.process_time() - started, found
