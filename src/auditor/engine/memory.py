"""What is known of a rules folder from the last time it was read and checked, so that nobody waits for it twice.

A memory belongs to the exact bytes of all rule files and to this version of the program; after any change it is
passed over and the folder is read anew. It holds plain values only, and all that is told from it is told by the
files too: without a memory everything works the same, half a second later.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

import auditor
from auditor.model.audit import PackRecord  # noqa: TC001 - msgspec resolves annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT_MEMORIES = 4
"""Memories kept in the folder, newest first: a reviewer has one rules folder, a specialist who writes rules a few."""

_RULE_FILES = ("*/*.yaml", "*/*.txt", "*.yaml", "*/*/*.yaml")
_Form = TypeVar("_Form")
_PROGRAM = Path(__file__).resolve().parent.parent


class Records(msgspec.Struct, frozen=True):
    """The part of a memory that states which packs there are."""

    records: tuple[PackRecord, ...]


class PackMemory(Records, frozen=True):
    """All of it: the plain values of each YAML file by its path in the folder, and the gates of phrases."""

    values: dict[str, Any]
    gates: dict[str, tuple[frozenset[str], ...]]


def recall(folder: Path, places: Path) -> PackMemory | None:
    """Return the memory of a rules folder, if there is one."""
    return _decoded(folder, places, PackMemory)


def recall_records(folder: Path, places: Path) -> tuple[PackRecord, ...] | None:
    """Return the packs of a rules folder, if it has been read before."""
    found = _decoded(folder, places, Records)
    return found.records if found else None


def remember(folder: Path, places: Path, memory: PackMemory) -> None:
    """Keep a memory; where that is not possible, nothing is kept and nothing is said."""
    ordered = {source: [sorted(gate) for gate in gates] for source, gates in memory.gates.items()}
    # Besides the file system, a number may be too large for the format and a text no Unicode.
    with suppress(OSError, ValueError, OverflowError):
        content = msgspec.msgpack.encode(msgspec.structs.replace(memory, gates=ordered))
        path = _path(folder, places)
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        places.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _forget_all_but(path, places)


def _decoded(folder: Path, places: Path, form: type[_Form]) -> _Form | None:
    try:
        return msgspec.msgpack.decode(_path(folder, places).read_bytes(), type=form)
    except (OSError, msgspec.MsgspecError):
        return None


def _path(folder: Path, places: Path) -> Path:
    return places / f"rules-{_fingerprint(folder)}.msgpack"


def _fingerprint(folder: Path) -> str:
    """Return a digest of the program and of every rule file, names and bytes."""
    digest = hashlib.sha256(auditor.__version__.encode())
    for file in _program_files():
        digest.update(file)
    for path in sorted(p for pattern in _RULE_FILES for p in folder.glob(pattern)):
        content = path.read_bytes()
        digest.update(
            f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode("utf-8", "surrogatepass")
        )
        digest.update(content)
    return digest.hexdigest()[:32]


def _program_files() -> Iterator[bytes]:
    """Yield a sign of each module that reads rules, where the program stands in files that can be edited."""
    for pattern in ("engine/*.py", "engine/checks/*.py", "text/*.py"):
        for path in sorted(_PROGRAM.glob(pattern)):
            state = path.stat()
            yield f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode()


def _forget_all_but(path: Path, places: Path) -> None:
    """Delete the oldest memories, never the one just kept."""
    others = [(p.stat().st_mtime_ns, p) for p in places.glob("rules-*.msgpack") if p != path]
    for _, old in sorted(others, reverse=True)[KEPT_MEMORIES - 1 :]:
        old.unlink(missing_ok=True)
