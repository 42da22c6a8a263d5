"""Reads YAML with the line of every value, so that a mistake is reported where it stands."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from auditor.errors import PackError
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

MAX_DEPTH = 30
"""Values inside one another: a rule needs six."""
SAFE_DEPTH = 500
"""Levels that the parser, which goes down by recursion, surely bears; below ten thousand it takes the process with it."""
MAX_DIGITS = 15
"""Digits of a whole number; longer ones are telephone numbers or mistakes, and stay text."""
MAX_VALUES = 200_000
"""Values in one file, each repeated as often as an alias repeats it: the longest list of the program has a few thousand."""


@dataclass(slots=True)
class YamlSource:
    """A YAML file as plain values, with the line of each path (`$.with.list`, 1-based)."""

    path: Path
    value: Any = None
    lines: dict[str, int] = field(default_factory=dict)

    def error(self, message: str, at: str = "$", expected: str = "") -> PackError:
        """Return the error that names this file and the line of `at`."""
        place = at
        while place not in self.lines and place != "$":
            place = _LAST_STEP.sub("", place) or "$"
        line = self.lines.get(place, 1)
        return PackError(
            f"{self.path}, line {line}: {message}.", f"Expected: {expected}." if expected else ""
        )

    def place_of(self, is_it: Callable[[str], bool], at: str) -> str:
        """Return the path of the first text under `at` that is the one; `at` itself when there is none."""
        return next((p for p in _texts_that(self.value, is_it, "$") if p.startswith(at)), at)

    def convert(self, value: Any, form: type[T], at: str = "$") -> T:
        """Return `value` as `form`. Raises PackError with the line of what does not fit."""
        try:
            return msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at `")
            where = at + path.rstrip("`").removeprefix("$")
            expected = _expected(message, _form_at(form, path.rstrip("`")))
            raise self.error(_plain(message), _key_of(message, where), expected) from error


def _texts_that(value: Any, is_it: Callable[[str], bool], at: str) -> Iterator[str]:
    if isinstance(value, str) and is_it(value):
        yield at
    children = value.items() if isinstance(value, dict) else ()
    for key, child in children:
        yield from _texts_that(child, is_it, f"{at}.{key}")
    for number, child in enumerate(value if isinstance(value, list) else ()):
        yield from _texts_that(child, is_it, f"{at}[{number}]")


def read_yaml(path: Path) -> YamlSource:
    """Read one file. Raises PackError for unreadable files and broken YAML, with the line."""
    import yaml  # noqa: PLC0415 - packs that are remembered need no parser

    source = YamlSource(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: {error}.") from error
    try:
        if _may_be_deep(text):
            _refuse_depth(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), source)
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise _not_yaml(path, text, error) from error
    if node is None:
        raise PackError(f"{path} is empty.", "Expected: a mapping of keys to values.")
    source.value = _plain_value(node, "$", source)
    _refuse_cut_phrases(node, text.splitlines(), source)
    return source


def _may_be_deep(text: str) -> bool:
    """Whether values could lie deeper in one another than the parser's own stack bears: each level takes a bracket or a column."""
    brackets = text.count("[") + text.count("{")
    return brackets + max(map(len, text.splitlines()), default=0) > SAFE_DEPTH


def _refuse_depth(events: Iterator[Any], source: YamlSource) -> None:
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if depth > SAFE_DEPTH:
            raise _too_deep(source, event.start_mark.line + 1)


def _too_deep(source: YamlSource, line: int) -> PackError:
    return PackError(
        f"{source.path}, line {line}: values lie too deep in one another, or repeat too often.",
        "Expected: a plain file without anchors.",
    )


def _refuse_cut_phrases(node: Any, lines: list[str], source: YamlSource) -> None:
    """Refuse an entry of a list that a number sign cuts short: to YAML `top #1 clinic` is `top` and a comment."""
    for child in _entries(node):
        line = lines[child.end_mark.line] if child.end_mark.line < len(lines) else ""
        if _COMMENT.match(line, child.end_mark.column):
            raise PackError(
                f"{source.path}, line {child.end_mark.line + 1}: what stands behind “{child.value}” is a comment to YAML, and is lost.",
                "Expected: the entry in quotation marks, or the comment on a line of its own.",
            )


def _entries(node: Any) -> Iterator[Any]:
    """Yield every text of every list that stands without quotation marks."""
    if node.id == "scalar":
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            if node.id == "sequence" and part.id == "scalar" and part.style in {None, ""}:
                yield part
            yield from _entries(part)


