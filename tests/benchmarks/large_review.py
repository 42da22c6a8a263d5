"""A review of 100,000 findings, and the real window driven through it. Run as a script by `test_large_review.py`.

large_review.py write FILE     writes the review
large_review.py drive FILE     opens it in the window, does what a reviewer does, and prints one JSON object
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from auditor.cli.main import main
from auditor.gui.program import Program
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.audit import DocumentAudit, PackRecord, RuleRecord, SourceRecord
from auditor.model.decision import Verdict
from auditor.model.document import BlockKind, Place
from auditor.model.finding import Basis, Finding, Outcome, Severity
from auditor.model.listing import AuditHeader
from auditor.model.order import Column, Grouping, Sort
from auditor.model.span import Span
from auditor.store.audits import AuditFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCUMENTS, FINDINGS = 125, 800

TRIGGERS = (
    ("superlative", "the most advanced clinic", Severity.HIGH),
    ("superlative", "unmatched results", Severity.HIGH),
    ("statistic", "nine out of ten guests", Severity.HIGH),
    ("statistic", "93% of our patients", Severity.HIGH),
    ("guarantee", "a lasting cure", Severity.CRITICAL),
    ("guarantee", "completely safe", Severity.CRITICAL),
    ("comparative", "better than any other house", Severity.MEDIUM),
    ("testimonial", "I walked out free", Severity.MEDIUM),
    ("urgency", "only three places left", Severity.LOW),
    ("stigma", "addicts", Severity.LOW),
    ("vague-authority", "studies show", Severity.MEDIUM),
    ("helpline", "our care line", Severity.CRITICAL),
)
TOWNS = ("Bend", "Ennis", "Ceduna", "Halifax", "Malton", "Larne", "Yass", "Truro")

BASIS = (Basis("Example code of health marketing", "3.1", "https://code.example/3-1"),)
MESSAGE = (
    "“{}” says more than the page supports, and nothing on it leads to a source that a reader could look up."
)


def write(path: Path) -> None:
    """Write the review, ten documents at a time."""
    rules = tuple(
        RuleRecord(f"us/{category}", category.capitalize(), category, severity, "us")
        for category, _, severity in TRIGGERS
    )
    with AuditFile(path) as file:
        file.set_header(
            AuditHeader("1.0.0", "2026-01-05T10:00:00Z", (PackRecord("us", "Us", "1", "0" * 64, rules),))
        )
        for first in range(0, DOCUMENTS, 10):
            numbers = range(first, min(first + 10, DOCUMENTS))
            file.save([(number, document(number)) for number in numbers])


def document(number: int) -> DocumentAudit:
    """Return a page of some thousand sentences, four in five of them flagged."""
    builder = DocumentBuilder("text/html", title=f"Page {number}")
    words: dict[int, str] = {}
    for place in range(FINDINGS * 5 // 4):
        _, trigger, _ = TRIGGERS[(place * 7 + number) % len(TRIGGERS)]
        sentence = (
            f"In {TOWNS[place % 8]} and in room {place} of house {number} they speak of {trigger} all day."
        )
        builder.add_block(BlockKind.PARAGRAPH, [Inline(sentence)])
        words[place] = trigger
    made = builder.build()
    found = [
        finding(block.span, block.span.of(made.text), (block.index * 7 + number) % len(TRIGGERS), block.index)
        for block in made.blocks
        if block.index % 5
    ]
    return DocumentAudit(
        SourceRecord(f"page-{number:03}.html", f"https://house-{number}.example/", "text/html", 9, "9c" * 32),
        made.status,
        (),
        title=made.title,
        text=made.text,
        words=made.words,
        findings=tuple(found),
        blocks=made.blocks,
    )


def finding(span: Span, quote: str, kind: int, place: int) -> Finding:
    """Return a finding on one sentence."""
    category, trigger, severity = TRIGGERS[kind]
    at = span.start + quote.index(trigger)
    return Finding(
        fingerprint=f"{category}:{place}",
        rule=f"us/{category}",
        title=f"{category.capitalize()} without support",
        category=category,
        severity=severity,
        outcome=Outcome.NEEDS_REVIEW if place % 3 else Outcome.VIOLATION,
        span=span,
        quote=quote,
        trigger=Span(at, at + len(trigger)),
        trigger_quote=trigger,
        message=MESSAGE.format(trigger),
        advice="Name the source beside the claim and link to it, or take the claim out.",
        basis=BASIS,
        place=Place(selector=f"main > p:nth-of-type({place})"),
    )


class Heart(QObject):
    """Beats every millisecond, and notes how long the event loop was ever away.

    `own` leaves out the time in which the window could have run and the machine was busy with other programs.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worst = self.own = 0.0
        self._last, self._delay = time.monotonic(), _delay()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, delay = time.monotonic(), _delay()
        self.worst = max(self.worst, now - self._last)
        self.own = max(self.own, now - self._last - (delay - self._delay))
        self._last, self._delay = now, delay

    def reset(self) -> None:
        """Begin to note anew."""
        self.worst = self.own = 0.0
        self._last, self._delay = time.monotonic(), _delay()


