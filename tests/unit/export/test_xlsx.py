"""The workbook: its sheets and figures, and that it is what Excel expects a workbook to be."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock

from auditor.export import wording
from auditor.export.xlsx.sheet import Limits
from auditor.export.xlsx.workbook import write_xlsx
from auditor.model.audit import SourceRecord
from auditor.model.decision import Decision, Verdict
from auditor.model.document import Status
from auditor.model.second_look import RuleTrust, SecondReport
from auditor.model.source import Problem

from . import factory

FINDING_COLUMNS = [
    *("No.", "Document", "Place", "Severity", "Outcome", "Category", "Rule", "Sentence", "Why", "Basis"),
    *(
        "How to fix",
        "Suggested wording",
        "Evidence",
        "Source",
        "Decision",
        "Reason",
        "Reviewer",
        "Decided at",
    ),
    *("Response", "Fingerprint"),
]
SHEETS = [
    *(
        "Summary",
        "Findings",
        "Statistics",
        "Crisis resources",
        "References",
        "Documents",
        "Rules",
        "Not flagged",
    ),
]
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(audit, **options):
    stream = io.BytesIO()
    write_xlsx(audit, stream, **options)
    return stream.getvalue()


def opened(audit, **options):
    return openpyxl.load_workbook(io.BytesIO(written(audit, **options)), rich_text=True)


def rows(sheet):
    """Return a table's rows as dictionaries by column title."""
    titles, *body = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(titles, map(plain, row), strict=True)) for row in body]


def plain(value):
    return str(value) if isinstance(value, CellRichText) else value


def words_on(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def book():
    return opened(factory.audit(), prepared_by="Jane Example")


def test_sheets_stand_in_their_order(book):
    assert book.sheetnames == SHEETS


def test_findings_have_the_columns_of_the_hand_over(book):
    assert [cell.value for cell in book["Findings"][1]] == FINDING_COLUMNS


def test_a_finding_is_told_in_one_row(book):
    row = rows(book["Findings"])[2]
    assert row == {
        "No.": 3,
        "Document": "page.html",
        "Place": "Under “Why Lantern House”",
        "Severity": "Medium",
        "Outcome": "Violation",
        "Category": "Statistic",
        "Rule": "us/uncited-statistic",
        "Sentence": "More than 90% of our guests stay well for a year, according to studies.",
        "Why": "“More than 90% of our guests” is a claim that has to be proved, and no proof is given here.",
        "Basis": "Guide to Proof in Advertising, section B (not verified)",
        "How to fix": "Name the study or survey, its year and its numbers, or leave the figure out.",
        "Suggested wording": "In our survey of 212 guests in 2025, 131 said they were well after a year.",
        "Evidence": "Vague authority. Only unnamed studies are mentioned.",
        "Source": "according to studies",
        "Decision": "Undecided",
        "Reason": None,
        "Reviewer": None,
        "Decided at": None,
        "Response": None,
        "Fingerprint": "stat0001110071",
    }


def test_the_words_that_fired_the_rule_are_bold(book):
    sentence = book["Findings"]["H3"].value
    assert [(str(part), isinstance(part, TextBlock) and part.font.b) for part in sentence] == [
        ("Our Lantern Method is ", False),
        ("the most advanced care", True),
        (" for depression in the country.", False),
    ]


@pytest.mark.parametrize(
    ("cell", "target", "location"),
    [
        ("C2", "https://clinic.example/page.html", None),
        ("C5", "https://clinic.example/page.html", ":~:text=We%20guarantee"),
        ("C6", "file:///work%20files/Brochure%20%26%20prices.pdf", "page=3"),
    ],
)
def test_places_are_links(book, cell, target, location):
    link = book["Findings"][cell].hyperlink
    assert link.target == target
    assert (link.location or "").startswith(location or "")
    assert bool(link.location) is bool(location)


def test_decisions_are_chosen_from_a_list(book):
    (choices,) = book["Findings"].data_validations.dataValidation
    assert str(choices.sqref) == "O2:O6"
    assert choices.formula1 == '"Undecided,Confirmed,Needs substantiation,Dismissed,Approved claim"'
    assert len(choices.formula1) <= 255


def test_severities_are_coloured_by_their_words(book):
    rules = {str(area.sqref): area.rules for area in book["Findings"].conditional_formatting}
    assert [rule.formula for rule in rules["D2:D6"]] == [['"Critical"'], ['"High"'], ['"Medium"'], ['"Low"']]
    fills = [rule.dxf.fill.bgColor.rgb for rule in rules["D2:D6"]]
    assert len(set(fills)) == 4
    assert len({rule.priority for some in rules.values() for rule in some}) == sum(map(len, rules.values()))


def test_the_fingerprint_is_hidden_and_the_header_stays(book):
    sheet = book["Findings"]
    assert sheet.column_dimensions["T"].hidden
    assert not sheet.column_dimensions["S"].hidden
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_landscape_and_as_wide_as_the_paper(book, name):
    """Two are far wider: they go over two sheets side by side, with the number and the document on both."""
    sheet = book[name]
    is_wide = name in {"Findings", "Documents"}
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1 + is_wide, 0)
    assert sheet.print_title_cols == ("$A:$B" if is_wide else None)
    assert not is_wide or sheet.page_setup.pageOrder == "overThenDown"
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert name == "Summary" or sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("name", SHEETS[1:])
def test_every_list_is_one_table_whose_columns_are_named_like_its_header(book, name):
    sheet = book[name]
    (table,) = sheet.tables.values()
    assert table.column_names == [cell.value for cell in sheet[1]]
    assert table.ref == table.autoFilter.ref == sheet.dimensions
    assert sheet.auto_filter.ref is None
    assert " " not in table.displayName


