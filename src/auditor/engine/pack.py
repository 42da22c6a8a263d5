"""Reads rule packs: everything is validated before anything is used, and nothing is half-loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from auditor.engine import lexicon as lexicon_files
from auditor.engine.book import LateRules, Pack, Rule, RuleBook
from auditor.engine.checks import registry
from auditor.engine.languages import ADDS
from auditor.engine.learned_file import FILE as CUES
from auditor.engine.memory import PackMemory, memory_of
from auditor.engine.preparation import examine_of
from auditor.engine.reader_file import FILE as READER
from auditor.engine.rewording_files import read_rewordings
from auditor.engine.rule_checks import check_folder, check_id, check_rule
from auditor.engine.schema import PackFile, RuleFile
from auditor.engine.spoken import check_texts
from auditor.engine.wordings import Wording, wordings_of, written_in
from auditor.engine.yaml_source import YamlSource, read_yaml
from auditor.errors import PackError
from auditor.model.country import COUNTRIES
from auditor.model.finding import Basis
from auditor.model.uncollected import uncollected
from auditor.model.values import dataclass
from auditor.text.phrases import (
    gates_of_all,
    indexes_of_all,
    is_reading_all,
    know,
    pieces_of_all,
    reading_all,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from auditor.engine.checks.base import Examine
    from auditor.engine.rewording import Rewordings
    from auditor.model.lexicon import Lexicon
    from auditor.text.late_regex import Codes

SHARED = ("_lists/**/*.txt", "_lists/**/*.yaml", "_resources/crisis.yaml", CUES, READER)
"""The files that every pack judges by. What else lies beside them, such as a notice, is not judged by."""

__all__ = ["Pack", "Rule", "RuleBook", "read_and_remember", "read_rules"]


def read_rules(folder: Path, memory: PackMemory | None = None, *, is_checked: bool = False) -> RuleBook:
    """Read every pack in `folder`, with `_lists` and `_resources`. Raises PackError.

    `memory` is what is known of these very files. `is_checked` says that another process of the program reads
    them in full: then phrases are read when a page first has their words, and a mistake in one costs the rule alone.
    """
    reader = _Reader(folder, memory)
    if memory is None and not is_checked:
        return _read_in_full(folder, reader)
    book = _read(folder, reader)
    if memory:
        know(book.lexicon.lists, memory.gates, memory.indexes, memory.pieces)
    return book


def read_and_remember(
    folder: Path, rehearse: Callable[[RuleBook], Codes] = lambda _: {}
) -> tuple[RuleBook, PackMemory]:
    """Read and check every pack, and return too what makes the next reading quick. Raises PackError.

    `rehearse` uses the book as documents will, and returns what patterns were compiled to.
    """
    reader = _Reader(folder)
    with uncollected():
        book = _read_in_full(folder, reader)
        codes = rehearse(book)
        records = tuple(pack.record() for pack in book.packs)
        lists = book.lexicon.lists
        told = (gates_of_all(lists), indexes_of_all(lists), pieces_of_all(lists))
        return book, memory_of(records, book.lexicon, reader.seen, told, codes)


@dataclass(slots=True)
class _Reader:
    """Reads YAML files, or gives what is known of them."""

    folder: Path
    memory: PackMemory | None = None
    seen: dict[str, Any] = field(default_factory=dict)

    def __call__(self, path: Path) -> YamlSource:
        name = path.relative_to(self.folder).as_posix()
        if self.memory and name in self.memory.values:
            return YamlSource(path, self.memory.value(name))
        source = read_yaml(path)
        self.seen[name] = source.value
        return source


def _read_in_full(folder: Path, read: _Reader) -> RuleBook:
    with uncollected(), reading_all():
        book = _read(folder, read)
        _check_wordings(book)
        learned = book.lexicon.learned()
        if learned:
            learned.reader()
    return book


def _read(folder: Path, read: _Reader) -> RuleBook:
    try:
        if not folder.is_dir():
            raise PackError(
                f"There is no rules folder at {folder}.",
                "Reinstall the program or name the folder with --rules.",
            )
        return _read_whole(folder, read)
    except OSError as error:
        raise PackError(
            f"{error.filename or folder} cannot be read: {error.strerror or error}.",
            "Expected: a whole rules folder, with _lists, _resources and _texts.yaml beside the packs.",
        ) from error


def _read_whole(folder: Path, read: _Reader) -> RuleBook:
    lexicon = _lexicon(folder, read)
    texts = read(folder / "_texts.yaml")
    files = sorted(p for p in folder.glob("*/pack.yaml") if not p.parent.name.startswith("_"))
    if not files:
        raise PackError(f"{folder} holds no rule packs.", "Expected: folders with a pack.yaml.")
    sources = {path.parent.name: cache(partial(_read_rule_files, path, read)) for path in files}
    if not read.memory:
        # All are read before anything is made of one, and those that extend no other come first, so that a mistake
        # is told where it stands and not where it is taken over.
        files.sort(key=lambda path: any(rule.file.extends for rule in sources[path.parent.name]().values()))
    kit = _Kit(
        sources,
        lexicon,
        read_rewordings(folder, lexicon, read, is_checked=not is_reading_all()),
        read.memory.hashes if read.memory else {},
        written_in(folder),
        cache(partial(_shared, folder)),
    )
    packs = [_make_pack(path, kit, read) for path in files]
    if not read.memory:
        _check_lines(folder, packs, lexicon)
    ordered = tuple(sorted(packs, key=lambda p: (p.is_opt_in, bool(p.countries), p.id)))
    reasons = texts.convert(texts.value, dict[str, str])
    check_texts(texts, reasons)
    return RuleBook(ordered, lexicon, reasons)


def _check_lines(folder: Path, packs: Iterable[Pack], lexicon: Lexicon) -> None:
    """Refuse crisis rules without a single line to compare with: every page would lack one. Raises PackError."""
    asks = next((r for pack in packs for r in pack.rules if r.check == "crisis-resource"), None)
    if asks and not lexicon.lines:
        raise PackError(
            f"{folder / '_resources' / 'crisis.yaml'} is missing.",
            f"Expected: the crisis lines that {asks.id} compares pages with.",
        )


def _lexicon(folder: Path, read: _Reader) -> Lexicon:
    if read.memory:
        return lexicon_files.lexicon_of(folder, *read.memory.lexicon, read.memory.learning)
    check_folder(folder)
    return lexicon_files.read_lexicon(folder, read, is_checked=not is_reading_all())


def _check_wordings(book: RuleBook) -> None:
    """Read every list and rule in every language, so that a mistake in any of them is told."""
    for language in sorted(book.lexicon.languages):
        book.lexicon.of(language)
    for wording in (w for pack in book.packs for rule in pack.rules for w in rule.wordings.values()):
        _ = (wording.examples, wording.examine)


@dataclass(slots=True)
class _RuleSource:
    source: YamlSource
    file: RuleFile


Sources = Mapping[str, Callable[[], Mapping[str, _RuleSource]]]
"""The rule files of each pack, read when they are first asked for."""


@dataclass(frozen=True, slots=True)
class _Kit:
    """What rules are made of: the files of all packs, the shared lists, and the pairs for rewording."""

    sources: Sources
    lexicon: Lexicon
    rewordings: Mapping[str, Rewordings]
    hashes: Mapping[str, str]
    """Of the packs that are remembered."""
    wordings: frozenset[str]
    """The files of further languages."""
    shared: Callable[[], bytes]
    """A digest of what all packs judge by."""


def _read_rule_files(pack_path: Path, read: _Reader) -> dict[str, _RuleSource]:
    rules: dict[str, _RuleSource] = {}
    paths = [p for p in sorted(pack_path.parent.glob("*.yaml")) if p.name != "pack.yaml"]
    for path in paths:
        source = read(path)
        file = source.convert(source.value, RuleFile)
        check_id(source, file, paths)
        rules[file.id] = _RuleSource(source, file)
    return rules


def _make_pack(path: Path, kit: _Kit, read: _Reader) -> Pack:
    source = read(path)
    file = source.convert(source.value, PackFile)
    if file.id != path.parent.name:
        raise source.error(
            f"the id “{file.id}” differs from the folder's name", "$.id", f"“{path.parent.name}”"
        )
    unknown = sorted(set(file.countries) - COUNTRIES)
    if unknown:
        raise source.error(
            f"unknown country “{unknown[0]}”",
            "$.countries",
            f"one of {', '.join(sorted(COUNTRIES))}",
        )
    rules: Sequence[Rule] = LateRules(partial(_make_rules, file.id, kit))
    if not read.memory:
        rules = tuple(rules)
    digest = kit.hashes.get(file.id) or _hash(path.parent, kit.shared())
    return Pack(file.id, file.title, file.version, tuple(file.countries), rules, digest, file.opt_in)


def _make_rules(pack: str, kit: _Kit) -> tuple[Rule, ...]:
    return tuple(_make_rule(pack, rule, kit) for rule in kit.sources[pack]().values())


def _hash(folder: Path, shared: bytes) -> str:
    """Return the hash of a pack's files and of what all packs judge by: other lists or weights are other rules."""
    files = sorted([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])
    return hashlib.sha256(b"".join(p.read_bytes() for p in files) + shared).hexdigest()


