from functools import cache
from pathlib import Path

import pytest

from auditor.analysis.sentences import split
from auditor.analysis.voices.speech import with_voices
from auditor.engine.lexicon import read_lexicon
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import Promoter, Voice
from auditor.model.document import BlockKind

RULES = Path(__file__).parents[4] / "rules"
KINDS = {
    "# ": BlockKind.HEADING,
    "* ": BlockKind.LIST_ITEM,
    "> ": BlockKind.QUOTE,
}


@cache
def lexicon():
    return read_lexicon(RULES)


def document_of(text):
    builder = DocumentBuilder("text/plain")
    for words in text.split("\n\n"):
        kind = KINDS.get(words[:2], BlockKind.PARAGRAPH)
        said = words if kind is BlockKind.PARAGRAPH else words[2:]
        builder.add_block(kind, [Inline(said)], level=2 if kind is BlockKind.HEADING else 0)
    return builder.build()


def read(text, *names):
    document = document_of(text)
    sentences = with_voices(document, split(document), Promoter(names=names), lexicon())
    return document.text, sentences


def voices(text, *names):
    words, sentences = read(text, *names)
    return [(s.voice.value, s.span.of(words)) for s in sentences]


VOICES = {
    "a story with the speaker behind a dash": (
        "“I had tried four clinics. Here I slept.” — Bea T., alumna",
        ["patient", "patient", "patient"],
    ),
    "a story reported with a first name": ("“They listened,” says Orla, who left in June.", ["patient"]),
    "a review with a town": ('"Calm. My panic is gone." — Rob, Galway', ["patient", "patient", "patient"]),
    "a review with an age and stars": ('"Loved every visit!" Jo, 34, Leeds ★★★★★', ["patient", "asserted"]),
    "single marks and a letter writer": (
        "‘I heard birdsong and cried,’ writes Maureen, 71, from Hull.",
        ["patient"],
    ),
    "a story over two paragraphs": (
        "“I was lost for years.\n\n“Then I found them and slept.”\n\n— Ann P., Leeds",
        ["patient", "patient", "patient"],
    ),
    "a name above the story": (
        "# Marie, 52\n\n“I can hear my grandchildren again.”",
        ["asserted", "patient"],
    ),
    "a set-off quotation without marks": (
        "> The staff were kind and I felt safe. — Marie, Cork",
        ["patient", "patient"],
    ),
    "a story told under a heading for stories": (
        "# What our patients say\n\nI came in spring. Now I walk to work.\n\n# Fees\n\nI charge by the hour.",
        ["asserted", "patient", "patient", "asserted", "asserted"],
    ),
    "a quotation beside the house's own words, under a heading for stories": (
        "# What our patients say\n\n“I sleep,” wrote one. The lift works. She sent flowers.",
        ["asserted", "patient", "asserted", "patient"],
    ),
    "a nurse and then a guest": (
        "“It is common,” says nurse Ada Rourke. “My ears are back,” says Dwight from Tulsa.",
        ["quoted", "patient"],
    ),
    "a director in a sentence of her own": (
        "Dr Maud Ferris waves it away. “With my method that is over.”",
        ["asserted", "quoted"],
    ),
    "a patient behind her surgeon": (
        "Dr Maud Ferris saw her in May. “I can lift my grandson.”",
        ["asserted", "patient"],
    ),
    "a name for something": ("Science calls it a “sleep-switch.”", ["asserted"]),
    "a share of those who were asked": ("A poll: 84% said “I wish I had come sooner.”", ["quoted"]),
    "a family's words": ("As one father put it: “We got our daughter back.”", ["patient"]),
    "a patient whose trade is medicine": (
        "“My hip is new.” — Tom Hale, retired surgeon and our patient",
        ["patient", "patient"],
    ),
    "a clinician": (
        "“Recovery takes time,” says Dr Lee Moran, our medical director. “Nobody gets there alone.”",
        ["quoted", "quoted"],
    ),
    "a clinician introduced before": (
        "Dr Ada Moran founded the unit. “I sit with people until they sleep,” Moran says.",
        ["asserted", "quoted"],
    ),
    "a fact sheet": ('"It does not cause a high." — from a fact sheet for nurses', ["quoted", "quoted"]),
    "an agency": ("“No cure has been shown to work,” the FDA says.", ["quoted"]),
    "the house's own slogan": (
        "“We stay with you until it is over.” — Fenwold House",
        ["asserted", "asserted"],
    ),
    "one of the house's own officers": (
        "“We have the finest team in the county,” said its founder, Ada Quill.",
        ["asserted"],
    ),
    "an officer of another house": (
        "“We have the finest data in the world,” said Ada Quill, president of the Larch Society.",
        ["quoted"],
    ),
    "an officer who speaks of medicine": (
        "“Knees wear out with age,” said our medical director, Ada Quill.",
        ["quoted"],
    ),
    "nobody in particular": ("“I would rather be tired,” they say, and put it away.", ["quoted"]),
    "words in quotation marks only": ("Our “painless” visits are popular.", ["asserted"]),
    "a slogan inside a statement": ("Our motto is “Nobody leaves the same”, and we mean it.", ["asserted"]),
    "a reader's question in marks": ("# “Is my son an addict?”", ["question"]),
    "a question": ("Does it hurt?\n\nNot much.", ["question", "asserted"]),
    "advice about other people's promises": ("Beware of clinics that promise a painless detox.", ["mention"]),
    "a hypothetical promise": (
        "If a clinic tells you that its implant never fails, ask for the data.",
        ["mention"],
    ),
    "a law": ("Under the Code a clinic may not claim to “cure” a disease.", ["mention"]),
    "a label that is not used": ("We never use the word “addict”.", ["mention"]),
    "a list of words to avoid": (
        "Words to avoid:\n\n* junkie\n\n* getting clean",
        ["asserted", "mention", "mention"],
    ),
    "what not to write": ("Avoid: “cure”, “miracle” and “100% safe”.", ["mention"]),
    "what not to say": ("Never say “we guarantee you will be pain-free”.", ["mention"]),
    "what others advertise": ("Some sites advertise “permanent results” after one visit.", ["mention"]),
    "a promise of one's own after another's": (
        "Some clinics promise a painless birth; ours is painless.",
        ["asserted"],
    ),
    "a plain statement": ("Our house stands by the sea.", ["asserted"]),
}


