"""Spreads the source of a caption, a table's head, a list's lead-in or a "Source:" line over the rows and items."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.support import coverings, mentions
from auditor.analysis.support.carrying import carried, describes_own, has_orphan
from auditor.analysis.support.continuation import Tie, goes_on_with_people, has_number, tie
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.analysis.support.own_support import SupportReader
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block, Document
    from auditor.model.span import Span

COUNTER_WORDS = 12
"""A figure with its label is no longer than this."""
ASIDE_WORDS = 14
"""A link or bracket that stands by itself behind a sentence has few words: "Read the study"."""
TOLD_WORDS = 40
"""A sentence that says where the figure before it is from may say more than that."""
LINK_SLACK = 3
"""Brackets and a full stop around a link that stands by itself."""
LEAD_IN_WORDS = 60
"""A longer paragraph is text of its own, not the lead-in of a list."""

_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
_HELD = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.LIST_ITEM})
_LETTERS = regex.compile(r"\p{L}+")
_DASHES = "—–-"
_WEAK = frozenset({Grade.NONE, Grade.VAGUE})


def spread(
    document: Document, sentences: Sequence[Sentence], evidence: dict[int, Evidence], reader: SupportReader
) -> None:
    """Set in `evidence` what rows, items and counters take over from what stands over or under them."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.index in evidence:
            by_block.setdefault(sentence.block, []).append(sentence)
    for members in by_block.values():
        _source_line_inside(document.text, members, evidence, reader)
        _behind(document.text, members, evidence, reader)
    spreader = _Spreader(document, by_block, evidence, reader)
    lines = frozenset(
        b.index
        for b in document.blocks
        if _is_source_line(document.text, b.span, reader)
        or _is_bare_line(document, b, reader)
        or _is_basis(document.text, by_block.get(b.index, ()), evidence, reader)
    )
    short: list[Block] = []
    for run in _runs(document.blocks, lines):
        spreader.spread(run)
        if _are_counters(document, run):
            short.extend(run)
        else:
            short = []
        if run[-1].kind in _ROWS:
            spreader.give_evaluation(run)
        if run[-1].index + 1 in lines:
            spreader.give(_covered(run, short), spreader.line(run[-1].index + 1))
            short = []
    coverings.spread(document, by_block, evidence, reader)
    mentions.follow(document, sentences, by_block, evidence, reader.words)


def _are_counters(document: Document, run: list[Block]) -> bool:
    """Whether a run is made of figures with their labels, so that one line under all can be their source."""
    texts = [block.span.of(document.text) for block in run if block.kind is not BlockKind.HEADING]
    return all(len(t.split()) <= COUNTER_WORDS and not t.endswith((".", ":")) for t in texts)


def _covered(run: list[Block], short: list[Block]) -> list[Block]:
    """What a "Source:" line under a run covers: a whole table, list or row of counters, else the last paragraph."""
    if run[-1].kind in _HELD:
        return run
    return short or run[-1:]


def _behind(text: str, members: list[Sentence], evidence: dict[int, Evidence], reader: SupportReader) -> None:
    """Let what stands by itself behind a sentence support it: "… Read the study", "… (Roe, 2010)", "That is from …"."""
    for earlier, later in pairwise(members):
        found, words = evidence[later.index], later.span.of(text)
        in_brackets = words.startswith("(") and words.rstrip(".").endswith(")")
        told = reader.words.told.behind.match(words) or reader.words.told.gave.search(words)
        if _tells_how(text, earlier, later, evidence, reader):
            evidence[earlier.index] = carried(found, evidence[earlier.index], words)
            continue
        pointed = _pointed_at(text, earlier, later, found, reader)
        found = pointed or found
        apart = in_brackets or _is_link_alone(later, found) or told is not None or pointed is not None
        if not apart or found.grade.rank < Grade.NAMED.rank:
            continue
        if len(words.split()) > (TOLD_WORDS if told else ASIDE_WORDS):
            continue
        if evidence[earlier.index].grade in _WEAK:
            evidence[earlier.index] = carried(found, evidence[earlier.index], words)


def _pointed_at(
    text: str, earlier: Sentence, later: Sentence, found: Evidence, reader: SupportReader
) -> Evidence | None:
    """What a sentence leads to that says nothing else: "See here.", "Learn more at NIMH.", "More at nida.nih.gov."."""
    said, words = later.span.of(text), reader.words
    if words.own_speaker.search(earlier.span.of(text)) or not words.told.pointing.match(said):
        return None
    if found.grade is not Grade.LINKED:
        found = reader.host_named(later.span)
    links = [s.quote for s in found.supports if s.kind is SupportKind.LINK]
    for link in links:
        said = said.replace(link, " ")
    return found if links and words.told.pointers.issuperset(_LETTERS.findall(said.casefold())) else None


