"""The beginning of a long document tells early what the whole will tell too, and nothing that its end may clear."""

import pytest
from own_rules import own_rules
from reportlab.pdfgen.canvas import Canvas

from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.document import BlockKind, Region, Status
from auditor.model.learned import SupportRead
from auditor.model.source import Problem, Request, RequestKind
from auditor.workflow import beginning
from auditor.workflow.beginning import BEGINNING_CHARS, LONG_CHARS, MOST_CHARS, audit_beginning, beginning_of
from auditor.workflow.document import audit_request
from auditor.workflow.options import Options

BOOK = own_rules()
CLAIM = "Our team in Bend offers the most advanced care in Oregon."
PLAIN = "Groups meet on weekday evenings, and visit {n} is open to families who wish to come along."


def filler(chars, begin=0):
    """Sentences that say nothing, each of its own, a paragraph each."""
    lines = [PLAIN.format(n=n) for n in range(begin, begin + chars // len(PLAIN) + 1)]
    return "".join(f"<p>{line}</p>" for line in lines)


def page(start, end="", between=LONG_CHARS + 1_000):
    return f"<title>Elm House</title><main>{start}{filler(between)}{end}</main>"


@pytest.fixture
def asked(tmp_path):
    def ask(html, name="page.html"):
        path = tmp_path / name
        path.write_text(html, "utf-8")
        return Request(RequestKind.FILE, str(path), name)

    return ask


def told(request):
    audit = audit_beginning(request, BOOK, Options(country="US", today="2026-11-29"))
    return [] if audit is None else [f.trigger_quote for f in audit.findings]


def test_what_the_beginning_tells_is_what_the_whole_tells_of_it(asked):
    request = asked(page(f"<h1>Welcome</h1><p>{CLAIM} 93% of our patients stay well.</p>", "<p>The end.</p>"))
    options = Options(country="US", today="2026-11-29")
    early, whole = audit_beginning(request, BOOK, options), audit_request(request, BOOK, options)
    assert {"most advanced", "93%"} <= {f.trigger_quote for f in early.findings}
    assert whole.text.startswith(early.text)
    known = {f.fingerprint: f for f in whole.findings}
    for finding in early.findings:
        same = known[finding.fingerprint]
        assert (finding.span, finding.place, finding.message) == (same.span, same.place, same.message)


def test_it_says_of_itself_that_it_is_a_part(asked):
    early = audit_beginning(asked(page(f"<p>{CLAIM}</p>")), BOOK, Options())
    assert early.status is Status.PARTIAL
    assert [problem.code for problem in early.problems] == ["beginning-only"]
    assert len(early.text) < LONG_CHARS
    assert (early.statistics, early.references, early.crisis, early.authorship) == ((), (), None, None)


WHOLE_ONLY = {
    "a missing crisis line": "<p>Many of them think of suicide and want to die.</p>",
    "another country's line": "<p>If you think of suicide, call the Samaritans on 116 123.</p>",
    "a page that nobody signed": "<h1>Depression: symptoms and treatment</h1><p>Depression is an illness. Take one tablet a day.</p>",
    "a mark with its entry at the end": "<p>Depression affects 21% of adults.<sup>1</sup></p>",
    "a figure in round brackets": "<p>Depression affects 21% of adults (4).</p>",
    "two figures in round brackets": "<p>Depression affects 21% of adults (1, 2).</p>",
    "a star": "<p>Depression affects 21% of adults.*</p>",
    "a table": "<table><tr><th>Illness</th><th>Adults</th></tr><tr><td>Depression</td><td>21% of adults</td></tr></table>",
    "a mark that leads nowhere here": "<p>Our rooms face the garden.<sup><a href='#r9'>9</a></sup></p>",
}


@pytest.mark.parametrize("start", WHOLE_ONLY.values(), ids=WHOLE_ONLY)
def test_what_only_the_whole_can_tell_is_left_out(asked, start):
    assert told(asked(page(f"<p>{CLAIM}</p>{start}"))) == ["most advanced"]


def test_a_figure_without_any_sign_of_a_source_is_told(asked):
    assert told(asked(page("<p>Depression affects 21% of adults.</p>"))) == ["21%"]


def test_support_in_the_words_that_follow_the_beginning_is_awaited(asked):
    start = filler(BEGINNING_CHARS - 200) + f"<p>{CLAIM} {'It rains. ' * 40}</p>"
    assert told(asked(page(start))) == []
    assert told(asked(page(f"<p>{CLAIM}</p>"))) == ["most advanced"]


def test_words_that_may_go_on_after_the_beginning_are_awaited(asked):
    promise = (
        f"“We guarantee that you will sleep again. {'Nights are long here, and mornings are kind. ' * 4}"
    )
    start = f"<p>{CLAIM}</p>" + filler(BEGINNING_CHARS - 300)
    known = [
        told(asked(page(f"{start}<blockquote>{promise}{end}")))
        for end in (
            "</blockquote><blockquote>So they say in Bend.” – Dana</blockquote>",
            "” – Dana</blockquote>",
        )
    ]
    assert known == [["most advanced"], ["most advanced"]], "words that are cut would be misquoted"
    assert told(asked(page(f"<p>{CLAIM}</p><p>{promise[1:]}</p>")))[1:] == [
        "We guarantee that",
        "you will sleep again",
    ]


class Listens:
    """A reader that notes what it is asked, and hears a claim in all of it, or in nothing."""

    categories = BOOK.lexicon.learned().categories

    def __init__(self, odds):
        self.odds, self.heard = odds, set()

    def weigh(self, told):
        self.heard |= {here.words for here in told}
        return [(self.odds,) * len(self.categories) for _ in told]

    def weigh_support(self, told):
        self.heard |= {here.words for here in told}
        return [SupportRead(self.odds, -9.0, -9.0, -9.0) for _ in told]

    def mixed(self, _cues, read):
        return read


@pytest.mark.parametrize(("odds", "found"), [(9.0, {"most advanced", "21%"}), (-9.0, set())])
def test_only_sentences_in_which_words_have_found_something_are_read(asked, monkeypatch, odds, found):
    reader = Listens(odds)
    monkeypatch.setattr(type(BOOK.lexicon.learned()), "reader", lambda _: reader)
    figure = "Depression affects 21% of adults."
    early = told(asked(page(f"<p>{CLAIM}</p><p>{figure}</p>")))
    assert {words for words in early if words not in {CLAIM.rstrip("."), figure.rstrip(".")}} == found
    assert {words for words in reader.heard if words not in CLAIM} == {figure}, "somebody waits"


def test_a_figure_after_a_source_is_awaited(asked):
    named = "<p>In 2024 the Swiss Federal Statistical Office counted 41% fewer. Depression affects 21% of adults.</p>"
    assert told(asked(page(f"<p>{CLAIM}</p>{named}"))) == ["most advanced"]


def test_rules_that_look_for_an_answer_anywhere_need_the_whole():
    rules = {rule.id: rule.needs_whole for pack in BOOK.packs for rule in pack.rules}
    assert {
        rules[i] for i in ("eu/trust-mark", "core/missing-crisis-line", "core/unsigned-medical-page")
    } == {True}
    assert {rules[i] for i in ("core/superlative", "core/guarantee", "core/uncited-statistic")} == {False}


SHORT = {
    "a short page": ("page.html", f"<main><p>{CLAIM}</p>{filler(LONG_CHARS // 2)}</main>"),
    "much markup, little text": ("page.html", f"<main><p>{CLAIM}</p>{'<div></div>' * 4_000}</main>"),
    "a page without findings": ("page.html", page("<p>Welcome.</p>")),
    "no text at all": ("page.html", "<main></main>" + "<img src=x>" * 4_000),
    "no document": ("page.pdf", "\x00\x01\x02" * 10_000),
    "one line that never ends": ("page.txt", CLAIM + " It rains" * LONG_CHARS),
    "a first line that never ends": ("page.txt", CLAIM + " It rains" * LONG_CHARS + "\n\nThe end."),
}


@pytest.mark.parametrize(("name", "content"), SHORT.values(), ids=SHORT)
def test_there_is_nothing_to_tell_early(asked, name, content):
    assert told(asked(content, name)) == []


def test_what_is_gone_or_too_large_to_be_parsed_twice_is_left_to_the_whole(asked, tmp_path, monkeypatch):
    assert told(Request(RequestKind.FILE, str(tmp_path / "gone.html"), "gone.html")) == []
    long = asked(page(f"<p>{CLAIM}</p>"))
    assert told(long)
    monkeypatch.setattr(beginning, "MOST_BYTES", 1_000)
    assert told(long) == []


@pytest.mark.parametrize(("pages", "lines", "is_told"), [(40, 1, True), (5, 1, False), (5, 60, True)])
def test_of_a_pdf_the_first_pages_are_read(tmp_path, pages, lines, is_told):
    path = tmp_path / "leaflet.pdf"
    canvas = Canvas(str(path))
    for number in range(pages):
        canvas.drawString(60, 800, CLAIM if number == 0 else "Welcome.")
        for line in range(lines):
            canvas.drawString(60, 780 - 12 * line, PLAIN.format(n=number * 100 + line))
        canvas.showPage()
    canvas.save()
    found = told(Request(RequestKind.FILE, str(path), path.name))
    assert (found == ["most advanced"]) is is_told


def document(*blocks):
    builder = DocumentBuilder("text/html", title="Elm House")
    for region, inlines in blocks:
        builder.add_block(BlockKind.PARAGRAPH, inlines, region=region)
    return builder.build()


def test_a_beginning_keeps_what_lies_on_it_and_nothing_else():
    text = [
        Inline("word " * (BEGINNING_CHARS // 10)),
        Inline("here", link="https://a.example"),
        Inline(mark="1"),
    ]
    whole = document(*[(Region.MAIN, text)] * 6)
    start = beginning_of(whole)
    assert [len(x) for x in (start.blocks, start.links, start.marks)] == [2, 2, 2]
    assert whole.text.startswith(start.text)
    assert start.text.endswith("[1]")
    assert (start.title, start.uri, start.publication) == (whole.title, whole.uri, whole.publication)
    assert beginning_of(start) is start


def test_menus_do_not_use_up_the_beginning_but_have_an_end():
    menu = (Region.NAV, [Inline("About us " * 100)])
    text = (Region.MAIN, [Inline("word " * 100)])
    assert {b.region for b in beginning_of(document(*[menu] * 8, *[text] * 40)).blocks} == {
        Region.NAV,
        Region.MAIN,
    }
    assert len(beginning_of(document(*[menu] * 100)).text) <= MOST_CHARS


def test_trouble_with_the_source_is_left_to_the_whole():
    request = Request(RequestKind.TROUBLE, "x", "x", Problem("forbidden", "It may not be read."))
    assert audit_beginning(request, BOOK, Options()) is None