def _delay() -> float:
    """Return the seconds this thread ever waited for a processor, where the system says so."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_bytes().split()[1]) / 1e9
    except OSError:
        return 0.0


class Drive(QObject):
    """Does one thing after another, each when the one before has been answered and drawn."""

    ROUNDS = 5
    QUIET_BEATS = 40
    """Milliseconds after an answer that still count: what it set off is drawn in them."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program
        self.heart = Heart(self)
        self.stalls: dict[str, list[tuple[float, float]]] = {}
        self.waits: dict[str, list[float]] = {}
        self._steps = self._all()
        self._name, self._is_answered, self._since = "open", self._is_open, time.monotonic()
        self._quiet = 0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._is_answered():
            self._quiet = 0
            return
        self._quiet += 1
        if self._quiet == 1:
            self.waits.setdefault(self._name, []).append(time.monotonic() - self._since)
        if self._quiet < self.QUIET_BEATS:
            return
        self.stalls.setdefault(self._name, []).append((self.heart.worst, self.heart.own))
        self._quiet = 0
        try:
            self._name, act, self._is_answered = next(self._steps)
        except StopIteration:
            self._timer.stop()
            self.program.window.close()
            return
        # The act runs between two beats of its own, as a key's or a click's does.
        self._since = time.monotonic()
        self.heart.reset()
        act()

    def _all(self) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
        for number in range(self.ROUNDS):
            yield from self._list(number)
            yield from self._group()
            yield from self._decide(number)

    def _list(self, number: int) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
        bench, table = self.program.window.workbench, self.program.findings
        field = bench.filters._text
        town = TOWNS[number]
        yield "filter by words", lambda: field.setText(town), lambda: table.rowCount() < 20_000
        yield "widen again", field.clear, lambda: table.rowCount() == DOCUMENTS * FINDINGS
        for column in (Column.QUOTE, Column.DOCUMENT, Column.SEVERITY):
            before = list(table.ids[:50])
            sort = Sort(column, is_descending=number % 2 == 0)
            yield (
                f"sort by {column.value}",
                lambda sort=sort: bench.findings.sort_wanted.emit(sort),
                lambda before=before: list(table.ids[:50]) != before,
            )

    def _group(self) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
        table, listing, bench = self.program.findings, self.program.listing, self.program.window.workbench
        everything = DOCUMENTS * FINDINGS
        for by in (Grouping.RULE, Grouping.DOCUMENT):
            yield (
                f"group by {by.value}",
                lambda by=by: listing.group_by(by),
                lambda: listing._asked.is_over and table.rowCount() > everything,
            )
            yield (
                "close all groups",
                lambda: bench.findings.set_all_open(False),
                lambda: table.rowCount() < everything,
            )
            yield (
                "open all groups",
                lambda: bench.findings.set_all_open(True),
                lambda: table.rowCount() > everything,
            )
            yield (
                "next open, grouped",
                self.program.triage.next_open,
                lambda here=listing.current: listing.current != here,
            )
        yield (
            "no groups",
            lambda: listing.group_by(None),
            lambda: listing._asked.is_over and table.rowCount() == everything,
        )

    def _decide(self, number: int) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
        program, listing, triage = self.program, self.program.listing, self.program.triage
        flash = program.window.workbench.findings._flash

        def says(words: str) -> bool:
            return flash.isVisible() and words in flash.text() and listing._asked.is_over

        start = program.findings.ids[number * 17_001]
        yield "go to a row", lambda: listing.choose(start), lambda: program.reading._asked is None
        yield "next open", triage.next_open, lambda: listing.current != start
        here = listing.current
        yield (
            "decide one",
            lambda: triage.decide(Verdict.CONFIRMED),
            lambda: listing.current != here and says("Confirmed"),
        )
        yield "count those alike", lambda: listing.choose(start), lambda: len(triage._alike.ids) > 1_000
        many = f"Needs substantiation {len(triage._alike.ids):,} findings"
        yield (
            "decide all alike",
            lambda: triage._decide_alike(Verdict.NEEDS_SUBSTANTIATION),
            lambda: says(many),
        )
        yield "undo all alike", triage.undo, lambda: says("Taken back: " + many)
        yield "undo one", triage.undo, lambda: says("Taken back: Confirmed")

    def _is_open(self) -> bool:
        return (
            self.program.findings.rowCount() == DOCUMENTS * FINDINGS and self.program.reading._asked is None
        )


def drive(path: Path) -> None:
    """Open the window as the command does, and print what was measured when it is closed."""
    drives: list[Drive] = []
    begin_really = Program.begin

    def begin(program: Program, inputs: list[str]) -> None:
        begin_really(program, inputs)
        drives.append(Drive(program))

    Program.begin = begin
    main([str(path)])
    found = {"stalls": drives[0].stalls, "waits": drives[0].waits, "memory": _peak_memory()}
    sys.stdout.write(json.dumps(found))


def _peak_memory() -> float:
    """Return the most megabytes this program ever held; `getrusage` would count its parent's too."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    {"write": write, "drive": drive}[sys.argv[1]](Path(sys.argv[2]))
