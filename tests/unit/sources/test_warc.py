"""Pages and documents are found in a web archive with their address and time; damage and bombs are told, and the rest is read."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.cli.main import main
from auditor.model.source import RequestKind
from auditor.sources import warc, warc_stream
from auditor.sources.base import ReadLimits
from auditor.sources.gather import gather, open_request

PAGE = b"<!DOCTYPE html><html><body><p>We help people in Northfield to sleep.</p></body></html>"
HTML = "Content-Type: text/html; charset=utf-8"
CLINIC = "https://clinic.example/"


def record(
    address: str = CLINIC,
    body: bytes = PAGE,
    *fields: str,
    status: str = "200 OK",
    kind: str = "response",
    head: str = "",
) -> bytes:
    """Return a record as crawlers write it; `head` is further lines of the record itself."""
    lines = "\r\n".join([f"HTTP/1.1 {status}", *(fields or [HTML]), "", ""]).encode()
    block = (lines if kind in {"response", "request"} else b"") + body
    said = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2026-10-01T08:30:15.250Z",
        f"Content-Length: {len(block)}",
        *filter(None, [head]),
    ]
    return "\r\n".join([*said, "", ""]).encode() + block + b"\r\n\r\n"


@pytest.fixture(params=["crawl.warc", "crawl.warc.gz"])
def archive(request, tmp_path):
    """Write records as one archive, plainly or each packed by itself; return its path."""

    def _archive(*records: bytes, name: str = request.param) -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(gzip.compress(r) if name.endswith(".gz") else r for r in records))
        return path

    return _archive


def sources(path: Path, limit: int = 1_000_000):
    return [open_request(request, ReadLimits(limit)) for request in gather([str(path)])]


def codes(path: Path, limit: int = 1_000_000):
    return [source.trouble.code if source.trouble else None for source in sources(path, limit)]


def test_a_page_keeps_its_address_its_time_and_what_the_server_said_of_it(archive):
    [source] = sources(archive(record()))
    assert (source.name, source.uri) == ("clinic.example/", CLINIC)
    assert (source.content, source.retrieved_at) == (PAGE, "2026-10-01T08:30:15Z")
    assert (source.media_type, source.charset) == ("text/html; charset=utf-8", "utf-8")


PASSED_OVER = {
    "a request": record(kind="request"),
    "the crawler's own words": record("", b"software: x", kind="warcinfo"),
    "a page seen before": record(kind="revisit"),
    "a picture": record(CLINIC + "a.png", b"\x89PNG", "Content-Type: image/png"),
    "a script": record(CLINIC + "a.js", b"x()", "Content-Type: text/javascript"),
    "a redirect": record(CLINIC + "old", b"", HTML, status="301 Moved Permanently"),
    "an error page": record(CLINIC + "none", PAGE, HTML, status="404 Not Found"),
    "what only crawlers read": record(CLINIC + "robots.txt", b"User-agent: *", "Content-Type: text/plain"),
    "an answer of no web server": record("dns:clinic.example", b"198.51.100.7", kind="response"),
    "a log": record("metadata://tool/log.txt", b"done", kind="resource"),
    "data nobody named": record(CLINIC + "x", b"\0\1", "Content-Type: application/octet-stream"),
}


@pytest.mark.parametrize("other", PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_is_no_document_is_passed_over(archive, other):
    assert [s.uri for s in sources(archive(other, record(), other))] == [CLINIC]


TAKEN = {
    "a PDF": (CLINIC + "a", "Content-Type: application/pdf"),
    "a PDF that is called nothing": (CLINIC + "a.PDF?v=2", "Content-Type: application/octet-stream"),
    "text": (CLINIC + "a", "Content-Type: text/plain"),
    "a page without a type": (CLINIC + "a.html", "X-Nothing: said"),
}


@pytest.mark.parametrize(("address", "field"), TAKEN.values(), ids=TAKEN)
def test_documents_are_taken_by_their_type_or_their_address(archive, address, field):
    assert [s.uri for s in sources(archive(record(address, b"x", field)))] == [address]


def test_what_a_crawler_had_without_a_server_is_taken_by_the_type_it_gave(archive):
    kept = record("https://clinic.example/a", PAGE, kind="resource", head="Content-Type: text/html")
    assert [s.content for s in sources(archive(kept))] == [PAGE]


SENT = {
    "in chunks": (b"5\r\n<p>We\r\n8\r\n help</p\r\n1\r\n>\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
    "in chunks that the crawler has joined": (b"<p>We help</p>", "Transfer-Encoding: chunked"),
    "packed": (gzip.compress(b"<p>We help</p>"), "Content-Encoding: gzip"),
    "packed, and unpacked by the crawler": (b"<p>We help</p>", "Content-Encoding: gzip"),
}


@pytest.mark.parametrize(("body", "field"), SENT.values(), ids=SENT)
def test_an_answer_is_read_however_it_was_sent(archive, body, field):
    assert [s.content for s in sources(archive(record(CLINIC, body, HTML, field)))] == [b"<p>We help</p>"]


def test_the_hash_of_a_record_is_held_against_it(archive):
    block = f"HTTP/1.1 200 OK\r\n{HTML}\r\n\r\n".encode() + PAGE
    said = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    sound = record(head=f"WARC-Block-Digest: sha1:{said}")
    assert codes(archive(sound, sound.replace(b"sleep", b"slept"))) == [None, "damaged-record"]


BROKEN = {
    "a length that is none": record().replace(b"Content-Length: ", b"Content-Length: x"),
    "a length below zero": record().replace(b"Content-Length: ", b"Content-Length: -"),
    "another beginning": b"GARBAGE" + record()[8:],
    "an answer that is none": record().replace(b"HTTP/1.1 200", b"NOTHING 2"),
    "a line without end": record(head="X: " + "x" * 100_000),
    "half an answer's lines": record(CLINIC, b"HTTP/1.1 200 OK\r\nContent-Ty", kind="x").replace(
        b"Type: x", b"Type: response"
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_damage_is_told_and_the_records_behind_it_are_read(archive, broken):
    found = codes(archive(record(), broken, record()))
    assert found[0] is None
    assert found[-1] is None
    assert set(found[1:-1]) <= {"damaged-archive", "damaged-record"}
    assert len(found) == 3


def test_an_archive_that_ends_in_the_middle_says_so_beside_what_was_read(archive):
    path = archive(record(), record())
    path.write_bytes(path.read_bytes()[:-40])
    assert codes(path) == [None, "damaged-record"]


def test_a_flipped_byte_in_a_packed_record_is_told(tmp_path):
    packed = [bytearray(gzip.compress(record())) for _ in range(3)]
    packed[1][-6] ^= 1  # its checksum
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(packed))
    assert codes(path) == [None, "damaged-archive", None]


def test_an_archive_packed_as_a_whole_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(record() + record()))
    [source] = sources(path)
    assert source.trouble.code == "packed-archive"
    assert "gunzip" in source.trouble.message


def test_a_record_over_the_limit_is_told_and_not_read(archive):
    assert codes(archive(record(CLINIC, b"x" * 60_000), record()), limit=50_000) == ["file-too-large", None]


def test_an_answer_that_unpacks_to_too_much_is_told(archive):
    bomb = record(CLINIC, gzip.compress(b"x" * 900_000), HTML, "Content-Encoding: gzip")
    assert codes(archive(bomb, record()), limit=50_000) == ["file-too-large", None]


def test_a_packed_record_that_unpacks_without_end_is_given_up_early(tmp_path, monkeypatch):
    monkeypatch.setattr(warc_stream, "MAX_UNPACKED_BYTES", 100_000)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(record(CLINIC, b"x" * 5_000_000)) + gzip.compress(record()))
    assert codes(path) == ["damaged-record", None]


def test_a_part_of_an_answer_and_an_unknown_packing_are_told(archive):
    part = record(head="WARC-Truncated: length")
    other = record(CLINIC, b"\x0b\x02", HTML, "Content-Encoding: br")
    assert codes(archive(part, other)) == ["kept-in-part", "unknown-packing"]


def test_an_archive_without_a_document_or_with_nothing_says_so(archive):
    assert codes(archive(record(kind="request"))) == ["empty-archive"]
    assert codes(archive()) == ["empty-archive"]


def test_a_file_that_only_bears_the_name_is_told_once(archive):
    assert codes(archive(b"This is no archive.")) in (
        ["damaged-archive"],
        ["damaged-archive", "damaged-archive"],
    )


def test_a_thousand_damaged_places_are_not_told_one_by_one(archive):
    bad = record().replace(b"Content-Length: ", b"Content-Length: x")
    assert len(codes(archive(*[bad] * 300))) == warc.MAX_TROUBLES + 1


def test_archives_in_a_folder_are_opened_and_their_indexes_passed_over(archive):
    path = archive(record(), record(CLINIC + "prices"))
    path.with_name("crawl.cdxj").write_text("example,clinic)/ 2026 {}")
    requests = list(gather([str(path.parent)]))
    assert [(r.kind, r.name) for r in requests] == [
        (RequestKind.RECORD, CLINIC),
        (RequestKind.RECORD, CLINIC + "prices"),
    ]


def test_a_missing_archive_and_a_missing_addition_are_told(archive, monkeypatch, tmp_path):
    assert codes(tmp_path / "none.warc") == ["missing-file"]
    path = archive(record())
    monkeypatch.setattr(warc, "find_spec", lambda _: None)
    [source] = sources(path)
    assert source.trouble.code == "not-installed"
    assert "pip install 'auditor[cluster]'" in source.trouble.message


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_no_damage_ends_the_audit(data, is_packed):
    whole = [record(), record(CLINIC + "a", gzip.compress(PAGE), HTML, "Content-Encoding: gzip"), record()]
    content = bytearray(b"".join(gzip.compress(r) if is_packed else r for r in whole))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc"
        path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
        assert codes(path)


def test_steering_signs_in_an_address_are_not_shown(archive):
    [source] = sources(archive(record("https://clinic.example/\u202egnp.exe")))
    assert "\u202e" not in source.uri + source.name


def test_an_archive_is_audited_by_the_addresses_in_it(archive, capfd):
    claim = b"<p>Our clinic is the best in Ohio, and 94% of our patients stay sober for ever.</p>"
    path = archive(record(), record(CLINIC + "about", claim))
    assert main(["audit", str(path), "--format", "json", "-q", "--country", "US"]) == 1
    sources = [document["source"] for document in json.loads(capfd.readouterr().out)["documents"]]
    assert [(s["uri"], s["retrieved_at"]) for s in sources] == [
        (CLINIC, "2026-10-01T08:30:15Z"),
        (CLINIC + "about", "2026-10-01T08:30:15Z"),
    ]


def test_an_audit_without_an_archive_does_not_load_its_reader():
    look = "import sys, auditor.sources.gather; sys.exit('warcio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
