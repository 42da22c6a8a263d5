"""Tells whether a sentence plainly goes on with the one before it, so that its source holds for it too."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from auditor.text import late_regex as regex
from auditor.text.numerals import PART_WORDS, numeral_at

if TYPE_CHECKING:
    from auditor.analysis.support.source_words import SourceWords
    from auditor.text.numerals import Token

OPENING_CHARS = 60
"""Where a sentence shows by its first words that it goes on."""
TOPIC_LETTERS = 5
"""Shorter words are too common to show a shared topic."""

_WORD = regex.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Tie(Enum):
    """How surely a sentence goes on with another."""

    NONE = 0
    LIKELY = 1
    """It tells, in the past tense, of the same topic."""
    PLAIN = 2
    """It begins with "it", "of these", "the figure", or speaks of the other arm of the same trial."""


def tie(
    previous: str,
    sentence: str,
    words: SourceWords,
    *,
    in_prose: bool = True,
    is_own: bool = False,
    is_pointed_to: bool = False,
) -> Tie:
    """Return how surely `sentence` goes on with `previous`.

    `in_prose` says that the source is named or linked in the text. Where it is a mark, a text marks each claim,
    and a bare share in the present tense is a claim of its own. `is_own` says that the source is an evaluation of
    the page's own: what is told in the past behind it is what came of it. `is_pointed_to` says that a mark or a link
    leads to it: such a text cites what it says, and "it" may be the illness, of which something new is said.
    """
    if not is_own and speaks_for_itself(sentence, words) and not words.own_speaker.search(previous):
        return Tie.NONE
    if words.continued.other_population.search(sentence) and not words.continued.other_population.search(
        previous
    ):
        return Tie.PLAIN if not is_own and words.continued.measured_elsewhere.match(sentence) else Tie.NONE
    if not in_prose and words.frames.anew.match(sentence) and not is_past(sentence, words):
        return Tie.NONE
    shared = words.frames.bare_part.search(sentence) is not None or (
        in_prose and words.continued.share_of_it.search(sentence) is not None
    )
    refers_back = _refers_back(sentence, words) and not (is_pointed_to and _says_anew_of_it(sentence, words))
    shared = shared or adds_to_share(previous, sentence, words)
    if shared or refers_back or _has_no_subject(sentence, words, in_prose=in_prose):
        return Tie.PLAIN
    counts = in_prose and _counts_again(sentence, words)
    if counts and words.frames.ends_in_it.search(sentence):
        return Tie.LIKELY
    told = is_past(sentence, words) and (
        is_own
        or counts
        or words.frames.further.search(sentence)
        or _topics(previous, words) & _topics(sentence, words)
        or is_result_of(previous, sentence, words)
    )
    return Tie.LIKELY if told or words.continued.sub_population.match(sentence) else Tie.NONE


def _refers_back(sentence: str, words: SourceWords) -> bool:
    """Whether a pronoun, "the figure", "of these" or the other arm of the same trial stands for what was said before."""
    continued = words.continued
    return bool(
        continued.trial_party.search(sentence)
        or continued.subject.match(sentence)
        or _goes_on(sentence, words)
        or continued.measure.search(sentence)
        or words.frames.late_subject.match(sentence)
    )


def adds_to_share(previous: str, sentence: str, words: SourceWords) -> bool:
    """Whether a sentence adds to a share whose base stands before: "Among 1,000 women …", "… there are four more"."""
    frames = words.frames
    more = frames.added.search(sentence)
    if more is None or not has_number(more.group(), words):
        return False
    return any(pattern.search(previous) for pattern in (frames.of_so_many, frames.added))


def _says_anew_of_it(sentence: str, words: SourceWords) -> bool:
    """Whether "it" or "they" opens a sentence whose verb neither measures nor reports: "It takes ten years off your life"."""
    match = words.frames.pronoun.match(sentence)
    return match is not None and words.frames.measured.match(sentence, match.end()) is None


def _goes_on(sentence: str, words: SourceWords) -> bool:
    """Whether "of them", "that share" goes on with people spoken of; late in a claim of the present it is a new one."""
    match = words.continued.people.search(sentence)
    return match is not None and (match.start() <= OPENING_CHARS or is_past(sentence, words))


def goes_on_with_people(previous: str, sentence: str, words: SourceWords) -> bool:
    """Whether a sentence counts out of those it was spoken of before: "1 in 5 of them"."""
    is_plain = tie(previous, sentence, words) is Tie.PLAIN
    return is_plain and words.continued.people.search(sentence) is not None


def has_number(sentence: str, words: SourceWords) -> bool:
    """Whether a sentence states a number, in digits or words."""
    tokens = words.tokens(sentence)
    return any(t.text in PART_WORDS or numeral_at(tokens, i) is not None for i, t in enumerate(tokens))


def speaks_for_itself(sentence: str, words: SourceWords) -> bool:
    """Whether the page speaks of its own patients before it comes to a number: "In our hands two thirds …"."""
    match = words.own_speaker.search(sentence)
    return match is not None and not has_number(sentence[: match.start()], words)


def _counts_again(sentence: str, words: SourceWords) -> bool:
    """Whether a sentence begins with so many people, and whose they are stands before: "About 350 people died"."""
    tokens = words.tokens(sentence[:OPENING_CHARS])
    at = 0
    while at < len(tokens) and (tokens[at].text in words.openings or tokens[at].kind == "sign"):
        at += 1
    after = _past_share(tokens, at, words)
    return after is not None and any(t.text in words.anyone for t in tokens[after : after + 2])


def _has_no_subject(sentence: str, words: SourceWords, *, in_prose: bool) -> bool:
    """Whether a bare share is the subject ("Three quarters were men"), so that whom it is of stands before."""
    tokens = words.tokens(sentence[:OPENING_CHARS])
    at = 0
    while at < len(tokens) and (tokens[at].text in words.openings or tokens[at].kind == "sign"):
        at += 1
    after = _past_share(tokens, at, words)
    if after is None or after >= len(tokens):
        return False
    verb = tokens[after].text
    is_share = tokens[after - 1].text in words.continued.share_ends or _counts_nobody(
        tokens, at, after, words
    )
    if in_prose and is_share and _is_verb(tokens[after], words):
        return True
    if verb in words.past or (words.frames.past.fullmatch(verb) and tokens[after].kind == "word"):
        return True
    of_us = (
        verb == "of"
        and after + 1 < len(tokens)
        and not _is_narrowed(tokens, after + 1, words)
        and tokens[after + 1].text in words.frames.others
    )
    return in_prose and (of_us or verb in words.elliptical)


def _counts_nobody(tokens: list[Token], first: int, after: int, words: SourceWords) -> bool:
    """Whether no noun follows "eight in ten", so that the next word is the verb: "eight in ten begin with an ulcer"."""
    joined = any(t.text in {"in", "out"} for t in tokens[first:after])
    return joined and not any(
        t.text in words.anyone or (len(t.text) > 3 and t.text.endswith("s"))
        for t in tokens[after : after + 3]
    )


def _is_verb(token: Token, words: SourceWords) -> bool:
    """Whether the word behind "two thirds" or "9 per cent" is a verb: a noun would need "of" before it."""
    text = token.text
    if token.kind != "word" or text in words.not_verbs or text.endswith("s"):
        return False
    return not text.endswith("er") or text in words.verbs_in_er


def _is_narrowed(tokens: list[Token], at: int, words: SourceWords) -> bool:
    """Whether "those affected", "those who" says anew who is meant."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text == "those" and following in words.continued.those_meant


