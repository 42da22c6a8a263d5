"""Detection on labelled documents stays above its floors; the floors may only rise."""

import json

import pytest
from scoring import CATEGORIES, HELD_BACK, HERE, scored

pytestmark = pytest.mark.xdist_group("quality")  # one process scores each set once

FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
SETS = [name for name in FLOORS if (HERE / name).is_dir()]


@pytest.fixture(scope="module", params=SETS)
def result(request):
    return FLOORS[request.param], scored(request.param)


@pytest.fixture
def misses(request, result):
    """What to read when a floor does not hold; of a set that is held back nobody is shown a sentence."""
    _, total = result
    is_closed = request.node.callspec.params["result"] in HELD_BACK
    return "totals only: this set is held back" if is_closed else "\n".join(total.misses)


def test_every_category_is_at_or_above_its_floor(result, misses):
    floors, total = result
    below = {
        f"{category} {kind}": round(getattr(total.categories[category], kind), 3)
        for category in CATEGORIES
        for kind in ("recall", "precision")
        if getattr(total.categories[category], kind) < floors["categories"][category][kind]
    }
    assert below == {}, misses


def test_statistics_are_seen_and_graded(result, misses):
    floors, total = result
    assert total.seen.recall >= floors["seen"]["recall"], misses
    assert total.seen.precision >= floors["seen"]["precision"], misses
    assert total.grade_accuracy >= floors["grades"], misses


def test_crisis_verdicts_are_right(result, misses):
    floors, total = result
    assert total.crisis_accuracy >= floors["crisis"], misses


def test_every_labelled_quote_stands_in_the_text(result):
    _, total = result
    assert total.missing_quotes == []
