"""`comparison`: the offer set above others, or others run down, without anything to show for it.

Example: "works faster than ordinary braces" and "most clinics simply mask the pain", but not "better than
placebo", "surgery takes longer than an injection" or a comparison with a cited trial.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.claims.page import Page
from auditor.engine.checks.claims.voice import not_asserted
from auditor.engine.checks.comparisons.contrast import contrasted
from auditor.engine.checks.comparisons.deed import told_of
from auditor.engine.checks.comparisons.disparaging import disparaging
from auditor.engine.checks.comparisons.ill import carried, ill_spoken
from auditor.engine.checks.comparisons.open import set_above
from auditor.engine.checks.comparisons.paired import paired
from auditor.engine.checks.comparisons.refused import refused
from auditor.engine.checks.comparisons.scene import OPENERS, ComparisonWords, Scene
from auditor.engine.checks.comparisons.slight import slighted
from auditor.engine.checks.comparisons.superior import superior
from auditor.engine.checks.comparisons.table import ROWS, tables
from auditor.model.analysis import Grade
from auditor.model.finding import Outcome
from auditor.text import late_regex as regex
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.checks.comparisons.scene import Candidate
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.phrases import Match


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of phrases. `rivals` are other providers and conventional care; `treatments` are rivals only to an offer.

    `degrees` and `than` open a comparison of any kind, `gains` say what the offer gives more of;
    `than`, `outdo`, `outdone`, `unlike`, `conceding` and `fail` set the offer above them, `outright` words run others
    down wherever they stand, `elided` without naming them,
    `anything` whatever the other side is; `belittled` is what they are said to do, with or
    without the small words of `belittling` (`firm` ones suffice); `plainly` words need no more, `mildly` ones count
    when the offer answers with a `contrast`, and of `firms` anything the offer answers so is said to run them down;
    `foils` are others that count only when the offer answers in the same shape;
    `institutions` are ordinary care; `slights` and `scorned` words are what runs anybody down of whom it is said, `scorn` things that others are likened to;
    `sneers` are others whose name runs them down, `trades` others by how they sell, `figures` pictures of doing little,
    `asked` questions that hold others up, `priced` words on what they charge, `columns` heads of columns that stand for
    them, `columns_theirs` heads that do so beside the same thing of the offer, `ticks` what stands in the cells of a table that scores; `ills` is what is bad about providers, `complaints` about
    treatments, `grave` enough by itself, unless it is `fair` to say, or `kind` to a treatment; `everyday` deeds are plain facts unless they are
    `done_to` readers, `helpful` ones are never told to run anybody down, `friends` work with the promoter,
    `marked` others are so by a word, `medical` deeds are what care does; `weak` rivals may be the reader's own; `refused` words
    say that the offer is not like others, `rejected` ones ask readers to be done with them, `apart` ones set it apart; what is `neutral` runs nobody down, and a `routine` reply answers nobody; behind "only" `conditions` tell when a thing works; `hedges` take the sting out; `wished` degrees are in the direction that is wanted; `versus` sets two sides against each other in a heading or caption;
    `seeking` questions are answered by the page; `unless` contexts compare nothing on offer. A source beside
    one of the `vouchers` (a certificate, a book) has compared nobody, unless it is `measured` too.
    """

    rivals: list[str]
    treatments: list[str]
    than: list[str]
    degrees: list[str]
    gains: list[str]
    outdo: list[str]
    outdone: list[str]
    elided: list[str]
    anything: list[str]
    unlike: list[str]
    conceding: list[str]
    fail: list[str]
    outright: list[str]
    belittling: list[str]
    firm: list[str]
    belittled: list[str]
    plainly: list[str]
    mildly: list[str]
    contrast: list[str]
    firms: list[str]
    foils: list[str]
    figures: list[str]
    institutions: list[str]
    slights: list[str]
    scorned: list[str]
    scorn: list[str]
    sneers: list[str]
    trades: list[str]
    asked: list[str]
    priced: list[str]
    columns: list[str]
    columns_theirs: list[str]
    ticks: list[str]
    ills: list[str]
    complaints: list[str]
    grave: list[str]
    weak: list[str]
    fair: list[str]
    kind: list[str]
    everyday: list[str]
    helpful: list[str]
    done_to: list[str]
    friends: list[str]
    marked: list[str]
    medical: list[str]
    refused: list[str]
    rejected: list[str]
    apart: list[str]
    neutral: list[str]
    routine: list[str]
    conditions: list[str]
    hedges: list[str]
    wished: list[str]
    versus: list[str]
    seeking: list[str] = []
    unless: list[str] = []
    measured: list[str] = []
    vouchers: list[str] = []


_DOUBTFUL = frozenset({"compared", "contrasted", "priced", "gained", "refused"})
"""Messages that ask the reviewer to look: the words alone do not settle it."""