def _shared(folder: Path) -> bytes:
    """Return a digest of the word lists, the crisis lines and what was learned."""
    made = hashlib.sha256()
    for path in sorted(p for files in SHARED for p in folder.glob(files) if p.is_file()):
        made.update(path.read_bytes())
    return made.digest()


def _make_rule(pack: str, rule: _RuleSource, kit: _Kit) -> Rule:
    merged = _with_base(rule, kit.sources)
    source = rule.source
    for name in ("title", "category", "severity", "check", "advice", "examples", "basis"):
        if not getattr(merged, name):
            raise source.error(f"missing key “{name}”", "$", f"a value for “{name}”")
    if "violation" not in merged.messages and "needs-review" not in merged.messages:
        raise source.error("no message", "$.messages", "“violation” or “needs-review”")
    if is_reading_all():
        check_rule(source, merged)
    assert merged.category and merged.severity and merged.check and merged.advice and merged.examples  # noqa: S101, PT018 - checked just above
    return Rule(
        id=f"{pack}/{merged.id}",
        title=merged.title,
        category=merged.category,
        severity=merged.severity,
        check=merged.check,
        examine=examine_of(source, merged, merged.with_ or {}, kit.lexicon),
        messages=merged.messages,
        advice=merged.advice,
        suggestion=merged.suggestion,
        yields_to=tuple(merged.yields_to),
        basis=tuple(Basis(b.title, b.clause, b.url, b.verified) for b in merged.basis),
        examples=merged.examples,
        pack=pack,
        path=source.path,
        replaces=merged.extends,
        rewordings=_rewordings(source, merged, kit),
        wordings=_wordings(pack, source.path, merged, kit.lexicon, kit.wordings),
        needs_whole=registry.needs_whole(merged.check, merged.with_ or {}),
    )


