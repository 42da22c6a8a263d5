"""Recognises approved claims in the sentences of findings, and tells near misses with the words that differ.

The words of an approved wording have to stand in the sentence as they are, and what fired the rule among them. What
stands beside them must not turn them: “half of our clients” is not approved where the page says “more than half of our
clients”. A changed figure is never recognised.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from auditor.model.claim import ClaimMatch, Difference, MatchKind, ScopeKind, Validity
from auditor.model.values import dataclass
from auditor.text.claim_words import Word, forms, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model.claim import Entry, Flagged

NEAR_RATIO = 0.75
"""Share of words in common from which a sentence is a near miss.

Measured on 936 sentences of the labelled documents: with one, two or three words changed, 98, 93 and 80 % of them are told;
held against 200 others, 10 of 736, most of which say nearly the same. At 0.8 three changed words are told in 70 %.
"""

CANDIDATE_SHARE = 0.5
"""Share of a wording's words that a sentence has to hold before the two are compared at all."""

COMPARED = 3
"""Wordings, the likeliest first, with which a sentence is compared."""

EDGE = 2
"""A figure within so many words of a wording's edge could be changed by the word beside the edge."""

FEW = 30
"""Wordings up to which it is cheaper to look for their words in a sentence than to take the sentence apart."""

_BEST_FIRST = (MatchKind.APPROVED, MatchKind.EXPIRED, MatchKind.ELSEWHERE, MatchKind.NEAR)


class _Wording(NamedTuple):
    entry: Entry
    text: str
    words: tuple[Word, ...]
    forms: tuple[str, ...]

    @property
    def has_figure(self) -> bool:
        return any(word.is_figure for word in self.words)


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    text: str
    trigger: frozenset[int]
    """The words that fired the rule; all of them where that is not known."""


class Recogniser:
    """Knows the entries of one or more registers as they stand on a day (ISO)."""

    def __init__(self, entries: Iterable[Entry], today: str) -> None:
        self._today = today
        self._wordings = [w for entry in entries if not entry.claim.is_withdrawn for w in _wordings(entry)]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, wording in enumerate(self._wordings):
            for form in set(wording.forms):
                self._by_word[form].append(number)

    def match(self, flagged: Flagged) -> ClaimMatch | None:
        """Return how a finding's words stand to the registers; None when they are like no approved claim."""
        if not self._wordings or not flagged.quote:
            return None
        sentence = _sentence(flagged)
        likely = self._likely(sentence)
        whole = [w for w in likely if _stands_in(w.forms, sentence.forms)]
        clean = [(w, at) for w in whole for at in _clean_places(w, sentence)]
        if _figures_are_covered(
            sentence, [(w, at) for w, at in clean if self._kind(w, flagged) is MatchKind.APPROVED]
        ):
            found = [self._told(w, flagged) for w, at in clean if _holds(w, at, sentence.trigger)]
        else:
            found = []
        if found:
            return min(found, key=lambda m: (_BEST_FIRST.index(m.kind), m.register, m.number))
        return self._near(likely, sentence)

    def _kind(self, wording: _Wording, flagged: Flagged) -> MatchKind:
        claim = wording.entry.claim
        if not claim.scope.covers(flagged.country, flagged.names):
            return MatchKind.ELSEWHERE
        return MatchKind.EXPIRED if claim.standing(self._today) is Validity.EXPIRED else MatchKind.APPROVED

    def _told(self, wording: _Wording, flagged: Flagged) -> ClaimMatch:
        return _match(self._kind(wording, flagged), wording)

    def _likely(self, sentence: _Sentence) -> list[_Wording]:
        """Return the wordings of which the sentence holds enough words, the likeliest first."""
        shared = Counter(n for form in set(sentence.forms) for n in self._by_word.get(form, ()))
        shares = ((count / len(set(self._wordings[n].forms)), n) for n, count in shared.items())
        likely = sorted(
            ((share, n) for share, n in shares if share >= CANDIDATE_SHARE), key=lambda p: (-p[0], p[1])
        )
        return [self._wordings[n] for _, n in likely]

    def _near(self, likely: Sequence[_Wording], sentence: _Sentence) -> ClaimMatch | None:
        best: tuple[float, ClaimMatch] | None = None
        for wording in likely[:COMPARED]:
            ratio, differences = _compare(wording, sentence)
            if ratio >= NEAR_RATIO and differences and (best is None or ratio > best[0]):
                best = (ratio, _match(MatchKind.NEAR, wording, differences))
        return best[1] if best else None