@pytest.mark.parametrize(("text", "expected"), VOICES.values(), ids=VOICES)
def test_the_voice_of_each_sentence_is_heard(text, expected):
    assert [voice for voice, _ in voices(text, "Fenwold House")] == expected


DENIED = {
    "to the end of the sentence": ("There is no cure for tinnitus.", "cure", True),
    "not past a contrast": ("There is no cure, but our device stops it for good.", "for good", False),
    "no other": ("No other clinic cures tinnitus.", "cures", False),
    "the cue itself is not denied": ("It has no side effects.", "no side effects", False),
    "a promise refused": ("We cannot guarantee a result.", "guarantee", True),
    "a contraction": ("It doesn't cure anything.", "cure", True),
    "without reaches a few words": ("Without surgery it permanently removes fat.", "permanently", False),
    "without denies what follows": ("It works without a complete cure.", "complete cure", True),
    "not just": ("It is not just relief, it is a cure.", "cure", False),
    "a promise of somebody else": ("Most clinics promise a cure.", "cure", True),
    "a new subject after a comma": ("This is not a plaster, it is a cure.", "a cure", False),
}


@pytest.mark.parametrize(("text", "words", "expected"), DENIED.values(), ids=DENIED)
def test_a_negation_reaches_as_far_as_its_clause(text, words, expected):
    whole, (sentence,) = read(text)
    at = whole.index(words)
    assert any(n.holds(at) for n in sentence.negations) is expected


HEDGED = {
    "may": ("It may ease pain.", ["may"]),
    "can help": ("It can help with sleep.", ["can help", "help"]),
    "designed to": ("The lens is designed to last.", ["designed to"]),
    "some people": ("It works in some people.", ["in some people", "some people"]),
    "the month": ("We opened in May.", []),
    "promising is no hedge": ("Promising results were seen.", []),
    "up to is no hedge": ("Up to a third left.", []),
}


@pytest.mark.parametrize(("text", "expected"), HEDGED.values(), ids=HEDGED)
def test_weakening_words_are_found(text, expected):
    whole, (sentence,) = read(text)
    assert [h.of(whole) for h in sentence.hedges] == expected


def test_quoted_stretches_are_kept_within_their_sentence():
    whole, sentences = read("“One thing. Another thing we all said,” wrote Bea, 40.")
    assert [q.of(whole) for s in sentences for q in s.quotes] == [
        "“One thing.",
        "Another thing we all said,”",
    ]


TERMS = "* “Guaranteed”. Nothing here is.\n\n* “Painless” without a qualifier. Say what it feels like.\n\n* “Best”, “leading”. Bin them."
PRAISE = "* “Painless” — Ann, Kent\n\n* “Gentle hands” — Bo, Leeds\n\n* “The best” — Cy, Hull"


@pytest.mark.parametrize(("text", "is_mention"), [(TERMS, True), (PRAISE, False)], ids=["terms", "praise"])
def test_a_list_that_speaks_of_words_in_quotation_marks_holds_them_up(text, is_mention):
    _, sentences = read(text)
    assert all((s.voice is Voice.MENTION) == is_mention for s in sentences if s.quotes)


@pytest.mark.parametrize(
    ("heading", "is_mention"), [("Instead of saying this:", True), ("Healing instead of fighting", False)]
)
def test_a_headline_that_prefers_one_thing_to_another_holds_nothing_up(heading, is_mention):
    _, (_, *items) = read(f"# {heading}\n\n* Fever therapy ends the pain.\n\n* Oxygen is free of risk.")
    assert all((s.voice is Voice.MENTION) == is_mention for s in items)