def _tells_how(
    text: str, earlier: Sentence, later: Sentence, evidence: Mapping[int, Evidence], reader: SupportReader
) -> bool:
    """Whether a sentence tells how those were followed whom the one before it counted: "All of them were written to …"."""
    said = earlier.span.of(text)
    if evidence[earlier.index].grade is not Grade.NONE or not describes_own(later, evidence[later.index]):
        return False
    return has_number(said, reader.words) and tie(said, later.span.of(text), reader.words) is Tie.PLAIN


def _is_link_alone(sentence: Sentence, found: Evidence) -> bool:
    """Whether a sentence is nothing but a link."""
    links = [s.span for s in found.supports if s.kind is SupportKind.LINK and s.span is not None]
    return any(len(sentence.span) - len(span) <= LINK_SLACK for span in links)


def _source_line_inside(
    text: str, members: list[Sentence], evidence: dict[int, Evidence], reader: SupportReader
) -> None:
    """Let "Source: …" at the end of a paragraph or caption cover its sentences."""
    last = members[-1]
    if len(members) < 2 or not _is_source_line(text, last.span, reader):
        return
    source = _named_line(text, last.span, evidence[last.index], reader)
    evidence[last.index] = source
    for sentence in members[:-1]:
        own = evidence[sentence.index]
        is_described = describes_own(sentence, own) and source.grade.rank > own.grade.rank
        if own.grade in _WEAK or is_described:
            evidence[sentence.index] = carried(source, own, last.span.of(text))


def _is_source_line(text: str, span: Span, reader: SupportReader) -> bool:
    match = reader.words.source_line.match(text, span.start, span.end)
    if match is not None:
        return bool(match.end() < span.end)
    if text[span.start] in _DASHES and reader.finder.is_line(span.of(text)):
        return True
    is_taken = reader.words.taken_from.match(text, span.start, span.end) is not None
    short = is_taken and len(span.of(text).split()) <= ASIDE_WORDS
    return short and reader.at(span).grade.rank >= Grade.NAMED.rank


def _is_basis(
    text: str, members: Sequence[Sentence], evidence: Mapping[int, Evidence], reader: SupportReader
) -> bool:
    """Whether a block is one sentence that tells what was counted: "Based on the scores of 611 patients who finished in 2024."."""
    if len(members) != 1 or len(members[0].span.of(text).split()) > TOLD_WORDS:
        return False
    span = members[0].span
    is_based = reader.words.based_on.match(text, span.start, span.end) is not None
    return is_based and evidence[members[0].index].grade.rank >= Grade.NAMED.rank


def _is_bare_line(document: Document, block: Block, reader: SupportReader) -> bool:
    """Whether a line under a list, table or paragraph is nothing but a body and a year: "CDC, 2022".

    Over a list the same words head it.
    """
    if block.kind is not BlockKind.PARAGRAPH or not block.index:
        return False
    if not reader.finder.is_line(block.span.of(document.text)):
        return False
    above, below = document.blocks[block.index - 1], document.blocks[block.index + 1 : block.index + 2]
    heads = bool(below) and below[0].kind in _HELD
    return above.kind in _HELD or (above.kind is BlockKind.PARAGRAPH and not heads)


def _named_line(text: str, span: Span, found: Evidence, reader: SupportReader) -> Evidence:
    """A line that begins with "Source:" names one, whatever its shape, but for what only the advertiser can look up."""
    if found.grade.rank >= Grade.NAMED.rank or reader.words.unshown.first(text, span.start, span.end):
        return found
    return Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, span.of(text), span),), found.rejected)


def _runs(blocks: Sequence[Block], lines: frozenset[int]) -> Iterator[list[Block]]:
    """Yield the neighbouring rows of each table, the items of each list and the members of each card."""
    run: list[Block] = []
    for block in blocks:
        if run and block.index not in lines and run[-1].index not in lines and _goes_on(run[-1], block):
            run.append(block)
            continue
        if run:
            yield run
        run = [block]
    if run:
        yield run


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind in _ROWS or block.kind in _ROWS:
        return last.kind in _ROWS and block.kind in _ROWS and last.group == block.group
    if last.kind is BlockKind.LIST_ITEM or block.kind is BlockKind.LIST_ITEM:
        return last.kind is block.kind and last.group == block.group
    return (
        last.group is not None
        and last.group == block.group
        and block.kind not in {BlockKind.CAPTION, BlockKind.FOOTNOTE}
    )


