"""What is known of a rules folder from the last time it was read and checked, so that nobody waits for it twice.

A memory belongs to the exact bytes of all rule files and to this version of the program; after any change it is
passed over and the folder is read anew. Of the model that reads sentences, the checksums stand for its bytes. It holds plain values only, and all that is told from it is told by the
files too: without a memory everything works the same, some seconds later.

It is written as Python writes its compiled modules (`marshal`), which is read four times as fast as any other
form and needs no library: each part is taken up when it is asked for, and a page asks for a third. That form is
for trusted content alone. So a memory is written into a folder that only the user can enter, and one that
somebody else owns or could write is passed over: whoever could change it could change the program itself.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import zlib
from contextlib import suppress
from dataclasses import astuple
from functools import cached_property
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import auditor
from auditor.engine.learned_file import FILE as CUES
from auditor.engine.learned_file import learned_of, plain
from auditor.engine.reader_file import FILE as READER
from auditor.model.audit import PackRecord, RuleRecord
from auditor.model.finding import Basis, Severity
from auditor.model.lexicon import CrisisLine
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from auditor.model.learned import Learned
    from auditor.model.lexicon import Lexicon

KEPT_MEMORIES = 4
"""Memories kept in the folder, newest first: a reviewer has one rules folder, a specialist who writes rules a few."""

ENDING = ".memory"
LISTS = "_lists/"
_SEAL_BYTES = 4
_CHECKSUMS_BYTES = 65_536
"""An archive ends with the checksums of all that is in it, in no more bytes than these: the model is too large to be read at each start."""
_PROGRAM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class PackMemory:
    """What is known, as bytes until somebody asks for it; the work of making something of it was done before."""

    packs: bytes
    lists: bytes
    lines: bytes
    learned: bytes
    values: Mapping[str, bytes]
    """The values of each YAML file by its path in the folder."""
    gates: Mapping[str, bytes]
    """The gates of phrases by what is written."""
    indexes: Mapping[str, bytes]
    """The keys of each set of phrases."""
    pieces: Mapping[str, bytes]
    """What word lists were read to."""
    codes: Mapping[tuple[str, int], bytes]
    """What patterns were compiled to."""

    @cached_property
    def records(self) -> tuple[PackRecord, ...]:
        """The packs as the exports state them."""
        return tuple(
            PackRecord(name, title, version, sha256, tuple(_rule(*rule) for rule in rules), is_opt_in)
            for name, title, version, sha256, rules, is_opt_in in _loaded(self.packs)
        )

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each pack's files."""
        return {name: sha256 for name, _, _, sha256, *_ in _loaded(self.packs)}

    @property
    def lexicon(self) -> tuple[dict[str, tuple[str, ...]], tuple[CrisisLine, ...]]:
        """The word lists and the crisis lines."""
        return _loaded(self.lists), tuple(CrisisLine(*line) for line in _loaded(self.lines))

    def learning(self) -> Learned | None:
        """Return what wordings weigh, if the folder says so."""
        known = _loaded(self.learned)
        return known and learned_of(known)

    def value(self, name: str) -> Any:
        """Return the values of one file. Raises KeyError."""
        return _loaded(self.values[name])


def memory_of(
    records: Iterable[PackRecord],
    lexicon: Lexicon,
    values: Mapping[str, Any],
    told: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]],
    codes: Mapping[tuple[str, int], bytes],
) -> PackMemory:
    """Return the memory of a folder that has been read and checked; `told` are gates, indexes and pieces of phrases."""
    gates, indexes, pieces = map(_each, told)
    learned = lexicon.learned()
    return PackMemory(
        packs=marshal.dumps([_plain(record) for record in records]),
        lists=marshal.dumps({name: tuple(entries) for name, entries in lexicon.lists.items()}),
        lines=marshal.dumps([astuple(line) for line in lexicon.lines]),
        learned=marshal.dumps(plain(learned) if learned else None),
        values=_each(values),
        gates=gates,
        indexes=indexes,
        pieces=pieces,
        codes=codes,
    )


def _each(values: Mapping[str, Any]) -> dict[str, bytes]:
    return {name: marshal.dumps(value) for name, value in values.items()}


def rule_files(folder: Path) -> list[str]:
    """Return every file that a rules folder is read from, by its path in there, sorted; the model that reads sentences is one."""
    reader = [READER] if (folder / READER).is_file() else []
    return sorted([*_rule_files(os.fspath(folder)), *reader])


def recall(folder: Path, places: Path) -> PackMemory | None:
    """Return the memory of a rules folder, if there is one."""
    parts = _read(folder, places)
    return PackMemory(*parts) if parts else None


