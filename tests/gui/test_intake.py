"""What can be audited is found in whatever another program hands over; the rest is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl

from auditor.gui.intake import Intake, from_mime, from_text


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "a page.html"
    path.write_text("<p>words</p>")
    return str(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://clinic.example/a", Intake(("https://clinic.example/a",))),
        ("  HTTP://clinic.example  ", Intake(("HTTP://clinic.example",))),
        ("https://a.example\r\nhttps://b.example\n", Intake(("https://a.example", "https://b.example"))),
        ("https://a.example\nhttps://a.example", Intake(("https://a.example",))),
        ("# our pages\n\nhttps://a.example", Intake(("https://a.example",))),
        ("https://a.example\nsome words", Intake(("https://a.example",), refused=1)),
        ("Words of a letter.\nMore words.", Intake(refused=2)),
        ("see https://a.example for more", Intake(refused=1)),
        ("ftp://a.example/x", Intake(refused=1)),
        ("javascript:alert(1)", Intake(refused=1)),
        ("https://", Intake(refused=1)),
        ("http://[broken", Intake(refused=1)),
        ("report.pdf", Intake(refused=1)),
        ("/no/such/file.pdf", Intake(refused=1)),
        ("\0", Intake(refused=1)),
        ("", Intake()),
    ],
)
def test_text_is_read_line_by_line(text, expected):
    assert from_text(text) == expected


def test_paths_that_exist_are_taken_quoted_or_not(page):
    assert from_text(page).inputs == (page,)
    assert from_text(f'"{page}"').inputs == (page,)
    assert from_text(QUrl.fromLocalFile(page).toString()).inputs == (page,)


def test_a_list_of_addresses_comes_before_its_text(page):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(page), QUrl("https://a.example/x?y=1&z=%20")])
    mime.setText("something else")
    assert from_mime(mime) == Intake((page, "https://a.example/x?y=1&z=%20"))


def test_addresses_of_other_kinds_are_refused_one_by_one(page):
    mime = QMimeData()
    mime.setUrls([QUrl("mailto:a@b.example"), QUrl.fromLocalFile(page)])
    assert from_mime(mime) == Intake((page,), refused=1)


def test_neither_addresses_nor_text_is_nothing():
    mime = QMimeData()
    mime.setData("application/x-other", b"bytes")
    assert from_mime(mime) == Intake()


@given(st.text(max_size=80))
def test_no_text_whatever_raises(text):
    from_text(text)
