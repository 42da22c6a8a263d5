"""The evidence package: whole, checkable without the program, and every changed byte named."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import struct
import zipfile

import pytest
from openpyxl import load_workbook

from auditor.cli.main import main
from auditor.errors import ExportError, UserError
from auditor.store.audits import AuditFile
from auditor.workflow import package_zip
from auditor.workflow.package import MANIFEST, SUMS, _Packer, write_package
from auditor.workflow.verify import is_package, verify_package

WORDS = b"Our clinic in Ohio helps addicts. We are open on weekdays."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    (folder / "a page \N{RIGHT-TO-LEFT OVERRIDE}.txt").write_bytes(WORDS)
    (folder / "empty.txt").write_bytes(b"")
    assert main(["audit", str(folder), "--output", str(folder / "spring.audit"), "-q"]) == 3
    seal = write_package(folder / "spring.audit", folder / "spring.zip", prepared_by="Ada Example")
    return folder, seal


@pytest.fixture
def package(made, tmp_path):
    return shutil.copy(made[0] / "spring.zip", tmp_path / "spring.zip")


def rewritten(package, change):
    """Write the zip anew with files that `change` may replace, drop (None) or leave."""
    with zipfile.ZipFile(package) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in files:
            if (now := change(name, content)) is not None:
                archive.writestr(name, now)


def test_everything_is_in_it(made, package, tmp_path):
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path)
        manifest = json.loads(archive.read(MANIFEST))
    assert names[:4] == ["review.audit", "audit.xlsx", "report.html", "audit.json"]
    (source,) = (name for name in names if name.startswith("sources/0001"))
    assert (tmp_path / source).read_bytes() == WORDS
    with AuditFile(tmp_path / "review.audit", is_read_only=True) as review:
        assert len(review.audit().findings) == 1
    assert load_workbook(tmp_path / "audit.xlsx").sheetnames[0] == "Summary"
    assert manifest["documents_not_read"] == ["empty.txt"]
    assert "no legal clearance" in manifest["notice"]
    assert manifest["prepared_by"] == "Ada Example"


def test_the_list_of_hashes_is_the_usual_one(package):
    with zipfile.ZipFile(package) as archive:
        for line in archive.read(SUMS).decode().splitlines():
            sha256, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == sha256


def test_an_untouched_package_is_whole(made, package):
    found = verify_package(package)
    assert (found.troubles, found.seal) == ((), made[1])


def test_a_changed_byte_a_lost_and_a_strange_file_are_named(package):
    rewritten(
        package, lambda name, content: content.replace(b"Ohio", b"Iowa") if "sources/" in name else content
    )
    said = verify_package(package).troubles[0]
    assert said.startswith("“sources/0001-a_page.txt” has been changed")
    rewritten(package, lambda name, content: None if name == "audit.xlsx" else content)
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("extra.txt", b"new")
    assert {
        "“audit.xlsx” is missing.",
        "“extra.txt” was not in the package when it was made.",
    } <= set(verify_package(package).troubles)


def test_a_flipped_bit_in_the_zip_itself_is_named_as_that_of_its_file_alone(package):
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo("report.html")
    content = bytearray(package.read_bytes())
    content[entry.header_offset + 200] ^= 1
    package.write_bytes(content)
    named = "“report.html” has been changed: its bytes are not those that were packed."
    assert verify_package(package).troubles == (named,)


def test_a_file_changed_together_with_its_line_in_one_list_is_named_by_the_other(package):
    with zipfile.ZipFile(package) as archive:
        was = hashlib.sha256(archive.read("report.html")).hexdigest().encode()
    forged = hashlib.sha256(b"forged").hexdigest().encode()
    changes = {"report.html": lambda _: b"forged", SUMS: lambda content: content.replace(was, forged)}
    rewritten(package, lambda name, content: changes.get(name, bytes)(content))
    said = verify_package(package).troubles[0]
    assert said.startswith("“report.html” has one hash in “manifest.json” and another")


@pytest.mark.parametrize("change", [(b"\n", b"\x0b"), (b"  audit.json", b"   audit.json")])
def test_a_byte_of_the_list_of_hashes_is_named_too(package, change):
    rewritten(package, lambda name, content: content.replace(*change, 1) if name == SUMS else content)
    assert any(SUMS in trouble for trouble in verify_package(package).troubles)


def test_a_changed_list_of_hashes_changes_the_seal(made, package):
    with zipfile.ZipFile(package) as archive:
        was = hashlib.sha256(archive.read("report.html")).hexdigest().encode()
    forged = hashlib.sha256(b"forged").hexdigest().encode()
    rewritten(
        package, lambda name, content: b"forged" if name == "report.html" else content.replace(was, forged)
    )
    found = verify_package(package)
    assert found.seal != made[1]
    assert not any(SUMS in trouble for trouble in found.troubles)


def parts(content):
    """Return where each part of a zip begins: the head and the bytes of each file, its line in the list, the end."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        heads = [(f"head of {e.filename}", e.header_offset) for e in archive.infolist()]
        at = archive.start_dir
        lines = []
        for entry in archive.infolist():
            lines.append((f"line of {entry.filename}", at))
            at += 46 + len(entry.orig_filename)
    return [*heads, *lines, ("end", at)]


