"""The program's own dataclasses beside the standard library's: whatever is asked of both, they answer alike."""

import copy
import dataclasses
import pickle
from dataclasses import field, fields, replace
from functools import cached_property
from inspect import signature
from typing import ClassVar, get_type_hints

import pytest

from auditor.model.values import FEW, dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value with each kind of field that is in use."""

    name: str
    count: int = 0
    notes: list[str] = field(default_factory=list)
    hidden: str = field(default="", repr=False, compare=False)
    total: ClassVar[int] = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same by the standard library."""

    name: str
    count: int = 0
    notes: list[str] = field(default_factory=list)
    hidden: str = field(default="", repr=False, compare=False)
    total: ClassVar[int] = 3


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


def made_by(make):
    """A class of which nothing has been made yet."""

    @make(frozen=True, slots=True)
    class Value:
        name: str
        count: int = 0
        notes: list = field(default_factory=list)

    return Value


WRONG = [
    ((), {}),
    (("a", 1, [], "too many"), {}),
    (("a",), {"unknown": 1}),
    (("a",), {"name": "b"}),
    ((), {"count": 1}),
]


@pytest.mark.parametrize("before", [0, FEW + 1], ids=["first", "after many"])
@pytest.mark.parametrize(("given", "named"), WRONG)
def test_wrong_arguments_are_refused_alike_by_the_first_instance_and_after_many(given, named, before):
    told = []
    for kind in (made_by(dataclass), made_by(dataclasses.dataclass)):
        for _ in range(before):
            kind("a")
        with pytest.raises(TypeError) as error:
            kind(*given, **named)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_the_first_instances_are_as_the_later_ones():
    kind = made_by(dataclass)
    values = [kind("a", count=1) for _ in range(FEW + 2)]
    assert all(value == values[0] for value in values)
    assert values[0].notes is not values[1].notes
    assert kind("a", 1, notes=["x"]) == kind(notes=["x"], count=1, name="a") != kind("a")
    assert signature(made_by(dataclass)) == signature(kind)


def test_the_library_finds_every_default_and_type():
    told = [
        [(f.name, f.type, f.default, f.default_factory, f.repr) for f in fields(c)] for c in (Ours, Theirs)
    ]
    assert told[0] == told[1]
    assert (Ours.total, Ours("a").total) == (3, 3)


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
