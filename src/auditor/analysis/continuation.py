"""Tells whether a sentence plainly goes on with the one before it, so that its source holds for it too."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from auditor.text import late_regex as regex
from auditor.text.numerals import PART_WORDS, numeral_at, tokens_of

if TYPE_CHECKING:
    from auditor.analysis.source_words import SourceWords
    from auditor.text.numerals import Token

OPENING_CHARS = 60
"""Where a sentence shows by its first words that it goes on."""
TOPIC_LETTERS = 5
"""Shorter words are too common to show a shared topic."""

_WORD = regex.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LATE_SUBJECT = regex.compile(
    r"\W*of\s(?:the\s|these\s|those\s|all\s)?\d|\W*[^,.;]{3,40},\s(?:it|they)\s(?:had\s|has\s)?(?:fell|rose|was|were|dropped|been|reached|stood)\b|"
    r"\W*(?:with|without|in|on|at|for|by|after|before|among|during|under|from|\w+\s(?:years?|months?|weeks?)\s(?:earlier|later|on))\b[^.;:]{0,50}?,?\s(?:it|they)\s(?:had\s|has\s|have\s)?(?:fell|falls|rose|rises|is|are|was|were|dropped|drops|had|has|did|reached|reaches|climbed|climbs|stood|stands|went|been|lost|gained|stayed)\b",
    regex.IGNORECASE,
)


class Tie(Enum):
    """How surely a sentence goes on with another."""

    NONE = 0
    LIKELY = 1
    """It tells, in the past tense, of the same topic."""
    PLAIN = 2
    """It begins with "it", "of these", "the figure", or speaks of the other arm of the same trial."""


def tie(previous: str, sentence: str, words: SourceWords, *, in_prose: bool = True) -> Tie:
    """Return how surely `sentence` goes on with `previous`.

    `in_prose` says that the source is named or linked in the text. Where it is a mark, a text marks each claim,
    and a bare share in the present tense is a claim of its own.
    """
    if words.other_population.search(sentence) and not words.other_population.search(previous):
        return Tie.NONE
    if (
        words.trial_party.search(sentence)
        or words.continued_subject.match(sentence)
        or words.continuing.search(sentence)
        or words.continued_measure.search(sentence)
        or _LATE_SUBJECT.match(sentence)
    ):
        return Tie.PLAIN
    if _has_no_subject(sentence, words, in_prose=in_prose):
        return Tie.PLAIN
    if _is_past(sentence, words) and (
        _topics(previous) & _topics(sentence) or _is_result_of(previous, sentence, words)
    ):
        return Tie.LIKELY
    if words.sub_population.match(sentence):
        return Tie.LIKELY
    return Tie.NONE


def _has_no_subject(sentence: str, words: SourceWords, *, in_prose: bool) -> bool:
    """Whether a bare share is the subject ("Three quarters were men"), so that whom it is of stands before."""
    tokens = tokens_of(sentence, 0, min(len(sentence), OPENING_CHARS))
    at = 0
    while at < len(tokens) and (tokens[at].text in words.openings or tokens[at].kind == "sign"):
        at += 1
    after = _past_share(tokens, at)
    if after is None or after >= len(tokens):
        return False
    verb = tokens[after].text
    if verb in words.past or (verb.endswith("ed") and tokens[after].kind == "word"):
        return True
    of_us = (
        verb == "of"
        and after + 1 < len(tokens)
        and tokens[after + 1].text in {"us", "them", "these", "those"}
    )
    return in_prose and (of_us or verb in words.elliptical)


def _past_share(tokens: list[Token], at: int) -> int | None:
    """Where the first word after a share or count stands: "one in eight", "a quarter", "nine", "40 %"."""
    start = at
    while at < len(tokens):
        number = numeral_at(tokens, at)
        if number is not None:
            at = number.last + 1
        elif tokens[at].text in _OF_A_SHARE or tokens[at].text in PART_WORDS:
            at += 1
        else:
            break
    return at if at > start and any(t.text not in _OF_A_SHARE for t in tokens[start:at]) else None


def _is_result_of(previous: str, sentence: str, words: SourceWords) -> bool:
    """Whether one sentence sets out a study ("… followed 800 runners") and the next tells what came of it."""
    keys = {w.casefold() for w in _WORD.findall(sentence)}
    said = {w.casefold() for w in _WORD.findall(previous)}
    return bool(words.set_up & said) and (not words.own & keys or bool(words.own & said))


def _is_past(sentence: str, words: SourceWords) -> bool:
    return any(
        w in words.past or (w.endswith("ed") and len(w) > 4)
        for w in map(str.casefold, _WORD.findall(sentence))
    )


def _topics(sentence: str) -> set[str]:
    """The long words of a sentence, without their plural."""
    return {w.casefold().rstrip("s") for w in _WORD.findall(sentence) if len(w) >= TOPIC_LETTERS} - _COMMON


_OF_A_SHARE = frozenset(
    {
        "in",
        "out",
        "every",
        "a",
        "an",
        "%",
        "per",
        "cent",
        "percent",
        "-",
        "–",
        "to",
        "or",
        "and",
        "than",
        "more",
    }
)
"""Words inside a share that are no number themselves."""
_COMMON: frozenset[str] = frozenset(
    {
        "people",
        "patient",
        "person",
        "about",
        "after",
        "before",
        "their",
        "there",
        "those",
        "these",
        "which",
        "while",
        "where",
        "would",
        "could",
        "should",
        "other",
        "among",
        "between",
        "under",
        "every",
        "later",
        "still",
        "than",
        "three",
        "seven",
        "eight",
        "percent",
        "cent",
        "month",
        "year",
        "week",
    }
)
