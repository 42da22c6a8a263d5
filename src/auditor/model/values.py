"""Dataclasses as the standard library defines them, made in a fifth of the time.

The standard decorator compiles six methods for each frozen class: 0.9 ms, and the program has a hundred and
seventy of them on the way to its first finding. Here the methods are plain functions over the fields, and only
`__init__` is compiled, when it is first wanted. Both behave the same; `tests/unit/model/test_values.py` holds
one beside the other.
"""

from __future__ import annotations

import dataclasses
import sys
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


__all__ = ["dataclass"]

_UNSET = object()
"""Stands in an argument for a default that is made anew for each instance."""


def _made(cls: Any, *, frozen: bool, slots: bool, eq: bool) -> type:
    cls.__doc__ = (
        cls.__doc__ or cls.__name__
    )  # else the library describes the class by its signature, at length
    own = dict(vars(cls))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    made.__init__ = _LateInit(made, frozen=frozen)
    if "__repr__" not in own:
        made.__repr__ = _repr
    if eq:
        _compare_by_fields(made, own, frozen=frozen)
    if frozen:
        made.__setattr__ = made.__delattr__ = _refuse
    if frozen and slots:  # else unpickling would assign to the fields
        made.__getstate__, made.__setstate__ = _state, _set_state
    return made  # type: ignore[no-any-return]


class _LateInit:
    """Stands for the `__init__` of a class until somebody wants it: half of the classes make nothing for a page."""

    def __init__(self, cls: Any, *, frozen: bool) -> None:
        self._cls = cls
        self._frozen = frozen

    def __get__(self, instance: object, owner: type) -> Callable[..., None]:
        compiled: Any = _init_of(self._cls, frozen=self._frozen)
        self._cls.__init__ = compiled
        return compiled.__get__(instance, owner)  # type: ignore[no-any-return]


def _init_of(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Compile the `__init__` of a class: `def __init__(self, start, end): …`."""
    taken = [f for f in dataclasses.fields(cls) if f.init]
    known: dict[str, Any] = {**vars(sys.modules[cls.__module__]), "_unset": _UNSET}
    defaults, body = [], []
    for f in taken:
        value = f.name
        if f.default_factory is not dataclasses.MISSING:
            known[f"_new_{f.name}"] = f.default_factory
            value = f"_new_{f.name}() if {f.name} is _unset else {f.name}"
            defaults.append(_UNSET)
        elif f.default is not dataclasses.MISSING:
            defaults.append(f.default)
        elif defaults:
            raise TypeError(f"{cls.__name__}: the field {f.name} has no default and follows one that has")
        body.append(_assignment(cls, f.name, value, known) if frozen else f"self.{f.name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    made: dict[str, Any] = {}
    arguments, lines = ", ".join(["self", *(f.name for f in taken)]), "\n ".join(body or ["pass"])
    # As the standard library does; the source is made of the names of fields alone.
    exec(f"def __init__({arguments}):\n {lines}", known, made)  # noqa: S102
    compiled = made["__init__"]
    compiled.__defaults__ = tuple(defaults)
    compiled.__qualname__ = f"{cls.__qualname__}.__init__"
    compiled.__annotations__ = {f.name: f.type for f in taken} | {"return": None}
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
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _compare_by_fields(cls: Any, own: dict[str, Any], *, frozen: bool) -> None:
    values = _values_of([f.name for f in dataclasses.fields(cls) if f.compare])

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    if "__eq__" not in own:
        cls.__eq__ = __eq__
    if own.get("__hash__") is None:
        cls.__hash__ = __hash__ if frozen else None


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(
        f"cannot assign to or delete field {name!r} of {type(self).__name__}"
    )


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
