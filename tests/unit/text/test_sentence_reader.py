"""Sentences read as wholes, by a model of chance."""

import numpy as np
import pytest
from reader_of_chance import CATEGORIES, WORDS, parts_of_chance

from auditor.model.learned import Told
from auditor.text import sentence_reader
from auditor.text.sentence_reader import SentenceReader
from auditor.text.transformer import forward
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
    return new_reader()


def new_reader():
    pieces = WordPieces({name: number for number, name in enumerate(WORDS)})
    return SentenceReader(CATEGORIES, pieces, parts_of_chance())


def test_a_sentence_weighs_the_same_beside_any_other(reader):
    each = [reader.weigh([sentence])[0] for sentence in SENTENCES]
    assert np.allclose(new_reader().weigh(SENTENCES), each, atol=0.011)
    assert np.allclose(new_reader().weigh(SENTENCES[::-1]), each[::-1], atol=0.011)


def test_more_than_is_read_at_once_is_read_in_order(reader, monkeypatch):
    many = [alone(" ".join(WORDS[3 + n % 6 :][: 1 + n % 5]) * (1 + n // 30)) for n in range(90)]
    together = reader.weigh(many)
    reader = new_reader()
    monkeypatch.setattr(sentence_reader, "PIECES_AT_ONCE", 60)
    assert len(set(many)) > 60
    assert np.allclose(reader.weigh(many), together, atol=0.011)


@pytest.fixture
def readings(monkeypatch):
    """What is read together, each time: 1 where there is a piece of a sentence."""
    found = []

    def read(parts, words, present, said):
        found.append(present)
        return forward(parts, words, present, said)

    monkeypatch.setattr(sentence_reader, "forward", read)
    return found


def test_what_is_read_together_is_of_about_one_length(readings):
    new_reader().weigh([alone(" ".join(WORDS[3 + n % 6] for n in range(length))) for length in range(1, 50)])
    assert len(readings) < 20
    assert min(present.mean() for present in readings) >= 1 / sentence_reader.MOST_UNEVEN


def test_what_was_read_before_is_not_read_again(readings):
    reader = new_reader()
    first = reader.weigh(SENTENCES)
    read = len(readings)
    assert reader.weigh(SENTENCES[::-1]) == first[::-1]
    assert reader.weigh_support(SENTENCES) == new_reader().weigh_support(SENTENCES)
    assert len(readings) == 2 * read  # by the other reader
    reader.weigh([SENTENCES[0], alone("Good.")])
    assert len(readings) == 2 * read + 1
    assert len(readings[-1]) == 1


def test_what_was_asked_for_long_ago_is_forgotten(readings, monkeypatch):
    monkeypatch.setattr(sentence_reader, "MOST_REMEMBERED", 2)
    reader = new_reader()
    for sentence in (*SENTENCES[:2], SENTENCES[0], SENTENCES[3], SENTENCES[0]):
        reader.weigh([sentence])
    assert len(readings) == 3
    reader.weigh([SENTENCES[1]])
    assert len(readings) == 4
    assert len(reader.weigh(SENTENCES)) == len(SENTENCES)


def two_sentences(parts):
    return parts["words"][[[1, 3, 4, 2], [1, 9, 2, 0]]] * parts["words.scale"][0], np.float32(
        [[1] * 4, [1] * 3 + [0]]
    )


def test_nothing_that_was_given_is_changed_in_place():
    parts = parts_of_chance()
    words, present = two_sentences(parts)
    given = {**parts, "given": words, "present": present}
    before = {name: part.copy() for name, part in given.items()}
    first = forward(parts, words, present, present)
    assert np.array_equal(forward(parts, words, present, present), first)
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
    assert np.allclose(found[::-1], getattr(new_reader(), ask)(TOLD[::-1]), atol=0.011)


def test_only_the_end_of_what_stands_before_is_read(reader):
    far = Told("Pain leaves for good.", "Good " + "pain leaves. " * 40, "")
    near = Told("Pain leaves for good.", "knee " + "pain leaves. " * 40, "")
    assert np.allclose(*reader.weigh_support([far, near]), atol=0.011)


def test_nothing_is_told_of_nothing(reader):
    assert reader.weigh_support([]) == []
