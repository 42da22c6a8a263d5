"""Footnote marks of pages: raised, linked or written, and what only looks like one."""

from __future__ import annotations

import pytest


def marks(document):
    return [(mark.label, mark.target) for mark in document.marks]


@pytest.mark.parametrize(
    ("markup", "text", "labels"),
    [
        ("better.<sup>3</sup> Then", "better.[3] Then", ["3"]),
        ("better <sup>3</sup>, then", "better[3], then", ["3"]),
        ("better<sup>1,2</sup>", "better[1][2]", ["1", "2"]),
        ("better<sup>1 2</sup>", "better[1][2]", ["1", "2"]),
        ("better<sup>2–4</sup>", "better[2][3][4]", ["2", "3", "4"]),
        ("better<sup>1</sup><sup>,</sup><sup>2</sup>", "better[1][2]", ["1", "2"]),
        ("better<sup>[7]</sup>", "better[7]", ["7"]),
        ("better<sup>(7)</sup>", "better[7]", ["7"]),
        ("better<sup>a</sup>", "better[a]", ["a"]),
        ("better<sup>*</sup><sup>†</sup>", "better[*][†]", ["*", "†"]),
        ("in 2019<sup>3</sup>", "in 2019[3]", ["3"]),
        ("45%<sup>4</sup> of 1,200<sup>5</sup>", "45%[4] of 1,200[5]", ["4", "5"]),
        ("better<span style='vertical-align:super'>4</span>", "better[4]", ["4"]),
        ("better [3] then", "better[3] then", ["3"]),
        ("better [1, 2] and [4-6].", "better[1][2] and[4][5][6].", ["1", "2", "4", "5", "6"]),
        ("better.¹ Later²,³", "better.[1] Later[2][3]", ["1", "2", "3"]),
        ("<a href=https://t.example>Smith</a> [9]", "Smith[9]", ["9"]),
    ],
)
def test_marks_are_read(html, markup, text, labels):
    document = html(f"<p>{markup}")
    assert document.text == text
    assert [mark.label for mark in document.marks] == labels


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>9</sup> cells", "10⁹ cells"),
        ("5<sup>-1</sup>", "5⁻¹"),
        ("90 m<sup>2</sup>", "90 m²"),
        ("m<sup>2</sup>", "m²"),
        ("30 kg/m<sup>2</sup>", "30 kg/m²"),
        ("R<sup>2</sup> = 0.4", "R² = 0.4"),
        ("the 1<sup>st</sup> and 2<sup>nd</sup>", "the 1st and 2nd"),
        ("XIX<sup>e</sup> siècle", "XIXe siècle"),
        ("Reset<sup>™</sup> and Glide<sup>®</sup>", "Reset™ and Glide®"),
        ("CD4<sup>+</sup> cells", "CD4+ cells"),
        ("Call<sup>our team</sup>", "Callour team"),
        ("m² and cm³ and 10⁹", "m² and cm³ and 10⁹"),
        ("95% CI [1.2, 3.4]", "95% CI [1.2, 3.4]"),
        ("[sic] and [Name]", "[sic] and [Name]"),
    ],
)
def test_what_is_raised_or_bracketed_for_other_reasons_stays_text(html, markup, text):
    document = html(f"<p>{markup}")
    assert document.text == text
    assert document.marks == ()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("x<sup><a href='#r1'>1</a></sup>", [("1", "#r1")]),
        ("x<a href='#r1'><sup>1</sup></a>", [("1", "#r1")]),
        ("x<sup><a href='#r1'>1</a>, <a href='#r2'>2</a></sup>", [("1", "#r1"), ("2", "#r2")]),
        ("x<sup><a href='#r1'>1</a>–<a href='#r3'>3</a></sup>", [("1", "#r1"), ("2", "#r2"), ("3", "#r3")]),
        ("x<sup><a href='#r1'>1–3</a></sup>", [("1", "#r1"), ("2", "#r2"), ("3", "#r3")]),
        ("x <a href='#r7'>[7]</a>", [("7", "#r7")]),
        ("x [<a href='#r7'>7</a>].", [("7", "#r7")]),
        (
            "x [<a href='#r1'>1</a>, <a href='#r2'>2</a>–<a href='#r4'>4</a>].",
            [("1", "#r1"), ("2", "#r2"), ("3", "#r3"), ("4", "#r4")],
        ),
        ("x<a class=footnote-ref href='#fn2'>2</a>", [("2", "#fn2")]),
        ("x<a role=doc-noteref href='#fn2'>2</a>", [("2", "#fn2")]),
        ("x<sup class=reference><a href='#c1'><span>[</span>1<span>]</span></a></sup>", [("1", "#c1")]),
        ("10<sup><a href='#r9'>9</a></sup>", [("9", "#r9")]),
        ("page <a href='#p2'>2</a>", []),
    ],
)
def test_targets_come_from_the_marks_links(html, markup, expected):
    document = html(f"<p>{markup}")
    assert marks(document) == expected
    assert document.links == () or expected == []


def test_a_bracket_around_linked_marks_goes_with_them(html):
    document = html("<p>It works [<a href='#r1'>1</a>, <a href='#r2'>2</a>] well.</p>")
    assert document.text == "It works[1][2] well."


def test_a_mark_that_leads_to_another_page_keeps_its_link(html):
    document = html("<p>It works<sup><a href='https://doi.example/1'>1</a></sup>.</p>")
    assert marks(document) == [("1", None)]
    assert [(link.span.of(document.text), link.target) for link in document.links] == [
        ("[1]", "https://doi.example/1")
    ]


def test_a_mark_saved_with_the_full_address_of_the_page_points_into_it(html):
    document = html(
        "<p>It works<sup><a href='https://x.example/p#r1'>1</a></sup>.</p><p id=r1>Smith 2020</p>"
    )
    assert marks(document) == [("1", "#r1")]
    assert document.links == ()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><sup>1</sup> Based on 40 people.</p>", "[1] Based on 40 people."),
        ("<p><sup>1</sup>Based on 40.<br><sup>2</sup>The same.</p>", "[1] Based on 40.\n[2] The same."),
        ("<p><a href='#_ftnref1' name=_ftn1>[1]</a> Our own count.</p>", "[1] Our own count."),
        ("<p>[1] Smith J. 2020.</p>", "[1] Smith J. 2020."),
    ],
)
def test_the_label_a_note_begins_with_is_no_mark(html, markup, text):
    document = html(markup)
    assert document.text == text
    assert document.marks == ()


def test_a_note_under_its_raised_label_is_a_footnote(html, shape):
    assert shape(html("<p><sup>1</sup> Based on 40 people.</p>")) == [("footnote", "[1] Based on 40 people.")]


def test_notes_in_a_list_of_footnotes_are_footnotes(html, shape):
    document = html("<div class=footnotes><ol><li id=fn1><p>Smith.</p></li><li id=fn2>Jones.</li></ol></div>")
    assert shape(document) == [("footnote", "Smith."), ("footnote", "Jones.")]


def test_marks_alone_in_a_block_stay_marks(html):
    document = html("<p>It works.</p><sup>1</sup>")
    assert marks(document) == [("1", None)]


def test_the_id_inside_a_mark_is_an_anchor(html):
    document = html("<p>It works<sup id=a><a id=b href='#r1'>1</a></sup> well.</p>")
    assert [(anchor.name, anchor.offset) for anchor in document.anchors] == [("a", 8), ("b", 8)]
