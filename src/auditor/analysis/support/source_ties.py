"""Tells by what stands around a name that a sentence rests on it, in the forms that need more than one word beside it.

"BAPEN's screening weeks found", "RNID volunteers who checked 400 counters found", "the Registry says", "in its 2022
report the regulator, the HFEA, gave", "In STEP 1 the average participant".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.support.source_frames import frames_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

POSSESSED_WORDS = 5
"""Between "BAPEN's" and the verb stand no more words than these."""
RELATIVE_CHARS = 120
"""How far behind a body's volunteers the verb may stand: "who checked 400 counters in 2021 found"."""
MIN_TRIAL_CAPITALS = 4
"""Shorter names with a number are genes, codes and medicines ("HER2", "GLP-1") as often as trials."""

PAPER_CHARS = 70
"""How far before the journal its paper may be spoken of."""
PERIOD_CHARS = 20
_YEAR = regex.compile(r",?\s\(?(?:\w+\s)?\(?(?:19|20)\d\d\b")
_WORD = regex.compile(r"[^\W\d_][\w’'-]*")
_TRIAL = regex.compile(r"(?P<letters>\p{Lu}{2}[\p{L}:*+-]{0,16}?)[\s-]?\d{1,2}")
_NUMBER = regex.compile(r"\s\d{1,2}(?![\d.,%])")


@dataclass(frozen=True)
class Ties:
    """What one language says for these forms."""

    agents: frozenset[str]
    journals: frozenset[str]
    papers: regex.Pattern[str]
    """What a journal prints: "a study", not "a survey" of a ward."""
    acronym_verbs: frozenset[str]
    borne: regex.Pattern[str]
    """ "with", before an acronym that is an illness."""
    short_bodies: frozenset[str]
    own_paper: regex.Pattern[str]
    """ "in its 2023 report"."""
    article: regex.Pattern[str]
    put_before: regex.Pattern[str]
    """ "in the", before the name of a trial."""
    trial_goes_on: regex.Pattern[str]
    """What stands behind it: "the average participant"."""

    def is_journal(self, before: str, name: str, after: str, periods: PhraseSet) -> bool:
        """Whether a journal is named with a year behind a piece of research: "a study of 900 teens in Sleep last year"."""
        if name not in self.journals or not self.put_before.search(before):
            return False
        papers = self.papers.search(before[-PAPER_CHARS:])
        dated = _YEAR.match(after) is not None or periods.first(after[:PERIOD_CHARS]) is not None
        return papers is not None and dated

    def hold(self, before: str, name: str, after: str, *, is_known: bool, verbs: frozenset[str]) -> bool:
        """Whether the sentence rests on the name; `is_known` says that it is a body or an acronym."""
        near = [w.casefold() for w in _WORD.findall(after[:RELATIVE_CHARS])]
        if self._is_short_body(before, name, near, verbs) or self._is_trial(before, name, after):
            return True
        if not is_known:
            return False
        if name.endswith(("'s", "’s")):
            return not verbs.isdisjoint(near[1:POSSESSED_WORDS]) and not after.startswith(",")
        if self.own_paper.search(before) or self.own_paper.search(after):
            return True
        return bool(near) and near[0] in self.agents and not verbs.isdisjoint(near[1:])

    def is_acronym_speaking(self, after: str) -> bool:
        """Whether what follows an acronym is what bodies do: "LARCH-UK counted"."""
        match = _WORD.match(after.lstrip())
        return match is not None and match.group().casefold() in self.acronym_verbs

    def _is_short_body(self, before: str, name: str, near: list[str], verbs: frozenset[str]) -> bool:
        says = bool(near) and near[0] in verbs
        return name in self.short_bodies and says and self.article.search(before) is not None

    def _is_trial(self, before: str, name: str, after: str) -> bool:
        """Whether an acronym with a number is a trial that people took part in."""
        number = _NUMBER.match(after)
        numbered, after = (name + number.group(), after[number.end() :]) if number else (name, after)
        match = _TRIAL.fullmatch(numbered)
        if match is None or sum(c.isupper() for c in match["letters"]) < MIN_TRIAL_CAPITALS:
            return False
        return bool(self.put_before.search(before) and self.trial_goes_on.match(after))


@lru_cache(maxsize=4)
def ties_of(lexicon: Lexicon) -> Ties:
    """Read the lists once a process."""
    frames = frames_of(lexicon)
    papers = one_of(lexicon.words("own-papers"), blank=r"\ ")
    borne = one_of(lexicon.words("acronym-borne"), blank=r"\ ")
    put_in, articles, goes_on = (
        one_of(lexicon.words(f"trial-{name}")) for name in ("put-in", "articles", "goes-on")
    )
    return Ties(
        agents=frozenset(lexicon.words("source-agents")),
        journals=frozenset(lexicon.words("source-journals")),
        papers=regex.compile(rf"\b{one_of(lexicon.words('journal-papers'))}\b", regex.IGNORECASE),
        acronym_verbs=frozenset(lexicon.words("acronym-verbs")),
        borne=regex.compile(rf"\b{borne}\s$", regex.IGNORECASE),
        short_bodies=frozenset(lexicon.words("short-bodies")),
        own_paper=regex.compile(rf"\b{frames.in_its}\s(?:[\w’'-]+\s){{0,4}}{papers}\b", regex.IGNORECASE),
        article=regex.compile(rf"(?:^|\W){frames.the}\s$", regex.IGNORECASE),
        put_before=regex.compile(rf"(?:^|[\s(]){put_in}\s(?:{articles}\s)?$", regex.IGNORECASE),
        trial_goes_on=regex.compile(rf",?\s(?:{goes_on}|\d)\b"),
    )
