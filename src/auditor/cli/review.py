"""`auditor review`: what can be done with a review file without opening the window."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import output
from auditor.cli.login import login
from auditor.model.decision import Author, Verdict
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Filter
from auditor.workflow.export import check_target, format_of, template_of, write, write_kept
from auditor.workflow.review import open_review, read_review
from auditor.workflow.selection import check_names, narrowed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from auditor.model.returned import Preview

_CHANGED = 1
"""Exit status when a package is not as it was made."""

_REFUSED = 3
"""Exit status when some rows of a spreadsheet could not be taken in: never silently 0."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit status. Raises UserError."""
    return _ACTIONS[arguments.action](arguments)


def _show(arguments: argparse.Namespace) -> int:
    audit = read_review(Path(arguments.review))
    if arguments.format == "json":
        write(audit, "json", None)
    else:
        output.print_review(audit)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    target = Path(arguments.target)
    format_of(target)  # refused before anything is read
    check_target(target, [arguments.review])
    template = template_of(arguments.template)
    with open_review(Path(arguments.review), is_read_only=True) as review:
        wanted = _filter(arguments)
        check_names(wanted, review, arguments.review)
        write_kept(
            narrowed(review, wanted) if wanted != Filter() else review.audit(),
            review,
            target,
            with_text=arguments.with_text,
            prepared_by=arguments.prepared_by,
            template=template,
        )
    return 0


def _filter(arguments: argparse.Namespace) -> Filter:
    """Return which findings are wanted."""
    return Filter(
        text=arguments.text,
        severities=frozenset(map(Severity, arguments.severity)),
        outcomes=frozenset(map(Outcome, arguments.outcome)),
        verdicts=frozenset(map(Verdict, arguments.decision)),
        categories=frozenset(arguments.category),
        rules=frozenset(arguments.rule),
    )


def _import(arguments: argparse.Namespace) -> int:
    from auditor.cli.returned import print_preview, print_taken  # noqa: PLC0415 - for this command alone
    from auditor.workflow.round_trip import preview_return, take_in  # noqa: PLC0415

    with open_review(Path(arguments.review), is_read_only=not arguments.yes) as review:
        preview = preview_return(Path(arguments.file), review)
        print_preview(preview, arguments.conflicts)
        if arguments.yes:
            author = _author(arguments.reviewer)
            print_taken(take_in(preview, review, author, theirs=_theirs(preview, arguments.conflicts)))
    return _REFUSED if preview.refusals else 0


def _package(arguments: argparse.Namespace) -> int:
    from auditor.workflow.package import write_package  # noqa: PLC0415

    target = Path(arguments.target)
    check_target(target, [arguments.review])
    template = template_of(arguments.template)
    seal = write_package(Path(arguments.review), target, prepared_by=arguments.prepared_by, template=template)
    output.say(f"Written to {target}. Its seal, the SHA-256 of the file, to be kept apart: {seal}")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from auditor.workflow.verify import verify_package  # noqa: PLC0415

    found = verify_package(Path(arguments.package), arguments.sha256 or "")
    for trouble in found.troubles:
        output.say(trouble)
    state = "Every byte is as it was packed." if not found.troubles else "The package is not as it was made."
    sealed = " It has the seal given." if arguments.sha256 and not found.troubles else ""
    output.say(f"{found.files:,} files checked. {state}{sealed} Seal (SHA-256): {found.seal}")
    return _CHANGED if found.troubles else 0


def _theirs(preview: Preview, side: str) -> frozenset[int]:
    return frozenset(p.finding.id for p in preview.conflicts) if side == "theirs" else frozenset()


def _second(arguments: argparse.Namespace) -> int:
    from auditor.cli import second_look  # noqa: PLC0415 - for this command alone

    return second_look.run(arguments, _author(getattr(arguments, "reviewer", "")))


def _author(name: str) -> Author:
    return Author(name or login(), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "show": _show,
    "export": _export,
    "import": _import,
    "second": _second,
    "package": _package,
    "verify": _verify,
}
