"""What the store writes it reads back, and files of other versions still open."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.model.audit import DocumentAudit, PackRecord, RuleRecord
from auditor.model.document import Block, Place
from auditor.model.finding import Basis, Finding, Outcome, Severity
from auditor.model.span import Span
from auditor.store import codec

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 10**4)
)
st.register_type_strategy(Span, spans)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


@pytest.mark.parametrize("shape", [Finding, Block, Place, PackRecord, RuleRecord])
def test_a_value_comes_back_as_it_was(shape):
    @settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_type(shape))
    def holds(value):
        assert codec.load(shape, codec.dump(value)) == value

    holds()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(DocumentAudit, decisions=st.just({}), states=st.just({})))  # both have columns of their own
def test_a_whole_document_comes_back_as_it_was(document):
    assert codec.load(DocumentAudit, codec.dump(document)) == document


def test_fields_at_their_default_take_no_room():
    assert codec.dump(Place(page=3)) == '{"page":3}'


def test_fields_of_a_later_version_are_passed_over():
    assert codec.load(Place, '{"page":3,"column":2}') == Place(page=3)


def test_a_whole_number_may_stand_for_a_box_edge():
    assert codec.load(Place, '{"boxes":[[1,2,3,4]]}').boxes == ((1.0, 2.0, 3.0, 4.0),)


def test_a_sequence_comes_back_in_order():
    values = (Place(page=2), Place(page=1))
    assert codec.load_all(Place, codec.dump_all(values)) == values


@dataclass(frozen=True)
class Weighed:
    severity: Severity


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (Place, '{"page":"three"}'),
        (Place, '{"boxes":[[1,2,3]]}'),
        (Place, "not json"),
        (Weighed, '{"severity":"dreadful"}'),
        (Weighed, "{}"),
    ],
)
def test_anything_else_is_refused(shape, text):
    with pytest.raises((TypeError, ValueError)):
        codec.load(shape, text)


def test_what_is_said_with_every_finding_is_in_memory_once():
    """A rule's title and its laws: with a hundred thousand findings they took two thirds of the room."""
    basis = (Basis("Example code", "3.1", "https://code.example/"), Basis("Another code", verified=False))
    text = codec.dump(finding_with(basis))
    one, other = codec.load(Finding, text), codec.load(Finding, text)
    assert one == other
    assert one is not other
    assert one.basis is other.basis
    assert one.title is other.title


def finding_with(basis):
    return Finding(
        "f1", "core/claim", "Claim without support", "guarantee", Severity.HIGH, Outcome.VIOLATION, None, "q", None, "",
        "Why.", "How.", basis=basis,
    )  # fmt: skip