class Resemblance:
    """Tells cheaply whether a sentence may be like one of a few wordings: it never denies what a comparison would find."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        wordings = [w for entry in entries for w in _wordings(entry)]
        self._is_moot = len(wordings) > FEW
        self._wanted = [_least(set(wording.forms)) for wording in wordings]

    def __call__(self, quote: str) -> bool:
        """Whether the sentence holds enough of the words."""
        folded = quote.casefold().replace("’", "'")
        return self._is_moot or any(
            sum(word in folded for word in words) >= least for words, least in self._wanted
        )


def _least(words: set[str]) -> tuple[list[str], float]:
    """Return the words that stand in a sentence as they are compared, and how many of them it has to hold."""
    plain = [word for word in words if word.isalpha() and word != "and"]
    return plain, CANDIDATE_SHARE * len(words) - (len(words) - len(plain))


def _wordings(entry: Entry) -> Iterator[_Wording]:
    for text in entry.claim.wordings:
        words = words_of(text)
        if words:
            yield _Wording(entry, text, words, forms(words))


def _sentence(flagged: Flagged) -> _Sentence:
    words, trigger = words_of(flagged.quote), flagged.trigger
    fired = frozenset(
        n for n, w in enumerate(words) if trigger is None or (w.start < trigger.end and trigger.start < w.end)
    )
    return _Sentence(words, forms(words), flagged.quote, fired)


def _match(kind: MatchKind, wording: _Wording, differences: tuple[Difference, ...] = ()) -> ClaimMatch:
    entry = wording.entry
    claim = entry.claim
    return ClaimMatch(
        kind,
        entry.key,
        entry.number,
        entry.register,
        wording.text,
        claim.evidence.words,
        claim.approver,
        entry.author.at,
        _scope_words(claim.scope.kind, claim.scope.words),
        claim.expires_on,
        differences,
    )


def _scope_words(kind: ScopeKind, words: str) -> str:
    return f"readers in {words}" if kind is ScopeKind.COUNTRY else words


def _stands_in(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(True for _ in _places(part, whole))


def _places(part: tuple[str, ...], whole: tuple[str, ...]) -> Iterator[int]:
    size = len(part)
    return (at for at in range(len(whole) - size + 1) if whole[at : at + size] == part)


def _clean_places(wording: _Wording, sentence: _Sentence) -> Iterator[int]:
    """Yield where the wording stands with nothing beside it that turns it."""
    for at in _places(wording.forms, sentence.forms):
        before, after = _beside(sentence.words, at, at + len(wording.forms))
        if any(word.is_turning for word in (*before, *after)):
            continue
        if before and any(word.is_figure for word in wording.words[:EDGE]):
            continue
        if after and any(word.is_figure for word in wording.words[-EDGE:]):
            continue
        if sentence.text.rstrip().endswith("?") != wording.text.rstrip().endswith("?"):
            continue
        yield at


def _beside(words: tuple[Word, ...], start: int, end: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the words before and after a stretch, as far as no stop or comma parts them from it."""
    first, last = start, end
    while first > 0 and not words[first].is_after_break:
        first -= 1
    while last < len(words) and not words[last].is_after_break:
        last += 1
    return words[first:start], words[end:last]


def _holds(wording: _Wording, at: int, trigger: frozenset[int]) -> bool:
    return bool(trigger) and all(at <= n < at + len(wording.forms) for n in trigger)


def _figures_are_covered(sentence: _Sentence, approved: Sequence[tuple[_Wording, int]]) -> bool:
    """Whether every figure of the sentence stands in an approved wording.

    Asked only where a figure fired the rule or is approved: a sentence with two figures is one finding, and the second
    figure must not pass with the first.
    """
    figures = {n for n, word in enumerate(sentence.words) if word.is_figure}
    if not approved or not (figures & sentence.trigger or any(w.has_figure for w, _ in approved)):
        return True
    return figures <= {n for w, at in approved for n in range(at, at + len(w.forms))}


def _compare(wording: _Wording, sentence: _Sentence) -> tuple[float, tuple[Difference, ...]]:
    """Return the share of words in common with the likest part of a sentence, and the words that differ there."""
    start, end = _likest_part(wording.forms, sentence.forms)
    before, after = _beside(sentence.words, start, end)
    if any(word.is_turning for word in before):
        start -= len(before)
    if any(word.is_turning for word in after):
        end += len(after)
    if not any(start <= n < end for n in sentence.trigger):
        return 0.0, ()
    matcher = SequenceMatcher(None, wording.forms, sentence.forms[start:end], autojunk=False)
    found = sentence.words[start:end]
    differences = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        # “about half” beside “more than half” says more than “about” beside “more than”.
        shown = int(j < len(wording.words) and m < len(found) and found[m].is_figure)
        differences.append(
            Difference(
                _words(wording.text, wording.words[i : j + shown]),
                _words(sentence.text, found[k : m + shown]),
            )
        )
    return matcher.ratio(), tuple(differences)


def _likest_part(part: tuple[str, ...], whole: tuple[str, ...]) -> tuple[int, int]:
    """Return the stretch of a sentence that lies nearest to a wording, from its first word in common to its last."""
    size = min(len(whole), len(part) + EDGE)
    wanted = Counter(part)
    best = max(range(len(whole) - size + 1), key=lambda at: (wanted & Counter(whole[at : at + size])).total())
    matcher = SequenceMatcher(None, part, whole[best : best + size], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return best, best
    first, last = blocks[0], blocks[-1]
    start = best + first.b - first.a
    end = best + last.b + last.size + len(part) - last.a - last.size
    return max(start, 0), min(end, len(whole))


def _words(text: str, words: tuple[Word, ...]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""
