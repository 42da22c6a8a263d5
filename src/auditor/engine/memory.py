"""What is known of a rules folder from the last time it was read and checked, so that nobody waits for it twice.

A memory belongs to the exact bytes of all rule files and to this version of the program; after any change it is
passed over and the folder is read anew. It holds plain values only, and all that is told from it is told by the
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
import secrets
import stat
import sys
import zlib
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import auditor
from auditor.model.audit import PackRecord, RuleRecord
from auditor.model.finding import Basis, Severity
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEPT_MEMORIES = 4
"""Memories kept in the folder, newest first: a reviewer has one rules folder, a specialist who writes rules a few."""

ENDING = ".memory"
_SEAL_BYTES = 4
_PROGRAM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class PackMemory:
    """The packs, the values of each YAML file by its path in the folder, the gates of phrases, the codes of patterns.

    All but the packs are kept as bytes until somebody asks for one of them.
    """

    records: tuple[PackRecord, ...]
    values: Mapping[str, bytes]
    gates: Mapping[str, bytes]
    codes: Mapping[tuple[str, int], bytes]

    def value(self, name: str) -> Any:
        """Return the values of one file. Raises KeyError."""
        return marshal.loads(self.values[name])  # noqa: S302 - see above: trusted, or not taken up


def kept_form(values: Mapping[str, Any]) -> dict[str, bytes]:
    """Return plain values as a memory keeps them."""
    return {name: marshal.dumps(value) for name, value in values.items()}


def recall(folder: Path, places: Path) -> PackMemory | None:
    """Return the memory of a rules folder, if there is one."""
    parts = _read(folder, places)
    return PackMemory(_records(parts[0]), *map(_loaded, parts[1:])) if parts else None


def recall_records(folder: Path, places: Path) -> tuple[PackRecord, ...] | None:
    """Return the packs of a rules folder, if it has been read before."""
    parts = _read(folder, places)
    return _records(parts[0]) if parts else None


def remember(folder: Path, places: Path, memory: PackMemory) -> None:
    """Keep a memory; where that is not possible, nothing is kept and nothing is said."""
    parts = (_plain(memory.records), dict(memory.values), dict(memory.gates), dict(memory.codes))
    with suppress(OSError, ValueError):  # a value may be none that can be written
        content = marshal.dumps(tuple(map(marshal.dumps, parts)))
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


def _read(folder: Path, places: Path) -> tuple[bytes, ...] | None:
    """Return the parts of a memory, each still in bytes; None when there is none that can be trusted."""
    try:
        if not _is_own(places.stat()):
            return None
        with _path(folder, places).open("rb") as file:
            content = file.read() if _is_own(os.fstat(file.fileno())) else b""
    except OSError:
        return None
    seal, content = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
    # The seal tells a file that a full or failing disk has damaged; against people stands `_is_own`.
    return _loaded(content) if content and seal == _seal(content) else None


def _is_own(state: os.stat_result) -> bool:
    """Whether something belongs to the user and nobody else can write it; on Windows the user's own folders are so."""
    if sys.platform == "win32":
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_SEAL_BYTES, "big")


def _loaded(content: bytes) -> Any:
    return marshal.loads(content)  # noqa: S302 - see above: trusted, or not taken up


def _plain(records: tuple[PackRecord, ...]) -> list[tuple[Any, ...]]:
    return [
        (p.id, p.title, p.version, p.sha256, [_plain_rule(r) for r in p.rules], p.is_opt_in) for p in records
    ]


def _plain_rule(rule: RuleRecord) -> tuple[Any, ...]:
    basis = [(b.title, b.clause, b.url, b.verified) for b in rule.basis]
    return (rule.id, rule.title, rule.category, rule.severity.value, rule.pack, basis)


def _records(content: bytes) -> tuple[PackRecord, ...]:
    return tuple(
        PackRecord(name, title, version, sha256, tuple(_rule(*rule) for rule in rules), is_opt_in)
        for name, title, version, sha256, rules, is_opt_in in _loaded(content)
    )


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
    return digest.hexdigest()[:32]


def _rule_files(folder: str, below: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the name of every file that rules are read from."""
    for entry in os.scandir(os.path.join(folder, below)):  # noqa: PTH118 - as above
        name = f"{below}{entry.name}"
        if entry.name.endswith(".yaml") or (depth == 1 and entry.name.endswith(".txt")):
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
