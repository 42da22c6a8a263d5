"""Reads YAML with the line of every value, so that a mistake is reported where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from auditor.errors import PackError

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")


@dataclass(slots=True)
class YamlSource:
    """A YAML file as plain values, with the line of each path (`$.with.list`, 1-based)."""

    path: Path
    value: Any = None
    lines: dict[str, int] = field(default_factory=dict)

    def error(self, message: str, at: str = "$", expected: str = "") -> PackError:
        """Return the error that names this file and the line of `at`."""
        place = at
        while place not in self.lines and "." in place:
            place = place.rpartition(".")[0]
        line = self.lines.get(place, 1)
        return PackError(f"{self.path}, line {line}: {message}", f"Expected: {expected}." if expected else "")

    def convert(self, value: Any, form: type[T], at: str = "$") -> T:
        """Return `value` as `form`. Raises PackError with the line of what does not fit."""
        try:
            return msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at `")
            where = at + path.rstrip("`").removeprefix("$")
            raise self.error(_plain(message), _key_of(message, where), _expected(message, form)) from error


def read_yaml(path: Path) -> YamlSource:
    """Read one file. Raises PackError for unreadable files and broken YAML, with the line."""
    import yaml  # noqa: PLC0415 - packs that are remembered need no parser

    source = YamlSource(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}.") from error
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(
            f"{path}, line {line}: this is not YAML ({error.problem}).", "Expected: `key: value` lines."
        ) from error
    if node is None:
        raise PackError(f"{path} is empty.", "Expected: a mapping of keys to values.")
    source.value = _plain_value(node, "$", source)
    return source


def _plain_value(node: Any, at: str, source: YamlSource) -> Any:
    source.lines[at] = node.start_mark.line + 1
    if node.id == "mapping":
        return _plain_mapping(node, at, source)
    if node.id == "sequence":
        return [_plain_value(child, f"{at}[{i}]", source) for i, child in enumerate(node.value)]
    return _scalar(node)


def _plain_mapping(node: Any, at: str, source: YamlSource) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            raise PackError(
                f"{source.path}, line {key_node.start_mark.line + 1}: the key “{key}” stands twice."
            )
        result[key] = _plain_value(value_node, f"{at}.{key}", source)
        source.lines[f"{at}.{key}"] = key_node.start_mark.line + 1
    return result


def _scalar(node: Any) -> Any:
    # YAML 1.1 turns `no` and `off` into False, which bites in word lists: only true and false are booleans here.
    tag, text = node.tag, node.value
    if tag == "tag:yaml.org,2002:bool":
        return text.lower() == "true" if text.lower() in {"true", "false"} else text
    if tag == "tag:yaml.org,2002:int":
        return int(text) if (text.lstrip("-").isdigit() and not text.startswith("0")) or text == "0" else text
    if tag == "tag:yaml.org,2002:float":
        try:
            return float(text)
        except ValueError:
            return text
    if tag == "tag:yaml.org,2002:null":
        return None
    return text


_KINDS = {
    "array": "a list",
    "object": "a mapping",
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}


def _plain(message: str) -> str:
    """Turn the validator's words into a reviewer's: kinds of value, keys, and typographic quotes."""
    for kind, words in _KINDS.items():
        message = message.replace(f"`{kind}`", words)
    message = message.replace("Object contains unknown field", "unknown key")
    message = message.replace("Object missing required field", "missing key").replace(
        "Expected ", "this should be "
    )
    return message.replace(", got ", ", not ").replace("`", "“", 1).replace("`", "”", 1)


def _expected(message: str, form: Any) -> str:
    """Name the keys a mapping may have, where an unknown one stands."""
    if "unknown field" not in message or not (isinstance(form, type) and issubclass(form, msgspec.Struct)):
        return ""
    return "one of the keys " + ", ".join(f.encode_name for f in msgspec.structs.fields(form))


def _key_of(message: str, where: str) -> str:
    if "unknown field" in message:
        return f"{where}.{message.split('`')[1]}"
    return where