@dataclass(frozen=True)
class _Spreader:
    """Gives the members of a run the source that stands over or under it."""

    document: Document
    by_block: dict[int, list[Sentence]]
    evidence: dict[int, Evidence]
    reader: SupportReader

    def spread(self, run: list[Block]) -> None:
        """Give a run what stands over it: its head row, its caption or lead-in."""
        self._go_on(run)
        for block in self._candidates(run):
            found = self._best(block)
            if found.grade.rank > Grade.VAGUE.rank:
                self.give(run, _spread(found, block.span.of(self.document.text)))
                return

    def _go_on(self, run: list[Block]) -> None:
        """Let the items of a list go on with the sentence right over it: "- 1 in 5 of them do not know it"."""
        above = self.by_block.get(run[0].index - 1, ())
        if run[0].kind is not BlockKind.LIST_ITEM or not above:
            return
        source, said = self.evidence[above[-1].index], above[-1].span.of(self.document.text)
        if source.grade.rank <= Grade.VAGUE.rank:
            return
        for item in (self.by_block[block.index][0] for block in run if block.index in self.by_block):
            own, words = self.evidence[item.index], item.span.of(self.document.text)
            if (
                own.grade in _WEAK
                and not has_orphan(own)
                and goes_on_with_people(said, words, self.reader.words)
            ):
                self.evidence[item.index] = carried(source, own, said)

    def give(self, blocks: list[Block], source: Evidence) -> None:
        """Let the sentences of `blocks` that have no support of their own take `source`."""
        for sentence in (s for block in blocks for s in self.by_block.get(block.index, ())):
            own = self.evidence[sentence.index]
            # A row has too few words to describe a survey: what sounds like one is a measure of the table's own source.
            is_weak = own.grade in _WEAK or describes_own(sentence, own)
            if is_weak and own.grade.rank < source.grade.rank and not has_orphan(own):
                self.evidence[sentence.index] = source

    def give_evaluation(self, run: list[Block]) -> None:
        """Let what is told right under a table support it: a survey of the page's own, or where its numbers are from."""
        below = self.by_block.get(run[-1].index + 1, ())
        found = self.evidence[below[0].index] if below else None
        if below and found is not None and (describes_own(below[0], found) or self._tells(below[0], found)):
            self.give(run, _spread(found, below[0].span.of(self.document.text)))

    def _tells(self, sentence: Sentence, found: Evidence) -> bool:
        """Whether a sentence says of the table over it where its numbers come from."""
        told = self.reader.words.told.of_table.first(sentence.span.of(self.document.text)) is not None
        return told and found.grade.rank >= Grade.NAMED.rank

    def line(self, index: int) -> Evidence:
        """Return the support that a "Source:" line gives."""
        block = self.document.blocks[index]
        words = block.span.of(self.document.text)
        return _spread(
            _named_line(self.document.text, block.span, self.reader.at(block.span), self.reader), words
        )

    def _candidates(self, run: list[Block]) -> list[Block]:
        first, last = run[0], run[-1]
        if first.kind not in _HELD:
            return []
        return [
            *(b for b in run if b.kind is BlockKind.TABLE_HEADER),
            *_captions(self.document, first, last),
            *_lead_in(self.document, first, self.reader),
            *self._set_up(first),
        ]

    def _set_up(self, first: Block) -> Iterator[Block]:
        """The paragraph over a list or table whose last words set out the study or survey that found it."""
        above = self.by_block.get(first.index - 1, ())
        if (
            not above
            or len(self.document.blocks[first.index - 1].span.of(self.document.text).split()) > LEAD_IN_WORDS
        ):
            return
        last = above[-1]
        found = self.evidence[last.index]
        said = words_of(last.span.of(self.document.text))
        is_study = found.grade.rank >= Grade.NAMED.rank and not self.reader.words.set_up.isdisjoint(said)
        if is_study or describes_own(last, found):
            yield self.document.blocks[first.index - 1]

    def _best(self, block: Block) -> Evidence:
        own = [self.evidence[s.index] for s in self.by_block.get(block.index, ())]
        return max((self.reader.at(block.span), *own), key=lambda e: e.grade.rank)


def _captions(document: Document, first: Block, last: Block) -> Iterator[Block]:
    """The caption over a table or list, or under a table unless it belongs to the next one."""
    blocks = document.blocks
    if first.index > 0 and blocks[first.index - 1].kind is BlockKind.CAPTION:
        yield blocks[first.index - 1]
    after = last.index + 1
    if last.kind in _ROWS and after < len(blocks) and blocks[after].kind is BlockKind.CAPTION:
        leads_on = after + 1 < len(blocks) and blocks[after + 1].kind in _ROWS
        if not leads_on:
            yield blocks[after]


def _lead_in(document: Document, first: Block, reader: SupportReader) -> Iterator[Block]:
    """The paragraph over a list or table that leads in to it."""
    at = first.index - 1
    if at >= 0 and document.blocks[at].kind is BlockKind.CAPTION:
        at -= 1
    if at < 0:
        return
    block = document.blocks[at]
    text = block.span.of(document.text)
    leads = text.rstrip().endswith(":") or reader.words.lead_word.search(text) is not None
    short = block.kind is BlockKind.PARAGRAPH and len(text.split()) <= LEAD_IN_WORDS
    if block.kind is BlockKind.HEADING or (short and leads):
        yield block


def _spread(found: Evidence, quote: str) -> Evidence:
    support = Support(
        SupportKind.CAPTION,
        quote,
        None,
        "; ".join(filter(None, (s.target or s.quote for s in found.supports))),
    )
    return Evidence(found.grade, (support, *found.supports), found.rejected, found.in_doubt)
