"""How a document can be shown, and what is said where it cannot be shown as it looks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.gui import looks
from auditor.gui.looks import look_of
from auditor.model.document import Status
from auditor.store.audits import AuditFile

from . import factory

ARCHIVE = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>Nobody relapses.</p></body></html>\r\n--b--\r\n"
)


@pytest.fixture
def file(tmp_path):
    with AuditFile(tmp_path / "a.audit") as made:
        yield made


@pytest.fixture(autouse=True)
def _ordinary_user(monkeypatch):
    monkeypatch.setattr(looks, "can_browse", lambda: True)


def kept(file, audit, media_type, content, *, told=None):
    """Save a document with its bytes; `told` is what its hash was when it was audited."""
    record = replace(audit.source, media_type=media_type, sha256=factory.sha256(told or content or b""))
    document = replace(audit, source=record)
    (number,) = file.save([(len(file.document_rows()), document)])
    if content is not None:
        file.sources.keep([(number, content)])
    return look_of(file, number, document)


def test_a_saved_page_is_shown_as_it_is(file):
    look = kept(file, factory.article(), "text/html", b"<html><head></head><body>Tea</body></html>")
    assert "<body>Tea" in look.page.html
    assert not look.page.is_own
    assert (look.notice, look.is_text_only) == ("", False)


@pytest.mark.parametrize("media_type", ["text/html", "application/pdf"])
def test_a_source_that_is_missing_or_changed_is_told_and_the_text_is_there(file, media_type):
    missing = kept(file, factory.article(), media_type, None)
    changed = kept(file, factory.article(), media_type, b"<p>Other</p>", told=b"<p>Tea</p>")
    assert missing.is_text_only
    assert "is not kept in this audit" in missing.notice
    assert changed.is_text_only
    assert "its bytes have changed" in changed.notice


def test_a_draft_becomes_a_page_of_ours_whether_its_source_is_there_or_not(file):
    look = kept(file, factory.article(), "text/markdown", None)
    assert look.page.is_own
    assert look.page.html.count("data-findings=") >= 8
    assert look.notice == ""


def test_a_pdf_has_its_bytes_and_boxes(file):
    content, audit = factory.leaflet()
    look = kept(file, audit, "application/pdf", content)
    assert look.sheets.content == content
    assert [mark.page for mark in look.sheets.marks] == [1, 2, 3]


def test_a_scan_is_shown_though_it_could_not_be_read(file):
    look = kept(file, factory.scan(), "application/pdf", b"%PDF-1.7")
    assert look.sheets is not None
    assert kept(file, factory.scan(), "application/pdf", None).notice == ""  # it says why already


def test_an_archive_is_shown_as_the_page_it_holds_and_a_broken_one_plainly(file):
    whole = kept(file, factory.article(), "multipart/related", ARCHIVE)
    assert "<p>Nobody relapses.</p>" in whole.page.html
    assert not whole.page.is_own
    gone = kept(file, factory.article(), "multipart/related", None)
    assert gone.page.is_own
    assert gone.notice.startswith("Shown plainly.")


def test_plain_text_looks_like_its_text(file):
    assert kept(file, factory.article(), "text/plain", b"Tea").is_text_only


def test_an_administrator_is_told_why_there_are_no_pages(file, monkeypatch):
    monkeypatch.setattr(looks, "can_browse", lambda: False)
    look = kept(file, factory.article(), "text/html", b"<p>Tea</p>")
    assert look.is_text_only
    assert "administrator" in look.notice
    assert kept(file, factory.scan(), "application/pdf", b"%PDF-1.7").sheets is not None
    unread = replace(factory.article(), status=Status.UNREADABLE)
    assert kept(file, unread, "text/html", b"<p>Tea</p>").notice == ""
