"""What the commands print: plain lines when piped, colour and a progress bar on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.model.decision import NO_DECISION, Verdict
from auditor.model.document import Status
from auditor.model.finding import Severity
from auditor.workflow.tally import DocumentLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from auditor.model.audit import Audit, DocumentAudit, RegisterRecord
    from auditor.model.decision import Decision
    from auditor.model.finding import Finding
    from auditor.workflow.audit import Progress as Done
    from auditor.workflow.reaudit import Against
    from auditor.workflow.tally import Tally

_COLOURS = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}


SHOWN = 3
"""Documents named one by one before they are only counted."""


def say_error(sentence: str) -> None:
    """Print a plain sentence about what went wrong."""
    print(f"auditor: {sentence}", file=sys.stderr)


def say(sentence: str) -> None:
    """Print a plain sentence about what was done or found."""
    print(printable(sentence))


def say_crash(error: BaseException) -> None:
    """Save the traceback and print where it is; the user never sees one."""
    failed = f"The program failed ({type(error).__name__})."
    try:
        report = _saved_report(error)
    except OSError:  # a full disk must not hide the error itself
        say_error(f"{failed} No report could be saved. Make room on the disk, and try again.")
    else:
        say_error(f"{failed} A report was saved in {report}; please send it to us.")


def _saved_report(error: BaseException) -> str:
    """Return the path of a file that holds the traceback; none is left half-written. Raises OSError."""
    number, path = tempfile.mkstemp(prefix="auditor-crash-", suffix=".txt")
    try:
        with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        with contextlib.suppress(OSError):
            Path(path).unlink()
        raise
    return path


def hush_closed_pipe() -> None:
    """Let the interpreter end quietly after the reader of our output has gone."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Done], None]]:
    """A progress bar on a terminal, nothing otherwise."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    # The whole is not known while folders are listed: the bar pulses and the count says what is done.
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Auditing", total=None)

        def show(now: Done) -> None:
            bar.update(
                task,
                completed=now.done,
                description=_shortened(printable(now.document.source.name)),
            )

        yield show


def print_summary(tally: Tally, register: RegisterRecord | None, written: Path | None) -> None:
    """Print a line a document, unreadable ones first, and totals."""
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in (*tally.not_audited, *tally.audited):
        _print_document(console, line)
    if tally.unnamed:
        console.print(f"… and {_many(tally.unnamed, 'further document')}.")
    console.print()
    console.print(_totals(tally, register))
    if written is not None:
        console.print(f"Written to {written}", markup=False)


def print_unmatched(found: Against, against: str) -> None:
    """Say which documents were not compared, and which were not audited again."""
    how = "Say which it is: --version-of NAME."
    for name in found.doubtful:
        say_error(
            f"“{printable(name)}” may be a new version of more than one document in {against}; it was compared with none. {how}"
        )
    for name in found.unknown[:SHOWN]:
        say_error(
            f"Nothing in {against} has the address or name of “{printable(name)}”: all of it is new. {how}"
        )
    if len(found.unknown) > SHOWN:
        say_error(f"The same is true of {_many(len(found.unknown) - SHOWN, 'further document')}.")
    if found.absent:
        more = " …" if len(found.absent) > SHOWN else ""
        names = ", ".join(printable(name) for name in found.absent[:SHOWN]) + more
        say_error(f"Not audited again: {_many(len(found.absent), 'document')} of {against} ({names}).")


def print_findings(audit: Audit) -> None:
    """Print each finding as one line: document, severity, rule, words, message; then those that are gone."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True)
    for document, finding in audit.findings:
        line = Text(f"{printable(document.source.name)}{_where(finding.place)}: ")
        line.append(finding.severity.value, _COLOURS[finding.severity])
        line.append(printable(f" {finding.rule}: {finding.message}{_recognised(document, finding)}"))
        line.append(_state(document, finding))
        console.print(line)
    for document in audit.documents:
        for words in _gone(document):
            console.print(Text(printable(f"{document.source.name}: {words}")))


def _recognised(document: DocumentAudit, finding: Finding) -> str:
    """Say what the register of approved claims knows of a finding's words."""
    match = document.approvals.get(finding.fingerprint)
    return f" [{match.words}]" if match else ""


