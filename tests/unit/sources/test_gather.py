"""What the user names becomes requests, and a request becomes a source; nothing is dropped in silence."""

from __future__ import annotations

import io
import pickle
import plistlib
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from auditor.model.source import Problem, Request, RequestKind
from auditor.sources.base import ReadLimits
from auditor.sources.fetch import FetchPolicy
from auditor.sources.gather import gather, open_request

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = ReadLimits()


NOT_TYPED = (
    "“127.0.0.1” is this computer or lies in a private network, and its address was not typed, so it was not fetched. "
    "Type or paste it yourself if you mean it."
)


def pointing_to(path: Path, address: str) -> None:
    """Write a list, spreadsheet or shortcut, as its name says, that leads to an address."""
    if path.suffix == ".xlsx":
        book = Workbook()
        book.active.append([address])
        book.save(path)
    elif path.suffix == ".webloc":
        path.write_bytes(plistlib.dumps({"URL": address}))
    else:
        path.write_text(f"[Desktop Entry]\nURL={address}\n" if path.stem == "a" else f"{address}\n")


def listed(*inputs: object) -> list[tuple[str, str]]:
    return [(request.kind.value, request.name) for request in gather([str(one) for one in inputs])]


def test_files_addresses_and_standard_input_keep_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We help.")
    assert listed(tmp_path / "a.txt", "-", "https://a.example/x", "www.b.example", "none.txt") == [
        ("file", "a.txt"),
        ("stream", "standard input"),
        ("address", "https://a.example/x"),
        ("address", "https://www.b.example"),
        ("file", "none.txt"),
    ]


def test_a_folder_gives_its_documents_by_their_place_in_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text("x")
    (tmp_path / "a.txt").write_text("https://a.example\n")
    assert listed(tmp_path) == [("file", "a.txt"), ("file", "sub/b.html")]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (request,) = gather([str(tmp_path)])
    assert request.kind is RequestKind.TROUBLE
    assert request.trouble is not None
    assert request.trouble.code == "empty-folder"


