"""Sentences read as wholes, by a model of chance."""

import numpy as np
import pytest
from reader_of_chance import CATEGORIES, WORDS, parts_of_chance

from auditor.model.learned import Told
from auditor.text import sentence_reader
from auditor.text.sentence_reader import SentenceReader
from auditor.text.transformer import CLAIMS, forward
from auditor.text.wordpieces import WordPieces


def alone(text):
    return Told(text, "", "")


SENTENCES = [
    alone("Pain leaves."),
    Told("Pain leaves your knee for good.", "Your knee.", "Pain"),
    alone(""),
    alone("Your knee leaves for good, and for good. " * 30),
]


@pytest.fixture(scope="module")
def reader():
    pieces = WordPieces({name: number for number, name in enumerate(WORDS)})
    return SentenceReader(CATEGORIES, pieces, parts_of_chance())


def test_a_sentence_weighs_the_same_beside_any_other(reader):
    each = [reader.weigh([sentence])[0] for sentence in SENTENCES]
    assert np.allclose(reader.weigh(SENTENCES), each, atol=0.011)
    assert np.allclose(reader.weigh(SENTENCES[::-1]), each[::-1], atol=0.011)


def test_more_than_is_read_at_once_is_read_in_order(reader, monkeypatch):
    many = [alone(" ".join(WORDS[3 + n % 6 :][: 1 + n % 5]) * (1 + n // 30)) for n in range(90)]
    together = reader.weigh(many)
    monkeypatch.setattr(sentence_reader, "PIECES_AT_ONCE", 60)
    assert len(set(many)) > 60
    assert np.allclose(reader.weigh(many), together, atol=0.011)


def test_what_is_read_together_is_of_about_one_length(reader, monkeypatch):
    shares = []

    def read(parts, words, present, *more):
        shares.append(present.mean())
        return forward(parts, words, present, *more)

    monkeypatch.setattr(sentence_reader, "forward", read)
    reader.weigh([alone(" ".join(WORDS[3 + n % 6] for n in range(length))) for length in range(1, 50)])
    assert len(shares) < 20
    assert min(shares) >= 1 / sentence_reader.MOST_UNEVEN


def two_sentences(parts):
    return parts["words"][[[1, 3, 4, 2], [1, 9, 2, 0]]] * parts["words.scale"][0], np.float32(
        [[1] * 4, [1] * 3 + [0]]
    )


def test_nothing_that_was_given_is_changed_in_place():
    parts = parts_of_chance()
    words, present = two_sentences(parts)
    given = {**parts, "given": words, "present": present}
    before = {name: part.copy() for name, part in given.items()}
    first = forward(parts, words, present, present, CLAIMS)
    assert np.array_equal(forward(parts, words, present, present, CLAIMS), first)
    assert all(np.array_equal(given[name], part) for name, part in before.items())


def test_the_order_of_words_counts(reader):
    [one, other] = reader.weigh([alone("Your pain leaves."), alone("Pain leaves your.")])
    assert not np.allclose(one, other, atol=1e-3)


def test_nothing_is_read_of_nothing(reader):
    assert reader.weigh([]) == []


def test_what_cues_say_and_what_is_read_are_mixed(reader):
    assert reader.mixed((2.0, 4.0), (9.0, 3.0)) == (2.5, 2.5)


TOLD = [
    Told("Pain leaves for good.", "", ""),
    Told("Pain leaves for good.", "Your knee.", ""),
    Told("Pain leaves for good.", "", "Your knee."),
    Told("Pain leaves for good.", "Your knee. " * 40, "Good for pain. " * 40),
]


@pytest.mark.parametrize("ask", ["weigh", "weigh_support"])
def test_what_stands_before_a_sentence_and_above_it_counts(reader, ask):
    weigh = getattr(reader, ask)
    found = weigh(TOLD)
    assert len({each[0] for each in found}) == len(TOLD)
    assert np.allclose(found[::-1], weigh(TOLD[::-1]), atol=0.011)


def test_only_the_end_of_what_stands_before_is_read(reader):
    far = Told("Pain leaves for good.", "Good " + "pain leaves. " * 40, "")
    near = Told("Pain leaves for good.", "knee " + "pain leaves. " * 40, "")
    assert np.allclose(*reader.weigh_support([far, near]), atol=0.011)


def test_nothing_is_told_of_nothing(reader):
    assert reader.weigh_support([]) == []