def test_tables_have_names_and_numbers_of_their_own(book):
    tables = [table for sheet in book for table in sheet.tables.values()]
    assert (
        len({table.id for table in tables}) == len({table.displayName for table in tables}) == len(SHEETS) - 1
    )


def test_every_figure_is_listed_with_its_grade_and_source(book):
    cited = rows(book["Statistics"])[1]
    assert cited["Statement"] == "About 1 in 5 adults lives with a mental illness [1]."
    assert (cited["Figures"], cited["Cited"], cited["Grade"]) == ("1 in 5", "Yes", "Reference")
    assert cited["Source it resolves to"].startswith("[1] → National Survey")
    assert rows(book["Statistics"])[0]["Remarks"] == "The promoter's own results"


def test_crisis_resources_are_told_for_every_document(book):
    found = {row["Document"]: row for row in rows(book["Crisis resources"])}
    assert found["page.html"]["Verdict"] == "Own number only"
    assert found["page.html"]["Own numbers offered as help"] == "555-0100"
    assert found["scan.pdf"]["Verdict"] == "Could not be read"
    assert found["scan.pdf"]["Remarks"] == "All 4 pages are images without text."


def test_references_say_whether_anything_points_to_them(book):
    first, second = rows(book["References"])
    assert (first["Marks"], first["Pointed at"], first["Remarks"]) == (1, "Yes", None)
    assert (second["Marks"], second["Pointed at"]) == (0, "No mark points to it")
    assert second["Remarks"] == "The promoter's own page"


def test_documents_are_told_by_their_bytes(book):
    found = {row["Document"]: row for row in rows(book["Documents"])}
    assert found["page.html"]["SHA-256"] == "5e" * 32
    assert found["page.html"]["Retrieved (UTC)"] == datetime(2026, 11, 22, 9, 58, 12)  # noqa: DTZ001
    assert [found["page.html"][s] for s in ("Critical", "High", "Medium", "Low")] == [2, 1, 1, 0]
    assert found["scan.pdf"]["Critical"] is None
    assert found["scan.pdf"]["State"] == "Could not be read"
    assert found["Brochure & prices.pdf"]["Problems"] == "Pages 4 and 5 are images without text."


def test_the_size_of_what_was_never_opened_is_left_out():
    gone = replace(
        factory.unread(), source=SourceRecord("gone.pdf", "file:///gone.pdf", "application/pdf", 0, "")
    )
    [row] = rows(opened(factory.audit(gone))["Documents"])
    assert row["Bytes"] is None


def test_rules_say_how_often_they_fired_and_failed(book):
    found = {row["Rule"]: row for row in rows(book["Rules"])}
    superlative = found["us/unsupported-superlative"]
    assert (superlative["Findings"], superlative["Documents"], superlative["Not checked on"]) == (2, 2, 0)
    assert found["us/uncited-statistic"]["Not checked on"] == 1
    assert found["core/undated"]["Findings"] == 0
    assert superlative["Where to read it"].splitlines() == [
        "https://codes.example/health#3-1",
        "https://codes.example/proof",
    ]


