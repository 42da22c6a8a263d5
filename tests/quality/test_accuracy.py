"""The published accuracy is that of the rules at hand."""

import pytest
from accuracy import SETS, files
from scoring import HERE

pytestmark = pytest.mark.xdist_group("quality")


def test_the_published_accuracy_is_up_to_date():
    stale = [p.name for p, content in files().items() if not p.exists() or p.read_text("utf-8") != content]
    assert stale == [], "run `make accuracy`"


def test_every_labelled_set_is_measured():
    assert set(SETS) == {path.parent.name for path in HERE.glob("*/*.gold.json")}
