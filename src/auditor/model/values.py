"""Dataclasses as the standard library defines them, made in a tenth of the time.

The standard decorator compiles six methods for each frozen class: 0.9 ms, and the program has two hundred of them
on the way to its first finding. Here the methods are plain functions over the fields. Only `__init__` is compiled,
and only for a class of which many instances are made: of most classes a page makes a handful. What the library's
own functions want to know of a dataclass (`fields`, `replace`, `asdict`) the library tells, once one of them asks.
Both behave the same; `tests/unit/model/test_values.py` holds one beside the other.
"""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import MISSING, Field
from functools import cache, partial
from inspect import get_annotations
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Do as `dataclasses.dataclass`, for the options in use here."""
        return lambda cls: _made(cls, frozen=frozen, slots=slots, eq=eq)


__all__ = ["FEW", "dataclass"]

FEW = 30
"""Instances that are filled field by field before `__init__` is compiled, which takes as long as filling so many."""

_UNSET = object()
"""Stands in an argument for a default that is made anew for each instance."""

_PLAIN = dataclasses.field()
"""What is said of a field when nothing is."""


def _made(cls: Any, *, frozen: bool, slots: bool, eq: bool) -> type:
    own = dict(vars(cls))
    declared = _declared(cls, own)
    late = _LateInit(declared, frozen=frozen)
    methods: dict[str, Any] = {
        "__declared__": declared,
        "__dataclass_fields__": _LateFields(),
        "__match_args__": tuple(name for name, said in declared.items() if said.init),
        "__doc__": own.get("__doc__") or cls.__name__,
        "__init__": late,
    }
    if "__repr__" not in own:
        methods["__repr__"] = _repr
    if eq:
        methods |= _comparing([n for n, said in declared.items() if said.compare], own, frozen=frozen)
    if frozen:
        methods["__setattr__"] = methods["__delattr__"] = _refuse
    if frozen and slots:  # else unpickling would assign to the fields
        methods |= _pickled(declared)
    late.of = _slotted(cls, own, methods) if slots else _filled(cls, methods)
    return late.of


def _declared(cls: type, own: dict[str, Any]) -> dict[str, Field[Any]]:
    """Return what is said of each field, those of the bases first."""
    declared: dict[str, Field[Any]] = {}
    for base in cls.__mro__[:0:-1]:
        declared |= vars(base).get("__declared__", {})
    for name, written in get_annotations(cls).items():
        if not str(written).removeprefix("typing.").startswith("ClassVar"):
            declared[name] = _said(own.get(name, _PLAIN))
    return declared


def _said(default: Any) -> Field[Any]:
    return default if isinstance(default, Field) else dataclasses.field(default=default)


def _slotted(cls: type, own: dict[str, Any], methods: dict[str, Any]) -> type:
    """Return the class anew with a slot for each field of its own: slots are made with a class or not at all."""
    declared: dict[str, Any] = methods["__declared__"]
    inherited = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    kept = {n: v for n, v in own.items() if n not in declared and n not in {"__dict__", "__weakref__"}}
    slots = tuple(name for name in declared if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, {**kept, **methods, "__slots__": slots})
    made.__qualname__ = cls.__qualname__
    return made


def _filled(cls: type, methods: dict[str, Any]) -> type:
    """Return the class with its methods; what is said of a field gives way to its default."""
    for name, said in methods["__declared__"].items():
        if said.default is not MISSING:
            setattr(cls, name, said.default)
        elif name in vars(cls):
            delattr(cls, name)
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


class _LateFields:
    """Stands for what the standard library keeps of a dataclass, until one of its functions asks for it."""

    def __get__(self, instance: object, owner: Any) -> dict[str, Field[Any]]:
        declared: dict[str, Field[Any]] = owner.__declared__
        types = _types_of(owner)
        told: Any = type(owner.__name__, (), {"__module__": owner.__module__})
        told.__annotations__ = {name: types[name] for name in declared}
        for name, said in declared.items():
            if said is not _PLAIN:
                setattr(told, name, said)
        told = dataclasses.dataclass(init=False, repr=False, eq=False)(told)
        owner.__dataclass_fields__ = told.__dataclass_fields__
        return told.__dataclass_fields__  # type: ignore[no-any-return]


def _types_of(cls: type) -> dict[str, Any]:
    return {name: written for base in cls.__mro__[::-1] for name, written in get_annotations(base).items()}


class _LateInit:
    """Stands for the `__init__` of a class until many of its instances are made, or somebody looks at it."""

    of: type

    def __init__(self, declared: dict[str, Field[Any]], *, frozen: bool) -> None:
        self._frozen = frozen
        self._taken = {name: _default(said) for name, said in declared.items() if said.init}
        self._new: dict[str, Any] = {
            n: declared[n].default_factory for n, default in self._taken.items() if default is _UNSET
        }
        self._filled = 0

    def __get__(self, instance: object, owner: type) -> Callable[..., None]:
        self._filled += 1
        if instance is None or self._filled > FEW:
            return self._compiled().__get__(instance, owner)  # type: ignore[no-any-return]
        return partial(self._fill, instance)

    def _compiled(self) -> Any:
        compiled = _init_of(self.of, self._taken, self._new, frozen=self._frozen)
        self.of.__init__ = compiled  # type: ignore[misc]
        return compiled

    def _fill(self, instance: Any, /, *given: Any, **named: Any) -> None:
        """Do what the compiled method does."""
        placed = dict(zip(self._taken, given, strict=False))
        values = {**self._taken, **placed, **named}
        is_odd = (
            len(given) > len(placed) or len(values) > len(self._taken) or not named.keys().isdisjoint(placed)
        )
        if is_odd or any(value is MISSING for value in values.values()):
            self._compiled()(instance, *given, **named)  # which says what is wrong
            return
        for name, value in values.items():
            object.__setattr__(instance, name, self._new[name]() if value is _UNSET else value)
        if hasattr(instance, "__post_init__"):
            instance.__post_init__()


def _default(said: Field[Any]) -> Any:
    return said.default if said.default_factory is MISSING else _UNSET


def _init_of(
    cls: Any, taken: dict[str, Any], new: dict[str, Callable[[], Any]], *, frozen: bool
) -> Callable[..., None]:
    """Compile the `__init__` of a class: `def __init__(self, start, end): …`."""
    known: dict[str, Any] = {**vars(sys.modules[cls.__module__]), "_unset": _UNSET}
    body = []
    for name in taken:
        value = name
        if name in new:
            known[f"_new_{name}"] = new[name]
            value = f"_new_{name}() if {name} is _unset else {name}"
        body.append(_assignment(cls, name, value, known) if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    made: dict[str, Any] = {}
    arguments, lines = ", ".join(["self", *taken]), "\n ".join(body or ["pass"])
    # As the standard library does; the source is made of the names of fields alone.
    exec(f"def __init__({arguments}):\n {lines}", known, made)  # noqa: S102
    compiled = made["__init__"]
    compiled.__defaults__ = tuple(default for default in taken.values() if default is not MISSING)
    compiled.__qualname__ = f"{cls.__qualname__}.__init__"
    types = _types_of(cls)
    compiled.__annotations__ = {name: types[name] for name in taken} | {"return": None}
    return compiled  # type: ignore[no-any-return]


def _assignment(cls: type, name: str, value: str, known: dict[str, Any]) -> str:
    """Return the line that fills a field of a frozen instance, past its refusal."""
    slot = getattr(cls, name, None)
    if isinstance(slot, MemberDescriptorType):
        known[f"_set_{name}"] = slot.__set__
        return f"_set_{name}(self, {value})"
    known["_set"] = object.__setattr__
    return f'_set(self, "{name}", {value})'


@recursive_repr("...")
def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, said in self.__declared__.items() if said.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _comparing(names: list[str], own: dict[str, Any], *, frozen: bool) -> dict[str, Any]:
    """Return what compares by fields."""
    values = _values_of(names)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    methods: dict[str, Any] = {}
    if "__eq__" not in own:
        methods["__eq__"] = __eq__
    if own.get("__hash__") is None:
        methods["__hash__"] = __hash__ if frozen else None
    return methods


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(
        f"cannot assign to or delete field {name!r} of {type(self).__name__}"
    )


def _pickled(declared: dict[str, Field[Any]]) -> dict[str, Any]:
    """Return what is asked for a pickle, and to take one up: the fields in order, past the refusal."""
    values = _values_of(list(declared))

    def __getstate__(self: Any) -> tuple[Any, ...]:  # noqa: N807
        return values(self)

    return {"__getstate__": __getstate__, "__setstate__": _set_state}


def _set_state(self: Any, state: tuple[Any, ...]) -> None:
    for put, value in zip(_puts_of(self.__class__), state, strict=True):
        put(self, value)


@cache
def _puts_of(cls: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(cls, name).__set__ for name in cls.__declared__)
