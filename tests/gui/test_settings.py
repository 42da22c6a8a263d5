"""What is remembered comes back; what is spoilt counts as not set."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from auditor.gui.last_audit import LastAudit
from auditor.gui.settings import Settings
from auditor.gui.tokens import Scheme
from auditor.model.order import Column, Sort


@pytest.fixture
def path(tmp_path):
    return tmp_path / "window.ini"


def test_everything_comes_back(qapp, path, tmp_path):
    settings = Settings(path)
    settings.scheme = Scheme.DARK
    settings.text_size = 150
    settings.sort = Sort(Column.DOCUMENT, is_descending=True)
    settings.folder = str(tmp_path)
    settings.set_state("geometry", QByteArray(b"\x01\x00\xff"))
    settings._ini.sync()
    again = Settings(path)
    assert again.scheme is Scheme.DARK
    assert again.sort == Sort(Column.DOCUMENT, is_descending=True)
    assert again.text_size == 150
    assert again.folder == str(tmp_path)
    assert again.state("geometry") == QByteArray(b"\x01\x00\xff")


def test_nothing_set_means_the_usual(qapp, path):
    settings = Settings(path)
    assert (settings.scheme, settings.sort, settings.text_size) == (Scheme.SYSTEM, Sort(), 100)
    assert settings.folder == str(Path.home())
    assert settings.state("geometry").isEmpty()


def test_a_spoilt_file_counts_as_not_set(qapp, path):
    path.write_text(
        "[look]\nscheme=purple\n[findings]\nsort=luck\n[files]\nfolder=/no/such/place\n[window]\ngeometry=7\n"
    )
    settings = Settings(path)
    assert (settings.scheme, settings.sort) == (Scheme.SYSTEM, Sort())
    assert settings.folder == str(Path.home())
    assert settings.state("geometry").isEmpty()


def test_the_last_audit_is_kept_in_place_of_the_one_before(tmp_path):
    last = LastAudit(tmp_path / "data")
    assert not last.exists()
    for words in ("first", "second"):
        (tmp_path / "session.audit").write_text(words)
        last.keep(tmp_path / "session.audit")
    assert not (tmp_path / "session.audit").exists()
    assert last.copy_to(tmp_path).read_text() == "second"
    assert last.exists()
