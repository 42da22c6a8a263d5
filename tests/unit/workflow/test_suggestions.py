"""A suggestion is a whole sentence that no rule flags, in the place where it would stand."""

import pytest
from own_rules import own_rules

from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options
from auditor.workflow.resources import tables_folder
from auditor.workflow.rule_tests import cases_of

BOOK = own_rules()
REWORDED = [rule for pack in BOOK.packs for rule in pack.rules if rule.rewordings and rule.pack == "core"]


def audited(text, name="page.txt", country=None):
    content = text.encode()
    return audit_source(Source(name, name, content, size=len(content)), BOOK, Options(country=country))


def suggestions(text, name="page.txt"):
    return [
        f.suggestion for f in audited(text, name).findings if f.rule.endswith(("/superlative", "/guarantee"))
    ]


def test_a_finding_comes_with_the_sentence_said_otherwise():
    assert suggestions("At Elm House we run the most advanced sleep clinic in Kent. Call us.") == [
        "At Elm House we run a sleep clinic in Kent."
    ]


def test_a_sentence_with_two_faults_of_a_rule_is_mended_whole():
    text = "With our clinic, withdrawal is completely comfortable and 100% safe."
    assert suggestions(text) == ["With our clinic, withdrawal is well tolerated by most people [source]."]


def test_what_its_own_rule_would_still_flag_is_not_shown():
    text = "At our clinic it is completely safe for everyday use, and you can never build up a tolerance."
    assert set(suggestions(text)) == {None}


def test_what_two_rules_flag_is_said_otherwise_for_both():
    text = "Unlike conventional detox, our clinic in Ohio eliminates cravings at the source."
    found = [f.suggestion for f in audited(text, country="US").findings if f.suggestion]
    assert found
    assert set(found) == {"Our clinic in Ohio may reduce cravings."}


def test_a_figure_without_a_source_is_left_to_its_source():
    text = "We have treated 9,000 patients, and we are the most advanced eye clinic in Leeds. Book a visit."
    found = {f.category: f.suggestion for f in audited(text, country="UK").findings}
    assert found == {
        "superlative": "We have treated 9,000 patients, and we are an eye clinic in Leeds.",
        "statistic": None,
    }


def test_nothing_is_suggested_where_another_fault_would_be_left():
    text = "We are the most advanced eye clinic in Leeds, and other clinics put profit before patients."
    found = {f.category: f.suggestion for f in audited(text, country="UK").findings}
    assert found == {"superlative": None, "comparative": None}


def test_a_suggestion_is_made_for_a_block_of_a_page():
    page = "<h1>Elm House</h1><p>Our clinic in Ohio.</p><ul><li>The finest detox center in Ohio</li></ul><p>Call our team.</p>"
    assert suggestions(page, "page.html") == ["A detox center in Ohio"]


def test_a_document_without_findings_is_left_alone():
    assert audited("Our clinic is open on weekdays.").findings == ()


@pytest.mark.parametrize("rule", REWORDED, ids=[r.id for r in REWORDED])
def test_no_rule_flags_what_it_suggests_as_it_is_shown(rule):
    tried, flagged = 0, []
    for case in cases_of(rule, tables_folder()):
        if not case.flags or case.text is None:
            continue
        audit = audited(case.text, country=case.country)
        for finding in audit.findings:
            is_sentence = finding.suggestion and finding.suggestion[-1:] in ".!?"
            if finding.rule != rule.id or not is_sentence or finding.quote not in case.text:
                continue
            tried += 1
            country = audit.jurisdiction.country
            again = audited(case.text.replace(finding.quote, finding.suggestion), country=country)
            flagged += [
                f.quote for f in again.findings if f.rule == rule.id and f.quote in finding.suggestion
            ]
    assert tried >= 5
    assert flagged == []
