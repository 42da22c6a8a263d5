"""Decisions are added, never overwritten; every step can be undone and done again, also after the file was closed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import StoreError
from auditor.model.decision import NO_DECISION, Author, Decision, Verdict
from auditor.model.listing import Alike, Filter
from auditor.model.order import Grouping, Sort
from auditor.store.audits import AuditFile
from auditor.store.migrations import STEPS

from .conftest import document

ANA = Author("Ana", "2026-11-22T10:00:00Z")
BEN = Author("Ben", "2026-11-22T11:00:00Z")


@pytest.fixture
def review(audit_file):
    audit_file.save([(0, document("a.html")), (1, document("b.html"))])
    return audit_file


def decision(file, number):
    return file.findings.one(number).decision


def test_nothing_is_decided_at_first(review):
    assert decision(review, 1) == NO_DECISION
    assert review.decisions.history(1) == ()
    assert review.decisions.steps().undo is None


def test_a_decision_is_shown_and_kept_with_its_author(review):
    change = review.decisions.decide([1], Verdict.DISMISSED, ANA, "Dismissed", "A quotation")
    assert (change.findings, change.author, change.words) == (1, ANA, "Dismissed")
    assert decision(review, 1) == Decision(Verdict.DISMISSED, "A quotation", "", "Ana", ANA.at)


def test_a_second_decision_follows_the_first(review):
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    review.decisions.decide([1], Verdict.DISMISSED, BEN, "Dismissed", "Cited elsewhere")
    assert [d.verdict for d in review.decisions.history(1)] == [Verdict.CONFIRMED, Verdict.DISMISSED]
    assert decision(review, 1).reviewer == "Ben"


def test_the_same_words_in_another_document_are_decided_by_themselves(review):
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    assert decision(review, 4) == NO_DECISION


def test_deciding_the_same_again_is_no_step(review):
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    assert review.decisions.decide([1], Verdict.CONFIRMED, BEN, "Confirmed") is None
    assert len(review.decisions.changes()) == 1


def test_a_note_leaves_the_verdict_and_a_verdict_leaves_the_note(review):
    review.decisions.note(1, "Ask marketing", ANA, "Note")
    review.decisions.decide([1], Verdict.LATER, ANA, "Later")
    assert (decision(review, 1).note, decision(review, 1).verdict) == ("Ask marketing", Verdict.LATER)
    review.decisions.note(1, "Asked", BEN, "Note")
    assert (decision(review, 1).note, decision(review, 1).verdict) == ("Asked", Verdict.LATER)


def test_a_step_over_many_findings_is_undone_as_one(review):
    review.decisions.decide([1, 2, 4], Verdict.DISMISSED, ANA, "Dismissed 3 findings")
    undone = review.decisions.undo(BEN)
    assert (undone.findings, undone.words) == (3, "Dismissed 3 findings")
    assert [decision(review, n).verdict for n in (1, 2, 4)] == [Verdict.UNDECIDED] * 3


def test_what_was_undone_can_be_done_again_also_after_closing(tmp_path):
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document())])
        file.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
        file.decisions.decide([1], Verdict.DISMISSED, ANA, "Dismissed", "Cited")
        file.decisions.undo(ANA)
        assert decision(file, 1).verdict is Verdict.CONFIRMED
    with AuditFile(tmp_path / "a.audit") as file:
        assert file.decisions.steps().redo.words == "Dismissed"
        file.decisions.redo(ANA)
        assert decision(file, 1) == Decision(Verdict.DISMISSED, "Cited", "", "Ana", ANA.at)
        assert file.decisions.steps().redo is None
        assert file.decisions.steps().undo.words == "Dismissed"


def test_deciding_anew_ends_what_could_be_done_again(review):
    review.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    review.decisions.undo(ANA)
    review.decisions.decide([2], Verdict.CONFIRMED, ANA, "Confirmed")
    assert review.decisions.redo(ANA) is None


def test_with_nothing_to_undo_nothing_happens(review):
    assert review.decisions.undo(ANA) is None
    assert review.decisions.redo(ANA) is None
    assert review.decisions.changes() == ()


STEP = st.one_of(
    st.just("undo"),
    st.just("redo"),
    st.tuples(st.sampled_from([1, 2, 4]), st.sampled_from(list(Verdict))),
)


@given(steps=st.lists(STEP, max_size=25))
@settings(max_examples=40, deadline=None)
def test_undoing_everything_leads_back_to_the_beginning_and_redoing_to_the_end(tmp_path_factory, steps):
    with AuditFile(tmp_path_factory.mktemp("laws") / "a.audit") as file:
        file.save([(0, document("a.html")), (1, document("b.html"))])
        for step in steps:
            match step:
                case "undo":
                    file.decisions.undo(ANA)
                case "redo":
                    file.decisions.redo(ANA)
                case (number, verdict):
                    file.decisions.decide([number], verdict, ANA, "Decided")
        while file.decisions.redo(ANA):
            pass
        end = [decision(file, n) for n in (1, 2, 4)]
        while file.decisions.undo(BEN):
            pass
        assert [decision(file, n) for n in (1, 2, 4)] == [NO_DECISION] * 3
        while file.decisions.redo(BEN):
            pass
        assert [decision(file, n) for n in (1, 2, 4)] == end


def test_decisions_filter_sort_and_count(review):
    review.decisions.decide([1, 4], Verdict.DISMISSED, ANA, "Dismissed")
    review.decisions.decide([2], Verdict.LATER, ANA, "Later")
    dismissed = Filter(verdicts=frozenset({Verdict.DISMISSED}))
    assert sorted(review.findings.ids(dismissed, Sort())) == [1, 4]
    assert sorted(review.findings.open_ids(Filter(), Sort())) == [2, 3, 5, 6]
    assert review.findings.facets(dismissed).verdicts == {
        Verdict.DISMISSED: 2,
        Verdict.LATER: 1,
        Verdict.UNDECIDED: 3,
    }
    assert [row.decided for row in review.document_rows()] == [1, 1]
    assert [row.verdict for row in review.findings.rows([1, 2])] == [Verdict.DISMISSED, Verdict.LATER]


def test_findings_alike_share_rule_and_words(review):
    assert review.findings.alike(1) == Alike((1, 4), documents=2)


def test_groups_say_how_many_are_open(review):
    review.decisions.decide([2], Verdict.CONFIRMED, ANA, "Confirmed")
    by_category = {g.key: (g.count, g.open) for g in review.findings.groups(Filter(), Grouping.CATEGORY)}
    assert by_category == {"superlative": (2, 2), "statistic": (2, 1), "crisis-resource": (2, 2)}
    assert [g.label for g in review.findings.groups(Filter(), Grouping.DOCUMENT)] == ["a.html", "b.html"]


def test_decisions_go_out_with_the_audit(review):
    from auditor.model.listing import AuditHeader

    review.set_header(AuditHeader("1.0", ANA.at))
    review.decisions.decide([4], Verdict.CONFIRMED, ANA, "Confirmed")
    first, second = review.audit().documents
    assert first.decisions == {}
    assert [d.verdict for d in second.decisions.values()] == [Verdict.CONFIRMED]


def test_bytes_come_back_as_they_were_and_changed_ones_are_told(tmp_path):
    import hashlib

    pages = {1: b"<p>word</p>" * 9_000, 2: bytes(range(256)) * 3}
    with AuditFile(tmp_path / "a.audit") as file:
        file.save([(0, document("a.html")), (1, document("b.html"))])
        file.sources.keep(pages.items())
        for number, content in pages.items():
            assert file.sources.content(number, hashlib.sha256(content).hexdigest()) == content
        with pytest.raises(StoreError, match="have changed"):
            file.sources.content(1, "00" * 32)
        with pytest.raises(StoreError, match="not kept"):
            file.sources.content(3, "00" * 32)
    assert (tmp_path / "a.audit").stat().st_size < len(pages[1]) + 100_000


def from_the_first_version(path):
    """Write a file as the first version of the program did, with one document."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("PRAGMA application_id=0x41554454")
        STEPS[0](old)
        old.execute("PRAGMA user_version=1001")
        old.execute(
            "INSERT INTO document VALUES (1, 0, 'a.html', 'u', 'text/html', 'complete', 'T', 3, '[]', ?, 'The best.')",
            [
                '{"source":{"name":"a.html","uri":"u","media_type":"text/html","bytes":1,"sha256":""},"status":"complete","problems":[]}'
            ],
        )
        old.execute(
            "INSERT INTO finding VALUES (1, 1, 0, 9, 1, 'violation', 'superlative', 'The best.', 4, 'best', 'Claim', NULL, NULL, '', 'the best.', ?)",
            [
                '{"fingerprint":"f1","rule":"core/superlative","title":"Claim","category":"superlative","severity":"high","outcome":"violation","span":{"start":0,"end":9},"quote":"The best.","trigger":{"start":4,"end":8},"trigger_quote":"best","message":"m","advice":"a"}'
            ],
        )


