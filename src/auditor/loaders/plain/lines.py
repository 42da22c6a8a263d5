"""Reads the lines of a plain text into pieces: paragraphs, list items, table rows, headings."""

from __future__ import annotations

import re
from dataclasses import field, replace

from auditor.loaders.pieces import MAIL_HEADER, MAX_HEADING_CHARS, NUMBERED, Piece
from auditor.loaders.plain.headings import with_headings
from auditor.loaders.plain.tables import has_bars, read_table
from auditor.loaders.plain.wrap import ends_sentence, join, runs_on, words_of, wrap_width
from auditor.model.document import BlockKind
from auditor.model.values import dataclass

FULL_LINE = 0.85
"""Share of the width from which a line counts as cut by it."""
HANGING_LINE = 0.6
"""The same of a line over one that hangs under the words of its entry."""

_BULLET = re.compile(r"(?P<indent>\s*)(?P<sign>[•·▪◦‣⁃●○■□➢➤►▶✓✔✗✘→*+–-]|o(?=\t|  ))[ \t]+(?=\S)")
_LONE_BULLET = re.compile(r"\s*[•·▪◦‣●○■□]\s*")
_RULE = re.compile(r"\s*([=_*~#-])(?:\s*\1){2,}\s*")
_STARRED = re.compile(r"(?:[^\W_]|[.,!?%)”’\"])\*(?=$|[\s.,;:!?)])")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")


def read_pieces(text: str) -> list[Piece]:
    """Return the pieces of `text` in their order."""
    reader = _Reader(text.splitlines(), words_of(text))
    reader.read()
    return with_headings(_settle_numbers(reader.pieces))


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    known_words: frozenset[str]
    pieces: list[Piece] = field(default_factory=list)
    at: int = 0
    group: int = 0
    margin: int = 0
    width: int | None = None
    has_stars: bool = False

    def read(self) -> None:
        self.has_stars = any(_STARRED.search(line) for line in self.lines)
        self.width = wrap_width(self._runs_of_text())
        while self.at < len(self.lines):
            if self._is_blank(self.at) or _RULE.fullmatch(self.lines[self.at]):
                self.at += 1
            elif not self._read_table():
                self._read_piece()

    def _runs_of_text(self) -> list[list[str]]:
        runs: list[list[str]] = [[]]
        for line in self.lines:
            if line.strip() and not has_bars(line):
                if _is_item(line):
                    runs.append([])
                runs[-1].append(line)
            elif runs[-1]:
                runs.append([])
        return runs

    def _read_table(self) -> bool:
        rows, end = read_table(self.lines, self.at, self.group + 1)
        if not rows or _BULLET.match(self.lines[self.at]):
            return False
        self.group += 1
        self.pieces.extend(rows)
        self.at = end
        return True

    def _read_piece(self) -> None:
        start = self.at
        lone = _LONE_BULLET.fullmatch(self.lines[start]) is not None and not self._is_blank(start + 1)
        first = start + lone
        bullet = _BULLET.match(self.lines[first]) if not lone else None
        head = self.lines[first][bullet.end() :] if bullet else self.lines[first]
        end = first + 1
        while end < len(self.lines) and (
            self._hangs(first, end) or self._continues(end, is_item=bullet is not None or lone)
        ):
            end += 1
        text = join([head, *self.lines[first + 1 : end]], self.known_words)
        alone = self._is_blank(start - 1) and self._is_blank(end)
        self.at = end
        if bullet and self._is_star_note(bullet, end):
            self.pieces.append(Piece(BlockKind.PARAGRAPH, f"* {text}", alone=alone))
        elif bullet or lone:
            self._add_item(text, len(bullet["indent"].expandtabs()) if bullet else 0, alone=alone)
        elif not self._add_underlined(text, alone=alone):
            one_line = end == first + 1
            indent = _indent(self.lines[first])
            self.pieces.append(
                Piece(BlockKind.PARAGRAPH, text, alone=alone, one_line=one_line, indent=indent)
            )

    def _is_star_note(self, bullet: re.Match[str], end: int) -> bool:
        """Whether a single starred line answers a star in the text and is no list of one."""
        if bullet["sign"] != "*" or not self.has_stars:
            return False
        while end < len(self.lines) and self._is_blank(end):
            end += 1
        below = self.lines[end] if end < len(self.lines) else ""
        follows_item = bool(self.pieces) and self.pieces[-1].kind is BlockKind.LIST_ITEM
        return not follows_item and not _BULLET.match(below)

    def _continues(self, at: int, *, is_item: bool) -> bool:
        above, line = self.lines[at - 1], self.lines[at]
        if not line.strip() or has_bars(line) or _RULE.fullmatch(line):
            return False
        if _is_item(line) and (is_item or not self._is_broken_sentence(above)):
            return False
        if is_item and self.width is not None and line[:1].isspace() and not _indent(line) < _indent(above):
            return runs_on(above.lstrip(), line.lstrip(), max(self.width - _indent(above), 1))
        return runs_on(above, line, self.width)

    def _hangs(self, first: int, at: int) -> bool:
        """Whether a line stands under the words of a numbered entry, whose lines end where names and titles end."""
        head, above, line = self.lines[first], self.lines[at - 1], self.lines[at]
        number = NUMBERED.match(head, _indent(head))
        if number is None or self.width is None or not line.strip() or _is_item(line) or has_bars(line):
            return False
        is_long = len(above.rstrip()) >= self.width * HANGING_LINE
        return is_long and abs(_indent(line) - number.end()) <= 1

    def _is_broken_sentence(self, above: str) -> bool:
        """Whether a line was cut by its width inside a sentence, so that a dash or number below it begins no item."""
        length = len(above.rstrip())
        return (
            self.width is not None
            and self.width * FULL_LINE <= length <= self.width + 1
            and not ends_sentence(above)
        )

    def _add_item(self, text: str, indent: int, *, alone: bool) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind is not BlockKind.LIST_ITEM:
            self.group += 1
            self.margin = indent
        level = 1 + max(indent - self.margin, 0) // 2
        self.pieces.append(Piece(BlockKind.LIST_ITEM, text, level=level, group=self.group, alone=alone))

    def _add_underlined(self, text: str, *, alone: bool) -> bool:
        underline = _UNDERLINE.fullmatch(self.lines[self.at].rstrip()) if self.at < len(self.lines) else None
        if (
            underline is None
            or len(text) > MAX_HEADING_CHARS
            or abs(len(self.lines[self.at].strip()) - len(text)) > 12
        ):
            return False
        level = 1 if underline.group(1) == "=" else 2
        self.pieces.append(Piece(BlockKind.HEADING, text, level=level, alone=alone))
        self.at += 1
        return True

    def _is_blank(self, at: int) -> bool:
        return not 0 <= at < len(self.lines) or not self.lines[at].strip()


