"""A page sells unless somebody who reports or informs is seen to speak."""

from functools import cache

import pytest

from auditor.analysis.promoter.selling import is_selling
from auditor.engine.pack import read_rules
from auditor.loaders.base import Limits
from auditor.loaders.registry import loader_for
from auditor.model.source import Source
from auditor.workflow.resources import rules_folder

PADDING = "The knee has two menisci, and each of them carries load when somebody walks or climbs. " * 10
"""Enough neutral prose that no text here counts as a short advertisement."""


@cache
def lexicon(language="en"):
    return read_rules(rules_folder(), is_checked=True).lexicon.of(language)


def document(text):
    content = f"{text}\n\n{PADDING}".encode()
    source = Source("page.txt", "", content, size=len(content))
    return loader_for(source).load(source, Limits())


def sells(text, language="en", names=()):
    return is_selling(document(text), lexicon(language), names)


@pytest.mark.parametrize(
    "text",
    [
        "Stop smoking for good. The free service of the borough council is open to all residents; refer yourself.",
        "The agency has issued a warning letter to a seller of drops that cure diabetes.",
        "Background: Falls are common. Methods: Participants were randomised. Conclusions: The control group fell as often.",
        "A clinic calls its veneers a life-changing treatment, but critics say that nobody checked the long-lasting results.",
        "Hearing aids get smaller, but critics say they cost too much. Getty Images",
        "This leaflet tells you about lens exchange. Ask whether you are a good candidate.",
    ],
)
def test_a_public_body_a_regulator_a_journal_a_reporter_and_a_leaflet_inform(text):
    assert not sells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Celery seed rids you of gout. You will never need tablets again.",
        "Homeopathy treats the cause of gout. It is the best treatment for patients whose joints swell.",
        "Veneers last for life. Unlike crowns, they need no care.",
        "The capsules cure tinnitus for good. In a randomised placebo controlled trial participants were allocated to them or to a placebo group.",
        "Our clinic invites you to an evening on hormones. RSVP by Friday.",
    ],
)
def test_where_nobody_is_seen_to_report_a_page_sells_though_it_speaks_of_a_method_alone(text):
    assert sells(text)


def test_in_spanish_too():
    assert sells("¿Cansada de las manchas? Recupere su piel con un láser de última generación.", "es")


REPORTING = "Critics say that too few people are seen. "


@pytest.mark.parametrize(
    ("text", "names", "is_one"),
    [
        (REPORTING, (), False),
        (REPORTING + "Book your visit online.", (), True),
        (REPORTING + "We press, and we show you more.", ("Rowan Rooms",), True),
        (REPORTING + "We press, and we show you more.", (), False),
        (
            REPORTING + "I ask what hurts. I listen. I press, and I show you. My door is open.",
            ("Rowan Osteopathy",),
            True,
        ),
        (
            REPORTING + "I ask what hurts. I listen. I press, and I show you. My door is open.",
            ("A diary",),
            False,
        ),
    ],
    ids=["a report", "with an offer", "of a house", "of nobody", "of a practitioner", "of a diarist"],
)
def test_one_word_of_a_report_does_not_outweigh_who_offers_something(text, names, is_one):
    assert sells(text, names=names) is is_one