def _past_share(tokens: list[Token], at: int, words: SourceWords) -> int | None:
    """Where the first word after a share or count stands: "one in eight", "a quarter", "nine", "40 %"."""
    start, inside = at, words.continued.inside_shares
    while at < len(tokens):
        number = numeral_at(tokens, at)
        if number is not None:
            at = number.last + 1
        elif (
            tokens[at].text in inside
            or (tokens[at].text == "of" and tokens[at - 1].text == "out")
            or tokens[at].text in PART_WORDS
        ):
            at += 1
        else:
            break
    return at if at > start and any(t.text not in inside for t in tokens[start:at]) else None


def is_result_of(previous: str, sentence: str, words: SourceWords) -> bool:
    """Whether one sentence sets out a study ("… followed 800 runners") and the next tells what came of it."""
    keys = {w.casefold() for w in _WORD.findall(sentence)}
    said = {w.casefold() for w in _WORD.findall(previous)}
    if words.gave_number.search(previous):
        return False
    return bool((words.set_up | words.study_nouns) & said) and (
        not words.own & keys or bool(words.own & said)
    )


def is_past(sentence: str, words: SourceWords) -> bool:
    """Whether a verb of the sentence is in the past tense; "have been diagnosed" and "untreated" only look like one."""
    told = words.frames.no_past.sub(" ", sentence)
    return any(
        w in words.past or words.frames.past.fullmatch(w) for w in map(str.casefold, _WORD.findall(told))
    )


def _topics(sentence: str, words: SourceWords) -> set[str]:
    """The long words of a sentence, without their plural."""
    long = {w.casefold().rstrip("s") for w in _WORD.findall(sentence) if len(w) >= TOPIC_LETTERS}
    return long - words.continued.common