_NEXT_CLAIM = regex.compile(r";")


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the lists."""
    words = _compiled(params, lexicon)

    def examine(subject: Subject) -> Iterator[Verdict]:
        page = Page.of(subject, lexicon)
        if not page.is_selling:
            return
        judged = list(tables(page, words))
        yield from judged
        marked = [v.span for v in judged if v.span is not None]
        for sentence in page.body():
            if page.subject.block(sentence).kind not in ROWS:
                yield from _sentence(page, sentence, words)
            elif not any(span.overlaps(sentence.span) for span in marked):
                yield from _cells(page, sentence, words)

    return examine


def _compiled(params: Params, lexicon: Lexicon) -> ComparisonWords:
    entries = {
        name: [p for n in getattr(params, name) for p in lexicon.words(n)]
        for name in params.__struct_fields__
    }
    alone = [f.name for f in fields(ComparisonWords) if f.name not in {"openers", "listed"}]
    return ComparisonWords(
        openers=compile_phrases([p for name in OPENERS for p in entries[name]], lexicon.lists),
        listed={name: frozenset(entries[name]) for name in OPENERS},
        **{name: compile_phrases(entries[name], lexicon.lists) for name in alone},
    )


def _sentence(page: Page, sentence: Sentence, words: ComparisonWords) -> Iterator[Verdict]:
    """Judge a sentence: what it says in so many words, and where that is no claim, its turns of phrase."""
    scene = Scene(page, sentence, words)
    plain = list(_judged(scene, _plain(scene)))
    yield from plain
    if not any(isinstance(v, Flag) for v in plain):
        yield from _judged(scene, _turned(scene))


def _judged(scene: Scene, candidates: Iterable[Candidate]) -> Iterator[Verdict]:
    """Judge candidates in order; two comparisons are two claims only when a semicolon parts them."""
    said_until = -1
    for candidate in candidates:
        if candidate.trigger.start < said_until:
            continue
        reason = _reason_to_pass(scene.page, scene.sentence, candidate, scene.words)
        if reason is not None:
            yield Pass(candidate.trigger, reason)
            continue
        parted = _NEXT_CLAIM.search(scene.page.text, candidate.trigger.end, scene.span.end)
        said_until = parted.start() if parted else scene.span.end
        yield _flag(scene.page, scene.sentence, candidate, scene.words)


def _cells(page: Page, sentence: Sentence, words: ComparisonWords) -> Iterator[Verdict]:
    """Judge what the cells of a row say of the thing it is about, as a price list does: "Kinder than braces"."""
    for cell in page.subject.block(sentence).cells[1:]:
        if len(cell.span) and sentence.span.contains(cell.span):
            said = replace(sentence, span=cell.span)
            found = [c for c in superior(Scene(page, said, words)) if c.trigger.start == cell.span.start]
            for candidate in found[:1]:
                if _reason_to_pass(page, said, candidate, words) is None:
                    yield _flag(page, said, candidate, words)


def _in_order(found: Iterable[Candidate]) -> list[Candidate]:
    """Comparisons in order, the longest first where two begin together."""
    return sorted(found, key=lambda c: (c.trigger.start, -c.trigger.end))


def _plain(scene: Scene) -> list[Candidate]:
    """The comparisons of a sentence that are made in so many words."""
    return _in_order([*superior(scene), *disparaging(scene)]) if scene.opened else []


def _turned(scene: Scene) -> Iterator[Candidate]:
    """Yield those that are made by a turn of phrase; they are looked for where the others settled nothing."""
    if not scene.opened:
        yield from (*carried(scene), *paired(scene), *told_of(scene))
        return
    kinds = (set_above, slighted, ill_spoken, refused, contrasted, paired)
    found = _in_order(c for kind in kinds for c in kind(scene))
    yield from found or told_of(scene)


def _flag(page: Page, sentence: Sentence, candidate: Candidate, words: ComparisonWords) -> Flag:
    grade = sentence.evidence.grade
    if grade is Grade.NAMED and not _is_only_vouched(page, sentence, words):
        return Flag(sentence.span, candidate.trigger, Outcome.NEEDS_REVIEW, "named", grade=grade)
    outcome = Outcome.NEEDS_REVIEW if candidate.kind in _DOUBTFUL else Outcome.VIOLATION
    return Flag(sentence.span, candidate.trigger, outcome, candidate.kind, grade=grade)


def _is_only_vouched(page: Page, sentence: Sentence, words: ComparisonWords) -> bool:
    """Whether all that is named is what the house shows for itself (“our certificate (2024)”): it compared nobody."""
    text, span, keys = page.text, sentence.span, page.keys(sentence)
    if words.vouchers.first(text, span.start, span.end, keys) is None:
        return False
    return words.measured.first(text, span.start, span.end, keys) is None


def _reason_to_pass(
    page: Page, sentence: Sentence, candidate: Candidate, words: ComparisonWords
) -> str | None:
    span, trigger, keys = sentence.span, candidate.trigger, page.keys(sentence)
    silent = words.unless.find(page.text, span.start, span.end, keys)
    if any(_clears(match, trigger) for match in silent):
        return "context"
    reason = not_asserted(page, sentence, trigger, words.seeking, can_be_negated=candidate.can_be_negated)
    if reason == "question" and candidate.can_be_asked:
        reason = None
    opens = trigger.start == span.start and not candidate.can_be_negated
    if reason == "mention" and (candidate.kind == "refused" or opens) and not sentence.quotes:
        reason = (
            None  # "we don't believe in" rejects what others do, and so does "Unlike others, we never use"
        )
    return "cited" if reason is None and _is_cited(page, sentence, candidate) else reason


def _clears(match: Match, trigger: Span) -> bool:
    """Whether a context clears the words it overlaps; one with words in braces clears what begins in these alone.

    “On the {other hand}” names no others, but in “Chains, on the other hand, hand you pills” chains are run down.
    """
    if (match.trigger_start, match.trigger_end) != (match.start, match.end):
        return match.trigger_start <= trigger.start < match.trigger_end
    return match.start < trigger.end and trigger.start < match.end


def _is_cited(page: Page, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a source stands by the words; one that is only named does so for what it found of others than the promoter."""
    grade, span = sentence.evidence.grade, sentence.span
    if grade in {Grade.LINKED, Grade.REFERENCED}:
        return True
    return grade is Grade.NAMED and candidate.kind == "superior" and not page.is_own(span.start, span.end)
