"""The bytes of pages become the characters that were meant, or the doubt is said."""

from __future__ import annotations

import pytest

from auditor.loaders.base import Limits
from auditor.loaders.html.encoding import decode
from auditor.loaders.html.loader import HtmlLoader
from auditor.model.document import Status
from auditor.model.source import Source

TEXT = "<p>It’s €5 – café “best”</p>"
PLAIN = "<p>Only plain letters</p>"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        pytest.param(TEXT.encode(), None, id="UTF-8 undeclared"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), None, id="UTF-8 with mark"),
        pytest.param(TEXT.encode("utf-16"), None, id="UTF-16 with mark"),
        pytest.param(TEXT.encode("utf-16-le"), None, id="UTF-16 without mark"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-8", id="UTF-16 mislabelled"),
        pytest.param(TEXT.encode("cp1252"), None, id="windows-1252 undeclared"),
        pytest.param(TEXT.encode("cp1252"), "utf-8", id="windows-1252 called UTF-8 by the sender"),
        pytest.param(
            b"<meta charset=utf-8>" + TEXT.encode("cp1252"), None, id="windows-1252 called UTF-8 by the page"
        ),
        pytest.param(TEXT.encode("cp1252"), "ISO-8859-1", id="windows-1252 called Latin-1"),
        pytest.param(TEXT.encode(), "iso-8859-1", id="UTF-8 called Latin-1 by the sender"),
        pytest.param(
            b"<meta charset=windows-1252>" + TEXT.encode(), None, id="UTF-8 called windows-1252 by the page"
        ),
        pytest.param(TEXT.encode("cp1252"), "utf-7", id="a refused name"),
        pytest.param(TEXT.encode("cp1252"), "no-such-charset", id="an unknown name"),
        pytest.param(TEXT.encode("cp1252"), "rot13", id="a codec that is no character set"),
    ],
)
def test_western_pages_are_read_as_meant(content, charset):
    text, problem = decode(content, charset)
    assert text.endswith(TEXT)
    assert problem is None


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("shift_jis", "Shift_JIS", "うつ病の治療"),
        ("cp1251", "windows-1251", "лечение депрессии"),
        ("gb18030", "gb2312", "治疗抑郁症"),
        ("iso2022_jp", "iso-2022-jp", "うつ病の治療"),
        ("cp1250", "windows-1250", "léčba závislosti žádá čas"),
    ],
)
def test_declared_encodings_are_used(encoding, declared, text):
    page = f"<p>{text}</p>".encode(encoding)
    assert decode(page, declared) == (f"<p>{text}</p>", None)
    assert decode(f"<meta charset={declared}>".encode() + page, None)[0].endswith(f"<p>{text}</p>")


def test_the_senders_word_comes_before_the_pages():
    page = b"<meta charset=windows-1252>" + "<p>лечение</p>".encode("cp1251")
    assert decode(page, "windows-1251")[0].endswith("<p>лечение</p>")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            ("é" * 200).encode() + b" caf\xe9 " + "é".encode(), "é" * 200 + " café é", id="one odd byte"
        ),
        pytest.param("лечение депрессии".encode("cp1251"), None, id="another script undeclared"),
        pytest.param(b"plain text and \x81 more words than that", None, id="a byte no Western text has"),
        pytest.param(b"\xff\xfeo\x00k\x00\x00\xd8!\x00", None, id="broken UTF-16"),
    ],
)
def test_guesses_are_said(content, expected):
    text, problem = decode(content, None)
    assert problem is not None
    assert problem.code == "doubtful-encoding"
    assert expected is None or text == expected


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_that_declares_nothing_is_read_as_japanese(encoding):
    said = "当院は眠りの治療を行います。お気軽にご相談ください。"
    text, problem = decode(f"<p>{said}</p>".encode(encoding), None)
    assert text == f"<p>{said}</p>"
    assert problem is not None
    assert "read as Japanese text" in problem.message


def test_a_doubtful_page_is_partial():
    source = Source("p.html", "p.html", b"<p>" + "лечение депрессии".encode("cp1251"))
    document = HtmlLoader().load(source, Limits())
    assert document.status is Status.PARTIAL
    assert [problem.code for problem in document.problems] == ["doubtful-encoding"]


def test_the_charset_of_the_header_is_used():
    source = Source("p.html", "p.html", "<p>лечение</p>".encode("cp1251"), charset="windows-1251")
    assert HtmlLoader().load(source, Limits()).text == "лечение"


def test_a_declaration_does_not_mislead_the_parser():
    page = b'<?xml version="1.0" encoding="iso-8859-1"?><html><meta charset=windows-1252><p>' + "“é”".encode()
    assert HtmlLoader().load(Source("p.html", "p.html", page), Limits()).text == "“é”"


def test_plain_letters_need_no_declaration():
    assert decode(PLAIN.encode(), None) == (PLAIN, None)
