"""Word lists compiled once a process: what every step of the analysis asks a lexicon for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon


@lru_cache(maxsize=1024)
def phrases(lexicon: Lexicon, name: str) -> PhraseSet:
    """Return the phrases of list `name`, compiled. Raises KeyError when there is no such list."""
    return compile_phrases(lexicon.words(name), lexicon.lists)
