"""Finds what a sentence denies, rejects or weakens, each with how far that reaches."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text.clauses import Clauses, words_after
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

SHORT_REACH = 4
"""Words that “without”, “rather than” and their like deny at most."""

_LISTS = (
    "negations",
    "not-negations",
    "mention-rejections",
    "mock-modesty",
    "other-voices",
    "mention-words",
    "hedges",
)


@dataclass(frozen=True, slots=True)
class Scopes:
    """Of one sentence: the stretches denied, the words that weaken, and whether all of it is held up to be rejected."""

    negations: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()
    is_rejected: bool = False
    speaks_of_words: bool = False
    """It has a cue such as “the term”: words in quotation marks are mentioned, not said."""


@dataclass(frozen=True)
class ScopeReader:
    """The word lists behind the scopes, as one set of phrases so that a sentence is looked up once."""

    cues: PhraseSet
    lists: Mapping[str, frozenset[str]]
    short: frozenset[str]
    stops: PhraseSet
    clauses: Clauses
    names: frozenset[str]

    def read(self, text: str, sentence: Span, keys: frozenset[str]) -> Scopes:
        """Read one sentence; `keys` are its gate keys."""
        found = self.cues.find(text, sentence.start, sentence.end, keys)
        if not found:
            return Scopes()
        of = {name: [m for m in found if m.phrase.source in self.lists[name]] for name in _LISTS}
        rejected = [
            self._reach(text, sentence, m)
            for m in of["mention-rejections"]
            if not _is_modesty(m, of["mock-modesty"])
        ]
        words = [m for m in of["mention-words"] if not _is_void(m, of["not-negations"])]
        attributed = [self._reach(text, sentence, m) for m in (*of["other-voices"], *words)]
        denied = [
            self._reach(text, sentence, m) for m in of["negations"] if not _is_void(m, of["not-negations"])
        ]
        return Scopes(
            negations=tuple(sorted({s for s in (*denied, *rejected, *attributed) if len(s)})),
            hedges=tuple(
                sorted({Span(m.start, m.end) for m in of["hedges"] if not self._is_name(text, sentence, m)})
            ),
            is_rejected=any(r.end >= sentence.end for r in rejected),
            speaks_of_words=bool(of["mention-words"]),
        )

    def _reach(self, text: str, sentence: Span, cue: Match) -> Span:
        """What follows a cue, to the end of its clause or of its short reach."""
        end = max(cue.end, self.clauses.end(text, sentence, cue.end))
        if cue.phrase.source in self.short:
            end = words_after(text, cue.end, end, SHORT_REACH)
            end = min((m.start for m in self.stops.find(text, cue.end, end)), default=end)
        return Span(cue.end, end)

    def _is_name(self, text: str, sentence: Span, match: Match) -> bool:
        """Whether a word that weakens is a name where it stands: the month of May."""
        return text[match.start : match.end] in self.names and match.start > sentence.start


def _is_modesty(cue: Match, modest: list[Match]) -> bool:
    """Whether a rejection only looks like one: what is never said “so himself” has just been said."""
    return any(m.start < cue.end and cue.start < m.end for m in modest)


def _is_void(cue: Match, exceptions: list[Match]) -> bool:
    return any(e.start <= cue.start < e.end for e in exceptions)


@lru_cache(maxsize=4)
def scope_reader(lexicon: Lexicon) -> ScopeReader:
    """Compile the lists once a process."""
    lists = {name: frozenset(lexicon.words(name)) for name in _LISTS}
    return ScopeReader(
        cues=compile_phrases(dict.fromkeys(w for name in _LISTS for w in lexicon.words(name)), lexicon.lists),
        lists=lists,
        short=frozenset(lexicon.words("short-negations")),
        stops=compile_phrases(lexicon.words("short-negation-stops"), lexicon.lists),
        clauses=Clauses(compile_phrases(lexicon.words("clause-breaks"), lexicon.lists)),
        names=frozenset(lexicon.words("hedges-and-names")),
    )