def test_a_rule_that_stands_in_no_pack_is_listed_all_the_same():
    found = rows(opened(replace(factory.audit(), packs=()))["Rules"])
    assert {row["Rule"] for row in found} == {
        "core/crisis-line",
        "core/cure-promise",
        "us/uncited-statistic",
        "us/unsupported-superlative",
    }


def test_what_was_let_pass_is_listed_with_the_reason(book):
    figure, word, whole = rows(book["Not flagged"])[:3]
    assert str(figure["Sentence"]).startswith("About 1 in 5")
    assert figure["Why it was let pass"].startswith("Cited: mark 1 resolves to “National Survey")
    assert (figure["Category"], word["Category"]) == ("Statistic", "Superlative")
    assert str(word["Sentence"]) == str(figure["Sentence"])
    assert (whole["Place"], whole["Sentence"]) == ("Whole document", None)


def test_a_second_look_has_its_sheet_and_what_was_missed_says_so():
    page, *others = factory.audit().documents
    ben = Decision(Verdict.CONFIRMED, note="It ranks", reviewer="Ben", decided_at="2026-11-23T10:00:00Z")
    counts = RuleTrust("us/unsupported-superlative", "Superlative", 3, 1, 5, 4, 1, 0.5)
    report = SecondReport(rules=(counts,), total=counts)
    audit = replace(factory.audit(replace(page, missed={1: ben}), *others), second_look=report)
    made = opened(audit)
    first, second, *_ = rows(made["Not flagged"])
    assert (first["Second look"], second["Second look"]) == (None, "Should have been flagged")
    assert second["Note of the second look"] == "Ben, 23 November 2026, 10:00 UTC: It ranks"
    said = rows(made["Second look"])[0]
    assert [said[title] for title in ("Upheld rate", "Agreement", "Cohen's kappa", "Missed")] == [
        *("75 %", "80 %", "0.50"),
        1,
    ]


def test_the_summary_says_who_when_and_what_was_not_checked(book):
    said = words_on(book["Summary"])
    for words in (
        "Health marketing audit",
        "Jane Example, with Auditor 0.1.0",
        "22 November 2026, 10:00 UTC",
        wording.NO_CLEARANCE,
        "Rule us/uncited-statistic: not checked: a pattern took too long",
        "Pages 4 and 5 are images without text.",
    ):
        assert words in said
    assert any("SHA-256 c0c0" in words for words in said)


def test_unread_documents_stand_in_red_above_the_totals(book):
    sheet = book["Summary"]
    unread = next(row for row in sheet.iter_rows() if row[1].value == "scan.pdf")
    totals = next(row for row in sheet.iter_rows() if row[1].value == "Category")
    assert unread[1].row < totals[1].row
    assert unread[1].fill.fgColor.rgb.endswith("F9DAD7")
    assert unread[2].value == "All 4 pages are images without text."


def test_the_totals_add_up(book):
    sheet = book["Summary"]
    table = {row[1].value: [cell.value for cell in row[2:7]] for row in sheet.iter_rows() if row[1].value}
    assert table["Superlative"] == [0, 2, 0, 0, 2]
    assert table["Total"] == [2, 2, 1, 0, 5]
    assert table["scan.pdf"] == [None] * 5


def test_the_chart_shows_the_totals_beside_it(book):
    (chart,) = book["Summary"]._charts
    assert [series.tx.strRef.strCache.pt[0].v for series in chart.series] == [
        "Critical",
        "High",
        "Medium",
        "Low",
    ]
    for series in chart.series:
        assert figures_at(book, series.val.numRef.f) == [int(p.v) for p in series.val.numRef.numCache.pt]
        assert figures_at(book, series.cat.strRef.f) == [p.v for p in series.cat.strRef.strCache.pt]
        assert figures_at(book, series.tx.strRef.f) == [series.tx.strRef.strCache.pt[0].v]


def figures_at(book, reference):
    sheet, cells = reference.replace("$", "").replace("'", "").split("!")
    found = book[sheet][cells]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def test_properties_are_the_audits_own(book):
    properties = book.properties
    assert (properties.title, properties.creator) == ("Health marketing audit", "Auditor")
    assert properties.lastModifiedBy == "Jane Example"
    assert properties.created == properties.modified == datetime(2026, 11, 22, 10)  # noqa: DTZ001


