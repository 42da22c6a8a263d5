"""A model of chance that reads sentences: what it says is nothing, but it must always say the same."""

import numpy as np

from auditor.model.learned import SupportRead
from auditor.text.sentence_reader import LONGEST
from auditor.text.transformer import CLAIMS, HEAD_WIDTH, SUPPORT

WIDTH = 2 * HEAD_WIDTH
WORDS = ["[UNK]", "[CLS]", "[SEP]", "pain", "leaves", "for", "good", "your", "knee", "."]
CATEGORIES = ("guarantee", "urgency")


def parts_of_chance() -> dict:
    dice = np.random.default_rng(7)

    def some(*shape: int):
        return dice.normal(0, 0.3, shape).astype(np.float32)

    def evened(name: str) -> dict:
        return {f"{name}.scale": 1 + some(WIDTH), f"{name}.start": some(WIDTH)}

    def through(name: str, width: int, to: int) -> dict:
        return {name: some(width, to), f"{name}.start": some(to)}

    parts = {
        "words": dice.integers(-127, 128, (len(WORDS), WIDTH)).astype(np.int8),
        "words.scale": np.full((len(WORDS), 1), 0.01, np.float32),
        "places": some(LONGEST, WIDTH),
        "around": some(WIDTH),
        "mix": np.array([[0.5, 1, 0], [0, 0.25, 0.5]], np.float32),
        **evened("begin"),
        **through(CLAIMS, 2 * WIDTH, len(CATEGORIES)),
        **through(SUPPORT, 2 * WIDTH, len(SupportRead._fields)),
    }
    for layer in range(2):
        parts |= through(f"{layer}.look", WIDTH, 3 * WIDTH) | through(f"{layer}.gather", WIDTH, WIDTH)
        parts |= through(f"{layer}.widen", WIDTH, 4 * WIDTH) | through(f"{layer}.narrow", 4 * WIDTH, WIDTH)
        parts |= evened(f"{layer}.looked") | evened(f"{layer}.thought")
    return parts
