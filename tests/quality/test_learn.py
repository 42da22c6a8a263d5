"""What was learned is up to date with what it is learned from."""

import labelled_lines
import pytest
from evidence_lessons import SIGNS
from labelled import LEARNED, LETTERS, SENTENCES, cases, digest, sentences
from labelled_lines import KINDS, LINES, told_blocks

from auditor.analysis.sentences import split
from auditor.engine.learned_file import FILE, REMARK
from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.source import Source
from auditor.text.surroundings import told
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


@pytest.mark.parametrize("path", sorted(LINES.glob("*.tsv")), ids=lambda p: p.stem)
def test_labelled_lines_are_well_formed(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name}, line {number}: {line}"
        kind, sign, letters, text = line.split("\t")
        assert kind in ({*KINDS} - {"S"} if number == 1 else KINDS), place
        assert sign.removesuffix("?") in SIGNS, place
        assert letters == "-" or set(letters.upper()) <= set(LETTERS), place
        assert text.split(), place


def test_lines_are_told_as_the_sentences_of_a_page_are(tmp_path, monkeypatch):
    page = (
        "<h1>Falls at home</h1><p>We asked 200 people. Half had fallen.</p><p>Most had told nobody:</p>"
        "<ul><li>41% fell on stairs.</li><li>12% fell outdoors. None at work.</li></ul>"
        "<table><caption>Falls a year</caption><tr><th>Year</th><th>Falls</th></tr>"
        "<tr><td>2022</td><td>310</td></tr></table>"
    )
    document = load(Source("page.html", "", page.encode(), size=len(page)), Limits())
    on_page = [here for _, here in told(document, split(document))]
    kinds = zip("HPSPLLSCTT", on_page, strict=True)
    lines = "".join(
        f"{kind}\t{'0' if '310' in here.words else '-'}\t-\t{here.words}\n" for kind, here in kinds
    )
    (tmp_path / "falls.tsv").write_text(lines, "utf-8")
    monkeypatch.setattr(labelled_lines, "LINES", tmp_path)
    assert [here for block in told_blocks() for _, here in block] == on_page


def test_every_category_is_taught_with_claims_and_without():
    known = [*sentences(), *cases()]
    for category in LEARNED:
        claims = sum(each.claims.get(category) is True for each in known)
        assert 300 < claims < len(known) / 2, category
