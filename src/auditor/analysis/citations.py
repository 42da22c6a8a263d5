"""Finds what supports each sentence, here in this document, and grades it.

The order is that of a reviewer: a mark that resolves, a link that leads to somebody else, a source named in the
sentence, the source of the sentence it goes on with, the table's caption or the list's lead-in, nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis import block_sources, carrying
from auditor.analysis.leads import lead_reader
from auditor.analysis.own_support import SupportReader
from auditor.analysis.source_words import source_words
from auditor.analysis.sources import SourceFinder
from auditor.model.analysis import Role
from auditor.text.names import folded

if TYPE_CHECKING:
    from auditor.analysis.references import Notes
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

_JUDGED = frozenset({Role.BODY, Role.NOTE})
MIN_NAME = 3
"""Letters of a promoter's name that can be told from a chance match."""


def with_evidence(
    document: Document, sentences: tuple[Sentence, ...], notes: Notes, promoter: Promoter, lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Return the sentences with their evidence set."""
    words = source_words(lexicon)
    own = frozenset(name for n in (*promoter.names, *promoter.offers) if len(name := folded(n)) >= MIN_NAME)
    reader = SupportReader(
        document, notes, lead_reader(document, promoter, lexicon), SourceFinder(words, own), words
    )
    evidence = {s.index: reader.read(s) for s in sentences if s.role in _JUDGED}
    evidence |= {
        s.index: e for s in sentences if s.role is Role.NOTE and (e := reader.of_note(s)) is not None
    }
    block_sources.spread(document, sentences, evidence, reader)
    carrying.carry(document, sentences, evidence, words)
    return tuple(
        replace(s, evidence=e) if (e := evidence.get(s.index)) and e != s.evidence else s for s in sentences
    )
