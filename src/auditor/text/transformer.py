"""The layers of the language model that reads sentences.

A transformer as BERT has it, small: each piece of a word looks at all others, then is worked on by itself, layer by layer.
`tests/quality/reader_model.py` has the same sums where it learns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[Any]
    Parts = Mapping[str, NDArray[Any]]

CLAIMS = "claims"
"""What may be asked of a sentence: which claims it makes."""
SUPPORT = "support"
"""What may be asked of it, too: whether it is a statistic, and what supports it."""
HEAD_WIDTH = 32
"""Numbers in which one head compares two pieces."""

_LEAST_SPREAD = 1e-12
_NOWHERE = -1e9
"""What a place without a piece weighs: nothing."""


def forward(parts: Parts, words: Numbers, present: Numbers, said: Numbers) -> Numbers:
    """Return what each sentence comes to, as a row of numbers that `answered` takes questions about.

    `words` are the pieces of each text as rows of numbers; `present` is 1 where there is a piece and 0 where there is
    none; `said` is 1 where it is one of the sentence itself, which come first, and 0 where it is one of what stands before
    it. What is changed by `+=` and its like was made here: it is done in place.
    """
    around = (present - said)[..., None] * parts["around"]
    hidden = _evened(words + around + parts["places"][: words.shape[1]], parts, "begin")
    unseen = (1 - present)[:, None, None, :] * _NOWHERE
    layers = sum(name.endswith(".look") for name in parts)
    own = int(said.sum(1).max())
    for layer in range(layers):
        # Of the last layer nothing is asked but what the sentence's own pieces have seen.
        looking = hidden[:, :own] if layer == layers - 1 else hidden
        hidden = _evened(
            looking + _looked(hidden, looking.shape[1], unseen, parts, layer), parts, f"{layer}.looked"
        )
        hidden = _evened(hidden + _thought(hidden, parts, layer), parts, f"{layer}.thought")
    here = said[:, :own, None]
    average = (hidden * here).sum(1) / here.sum(1)
    most = np.where(here > 0, hidden, _NOWHERE).max(1)
    return np.concatenate([average, most], -1)


def answered(parts: Parts, read: Numbers, ask: str) -> Numbers:
    """Return the log-odds of what is asked (`CLAIMS` or `SUPPORT`) of sentences that have been read by `forward`."""
    return _through(read, parts, ask)


def _looked(hidden: Numbers, looking: int, unseen: Numbers, parts: Parts, layer: int) -> Numbers:
    """Let each of the first pieces, as many as are `looking`, look at all others (attention), with several heads."""
    count, length, width = hidden.shape
    heads = width // HEAD_WIDTH
    made = _through(hidden, parts, f"{layer}.look").reshape(count, length, 3, heads, HEAD_WIDTH)
    asks, answers, tells = (made[:, :, n].transpose(0, 2, 1, 3) for n in range(3))
    likeness = asks[:, :, :looking] @ answers.transpose(0, 1, 3, 2)
    likeness /= HEAD_WIDTH**0.5
    likeness += unseen
    likeness -= likeness.max(-1, keepdims=True)
    shares = np.exp(likeness)
    shares /= shares.sum(-1, keepdims=True)
    seen = shares @ tells
    return _through(seen.transpose(0, 2, 1, 3).reshape(count, looking, width), parts, f"{layer}.gather")


def _thought(hidden: Numbers, parts: Parts, layer: int) -> Numbers:
    """Work on each piece by itself (a feed-forward net with GELU)."""
    wide = _through(hidden, parts, f"{layer}.widen")
    bent = 0.044715 * wide
    bent *= wide
    bent *= wide
    bent += wide
    bent *= 0.7978845608
    bent = np.tanh(bent)
    bent += 1
    bent *= wide
    bent *= 0.5
    return _through(bent, parts, f"{layer}.narrow")


def _through(hidden: Numbers, parts: Parts, name: str) -> Numbers:
    # As one matrix: of a row of them numpy multiplies each by itself, which takes twice as long.
    flat = hidden.reshape(-1, hidden.shape[-1]) @ parts[name]
    flat += parts[f"{name}.start"]
    return flat.reshape(*hidden.shape[:-1], -1)


def _evened(hidden: Numbers, parts: Parts, name: str) -> Numbers:
    """Bring the numbers of each piece to one average and one spread (layer normalisation)."""
    even: Numbers = hidden - hidden.mean(-1, keepdims=True)
    even /= np.sqrt((even * even).mean(-1, keepdims=True) + _LEAST_SPREAD)
    even *= parts[f"{name}.scale"]
    even += parts[f"{name}.start"]
    return even
