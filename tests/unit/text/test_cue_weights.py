"""What the cues of some words speak for together."""

import math
from array import array

import pytest

from auditor.model.learned import Learned
from auditor.text.cue_weights import weigh, weigh_statistic

PLACES = {"half": 0, "magic": 1}
LEARNED = Learned(
    ("guarantee",), (-100,), PLACES, (array("i", [0, 300]),), statistic=(-200, array("i", [900, 0]))
)


def test_each_cue_adds_its_weight_shared_by_the_root_of_their_number():
    [alone] = weigh("magic", LEARNED)
    [among_others] = weigh("magic of the leaflet", LEARNED)
    assert -1 < among_others < alone < 2
    assert weigh("", LEARNED) == (-1,)


@pytest.mark.parametrize(("text", "speaks"), [("half", True), ("magic", False), ("", False)])
def test_cues_speak_for_a_statistic_by_weights_of_their_own(text, speaks):
    assert (weigh_statistic(text, LEARNED) > -2) == speaks


def test_everything_speaks_for_one_where_nothing_was_learned():
    assert weigh_statistic("half", Learned((), (), {}, ())) == math.inf