@pytest.mark.parametrize("is_read_only", [True, False])
def test_a_file_of_the_first_version_opens(tmp_path, is_read_only):
    path = tmp_path / "old.audit"
    from_the_first_version(path)
    with AuditFile(path, is_read_only=is_read_only) as file:
        assert file.findings.ids(Filter(rules=frozenset({"core/superlative"})), Sort()) == [1]
        if not is_read_only:
            file.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
            assert decision(file, 1).verdict is Verdict.CONFIRMED


def test_a_file_that_is_only_read_stays_as_it_is(tmp_path):
    path = tmp_path / "a.audit"
    with AuditFile(path) as file:
        file.save([(0, document())])
    before = path.read_bytes()
    with AuditFile(path, is_read_only=True) as file:
        assert len(file.document_rows()) == 1
        with pytest.raises(StoreError):
            file.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.audit"]


def test_a_file_to_read_has_to_be_there(tmp_path):
    with pytest.raises(StoreError, match="There is no audit file"):
        AuditFile(tmp_path / "gone.audit", is_read_only=True)


def test_many_findings_are_let_stand_as_given_in_one_step(review):
    review.decisions.note(2, "Ask marketing", ANA, "Note")
    told = Decision(Verdict.CONFIRMED, "", "", "Cleo", "2026-11-23T09:00:00Z", "We take it out.")
    answered = Decision(note="Ask marketing", response="Which page?")
    change = review.decisions.record({1: told, 2: answered, 99: told}, BEN, "Imported 2 decisions")
    assert (change.findings, change.author) == (2, BEN)
    assert (decision(review, 1), decision(review, 2)) == (told, answered)
    assert review.decisions.record({1: told}, BEN, "Imported again") is None
    review.decisions.undo(BEN)
    assert (decision(review, 1), decision(review, 2)) == (NO_DECISION, Decision(note="Ask marketing"))


def test_a_new_verdict_leaves_the_response(review):
    review.decisions.record({1: Decision(response="It is on file.")}, ANA, "Imported 1 response")
    review.decisions.decide([1], Verdict.CONFIRMED, BEN, "Confirmed")
    assert decision(review, 1).response == "It is on file."