def test_the_same_audit_gives_the_same_bytes():
    assert written(factory.audit()) == written(factory.audit())


def test_an_audit_without_a_readable_time_can_be_written():
    book = opened(replace(factory.audit(), audited_at="some day"))
    assert "some day" in words_on(book["Summary"])


# Hostile and extreme text


HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "=", "#REF!", "TRUE", "00123", "1e5"),
    *("a\x1b[31m\x00b", "half \ud83d", "\ufffe\uffff", "_x0041_ and _x000D_", "  spaced  ", " ", "\n"),
    *("<b>&amp;\"'</b> ]]>", "שלום עולם", "مرحبا", "私たちの治療", "👩‍⚕️ 👨‍👩‍👧", "\u202eback", "a\n\nb"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_text_from_pages_stays_text(words):
    content = written(factory.audit(factory.hostile(words)), prepared_by=words)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            tree = etree.fromstring(archive.read(name))
            if not name.startswith("xl/worksheets/sheet"):
                continue
            assert not tree.findall(f".//{SPREADSHEET}f")
            for cell in tree.iter(f"{SPREADSHEET}c"):
                assert cell.get("t") in {None, "n", "inlineStr"}
                if cell.get("t") == "inlineStr":
                    assert len(cell.findall(f".//{SPREADSHEET}t")) > 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=1+1", "=1+1"),
        ("\t=1", "\t=1"),
        ("a\x1bb", "a␛b"),
        ("half \ud83d", "half �"),
        ("_x0041_", "_x0041_"),
        ("  spaced  ", "  spaced  "),
        ("a\n\nb", "a\nb"),
    ],
)
def test_text_is_shown_as_it_is_or_visibly_replaced(words, shown):
    row = rows(opened(factory.audit(factory.hostile(words)))["Findings"])[0]
    assert row["Sentence"] == row["Why"] == shown


