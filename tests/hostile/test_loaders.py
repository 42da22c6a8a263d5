"""Sound samples that are damaged, and texts of signs that mean something to one reader or another: none may crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.document import Status
from auditor.sources.base import make_source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options
from auditor.workflow.resources import samples_folder

from .case import CLAIM
from .damage import Clock, Clocks, damaged, injuries, searching
from .pdfs import pdf

TELLING = (
    *"[]()<>{}*_`#|>~^\\/&;:!?.,-–—“”‘’'\"%$£€@=+",
    *("\n", "\n\n", "\t", "\r\n", "    ", "\u2028", "\xa0", "\ufeff", "\u202e", "\u200d", "\0", "\ud800"),
    *(
        "1",
        "2",
        "²",
        "①",
        "٣",
        "½",
        "9" * 400,
        "9" * 5_000,
        "1,000",
        "1.5",
        "0",
        "-7",
        "2019",
        "3 in 4",
        "97 %",
    ),
    *(
        "a",
        "é",
        "ß",
        "İ",
        "ﬃ",
        "睡",
        "سل",
        "🙂",
        "à",
        "Dr",
        "et al.",
        "we",
        "our",
        "the best",
        "never",
        "suicide",
    ),
    *(
        "[1]",
        "[^1]",
        "[^1]:",
        "[²]",
        "¹",
        "(1)",
        "1.",
        "1)",
        "- ",
        "* ",
        "> ",
        "# ",
        "===",
        "---",
        "```",
        "|a|b|",
        "~~~",
    ),
    *(
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td colspan=²>",
        "<sup>",
        "<a href='http://[::1'>",
        "<li value=²>",
        "<ol start=9999999999>",
    ),
    *(
        "<style>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<svg>",
        "<select>",
        "<option>",
        "<h1>",
        "<br>",
        "<p hidden>",
    ),
    *(
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&nosuch;",
        "http://[",
        "https://a.example/x",
        "a@a.example",
        "mailto:",
        "tel:+1²",
        "+1 800 555 0100",
    ),
    *(
        "References\n",
        "Reviewed by ",
        "31 February 2020",
        "12/13/2014",
        "doi:10.1000/",
        "PMID: 1",
        "£9bn",
        "Content-Type: text/html\n",
    ),
)
pieces = st.lists(st.sampled_from(TELLING), max_size=40).map(" ".join) | st.lists(
    st.sampled_from(TELLING), max_size=60
).map("".join)
FORMS = {
    "a.txt": "{}",
    "a.md": "{}",
    "a.html": "<!doctype html><html><head><title>Sleep</title></head><body><main>{}</main></body></html>",
    "a.mhtml": 'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n<html><body>{}</body></html>\n--b--\n',
}
SAMPLES = sorted(path for path in samples_folder().iterdir() if path.stat().st_size < 200_000)


@pytest.fixture(scope="module")
def audit(rule_book):
    """Return what audits a document and asserts that it ends well. Searches write their arguments down: rules would be too long."""

    def audited(name: str, content: bytes):
        source = make_source(name, f"file:///{name}", content)
        ended = audit_source(source, rule_book, Options(today="2026-11-28"))
        assert ended.failures == ()
        assert ended.status is Status.COMPLETE or ended.problems

    return audited


@pytest.mark.parametrize("name", FORMS)
class TestSigns:
    clocks = Clocks()

    @searching
    @given(words=pieces)
    def test_no_row_of_signs_crashes_an_audit(self, audit, name, words):
        if not self.clocks.are_over(name):
            audit(name, FORMS[name].format(f"{words} {CLAIM}").encode("utf-8", "surrogatepass"))


@pytest.mark.fuzz
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
class TestSamples:
    clocks = Clocks(4)

    @searching
    @given(injury=injuries)
    def test_no_damage_to_a_sample_crashes_an_audit(self, audit, path, injury):
        if not self.clocks.are_over(path.name):
            audit(path.name, damaged(path.read_bytes(), injury))


class TestSmallPdf:
    clock = Clock()

    @searching
    @given(injury=injuries)
    def test_no_damage_to_a_bare_pdf_crashes_an_audit(self, audit, injury):
        if not self.clock.is_over:
            audit("a.pdf", damaged(pdf(), injury))
