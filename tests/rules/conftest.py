"""Packs of countries hold the cases of the general rules too: what a sentence reads like is read once for all of them."""

from __future__ import annotations

import pytest

from auditor.text.sentence_reader import SentenceReader


@pytest.fixture(autouse=True, scope="session")
def _read_once():
    patch = pytest.MonkeyPatch()
    for name in ("weigh", "weigh_support"):
        patch.setattr(SentenceReader, name, _remembering(getattr(SentenceReader, name)))
    yield
    patch.undo()


def _remembering(weigh):
    known = {}

    def weigh_once(reader, told):
        new = [each for each in dict.fromkeys(told) if each not in known]
        known.update(zip(new, weigh(reader, new), strict=True))
        return [known[each] for each in told]

    return weigh_once