def _not_yaml(path: Path, text: str, error: Any) -> PackError:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None:  # a character that YAML refuses is told by its place alone
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        problem = getattr(error, "reason", None) or str(error)
    else:
        line = mark.line + 1
    return PackError(f"{path}, line {line}: this is not YAML ({problem}).", "Expected: `key: value` lines.")


def _plain_value(node: Any, at: str, source: YamlSource, depth: int = 0) -> Any:
    line = node.start_mark.line + 1
    source.lines[at] = line
    if depth > MAX_DEPTH or len(source.lines) > MAX_VALUES:
        raise _too_deep(source, line)
    if node.id == "mapping":
        return _plain_mapping(node, at, source, depth)
    if node.id == "sequence":
        return [_plain_value(child, f"{at}[{i}]", source, depth + 1) for i, child in enumerate(node.value)]
    return _scalar(node)


def _plain_mapping(node: Any, at: str, source: YamlSource, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            raise PackError(
                f"{source.path}, line {key_node.start_mark.line + 1}: the key “{key}” stands twice."
            )
        result[key] = _plain_value(value_node, f"{at}.{key}", source, depth + 1)
        source.lines[f"{at}.{key}"] = key_node.start_mark.line + 1
    return result


def _scalar(node: Any) -> Any:
    # YAML 1.1 turns `no` and `off` into False, which bites in word lists: only true and false are booleans here.
    tag, text = node.tag, node.value
    if tag == "tag:yaml.org,2002:bool":
        return text.lower() == "true" if text.lower() in {"true", "false"} else text
    if tag == "tag:yaml.org,2002:int":
        return int(text) if _is_whole_number(text) else text
    if tag == "tag:yaml.org,2002:float":
        try:
            return float(text)
        except ValueError:
            return text
    if tag == "tag:yaml.org,2002:null":
        return None
    return text


def _is_whole_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return text == "0" or (digits.isdecimal() and not digits.startswith("0") and len(digits) <= MAX_DIGITS)


_COMMENT = re.compile(r"[ \t]+#")
_LAST_STEP = re.compile(r"(?:\.[^.\[\]]*|\[[^\[\]]*\]|.)$")
_STEP = re.compile(r"\.(\w[\w-]*)|\[(?:\d+|\.\.\.)\]")
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
    if message.startswith("Invalid enum value"):
        return f"this cannot be “{message.split(chr(39))[1]}”"
    message = message.replace("Object contains unknown field", "unknown key")
    message = message.replace("Object missing required field", "missing key").replace(
        "Expected ", "this should be "
    )
    return message.replace(", got ", ", not ").replace("`", "“", 1).replace("`", "”", 1)


def _form_at(form: Any, path: str) -> Any:
    """Return what the validator wanted at a path (`$.basis[0]`) inside a form."""
    wanted = msgspec.inspect.type_info(form)
    for step in _STEP.findall(path):
        if isinstance(wanted, msgspec.inspect.UnionType):
            wanted = next(t for t in wanted.types if not isinstance(t, msgspec.inspect.NoneType))
        if isinstance(wanted, msgspec.inspect.StructType):
            wanted = next((f.type for f in wanted.fields if f.encode_name == step), wanted)
        elif isinstance(wanted, msgspec.inspect.ListType):
            wanted = wanted.item_type
        elif isinstance(wanted, msgspec.inspect.DictType):
            wanted = wanted.value_type
    return wanted


def _expected(message: str, wanted: Any) -> str:
    """Name the keys a mapping may have where an unknown one stands, the likeliest first, or the values of a choice."""
    if isinstance(wanted, msgspec.inspect.UnionType):
        wanted = next(t for t in wanted.types if not isinstance(t, msgspec.inspect.NoneType))
    if isinstance(wanted, msgspec.inspect.EnumType):
        return "one of " + ", ".join(str(m.value) for m in wanted.cls)
    if "unknown field" not in message or not isinstance(wanted, msgspec.inspect.StructType):
        return ""
    keys = [f.encode_name for f in wanted.fields]
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    likely = get_close_matches(message.split("`")[1], keys, n=1)
    meant = f"“{likely[0]}”, if that is what was meant; " if likely else ""
    return f"{meant}the keys are {', '.join(keys)}"


def _key_of(message: str, where: str) -> str:
    if "unknown field" in message:
        return f"{where}.{message.split('`')[1]}"
    return where
