"""The words of the exports: no unread document sounds clean, every state and verdict has its word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.export import wording
from auditor.model.analysis import Contact, CrisisVerdict, Evidence, Grade, Support, SupportKind
from auditor.model.document import Status
from auditor.model.finding import Basis, Outcome, Severity
from auditor.model.span import Span

from . import factory


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (wording.SEVERITY, Severity),
        (wording.OUTCOME, Outcome),
        (wording.GRADE, Grade),
        (wording.STATUS, Status),
        (wording.VERDICT, CrisisVerdict),
    ],
)
def test_every_member_has_its_own_word(table, members):
    assert set(table) == set(members)
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("document", "verdict"),
    [
        (factory.web_page(), "3 violations, 1 to review"),
        (factory.brochure(), "1 violation (only part was read; 1 rule not checked)"),
        (factory.clean_page(), "Nothing flagged"),
        (factory.unread(), "Not audited: could not be read"),
        (
            replace(factory.clean_page(), status=Status.PARTIAL),
            "Nothing flagged (only part was read)",
        ),
    ],
)
def test_a_verdict_says_what_was_found_and_what_was_not_read(document, verdict):
    assert wording.document_verdict(document) == verdict


@pytest.mark.parametrize(
    ("stamp", "spelled"),
    [
        ("2026-11-22T10:00:00Z", "22 November 2026, 10:00 UTC"),
        ("2026-01-02T00:30:00+02:00", "1 January 2026, 22:30 UTC"),
        ("2026-01-02T03:04:05", "2 January 2026, 03:04 UTC"),
        ("some day", "some day"),
        ("", ""),
    ],
)
def test_times_are_spelled_in_utc(stamp, spelled):
    assert wording.spelled_moment(stamp) == spelled


@pytest.mark.parametrize(
    ("grade", "evidence", "said"),
    [
        (None, "", ""),
        (None, "A survey is named.", "A survey is named"),
        (Grade.NONE, "", "No support"),
        (
            Grade.VAGUE,
            "Only unnamed studies are mentioned.",
            "Vague authority. Only unnamed studies are mentioned.",
        ),
    ],
)
def test_evidence_names_the_grade_first(grade, evidence, said):
    finding = replace(factory.web_page().findings[0], grade=grade, evidence=evidence)
    assert wording.evidence(finding).rstrip(".") == said.rstrip(".")


def test_a_basis_that_was_not_verified_says_so():
    entries = (Basis("Code A", "1.2"), Basis("Law B", verified=False))
    assert wording.basis(entries) == "Code A, 1.2\nLaw B (not verified)"


def test_supports_lead_to_their_targets_and_keep_what_did_not_count():
    supports = (
        Support(SupportKind.MARK, "[1]", Span(0, 3), "Survey 2024"),
        Support(SupportKind.NAMED_SOURCE, "WHO", Span(4, 7)),
        Support(SupportKind.NAMED_SOURCE, "WHO", Span(9, 12)),
    )
    evidence = Evidence(Grade.REFERENCED, supports, ("mark 7 has no entry",))
    assert wording.supports(evidence) == "[1] → Survey 2024\nWHO\nNot counted: mark 7 has no entry"


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (Contact(Span(0, 1), "555-0100"), "555-0100"),
        (Contact(Span(0, 1), "988", "us-988", "The Lifeline", "US"), "The Lifeline: 988 (US)"),
        (
            Contact(Span(0, 1), "1", "x", "Old line", "UK", is_active=False),
            "Old line: 1 (UK), closed or replaced",
        ),
    ],
)
def test_contacts_are_named(contact, said):
    assert wording.contact(contact) == said


def test_the_headline_counts_what_could_not_be_read():
    assert wording.headline(factory.audit()) == "4 documents  ·  5 findings  ·  1 document could not be read"
    assert wording.headline(factory.audit(factory.clean_page())) == "1 document  ·  0 findings"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("only-in-footer", "Named only in the footer"),
        ("retired:Old line", "No longer in service: Old line"),
        ("other-country:The Lifeline", "A line of another country: The Lifeline"),
        ("Own number: see page 2", "Own number: see page 2"),
    ],
)
def test_notes_on_crisis_lines_are_sentences(note, said):
    assert wording.crisis_note(note) == said
