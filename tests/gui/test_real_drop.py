"""A real drop: two programs under one X server, a mouse moved by xdotool, and what arrives in the window."""

from __future__ import annotations

from .screen import MARKS

pytestmark = MARKS


def test_files_and_links_dropped_from_another_program_are_audited(screen, tmp_path):
    page = tmp_path / "a page.html"
    page.write_text("<p>words</p>")
    window = screen.start("drop_target.py")
    screen.start("drag_source.py", "urls", page.as_uri(), "https://clinic.example/page?x=1")
    screen.drag((70, 50), (600, 300))
    assert window.wait_for("inputs") == f"inputs\t{page}\thttps://clinic.example/page?x=1"


def test_words_dropped_from_another_program_are_refused_kindly(screen):
    window = screen.start("drop_target.py")
    screen.start("drag_source.py", "text", "Some", "words", "of", "a", "letter")
    screen.drag((70, 50), (600, 300))
    assert "Only files, folders and web addresses can be audited" in window.wait_for("notice")
    assert not [line for line in window.said if line.startswith("inputs")]