def _rewordings(source: YamlSource, rule: RuleFile, kit: _Kit) -> Rewordings | None:
    if rule.rewordings is None or rule.rewordings in kit.rewordings:
        return kit.rewordings.get(rule.rewordings or "")
    known = ", ".join(sorted(kit.rewordings))
    raise source.error(f"there are no rewordings “{rule.rewordings}”", "$.rewordings", f"one of {known}")


def _wordings(
    pack: str, path: Path, rule: RuleFile, lexicon: Lexicon, written: frozenset[str]
) -> dict[str, Wording]:
    def prepare(source: YamlSource, parameters: dict[str, Any], spoken: Lexicon) -> Examine:
        return examine_of(source, rule, parameters, spoken)

    ids = [i for i in (rule.extends, f"{pack}/{rule.id}") if i]
    return wordings_of(path.parent.parent, ids, rule.with_ or {}, lexicon, prepare, written)


def _with_base(rule: _RuleSource, sources: Sources) -> RuleFile:
    file = rule.file
    if file.extends is None:
        return file
    pack, _, name = file.extends.partition("/")
    base = sources[pack]().get(name) if pack in sources else None
    if base is None:
        raise rule.source.error(
            f"there is no rule “{file.extends}” to extend",
            "$.extends",
            "the full id of a rule, such as “core/superlative”",
        )
    if base.file.extends is not None:
        raise rule.source.error(
            f"“{file.extends}” itself extends a rule", "$.extends", "a rule that extends none"
        )
    return RuleFile(
        id=file.id,
        title=file.title or base.file.title,
        extends=file.extends,
        category=file.category or base.file.category,
        severity=file.severity or base.file.severity,
        critical_if=file.critical_if or base.file.critical_if,
        check=file.check or base.file.check,
        with_=_joined(rule.source, base.file.with_ or {}, file.with_ or {}),
        messages={**base.file.messages, **file.messages},
        advice=file.advice or base.file.advice,
        suggestion=file.suggestion or base.file.suggestion,
        rewordings=file.rewordings or base.file.rewordings,
        yields_to=file.yields_to or base.file.yields_to,
        basis=file.basis or base.file.basis,
        examples=file.examples or base.file.examples,
        tags=file.tags or base.file.tags,
    )


def _joined(source: YamlSource, base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters with a rule's own in the place of the extended rule's; `+name` adds to its list `name`."""
    joined = dict(base)
    for key, value in own.items():
        name = key.removeprefix(ADDS)
        if name == key:
            joined[key] = value
        elif isinstance(base.get(name), list) and isinstance(value, list):
            joined[name] = [*base[name], *value]
        else:
            raise source.error(
                f"there is no list “{name}” to add to", f"$.with.{key}", "a list of the rule it extends"
            )
    return joined
