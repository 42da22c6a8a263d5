"""Small print under no heading that the marks of a page count up to."""

import pytest

from auditor.analysis.pipeline import analyse

BODY = "<title>Low mood</title><h1>Low mood</h1><p>Low mood touches 280 people in a thousand.<sup>1</sup></p><p>Half of them sleep badly.<sup>2</sup></p>"
WHO, LEE = (
    "World Health Organization, Fact sheet on moods, 2023.",
    "Lee A, Roe B. Moods. J Larch Med. 2019;4:5-9.",
)

ANSWERED = {
    "a number and a full stop": f"<p>1. {WHO}</p><p>2. {LEE}</p>",
    "brackets": f"<p>[1] {WHO}</p><p>[2] {LEE}</p>",
    "a bare number": f"<p>1 {WHO}</p><p>2 {LEE}</p>",
    "lines of one paragraph": f"<p><small>1. {WHO}<br>2. {LEE}</small></p>",
    "a list that says so in its class": f"<div class='footnotes'><ol><li>{WHO}</li><li>{LEE}</li></ol></div>",
    "a list of citations": f"<ol><li>{LEE}</li><li>{LEE}</li></ol>",
    "in the footer": f"<footer><p>1. {WHO}</p><p>2. {LEE}</p></footer>",
}


@pytest.mark.parametrize("notes", ANSWERED.values(), ids=ANSWERED)
def test_marks_find_their_entries_without_a_heading(read, lexicon, notes):
    found = analyse(read(f"<html>{BODY}{notes}</html>"), lexicon)
    assert [(r.label, r.marks) for r in found.references] == [("1", 1), ("2", 1)]
    assert [s.evidence.grade.value for s in found.statistics] == ["referenced", "referenced"]
    assert found.orphan_marks == ()


def test_a_letter_finds_its_note(read, lexicon):
    body = BODY.replace("<sup>1<", "<sup>a<").replace("<sup>2</sup>", "")
    page = f"{body}<p>Come in and ask us what helps.</p><p>a. {LEE}</p>"
    found = analyse(read(f"<html>{page}</html>"), lexicon)
    assert [(r.label, r.marks) for r in found.references] == [("a", 1)]
    assert [s.evidence.grade.value for s in found.statistics] == ["referenced", "none"]


def test_lettered_answers_are_no_notes_where_no_mark_asks_for_them(read, lexicon):
    page = "<h1>Low mood</h1><p>Low mood touches 280 people in a thousand.</p><p>a. Ring us.</p><p>b. Come in.</p>"
    assert analyse(read(f"<html>{page}</html>"), lexicon).references == ()


def test_numbered_entries_may_run_on_in_one_paragraph_under_their_heading(read, lexicon):
    page = f"{BODY}<h2>Sources</h2><p>1. {LEE} 2. Roe B. Sleep. J Larch Med. 2021;6:1-4.</p>"
    found = analyse(read(f"<html>{page}</html>"), lexicon)
    assert [(r.label, r.marks) for r in found.references] == [("1", 1), ("2", 1)]


def test_a_number_inside_an_entry_begins_no_other(read, lexicon):
    page = f"{BODY}<h2>Sources</h2><p>1. Lee A. Moods vol. 3. Larch Press, 2019.</p><p>2. {LEE}</p>"
    found = analyse(read(f"<html>{page}</html>"), lexicon)
    assert [r.label for r in found.references] == ["1", "2"]


SILENT = {
    "steps": "<p>1. Call us.</p><p>2. Come in.</p><p>3. Sleep well.</p>",
    "a list of steps": "<ol><li>Call us</li><li>Come in</li></ol>",
    "headings": "<h2>1. Call us</h2><h2>2. Come in</h2>",
    "numbers before the marks only": "",
}


@pytest.mark.parametrize("steps", SILENT.values(), ids=SILENT)
def test_numbered_steps_answer_no_mark(read, lexicon, steps):
    first = "<p>1. Call us first.</p><p>2. Come in then.</p>" if not steps else ""
    found = analyse(read(f"<html>{first}{BODY}{steps}</html>"), lexicon)
    assert [m.label for m in found.orphan_marks] == ["1", "2"]


NOTES = {
    "CDC, 2021.": "referenced",
    "Source: The Census Bureau (2021).": "referenced",
    "National Institute of Mental Health.": "named",
    "Individual results vary.": "none",
    "Medicare members pay nothing in 2024.": "none",
    "Larch Clinic, 2022.": "none",
}


@pytest.mark.parametrize(("note", "grade"), NOTES.items())
def test_a_note_is_worth_what_it_names(read, lexicon, note, grade):
    page = f"<html><title>Sleep | Larch Clinic</title><p>Call Larch Clinic.</p><p>Half of adults sleep badly.*</p><p>* {note}</p></html>"
    [statistic] = analyse(read(page), lexicon).statistics
    assert statistic.evidence.grade.value == grade
