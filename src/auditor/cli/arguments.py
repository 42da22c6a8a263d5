"""What can be written on the command line, with its help."""

from __future__ import annotations

import argparse
import re

import auditor

FILTERS: dict[str, tuple[str, ...] | None] = {
    "severity": ("critical", "high", "medium", "low"),
    "outcome": ("violation", "needs-review"),
    "decision": ("undecided", "later", "confirmed", "needs-substantiation", "dismissed", "approved-claim"),
    "category": None,
    "rule": None,
}
"""What an export can be narrowed by, with its choices where they are few; the words of the JSON."""

_MOST_ITEMS = 10_000
"""Items of one kind in a second look; no person judges more."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = argparse.ArgumentParser(
        prog="auditor",
        description="Audits health marketing for unsupported claims, uncited figures and missing crisis help. "
        "Without a command, opens the window (with the files and addresses named).",
    )
    root.add_argument("--version", action="version", version=f"auditor {auditor.__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_audit(
        commands.add_parser("audit", help="audit files, folders and addresses", description=_AUDIT_HELP)
    )
    _add_review(commands.add_parser("review", help="work with a review file (.audit)"))
    _add_register(
        commands.add_parser("register", help="list, fill and write out a register of approved claims")
    )
    _add_rules(commands.add_parser("rules", help="list, show, check, test and describe the rules"))
    schema = commands.add_parser(
        "schema", help="print the JSON schema of an audit", description="Print the JSON schema of an audit."
    )
    schema.add_argument(
        "--lines", action="store_true", help="that of one line of JSON Lines (.jsonl) instead"
    )
    return root


_AUDIT_HELP = (
    "Audit documents. Exit status: 0 nothing at or above --fail-on; 1 findings at or above it; "
    "2 wrong use; 3 some document could not be audited in full; 130 stopped with Ctrl+C; 143 told to end."
)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="file, folder, web archive (.warc), http(s) address, or - for standard input",
    )
    _add_form(parser)
    _add_against(parser)
    _add_version_of(parser)
    _add_template(parser)
    parser.add_argument(
        "--pack",
        action="append",
        default=[],
        metavar="ID",
        help="use this rule pack only (may be repeated); a pack that runs only when asked for, such as platform, "
        "comes to those of the readers' country instead",
    )
    parser.add_argument(
        "--country",
        metavar="CODE",
        help="the readers' country (US, UK, IE, AU, CA …) instead of the detected one",
    )
    _add_approvals(parser)
    _add_cluster(parser)
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="worker processes (default: one a core)")
    parser.add_argument(
        "--fail-on",
        choices=("critical", "high", "medium", "low", "never"),
        default="low",
        help="lowest severity that makes the exit status 1 (default: low)",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=300.0,
        metavar="SECONDS",
        help="give a document up after this long (default: 300)",
    )
    parser.add_argument("--rules", metavar="FOLDER", help="use the rule packs in this folder")
    parser.add_argument(
        "--audited-at", metavar="TIME", help="the time to print, ISO 8601 UTC (for repeatable output)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")


def _add_cluster(parser: argparse.ArgumentParser) -> None:
    cluster = parser.add_argument_group(
        "cluster",
        "Read and judge the documents on a Dask cluster. This machine opens them and sends their bytes and the rules; the "
        "cluster needs the same auditor[cluster] on its scheduler and workers. Whoever can reach a scheduler can run code "
        "on its cluster: use TLS, and clusters you trust.",
    )
    cluster.add_argument(
        "--cluster", metavar="ADDRESS", help="of the scheduler, such as tcp://scheduler.example:8786"
    )
    for name, of in (("ca", "authority"), ("cert", "certificate"), ("key", "key")):
        cluster.add_argument(
            f"--cluster-{name}",
            metavar="FILE",
            help=f"TLS: the {of} (PEM); without these three, what Dask's own configuration says",
        )


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the audit here; the ending says how: .xlsx, .html, .json, .csv; .jsonl (a document a line) or .parquet (a row a finding), both written as documents are done; or .audit for a review file with the sources in it",
    )
    parser.add_argument(
        "--format",
        choices=("xlsx", "json", "jsonl", "csv", "parquet", "html"),
        help="format of the output, when the ending does not say",
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


def _add_template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template",
        metavar="FILE",
        help="your organisation's name, logo, colours, columns and disclaimer, in a TOML file",
    )


def _add_approvals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--register",
        metavar="FILE",
        help="a register of approved claims (.claims, or a review's own): what it approves is shown as approved and does "
        "not count for the exit status",
    )


def _add_against(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against",
        metavar="REVIEW",
        help="an earlier review (.audit): say of every finding whether it is new, still open or decided about words that "
        "have changed, and which are fixed; the earlier review stays as it is",
    )


def _add_version_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--version-of",
        metavar="NAME",
        help="with --against: the document of the earlier review that the one INPUT is the new version of, when address and "
        "name do not tell",
    )


def _add_review(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="print the findings with their decisions")
    show.add_argument("review", metavar="REVIEW", help="a review file (.audit)")
    show.add_argument("--format", choices=("text", "json"), default="text", help="lines to read, or JSON")
    _add_export(actions.add_parser("export", help="write the review as a spreadsheet or another form"))
    _add_import(actions.add_parser("import", help="take in a spreadsheet that came back"))
    _add_second(actions.add_parser("second", help="have a sample judged again by a second person"))
    package = actions.add_parser("package", help="put the review with all its evidence into one zip")
    package.add_argument("review", metavar="REVIEW", help="a review file (.audit)")
    package.add_argument("target", metavar="FILE", help="the .zip to write")
    package.add_argument(
        "--prepared-by", default="", metavar="NAME", help="who audits, as the summary names them"
    )
    _add_template(package)
    verify = actions.add_parser("verify", help="check that no byte of an evidence package has changed")
    verify.add_argument("package", metavar="FILE", help="a .zip that `auditor review package` wrote")
    verify.add_argument("--sha256", type=_hash, metavar="SEAL", help="the seal it had when it was made")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("review", metavar="REVIEW", help="a review file (.audit)")
    parser.add_argument("target", metavar="FILE", help="the file to write; its ending says how")
    parser.add_argument(
        "--with-text", action="store_true", help="put each document's canonical text into JSON"
    )
    parser.add_argument(
        "--prepared-by", default="", metavar="NAME", help="who audits, as the summary names them"
    )
    _add_template(parser)
    _add_filter(parser)


def _add_filter(parser: argparse.ArgumentParser) -> None:
    only = parser.add_argument_group(
        "filter",
        "Write only the findings that pass all of these; the file says which, and how many are left out. "
        "Each but --text may be repeated.",
    )
    for name, choices in FILTERS.items():
        only.add_argument(f"--{name}", action="append", default=[], choices=choices)
    only.add_argument("--text", default="", metavar="WORDS", help="every word occurs in the finding")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="the spreadsheet (.xlsx or .csv) that was exported from it"
    )
    parser.add_argument("review", metavar="REVIEW", help="a review file (.audit)")
    parser.add_argument(
        "--yes", action="store_true", help="change the review; without it, only what would change is printed"
    )
    parser.add_argument(
        "--conflicts",
        choices=("ours", "theirs"),
        default="ours",
        help="which decision counts where both sides have decided: the review's (default) or the spreadsheet's",
    )
    parser.add_argument("--reviewer", default="", metavar="NAME", help="your name, beside what is taken in")


def _add_second(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="second", required=True, metavar="ACTION")
    draw = actions.add_parser(
        "draw",
        help="draw a sample of decided findings and of what was not flagged; it is judged in the window",
        description="Draw a sample by rule, so that rare rules appear. The same review and seed give the same sample.",
    )
    show = actions.add_parser("show", help="print what came of it, and how many findings of each rule stand")
    for action in (draw, show):
        action.add_argument("review", metavar="REVIEW", help="a review file (.audit)")
        action.add_argument(
            "--format", choices=("text", "json"), default="text", help="lines to read, or JSON"
        )
    sizes = (("dismissed", 20, "dismissed findings"), ("not-flagged", 20, "passages that were not flagged"))
    for name, size, words in (
        *sizes,
        ("upheld", 10, "findings that stand, mixed in so that nobody can guess"),
    ):
        draw.add_argument(
            f"--{name}", type=_size, default=size, metavar="N", help=f"how many {words} (default: {size})"
        )
    draw.add_argument(
        "--seed", default="", metavar="SEED", help="draw by this seed; without it one is made up and kept"
    )
    draw.add_argument("--reviewer", default="", metavar="NAME", help="your name, beside the sample")


def _add_register(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    register = "a register (.claims), or a review (.audit) for its own"
    listing = actions.add_parser("list", help="print the approved claims and how they stand today")
    listing.add_argument("register", metavar="REGISTER", help=register)
    listing.add_argument("--format", choices=("text", "json"), default="text", help="lines to read, or JSON")
    listing.add_argument("--today", metavar="DAY", help="tell expiry by this day (ISO) instead of today's")
    taking = actions.add_parser("import", help="take claims in from a spreadsheet (.xlsx or .csv)")
    taking.add_argument(
        "file", metavar="FILE", help="the spreadsheet; evidence files are looked for beside it"
    )
    taking.add_argument(
        "register", metavar="REGISTER", help=f"{register}; a .claims that is not there is made"
    )
    taking.add_argument(
        "--reviewer", default="", metavar="NAME", help="who takes them in (default: the login name)"
    )
    taking.add_argument(
        "--at", metavar="TIME", help="the time to note, ISO 8601 UTC (for repeatable results)"
    )
    giving = actions.add_parser("export", help="write the claims to a spreadsheet (.xlsx or .csv)")
    giving.add_argument("register", metavar="REGISTER", help=register)
    giving.add_argument("file", metavar="FILE", help="the spreadsheet to write")
    giving.add_argument("--today", metavar="DAY", help="tell expiry by this day (ISO) instead of today's")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", metavar="FOLDER", help="use the rule packs in this folder")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="list every rule with its category and severity")
    show = actions.add_parser("show", help="show one rule in full")
    show.add_argument("rule", metavar="PACK/RULE")
    actions.add_parser("check", help="check that all rule files can be used")
    doc = actions.add_parser("doc", help="write the catalogue of all rules as one HTML page")
    doc.add_argument("-o", "--output", metavar="FILE", help="write the page here (default: standard output)")
    test = actions.add_parser("test", help="run the examples and test tables of all rules")
    test.add_argument(
        "--tables",
        metavar="FOLDER",
        help="test tables, one folder a pack (default: tests/rules, where it exists)",
    )
    for action in actions.choices.values():  # before the action or behind it
        action.add_argument(
            "--rules", metavar="FOLDER", default=argparse.SUPPRESS, help="use the rule packs in this folder"
        )


def _hash(text: str) -> str:
    seal = text.strip().lower()
    if not re.fullmatch("[0-9a-f]{64}", seal):
        raise argparse.ArgumentTypeError(f"“{text}” is no SHA-256: that has 64 digits from 0 to f")
    return seal


def _jobs(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of workers; give 1 or more")
    return number


def _size(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= _MOST_ITEMS:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of items; give 0 to {_MOST_ITEMS:,}")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"“{text}” is no time; give more than 0 seconds")
    return number
