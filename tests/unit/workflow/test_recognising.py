"""Which document a new one is the next version of; in doubt, none."""

from __future__ import annotations

import pytest

from auditor.model.reaudit import KnownDocument, Recognised
from auditor.workflow.recognising import Arrival, known, recognise

THERE = (
    KnownDocument(1, "https://clinic.example/knees", "https://clinic.example/knees", "Knees"),
    KnownDocument(2, "Spring brochure.pdf", "file:///v1/Spring%20brochure.pdf", "Spring"),
    KnownDocument(3, "a/index.html", "file:///v1/a/index.html", "Fees"),
    KnownDocument(4, "b/index.html", "file:///v1/b/index.html", "Contact"),
    KnownDocument(5, "prices.html", "file:///v1/x/prices.html", "Prices"),
    KnownDocument(6, "prices.html", "file:///v1/y/prices.html", "Prices abroad"),
)


def one(name, uri="", title=""):
    return recognise([Arrival(name, uri, title)], known(THERE))[0]


@pytest.mark.parametrize(
    ("arrival", "expected"),
    [
        (("https://www.clinic.example/knees/", "http://clinic.example/knees#top"), Recognised(1)),
        (("https://clinic.example/knees?page=2", "https://clinic.example/knees?page=2"), Recognised()),
        (("spring brochure.pdf", "file:///v2/spring%20brochure.pdf"), Recognised(2)),
        (("index.html", "file:///v2/index.html", "fees"), Recognised(3)),
        (("index.html", "file:///v2/index.html", "Opening hours"), Recognised()),
        (("index.html", "file:///v2/index.html"), Recognised()),
        (("b/index.html", "file:///v2/b/index.html", "New title"), Recognised(4)),
        (("prices.html", "file:///v2/prices.html", "Prices"), Recognised(5)),
        (("prices.html", "file:///v2/prices.html", "Our prices"), Recognised(choices=(5, 6))),
        (("prices.html", "file:///v1/y/prices.html", "Our prices"), Recognised(6)),
        (("standard input", "-", ""), Recognised()),
        (("other.pdf", "file:///v2/other.pdf"), Recognised()),
    ],
)
def test_a_new_version_is_recognised_by_address_else_by_name(arrival, expected):
    assert one(*arrival) == expected


def test_two_that_may_replace_the_same_document_replace_none():
    twins = [Arrival("Spring brochure.pdf", f"file:///v{n}/Spring%20brochure.pdf", "") for n in (2, 3)]
    assert recognise(twins, known(THERE)) == [Recognised(choices=(2,))] * 2


def test_a_name_that_came_twice_is_not_enough_in_any_part_of_what_arrives():
    later = Arrival("Spring brochure.pdf", "file:///v2/Spring%20brochure.pdf", "")
    assert recognise([later], known(THERE), lambda _: False) == [Recognised(choices=(2,))]