def test_a_forbidden_folder_is_said_beside_what_could_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "shut").mkdir()
    import os
    from pathlib import Path as AnyPath

    real = os.scandir

    def guarded(path: Path) -> object:
        if AnyPath(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    first, second = gather([str(tmp_path)])
    assert first.name == "a.txt"
    assert second.trouble is not None
    assert second.trouble.code == "no-permission"
    assert "“shut”" in second.trouble.message


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a page.txt"
    path.write_text("x")
    (request,) = gather([path.as_uri()])
    assert (request.kind, request.location) == (RequestKind.FILE, str(path))


def test_shortcuts_and_lists_become_addresses_that_were_not_typed(tmp_path: Path) -> None:
    (tmp_path / "a.url").write_text("[InternetShortcut]\nURL=https://a.example\n")
    (tmp_path / "list.csv").write_text("https://b.example\nhttps://c.example\n")
    (tmp_path / "list.txt").write_text("https://d.example\n")
    requests = list(gather([str(tmp_path / name) for name in ("a.url", "list.csv", "list.txt")]))
    assert [request.location for request in requests] == [f"https://{host}.example" for host in "abcd"]
    assert not any(request.typed for request in requests)
    (typed,) = gather(["https://a.example"])
    assert typed.typed
    (dropped,) = gather(["https://a.example"], typed=False)
    assert not dropped.typed


@pytest.mark.parametrize(
    "name", ["list.txt", "list.csv", "list.tsv", "list.xlsx", "a.url", "a.webloc", "a.desktop"]
)
def test_no_file_leads_to_this_computer(
    site: str, asked: list[tuple[str, dict[str, str]]], tmp_path: Path, name: str
) -> None:
    pointing_to(tmp_path / name, f"{site}/page")
    (request,) = gather([str(tmp_path / name)])
    source = open_request(request, LIMITS)
    assert source.trouble == Problem("private-address", NOT_TYPED)
    assert asked == []


def test_what_was_typed_leads_there_and_what_was_dropped_does_not(site: str) -> None:
    (typed,), (dropped,) = gather([f"{site}/page"]), gather([f"{site}/page"], typed=False)
    assert open_request(typed, LIMITS).trouble is None
    assert open_request(dropped, LIMITS).trouble == Problem("private-address", NOT_TYPED)


def test_a_table_or_text_without_addresses_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text("Ad,Text\n1,Sleep\n2,Rest\n")
    (tmp_path / "letter.txt").write_text("See https://a.example for more.")
    assert listed(tmp_path / "ads.csv", tmp_path / "letter.txt") == [
        ("file", "ads.csv"),
        ("file", "letter.txt"),
    ]


def test_a_bad_shortcut_stands_in_the_list_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.url").write_text("nothing")
    (request,) = gather([str(tmp_path)])
    assert request.trouble is not None
    source = open_request(request, LIMITS)
    assert source.trouble == request.trouble
    assert source.content is None


@pytest.mark.parametrize(
    "item", ["", "a\0b", "x" * 5000, "http:/broken", "file://[x", "~nobody-of-that-name/x"]
)
def test_nonsense_ends_as_trouble_and_never_as_an_exception(item: str) -> None:
    assert [open_request(request, LIMITS).content for request in gather([item])] == [None]


def test_requests_are_made_only_as_they_are_asked_for(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x")
    requests = gather([str(tmp_path), "https://a.example"])
    assert next(requests).name == "0.txt"
    (tmp_path / "1.txt").unlink()
    assert open_request(next(requests), LIMITS).trouble is not None


def test_a_request_is_small_and_travels_to_a_worker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We help.")
    (request,) = gather([str(tmp_path / "a.txt")])
    assert pickle.loads(pickle.dumps(request)) == request  # noqa: S301 - our own bytes
    assert len(pickle.dumps(request)) < 1_000


# Opening


def test_a_file_is_opened_under_the_name_it_was_listed_with(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We help.")
    source = open_request(Request(RequestKind.FILE, str(tmp_path / "a.txt"), "sub/a.txt"), LIMITS)
    assert (source.name, source.content) == ("sub/a.txt", b"We help.")


def test_standard_input_is_opened_from_the_stream_or_from_where_it_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream:
        buffer = io.BytesIO(b"We help.")

    monkeypatch.setattr(sys, "stdin", Stream())
    (tmp_path / "kept").write_bytes(b"We help.")
    direct = open_request(Request(RequestKind.STREAM, "-", "standard input"), LIMITS)
    kept = open_request(Request(RequestKind.STREAM, str(tmp_path / "kept"), "standard input"), LIMITS)
    assert direct == kept
    assert (kept.name, kept.uri) == ("standard input", "-")


def test_an_address_is_fetched_at_the_time_of_the_clock(site: str) -> None:
    request = Request(RequestKind.ADDRESS, f"{site}/page", f"{site}/page")
    source = open_request(request, LIMITS, FetchPolicy(), lambda: datetime(2026, 1, 2, tzinfo=UTC))
    assert source.retrieved_at == "2026-01-02T00:00:00Z"
    assert b"We help." in (source.content or b"")


def test_an_address_that_was_not_typed_stays_out_of_private_networks(site: str) -> None:
    source = open_request(Request(RequestKind.ADDRESS, f"{site}/page", "x", typed=False), LIMITS)
    assert source.trouble is not None
    assert source.trouble.code == "private-address"


def test_a_request_with_trouble_is_opened_as_that_trouble() -> None:
    trouble = Problem("no-permission", "You may not.")
    source = open_request(Request(RequestKind.TROUBLE, "/x", "x", trouble), LIMITS)
    assert (source.name, source.uri, source.trouble) == ("x", "/x", trouble)


PROBE = """
import sys
from auditor.sources.gather import gather, open_request
from auditor.sources.base import ReadLimits
for request in gather([sys.argv[1]]):
    open_request(request, ReadLimits())
print(sorted({"httpx", "openpyxl"} & set(sys.modules)))
"""


def test_files_are_read_without_the_network_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We help.")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
