"""Packs of countries hold the cases of the general rules too: what a sentence reads like is read once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.text.sentence_reader import SentenceReader

if TYPE_CHECKING:
    from auditor.model.learned import Told

KNOWN: dict[str, dict[Told, object]] = {"weigh": {}, "weigh_support": {}}
"""What the reader that ships with the rules has said in this process."""


@pytest.fixture(autouse=True, scope="module")
def _read_once():
    patch = pytest.MonkeyPatch()
    for name, known in KNOWN.items():
        patch.setattr(SentenceReader, name, _remembering(getattr(SentenceReader, name), known))
    yield
    patch.undo()


def _remembering(weigh, known):
    def weigh_once(reader, told):
        new = [each for each in dict.fromkeys(told) if each not in known]
        known.update(zip(new, weigh(reader, new), strict=True))
        return [known[each] for each in told]

    return weigh_once
