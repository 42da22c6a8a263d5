"""Addresses are found in pasted text, shortcuts, lists and spreadsheets, and only there."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

import openpyxl
import pytest

from auditor.errors import LoadError
from auditor.sources.addresses import completed, from_list, from_shortcut, from_table, from_text, is_address
from auditor.sources.base import ReadLimits

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = ReadLimits()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", True),
        ("HTTP://A.example", True),
        ("www.a.example", True),
        ("www.", False),
        ("page.html", False),
        ("C:\\page.html", False),
        ("ftp://a.example", False),
    ],
)
def test_a_web_address_is_told_from_a_path(text: str, expected: bool) -> None:
    assert is_address(text) is expected


def test_an_address_without_a_scheme_is_meant_as_https() -> None:
    assert completed("www.a.example/x") == "https://www.a.example/x"
    assert completed("http://a.example") == "http://a.example"


def test_pasted_text_gives_each_address_once_and_in_order() -> None:
    text = "See https://b.example/x, (https://a.example). Then www.c.example!\nhttps://b.example/x again <https://d.example>"
    assert from_text(text) == [
        "https://b.example/x",
        "https://a.example",
        "https://www.c.example",
        "https://d.example",
    ]


SHORTCUTS = [
    ("a.url", b"[InternetShortcut]\r\nURL=https://a.example/x?y=1\r\nIconIndex=0\r\n"),
    ("b.url", "[InternetShortcut]\r\nURL=https://a.example/x?y=1\r\n".encode("utf-16")),
    ("c.webloc", plistlib.dumps({"URL": "https://a.example/x?y=1"})),
    ("d.webloc", plistlib.dumps({"URL": "https://a.example/x?y=1"}, fmt=plistlib.FMT_BINARY)),
    ("e.desktop", b"[Desktop Entry]\nType=Link\nURL=https://a.example/x?y=1\nName=A\n"),
]


@pytest.mark.parametrize(("name", "content"), SHORTCUTS)
def test_a_shortcut_leads_to_its_address(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert from_shortcut(tmp_path / name, LIMITS) == "https://a.example/x?y=1"


BAD_SHORTCUTS = [
    ("a.url", b"[InternetShortcut]\r\n"),
    ("b.url", b"[InternetShortcut]\r\nURL=file:///etc/passwd\r\n"),
    ("c.webloc", b"not a list"),
    ("d.webloc", plistlib.dumps({"Other": "x"})),
    ("e.webloc", plistlib.dumps(["https://a.example"])),
    ("f.desktop", b"[Desktop Entry]\nType=Application\nExec=/bin/sh\n"),
    ("g.webloc", b"<?xml version='1.0'?><plist>" + b"<array>" * 5000),
]


@pytest.mark.parametrize(("name", "content"), BAD_SHORTCUTS)
def test_a_shortcut_that_leads_to_no_page_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError) as caught:
        from_shortcut(tmp_path / name, LIMITS)
    assert caught.value.code == "bad-shortcut"
    assert name in caught.value.message


TABLES = [
    ("with a head", "Page,Address\nHome,https://a.example/\nBeds,https://a.example/beds\n"),
    ("with semicolons", "Home;https://a.example/\nBeds;https://a.example/beds\n"),
    ("with tabs", "https://a.example/\tHome\nhttps://a.example/beds\tBeds\n"),
    ("with a mark and repeats", "\ufeffhttps://a.example/\nhttps://a.example/beds\nhttps://a.example/\n"),
]


@pytest.mark.parametrize("content", [row[1] for row in TABLES], ids=[row[0] for row in TABLES])
def test_a_table_of_addresses_gives_them(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    assert from_table(tmp_path / "list.csv", LIMITS) == ["https://a.example/", "https://a.example/beds"]


def test_a_table_of_other_things_gives_none(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text(
        "Ad,Text,Link\n1,Sleep now,\n2,Rest well,\n3,Dream,https://a.example\n4,Lie,\n"
    )
    assert from_table(tmp_path / "ads.csv", LIMITS) == []
    (tmp_path / "none.csv").write_text("")
    assert from_table(tmp_path / "none.csv", LIMITS) == []


def test_a_workbook_of_addresses_gives_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("Page", "Address"),
        ("Home", "https://a.example/"),
        (None, None),
        ("Beds", "https://a.example/beds"),
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert from_table(tmp_path / "list.xlsx", LIMITS) == ["https://a.example/", "https://a.example/beds"]


def test_a_damaged_workbook_is_said(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(LoadError) as caught:
        from_table(tmp_path / "list.xlsx", LIMITS)
    assert caught.value.code == "damaged-file"


def test_a_text_file_lists_addresses_only_when_it_holds_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("https://a.example/\n\nwww.b.example\nhttps://a.example/\n")
    assert from_list(path, LIMITS) == ["https://a.example/", "https://www.b.example"]
    path.write_text("https://a.example/\nis our page.\n")
    assert from_list(path, LIMITS) == []


def test_an_address_that_cannot_be_taken_apart_stays_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("http://[::1\nhttps://a.example/\n", "utf-8")
    assert from_list(tmp_path / "list.txt", LIMITS) == ["http://[::1", "https://a.example/"]
