"""What a list was read to and kept finds the same as the list that is read from its words."""

import marshal

import pytest

from auditor.text.phrases import compile_phrases, gates_of_all, know, pieces_of_all

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
    return (
        {source: marshal.dumps(gates) for source, gates in gates_of_all(lists).items()},
        {name: marshal.dumps(piece) for name, piece in pieces_of_all(lists).items()},
    )


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
    assert set(kept[1]) == {"places", "homes"}


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
