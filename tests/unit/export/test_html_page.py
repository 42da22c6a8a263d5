"""The report: every finding in its context, nothing from an audited page alive in it, and nothing fetched."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from auditor.export.base import ExportOptions, Format, write_audit
from auditor.export.entries import entries

from .factory import audit, brochure, clean_page, compared_page, hostile, unread, web_page

WHOLE = audit(web_page(), brochure(), clean_page(), unread())


def written(audit, **options):
    stream = io.BytesIO()
    write_audit(audit, stream, Format.HTML, ExportOptions(**options))
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def page():
    return BeautifulSoup(written(WHOLE, prepared_by="Ada <Example>"), "lxml")


def words(node):
    return " ".join(node.get_text(" ").split())


def test_every_finding_has_a_card_with_the_number_of_the_other_exports(page):
    cards = page.select("article.card")
    assert [card["id"] for card in cards] == [f"finding-{e.number}" for e in entries(WHOLE)]
    for card, entry in zip(cards, entries(WHOLE), strict=True):
        shown = words(card)
        assert shown.startswith(f"{entry.number}. {entry.finding.title}")
        assert " ".join(entry.finding.message.split()) in shown
        assert " ".join(entry.finding.advice.split()) in shown


def test_the_words_that_fired_the_rule_are_marked_in_their_sentence(page):
    sentences = {
        card.select_one(".context strong").get_text(): card.mark.get_text()
        for card in page.select("article:has(mark)")
    }
    assert (
        sentences["We guarantee that you will be cured, completely and for good."]
        == "guarantee that you will be cured"
    )


def test_decisions_and_answers_are_shown(page):
    (decision,) = page.select(".decision")
    assert words(decision).startswith("Confirmed : No cure can be promised.")
    assert "Response : We will take the sentence out." in words(decision)


def test_it_says_what_could_not_be_read_who_audited_by_which_rules_and_that_it_clears_nothing(page):
    shown = words(page)
    assert "Could not be read, and so not audited" in shown
    assert "by Ada <Example>, with Auditor" in shown
    assert "no legal clearance" in shown
    for pack in WHOLE.packs:
        assert pack.version in shown
        assert pack.sha256 in shown


def test_nothing_runs_and_nothing_is_fetched(page):
    assert not page.select("script, img, iframe, object, link, form")
    assert "url(" not in page.style.string
    assert page.select_one("meta[http-equiv]")["content"].startswith("default-src 'none'")
    assert {re.split(r"[:#]", a["href"])[0] for a in page.select("a[href]")} <= {"", "http", "https", "file"}


HOSTILE = (
    '<script>alert(1)</script> & "quotes" \'n <img src=x onerror=y> \N{RIGHT-TO-LEFT OVERRIDE}gnp 🙂 \ud800'
)


def test_a_hostile_page_is_shown_as_words():
    page = BeautifulSoup(written(audit(hostile(HOSTILE))), "lxml")
    assert not page.select("script, img")
    assert page.select_one("article").text.count("<script>alert(1)</script>") >= 2


def test_an_audit_without_documents_is_a_page_too():
    assert "Nothing was flagged" in written(replace(WHOLE, documents=()))


def test_the_same_audit_gives_the_same_bytes():
    assert written(WHOLE) == written(WHOLE)


def test_a_comparison_says_what_changed_and_what_is_gone():
    page = written(audit(compared_page()))
    assert "1 fixed, 1 new, 1 still open, 1 decided as before, 1 decision no longer fits" in page
    assert "In the version before" in page
    assert "<strong>Fixed</strong>: “The very first clinic of its kind.”" in page
    assert "<strong>Could not be compared</strong>" in page
    assert "In the version before" not in written(audit(web_page()))
