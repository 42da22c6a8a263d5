"""What was learned is up to date with what it is learned from."""

import pytest
from labelled import LEARNED, LETTERS, SENTENCES, cases, digest, sentences

from auditor.engine.learned_file import FILE, REMARK
from auditor.workflow.resources import rules_folder


def test_what_was_learned_is_up_to_date():
    lines = (rules_folder() / FILE).read_text("utf-8").splitlines()
    assert lines[1] == f"{REMARK}from {digest()}", "run `make learn`: what is learned from has changed"


@pytest.mark.parametrize("path", sorted(SENTENCES.glob("*.tsv")), ids=lambda p: p.stem)
def test_labelled_sentences_are_well_formed(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        letters, _, text = line.partition("\t")
        assert letters == "-" or set(letters.upper()) <= set(LETTERS), (
            f"{path.name}, line {number}: {letters}"
        )
        assert text.split(), f"{path.name}, line {number} has no sentence"
        assert "\t" not in text, f"{path.name}, line {number} has two tabs"


def test_every_category_is_taught_with_claims_and_without():
    known = [*sentences(), *cases()]
    for category in LEARNED:
        claims = sum(each.claims.get(category) is True for each in known)
        assert 300 < claims < len(known) / 2, category
