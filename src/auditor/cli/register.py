"""`auditor register`: a register of approved claims without opening the window."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.audit import moment_of
from auditor.cli.login import login
from auditor.cli.output import printable
from auditor.errors import UserError
from auditor.model.decision import Author
from auditor.workflow.claims import read_register
from auditor.workflow.register_table import evidence_troubles, export_claims, import_claims

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from auditor.model.claim import Entry

_REFUSED = 3
"""Exit status when some rows could not be taken in, or evidence is not what was approved: never silently 0."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit status. Raises UserError."""
    return _ACTIONS[arguments.action](arguments)


def _list(arguments: argparse.Namespace) -> int:
    entries, today = read_register(Path(arguments.register)), _today(arguments.today)
    troubles = evidence_troubles(Path(arguments.register))
    if arguments.format == "json":
        plain = [_plain(entry, today) | {"trouble": troubles.get(entry.key)} for entry in entries]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return _REFUSED if troubles else 0
    for entry in entries:
        claim = entry.claim
        until = f", until {claim.expires_on}" if claim.expires_on else ""
        print(
            printable(
                f"{entry.number}  {claim.standing(today).value}{until}, {claim.scope.words}: “{claim.wordings[0]}”"
            )
        )
        for wording in claim.wordings[1:]:
            print(printable(f"   or “{wording}”"))
        print(printable(f"   evidence: {claim.evidence.words} — {claim.approver}, {entry.author.at}"))
        if entry.key in troubles:
            print(printable(f"   ! {troubles[entry.key]}"))
    print(f"{len(entries)} approved claim{'' if len(entries) == 1 else 's'}.")
    return _REFUSED if troubles else 0


def _import(arguments: argparse.Namespace) -> int:
    author = Author(arguments.reviewer or login(), moment_of(arguments.at))
    taken = import_claims(Path(arguments.file), Path(arguments.register), author)
    for row in taken.refused:
        print(printable(f"{row.place}: not taken. {row.reason}"))
    print(
        f"{taken.added} added, {taken.changed} changed, {taken.same} as before, {len(taken.refused)} not taken."
    )
    return _REFUSED if taken.refused else 0


def _export(arguments: argparse.Namespace) -> int:
    at = f"{_today(arguments.today)}T00:00:00Z"
    count = export_claims(Path(arguments.register), Path(arguments.file), at)
    print(f"{count} claims written to {arguments.file}")
    return 0


def _plain(entry: Entry, today: str) -> dict[str, object]:
    claim, file = entry.claim, entry.claim.evidence.file
    return {
        "number": entry.number,
        "key": entry.key,
        "revision": entry.revision,
        "state": claim.standing(today).value,
        "wordings": list(claim.wordings),
        "evidence": {
            "reference": claim.evidence.reference,
            "link": claim.evidence.link,
            "file": {"name": file.name, "sha256": file.sha256, "bytes": file.bytes} if file else None,
        },
        "scope": {"kind": claim.scope.kind.value, "places": list(claim.scope.places)},
        "approver": claim.approver,
        "expires_on": claim.expires_on or None,
        "note": claim.note,
        "changed_by": entry.author.reviewer,
        "changed_at": entry.author.at,
    }


def _today(text: str | None) -> str:
    if text is None:
        return f"{datetime.now(UTC):%Y-%m-%d}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(f"“{text}” is no day.", "Write it like 2026-11-22.") from None


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "import": _import,
    "export": _export,
}
