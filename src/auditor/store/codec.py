"""Turns the model's frozen values into JSON and back, so that an audit file outlives changes of the model.

Fields that hold their default are left out, fields a later version added are passed over: an old file opens
in a new program and a new file in an old one.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(value: object) -> str:
    """Return the JSON of a frozen value, the same text for the same value."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(shape: type[T], text: str) -> T:
    """Return the value of type `shape` that `dump` wrote.

    Raises ValueError, TypeError or KeyError when the text does not hold one.
    """
    return cast("T", _value(shape, json.loads(text)))


def dump_all(values: tuple[object, ...]) -> str:
    """Return the JSON of a sequence of frozen values."""
    return dump(values)


def load_all(shape: type[T], text: str) -> tuple[T, ...]:
    """Return the sequence that `dump_all` wrote. Raises like `load`."""
    return tuple(cast("T", _value(shape, item)) for item in json.loads(text))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _plain(item) for f in fields(value) if not _is_default(f, item := getattr(value, f.name))
        }
    return value


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default is not MISSING:
        return bool(field.default == value)
    return field.default_factory is not MISSING and bool(field.default_factory() == value)


def _value(shape: Any, plain: Any) -> object:
    origin = get_origin(shape)
    if origin in {UnionType, Union}:
        return _optional(shape, plain)
    if origin is tuple:
        return _sequence(get_args(shape), plain)
    if is_dataclass(shape):
        return _record(cast("type", shape), plain)
    if issubclass(shape, Enum):
        return shape(plain)
    return _scalar(shape, plain)


def _optional(shape: Any, plain: Any) -> object:
    if plain is None:
        return None
    inner = next(option for option in get_args(shape) if option is not NoneType)
    return _value(inner, plain)


def _sequence(shapes: tuple[Any, ...], plain: Any) -> tuple[object, ...]:
    if len(shapes) == 2 and shapes[1] is Ellipsis:
        return tuple(_value(shapes[0], item) for item in plain)
    return tuple(_value(shape, item) for shape, item in zip(shapes, plain, strict=True))


def _record(shape: type, plain: Any) -> object:
    hints = _hints(shape)
    return shape(**{name: _value(hints[name], item) for name, item in plain.items() if name in hints})


def _scalar(shape: type, plain: Any) -> object:
    if shape is float and isinstance(plain, int):
        return float(plain)
    if not isinstance(plain, shape):
        raise TypeError(f"expected {shape.__name__}, found {type(plain).__name__}")
    return plain


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)
