"""Files of this machine become sources; what stands in the way becomes a sentence."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.sources.base import ReadLimits
from auditor.sources.local import read, read_stream, uri_of

if TYPE_CHECKING:
    import pytest

SMALL = ReadLimits(content_bytes=100)


def code(path: Path, limits: ReadLimits = SMALL) -> str:
    source = read(path, limits)
    assert source.content is None
    assert source.trouble is not None
    assert source.trouble.message.endswith(".")
    return source.trouble.code


def test_a_file_comes_with_its_size_hash_and_address(tmp_path: Path) -> None:
    path = tmp_path / "a page.txt"
    path.write_bytes(b"We help.")
    source = read(path, SMALL)
    assert (source.name, source.content, source.size) == ("a page.txt", b"We help.", 8)
    assert source.sha256 == hashlib.sha256(b"We help.").hexdigest()
    assert source.uri == path.as_uri()
    assert source.uri.endswith("a%20page.txt")
    assert source.retrieved_at is None


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    assert read(tmp_path / "a", SMALL).size == 100


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    assert code(path, ReadLimits()) == "file-too-large"
    said = read(path, ReadLimits()).trouble
    assert said is not None
    assert "2,000 MB" in said.message
    assert "200 MB" in said.message


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert code(tmp_path / "none.txt") == "missing-file"
    (tmp_path / "file").write_text("x")
    assert code(tmp_path / "file" / "below.txt") == "missing-file"


def test_a_folder_and_a_pipe_are_no_documents(tmp_path: Path) -> None:
    assert code(tmp_path) == "is-a-folder"
    os.mkfifo(tmp_path / "pipe")
    assert code(tmp_path / "pipe") == "not-a-file"
    assert code(Path("/dev/zero")) == "not-a-file"


def test_a_forbidden_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert code(tmp_path / "a") == "no-permission"


def test_a_failing_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")

    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", failing)
    assert code(tmp_path / "a") == "unreadable-file"


def test_impossible_names_are_said(tmp_path: Path) -> None:
    assert code(tmp_path / "a\0b") == "unreadable-file"
    assert code(tmp_path / ("x" * 5000)) == "unreadable-file"


def test_a_link_in_a_circle_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code(tmp_path / "a") in {"unreadable-file", "missing-file"}


def test_standard_input_is_read_up_to_the_limit() -> None:
    source = read_stream(io.BytesIO(b"We help."), SMALL)
    assert (source.name, source.uri, source.content) == ("standard input", "-", b"We help.")
    too_long = read_stream(io.BytesIO(b"x" * 101), SMALL)
    assert too_long.trouble is not None
    assert too_long.trouble.code == "file-too-large"


def test_standard_input_that_fails_is_said() -> None:
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    trouble = read_stream(Broken(), SMALL).trouble
    assert trouble is not None
    assert trouble.code == "unreadable-file"


def test_a_path_that_is_no_address_stands_for_itself() -> None:
    assert uri_of(Path("/a/b c.txt")) == "file:///a/b%20c.txt"
