"""The lines that say who is quoted: behind a quotation, in the block below it, or above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.voices.professions import SENTENCE_END, without_stops
from auditor.model.document import BlockKind
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

ATTRIBUTION_CHARS = 90
"""An attribution line is shorter than this: a name, an age, a town, a role."""

_DASH = regex.compile(r"^[\s)*_★☆✩⭐]*(?:[—–―~|•]|-{1,2}(?=\s|\p{Lu}))\s*(?=\S)")
_INITIAL = regex.compile(r"\b\p{Lu}\.")


class NameLines(NamedTuple):
    """What the lines look like that say who speaks, in the words of a lexicon."""

    name: regex.Pattern[str]
    with_age_or_initial: regex.Pattern[str]
    with_age: regex.Pattern[str]
    titled: regex.Pattern[str]
    """A surname behind a title."""
    shortened: regex.Pattern[str]
    """Words whose stop ends no sentence."""
    own: tuple[str, ...]


def name_lines(lexicon: Lexicon) -> NameLines:
    """Read the lists."""
    ages, joints = one_of(lexicon.words("signed-age")), one_of(lexicon.words("signed-and"))
    titles, surnames, shortened = (
        one_of(lexicon.words(name)) for name in ("speaker-titles", "surname-titles", "speaker-short-words")
    )
    return NameLines(
        name=regex.compile(
            rf"^[\s(*_★☆✩⭐—–―-]*(?:\p{{Lu}}[\p{{L}}'’]*\.?|\p{{Lu}}\.)(?:[\s&]+(?:{joints}\s+)?\p{{Lu}}[\p{{L}}'’]*\.?){{0,3}}"
            r"(?:\s*[,|·•(–—-]\s*.*)?[\s.)*_]*$",
            regex.DOTALL,
        ),
        with_age_or_initial=regex.compile(
            r"^\W*\p{Lu}[\p{L}'’]+(?:\s\p{Lu}\.?(?=\W|$)|(?:\s\p{Lu}[\p{L}'’]+)?\s*[,(|·–—-]\s*"
            rf"(?:{ages}\s*)?\d{{2}}\b)"
        ),
        with_age=regex.compile(
            rf"^\W*(?!{titles}\b)\p{{Lu}}[\p{{L}}'’]+(?:\s\p{{Lu}}[\p{{L}}'’.]*)?\s*[,(|·–—-]\s*(?:{ages}\s*)?\d{{2}}(?=\W|$)"
        ),
        titled=regex.compile(rf"\b{surnames}\.?\s+(?:\p{{Lu}}\p{{Ll}}+\s)?(\p{{Lu}}[\p{{L}}'’-]+)"),
        shortened=regex.compile(rf"\b(?:\p{{Lu}}|{shortened})\."),
        own=tuple(f" {word} " for word in lexicon.words("speaker-own")),
    )


def line_of(document: Document, quotation: Span, block: Block, lines: NameLines) -> str | None:
    """Return the line that says who is quoted: behind the quotation, in the next block, or above it."""
    text = document.text
    rest = text[quotation.end : min(block.span.end, quotation.end + ATTRIBUTION_CHARS)]
    if rest.strip(" .*_\n"):
        line = _line_behind(rest, lines)
        if line is None or block.kind is not BlockKind.TABLE_ROW:
            return line
        # In a row of a table the bar behind the words only parts the cells.
        return line if lines.name.match(_undashed(line)) else None
    return _line_below(document, block, lines) or _line_above(document, block, lines)


def _line_behind(rest: str, lines: NameLines) -> str | None:
    first = rest.lstrip(" *_").split("\n")[0] if not rest.startswith("\n") else rest.strip().split("\n")[0]
    if _DASH.match(first) or _DASH.match(rest):
        return first
    line = first.strip()
    return line if rest[:1] in "\n (*" and lines.name.match(line) and not _ends_sentence(line) else None


def _undashed(line: str) -> str:
    return str(_DASH.sub("", line))


def _ends_sentence(line: str) -> bool:
    """Whether a line holds more than one sentence; the stops behind initials end none."""
    return bool(SENTENCE_END.search(without_stops(_INITIAL, line[:-1])))


def _line_below(document: Document, block: Block, lines: NameLines) -> str | None:
    if block.index + 1 >= len(document.blocks):
        return None
    below = document.blocks[block.index + 1]
    if len(below.span) > ATTRIBUTION_CHARS or below.kind in {
        BlockKind.TABLE_ROW,
        BlockKind.SUMMARY,
        BlockKind.BUTTON,
    }:
        return None
    line = below.span.of(document.text)
    if _DASH.match(line):
        return line
    is_kin = block.group is not None and block.group == below.group
    if below.kind is BlockKind.HEADING and not is_kin:
        return None
    return (
        line
        if lines.with_age_or_initial.match(line) or (lines.name.match(line) and len(line.split()) <= 6)
        else None
    )


def _line_above(document: Document, block: Block, lines: NameLines) -> str | None:
    if block.index == 0:
        return None
    above = document.blocks[block.index - 1]
    if len(above.span) > ATTRIBUTION_CHARS:
        return None
    line = above.span.of(document.text)
    return line if lines.with_age_or_initial.match(line) and not SENTENCE_END.search(line[:-1]) else None