def mail_subject(text: str) -> str | None:
    """Return the subject of a letter that begins with mail headers, or None."""
    subject = None
    headers = 0
    for line in text.lstrip().splitlines():
        if not MAIL_HEADER.match(line):
            break
        headers += 1
        name, _, value = line.partition(": ")
        subject = value.strip() if name == "Subject" else subject
    return subject if headers > 1 else None


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _LONE_BULLET.fullmatch(line) or NUMBERED.match(line.lstrip()))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _settle_numbers(pieces: list[Piece]) -> list[Piece]:
    """Numbered paragraphs that follow one another by number are items of a list; a lone one is not."""
    numbers = [_number(piece) for piece in pieces]
    group = max((piece.group or 0 for piece in pieces), default=0)
    settled: list[Piece] = []
    for index, (piece, number) in enumerate(zip(pieces, numbers, strict=True)):
        before = numbers[index - 1] if index else None
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        continues = number is not None and before is not None and number == before + 1
        begins = number is not None and after is not None and after == number + 1
        group += begins and not continues
        is_item = continues or begins
        settled.append(replace(piece, kind=BlockKind.LIST_ITEM, level=1, group=group) if is_item else piece)
    return settled


def _number(piece: Piece) -> int | None:
    if piece.kind is not BlockKind.PARAGRAPH or piece.text.startswith("["):
        return None  # numbers in square brackets label notes, not items
    return int(piece.label) if piece.label is not None and piece.label.isdigit() else None
