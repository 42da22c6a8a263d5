"""The phrase language: what each sign means, what the gate demands, and which mistakes are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.phrases import PatternTimeoutError, PhraseError, compile_phrase, compile_phrases, words_of

LISTS = {
    "offer": ["clinic*", "rehab centre"],
    "adjective": ["advanced", "state of the art"],
    "empty": [],
    "loop": ["<loop>"],
    "expression": ["/no\\.? ?1/"],
}

MATCHES = [
    ("most advanced", "The Most-advanced care", ["Most-advanced"]),
    ("most advanced", "the most\nadvanced", ["most\nadvanced"]),
    ("most advanced", "almost advancedly", []),
    ("revolution*", "a revolutionary Revolution", ["revolutionary", "Revolution"]),
    ("(clinic|rehab centre)", "our rehab centre and clinic", ["rehab centre", "clinic"]),
    ("[very] best", "the very best, the best", ["very best", "best"]),
    ("best [ever] care", "best care, best ever care", ["best care", "best ever care"]),
    ("_est", "the kindest, fastest-acting test", ["kindest", "fastest"]),
    ("@ [@] lost", "Ida lost; Ida Moe lost; she lost; The lost; NASA lost", ["Ida lost", "Ida Moe lost"]),
    ("most [_ly] _", "most widely used, most used", ["most widely used", "most used"]),
    ("free of ... cravings", "free of all of your cravings", ["free of all of your cravings"]),
    ("free of ... cravings", "free of one two three four five cravings", []),
    ("only ..1 left", "only two left, only one or two left", ["only two left"]),
    ("most <adjective> <offer>", "the most state-of-the-art clinics", ["most state-of-the-art clinics"]),
    ("# beds", "only 2 beds, twenty-one beds, no beds", ["2 beds", "twenty-one beds"]),
    ("#1", "the #1 rehab", ["#1"]),
    (
        "# (%|percent) off",
        "20% off, 20 % off, twenty percent off",
        ["20% off", "20 % off", "twenty percent off"],
    ),
    ("^ get clean", "Get clean. We get clean.", ["Get clean"]),
    ("for good $", "gone for good. For good.", ["For good."]),
    (
        "for (good|ever) (now|,|$)",
        "For good now, for ever, for good.",
        ["For good now", "for ever,", "for good."],
    ),
    ("for good (now|$)", "for good then", []),
    ("(^|we) heal (now|$)", "Heal. We heal now. They heal.", ["We heal now"]),
    ("(^|we) heal (now|$)", "Now we heal!", ["we heal!"]),
    ("(^|we) heal (now|$)", "Heal!", ["Heal!"]),
    ("(^|we) heal (now|$)", "They heal.", []),
    ("((now|$)|then)", "so then", ["then"]),
    ("heal [now|$] (gladly|$)", "Heal now.", ["Heal now."]),
    ("hurry , beds [,] left", "Hurry, beds, left or beds left; hurry beds left", ["Hurry, beds, left"]),
    ("don't wait", "Don’t wait, don't wait", ["Don’t wait", "don't wait"]),
    ("/no\\.? ?1/", "the No. 1 clinic", ["No. 1"]),
]


@pytest.mark.parametrize(
    ("source", "text", "expected"), MATCHES, ids=[m[0] + " in " + m[1][:20] for m in MATCHES]
)
def test_a_phrase_finds_what_its_signs_say(source, text, expected):
    found = compile_phrases([source], LISTS).find(text)
    assert [text[m.start : m.end] for m in found] == expected


def test_only_the_words_in_braces_are_the_trigger():
    text = "our unmatched success rate"
    [match] = compile_phrases(["{unmatched} success"], LISTS).find(text)
    assert text[match.trigger_start : match.trigger_end] == "unmatched"
    assert text[match.start : match.end] == "unmatched success"


MISTAKES = [
    ("", "empty"),
    ("(clinic", "never closed"),
    ("(a|^) (b|$) (c|$)", "at most"),
    ("<nowhere>", "no list"),
    ("<empty>", "is empty"),
    ("<loop>", "circle"),
    ("the <expression>", "regular expression"),
    ("heal*ing", "end of a word"),
    ("_ing", "endings that can be asked for"),
    ("a .. b", "gap"),
    ("{a} {b}", "only one part"),
    ("/(/", "regular expression"),
    ("a ) b", "unexpected"),
]


@pytest.mark.parametrize(("source", "said"), MISTAKES)
def test_a_mistake_in_a_phrase_is_told(source, said):
    with pytest.raises(PhraseError, match=said):
        compile_phrase(source, LISTS)


def test_a_sentence_without_a_gate_word_never_reaches_a_pattern():
    phrases = compile_phrases(["most advanced", "revolution*", "/x+/"])
    assert [p.source for p in phrases.candidates(words_of("A quiet house by the sea"))] == ["/x+/"]


def test_a_runaway_pattern_is_stopped():
    phrase = compile_phrase("/(?:a|aa)+$/", {})
    with pytest.raises(PatternTimeoutError):
        list(phrase.find("a" * 60 + "b"))


SOURCES = [source for source, _, _ in MATCHES]


@given(
    st.lists(
        st.sampled_from(
            [
                "most",
                "advanced",
                "best",
                "very",
                "clinic",
                "rehab",
                "centre",
                "get",
                "clean",
                "2",
                "beds",
                "free",
                "of",
                "cravings",
                "for",
                "good",
                "#1",
                "don’t",
                "wait",
                "revolutionary",
                ".",
                ",",
            ]
        ),
        max_size=12,
    )
)
def test_the_gate_never_hides_a_match(words):
    text = " ".join(words)
    gated = compile_phrases(SOURCES, LISTS)
    found = [(m.phrase.source, m.start, m.end) for m in gated.find(text)]
    every = [(p.source, m.start, m.end) for p in gated.phrases for m in p.find(text)]
    assert sorted(found) == sorted(every)
