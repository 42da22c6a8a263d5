"""Turns the model's frozen values into JSON and back, so that an audit file outlives changes of the model.

Fields that hold their default are left out, fields a later version added are passed over: an old file opens
in a new program and a new file in an old one. How a type is written and read is worked out once per type.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

Read = Callable[[Any], object]

_PLAIN = frozenset({str, int, float, bool, NoneType})
_NO_DEFAULT = object()

_MOST_KNOWN = 4_096
_known: dict[object, object] = {}


def dump(value: object) -> str:
    """Return the JSON of a frozen value, the same text for the same value."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(shape: type[T], text: str) -> T:
    """Return the value of type `shape` that `dump` wrote.

    Raises ValueError, TypeError or KeyError when the text does not hold one.
    """
    return cast("T", _reader(cast("Any", shape))(_plain_of(text)))


def dump_all(values: tuple[object, ...]) -> str:
    """Return the JSON of a sequence of frozen values."""
    return dump(values)


def load_all(shape: type[T], text: str) -> tuple[T, ...]:
    """Return the sequence that `dump_all` wrote. Raises like `load`."""
    read = _reader(cast("Any", shape))
    return tuple(cast("T", read(item)) for item in _plain_of(text))


def _plain_of(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("values lie too deep in one another") from error


def _plain(value: object) -> object:
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, Enum):
        return value.value
    return {
        name: _plain(item) for name, default in _defaults(kind) if (item := getattr(value, name)) != default
    }


@cache
def _defaults(shape: type) -> tuple[tuple[str, object], ...]:
    """Return the fields of a dataclass with what they hold when nobody says otherwise."""
    return tuple((field.name, _default(field.default, field.default_factory)) for field in fields(shape))


def _default(default: object, factory: object) -> object:
    if default is not MISSING:
        return default
    return cast("Callable[[], object]", factory)() if factory is not MISSING else _NO_DEFAULT


@cache
def _reader(shape: Any) -> Read:
    origin = get_origin(shape)
    if origin in {UnionType, Union}:
        return _optional(shape)
    if origin is tuple:
        return _sequence(get_args(shape))
    if is_dataclass(shape):
        return _record(cast("type", shape))
    if issubclass(shape, Enum):
        return cast("Read", shape)
    return _scalar(shape)


def _optional(shape: Any) -> Read:
    inner = _reader(next(option for option in get_args(shape) if option is not NoneType))
    return lambda plain: None if plain is None else inner(plain)


def _sequence(shapes: tuple[Any, ...]) -> Read:
    readers = [_reader(shape) for shape in shapes if shape is not Ellipsis]
    if shapes[-1] is Ellipsis and _is_shared(shapes[0]):
        return lambda plain: _once(tuple(map(readers[0], plain)))
    if shapes[-1] is Ellipsis:
        return lambda plain: tuple(map(readers[0], plain))
    return lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True))


def _record(shape: type) -> Read:
    hints = get_type_hints(shape)
    readers = {field.name: _reader(hints[field.name]) for field in fields(shape)}

    def read(plain: Any) -> object:
        if not isinstance(plain, dict):
            raise TypeError(f"expected {shape.__name__}, found {type(plain).__name__}")
        return shape(**{name: readers[name](item) for name, item in plain.items() if name in readers})

    return (lambda plain: _once(read(plain))) if _is_shared(shape) else read


def _is_shared(shape: Any) -> bool:
    """Whether values of a type are likely to be the same again and again: those made of words alone, such as a law."""
    if not is_dataclass(shape):
        return False
    return all(hint in {str, bool} for hint in get_type_hints(shape).values())


def _once(value: T) -> T:
    """Return the first of equal values, so that a rule's title or its laws are in memory once and not with each finding.

    It remembers no more than the last few thousand: most texts of a page are there once.
    """
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    return cast("T", _known.setdefault(value, value))


def _scalar(shape: type) -> Read:
    accepted = (float, int) if shape is float else shape  # a box edge without a fraction is written as 72

    def read(plain: Any) -> object:
        if not isinstance(plain, accepted):
            raise TypeError(f"expected {shape.__name__}, found {type(plain).__name__}")
        return shape(plain)

    return read if shape is not str else lambda plain: _once(read(plain))