def test_every_byte_of_the_zip_counts(package):
    """Whatever is changed of its heads, its list of files and its end is told, and where."""
    content = package.read_bytes()
    found = parts(content)
    places = {at + step: name for name, at in found for step in (0, 6, 8, 11, 15, 33)}
    places |= {len(content) - 1: "end", len(content) - 70: "end", found[0][1] + 4_000: "bytes of a file"}
    silent = []
    for at in sorted(places):
        changed = bytearray(content)
        changed[at] ^= 1
        package.write_bytes(changed)
        if not verify_package(package).troubles:
            silent.append((at, places[at]))
    assert silent == []


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (lambda _: 0, "3 bytes that belong to no file stand before “review.audit”."),
        (
            lambda found: found["head of audit.xlsx"],
            "3 bytes that belong to no file stand between “review.audit” and",
        ),
        (
            lambda found: found["line of review.audit"],
            "3 bytes that belong to no file stand between “SHA256SUMS”",
        ),
        (lambda found: found["end"], "The end of the zip has been changed"),
        (lambda _: None, "The end of the zip has been changed, or something stands behind it."),
    ],
)
def test_what_stands_before_between_or_behind_the_files_is_told(package, where, said):
    content = package.read_bytes()
    at = where(dict(parts(content)))
    at = len(content) if at is None else at
    package.write_bytes(moved(content, at, b"???"))
    assert any(
        trouble.startswith(said) or "own list of files" in trouble
        for trouble in verify_package(package).troubles
    )


def test_numbers_too_large_for_the_usual_way_are_told_in_the_longer_one(tmp_path, monkeypatch):
    for name, most in (("ZIP_FILECOUNT_LIMIT", 2), ("ZIP64_LIMIT", 30)):
        monkeypatch.setattr(zipfile, name, most)
    monkeypatch.setattr(package_zip, "MOST_FILES", 2)
    monkeypatch.setattr(package_zip, "MOST_BYTES", 30)
    path = tmp_path / "large.zip"
    with path.open("x+b") as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            packer = _Packer(archive, (2026, 11, 22, 10, 0, 0))
            for name in ("a.txt", "b.txt", "c.txt"):
                with packer.open(name) as part:
                    part.write(name.encode() * 100)
        package_zip.close_with_seal(stream)
    with zipfile.ZipFile(path) as archive:
        assert package_zip.state_of(path, archive).troubles == ()


def moved(content, at, junk):
    """Put junk into a zip, and mend the places it tells so that every program still opens it."""
    changed = bytearray(content[:at] + junk + content[at:])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        line, begins = archive.start_dir, archive.start_dir
        for entry in archive.infolist():
            offset = entry.header_offset + len(junk) * (entry.header_offset >= at)
            struct.pack_into("<L", changed, line + len(junk) * (line >= at) + 42, offset)
            line += 46 + len(entry.orig_filename)
    if begins >= at:
        struct.pack_into("<L", changed, line + len(junk) + 16, begins + len(junk))
    return bytes(changed)


def test_a_package_is_known_whatever_was_done_to_it(package, tmp_path):
    content = package.read_bytes()
    for changed in (content, content[:-40], b"?" + content):
        package.write_bytes(changed)
        assert is_package(package)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "a")
    assert not is_package(other)
    assert not is_package(tmp_path / "none.zip")


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 cut", b"%PDF-1.7"])
def test_what_is_no_package_is_said(tmp_path, content):
    path = tmp_path / "x.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"no evidence package|There is no file"):
        verify_package(path)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UserError, match="no evidence package"):
        verify_package(tmp_path / "other.zip")


def test_the_review_is_never_overwritten(made):
    folder, _ = made
    with pytest.raises(ExportError, match="the review itself"):
        write_package(folder / "spring.audit", folder / "spring.audit")


def test_the_commands_say_what_they_did_and_found(made, tmp_path, capfd):
    review, target = made[0] / "spring.audit", tmp_path / "again.zip"
    assert main(["review", "package", str(review), str(target)]) == 0
    seal = hashlib.sha256(target.read_bytes()).hexdigest()
    assert f"to be kept apart: {seal}" in capfd.readouterr().out
    assert main(["review", "verify", str(target), "--sha256", seal.upper()]) == 0
    assert "It has the seal given." in capfd.readouterr().out
    assert main(["review", "verify", str(target), "--sha256", "0" * 64]) == 1
    assert "It is not the package with the seal 0000" in capfd.readouterr().out
    assert main(["review", "verify", str(target)]) == 0
    assert "7 files checked. Every byte is as it was packed." in capfd.readouterr().out
    rewritten(target, lambda name, content: content + b" " if name == "audit.json" else content)
    assert main(["review", "verify", str(target)]) == 1
    assert "“audit.json” has been changed" in capfd.readouterr().out
