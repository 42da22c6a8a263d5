"""Who owes a name and a date, what the check says of each lack, and how ages are told."""

import msgspec
import pytest

from auditor.engine.checks import authorship
from auditor.engine.checks.age import years_between
from auditor.engine.checks.base import Flag, Pass, Subject
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import (
    Analysis,
    Authorship,
    Crisis,
    Jurisdiction,
    Language,
    Page,
    PageKind,
    Promoter,
)
from auditor.model.document import BlockKind
from auditor.model.lexicon import Lexicon

ARTICLE = Page(PageKind.ARTICLE, 400, 20)


def verdicts(found, page=ARTICLE, today="2026-07-01", **params):
    builder = DocumentBuilder("text/plain")
    builder.add_block(BlockKind.PARAGRAPH, [Inline("Gums bleed.")])
    analysis = Analysis(
        sentences=(), statistics=(), references=(), orphan_marks=(), promoter=Promoter(), contacts=(), crisis=Crisis(),
        jurisdiction=Jurisdiction(None, ""), authorship=found, language=Language("en", is_supported=True), page=page,
    )  # fmt: skip
    given = {"report": "missing", "pages": ["article"], "qualified": ["dr", "RN"], **params}
    check = authorship.prepare(msgspec.convert(given, authorship.Params), Lexicon())
    return list(check(Subject(builder.build(), analysis, today)))


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (Authorship(), "nobody-and-undated"),
        (Authorship(reviewed_on="2026-01"), "nobody"),
        (Authorship(reviewer="Dr A"), "undated"),
        (Authorship(author="Kim Dao", published_on="2026-01"), "nobody"),
    ],
)
def test_what_is_lacking_is_said(found, message):
    (flag,) = verdicts(found)
    assert isinstance(flag, Flag)
    assert (flag.span, flag.message) == (None, message)


@pytest.mark.parametrize(
    "found",
    [
        Authorship(reviewer="Kim Dao", reviewed_on="2026-01"),
        Authorship(author="Kim Dao, RN", published_on="2026-01"),
        Authorship(author="Dr Kim Dao", published_on="2026-01"),
    ],
)
def test_a_reviewer_or_a_qualified_author_with_a_date_passes(found):
    (passed,) = verdicts(found)
    assert isinstance(passed, Pass)
    assert passed.values["date"] == "2026-01"


@pytest.mark.parametrize(
    "page",
    [Page(PageKind.CONTACT, 400, 20), Page(PageKind.NOTICE, 90, 20), Page(PageKind.ARTICLE, 400, 7)],
)
def test_other_pages_and_pages_that_hardly_speak_of_medicine_owe_nothing(page):
    assert verdicts(Authorship(), page) == []


def test_a_pack_can_ask_it_of_other_pages():
    assert verdicts(Authorship(), Page(PageKind.OFFER, 400, 9), pages=["offer"], medical_sentences=9)


def test_the_latest_of_the_dates_says_whether_a_review_is_stale():
    old, lately = (
        Authorship(published_on="2014-06"),
        Authorship(published_on="2014-06", reviewed_on="2025-06"),
    )
    (flag,) = verdicts(old, report="stale")
    assert isinstance(flag, Flag)
    assert flag.values["years"] == "12"
    (passed,) = verdicts(lately, report="stale")
    assert isinstance(passed, Pass)


def test_without_the_day_of_the_audit_no_age_is_told():
    assert verdicts(Authorship(published_on="2014-06"), today=None, report="stale") == []


@pytest.mark.parametrize(
    ("when", "years"),
    [
        ("2024-07-01", 2.0),
        ("2024-06", 2.0),
        ("2023-12", 2.5),
        ("2023", 2.5),
        ("2024-06-31", 2.0),
        ("2028", -2.5),
    ],
)
def test_a_date_without_a_day_counts_from_its_end(when, years):
    assert years_between(when, "2026-07-01") == pytest.approx(years, abs=0.01)


def test_a_rule_must_say_what_to_report():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"report": "unsigned", "pages": []}, authorship.Params)
