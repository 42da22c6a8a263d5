"""What is asked of a rules folder beyond the shape of its files, so that no mistake waits for a document to show."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from auditor.engine.spoken import kinds, messages_of, values_of
from auditor.errors import PackError
from auditor.model.country import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from auditor.engine.schema import RuleFile
    from auditor.engine.yaml_source import YamlSource

_READ_FOLDERS = ("_learned", "_lists", "_resources", "_rewordings")


def check_folder(folder: Path) -> None:
    """Refuse files that would be passed over in silence: a wrong ending, rules in a folder that is no pack. Raises PackError."""
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        if path.name.startswith((".", "_")) and path.name not in _READ_FOLDERS:
            continue
        wrong = sorted(
            p for p in path.iterdir() if p.suffix.lower() in {".yml", ".yaml"} and p.suffix != ".yaml"
        )
        if wrong:
            raise PackError(f"{wrong[0]} would not be read.", "Expected: a file name that ends in .yaml.")
        is_pack = not path.name.startswith("_")
        if is_pack and any(path.glob("*.yaml")) and not (path / "pack.yaml").is_file():
            raise PackError(
                f"{path} holds rules and no pack.yaml.", "Expected: a pack.yaml with id, title, version."
            )


def check_id(source: YamlSource, file: RuleFile, paths: Iterable[Path]) -> None:
    """Refuse an id that is not the file's name, and say so when it is another rule's. Raises PackError."""
    if file.id == source.path.stem:
        return
    other = next((p for p in paths if p.stem == file.id), None)
    told = (
        f"the id “{file.id}” stands twice, here and in {other.name}"
        if other
        else f"the id “{file.id}” differs from the file's name"
    )
    raise source.error(told, "$.id", f"“{source.path.stem}”")


def check_rule(source: YamlSource, rule: RuleFile) -> None:
    """Refuse words that cannot be shown, addresses that are none, unknown countries. Raises PackError."""
    _check_words(source, rule)
    for number, basis in enumerate(rule.basis):
        if basis.url and not basis.url.startswith(("https://", "http://")):
            raise source.error(f"“{basis.url}” is no web address", f"$.basis[{number}].url", "https://…")
    country = rule.examples.country if rule.examples else None
    if country is not None and country not in COUNTRIES:
        expected = f"one of {', '.join(sorted(COUNTRIES))}"
        raise source.error(f"unknown country “{country}”", "$.examples.country", expected)


def _check_words(source: YamlSource, rule: RuleFile) -> None:
    """Refuse a message that no check speaks, and placeholders that nothing fills."""
    is_known = rule.check in kinds()
    known = messages_of(rule.check or "", rule.with_ or {}) if is_known else frozenset(rule.messages)
    unknown = sorted(set(rule.messages) - known)
    if unknown:
        raise source.error(
            f"“{unknown[0]}” is no message of this check",
            f"$.messages.{unknown[0]}",
            _likeliest(unknown[0], known),
        )
    values = values_of(rule.check or "") if is_known else None
    for name, text in {
        **{f"messages.{k}": v for k, v in rule.messages.items()},
        "advice": rule.advice or "",
    }.items():
        trouble = _placeholder_trouble(text, values)
        if trouble:
            told = ", ".join(f"{{{v}}}" for v in sorted(values or {"trigger"}))
            raise source.error(trouble, f"$.{name}", f"placeholders such as {told}, and {{{{ for a brace")


def _likeliest(name: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    likely = get_close_matches(name, sorted(known), n=1)
    meant = f"“{likely[0]}”, if that is what was meant; " if likely else ""
    return f"{meant}one of {', '.join(sorted(known))}"


def _placeholder_trouble(text: str, values: frozenset[str] | None) -> str:
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError as error:
        return f"the braces do not match ({error})"
    for _, name, form, conversion in fields:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion or (values is not None and name not in values):
            return f"“{{{name}}}” is no placeholder"
    return ""
