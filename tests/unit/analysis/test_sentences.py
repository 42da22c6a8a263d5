"""Where sentences end, and which blocks make one statement together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.sentences import sentence_spans, split
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind

ONE_A_BAR = [
    "Dr. A. Moss opened the clinic in 1998.|He still sees patients.",
    "It was shown by Moss, P. S. et al. in adults.|The effect lasted.",
    "It was found by Jones et al.|The effect lasted.",
    "Start at 1.5 mg a day.|Go to 3 mg after a week.",
    "Deaths in the U.S. have tripled.|Most involve fentanyl.",
    "He trained in the U.S.|He then moved to Leeds.",
    "We rank in the U.S. Hospital Review list.|Ask us.",
    "See no. 4 for details.|It helps.",
    "Can it be cured?|No.|Never stop on your own.",
    "The office opens at 9 a.m.|Walk-ins are welcome.",
    "Come at 9 a.m. Monday or 2 p.m. EST.|Bring your card.",
    "She takes vitamin D.|It helps her bones.",
    "It was hepatitis C.|He recovered.",
    "Some drugs, e.g. heroin, act fast.|Others, i.e. methadone, act slowly.",
    "Ask J. Smith, B.D.S., M.D., about it.|They know.",
    "Jane Roe, Ph.D., leads us.|Our director is John Doe, Ph.D.|She joined in 2010.",
    "Relapse is common.[3]|Support helps.",
    "Relapse is common [3].|Support helps.",
    "Relapse is common. [3]|Support helps.",
    "Results vary.[1][2]|Ask first.",
    "Outcomes were good.¹²|The rest was not.",
    "Outcomes improved after treatment.12|The benefit was lasting.",
    "Nausea is common.*|Most settle.",
    "Pain fell by 3.4 points.(2)|It came back.",
    "Pain fell by half.(b)|It came back.",
    "Pain fell by half.¶|It came back.#|It went.",
    "“Am I ready?” she asked, and we said yes.|Nobody waits.",
    "She said, “I feel better.”|Her family agreed.",
    "“Great!”|“Five stars.”",
    "Is detox safe?|Yes, with care!|Call us.",
    "Libido?|Doubled, in most cases.",
    "#1. Organ damage",
    "1. Call your doctor.|2. Stop driving.",
    "(a) Rest.|(b) Ice.",
    "iii. The third point",
    "Wait... is that right?|Many ask this.",
    "Costs reach £417m.|Rates rose to 4.5%.|40% relapse.",
    "The dose is 5 mg.|2 tablets are enough.",
    "Visit www.larkfield.example for help.|It is free.",
    "Write to info@larkfield.example today.|We reply.",
    "H. pylori was ruled out.|S. aureus was found.",
    "St. John's wort can interact.|Ask us.",
    "We are open Mon. to Fri. from 8 to 5.|Call.",
    "Survey (n = 1,004; Nov. 2024) found it.|We repeat it.",
    "It covers detox, rehab, etc.|They vary.",
    "Steps:|• Rest|• Ice|• Compression",
    "She said: “It worked.”|He left.",
    "Does it hurt?|A little…|Most settle.",
    "The odds ratio was 2.4 (95% CI 1.2 to 3.4).|It held for a year.",
]


@pytest.mark.parametrize("marked", ONE_A_BAR)
def test_a_sentence_ends_where_a_reader_would_stop(marked):
    wanted = marked.split("|")
    text = " ".join(wanted)
    assert [s.of(text) for s in sentence_spans(text)] == wanted


def test_a_missing_blank_does_not_join_two_sentences():
    text = "It is linked to depression.Many report both. See clinic.Example or node.js for that."
    assert [s.of(text) for s in sentence_spans(text)][:2] == [
        "It is linked to depression.",
        "Many report both.",
    ]


LINES = {
    "a heading line over its text": (
        "Our method\nWe treat the whole person.",
        ["Our method", "We treat the whole person."],
    ),
    "a line that runs on": (
        "We treat people at\nLarkfield Clinic.",
        ["We treat people at\nLarkfield Clinic."],
    ),
    "a line that goes on in lower case": ("We treat\nthe whole person.", ["We treat\nthe whole person."]),
    "a figure over its label": ("94%\nSuccess rate", ["94%\nSuccess rate"]),
    "bullets": ("• Low mood\n• Poor sleep", ["• Low mood", "• Poor sleep"]),
}


@pytest.mark.parametrize(("text", "wanted"), LINES.values(), ids=LINES)
def test_a_line_break_ends_a_sentence_only_where_it_plainly_does(text, wanted):
    assert [s.of(text) for s in sentence_spans(text)] == wanted


def document(*blocks):
    builder = DocumentBuilder("text/html")
    for kind, text, group in blocks:
        builder.add_block(kind, [Inline(text)], group=group)
    return builder.build()


P, H, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM
CARDS = {
    "figure first, one group a card": (
        [(P, "3,200+", 1), (P, "families helped", 1), (P, "98%", 2), (P, "would come back", 2)],
        ["3,200+ families helped", "98% would come back"],
    ),
    "label first, one group a card": (
        [(P, "Families helped", 1), (P, "3,200+", 1), (P, "Would come back", 2), (P, "98%", 2)],
        ["Families helped 3,200+", "Would come back 98%"],
    ),
    "figure first without groups": (
        [(H, "3,200+", None), (P, "families helped", None), (H, "98%", None), (P, "would come back", None)],
        ["3,200+ families helped", "98% would come back"],
    ),
    "label first without groups": (
        [(P, "Families helped", None), (P, "3,200+", None), (P, "Would come back", None), (P, "98%", None)],
        ["Families helped 3,200+", "Would come back 98%"],
    ),
    "a heading over figures": (
        [
            (H, "Our results", None),
            (P, "1 in 4", None),
            (P, "sleeps better", None),
            (P, "12x", None),
            (P, "more rest", None),
        ],
        ["Our results", "1 in 4 sleeps better", "12x more rest"],
    ),
    "nought in words": ([(P, "Zero", 1), (P, "Infections since May", 1)], ["Zero Infections since May"]),
    "a figure before a whole sentence": ([(P, "24/7", 1), (P, "We are here.", 1)], ["24/7", "We are here."]),
    "no figure at all": ([(P, "Kind", 1), (P, "Calm", 1)], ["Kind", "Calm"]),
}


@pytest.mark.parametrize(("blocks", "wanted"), CARDS.values(), ids=CARDS)
def test_a_counter_and_its_label_are_one_statement(blocks, wanted):
    made = document(*blocks)
    assert [" ".join(s.span.of(made.text).split()) for s in split(made)] == wanted


@pytest.mark.parametrize(
    ("note", "wanted"),
    {
        "a sign that a note answers": ("§ Poe A. 2019.", ["Pain fell by half. §", "It came back."]),
        "a sign that none answers": ("Poe A. 2019.", ["Pain fell by half. § It came back."]),
    }.values(),
)
def test_a_sign_behind_a_blank_belongs_to_the_sentence_before_when_a_note_answers_it(note, wanted):
    builder = DocumentBuilder("text/html")
    for text in ("Pain fell by half. § It came back.", note):
        builder.add_block(BlockKind.PARAGRAPH, [Inline(text)])
    document = builder.build()
    assert [s.span.of(document.text) for s in split(document) if s.block == 0] == wanted


def test_a_table_row_stays_whole():
    builder = DocumentBuilder("text/html")
    builder.add_row([[Inline("Month 3. All doses.")], [Inline("7%")]], headers=["Time", "Lost"])
    made = builder.build()
    assert [s.span.of(made.text) for s in split(made)] == ["Month 3. All doses. | 7%"]


def test_a_heading_keeps_its_layout_breaks():
    made = document((H, "Home of the", None), (P, "We care. You rest.", None))
    assert len(split(made)) == 3


@given(st.text(max_size=200))
def test_no_letter_is_lost_and_none_is_read_twice(text):
    spans = list(sentence_spans(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
