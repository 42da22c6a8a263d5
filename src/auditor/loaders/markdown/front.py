"""Takes apart what stands around the Markdown body: front matter above it, footnotes anywhere in it."""

from __future__ import annotations

import re
from dataclasses import field

from auditor.model.document import Publication
from auditor.model.values import dataclass

MAX_MARKERS = 60
"""Quote and list signs at the head of one line that are kept; nobody nests deeper on purpose, and parsers give up."""

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"\s+-\s+(?P<value>.+)$|-\s+(?P<same>.+)$")
_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<text>.*)$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKER = r"(?:[ \t]*+(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_MARKERS = re.compile(rf"({_MARKER}{{{MAX_MARKERS}}}){_MARKER}++")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says of the document."""

    title: str = ""
    description: str = ""
    language: str | None = None
    publication: Publication = field(default_factory=Publication)


def split_front(text: str) -> tuple[Front, str]:
    """Return the front matter and the text below it."""
    match = _FRONT.match(text)
    if match is None:
        return Front(), text
    fields = _fields(match["body"])
    return (_front(fields), text[match.end() :]) if fields else (Front(), text)


def split_notes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text without its footnotes, and the footnotes as label and text, in order."""
    body: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    fence: str | None = None
    in_note = False
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if opened and fence in {None, opened.group(1)[:3]}:
            fence = None if fence else opened.group(1)[:3]
        note = _NOTE.match(line) if fence is None else None
        if note:
            notes.append((note["label"], [note["text"]]))
            in_note = True
        elif in_note and (not line.strip() or line.startswith(("  ", "\t")) or notes[-1][1][-1].strip()):
            notes[-1][1].append(line.strip())
        else:
            in_note = False
            body.append(line)
    return "\n".join(body), [(label, "\n".join(lines).strip()) for label, lines in notes]


def flattened(text: str) -> str:
    """Return the text with absurdly deep quotes and lists cut to a depth that parsers read."""
    return "\n".join(_flattened(line) for line in text.split("\n"))


def _flattened(line: str) -> str:
    match = _MARKERS.match(line)
    return match.group(1) + line[match.end() :] if match else line


def _fields(body: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    name = ""
    for line in body.split("\n"):
        match = _FIELD.match(line)
        item = _ITEM.match(line)
        if match:
            name = match["name"].strip().lower().replace("-", "_").replace(" ", "_")
            fields[name] = _values(match["value"] or "")
        elif item and name:
            fields[name].append(_unquoted(item["value"] or item["same"]))
    return fields


def _values(written: str) -> list[str]:
    text = written.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in text[1:-1].split(",") if part.strip()]
    return [_unquoted(text)] if text not in {"", "|", ">", ">-", "|-"} else []


def _unquoted(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'":
        return stripped[1:-1]
    return stripped


def _front(fields: dict[str, list[str]]) -> Front:
    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if fields.get(name)), None)

    def every(*names: str) -> tuple[str, ...]:
        return tuple(value for name in names for value in fields.get(name, ()))

    return Front(
        title=first("title") or "",
        description=first("description", "summary", "excerpt") or "",
        language=first("lang", "language"),
        publication=Publication(
            organisations=every("organisation", "organization", "publisher"),
            authors=every("author", "authors"),
            reviewers=every("reviewer", "reviewers", "reviewed_by", "medically_reviewed_by"),
            published_on=first("date", "published", "published_on"),
            modified_on=first("lastmod", "updated", "modified", "last_modified"),
            reviewed_on=first("reviewed", "reviewed_on", "last_reviewed", "review_date"),
        ),
    )
