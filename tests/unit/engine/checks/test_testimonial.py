"""What the tables of the rule cannot show: several blocks, what stands near, and who sells."""

from functools import cache

import pytest
from own_rules import own_rules

from auditor.model.source import Source
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

RULE = "core/testimonial"


@cache
def book():
    return own_rules()


def audit(text):
    content = text.encode()
    return audit_source(
        Source("page.md", "page.md", content, size=len(content)), book(), Options(packs=("core",))
    )


def found(text):
    return [f for f in audit(text).findings if f.rule == RULE]


STORY = "“I lost forty pounds and my knees stopped aching.” — Rhea, 51\n\n"


def test_a_story_beside_the_usual_result_for_the_same_thing_needs_review():
    (finding,) = found(STORY + "Most members lost between five and nine pounds in a year.")
    assert finding.outcome.value == "needs-review"
    assert "between five and nine pounds" in finding.evidence


@pytest.mark.parametrize(
    "small_print", ["Results may vary.", "Most members come on Tuesdays.", "Ask us about fees."]
)
def test_small_print_about_something_else_does_not_clear_a_story(small_print):
    (finding,) = found(STORY + small_print)
    assert finding.outcome.value == "violation"


def test_two_stories_in_a_row_are_two_findings():
    text = "“I sleep again.” — Ada, 40\n\n“My skin is clear and I wear short sleeves.” — Ben, 33"
    assert [f.trigger_quote for f in found(text)] == [
        "“I sleep again.”",
        "“My skin is clear and I wear short sleeves.”",
    ]


def test_a_story_over_two_paragraphs_is_one_finding():
    text = "“I was afraid of the drill for years.\n\n“Now I fall asleep in the chair.” — Cora, 29"
    assert len(found(text)) == 1


def test_the_words_of_the_speaker_are_marked_and_not_her_name():
    (finding,) = found("“I walk without a stick,” says Dora, who came in May.")
    assert finding.trigger_quote == "“I walk without a stick,”"
