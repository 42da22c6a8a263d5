"""Folders are walked in a fixed order, and what is no document is passed over."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from auditor.sources.folder import is_document, walk

if TYPE_CHECKING:
    import pytest


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder)]


def test_files_come_sorted_and_before_folders(tmp_path: Path) -> None:
    fill(tmp_path, "b.html", "a.pdf", "c/z.txt", "c/y.docx", "b/a.md", "Z.txt")
    assert names(tmp_path) == ["Z.txt", "a.pdf", "b.html", "b/a.md", "c/y.docx", "c/z.txt"]


def test_hidden_files_and_leftovers_are_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ".hidden.html",
        "~$offer.docx",
        "offer.docx~",
        ".git/a.html",
        "__pycache__/a.html",
        "Thumbs.db",
        "page.html",
    )
    fill(
        tmp_path,
        "style.css",
        "code.js",
        "data.json",
        "offer.audit",
        "offer.audit-wal",
        "house.claims",
        "debug.log",
    )
    assert names(tmp_path) == ["page.html"]


def test_the_parts_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "Offer.html",
        "Offer_files/frame.html",
        "Offer_files/a.png",
        "Offer-Dateien/a.png",
        "Other_files/b.html",
    )
    assert names(tmp_path) == ["Offer.html", "Other_files/b.html"]


def test_pictures_count_unless_they_belong_to_pages_above_them(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "ads/one.png",
        "site/index.html",
        "site/banner.jpg",
        "site/img/deep/bed.webp",
        "site/img/leaflet.pdf",
    )
    assert names(tmp_path) == ["ads/one.png", "site/banner.jpg", "site/index.html", "site/img/leaflet.pdf"]


def test_a_spreadsheet_of_ours_is_passed_over_and_another_is_not(tmp_path: Path) -> None:
    for name, sheets in (
        ("audit.xlsx", '<sheet name="Findings"/><sheet name="Crisis resources"/>'),
        ("prices.xlsx", '<sheet name="Prices"/>'),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("xl/workbook.xml", sheets)
    fill(tmp_path, "damaged.xlsx")
    assert names(tmp_path) == ["damaged.xlsx", "prices.xlsx"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    fill(tmp_path, "a/one.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert names(tmp_path) == ["gone.txt", "a/one.txt"]


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a/one.txt", "b/two.txt")
    real = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    told: list[str] = []
    found = [
        path.name
        for path in walk(
            tmp_path, lambda folder, error: told.append(f"{folder.name}: {type(error).__name__}")
        )
    ]
    assert (found, told) == (["two.txt"], ["a: PermissionError"])
    assert [path.name for path in walk(tmp_path)] == ["two.txt"]


def test_a_folder_is_listed_only_as_far_as_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.txt", "deep/b.txt")
    walking = walk(tmp_path)
    assert next(walking).name == "a.txt"

    def refused(_: object) -> object:
        raise AssertionError("looked ahead")

    monkeypatch.setattr(os, "scandir", refused)
    walking.close()


@given(st.text(min_size=1, max_size=20).filter(lambda name: "/" not in name and "\0" not in name))
def test_a_name_is_judged_without_regard_to_case(name: str) -> None:
    assert is_document(name.upper().lower()) == is_document(name.lower())
