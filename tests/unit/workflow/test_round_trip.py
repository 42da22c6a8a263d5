"""A spreadsheet that went out and came back: what was decided there is taken in, and nothing else."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager

import pytest
from openpyxl import Workbook, load_workbook

from auditor.errors import UserError
from auditor.export.base import Format, write_audit
from auditor.model.audit import DocumentAudit, PackRecord, SourceRecord
from auditor.model.decision import NO_DECISION, Author, Decision, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.listing import AuditHeader
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return, take_in

ANA = Author("Ana", "2026-11-22T10:00:00Z")
BEN = Author("Ben", "2026-11-25T09:30:00Z")
SENTENCES = (
    "Our programme is the most advanced in the country.",
    "=2+2 is not the only sum we do; 9 of 10 guests stay well.",
    "Nobody -- nobody! -- relapses here, “ever” 🙂.",
    "-20% this week, and 'no' side effects @ all.",
)
VERDICTS = {
    "Undecided": Verdict.UNDECIDED,
    "Confirmed": Verdict.CONFIRMED,
    "Needs substantiation": Verdict.NEEDS_SUBSTANTIATION,
    "Dismissed": Verdict.DISMISSED,
    "Approved claim": Verdict.APPROVED_CLAIM,
}


def document(name="page.html", sha256="ab" * 32, sentences=SENTENCES):
    text, findings = "", []
    for at, sentence in enumerate(sentences):
        span = Span(len(text), len(text) + len(sentence))
        text += f"{sentence}\n\n"
        findings.append(
            Finding(
                f"0{at}f{len(sentence):013d}", "core/claim", "Claim", "vague-authority", Severity.HIGH,
                Outcome.NEEDS_REVIEW, span, sentence, span, sentence, "No proof is given.", "Give it.",
            )
        )  # fmt: skip
    source = SourceRecord(name, f"https://clinic.example/{name}", "text/html", 100, sha256)
    return DocumentAudit(source, Status.COMPLETE, (), text=text, words=9, findings=tuple(findings))


@contextmanager
def new_review(folder):
    """Give a review of two pages with four findings each, none of them decided."""
    with AuditFile(folder / "review.audit") as file:
        file.set_header(
            AuditHeader("1", "2026-11-22T09:00:00Z", (PackRecord("core", "Core", "1", "c0" * 32),))
        )
        file.save([(0, document("a.html")), (1, document("b.html", "cd" * 32))])
        yield file


@pytest.fixture
def review(tmp_path):
    with new_review(tmp_path) as file:
        yield file


def exported(review, path):
    stream = io.BytesIO()
    write_audit(review.audit(), stream, Format(path.suffix[1:]))
    path.write_bytes(stream.getvalue())
    return path


class Sheet:
    """The sheet of findings in the hands of somebody with a spreadsheet program."""

    def __init__(self, path):
        self.path = path
        self.book = load_workbook(path)
        self.sheet = self.book["Findings"]
        self.titles = {cell.value: cell.column for cell in self.sheet[1]}

    def __setitem__(self, key, value):
        row, title = key
        self.sheet.cell(row, self.titles[title]).value = value

    def save(self):
        self.book.save(self.path)
        return self.path


@pytest.fixture
def sheet(review, tmp_path):
    return Sheet(exported(review, tmp_path / "audit.xlsx"))


def decisions(review):
    return [review.findings.one(n).decision for n in range(1, 9)]


def reasons(preview):
    return [(refusal.place, refusal.reason) for refusal in preview.refusals]


def test_what_was_not_touched_changes_nothing(review, tmp_path):
    review.decisions.decide([2], Verdict.DISMISSED, ANA, "Dismissed", "=quoted from -a- review")
    for name in ("audit.xlsx", "audit.csv"):
        preview = preview_return(exported(review, tmp_path / name), review)
        assert (preview.proposals, preview.refusals, preview.unchanged) == ((), (), 8)
        assert take_in(preview, review, BEN) is None


def test_a_decision_and_a_response_are_taken_in_as_one_step(review, sheet):
    sheet[2, "Decision"], sheet[2, "Reason"] = "dismissed ", "Said of the past"
    sheet[3, "Decision"], sheet[3, "Reviewer"] = "Confirmed", "Cleo"
    sheet[4, "Response"] = "We have a survey of 2025."
    preview = preview_return(sheet.save(), review)
    assert decisions(review) == [NO_DECISION] * 8
    assert [p.place for p in preview.proposals] == ["Findings, row 2", "Findings, row 3", "Findings, row 4"]
    change = take_in(preview, review, BEN)
    assert decisions(review)[:3] == [
        Decision(Verdict.DISMISSED, "Said of the past", "", "Ben", BEN.at),
        Decision(Verdict.CONFIRMED, "", "", "Cleo", BEN.at),
        Decision(response="We have a survey of 2025."),
    ]
    assert change.findings == 3
    review.decisions.undo(BEN)
    assert decisions(review) == [NO_DECISION] * 8


def test_what_was_decided_here_meanwhile_stays_when_nobody_decided_there(review, sheet):
    sheet[2, "Response"] = "It is true."
    path = sheet.save()
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    preview = preview_return(path, review)
    assert preview.conflicts == ()
    take_in(preview, review, BEN)
    assert decisions(review)[0] == Decision(Verdict.CONFIRMED, "", "", "Ana", ANA.at, "It is true.")


@pytest.mark.parametrize(("takes_theirs", "verdict"), [(False, Verdict.CONFIRMED), (True, Verdict.DISMISSED)])
def test_a_conflict_is_shown_and_chosen(review, sheet, takes_theirs, verdict):
    sheet[2, "Decision"], sheet[2, "Reason"], sheet[2, "Response"] = "Dismissed", "Cited", "It is true."
    path = sheet.save()
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    preview = preview_return(path, review)
    (conflict,) = preview.conflicts
    assert (conflict.finding.decision.verdict, conflict.then.verdict) == (
        Verdict.CONFIRMED,
        Verdict.DISMISSED,
    )
    take_in(preview, review, BEN, theirs=frozenset({1} if takes_theirs else ()))
    assert (decisions(review)[0].verdict, decisions(review)[0].response) == (verdict, "It is true.")


def test_a_decision_that_was_written_out_can_be_changed_there(review, tmp_path):
    review.decisions.decide([1, 2], Verdict.CONFIRMED, ANA, "Confirmed")
    sheet = Sheet(exported(review, tmp_path / "audit.xlsx"))
    sheet[2, "Decision"], sheet[2, "Reason"] = "Dismissed", "Cited on the next page"
    sheet[3, "Decision"] = "Undecided"
    preview = preview_return(sheet.save(), review)
    assert preview.conflicts == ()
    take_in(preview, review, BEN)
    assert decisions(review)[0] == Decision(Verdict.DISMISSED, "Cited on the next page", "", "Ben", BEN.at)
    assert decisions(review)[1].verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Sentence", "Our programme is advanced.", "“Sentence” is not what was written out"),
        ("Severity", "Low", "“Severity” is not what was written out"),
        ("Rule", "core/other", "“Rule” is not what was written out"),
        ("Document", "c.html", "“Document” is not one that has this finding"),
        ("Fingerprint", "ffffffffffffffff", "belongs to another audit"),
        ("Fingerprint", None, "fingerprint is missing"),
        ("Decision", "Bestätigt", "“Bestätigt” is no decision: choose one of “Undecided”, “Confirmed”"),
        ("Decision", None, "It has no decision"),
        ("Decision", '=IF(TRUE,"Confirmed","")', "“Decision” holds a formula"),
        ("Sentence", '="Our programme"', "“Sentence” holds a formula"),
        ("Reason", "Because", "gives a reason, but no decision"),
        ("Decision", "Dismissed", "does not say why: write that into “Reason”"),
        ("Why", "Proof was given.", "“Why” is not what was written out"),
        ("Basis", "None.", "“Basis” is not what was written out"),
        ("Place", "Nowhere", "“Place” is not what was written out"),
        ("How to fix", "Leave it.", "“How to fix” is not what was written out"),
        ("Suggested wording", "Anything", "“Suggested wording” is not what was written out"),
        ("Evidence", "Plenty", "“Evidence” is not what was written out"),
        ("Source", "Us", "“Source” is not what was written out"),
        ("No.", 9, "“No.” is not what was written out"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_the_rest_goes_on(review, sheet, column, value, said):
    sheet[2, "Response"] = "Taken out."
    sheet[2, column] = value
    sheet[3, "Decision"] = "Confirmed"
    preview = preview_return(sheet.save(), review)
    ((place, reason),) = reasons(preview)
    assert place == "Findings, row 2"
    assert said in reason
    assert [p.finding.id for p in preview.proposals] == [2]


def test_rows_that_repeat_are_refused(review, sheet):
    row = [cell.value for cell in sheet.sheet[2]]
    sheet.sheet.append(row)
    sheet[2, "Decision"] = "Confirmed"
    assert [r for _, r in reasons(preview_return(sheet.save(), review))] == [
        "The same finding is answered in different ways in 2 rows."
    ] * 2
    sheet[10, "Decision"] = "Confirmed"
    preview = preview_return(sheet.save(), review)
    assert reasons(preview) == [("Findings, row 10", "It repeats findings, row 2.")]
    assert len(preview.proposals) == 1


def test_findings_without_a_row_are_counted_and_stay(review, sheet):
    assert preview_return(sheet.path, review).remarks == ()
    sheet.sheet.delete_rows(3)
    preview = preview_return(sheet.save(), review)
    assert preview.remarks == ("1 finding has no row in it and stays as decided here.",)
    assert (preview.proposals, preview.refusals, preview.unchanged) == ((), (), 7)


def test_another_version_of_the_document_is_told(review, sheet, tmp_path):
    sheet[2, "Decision"] = "Confirmed"
    path = sheet.save()
    with AuditFile(tmp_path / "later.audit") as later:
        later.save([(0, document("a.html", "ee" * 32)), (1, document("b.html", "cd" * 32))])
        preview = preview_return(path, later)
    assert {r for _, r in reasons(preview)} == {
        "The spreadsheet was made from another version of this document."
    }
    assert (len(preview.refusals), preview.unchanged) == (4, 4)


def test_documents_of_one_name_are_told_apart_by_their_numbers(tmp_path):
    with AuditFile(tmp_path / "twins.audit") as twins:
        twins.set_header(AuditHeader("1", "2026-11-22T09:00:00Z"))
        twins.save([(0, document("index.html")), (1, document("index.html", "cd" * 32))])
        sheet = Sheet(exported(twins, tmp_path / "audit.xlsx"))
        sheet[6, "Decision"] = "Confirmed"
        sheet.sheet.move_range("A6:T6", rows=20)
        (proposal,) = preview_return(sheet.save(), twins).proposals
        assert proposal.finding.sha256 == "cd" * 32
        sheet.sheet.cell(26, sheet.titles["No."]).value = None
        assert {r for _, r in reasons(preview_return(sheet.save(), twins))} == {
            "Several documents share its name, and it cannot be told which one it means."
        }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"PK\x03\x04 cut off", "is damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls format"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.csv", b"Name,Price\r\nTea,4\r\n", "Its first row says: Name, Price"),
        ("a.csv", b"\x00\x01\x02\xff" * 40, "is no audit that Auditor wrote"),
        (None, None, "There is no file"),
    ],
)
def test_a_file_that_is_no_audit_is_refused_in_plain_words(review, tmp_path, name, content, said):
    path = tmp_path / (name or "gone.xlsx")
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r".+") as raised:
        preview_return(path, review)
    assert said in str(raised.value)


def test_an_audit_of_other_documents_is_refused_as_a_whole(review, tmp_path, sheet):
    with AuditFile(tmp_path / "other.audit") as other:
        other.save([(0, document("c.html", sentences=("Ours alone works.",)))])
        with pytest.raises(UserError, match="belongs to another audit: none of its 8 rows"):
            preview_return(sheet.save(), other)


def test_a_workbook_of_another_program_and_endless_empty_rows_end_soon(review, tmp_path):
    book = Workbook()
    book.active.append(["Invoice"])
    book.active.cell(1_048_000, 1).value = "end"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(UserError, match="Its first row says: Invoice"):
        preview_return(tmp_path / "other.xlsx", review)
    path = exported(review, tmp_path / "audit.csv")
    path.write_bytes(path.read_bytes() + b",,,\r\n" * 200_000)
    assert preview_return(path, review).unchanged == 8


def test_a_column_that_was_gone_over_as_a_whole_is_told_and_its_answers_are_taken_in(review, sheet):
    """The next version of the program may say it in other words; that is no reason to lose what came back."""
    for row in range(2, 10):
        sheet[row, "Place"] = f"Line {row}"
    sheet[2, "Decision"] = "Confirmed"
    preview = preview_return(sheet.save(), review)
    assert ([p.finding.id for p in preview.proposals], preview.refusals) == ([1], ())
    assert preview.remarks[0].startswith("“Place” reads otherwise than in this review in 8 of 8 rows")


def test_rows_far_below_the_others_are_read_or_the_file_is_refused(review, tmp_path, sheet):
    sheet[9, "Decision"] = "Confirmed"
    sheet.sheet.move_range("A9:T9", rows=60_000)
    preview = preview_return(sheet.save(), review)
    assert [(p.place, p.finding.id) for p in preview.proposals] == [("Findings, row 60009", 8)]
    path = exported(review, tmp_path / "audit.csv")
    *first, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(first) + b"\r\n" * 60_000 + last)
    assert preview_return(path, review).unchanged == 8
    path.write_bytes(b"".join(first) + b"\r\n" * 100_001 + last)
    with pytest.raises(UserError, match="rows below more than 100,000 empty ones"):
        preview_return(path, review)


def test_a_table_saved_in_another_country_is_read(review, tmp_path):
    path = exported(review, tmp_path / "audit.csv")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    first = next(row for row in rows if row[0] == "Finding")
    first[rows[0].index("Decision")] = "Confirmed"
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([["Audit of the spring pages"], *rows])
    path.write_bytes(stream.getvalue().encode("utf-16"))
    preview = preview_return(path, review)
    assert ([p.finding.id for p in preview.proposals], preview.refusals) == ([1], ())
