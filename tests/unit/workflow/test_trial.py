"""A changed document is the document with other words in it: every place goes where its words went."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.model.span import Span
from auditor.workflow.trial import Edit, changed, edit_of

PAGE = (
    '<html lang="en"><title>Elm House</title><body><h1>The best clinic in Kent</h1><p id="top">Our <a href="/x">nurses'
    "</a> are the finest<sup><a href='#r1'>1</a></sup> in Kent.</p><table><tr><th>What</th><th>When</th></tr><tr><td>Best "
    "care</td><td>Daily</td></tr></table><p id='r1'>1. Survey, 2024.</p></body></html>"
)


def document():
    source = Source("page.html", "", PAGE.encode(), size=len(PAGE.encode()))
    return loader_for(source).load(source, Limits())


DOCUMENT = document()


def words(made, spans):
    return [span.of(made.text) for span in spans]


@given(st.text("ab ", max_size=8), st.text("ab ", max_size=8))
def test_an_edit_turns_the_one_text_into_the_other(before, after):
    edit = edit_of(Span(10, 10 + len(before)), before, after)
    start, end = edit.span.start - 10, edit.span.end - 10
    assert before[:start] + edit.text + before[end:] == after


def test_an_edit_touches_as_little_as_it_can():
    assert edit_of(Span(5, 24), "the best clinic now", "the clinic now") == Edit(Span(9, 14), "")


def test_links_marks_blocks_and_cells_keep_their_words():
    at = DOCUMENT.text.index("the finest")
    trial = changed(DOCUMENT, [Edit(Span(at, at + len("the finest")), "well liked by most people here")])
    made = trial.document
    assert "nurses are well liked by most people here[1] in Kent." in made.text
    for name in ("links", "marks", "blocks"):
        before, after = getattr(DOCUMENT, name), getattr(made, name)
        kept = [b for b, a in zip(before, after, strict=True) if not b.span.holds(at)]
        same = [a for b, a in zip(before, after, strict=True) if not b.span.holds(at)]
        assert words(DOCUMENT, [b.span for b in kept]) == words(made, [a.span for a in same])
    cells = [cell.span for block in made.blocks for cell in block.cells]
    assert words(made, cells) == words(DOCUMENT, [c.span for b in DOCUMENT.blocks for c in b.cells])


def test_anchors_stay_at_their_words():
    at = DOCUMENT.text.index("Kent")
    made = changed(DOCUMENT, [Edit(Span(at, at + 4), "the county of Kent")]).document
    for before, after in zip(DOCUMENT.anchors, made.anchors, strict=True):
        assert made.text[after.offset :][:6] == DOCUMENT.text[before.offset :][:6]


def test_several_edits_each_find_their_place():
    heading = Span(DOCUMENT.text.index("The best"), DOCUMENT.text.index(" in Kent"))
    end = Span(DOCUMENT.text.index("Daily"), DOCUMENT.text.index("Daily") + 5)
    trial = changed(DOCUMENT, [Edit(end, "Every day"), Edit(heading, "A clinic")])
    assert words(trial.document, [trial.place(heading), trial.place(end)]) == ["A clinic", "Every day"]


def test_words_put_in_at_the_end_of_a_stretch_belong_to_it():
    block = next(b for b in DOCUMENT.blocks if b.span.of(DOCUMENT.text) == "The best clinic in Kent")
    trial = changed(DOCUMENT, [Edit(Span(block.span.end, block.span.end), " and Sussex")])
    assert trial.place(block.span).of(trial.document.text) == "The best clinic in Kent and Sussex"
    assert trial.document.blocks[block.index].span == trial.place(block.span)


@given(st.data())
def test_what_lies_outside_the_edits_is_unchanged(data):
    blocks = [b for b in DOCUMENT.blocks if len(b.span) > 4]
    edits = []
    for block in data.draw(st.lists(st.sampled_from(blocks), unique=True, max_size=3)):
        start = data.draw(st.integers(block.span.start, block.span.end - 1))
        end = data.draw(st.integers(start, block.span.end))
        edits.append(Edit(Span(start, end), data.draw(st.text("xyz", max_size=6))))
    trial = changed(DOCUMENT, edits)
    untouched = [
        b for b in DOCUMENT.blocks if not any(b.span.start <= e.span.start <= b.span.end for e in edits)
    ]
    for block in untouched:
        assert trial.place(block.span).of(trial.document.text) == block.span.of(DOCUMENT.text)
    assert replace(
        trial.document, text="", blocks=(), links=(), marks=(), anchors=(), runs=DOCUMENT.runs
    ) == replace(DOCUMENT, text="", blocks=(), links=(), marks=(), anchors=())
