"""The `auditor` command: without a subcommand it opens the window, with one it works without a screen."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from auditor import places
from auditor.errors import TemporaryFileError, UserError, is_no_room, is_no_temporary_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.workflow.lone import LoneWorker

PRINT_PAGES = "--print-pages"
"""What a process is started with that prints pages for another; nobody types it."""

COMMANDS = ("audit", "review", "register", "rules", "schema")

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD = 0, 1, 2, 3
_INTERRUPTED, _PIPE_CLOSED, _CRASHED = 130, 141, 70


def run() -> NoReturn:
    """Run the command as a process of its own.

    After an audit it leaves at once: everything is closed by then, and taking the modules apart takes as long as
    writing the audit.
    """
    _end_in_order()
    status = main()
    if sys.argv[1:2] != ["audit"]:
        sys.exit(status)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError as error:
        status = _told(error)
    os._exit(status)


def _end_in_order() -> None:
    """Let a command that is told to end, or loses its terminal, stop its workers and clear away what it put aside."""
    if _opens_window(sys.argv[1:]):
        return
    import signal  # noqa: PLC0415 - every worker process loads this module too

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _end)


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status (0 clean, 1 findings, 2 wrong use, 3 something was not audited)."""
    _serve_if_frozen()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a sign that the terminal's encoding lacks must not end the command
            stream.reconfigure(errors="backslashreplace")
    try:
        return _print_pages() if arguments == [PRINT_PAGES] else _run(arguments)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the named boundary: a bug never shows a traceback
        return _told(error)


def _serve_if_frozen() -> None:
    """First of all: in a frozen program a worker must not open a second window."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 - a tenth of the start of one audit, which does without

        multiprocessing.freeze_support()


def _told(error: BaseException) -> int:
    """Say what ended the command, where it can still be said; return the exit status."""
    from auditor.cli import output  # noqa: PLC0415 - every worker process loads this module too

    sentence = _sentence(error)
    with suppress(OSError):  # what is said may be written to the same full disk
        if isinstance(error, BrokenPipeError):
            output.hush_closed_pipe()
        elif sentence:
            output.say_error(sentence)
        else:
            output.say_crash(error)
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return _PIPE_CLOSED
    return EXIT_USAGE if sentence else _CRASHED


def _sentence(error: BaseException) -> str:
    """Return what to say of an end that is no bug; nothing for one that is."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Stopped."
    if is_no_temporary_folder(error):
        return str(TemporaryFileError())
    return _of_the_system(error) if isinstance(error, OSError) else ""


def _of_the_system(error: OSError) -> str:
    """Return what to say of an error of the system that is no bug; nothing for one that is."""
    if is_no_room(error):
        return "There is no room left to write to. Make room, or name another place with --output."
    if error.errno == errno.EROFS:
        return "What was to be written to can only be read. Name another place with --output."
    if isinstance(error.filename, str | bytes) and places.is_refused(error):
        return str(places.PlaceError(*places.unreachable(Path(os.fsdecode(error.filename)), error)))
    return ""


def _run(arguments: list[str]) -> int:
    if _opens_window(arguments):
        return _open_window(arguments)
    if arguments[0] == "audit":
        return _audit(arguments)
    from auditor.cli.arguments import parser  # noqa: PLC0415 - every worker process loads this module too

    parsed = parser().parse_args(arguments)
    if parsed.command == "review":
        from auditor.cli import review  # noqa: PLC0415

        return review.run(parsed)
    if parsed.command == "register":
        from auditor.cli import register  # noqa: PLC0415

        return register.run(parsed)
    if parsed.command == "rules":
        from auditor.cli import rules  # noqa: PLC0415

        return rules.run(parsed)
    from auditor.workflow.export import json_schema  # noqa: PLC0415

    sys.stdout.write(json_schema(of_lines=parsed.lines))
    return EXIT_CLEAN


def _audit(arguments: list[str]) -> int:
    lone = _lone_worker(
        arguments[1:]
    )  # first: it starts on one core while this process loads the rest on another
    try:
        from auditor.cli import audit  # noqa: PLC0415 - each command pays for its own imports only
        from auditor.cli.arguments import parser  # noqa: PLC0415

        return audit.run(parser().parse_args(arguments), lone)
    finally:
        if lone is not None:
            lone.close()


def _lone_worker(arguments: list[str]) -> LoneWorker | None:
    """Start a worker when one document may be all there is, as far as a glance tells.

    The arguments are read later, for that takes a twentieth of the whole time; where the glance is wrong, the worker
    is ended before it has done anything.
    """
    if any(a.startswith(("-h", "--h", "--r", "--cl")) or os.path.isdir(a) for a in arguments):  # noqa: PTH112 - false, not an error, for odd names
        return None  # help, other rules than the program's, a cluster, a folder
    from auditor.workflow.lone import MEMORY_BYTES, LoneWorker  # noqa: PLC0415

    return LoneWorker(None, MEMORY_BYTES)


def _opens_window(arguments: list[str]) -> bool:
    return not arguments or not (arguments[0] in COMMANDS or arguments[0].startswith("-"))


def _open_window(arguments: list[str]) -> int:
    from auditor.gui.application import run  # noqa: PLC0415 - Qt is loaded for the window alone

    return run(arguments)


def _print_pages() -> NoReturn:
    from auditor.gui.web.printing import serve  # noqa: PLC0415 - Qt is loaded for the browser alone

    serve()


if __name__ == "__main__":
    run()
