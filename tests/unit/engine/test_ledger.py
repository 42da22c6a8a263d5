"""What was seen and not flagged says why, with the evidence by name and the sentence it stands in."""

from dataclasses import replace
from functools import cache

import pytest
from own_rules import own_rules

from auditor.analysis.pipeline import analyse
from auditor.engine.checks.base import Pass, Subject
from auditor.engine.ledger import Ledger
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.source import Source
from auditor.model.span import Span

LIST = "<h2>References</h2><ol><li>Moe B. Falls at home. J Larch Med. 2020;4:11-19.</li></ol>"


@cache
def book():
    return own_rules()


def ledger(body, name="page.html"):
    content = body.encode()
    document = loader_for(source := Source(name, name, content, size=len(content))).load(source, Limits())
    subject = Subject(document, analyse(document, book().lexicon))
    return Ledger(subject, book().texts), document.text


def reason(paragraph, words, name="cited"):
    written, text = ledger(f"<html><body><main><h1>Falls</h1><p>{paragraph}</p>{LIST}</main></body></html>")
    start = text.index(words)
    return written.entry("core/rule", Pass(Span(start, start + len(words)), name))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "About 30% fall.<sup>1</sup>",
            "Cited: mark 1 resolves to “Moe B. Falls at home. J Larch Med. 2020;4:11-19.”.",
        ),
        (
            "About <a href='https://falls.example.org/a'>30%</a> fall.",
            "Cited: “30%” leads to https://falls.example.org/a.",
        ),
        (
            "About 30% fall, says the World Health Organization.",
            "Cited: “World Health Organization” is named.",
        ),
    ],
)
def test_the_evidence_is_named(paragraph, expected):
    assert reason(paragraph, "30%").reason == expected


def test_a_figure_that_goes_on_with_another_says_with_which():
    entry = reason("In a trial, 30% fell.<sup>1</sup> In the control group it was 50%.", "50%")
    assert entry.reason.startswith(
        "Cited: it goes on with “In a trial, 30% fell.[1]”; mark 1 resolves to “Moe B."
    )


def test_the_sentence_is_kept_and_other_reasons_need_no_evidence():
    entry = reason("It is not the best. Ask us.", "best", "negated")
    assert entry.reason == "Negated: the sentence denies it."
    assert len(entry.sentence) == len("It is not the best.")


def test_what_concerns_the_whole_document_has_no_words():
    written, _ = ledger("<p>Ask us.</p>")
    entry = written.entry("core/rule", Pass(None, "signed-and-dated", {"who": "Dr A", "date": "2026-01"}))
    assert (entry.quote, entry.span, entry.sentence) == ("", None, None)
    assert entry.reason == "Named and dated: Dr A, 2026-01."


def test_no_sentence_is_left_with_an_open_place():
    written, text = ledger("<p>About 30% fall.</p>")
    start = text.index("30%")
    entry = written.entry("core/rule", Pass(Span(start, start + 3), "cited"))
    assert "{" not in entry.reason


def test_every_kind_of_support_has_its_words():
    kinds = {"mark", "link", "named-source", "unnamed-authority", "caption", "carried", "described"}
    assert {f"support-{kind}" for kind in kinds} <= set(book().texts)


def test_what_only_a_reading_sees_as_the_source_is_named_too():
    words = "Of the people in the county's own falls book, 30% fell twice."
    content = f"<p>{words}</p>".encode()
    source = Source("page.html", "page.html", content, size=len(content))
    document = loader_for(source).load(source, Limits())
    analysis = analyse(document, replace(book().lexicon, learned=lambda: None))
    [statistic] = analysis.statistics
    read = Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, words, statistic.span),))
    subject = Subject(document, replace(analysis, statistics=(replace(statistic, evidence=read),)))
    entry = Ledger(subject, book().texts).entry("core/rule", Pass(statistic.span, "cited"))
    assert entry.reason == f"Cited: where it is from, or how it was counted, stands there: “{words}”."
