"""Bytes become characters; guessing is said."""

from __future__ import annotations

import pytest

from auditor.loaders.encoding import decode
from auditor.model.source import Source

WESTERN = "“Café” costs £5 – naïve?"
LONG = "Our naïve café serves tea and cake to all. " * 40

READ = [
    ("UTF-8", WESTERN.encode(), None, WESTERN),
    ("UTF-8 with a mark", WESTERN.encode("utf-8-sig"), None, WESTERN),
    ("UTF-16 with a mark", WESTERN.encode("utf-16"), None, WESTERN),
    ("UTF-16 without", "Plain words, all of them.".encode("utf-16-be"), None, "Plain words, all of them."),
    ("Windows-1252", LONG.encode("cp1252"), None, LONG),
    ("Windows-1252 declared as Latin-1", b"\x93Hi\x94", "iso-8859-1", "“Hi”"),
    ("a declared Cyrillic set", "Привет, мир".encode("cp1251"), "windows-1251", "Привет, мир"),
    ("a declared set that is wrong", WESTERN.encode(), "ascii", WESTERN),
    ("a declared set that does not exist", WESTERN.encode(), "x-klingon", WESTERN),
]


@pytest.mark.parametrize(
    ("content", "charset", "text"), [row[1:] for row in READ], ids=[row[0] for row in READ]
)
def test_plain_cases_are_read_without_doubt(content: bytes, charset: str | None, text: str) -> None:
    assert decode(Source("a.txt", "a.txt", content, charset=charset)) == (text, None)


DOUBTFUL = [
    ("Shift-JIS", "痛みのない治療をお届けします。".encode("shift-jis")),
    ("Cyrillic, undeclared", ("Мы лечим без боли. " * 5).encode("cp1251")),
    ("bytes that Windows-1252 lacks", b"Caf\x81 and more text that is plain enough to read"),
    ("UTF-8 with damage", ("Café – naïve words. " * 200).encode() + b"\xe2\x80 and on"),
    ("UTF-16 with damage", "Hello".encode("utf-16") + b"\x00\xd8"),
]


@pytest.mark.parametrize("content", [row[1] for row in DOUBTFUL], ids=[row[0] for row in DOUBTFUL])
def test_guessing_is_a_problem_on_the_document(content: bytes) -> None:
    _, problem = decode(Source("a.txt", "a.txt", content))
    assert problem is not None
    assert problem.code == "doubtful-encoding"
    assert "a.txt" in problem.message


def test_damage_in_utf8_keeps_the_rest_readable() -> None:
    text, _ = decode(Source("a.txt", "a.txt", ("Café – naïve words. " * 200).encode() + b"\xe2\x80 and on"))
    assert text.startswith("Café – naïve words.")
    assert text.endswith("and on")
