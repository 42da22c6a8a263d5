"""How text is cut into the pieces of words that a model knows."""

import pytest

from auditor.text.wordpieces import LONGEST_WORD, WordPieces

KNOWN = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "pain",
    "##less",
    "##ly",
    "free",
    "cafe",
    "-",
    "!",
    "£",
    "9",
    "##0",
    "p",
    "##ain",
    "痛",
    "み",
    "豈",
]


@pytest.fixture(scope="module")
def pieces():
    return WordPieces({name: number for number, name in enumerate(KNOWN)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("pain", "pain"),
        ("Painlessly!", "pain ##less ##ly !"),
        ("PAIN-FREE", "pain - free"),
        ("Café", "cafe"),
        ("£90", "£ 9 ##0"),
        ("painkiller free", "[UNK] free"),
        ("pain\n\tfree", "pain free"),
        ("p" + "ain" * 33, " ".join(["pain", *["##ain"] * 32])),
        ("p" + "ain" * 34, "[UNK]"),
        ("pain_free", "pain [UNK] free"),
        ("pain\u00adless", "pain ##less"),
        ("pain\u200bless\u200dly", "pain ##less ##ly"),
        ("\ufeffpain\u2060less", "pain ##less"),
        ("pain\x00less\x7f", "pain ##less"),
        ("caf\u00e9\x00", "cafe"),
        ("caf\u00e9\r\tfree", "cafe free"),
        ("pain\ufffdless", "pain ##less"),
        ("pain\u00a0free", "pain free"),
        ("痛痛み", "痛 痛 み"),
        ("pain痛free", "pain 痛 free"),
        ("\uf900", "豈"),
        ("\U00020000\U0002f800", "[UNK] [UNK]"),
        ("みみ", "[UNK]"),
    ],
)
def test_words_are_read_as_the_longest_pieces_that_are_known(pieces, text, expected):
    read = [KNOWN[number] for number in pieces.read(text, 50)]
    assert read == ["[CLS]", *expected.split(), "[SEP]"]
    assert len("p" + "ain" * 33) == LONGEST_WORD


def test_no_more_is_read_than_is_asked_for(pieces):
    assert [KNOWN[n] for n in pieces.read("pain free pain free", 4)] == ["[CLS]", "pain", "free", "[SEP]"]
    assert len(pieces.read("painlessly " * 50, 20)) == 20


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("", 3, ""),
        ("pain", 1, ""),
        ("free pain", 2, "pain"),
        ("free pain", 3, "free pain"),
        ("free pain", 9, "free pain"),
        ("free painlessly", 3, "##less ##ly"),
        ("Café-FREE!", 4, "- free !"),
        ("killer " * 9, 3, "[UNK] [UNK]"),
    ],
)
def test_the_last_pieces_are_read_of_what_stands_before(pieces, text, most, expected):
    assert [KNOWN[n] for n in pieces.end_of(text, most)] == [*expected.split(), "[SEP]"]
