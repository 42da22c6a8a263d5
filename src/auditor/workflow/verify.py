"""Whether an evidence package is as it was made: every file in it, and every byte of the zip around them."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.places import PlaceError, is_drive_gone, unreachable
from auditor.workflow.package import MANIFEST, REVIEW, SUMS, Packed, sums_of
from auditor.workflow.package_zip import sha256_of, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_HEAD_BYTES = 30 + len(REVIEW)
_TAIL_BYTES = 1_000
"""The two lists of hashes are packed last, and so named here."""

_MAX_MANIFEST = 50_000_000
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, KeyError, ValueError)
_NO_LIST = "The zip's own list of files, at its end, has been changed or cut off, so that nothing in it can be checked."
_OF_NO_FILE = "A byte of the zip has been changed that no file in it is made of."


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a package found: the trouble, a sentence each; none when every byte is as it was packed.

    `seal` is the SHA-256 of the whole zip: kept apart, it tells also of a package that was made anew.
    """

    files: int
    seal: str
    troubles: tuple[str, ...] = ()


def verify_package(path: Path, sha256: str = "") -> Verification:
    """Compare every file in a package with the hash it was packed with, and the zip with how it was written.

    `sha256` is what the package's seal should be, where somebody kept it. Raises UserError when the file is no evidence
    package.
    """
    try:
        found = _opened(path)
    except FileNotFoundError:
        raise UserError(f"There is no file “{path.name}”.", "It may have been moved or renamed.") from None
    except OSError as error:
        if isinstance(error, PermissionError) or is_drive_gone(error):
            raise PlaceError(*unreachable(path, error)) from error
        raise _no_package(path.name) from error
    if sha256 and sha256 != found.seal:
        trouble = f"It is not the package with the seal {sha256}."
        return replace(found, troubles=(trouble, *found.troubles))
    return found


def is_package(path: Path) -> bool:
    """Whether a file is an evidence package, changed or not, as its beginning or its end tells."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            stream.seek(max(stream.seek(0, 2) - _TAIL_BYTES, 0))
            tail = stream.read()
    except OSError:
        return False
    begins = head.startswith(b"PK\x03\x04") and head.endswith(REVIEW.encode())
    return begins or all(b"PK\x01\x02" in tail and name.encode() in tail for name in (MANIFEST, SUMS))


def _opened(path: Path) -> Verification:
    try:
        with zipfile.ZipFile(path) as archive:
            found = _verified(archive, path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        found = None
    if found is not None:
        return found
    if not is_package(path):
        raise _no_package(path.name)
    return Verification(0, sha256_of(path), (_NO_LIST,))


def _verified(archive: zipfile.ZipFile, path: Path) -> Verification | None:
    """Return what a zip is like that can be opened; None when no list of hashes is to be found in it."""
    sums, told = _sums_in(archive), _told_in(archive)
    if not sums and not told:
        return None
    listed = _listed(sums, told)
    troubles = [*_disagreements(archive, sums, told), *_troubles(archive, listed)]
    there = [entry.filename for entry in archive.infolist()]
    known = {packed.path for packed in listed} | {SUMS, MANIFEST}
    troubles += [f"“{path}” was not in the package when it was made." for path in there if path not in known]
    troubles += [f"“{path}” is in it twice." for path in dict.fromkeys(there) if there.count(path) > 1]
    state = state_of(path, archive)
    troubles += state.troubles
    if not troubles and not state.is_sealed:
        troubles = [_OF_NO_FILE]
    return Verification(len(listed), state.sha256, tuple(dict.fromkeys(troubles)))


def _listed(sums: dict[str, str], told: dict[str, tuple[int, str]]) -> tuple[Packed, ...]:
    """Return what the lists of hashes say, the manifest among it."""
    hashes = sums or {path: sha256 for path, (_, sha256) in told.items()}
    return tuple(Packed(path, told.get(path, (-1, ""))[0], sha256) for path, sha256 in hashes.items())


def _sums_in(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the hash of each file by the list for the usual tools; nothing when it cannot be read."""
    try:
        lines = _read(archive, SUMS).decode().splitlines()
    except _UNREADABLE:
        return {}
    sums = {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines)}
    return sums if MANIFEST in sums else {}


def _told_in(archive: zipfile.ZipFile) -> dict[str, tuple[int, str]]:
    """Return the size and the hash of each file by the manifest; nothing when it cannot be read."""
    try:
        files = json.loads(_read(archive, MANIFEST))["files"]
        return {str(file["path"]): (int(file["bytes"]), str(file["sha256"])) for file in files}
    except (*_UNREADABLE, TypeError):
        return {}  # the manifest is among the files that are checked, and will be named


def _disagreements(
    archive: zipfile.ZipFile, sums: dict[str, str], told: dict[str, tuple[int, str]]
) -> Iterator[str]:
    """Tell where the two lists of hashes differ: whoever changes a file and its line in one forgets the other."""
    if not sums:
        yield f"“{SUMS}” has been changed and cannot be read, or is missing."
        return
    if _read(archive, SUMS) != sums_of(Packed(path, 0, sha256) for path, sha256 in sums.items()):
        yield f"“{SUMS}” has been changed: it is not written as the program writes it."
    if not told:
        return
    for path in dict.fromkeys((*told, *sums)):
        if path != MANIFEST and told.get(path, (0, None))[1] != sums.get(path):
            yield f"“{path}” has one hash in “{MANIFEST}” and another, or none, in “{SUMS}”: one was changed."


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    """Return one of the two lists, which are read into memory as a whole."""
    if archive.getinfo(path).file_size > _MAX_MANIFEST:
        raise ValueError(path)
    return archive.read(path)


def _troubles(archive: zipfile.ZipFile, listed: tuple[Packed, ...]) -> Iterator[str]:
    there = set(archive.namelist())
    for packed in listed:
        if packed.path not in there:
            yield f"“{packed.path}” is missing."
        elif _hash_of(archive, packed) != packed.sha256:
            yield f"“{packed.path}” has been changed: its bytes are not those that were packed."


def _hash_of(archive: zipfile.ZipFile, packed: Packed) -> str:
    """Return the hash of a file as it is now; empty when it cannot even be unpacked or is not as long as it was."""
    made = hashlib.sha256()
    left = packed.bytes if packed.bytes >= 0 else _MAX_MANIFEST
    try:
        with archive.open(packed.path) as part:
            while chunk := part.read(_CHUNK):
                made.update(chunk)
                left -= len(chunk)
                if left < 0:
                    return ""
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        return ""
    return made.hexdigest()


def _no_package(name: str) -> UserError:
    return UserError(
        f"“{name}” is no evidence package, or too damaged to be checked.",
        "Choose a .zip file that `auditor review package` wrote.",
    )
