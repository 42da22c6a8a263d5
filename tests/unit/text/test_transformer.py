"""The layers of the language model, beside the same sums written as the papers have them: piece by piece, head by head."""

import math

import numpy as np
import pytest
from reader_of_chance import WIDTH, WORDS, parts_of_chance

from auditor.text.transformer import CLAIMS, HEAD_WIDTH, SUPPORT, answered, forward

PARTS = parts_of_chance()
ROW = [1, 3, 4, 9, 2, 7, 8, 2, 2]
"""“Pain leaves.” behind “your knee”."""


def plainly(row, own, ask):
    """Return the log-odds for one text, in double precision."""
    parts = {name: np.asarray(part, np.float64) for name, part in PARTS.items()}
    words = parts["words"][row] * parts["words.scale"][row] + parts["places"][: len(row)]
    around = np.arange(len(row)) >= own
    hidden = np.array(
        [even(h + a * parts["around"], parts, "begin") for h, a in zip(words, around, strict=True)]
    )
    for layer in range(2):
        looks = hidden @ parts[f"{layer}.look"] + parts[f"{layer}.look.start"]
        seen = [
            seen_by(n, looks) @ parts[f"{layer}.gather"] + parts[f"{layer}.gather.start"]
            for n in range(len(row))
        ]
        hidden = np.array([even(h + s, parts, f"{layer}.looked") for h, s in zip(hidden, seen, strict=True)])
        wide = hidden @ parts[f"{layer}.widen"] + parts[f"{layer}.widen.start"]
        bent = np.vectorize(lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2)(wide)
        thought = bent @ parts[f"{layer}.narrow"] + parts[f"{layer}.narrow.start"]
        hidden = np.array(
            [even(h + t, parts, f"{layer}.thought") for h, t in zip(hidden, thought, strict=True)]
        )
    said = hidden[:own]
    return np.concatenate([said.mean(0), said.max(0)]) @ parts[ask] + parts[f"{ask}.start"]


def seen_by(number, looks):
    """Return what one piece sees of all, a head after the other."""
    found = []
    for head in range(0, WIDTH, HEAD_WIDTH):
        asks = looks[number, head : head + HEAD_WIDTH]
        answers, tells = (looks[:, at + head : at + head + HEAD_WIDTH] for at in (WIDTH, 2 * WIDTH))
        shares = np.exp(answers @ asks / math.sqrt(HEAD_WIDTH))
        found.append(shares / shares.sum() @ tells)
    return np.concatenate(found)


def even(numbers, parts, name):
    return (numbers - numbers.mean()) / numbers.std() * parts[f"{name}.scale"] + parts[f"{name}.start"]


def read(rows, ask):
    """Read texts together, each a row of pieces and how many are the sentence's own."""
    longest = max(len(row) for row, _ in rows)
    numbers = np.array([row + [0] * (longest - len(row)) for row, _ in rows])
    place = np.arange(longest)
    present, said = (
        (place < np.array([[count] for count in counts])).astype(np.float32)
        for counts in ([len(row) for row, _ in rows], [own for _, own in rows])
    )
    words = PARTS["words"][numbers] * PARTS["words.scale"][numbers]
    return answered(PARTS, forward(PARTS, words, present, said), ask)


@pytest.mark.parametrize("ask", [CLAIMS, SUPPORT])
@pytest.mark.parametrize("own", [5, len(ROW)])
def test_it_does_the_sums_of_a_transformer(own, ask):
    assert np.allclose(read([(ROW, own)], ask)[0], plainly(ROW, own, ask), atol=0.01)


def test_texts_of_any_length_are_read_together():
    rows = [(ROW, 5), (ROW[:5], 5), (ROW[:3], 2), (ROW * 3, 11)]
    together = read(rows, CLAIMS)
    assert np.allclose(together, [plainly(row, own, CLAIMS) for row, own in rows], atol=0.01)


def test_what_stands_around_counts():
    assert (
        len({tuple(read([(row, 5)], CLAIMS)[0].round(3)) for row in (ROW, ROW[:5], ROW[:5] + ROW[6:])}) == 3
    )
    assert len(WORDS) > max(ROW)
