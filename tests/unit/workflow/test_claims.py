"""Claims approved in a review: recognised, taken back with their step, kept apart from what people decided."""

from dataclasses import replace

import pytest

from auditor.errors import StoreError, UserError
from auditor.model.audit import Audit, DocumentAudit, SourceRecord
from auditor.model.claim import Claim, Evidence, MatchKind, Scope, ScopeKind
from auditor.model.decision import Author, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.listing import AuditHeader
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.store.claims import RegisterFile
from auditor.workflow.claims import (
    check,
    recognise_in,
    record_of,
    redo,
    registers_of,
    undo,
    with_register,
    write_claims,
)
from auditor.workflow.reaudit import compare_with
from auditor.workflow.recognise import Recogniser
from auditor.workflow.register_table import evidence_troubles
from auditor.workflow.register_use import (
    evidence_trouble,
    history_of,
    save_evidence,
    take_in_claims,
    use_register,
    write_claim,
)
from auditor.workflow.review import write_review

AT = "2026-11-22T10:00:00Z"
ANA = Author("Ana", AT)
QUOTES = (
    "About half of our clients are sober.",
    "More than half of our clients are sober.",
    "The most advanced clinic in Ohio.",
)
TRIGGERS = ("About half", "More than half", "most advanced")
CLAIM = Claim(("About half of our clients are sober",), Evidence("Doe 2024"), approver="Ana")


def finding(number):
    quote, trigger = QUOTES[number], TRIGGERS[number]
    start = sum(len(q) + 2 for q in QUOTES[:number])
    at = start + quote.index(trigger)
    return Finding(
        fingerprint=f"f{number}",
        rule="core/claim",
        title="Claim",
        category="statistic",
        severity=Severity.HIGH,
        outcome=Outcome.VIOLATION,
        span=Span(start, start + len(quote)),
        quote=quote,
        trigger=Span(at, at + len(trigger)),
        trigger_quote=trigger,
        message="No support.",
        advice="Name the source.",
    )


def document(name="page.html"):
    source = SourceRecord(name, f"https://clinic.example/{name}", "text/html", 100, "ab" * 32)
    findings = tuple(map(finding, range(3)))
    return DocumentAudit(source, Status.COMPLETE, (), text="\n\n".join(QUOTES), findings=findings)


@pytest.fixture
def review(tmp_path):
    with AuditFile(tmp_path / "r.audit") as file:
        file.set_header(AuditHeader("1", AT))
        file.save([(0, document()), (1, document("other.html"))])
        yield file


def approve(file, claim=CLAIM, finding=1, contents=None):
    return write_claims(file, [(None, claim)], ANA, contents or {}, "Approved claim", finding)


def verdicts(file):
    return [
        file.findings.one(number).decision.verdict.value
        for number in range(1, 1 + 3 * len(file.document_rows()))
    ]


YES, OPEN = "approved-claim", "undecided"


def test_an_approved_claim_is_recognised_in_every_document_and_near_misses_stay_open(review):
    change = approve(review)
    assert (change.words, change.findings) == ("Approved claim", 2)
    assert verdicts(review) == [YES, OPEN, OPEN, YES, OPEN, OPEN]
    one = review.findings.one(1)
    assert one.decision.reviewer == "Ana"
    assert one.decision.reason == "Approved in register entry 1. Evidence: Doe 2024."
    assert "“About half”, this says “More than half”" in review.findings.one(2).match.words
    assert review.findings.one(3).match is None
    document = review.audit().documents[0]
    assert [document.findings[n].evidence for n in (0, 2)] == ["", ""]
    assert document.findings[1].evidence.startswith("Close to register entry 1")


def test_undo_takes_entry_and_decisions_back_and_redo_puts_them_again(review):
    approve(review)
    assert undo(review, ANA).words == "Approved claim"
    assert verdicts(review) == [OPEN] * 6
    assert review.findings.one(2).match is None
    (entry,) = review.claims.entries()
    assert entry.claim.is_withdrawn
    redo(review, ANA)
    assert verdicts(review) == [YES, OPEN, OPEN, YES, OPEN, OPEN]
    assert not review.claims.entries()[0].claim.is_withdrawn
    assert [e.revision for e in review.claims.history(entry.key)] == [1, 2, 3]


def test_what_somebody_decided_stands_but_for_the_finding_approved_now(review):
    review.decisions.decide([1, 4], Verdict.CONFIRMED, ANA, "Confirmed")
    approve(review, finding=1)
    assert verdicts(review)[0] == YES
    assert verdicts(review)[3] == "confirmed"


