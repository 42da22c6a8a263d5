"""Audits into a file that is written as documents are done, so that however many there are, few are held."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import places
from auditor.cli import output
from auditor.errors import UserError
from auditor.workflow.audit import under_way
from auditor.workflow.export import write_streamed
from auditor.workflow.private_folder import private_folder
from auditor.workflow.tally import Tally

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from auditor.model.audit import Audit, DocumentAudit, RegisterRecord
    from auditor.model.template import Template
    from auditor.workflow.audit import Settings
    from auditor.workflow.lone import LoneWorker


def export(
    arguments: argparse.Namespace,
    settings: Settings,
    moment: str,
    lone: LoneWorker | None,
    form: str,
    target: Path | None,
    template: Template,
) -> tuple[Tally, RegisterRecord | None]:
    """Audit into an export; return what is to be said of the audit, and the register it was held against."""
    tally, record = Tally(), record_of(arguments)
    with _under_way(arguments, settings, moment, lone) as (head, documents):
        write_streamed(
            replace(head, register=record),
            tally.counted(_approved(arguments, documents, moment) if record else documents),
            form,
            target,
            with_text=arguments.with_text,
            template=template,
        )
    return tally, record


def review(
    arguments: argparse.Namespace,
    settings: Settings,
    moment: str,
    lone: LoneWorker | None,
    target: Path | None,
) -> tuple[Tally, RegisterRecord | None]:
    """Audit into a new review file, with the bytes that were audited; return as `export` does."""
    from auditor.workflow.review import write_streamed_review  # noqa: PLC0415 - brings the store with it

    if target is None:
        raise UserError("A review cannot be printed.", "Name a file with --output.")
    refuse_to_replace(target)
    tally, record = Tally(), record_of(arguments)
    register = Path(arguments.register) if arguments.register else None

    def counted(documents: Iterator[DocumentAudit]) -> Iterator[DocumentAudit]:
        """The review recognises approved claims itself; here they are counted only."""
        given, held = tee(documents)
        approved = _approved(arguments, held, moment) if record else held
        for document, seen in zip(given, approved, strict=True):
            tally.add(seen)
            yield document

    with private_folder() as private:
        keeping = replace(settings, options=replace(settings.options, keep_in=str(private)))
        with _under_way(arguments, keeping, moment, lone) as (head, documents):
            write_streamed_review(head, counted(documents), private, target, register)
    return tally, record


def record_of(arguments: argparse.Namespace) -> RegisterRecord | None:
    """Return what the audit says of the register it is held against, and tell at once when it cannot be."""
    if not arguments.register:
        return None
    from auditor.workflow import claims  # noqa: PLC0415 - brings the store with it

    record = claims.record_of(Path(arguments.register))
    if record.trouble:
        output.say_error(record.trouble)
    return record


def refuse_to_replace(target: Path | None) -> None:
    """Raise UserError when a review would take the place of a file."""
    if target is not None and places.exists(target):
        raise UserError(f"“{target.name}” exists already and may hold decisions.", "Choose another name.")


@contextmanager
def _under_way(
    arguments: argparse.Namespace, settings: Settings, moment: str, lone: LoneWorker | None
) -> Iterator[tuple[Audit, Iterator[DocumentAudit]]]:
    with (
        output.progress(quiet=arguments.quiet) as report,
        under_way(arguments.inputs, settings, moment, report, lone) as running,
    ):
        yield running


def _approved(
    arguments: argparse.Namespace, documents: Iterator[DocumentAudit], moment: str
) -> Iterator[DocumentAudit]:
    from auditor.workflow.claims import approved_by  # noqa: PLC0415 - brings the store with it

    return approved_by(Path(arguments.register), documents, moment)
