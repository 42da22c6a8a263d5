"""What a list was read to and kept finds the same as the list that is read from its words."""

import marshal

import pytest

from auditor.text.phrase_syntax import Parser
from auditor.text.phrases import (
    compile_phrases,
    gates_of_all,
    indexes_of_all,
    know,
    pieces_of_all,
    reading_all,
)

LISTS = {
    "places": (
        "clinic",
        "rehab centre",
        "(spa|retreat)(s)",
        "24/7 line",
        "<homes>",
        "heal*",
        "{best} of all",
    ),
    "homes": ("nursing home", "own home(s)"),
    "signs": ("/x+/",),
}
PHRASES = ("our <places>", "[very] <places>(es)", "^ the ... <homes> $", "a <places> ~2 # _ly", "<homes>")
TEXTS = (
    "Our clinic is a very rehab-centre.",
    "Our spas and our healing retreats, our 24/7 line, our best of all",
    "The old and quiet own homes",
    "A nursing home for some 40 really",
    "very clinices, very healing",
    "nothing of it",
)


@pytest.fixture(scope="module")
def kept():
    lists = dict(LISTS)
    compile_phrases(PHRASES, lists)
    told = (gates_of_all(lists), indexes_of_all(lists), pieces_of_all(lists))
    return tuple({name: marshal.dumps(value) for name, value in part.items()} for part in told)


def spans(lists, text):
    found = compile_phrases(PHRASES, lists).find(text)
    return [(m.phrase.source, m.start, m.end, m.trigger_start, m.trigger_end) for m in found]


@pytest.mark.parametrize("text", TEXTS)
def test_kept_lists_find_the_same(kept, text):
    again = dict(LISTS)
    know(again, *kept)
    assert spans(again, text) == spans(dict(LISTS), text)


def test_something_is_found_in_all_texts_but_the_last():
    assert [bool(spans(dict(LISTS), text)) for text in TEXTS] == [True] * 5 + [False]


def test_the_lists_that_phrases_name_are_kept(kept):
    assert set(kept[2]) == {"<places>", "<homes>"}


def test_kept_lists_demand_the_same_of_a_sentence(kept):
    again = dict(LISTS)
    know(again, *kept)
    for ours, theirs in zip(
        compile_phrases(PHRASES, again).phrases, compile_phrases(PHRASES, dict(LISTS)).phrases, strict=True
    ):
        assert (ours.piece.gates, ours.piece.heads, ours.piece.size) == (
            theirs.piece.gates,
            theirs.piece.heads,
            theirs.piece.size,
        )


def test_a_kept_index_is_that_of_its_phrases(kept):
    again = dict(LISTS)
    know(again, *kept)
    phrases = compile_phrases(PHRASES, again)
    assert phrases.known is not None
    assert phrases.index == compile_phrases(PHRASES, dict(LISTS)).index
    assert compile_phrases(PHRASES[1:], again).known is None


def test_a_phrase_is_read_in_full_only_once(monkeypatch):
    lists = dict(LISTS)
    with reading_all():
        first = compile_phrases(PHRASES, lists)
        monkeypatch.setattr(Parser, "parse", lambda _: pytest.fail("it was read again"))
        again = compile_phrases(PHRASES[:2], lists)
    assert again.phrases == first.phrases[:2]
