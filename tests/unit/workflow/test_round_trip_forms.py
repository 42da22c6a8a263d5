"""Whatever program saved the spreadsheet, and whatever was moved in it: exactly the answers given in it come back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.export import csv_table
from auditor.export.returned.bounds import KNOWN
from auditor.export.xlsx.findings import COLUMNS, SINCE
from auditor.model.decision import NO_DECISION, Decision, Verdict
from auditor.workflow.round_trip import preview_return, take_in

from .saved_forms import FORMS
from .test_round_trip import ANA, BEN, VERDICTS, Sheet, decisions, exported, new_review


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    with new_review(tmp_path_factory.mktemp("review")) as file:
        yield file


@pytest.fixture(scope="module")
def tables(review, tmp_path_factory):
    """Return the findings as they were written out, with decisions of before on two of them, as rows of values."""
    tmp_path = tmp_path_factory.mktemp("out")
    review.decisions.decide([1, 6], Verdict.CONFIRMED, ANA, "Confirmed", "Seen _x0041_ on the page")
    sheet = Sheet(exported(review, tmp_path / "out.xlsx")).sheet
    text = exported(review, tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    titles, *rows = csv.reader(io.StringIO(text, newline=""))
    return {
        ".xlsx": [[_typed(cell.value) for cell in row] for row in sheet.iter_rows()],
        ".csv": [titles, *(row for row in rows if row[titles.index("Entry")] == csv_table.FINDING)],
    }


def _typed(value):
    """Return a text as it stands in its cell; the library leaves the format's own way of writing it in it."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=30)
ANSWERS = st.tuples(st.sampled_from([*VERDICTS][1:]), TEXTS.map(str.strip), TEXTS.map(str.strip)).map(
    lambda answer: (
        ("Dismissed", answer[1] or "Said of the past", answer[2]) if answer[0] == "Dismissed" else answer
    )
)
EDITS = st.dictionaries(st.integers(1, 8), ANSWERS, max_size=8)


def edited(table, edits, order, names):
    """Return the table with answers put in, its rows and columns in another order, and one column more."""
    titles = table[0]
    body = []
    for number in order:
        cells = dict(zip(titles, table[number], strict=True))
        if number in edits:
            cells["Decision"], cells["Reason"], cells["Response"] = edits[number]
        body.append([cells.get(name, "ours") for name in names])
    return [["For your answers, please"], [*names], *body]


@pytest.mark.parametrize("form", [*FORMS])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), edits=EDITS, order=st.permutations(range(1, 9)))
def test_exactly_the_answers_come_back(review, tmp_path, tables, form, data, edits, order):
    path = tmp_path / "back.xlsx" if "csv" not in form and "text" not in form else tmp_path / "back.csv"
    table = tables[path.suffix]
    names = data.draw(st.permutations([*table[0], "Owner"]))
    FORMS[form](edited(table, edits, order, names), path)
    before = decisions(review)
    preview = preview_return(path, review)
    assert (preview.refusals, preview.conflicts) == ((), ())
    change = take_in(preview, review, BEN)
    assert decisions(review) == [answered(stood, edits.get(number)) for number, stood in enumerate(before, 1)]
    if change:
        review.decisions.undo(BEN)
    assert decisions(review) == before


def answered(stood, edit):
    """Return how a finding stands that stood so and was answered so."""
    if edit is None:
        return stood
    word, reason, response = edit
    response = response or stood.response
    if (VERDICTS[word], reason) == (stood.verdict, stood.reason):
        return Decision(stood.verdict, stood.reason, stood.note, stood.reviewer, stood.decided_at, response)
    return Decision(VERDICTS[word], reason, "", BEN.reviewer, BEN.at, response)


def test_every_title_that_is_written_out_is_known_again():
    titles = {column.title for column in (*COLUMNS, *SINCE)} | set(csv_table.COLUMNS)
    assert {title.casefold() for title in titles} <= KNOWN
    assert Decision() == NO_DECISION