def test_later_documents_are_recognised_by_the_program_and_undo_passes_over_that(review):
    approve(review)
    (number,) = review.save([(2, document("third.html"))])
    change = recognise_in(review, registers_of(review).entries, AT, [number])
    assert change.is_automatic
    assert verdicts(review)[6:] == [YES, OPEN, OPEN]
    assert recognise_in(review, registers_of(review).entries, AT) is None
    assert review.decisions.steps().undo.words == "Approved claim"
    undo(review, ANA)
    assert verdicts(review) == [OPEN] * 9


def test_an_approval_that_expires_opens_the_finding_again_with_the_reason(review):
    approve(review, replace(CLAIM, expires_on="2026-12-31"))
    recognise_in(review, registers_of(review).entries, "2027-01-01T00:00:00Z")
    decision = review.findings.one(1).decision
    assert decision.verdict is Verdict.UNDECIDED
    assert decision.reason.startswith("Approval expired on 2026-12-31")
    exported = review.audit().documents[0]
    assert "Approval expired on 2026-12-31" in exported.findings[0].evidence
    assert exported.approvals["f0"].kind is MatchKind.EXPIRED
    entry = review.claims.entries()[0]
    renewed = replace(entry.claim, expires_on="2028-12-31")
    write_claims(review, [(entry, renewed)], Author("Ana", "2027-01-02T00:00:00Z"), {}, "Renewed")
    assert verdicts(review)[0] == YES


def test_a_withdrawn_claim_is_recognised_no_longer(review):
    approve(review)
    entry = review.claims.entries()[0]
    write_claims(review, [(entry, replace(entry.claim, is_withdrawn=True))], ANA, {}, "Withdrawn")
    assert verdicts(review) == [OPEN] * 6
    assert review.findings.one(1).decision.reason == "No longer approved in the register."
    undo(review, ANA)
    assert verdicts(review)[0] == YES


def test_scope_by_document_holds_in_it_alone(review):
    scope = Scope(ScopeKind.DOCUMENT, ("https://clinic.example/page.html",))
    approve(review, replace(CLAIM, scope=scope))
    assert verdicts(review) == [YES, OPEN, OPEN, OPEN, OPEN, OPEN]
    assert review.findings.one(4).match.kind is MatchKind.ELSEWHERE


@pytest.fixture
def shared(review, tmp_path):
    path = tmp_path / "brand.claims"
    RegisterFile(path).__exit__()
    review.approvals.use_shared(str(path))
    return path


def entries(path):
    with RegisterFile(path, is_read_only=True) as register:
        return register.claims.entries()


def test_a_shared_register_takes_the_claim_and_undo_reaches_it(review, shared):
    approve(review)
    assert review.claims.entries() == ()
    assert verdicts(review)[0] == YES
    assert "of brand.claims" in review.findings.one(1).decision.reason
    undo(review, ANA)
    assert entries(shared)[0].claim.is_withdrawn
    assert verdicts(review) == [OPEN] * 6
    redo(review, ANA)
    assert not entries(shared)[0].claim.is_withdrawn
    assert verdicts(review)[0] == YES


def test_undo_is_refused_where_somebody_else_has_changed_the_claim_since(review, shared):
    approve(review)
    with RegisterFile(shared) as register:
        entry = register.claims.entries()[0]
        register.claims.put([(entry, replace(entry.claim, note="mine"))], Author("Ben", AT))
    with pytest.raises(StoreError, match="by somebody else since"):
        undo(review, ANA)
    assert verdicts(review)[0] == YES


def test_a_shared_register_that_is_gone_is_told_and_what_was_recognised_before_is_not(
    review, shared, tmp_path
):
    approve(review)
    shared.rename(tmp_path / "elsewhere.claims")
    found = registers_of(review)
    assert found.entries == ()
    assert "no register “brand.claims”" in found.trouble
    with pytest.raises(StoreError, match="not there"):
        approve(review, replace(CLAIM, wordings=("another approved wording",)))
    assert not shared.exists()


def test_a_register_beside_a_moved_review_is_found(review, shared, tmp_path):
    approve(review)
    review.approvals.use_shared("/gone/brand.claims")
    assert len(registers_of(review).entries) == 1


def test_an_audit_is_held_against_a_register_or_says_that_it_could_not(tmp_path):
    audit = Audit("1", AT, (), (document(),))
    path = tmp_path / "brand.claims"
    missing = with_register(audit, path)
    assert missing.documents == audit.documents
    assert "no register “brand.claims”" in record_of(path).trouble
    with RegisterFile(path) as register:
        register.claims.put([(None, CLAIM)], ANA)
    held = with_register(audit, path)
    assert record_of(path).claims == 1
    assert held.documents[0].decisions["f0"].verdict is Verdict.APPROVED_CLAIM
    assert set(held.documents[0].approvals) == {"f0", "f1"}


