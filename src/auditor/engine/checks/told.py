"""Stories told of somebody: whether it is one of the staff, which sentences make one story, and scores set apart.

Shared by no other check kind; it keeps `testimonial` readable.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from auditor.engine.checks.base import Flag
from auditor.engine.checks.stance import JUDGED
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.engine.checks.base import Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

STORY_REACH = 2
"""A story goes on when so many sentences at most lie between one telling sentence and the next."""

BEFORE_NAME = 12
"""A title stands so close before a name: “Dr ”, “Nurse ”."""

BEHIND_NAME = 60
"""What somebody is stands so close behind a name: “, our head of nursing”."""

MOST_PLACES = 8
"""So many places of a name are looked at."""

SCORE_WORDS = 5
"""A piece of a score in a cell or element of its own is no longer: “4.9”, “out of 5”, “from 212 reviews”."""

SCORE_PIECES = 4

_NAME = regex.compile(r"(?<!^)(?<!\w)\p{Lu}\p{Ll}{2,}|^\p{Lu}\p{Ll}{2,}")
_SCORE = regex.compile(r"\d|★|⭐")


def is_of_staff(subject: Subject, trigger: Span, staff: PhraseSet) -> bool:
    """Whether somebody named in the words works for the house: a title or a post stands with the name on the page."""
    text = subject.document.text
    names = {m.group() for m in _NAME.finditer(trigger.of(text))}
    return any(_has_post(text, name, staff) for name in names)


def _has_post(text: str, name: str, staff: PhraseSet) -> bool:
    for number, place in enumerate(regex.finditer(rf"(?<!\w){regex.escape(name)}(?!\w)", text)):
        if number == MOST_PLACES:
            return False
        before = text[max(0, place.start() - BEFORE_NAME) : place.start()].rpartition("\n")[2]
        behind = text[place.start() : place.end() + BEHIND_NAME].partition("\n")[0]
        if staff.find(before + behind):
            return True
    return False


def joined(verdicts: Iterable[tuple[Sentence, Verdict, bool]]) -> Iterator[Verdict]:
    """Yield the verdicts, those on sentences that tell one story as one."""
    open_at: tuple[Sentence, Flag] | None = None
    for sentence, verdict, is_story in verdicts:
        if open_at is not None and not (is_story and _continues(open_at[0], sentence)):
            yield open_at[1]
            open_at = None
        if not (is_story and isinstance(verdict, Flag)):
            yield verdict
        elif open_at is None:
            open_at = (sentence, verdict)
        else:
            open_at = (sentence, _grown(open_at[1], verdict))
    if open_at is not None:
        yield open_at[1]


def _continues(last: Sentence, sentence: Sentence) -> bool:
    return sentence.block == last.block and sentence.index - last.index <= STORY_REACH


def _grown(flag: Flag, other: Flag) -> Flag:
    if flag.span is None or other.span is None or flag.trigger is None or other.trigger is None:
        return flag
    return replace(flag, span=flag.span.cover(other.span), trigger=flag.trigger.cover(other.trigger))


def scattered_scores(subject: Subject, ratings: PhraseSet) -> Iterator[Span]:
    """Yield scores whose parts stand in neighbouring cells or elements: “4.9”, “out of 5”, “212 reviews”."""
    sentences = subject.analysis.sentences
    at = 0
    while at < len(sentences):
        pieces = list(takewhile(lambda s: _is_piece(subject, s), sentences[at : at + SCORE_PIECES]))
        found = next((n for n in range(2, len(pieces) + 1) if _is_score(subject, pieces[:n], ratings)), None)
        if found is None:
            at += 1
        else:
            yield pieces[0].span.cover(pieces[found - 1].span)
            at += found


def _is_piece(subject: Subject, sentence: Sentence) -> bool:
    return sentence.role in JUDGED and len(subject.words(sentence.span).split()) <= SCORE_WORDS


def _is_score(subject: Subject, pieces: Sequence[Sentence], ratings: PhraseSet) -> bool:
    """Whether the pieces are a score together and the first of them alone is none."""
    words = [subject.words(p.span).strip() for p in pieces]
    if not _SCORE.search(words[0]) and not _SCORE.search(words[1]):
        return False
    if pieces[0].block == pieces[-1].block or any(ratings.find(w, 0, len(w)) for w in words):
        return False
    line = " ".join(words)
    return bool(ratings.find(line, 0, len(line)))
