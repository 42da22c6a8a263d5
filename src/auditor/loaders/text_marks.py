"""Finds reference marks and addresses in running text that carries no markup of its own.

Shared by the text and Markdown loaders. A mark may be written `[3]`, `³`, `word*`, or, after careless
extraction, as a number stuck to the word before it ("results3"). The last kind is believed only where the whole
document speaks for it: a list of entries that is long enough, and numbers that rise through the text.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

MAX_RANGE = 30
"""Marks a written range such as [1-3] may stand for; longer ones are no ranges of notes."""
MIN_GLUED = 3
"""Different numbers stuck to words that make a habit of it."""
MIN_RISING_SHARE = 0.8
"""Share of those numbers that must be higher than the one before."""
MAX_JUMP = 3
"""How far a new number may lie beyond the highest so far; "Covid19" after mark 2 is no mark."""
MAX_REPEATS = 2
"""Times the same word may carry the same number; "omega3" all over the text is a name."""

_BRACKETED = regex.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[a-z*†‡§]{1,2})\]")
_INTERVAL_BEFORE = regex.compile(r"(?:\bCI\b|\binterval\b|=)\W{0,4}$")
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = regex.compile(rf"[{_RAISED_DIGITS}]{{1,3}}(?:[,⁻–˒‚·’][{_RAISED_DIGITS}]{{1,3}})*")
_TO_DIGITS = str.maketrans(_RAISED_DIGITS, "0123456789")
_UNIT_BEFORE = regex.compile(r"(?:^|[\s\d/(·])(?:[kcmµμn]?m|ft|[A-Za-zΑ-ω])$")
_POWER_BEFORE = regex.compile(r"(?<!\d)(?:10|[2-9])$")
_SYMBOL = regex.compile(r"(?<=[^\W_]|[.,!?%)”’\"])(\*{1,3}|†{1,2}|‡|§|¶)(?=$|[\s.,;:!?)”’\"])")
_GLUED = regex.compile(
    r"(?P<word>(?<![^\W\d_])[^\W\d_]{2,}+[)”’\"]?|[)”%])(?P<stop>[.,;:]?)(?P<label>\d{1,3}(?:,\d{1,3})*)(?=$|[\s.,;:!?)”’–—])"
)
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)[^\s<>\"|\]]+|\bdoi:\s?10\.\d{4,9}/[^\s<>\"|\]]+", regex.IGNORECASE
)
_RANGE_SIGN = regex.compile(r"[–⁻-]")


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in a text: the characters it takes and the labels it names."""

    start: int
    end: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkContext:
    """What the whole document says about its marks.

    `targets` maps the label of each entry to its anchor; `symbols` are the signs (`*`, `†`) that begin a note.
    """

    targets: Mapping[str, str]
    symbols: frozenset[str] = frozenset()


def marked_inlines(
    text: str, context: MarkContext, extra: Sequence[Found] = (), *, link: str | None = None
) -> list[Inline]:
    """Return `text` as inlines with its marks and addresses set apart; `extra` are marks found beforehand."""
    inlines: list[Inline] = []
    at = 0
    for found in _in_order(text, context, extra):
        if found.start < at:
            continue
        inlines.extend(_linked(text[at : found.start], link))
        for label in found.labels:
            target = context.targets.get(label)
            inlines.append(Inline(mark=label, mark_target=f"#{target}" if target else None, link=link))
        at = found.end
    inlines.extend(_linked(text[at:], link))
    return inlines


def linked_inlines(text: str) -> list[Inline]:
    """Return `text` with its addresses as links and nothing taken for a mark."""
    return list(_linked(text, None))


def bracketed_marks(text: str, letters: Collection[str] = ()) -> Iterator[Found]:
    """Yield marks in square brackets; letters and signs count only when they are labels of an entry."""
    first = _first_word(text)
    for match in _BRACKETED.finditer(text):
        if match.start() <= first or _INTERVAL_BEFORE.search(text, max(0, match.start() - 20), match.start()):
            continue
        inner = match.group(1)
        labels = written_labels(inner) if inner[0].isdigit() else (inner,) if inner in letters else ()
        if labels:
            yield Found(match.start(), match.end(), labels)


def raised_marks(text: str) -> Iterator[Found]:
    """Yield marks in raised digits; squares, cubes and powers of ten are left alone."""
    first = _first_word(text)
    for match in _RAISED.finditer(text):
        if match.start() <= first or is_power(text[max(0, match.start() - 12) : match.start()]):
            continue
        labels = written_labels(match.group().translate(_TO_DIGITS))
        if labels:
            yield Found(match.start(), match.end(), labels)