def test_a_review_made_with_a_register_goes_on_using_it(tmp_path):
    path, target = tmp_path / "brand.claims", tmp_path / "made.audit"
    with RegisterFile(path) as register:
        register.claims.put([(None, CLAIM)], ANA)
    write_review(Audit("1", AT, (), (document(),)), tmp_path, target, path)
    with AuditFile(target, is_read_only=True) as file:
        assert file.approvals.shared() == str(path)
        assert verdicts(file) == [YES, OPEN, OPEN]


WRONG = [
    ({"wordings": ()}, "no wording"),
    ({"wordings": ("the best",)}, "too short"),
    ({"evidence": Evidence()}, "no evidence"),
    ({"approver": ""}, "Nobody approves"),
    ({"scope": Scope(ScopeKind.COUNTRY)}, "holds nowhere"),
    ({"expires_on": "31/12/2027"}, "no date"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_claim_that_cannot_stand_is_refused(review, change, said):
    with pytest.raises(UserError, match=said):
        check(replace(CLAIM, **change))
    with pytest.raises(UserError, match=said):
        approve(review, replace(CLAIM, **change))
    assert review.claims.entries() == ()


def test_a_register_that_may_only_be_read_is_used_and_a_new_one_is_made(review, tmp_path):
    path = tmp_path / "brand.claims"
    assert use_register(review, path, AT)
    approve(review)
    path.chmod(0o444)
    assert not use_register(review, path, AT)
    assert verdicts(review)[0] == YES
    use_register(review, None, AT)
    assert verdicts(review) == [OPEN] * 6
    with pytest.raises(UserError, match="is no register"):
        use_register(review, tmp_path / "r.xlsx", AT)


def test_evidence_is_kept_and_told_when_it_has_changed(review, tmp_path):
    study = tmp_path / "study.pdf"
    study.write_bytes(b"%PDF")
    write_claim(review, None, replace(CLAIM, evidence=Evidence()), str(study), ANA)
    (entry,) = review.claims.entries()
    assert (entry.claim.evidence.words, evidence_trouble(review, entry)) == ("study.pdf", "")
    save_evidence(review, entry, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF"
    review._connection.execute("UPDATE claim_evidence SET content = x'00'")
    assert "bytes have changed" in evidence_trouble(review, entry)
    assert evidence_troubles(review.path) == {entry.key: evidence_trouble(review, entry)}
    with pytest.raises(UserError, match="cannot be read"):
        write_claim(review, None, CLAIM, str(tmp_path / "gone.pdf"), ANA)


def test_rows_taken_in_are_one_step(review, tmp_path):
    table = tmp_path / "claims.csv"
    table.write_text(
        "Wordings,Reference,Approver\nabout half of our clients,Doe,Ana\nno proof for this,,Ana\n", "utf-8"
    )
    taken = take_in_claims(review, table, ANA)
    assert (taken.added, len(taken.refused)) == (1, 1)
    assert history_of(review, review.claims.entries()[0])[0].author == ANA
    assert undo(review, ANA).words == "Took in 1 approved claim"
    assert review.claims.entries()[0].claim.is_withdrawn


def test_only_what_can_have_changed_is_held_against_the_register_again(review, monkeypatch):
    approve(review)
    asked = []
    match = Recogniser.match
    monkeypatch.setattr(
        Recogniser, "match", lambda self, flagged: asked.append(flagged.quote) or match(self, flagged)
    )
    recognise_in(review, registers_of(review).entries, AT)
    assert QUOTES[2] not in asked
    approve(review, replace(CLAIM, wordings=("the most advanced clinic in Ohio",)), finding=3)
    assert QUOTES[2] in asked
    assert verdicts(review) == [YES, OPEN, YES, YES, OPEN, YES]


def test_an_audit_compared_with_an_earlier_review_knows_its_register(review, tmp_path):
    approve(review)
    page = document()
    fresh = replace(page, text=page.text + "\n\nNew", source=replace(page.source, sha256="cd" * 32))
    found = compare_with(Audit("1", AT, (), (fresh,)), tmp_path, review.path, None, ANA).audit
    assert found.documents[0].decisions["f0"].verdict is Verdict.APPROVED_CLAIM
    assert found.documents[0].approvals["f1"].kind is MatchKind.NEAR