def remember(folder: Path, places: Path, memory: PackMemory) -> None:
    """Keep a memory; where that is not possible, nothing is kept and nothing is said."""
    import secrets  # noqa: PLC0415 - brings cryptography along, and most runs keep nothing

    parts = [dict(m) for m in (memory.values, memory.gates, memory.indexes, memory.pieces, memory.codes)]
    content = marshal.dumps((memory.packs, memory.lists, memory.lines, memory.learned, *parts))
    with suppress(OSError):
        path = _path(folder, places)
        places.mkdir(mode=0o700, parents=True, exist_ok=True)
        places.chmod(0o700)
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            with open(unfinished, "xb", opener=_private) as file:
                file.write(_seal(content) + content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _forget_all_but(path, places)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _read(folder: Path, places: Path) -> tuple[Any, ...] | None:
    """Return the parts of a memory; None when there is none that can be trusted."""
    try:
        if not _is_own(places.stat()):
            return None
        with _path(folder, places).open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            # Not read but looked at where it stands: the system need not make room for four megabytes first.
            with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                return _unsealed(content)
    except (OSError, ValueError):  # there is none, or it is empty
        return None


def _unsealed(content: mmap) -> tuple[Any, ...] | None:
    """Return the parts if they are those that were written; the seal tells what a full or failing disk has damaged."""
    with memoryview(content) as seen, seen[_SEAL_BYTES:] as rest:
        return _loaded(rest) if rest and seen[:_SEAL_BYTES] == _seal(rest) else None


def _is_own(state: os.stat_result) -> bool:
    """Whether something belongs to the user and nobody else can write it; on Windows the user's own folders are so."""
    if sys.platform == "win32":
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SEAL_BYTES, "big")


def _loaded(content: bytes | memoryview) -> Any:
    return marshal.loads(content)  # noqa: S302 - see above: trusted, or not taken up


def _plain(pack: PackRecord) -> tuple[Any, ...]:
    rules = [_plain_rule(rule) for rule in pack.rules]
    return (pack.id, pack.title, pack.version, pack.sha256, rules, pack.is_opt_in)


def _plain_rule(rule: RuleRecord) -> tuple[Any, ...]:
    basis = [(b.title, b.clause, b.url, b.verified) for b in rule.basis]
    return (rule.id, rule.title, rule.category, rule.severity.value, rule.pack, basis)


def _rule(name: str, title: str, category: str, severity: str, pack: str, basis: list[Any]) -> RuleRecord:
    return RuleRecord(name, title, category, Severity(severity), pack, tuple(Basis(*b) for b in basis))


def _path(folder: Path, places: Path) -> Path:
    return places / f"rules-{_fingerprint(folder)}{ENDING}"


def _fingerprint(folder: Path) -> str:
    """Return a digest of the program, of what it runs on, and of every rule file, names and bytes."""
    digest = hashlib.sha256(f"{auditor.__version__}\0{sys.version}\0{marshal.version}".encode())
    for sign in _program_files():
        digest.update(sign)
    for name in sorted(_rule_files(os.fspath(folder))):
        with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123 - half the time, four hundred times
            content = file.read()
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
    digest.update(_checksums(os.path.join(folder, READER)))  # noqa: PTH118 - as above
    return digest.hexdigest()[:32]


def _checksums(archive: str) -> bytes:
    """Return the size of an archive and its end; nothing where there is none."""
    try:
        with open(archive, "rb") as file:  # noqa: PTH123 - as above
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _CHECKSUMS_BYTES))
            return b"%d\0%b" % (size, file.read())
    except FileNotFoundError:
        return b""


def _rule_files(folder: str, below: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the name of every file that rules are read from."""
    for entry in os.scandir(os.path.join(folder, below)):  # noqa: PTH118 - as above
        name = f"{below}{entry.name}"
        if entry.name.endswith(".yaml") or name == CUES or (below == LISTS and name.endswith(".txt")):
            yield name
        elif depth < 2 and entry.is_dir():
            yield from _rule_files(folder, f"{name}/", depth + 1)


def _program_files() -> Iterator[bytes]:
    """Yield a sign of each module that reads rules, where the program stands in files that can be edited, and of `regex`."""
    library = find_spec("regex")
    places = [Path(library.origin)] if library and library.origin else []
    for pattern in ("engine/*.py", "engine/checks/*.py", "text/*.py"):
        places += sorted(_PROGRAM.glob(pattern))
    for path in places:
        with suppress(OSError):  # within a frozen program modules are no files
            state = path.stat()
            yield f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode()


def _forget_all_but(path: Path, places: Path) -> None:
    """Delete the oldest memories, never the one just kept."""
    others = [(p.stat().st_mtime_ns, p) for p in places.glob(f"rules-*{ENDING}") if p != path]
    for _, old in sorted(others, reverse=True)[KEPT_MEMORIES - 1 :]:
        old.unlink(missing_ok=True)
    for old in places.glob("rules-*.msgpack"):  # what earlier versions kept
        old.unlink(missing_ok=True)