def is_power(before: str) -> bool:
    """Whether a raised number after this text is a square, a cube or a power of ten."""
    return _UNIT_BEFORE.search(before) is not None or _POWER_BEFORE.search(before) is not None


def symbol_marks(text: str, symbols: Collection[str]) -> Iterator[Found]:
    """Yield stars and daggers that have a note."""
    for match in _SYMBOL.finditer(text):
        if match.group(1) in symbols:
            yield Found(match.start(), match.end(), (match.group(1),))


def glued_marks(texts: Sequence[str], entries: int) -> list[list[Found]]:
    """Return, per text, the numbers stuck to words that are reference marks; none unless the document shows the habit.

    `entries` is the length of the list they would point to.
    """
    nothing: list[list[Found]] = [[] for _ in texts]
    candidates = [(number, match) for number, text in enumerate(texts) for match in _glued_candidates(text)]
    if entries < MIN_GLUED or not _is_habit(candidates, entries):
        return nothing
    taken = _plain_labels(candidates)
    tokens = Counter(match.group().casefold() for _, match in candidates)
    highest = 0
    for number, match in candidates:
        labels = [int(label) for label in match["label"].split(",")]
        repeats = tokens[match.group().casefold()]
        if max(labels) > entries or not 1 <= labels[0] <= highest + MAX_JUMP or repeats > MAX_REPEATS:
            continue
        if _looks_like_a_name(match["word"]) and (
            labels[0] != highest + 1 or labels[0] in taken or repeats > 1
        ):
            continue
        highest = max(highest, *labels)
        nothing[number].append(Found(match.start("label"), match.end(), tuple(map(str, labels))))
    return nothing


def _glued_candidates(text: str) -> Iterator[regex.Match[str]]:
    hidden = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _GLUED.finditer(text):
        if not any(start <= match.start() < end for start, end in hidden):
            yield match


def _is_habit(candidates: Sequence[tuple[int, regex.Match[str]]], entries: int) -> bool:
    numbers = [int(m["label"].split(",")[0]) for _, m in candidates if not _looks_like_a_name(m["word"])]
    numbers = [number for number in numbers if 1 <= number <= entries]
    # An entry cited again brings an old number back; only new numbers have to rise.
    new = list(dict.fromkeys(numbers))
    if len(new) < MIN_GLUED or new[0] > 2:
        return False
    rising = sum(later > earlier for earlier, later in pairwise(new))
    return rising >= MIN_RISING_SHARE * (len(new) - 1)


def _plain_labels(candidates: Sequence[tuple[int, regex.Match[str]]]) -> set[int]:
    return {
        int(label)
        for _, m in candidates
        if not _looks_like_a_name(m["word"])
        for label in m["label"].split(",")
    }


def _looks_like_a_name(word: str) -> bool:
    """Whether letters before a number could be one name with it, as in GLP1 or HbA1."""
    return any(char.isupper() for char in word[1:]) or (word.isalpha() and len(word) < 3)


def _in_order(text: str, context: MarkContext, extra: Sequence[Found]) -> list[Found]:
    found = [
        *bracketed_marks(text, context.targets),
        *raised_marks(text),
        *symbol_marks(text, context.symbols),
        *extra,
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


def written_labels(written: str) -> tuple[str, ...]:
    """Return the labels that "1", "1,3" or "2–4" stands for; none when a range is no range of notes."""
    labels: list[str] = []
    for part in regex.split(r"\s?[,;˒‚·’]\s?", written):
        first, *rest = [int(number) for number in _RANGE_SIGN.split(part) if number.strip()]
        last = rest[-1] if rest else first
        if not first <= last <= first + MAX_RANGE:
            return ()
        labels.extend(str(number) for number in range(first, last + 1))
    return tuple(labels)


def _linked(text: str, link: str | None) -> Iterator[Inline]:
    if link is not None:
        yield Inline(text, link=link)
        return
    at = 0
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match.group())
        yield Inline(text[at : match.start()])
        yield Inline(address, link=_target(address))
        at = match.start() + len(address)
    yield Inline(text[at:])


def _first_word(text: str) -> int:
    """Return where the text begins after white space: what stands there is a label and no mark."""
    return len(text) - len(text.lstrip())


def _trimmed(address: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'”’»*" or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _target(address: str) -> str:
    lowered = address.lower()
    if lowered.startswith("doi:"):
        return "https://doi.org/" + address[4:].strip()
    return address if lowered.startswith("http") else "https://" + address
