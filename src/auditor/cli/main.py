"""The `auditor` command: without a subcommand it opens the window, with one it works without a screen."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from typing import TYPE_CHECKING

import auditor
from auditor.cli import output
from auditor.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("audit", "rules", "schema")

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD = 0, 1, 2, 3
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status (0 clean, 1 findings, 2 wrong use, 3 something was not audited)."""
    multiprocessing.freeze_support()  # first: in a frozen program a worker must not open a second window
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(arguments)
    except UserError as error:
        output.say_error(str(error))
        return EXIT_USAGE
    except KeyboardInterrupt:
        output.say_error("Stopped.")
        return _INTERRUPTED
    except BrokenPipeError:
        output.hush_closed_pipe()
        return EXIT_CLEAN
    except Exception as error:  # noqa: BLE001 - the named boundary: a bug never shows a traceback
        output.say_crash(error)
        return _CRASHED


_CRASHED = 70


def _run(arguments: list[str]) -> int:
    if _opens_window(arguments):
        return _open_window(arguments)
    parsed = _parser().parse_args(arguments)
    if parsed.command == "audit":
        from auditor.cli import audit  # noqa: PLC0415 - each command pays for its own imports only

        return audit.run(parsed)
    if parsed.command == "rules":
        from auditor.cli import rules  # noqa: PLC0415

        return rules.run(parsed)
    from auditor.workflow.export import json_schema  # noqa: PLC0415

    sys.stdout.write(json_schema())
    return EXIT_CLEAN


def _opens_window(arguments: list[str]) -> bool:
    return not arguments or not (arguments[0] in COMMANDS or arguments[0].startswith("-"))


def _open_window(arguments: list[str]) -> int:
    from auditor.gui.application import run  # noqa: PLC0415 - Qt is loaded for the window alone

    return run(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="auditor",
        description="Audits health marketing for unsupported claims, uncited figures and missing crisis help. "
        "Without a command, opens the window (with the files and addresses named).",
    )
    parser.add_argument("--version", action="version", version=f"auditor {auditor.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_audit(
        commands.add_parser("audit", help="audit files, folders and addresses", description=_AUDIT_HELP)
    )
    _add_rules(commands.add_parser("rules", help="list, show, check and test the rules"))
    commands.add_parser(
        "schema", help="print the JSON schema of an audit", description="Print the JSON schema of an audit."
    )
    return parser


_AUDIT_HELP = (
    "Audit documents. Exit status: 0 nothing at or above --fail-on; 1 findings at or above it; "
    "2 wrong use; 3 some document could not be audited in full."
)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="file, folder, http(s) address, or - for standard input"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write the audit here; the format follows the ending"
    )
    parser.add_argument(
        "--format", choices=("xlsx", "json", "csv"), help="format of the output, when the ending does not say"
    )
    parser.add_argument(
        "--with-text", action="store_true", help="put each document's canonical text into JSON"
    )
    parser.add_argument(
        "--prepared-by",
        default="",
        metavar="NAME",
        help="who audits, as the spreadsheet's summary names them",
    )
    parser.add_argument(
        "--pack", action="append", default=[], metavar="ID", help="use this rule pack only (may be repeated)"
    )
    parser.add_argument(
        "--country",
        metavar="CODE",
        help="the readers' country (US, UK, IE, AU, CA …) instead of the detected one",
    )
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes (default: one a core)")
    parser.add_argument(
        "--fail-on",
        choices=("critical", "high", "medium", "low", "never"),
        default="low",
        help="lowest severity that makes the exit status 1 (default: low)",
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=300.0,
        metavar="SECONDS",
        help="give a document up after this long (default: 300)",
    )
    parser.add_argument("--rules", metavar="FOLDER", help="use the rule packs in this folder")
    parser.add_argument(
        "--audited-at", metavar="TIME", help="the time to print, ISO 8601 UTC (for repeatable output)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", metavar="FOLDER", help="use the rule packs in this folder")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="list every rule with its category and severity")
    show = actions.add_parser("show", help="show one rule in full")
    show.add_argument("rule", metavar="PACK/RULE")
    actions.add_parser("check", help="check that all rule files can be used")
    test = actions.add_parser("test", help="run the examples and test tables of all rules")
    test.add_argument(
        "--tables",
        metavar="FOLDER",
        help="test tables, one folder a pack (default: tests/rules, where it exists)",
    )


def _jobs(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of workers; give 1 or more")
    return number


if __name__ == "__main__":
    raise SystemExit(main())