def test_text_that_looks_like_the_formats_own_escapes_is_no_escape():
    content = written(factory.audit(factory.hostile("_x0041_ and _x000D_")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    found = [escape for sheet in sheets for escape in re.findall(rb">[^<]*?(_x[0-9A-Fa-f]{4}_)", sheet)]
    assert found
    assert set(found) == {b"_x005F_"}


@pytest.mark.parametrize(("words", "is_guarded"), [("=1", True), ("@x", True), ("plain", False)])
def test_text_like_a_formula_stays_text_when_it_is_edited(words, is_guarded):
    sheet = opened(factory.audit(factory.hostile(words)))["Findings"]
    assert sheet["H2"].quotePrefix is is_guarded
    assert sheet["I2"].quotePrefix is is_guarded


def test_a_text_too_long_for_a_cell_goes_on_on_its_own_sheet():
    words = "0123456789" * 20
    book = opened(factory.audit(factory.hostile(words)), limits=Limits(text=100))
    assert book.sheetnames[-1] == "Long texts"
    shown = rows(book["Findings"])[0]["Why"]
    assert len(shown) == 100
    head, row = re.fullmatch(r"(\d+) … \[continued on sheet “Long texts”, row (\d+)\]", shown).groups()
    parts = [entry for entry in rows(book["Long texts"])[int(row) - 2 :] if entry["Column"] == "Why"]
    assert [entry["Part"] for entry in parts] == [2, 3]
    assert (parts[0]["Sheet"], parts[0]["Row"]) == ("Findings", 2)
    assert head + "".join(entry["Text"] for entry in parts) == words
    assert any("too long for a cell" in said for said in words_on(book["Summary"]))


def test_no_cell_is_longer_than_excel_allows():
    book = opened(factory.audit(factory.hostile("😀" * 20_000)))
    longest = max(len(words.encode("utf-16-le")) // 2 for sheet in book for words in words_on(sheet))
    assert longest == 32_767


def test_a_text_that_is_too_long_for_the_summary_says_that_it_is_cut():
    problem = Problem("odd", "0123456789" * 4_000)
    book = opened(factory.audit(replace(factory.unread(), problems=(problem,))))
    (shown,) = (words for words in words_on(book["Summary"]) if words.startswith("0123"))
    assert shown.endswith(" … [cut here: a cell cannot hold more]")
    assert len(shown) == 32_767


def test_a_time_fits_its_column(book):
    for sheet in book:
        for column in sheet.iter_cols(min_row=2):
            if any(isinstance(cell.value, datetime) for cell in column):
                assert sheet.column_dimensions[column[0].column_letter].width >= 15


def test_more_rows_than_a_sheet_holds_go_on_on_the_next():
    book = opened(factory.audit(), limits=Limits(rows=4))
    assert book.sheetnames[:4] == ["Summary", "Findings", "Findings 2", "Findings 3"]
    first, second, third = (rows(book[name]) for name in book.sheetnames[1:4])
    assert [row["No."] for row in first + second + third] == [1, 2, None, 3, 4, None, 5]
    assert first[-1]["Document"] == "Continued on the sheet “Findings 2”."
    assert [sheet.max_row for sheet in book.worksheets[1:4]] == [4, 4, 2]
    assert [t.ref for name in book.sheetnames[1:4] for t in book[name].tables.values()] == [
        "A1:T3",
        "A1:T3",
        "A1:T2",
    ]
    assert any("more rows than a sheet can hold" in said for said in words_on(book["Summary"]))


def test_more_links_than_excel_allows_stay_text():
    book = opened(factory.audit(), limits=Limits(links=2))
    cells = [book["Findings"].cell(row, 3) for row in range(2, 7)]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False, False]
    assert cells[4].value == "Page 3"
    assert any("cannot be clicked" in said for said in words_on(book["Summary"]))


# Empty states


def test_an_audit_without_findings_says_so_on_every_sheet():
    book = opened(factory.audit(factory.clean_page()))
    assert rows(book["Findings"])[0]["Document"] == "No findings"
    assert rows(book["Statistics"])[0]["Document"] == "No figures found"
    assert rows(book["References"])[0]["Document"] == "No reference lists found"
    said = words_on(book["Summary"])
    assert "Nothing was flagged in what could be read." in said
    assert "Nothing was left out: all text was read and every rule could be run." in said
    assert not book["Summary"]._charts


def test_an_audit_of_nothing_but_unread_documents_never_sounds_clean():
    said = words_on(opened(factory.audit(factory.unread()))["Summary"])
    assert "Nothing could be audited." in said
    assert not any(words.startswith(("Nothing was flagged", "Nothing flagged")) for words in said)


def test_an_empty_audit_can_be_written():
    book = opened(replace(factory.audit(), documents=(), packs=()))
    assert book.sheetnames == SHEETS
    assert "There were no documents." in words_on(book["Summary"])


def test_a_partly_read_document_is_never_listed_as_wholly_checked():
    partial = replace(
        factory.clean_page(), status=Status.PARTIAL, problems=(Problem("odd", "One picture was not read."),)
    )
    said = words_on(opened(factory.audit(partial))["Summary"])
    assert "One picture was not read." in said
    assert "Nothing flagged (only part was read)" in said
    assert not any(words.startswith("Nothing was left out") for words in said)


def test_a_long_list_of_unread_documents_points_to_the_full_one():
    many = [replace(factory.unread(), source=factory.source(f"scan{at}.pdf")) for at in range(203)]
    said = words_on(opened(factory.audit(*many))["Summary"])
    assert "… and 3 more, on the sheet “Documents”." in said


def test_a_comparison_adds_two_columns_a_sheet_and_a_line_and_only_then():
    book = opened(factory.audit(factory.compared_page()))
    assert [n for n in book.sheetnames if n not in SHEETS] == ["Gone since"]
    assert [cell.value for cell in book["Findings"][1]][len(FINDING_COLUMNS) :] == [
        "Since the version before",
        "How it read before",
    ]
    assert [row["Since the version before"] for row in rows(book["Findings"])] == [
        *("As before", "New", "As before", "Decision no longer fits")
    ]
    assert [(row["What became of it"], row["Decision"]) for row in rows(book["Gone since"])] == [
        ("Fixed", "Dismissed"),
        ("Could not be compared", "Undecided"),
    ]
    line = "1 fixed, 1 new, 1 still open, 1 decided as before, 1 decision no longer fits, 1 could not be compared"
    assert line in words_on(book["Summary"])


def test_what_is_repeated_in_print_is_told_as_excel_tells_it():
    """Columns before rows; the library writes them the other way round."""
    with zipfile.ZipFile(io.BytesIO(written(factory.audit()))) as archive:
        assert b">'Findings'!$A:$B,'Findings'!$1:$1<" in archive.read("xl/workbook.xml")
