"""`auditor audit`: audits, writes the output, prints the summary, and says by its exit status what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli import output, streamed
from auditor.errors import UserError
from auditor.model.finding import Severity
from auditor.workflow.audit import Settings, audit
from auditor.workflow.export import FORMATS, STREAMED, check_target, prepare, template_of, write
from auditor.workflow.options import Options
from auditor.workflow.private_folder import private_folder
from auditor.workflow.resources import rules_folder
from auditor.workflow.tally import Tally
from auditor.workflow.worker import WorkerLimits
from auditor.workflow.workers import Cluster

if TYPE_CHECKING:
    import argparse

    from auditor.model.audit import Audit, RegisterRecord
    from auditor.model.template import Template
    from auditor.workflow.lone import LoneWorker


REVIEW = "audit"
"""The ending of a review file, which is no export: it is worked on."""

_FILES_ONLY = {"xlsx": "A spreadsheet", "parquet": "A Parquet table"}


def run(arguments: argparse.Namespace, lone: LoneWorker | None) -> int:
    """Run the command; return its exit status. `lone` is the worker that waits for a single document."""
    form = _format(arguments)
    if form is not None:
        prepare(form)  # while the worker is at the document
    settings = _settings(arguments)
    if arguments.template and form in {None, REVIEW}:
        raise UserError(
            "A template says how exports look, and none is asked for.",
            "Name an export with --output, or give the template when the review is exported.",
        )
    template = template_of(arguments.template)
    target = Path(arguments.output) if arguments.output and arguments.output != "-" else None
    if target is not None:
        check_target(target, arguments.inputs)
    if arguments.version_of and not arguments.against:
        raise UserError("--version-of goes with --against.", "Name the earlier review too.")
    tally, register = _done(arguments, settings, lone, form, target, template)
    if not arguments.quiet:
        output.print_summary(tally, register, target)
    return _status(tally, arguments.fail_on)


def _done(
    arguments: argparse.Namespace,
    settings: Settings,
    lone: LoneWorker | None,
    form: str | None,
    target: Path | None,
    template: Template,
) -> tuple[Tally, RegisterRecord | None]:
    """Audit and write; return what is to be said of it, and the register it was held against."""
    moment = moment_of(arguments.audited_at)
    if arguments.against:
        result = _compared(arguments, settings, moment, lone, target if form == REVIEW else None)
        if form != REVIEW:
            _write(arguments, result, form, target, template)
    elif form == REVIEW:
        return streamed.review(arguments, settings, moment, lone, target)
    elif form in STREAMED:
        return streamed.export(arguments, settings, moment, lone, form, target, template)
    else:
        result = _held(arguments, _audited(arguments, settings, moment, lone))
        _write(arguments, result, form, target, template)
    return Tally.of(result), result.register


def _audited(
    arguments: argparse.Namespace, settings: Settings, moment: str, lone: LoneWorker | None
) -> Audit:
    with output.progress(quiet=arguments.quiet) as report:
        return audit(arguments.inputs, settings, moment, report, lone)


def _held(arguments: argparse.Namespace, result: Audit) -> Audit:
    """Hold the audit against the register of approved claims, where one is named."""
    if not arguments.register:
        return result
    from auditor.workflow.claims import with_register  # noqa: PLC0415 - brings the store with it

    return replace(with_register(result, Path(arguments.register)), register=streamed.record_of(arguments))


def _compared(
    arguments: argparse.Namespace,
    settings: Settings,
    moment: str,
    lone: LoneWorker | None,
    target: Path | None,
) -> Audit:
    """Audit, and compare with an earlier review; with a target, that review goes on there."""
    from auditor.model.decision import Author  # noqa: PLC0415 - as below
    from auditor.workflow.reaudit import check_review, compare_with  # noqa: PLC0415 - brings the store with it

    against, named = Path(arguments.against), arguments.version_of
    check_review(against, named)  # before the work is done
    streamed.refuse_to_replace(target)
    with private_folder() as private:
        keeping = (
            replace(settings, options=replace(settings.options, keep_in=str(private))) if target else settings
        )
        result = _audited(arguments, keeping, moment, lone)
        author = Author(arguments.prepared_by, result.audited_at)
        register = Path(arguments.register) if arguments.register else None
        found = compare_with(result, private, against, target, author, named, register)
    if not arguments.quiet:
        output.print_unmatched(found, against.name)
    return replace(found.audit, register=streamed.record_of(arguments))


def _write(
    arguments: argparse.Namespace, result: Audit, form: str | None, target: Path | None, template: Template
) -> None:
    if form is not None:
        write(
            result,
            form,
            target,
            with_text=arguments.with_text,
            prepared_by=arguments.prepared_by,
            template=template,
        )
    elif not arguments.quiet:
        output.print_findings(result)


def _format(arguments: argparse.Namespace) -> str | None:
    """The format asked for, or the one the file's ending names; None prints findings as lines."""
    ending = Path(arguments.output or "").suffix.lower().removeprefix(".")
    known = (*FORMATS, REVIEW)
    if arguments.format:
        form = str(arguments.format)
        if ending in known and ending != form:
            raise UserError(
                f"“{arguments.output}” ends in .{ending}, and --format says {form}.", "Leave one of them out."
            )
        if form in _FILES_ONLY and arguments.output in {None, "-"}:
            raise UserError(f"{_FILES_ONLY[form]} cannot be printed.", "Name a file with --output.")
        return form
    if not arguments.output:
        return None
    if ending not in known:
        raise UserError(
            f"“{arguments.output}” has no ending that names a format.",
            f"End it in .{', .'.join(known)}, or add --format.",
        )
    return ending


def _settings(arguments: argparse.Namespace) -> Settings:
    country = arguments.country.upper() if arguments.country else None
    return Settings(
        rules=Path(arguments.rules) if arguments.rules else rules_folder(),
        options=Options(country="UK" if country == "GB" else country, packs=tuple(arguments.pack)),
        jobs=arguments.jobs,
        limits=WorkerLimits(seconds=arguments.timeout),
        cluster=_cluster(arguments),
    )


def _cluster(arguments: argparse.Namespace) -> Cluster | None:
    files = (arguments.cluster_ca, arguments.cluster_cert, arguments.cluster_key)
    if not arguments.cluster:
        if any(files):
            raise UserError(
                "--cluster-ca, --cluster-cert and --cluster-key go with --cluster.", "Name the cluster too."
            )
        return None
    if arguments.jobs:
        raise UserError(
            "--jobs does not go with --cluster.", "The workers of the cluster say how many there are."
        )
    return Cluster(arguments.cluster, *files)


def moment_of(text: str | None) -> str:
    """Return a time the user gave, or now, as ISO 8601 UTC. Raises UserError."""
    if text is None:
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        moment = datetime.fromisoformat(text)
        return (
            (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
            .astimezone(UTC)
            .strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    except (ValueError, OverflowError):
        raise UserError(f"“{text}” is no time.", "Write it like 2026-11-22T10:00:00Z.") from None


def _status(tally: Tally, fail_on: str) -> int:
    """3 goes before 1: what was not audited may hold anything."""
    if tally.is_incomplete:
        return 3
    if fail_on == "never" or tally.worst is None:
        return 0
    return int(tally.worst.rank <= Severity(fail_on).rank)
