"""What a glance tells of a phrase is what the full reading tells, for every phrase of the program."""

from contextlib import suppress

import pytest

from auditor.engine.pack import read_rules
from auditor.text.phrase_gate import quick_gates
from auditor.text.phrase_lists import lists_of
from auditor.text.phrases import PhraseError, compile_phrase, compile_phrases, reading_all, words_of
from auditor.workflow.resources import rules_folder

LISTS = {
    "offer": ["clinic*", "rehab centre"],
    "signed": ["24/7", "don’t"],
    "open": ["# beds", "_"],
    "loop": ["<loop>"],
}

GLANCES = [
    ("most advanced", [{"advanced"}, {"most"}]),
    ("the best", [{"best"}, {"the"}]),
    ("revolution*", [{"revo*"}]),
    ("cure(s|d)", [{"cure", "cures", "cured"}]),
    ("(clinic|rehab centre)(s) of", [{"of"}, {"centre", "centres", "clinic", "clinics"}]),
    ("[very] best", [{"best"}]),
    ("free ..2 cravings", [{"cravings"}, {"free"}]),
    ("~2 pain", [{"pain"}]),
    ("<offer> of", [{"centre", "clin*"}, {"of"}]),
    ("<open> left", [{"left"}]),
    ("<loop>", []),
    ("<signed>", [{"24", "don't"}]),
    ("{unmatched}(s) success", [{"success"}, {"unmatched", "unmatcheds"}]),
    ("^ we heal $", [{"heal"}, {"we"}]),
    ("(# beds|gone)", [{"beds", "gone"}]),
    ("(#|gone)", []),
    ("#1", [{"#"}]),
    ("/x+/", []),
]


@pytest.mark.parametrize(("source", "gates"), GLANCES, ids=[g[0] for g in GLANCES])
def test_a_glance_tells_the_words_a_sentence_must_have(source, gates):
    told = quick_gates(source, lists_of(LISTS))
    assert sorted(map(sorted, told)) == sorted(map(sorted, gates))


def phrases_of_the_program():
    """Every phrase of the rules and every list entry that is one; some lists hold bare signs."""
    lists = read_rules(rules_folder(), is_checked=True).lexicon.lists
    reader = lists_of(lists)
    for source in dict.fromkeys([*reader.met, *reader.all_entries()]):
        with suppress(PhraseError):
            if not source.startswith("/"):
                yield source, reader, compile_phrase(source, lists)


def test_a_glance_tells_of_every_phrase_of_the_program_what_its_reading_tells():
    phrases = list(phrases_of_the_program())
    assert len(phrases) > 5000
    for source, reader, phrase in phrases:
        told = set(quick_gates(source, reader))
        assert told <= set(phrase.gates), source
        assert bool(told) == bool(phrase.gates), source


def test_a_phrase_is_read_only_for_a_sentence_that_has_its_words():
    phrases = compile_phrases(["(clinic", "<nowhere> ranks first"])
    assert phrases.find("A quiet house by the sea.") == []
    with pytest.raises(PhraseError, match="no list"):
        phrases.find("It ranks first.")


def test_a_mistake_is_told_at_once_where_everything_is_to_be_read():
    with reading_all(), pytest.raises(PhraseError, match="never closed"):
        compile_phrases(["(clinic"])


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("We heal.", {"we", "heal", "heal*"}),
        ("Don’t wait", {"don't", "don", "t", "wait", "wait*", "don'*"}),
        ("The U.S. 24/7 #1", {"the", "u.s", "u", "s", "24", "7", "#", "1"}),
        ("half_way", {"half_way", "half*", "half", "way"}),
    ],
)
def test_the_keys_of_a_sentence_are_its_words_their_parts_and_their_stems(sentence, keys):
    assert words_of(sentence) == keys
