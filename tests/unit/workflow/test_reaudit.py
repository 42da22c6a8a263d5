"""A new version takes the place of the one before; what was decided holds where the words do, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import StoreError, UserError
from auditor.model.audit import Audit
from auditor.model.decision import Author, Decision, FindingState, Verdict
from auditor.model.listing import AuditHeader, Filter
from auditor.model.order import Sort
from auditor.model.reaudit import Departure, Standing
from auditor.store.audits import AuditFile
from auditor.workflow.reaudit import Round, check_review, compare_with, replace_by_hand, take_in
from auditor.workflow.review import read_review, write_review

from .versions import BEST, FIGURE, at, pack, page, unreadable

ANA, BEN = Author("Ana", "2026-11-22T10:00:00Z"), Author("Ben", "2026-11-23T10:00:00Z")
HEADER = AuditHeader("1.0", "2026-11-22T09:00:00Z", (pack(),))

STAYS, GOES, CHANGES = (
    ("We are the best clinic in Ohio.", BEST),
    ("94% of our patients walk home.", FIGURE),
    ("Our method is the most advanced in the country.", BEST),
)
CHANGED = ("Our method is among the most advanced in the country.", BEST)
NEW = ("No other clinic in Ohio has this scanner.", BEST)
FIRST = page("# Us", STAYS, GOES, CHANGES)
SECOND = at(page("# Us", NEW, CHANGED, STAYS), "file:///new/page.html")


@pytest.fixture
def file(tmp_path):
    with AuditFile(tmp_path / "r.audit") as opened:
        yield opened


def arrive(file, tmp_path, *documents, together=None, author=BEN, header=HEADER):
    together = together or Round()
    for document in documents:
        together.expect(document.source.name)
    first = file.versions.free_position()
    return take_in(file, list(enumerate(documents, first)), tmp_path, header, author, together)


def decide(file, quote, verdict=Verdict.DISMISSED, reason="Opinion"):
    numbers = [n for n in ids(file) if file.findings.one(n).finding.quote == quote]
    assert file.decisions.decide(numbers, verdict, ANA, "Dismissed", reason)


def ids(file):
    return file.findings.ids(Filter(), Sort())


def states(file):
    return {
        f.quote: (d.states.get(f.fingerprint), d.decisions.get(f.fingerprint))
        for d in file.audit().documents
        for f in d.findings
    }


BY_ANA = Decision(Verdict.DISMISSED, "Opinion", "", ANA.reviewer, ANA.at)


def test_a_new_version_says_what_became_of_every_finding(file, tmp_path):
    arrive(file, tmp_path, FIRST)
    for quote, _ in (STAYS, GOES, CHANGES):
        decide(file, quote)
    (taken,) = arrive(file, tmp_path, SECOND)
    assert (taken.number, taken.replaced) == (2, 1)
    assert states(file) == {
        NEW[0]: (FindingState.NEW, None),
        CHANGED[0]: (FindingState.STALE, None),
        STAYS[0]: (FindingState.OPEN, BY_ANA),
    }
    (document,) = file.audit().documents
    comparison = document.comparison
    assert (comparison.name, comparison.sha256) == ("page.html", FIRST.source.sha256)
    assert [(g.finding.quote, g.departure, g.decision) for g in comparison.gone] == [
        (GOES[0], Departure.WORDS_GONE, BY_ANA)
    ]
    assert [(b.quote, b.decision) for _, b in comparison.before] == [(CHANGES[0], BY_ANA)]
    assert file.versions.standing() == Standing(fixed=1, new=1, decided=1, stale=1)
    assert [row.position for row in file.document_rows()] == [0]


def test_the_history_of_a_finding_goes_back_through_all_versions(file, tmp_path):
    arrive(file, tmp_path, FIRST)
    decide(file, CHANGES[0])
    decide(file, STAYS[0])
    arrive(file, tmp_path, SECOND)
    decide(file, CHANGED[0], Verdict.CONFIRMED, "")
    last = ("Our method is among the most advanced in this part of the country.", BEST)
    arrive(file, tmp_path, at(page("# Us", last, "Moved:", STAYS), "file:///third/page.html"))
    by_quote = {file.findings.one(n).finding.quote: file.decisions.history(n) for n in ids(file)}
    assert [d.verdict for d in by_quote[last[0]]] == [Verdict.DISMISSED, Verdict.CONFIRMED]
    assert by_quote[STAYS[0]] == (BY_ANA,)


def test_undoing_brings_the_earlier_version_back_and_redoing_the_new_one(file, tmp_path):
    arrive(file, tmp_path, FIRST)
    decide(file, CHANGES[0])
    before, rows = states(file), file.document_rows()
    arrive(file, tmp_path, SECOND)
    after = states(file)
    assert [row.is_new_version for row in (*rows, *file.document_rows())] == [False, True]
    decide(file, NEW[0])
    assert file.decisions.undo(BEN).words == "Dismissed"
    assert file.decisions.undo(BEN).words == "New version of page.html"
    assert states(file) == before
    assert file.document_rows() == rows
    assert file.decisions.redo(BEN).words == "New version of page.html"
    assert states(file) == after
    assert file.versions.standing() == Standing(fixed=1, new=1, open=1, stale=1)


def test_a_version_taken_back_can_stand_as_a_document_of_its_own(file, tmp_path):
    arrive(file, tmp_path, FIRST)
    decide(file, STAYS[0])
    (taken,) = arrive(file, tmp_path, SECOND)
    file.decisions.undo(BEN)
    file.versions.separate(taken.number, BEN, "Kept both")
    assert [row.id for row in file.document_rows()] == [1, 2]
    assert file.audit().documents[1].states == {}
    assert file.audit().documents[1].decisions == {}
    file.decisions.undo(BEN)
    assert [row.id for row in file.document_rows()] == [1]


def test_words_that_come_back_bring_their_decision_back(file, tmp_path):
    arrive(file, tmp_path, FIRST)
    decide(file, CHANGES[0])
    arrive(file, tmp_path, SECOND)
    decide(file, CHANGED[0], Verdict.CONFIRMED)
    arrive(file, tmp_path, at(page("# Us", CHANGES, "Welcome."), "file:///third/page.html"))
    assert states(file) == {CHANGES[0]: (FindingState.OPEN, BY_ANA)}


def test_a_version_that_cannot_be_read_fixes_nothing_and_the_next_is_compared_with_the_last_that_could(
    file, tmp_path
):
    arrive(file, tmp_path, FIRST)
    decide(file, STAYS[0])
    arrive(file, tmp_path, unreadable(FIRST))
    assert file.versions.standing() == Standing(not_compared=3)
    assert file.document_rows()[0].status == "unreadable"
    arrive(file, tmp_path, SECOND)
    assert states(file)[STAYS[0]] == (FindingState.OPEN, BY_ANA)
    assert file.versions.standing() == Standing(fixed=1, new=1, open=1, decided=1)


@pytest.mark.parametrize("is_known", [True, False])
def test_rules_that_changed_meanwhile_fix_nothing(file, tmp_path, is_known):
    """Also in a file of before this was noted beside each document: then the audit as a whole says which rules ran."""
    arrive(file, tmp_path, FIRST)
    if not is_known:
        file._connection.execute("UPDATE document SET judged_by = ''")
    later = AuditHeader("1.1", "2026-12-01T09:00:00Z", (pack("bb"),))
    unflagged = replace(at(FIRST, "file:///new/page.html"), findings=FIRST.findings[:1])
    arrive(
        file, tmp_path, replace(unflagged, source=replace(unflagged.source, sha256="22" * 32)), header=later
    )
    (document,) = file.audit().documents
    assert {g.departure for g in document.comparison.gone} == {Departure.RULES_CHANGED}
    assert file.versions.standing() == Standing(open=1, not_compared=2)
    assert {p.sha256 for p in file.header().packs} == {"aa", "bb"}


def test_documents_that_arrive_together_never_replace_one_another(file, tmp_path):
    twins = [
        page("# Us", STAYS, name="leaflet.html"),
        at(page("# Us", NEW, name="leaflet.html"), "file:///b/leaflet.html"),
    ]
    together = Round()
    arrive(file, tmp_path, twins[0], together=together)
    arrive(file, tmp_path, twins[1], together=together)
    assert len(file.document_rows()) == 2
    (third,) = arrive(file, tmp_path, at(twins[1], "file:///c/leaflet.html"))
    assert third.choices == (1, 2)


def test_new_versions_that_arrive_together_are_one_step(file, tmp_path):
    arrive(file, tmp_path, FIRST, page(STAYS, name="b.html"))
    together = Round()
    arrive(file, tmp_path, SECOND, together=together)
    arrive(file, tmp_path, at(page(NEW, name="b.html"), "file:///new/b.html"), together=together)
    assert [c.words for c in file.decisions.changes()] == ["New versions of 2 documents"]
    file.decisions.undo(BEN)
    assert [row.id for row in file.document_rows()] == [1, 2]


def test_a_reviewer_can_say_what_is_the_new_version_of_what(file, tmp_path):
    arrive(file, tmp_path, FIRST, page("# Us", STAYS, NEW, name="final v2.html"))
    decide(file, GOES[0])
    decide(file, NEW[0], Verdict.CONFIRMED)
    replace_by_hand(file, 1, 2, BEN)
    assert [row.id for row in file.document_rows()] == [2]
    assert states(file)[NEW[0]][1].verdict is Verdict.CONFIRMED  # decided before it was told
    file.decisions.undo(BEN)
    assert [row.id for row in file.document_rows()] == [1, 2]
    assert states(file)[GOES[0]] == (None, BY_ANA)
    assert states(file)[NEW[0]][1].verdict is Verdict.CONFIRMED


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from([STAYS[0], GOES[0], CHANGES[0], NEW[0], CHANGED[0]]), st.sampled_from([BEST, FIGURE])
    ),
    unique_by=lambda c: c[0],
    max_size=5,
)
VERDICTS = st.lists(st.sampled_from(list(Verdict)), min_size=5, max_size=5)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CLAIMS, VERDICTS, st.booleans())
def test_auditing_the_same_bytes_again_changes_nothing(tmp_path, claims, verdicts, is_named):
    path = tmp_path / "same.audit"
    path.unlink(missing_ok=True)
    document = page("# Us", *claims)
    with AuditFile(path) as file:
        arrive(file, tmp_path, document)
        for number, verdict in zip(ids(file), verdicts, strict=False):
            file.decisions.decide([number], verdict, ANA, "Decided", "Because")
            file.decisions.note(number, "A note", ANA, "Note")
        before = file.audit(), file.document_rows(), file.decisions.changes()
        again = document if is_named else at(document, "file:///elsewhere/page.html")
        (taken,) = arrive(file, tmp_path, again)
        assert taken.is_unchanged
        assert (file.audit(), file.document_rows(), file.decisions.changes()) == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CLAIMS, CLAIMS, VERDICTS)
def test_undoing_any_new_version_leaves_all_as_it_was(tmp_path, old, new, verdicts):
    path = tmp_path / "undone.audit"
    path.unlink(missing_ok=True)
    with AuditFile(path) as file:
        arrive(file, tmp_path, page("# Us", *old))
        for number, verdict in zip(ids(file), verdicts, strict=False):
            file.decisions.decide([number], verdict, ANA, "Decided", "Because")
        before = file.audit(), file.document_rows()
        (taken,) = arrive(file, tmp_path, at(page("# Them", *new), "file:///new/page.html"))
        standing = file.versions.standing()
        total = standing.fixed + standing.not_compared + standing.open + standing.decided + standing.stale
        assert taken.is_unchanged or total == len(before[0].documents[0].findings)
        file.decisions.undo(BEN) if not taken.is_unchanged else None
        assert (file.audit(), file.document_rows()) == before


def test_an_audit_is_compared_with_a_review_that_stays_as_it_is(tmp_path):
    old, new = tmp_path / "old.audit", tmp_path / "new.audit"
    write_review(Audit("1.0", HEADER.audited_at, HEADER.packs, (FIRST,)), tmp_path, old)
    with AuditFile(old) as file:
        decide(file, STAYS[0])
        decide(file, CHANGES[0])
    bytes_before = old.read_bytes()
    later = Audit(
        "1.0",
        "2026-12-01T09:00:00Z",
        HEADER.packs,
        (at(page("# Us", NEW, CHANGED, STAYS, name="v2.html"), "file:///v2.html"),),
    )
    found = compare_with(later, tmp_path, old, new, BEN)
    assert found.audit.standing == Standing(fixed=1, new=1, decided=1, stale=1)
    assert old.read_bytes() == bytes_before
    assert found.audit.documents[0].comparison.audited_at == HEADER.audited_at
    assert read_review(new).documents == found.audit.documents
    with AuditFile(new) as file:
        file.decisions.undo(BEN)
        assert [d.source.name for d in file.audit().documents] == ["page.html"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.audit", "old.audit"]


def test_several_documents_are_compared_each_with_its_own(tmp_path):
    old = tmp_path / "old.audit"
    there = (FIRST, page(GOES, name="b.html"), page(GOES, name="gone.html"))
    write_review(Audit("1.0", HEADER.audited_at, HEADER.packs, there), tmp_path, old)
    arriving = (SECOND, at(page(GOES, name="b.html"), "file:///new/b.html"), page(NEW, name="fresh.html"))
    found = compare_with(Audit("1.0", HEADER.audited_at, HEADER.packs, arriving), tmp_path, old, None, BEN)
    assert [d.source.name for d in found.audit.documents] == ["page.html", "b.html", "fresh.html"]
    assert found.absent == ("gone.html",)
    assert all(set(d.states) == {f.fingerprint for f in d.findings} for d in found.audit.documents)
    assert found.audit.standing == Standing(fixed=1, new=2, open=3)


def test_one_document_can_be_told_to_be_the_new_version_of_one_of_several(tmp_path):
    old = tmp_path / "old.audit"
    there = (FIRST, page(GOES, name="b.html"), page(GOES, name="b.html"))
    write_review(Audit("1.0", HEADER.audited_at, HEADER.packs, there), tmp_path, old)
    later = Audit(
        "1.0", HEADER.audited_at, HEADER.packs, (at(replace(SECOND, title=""), "file:///final.html"),)
    )
    found = compare_with(later, tmp_path, old, None, BEN)
    assert (found.unknown, found.audit.standing) == (("page.html",), Standing(new=3))
    found = compare_with(later, tmp_path, old, None, BEN, "page.html")
    assert (found.unknown, found.audit.standing) == ((), Standing(fixed=1, new=1, open=2))
    for named, said in (
        ("c.html", "holds no document “c.html”"),
        ("b.html", "holds more than one document “b.html”"),
    ):
        with pytest.raises(UserError, match=said):
            check_review(old, named)


@pytest.mark.parametrize("content", [None, b"%PDF-1.7", b""])
def test_a_review_that_cannot_be_read_is_said_so_and_nothing_is_left(tmp_path, content):
    old, new = tmp_path / "old.audit", tmp_path / "new.audit"
    if content is not None:
        old.write_bytes(content)
    with pytest.raises((StoreError, UserError)):
        compare_with(Audit("1.0", "", (), (SECOND,)), tmp_path, old, new, BEN)
    assert [p.name for p in tmp_path.iterdir()] == (["old.audit"] if content is not None else [])
