"""A review that could not be written is told by its own name, and nothing of it is left."""

import errno
import os
from pathlib import Path

import pytest

from auditor.errors import StoreError
from auditor.store.connection import connect
from auditor.workflow.unfinished import put_in_place, unfinished


def test_a_place_that_takes_no_folder_is_told(tmp_path):
    told = r"“spring\.audit” could not be written here. Make room or choose another place"
    with pytest.raises(StoreError, match=told), unfinished(tmp_path / "nowhere" / "spring.audit"):
        pass


def test_what_the_store_says_names_the_review(tmp_path):
    target = tmp_path / "spring.audit"
    with pytest.raises(StoreError, match=r"no audit file “spring\.audit”"), unfinished(target) as path:
        connect(path, is_read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_where_links_are_not_known_and_no_room_is_left_it_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    target = tmp_path / "spring.audit"
    with (
        pytest.raises(StoreError, match=r"“spring\.audit” could not be written here"),
        unfinished(target) as path,
    ):
        put_in_place(path, target)
    assert list(tmp_path.iterdir()) == []
