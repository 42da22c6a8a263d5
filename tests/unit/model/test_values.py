"""The program's own dataclasses beside the standard library's: whatever is asked of both, they answer alike."""

import copy
import dataclasses
import pickle
from dataclasses import field, fields, replace
from functools import cached_property
from inspect import signature
from typing import get_type_hints

import pytest

from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value with each kind of field that is in use."""

    name: str
    count: int = 0
    notes: list[str] = field(default_factory=list)
    hidden: str = field(default="", repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same by the standard library."""

    name: str
    count: int = 0
    notes: list[str] = field(default_factory=list)
    hidden: str = field(default="", repr=False, compare=False)


def pair(**given):
    return Ours(**given), Theirs(**given)


def as_told(value):
    return repr(value).removeprefix(type(value).__name__)


@pytest.mark.parametrize("given", [{"name": "a"}, {"name": "a", "count": 2, "notes": ["x"], "hidden": "h"}])
def test_values_hold_and_show_the_same(given):
    ours, theirs = pair(**given)
    assert as_told(ours) == as_told(theirs)
    assert [getattr(ours, f.name) for f in fields(ours)] == [getattr(theirs, f.name) for f in fields(theirs)]
    assert Ours.__match_args__ == Theirs.__match_args__
    assert list(signature(Ours).parameters) == list(signature(Theirs).parameters)
    assert get_type_hints(Ours.__init__) == get_type_hints(Theirs.__init__)
    assert as_told(replace(ours, count=9)) == as_told(replace(theirs, count=9))
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)


def test_arguments_by_place_and_too_few_or_unknown_ones():
    assert Ours("a", 1) == Ours(name="a", count=1)
    for wrong in ((), ("a", 1, [], "", "too many")):
        with pytest.raises(TypeError):
            Ours(*wrong)
    with pytest.raises(TypeError):
        Ours("a", unknown=1)


def test_each_instance_has_its_own_default():
    assert Ours("a").notes is not Ours("a").notes


def test_comparison_leaves_out_what_is_not_compared():
    assert Ours("a", hidden="x") == Ours("a", hidden="y")
    assert Ours("a") != Ours("b")
    assert Ours("a") != Theirs("a")


def test_a_frozen_value_refuses_changes_and_survives_a_pickle():
    value = Ours("a", 2, ["x"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises(AttributeError):
        value.other = 1
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)  # noqa: S301


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
@pytest.mark.parametrize(
    "options", [{"frozen": True}, {"frozen": True, "slots": True}, {"slots": True}, {"eq": False}]
)
def test_hashing_is_the_same(make, options):
    @make(**options)
    class Value:
        a: int
        b: str

    value = Value(1, "x")
    if options.get("frozen"):
        assert hash(value) == hash((1, "x")) == hash(Value(1, "x"))
    elif options.get("eq", True):
        with pytest.raises(TypeError):
            hash(value)
    else:
        assert value != Value(1, "x")
        assert hash(value) != hash(Value(1, "x"))


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
def test_own_methods_stay_and_frozen_values_can_keep_what_they_work_out(make):
    @make(frozen=True)
    class Value:
        a: int
        b: int = field(init=False)

        def __post_init__(self):
            object.__setattr__(self, "b", self.a + 1)

        def __repr__(self):
            return "own"

        def __hash__(self):
            return 7

        @cached_property
        def doubled(self):
            return self.a * 2

    value = Value(3)
    assert (repr(value), hash(value), value.b, value.doubled) == ("own", 7, 4, 6)


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
def test_a_class_takes_the_fields_of_its_base(make):
    @make(frozen=True, slots=True)
    class Base:
        a: int

    @make(frozen=True, slots=True)
    class Derived(Base):
        b: int = 2

    assert Derived(1) == Derived(1, 2)
    assert (Derived(1).a, Derived(1).b) == (1, 2)
    assert Base(1) != Derived(1)