def print_review(audit: Audit) -> None:
    """Print each document and, under it, each finding with what was decided about it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True)
    for document in audit.documents:
        _print_document(console, DocumentLine.of(document))
        for finding in document.findings:
            decision = document.decisions.get(finding.fingerprint, NO_DECISION)
            line = Text(f"  {decision.verdict.value:<20} ")
            line.append(finding.severity.value, _COLOURS[finding.severity])
            words = finding.trigger_quote or finding.title
            line.append(printable(f" {finding.rule}{_where(finding.place)}: {words}"))
            line.append(printable(_decided(decision)) + _state(document, finding))
            console.print(line)
        for words in _gone(document):
            console.print(Text(printable(f"  {words}")))
    console.print()
    console.print(_decided_totals(audit))
    if audit.standing is not None:
        console.print(f"Since the version before: {audit.standing.words}.")


def _state(document: DocumentAudit, finding: Finding) -> str:
    state = document.states.get(finding.fingerprint)
    return f" [{state.value}]" if state else ""


def _gone(document: DocumentAudit) -> Iterator[str]:
    for gone in document.comparison.gone if document.comparison else ():
        said = "fixed" if gone.departure.is_fixed else "could not be compared"
        yield f"{said}: {gone.finding.rule}: {gone.finding.trigger_quote or gone.finding.title}"


def _decided(decision: Decision) -> str:
    parts = (
        decision.reason,
        decision.note and f"note: {decision.note}",
        decision.response and f"response: {decision.response}",
    )
    said = ", ".join(filter(None, parts))
    who = f" — {decision.reviewer}, {decision.decided_at}" if decision.reviewer else ""
    return f"{who}{f' ({said})' if said else ''}"


def _decided_totals(audit: Audit) -> str:
    verdicts = Counter(
        document.decisions.get(finding.fingerprint, NO_DECISION).verdict
        for document, finding in audit.findings
    )
    counted = ", ".join(f"{verdicts[v]} {v.value}" for v in Verdict if verdicts[v])
    return f"{_many(len(audit.findings), 'finding')}: {counted or 'none'}."


def _print_document(console: Console, document: DocumentLine) -> None:
    from rich.text import Text  # noqa: PLC0415

    line = Text(f"{printable(document.name)}: ")
    if document.status is Status.UNREADABLE:
        line.append("NOT AUDITED", "bold red")
        line.append(" — " + printable("; ".join(p.message for p in document.problems)))
    else:
        line.append(_counts(document.severities))
        if document.crisis in {"missing", "commercial-only"}:
            line.append(f"; crisis resource {document.crisis}")
        if document.status is Status.PARTIAL:
            line.append("; read in part", "yellow")
            line.append(" — " + printable("; ".join(p.message for p in document.problems)))
    console.print(line)


def _counts(counts: Counter[Severity]) -> str:
    if not counts:
        return "nothing flagged"
    listed = ", ".join(f"{counts[s]} {s.value}" for s in Severity if counts[s])
    return f"{_many(counts.total(), 'finding')} ({listed})"


def _totals(tally: Tally, register: RegisterRecord | None) -> str:
    lines = [
        f"{_many(tally.documents, 'document')}, {_many(tally.findings, 'finding')}: "
        + ", ".join(f"{tally.severities[s]} {s.value}" for s in Severity),
        "By category: "
        + (", ".join(f"{name} {count}" for name, count in sorted(tally.categories.items())) or "none"),
    ]
    if register is not None and not register.trouble:
        lines.append(f"{tally.approved} of them approved in {register.name}.")
    if tally.unread:
        lines.append(f"{tally.unread} could not be audited.")
    if tally.partial:
        lines.append(f"{tally.partial} could be read in part only.")
    if tally.failures:
        lines.append(f"{tally.failures} times a rule could not be checked.")
    if tally.standing is not None:
        lines.append(f"Since the version before: {tally.standing.words}.")
    lines.append("A person decides: this is no legal clearance.")
    return "\n".join(lines)


def printable(text: str) -> str:
    """Return the text with control signs and direction marks shown as �: a file's name must not steer the terminal."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _where(place: object) -> str:
    page = getattr(place, "page", None)
    return f", page {page}" if page else ""


def _shortened(name: str, width: int = 32) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"
